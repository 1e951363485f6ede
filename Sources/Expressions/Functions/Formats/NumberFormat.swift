// SPDX-License-Identifier: Apache-2.0

import Values

/// A template such as `FM9,990.99`, read once.
///
/// Source: PostgreSQL 15 manual, section 9.8, tables 9.28 and 9.29.
struct NumberFormat {
    /// One piece of a template.
    enum Piece: Equatable {
        case nine, zero
        case point
        case group(isLocal: Bool)
        case sign, minus, plus, signAnywhere
        case bracket
        case currency
        case roman(isUpper: Bool)
        case ordinal(isUpper: Bool)
        case shift
        case exponent
        case literal(String)
    }

    /// Where the sign stands that `S` asks for.
    enum SignPlace {
        case none, before, after
    }

    private(set) var pieces: [Piece] = []
    /// Digits before and after the point.
    private(set) var wholeDigits = 0
    private(set) var fractionDigits = 0
    /// Digits behind `V`.
    private(set) var shiftDigits = 0
    /// The position of the first `0` among the digits, and the position behind the last one.
    private(set) var firstZero: Int?
    private(set) var lastZero = 0
    private(set) var hasPoint = false
    private(set) var isFilled = true
    private(set) var signPlace = SignPlace.none
    /// How many whole digits stood before `S`.
    private(set) var digitsBeforeSign = 0
    private(set) var hasMinus = false
    private(set) var hasPlus = false
    private(set) var hasBracket = false
    private(set) var hasShift = false
    private(set) var isRoman = false
    private(set) var isScientific = false

    /// Reads `template`.
    ///
    /// - Throws: 42601 when pieces exclude each other.
    init(_ template: String) throws(DatabaseError) {
        var rest = Array(template.unicodeScalars)[...]
        while let scalar = rest.first {
            if scalar == "\"" {
                rest = rest.dropFirst()
                var text = ""
                while let next = rest.first, next != "\"" {
                    rest = rest.dropFirst()
                    if next == "\\", let escaped = rest.first {
                        text.unicodeScalars.append(escaped)
                        rest = rest.dropFirst()
                    } else {
                        text.unicodeScalars.append(next)
                    }
                }
                rest = rest.dropFirst()
                pieces.append(.literal(text))
                continue
            }
            if let (word, piece) = Self.piece(rest) {
                rest = rest.dropFirst(word)
                try note(piece)
                if let piece { pieces.append(piece) } else { isFilled = false }
            } else {
                if scalar == "\\", rest.dropFirst().first == "\"" { rest = rest.dropFirst() }
                pieces.append(.literal(String(rest.first ?? scalar)))
                rest = rest.dropFirst()
            }
        }
    }

    /// The piece at the start of `text` and its length; the piece is nil for `FM`.
    private static func piece(_ text: ArraySlice<Unicode.Scalar>) -> (Int, Piece?)? {
        for (word, piece) in words where text.starts(with: word.unicodeScalars) {
            return (word.unicodeScalars.count, piece)
        }
        return nil
    }

    /// Longer words first.
    private static let words: [(String, Piece?)] = [
        ("EEEE", .exponent), ("eeee", .exponent), ("FM", nil), ("fm", nil), ("MI", .minus),
        ("mi", .minus), ("PL", .plus), ("pl", .plus), ("PR", .bracket), ("pr", .bracket),
        ("RN", .roman(isUpper: true)), ("rn", .roman(isUpper: false)), ("SG", .signAnywhere),
        ("sg", .signAnywhere), ("TH", .ordinal(isUpper: true)), ("th", .ordinal(isUpper: false)),
        ("9", .nine), ("0", .zero), (".", .point), ("D", .point), ("d", .point),
        (",", .group(isLocal: false)), ("G", .group(isLocal: true)), ("g", .group(isLocal: true)),
        ("S", .sign), ("s", .sign), ("L", .currency), ("l", .currency), ("V", .shift),
        ("v", .shift),
    ]

    private static func invalid(_ message: String) -> DatabaseError {
        DatabaseError(.syntaxError, message)
    }

    private mutating func note(_ piece: Piece?) throws(DatabaseError) {
        guard let piece else { return }
        if isScientific, piece != .exponent {
            throw Self.invalid("\"EEEE\" must be the last pattern used")
        }
        switch piece {
        case .nine, .zero:
            if hasBracket {
                let shown = piece == .nine ? "9" : "0"
                throw Self.invalid("\"\(shown)\" must be ahead of \"PR\"")
            }
            if piece == .zero {
                if firstZero == nil, !hasPoint { firstZero = wholeDigits }
            }
            if piece == .nine, hasShift {
                shiftDigits += 1
            } else if hasPoint {
                fractionDigits += 1
            } else {
                wholeDigits += 1
            }
            if piece == .zero { lastZero = wholeDigits + fractionDigits }
        case .point:
            if hasPoint { throw Self.invalid("multiple decimal points") }
            if hasShift { throw Self.invalid("cannot use \"V\" and decimal point together") }
            hasPoint = true
        case .sign:
            if signPlace != .none { throw Self.invalid("cannot use \"S\" twice") }
            if hasMinus || hasPlus || hasBracket {
                throw Self.invalid(
                    "cannot use \"S\" and \"PL\"/\"MI\"/\"SG\"/\"PR\" together"
                )
            }
            signPlace = hasPoint ? .after : .before
            digitsBeforeSign = wholeDigits
        case .minus, .plus, .signAnywhere:
            if signPlace != .none {
                let word = piece == .minus ? "MI" : piece == .plus ? "PL" : "SG"
                throw Self.invalid("cannot use \"S\" and \"\(word)\" together")
            }
            hasMinus = hasMinus || piece != .plus
            hasPlus = hasPlus || piece != .minus
        case .bracket:
            if signPlace != .none || hasPlus || hasMinus {
                throw Self.invalid(
                    "cannot use \"PR\" and \"S\"/\"PL\"/\"MI\"/\"SG\" together"
                )
            }
            hasBracket = true
        case .shift:
            if hasPoint { throw Self.invalid("cannot use \"V\" and decimal point together") }
            hasShift = true
        case .exponent:
            if isScientific { throw Self.invalid("cannot use \"EEEE\" twice") }
            if signPlace != .none || hasBracket || hasMinus || hasPlus || isRoman || hasShift {
                throw DatabaseError(
                    .syntaxError,
                    "\"EEEE\" is incompatible with other formats",
                    detail:
                        "\"EEEE\" may only be used together with digit and decimal point patterns."
                )
            }
            isScientific = true
        case .roman: isRoman = true
        case .group, .currency, .ordinal, .literal: return
        }
    }
}
