// SPDX-License-Identifier: Apache-2.0

import Values

extension NumberFormat {
    /// `value` written by the template; ties are rounded to even, as printing a float does.
    func text(of value: Double) throws(DatabaseError) -> String {
        if !value.isFinite || isRoman { return try text(of: Numeric(value)) }
        let exact = try Numeric(exactly: value)
        if isScientific { return try text(of: exact) }
        let scale = fractionDigits + shiftDigits
        let rounded = exact.rounded(toScale: scale)
        let unit = try Numeric(parsing: "1e-\(scale)")
        let error = try exact.subtracting(rounded).magnitude
        let isTie = try error.adding(error) == unit
        let isOdd = try !rounded.remainder(dividingBy: unit.adding(unit)).isZero
        guard isTie, isOdd else { return try text(of: rounded) }
        return try text(
            of: value < 0 ? rounded.adding(unit) : rounded.subtracting(unit)
        )
    }

    /// `value` written by the template.
    func text(of value: Numeric) throws(DatabaseError) -> String {
        if isRoman { return romanText(of: value) }
        if isScientific { return try scientificText(of: value) }
        if !value.isFinite {
            let name = value.isNaN ? "NaN" : "Infinity"
            let fits = name.utf8.count <= wholeDigits
            return layout(
                digits: fits ? name : String(repeating: "#", count: wholeDigits),
                isNegative: value.signum < 0
            )
        }
        var scaled = value
        if hasShift {
            let factor = try Numeric(10 as Int64).raised(to: Numeric(Int64(shiftDigits)))
            scaled = try value.multiplied(by: factor)
        }
        let rounded = scaled.rounded(toScale: fractionDigits)
        var digits = rounded.magnitude.text
        let wholeCount = digits.utf8.firstIndex(of: 0x2E).map {
            digits.utf8.distance(from: digits.utf8.startIndex, to: $0)
        }
        let room = wholeDigits + shiftDigits
        if (wholeCount ?? digits.utf8.count) > room {
            // Too large: only the shape of the number shows.
            digits = String(repeating: "#", count: room)
            if hasPoint { digits += "." + String(repeating: "#", count: fractionDigits) }
        }
        return layout(digits: digits, isNegative: rounded.signum < 0)
    }

    private func romanText(of value: Numeric) -> String {
        let number = (try? value.int32()).flatMap { FormatWords.roman(Int($0)) }
        let upper = number ?? String(repeating: "#", count: 15)
        let isUpper = pieces.contains(.roman(isUpper: true))
        let text = isUpper ? upper : upper.lowercased()
        let blanks = isFilled ? String(repeating: " ", count: max(0, 15 - text.utf8.count)) : ""
        return blanks + text
    }

    /// `d.ddde+xx`, with a blank in the place of a plus sign.
    private func scientificText(of value: Numeric) throws(DatabaseError) -> String {
        if value.isNaN || value.isInfinite {
            return " " + String(repeating: "#", count: fractionDigits + 1 + 1 + 4)
        }
        let text = value.magnitude.text
        let significant = text.utf8.filter { $0 != 0x2E }
        let lead = significant.firstIndex { $0 != 0x30 }
        let pointAt =
            text.utf8.firstIndex(of: 0x2E).map {
                text.utf8.distance(from: text.utf8.startIndex, to: $0)
            } ?? text.utf8.count
        var exponent = lead.map { pointAt - 1 - $0 } ?? 0
        var mantissa = try mantissa(value.magnitude, exponent)
        if mantissa >= Numeric(10 as Int64) {
            exponent += 1
            mantissa = try self.mantissa(value.magnitude, exponent)
        }
        let sign = value.signum < 0 ? "-" : " "
        let exponentText =
            (exponent < 0 ? "-" : "+") + FormatWords.digits(abs(exponent), 2)
        return "\(sign)\(mantissa.text)e\(exponentText)"
    }

    private func mantissa(_ value: Numeric, _ exponent: Int) throws(DatabaseError) -> Numeric {
        let digits = try Numeric(parsing: "1e\(exponent < 0 ? -exponent : exponent)")
        let shifted =
            exponent < 0
            ? try value.multiplied(by: digits)
            : try value.multiplied(by: Numeric(parsing: "1e-\(exponent)"))
        return shifted.rounded(toScale: fractionDigits)
    }

    /// Puts digits, sign and everything else in the places that the template gives them.
    private func layout(digits: String, isNegative: Bool) -> String {
        var layout = NumberLayout(self, digits: Array(digits.utf8), isNegative: isNegative)
        for piece in pieces { layout.append(piece) }
        return String(decoding: layout.output, as: UTF8.self)
    }
}

extension Numeric {
    /// All digits of a finite `value`, which is a whole number times a power of two.
    init(exactly value: Double) throws(DatabaseError) {
        if value == 0 {
            self = .zero
            return
        }
        let significand = Numeric(Int64(value.significand * 0x1p52))
        let exponent = Int64(value.exponent) - 52
        let power = Numeric(exponent < 0 ? 5 as Int64 : 2 as Int64)
        let factor = try power.raised(to: Numeric(abs(exponent))).rounded(toScale: 0)
        var result = try significand.multiplied(by: factor)
        if exponent < 0 { result = try result.multiplied(by: Numeric(parsing: "1e\(exponent)")) }
        self = value < 0 ? result.negated : result
    }
}

/// A number on its way into a template.
private struct NumberLayout {
    private let format: NumberFormat
    private let isNegative: Bool
    /// Whole digits, a point, and the digits after it.
    private let digits: [UInt8]
    /// How many places of the template stand before the first digit.
    private let leading: Int
    /// The last digit that shows without fill mode; nil when all do.
    private let lastShown: Int?
    private let signPlace: NumberFormat.SignPlace
    private(set) var output: [UInt8] = []
    /// The next digit, and the number of digit places and points passed.
    private var next = 0
    private var place = 0
    private var hasBegun = false
    private var signWritten: Bool
    /// The place behind which a sign or bracket closes the number.
    private let closing: Int

    init(_ format: NumberFormat, digits: [UInt8], isNegative: Bool) {
        self.format = format
        self.isNegative = isNegative
        var digits = digits
        let wholeCount = digits.firstIndex(of: 0x2E) ?? digits.count
        if format.hasPoint, wholeCount == digits.count { digits.append(0x2E) }
        self.digits = digits
        leading = max(0, format.wholeDigits + format.shiftDigits - wholeCount)
        var place = format.signPlace
        if place == .before, format.digitsBeforeSign > 0,
            format.digitsBeforeSign == format.wholeDigits
        {
            place = .after
        }
        signPlace = place
        lastShown =
            format.isFilled || !format.hasPoint
            ? nil : Self.lastShown(digits, format, leading: leading)
        if format.hasPlus || format.hasMinus {
            // PL leaves the place of the sign alone, MI and SG take it.
            signWritten = format.hasMinus
        } else {
            signWritten = !isNegative && !format.isFilled && place == .none
        }
        var closing = format.wholeDigits + format.shiftDigits + format.fractionDigits - 1
        if format.hasPoint { closing += 1 }
        self.closing = closing
    }

    /// Without fill mode, zeros at the end of the fraction do not show, except those that `0` asks
    /// for.
    private static func lastShown(
        _ digits: [UInt8],
        _ format: NumberFormat,
        leading: Int
    ) -> Int? {
        guard let point = digits.firstIndex(of: 0x2E) else { return nil }
        var last = digits.lastIndex { $0 != 0x30 } ?? point
        last = max(last, point)
        if format.lastZero > leading {
            // Positions of digits, the point counted as one behind the whole digits.
            let forced = format.lastZero - leading
            let index = forced > point ? forced : forced - 1
            last = max(last, min(index, digits.count - 1))
        }
        return last
    }

    private var isPointless: Bool { lastShown.map { digits[$0] == 0x2E } ?? false }

    mutating func append(_ piece: NumberFormat.Piece) {
        switch piece {
        case .nine, .zero, .point: appendPlace(piece)
        case .group:
            if hasBegun { output.append(UInt8(ascii: ",")) } else { appendBlank() }
        case .currency: output.append(0x20)
        case .minus:
            if isNegative { output.append(UInt8(ascii: "-")) } else { appendBlank() }
        case .plus:
            if isNegative { appendBlank() } else { output.append(UInt8(ascii: "+")) }
        case .signAnywhere:
            output.append(isNegative ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        case .ordinal(let isUpper):
            if isNegative || format.hasPoint || digits.first == UInt8(ascii: "#") { return }
            let suffix = FormatWords.ordinalSuffix(String(decoding: digits, as: UTF8.self))
            output += (isUpper ? suffix.uppercased() : suffix).utf8
        case .literal(let text): output += text.utf8
        case .sign, .bracket, .shift, .exponent, .roman: return
        }
    }

    private mutating func appendBlank() {
        if format.isFilled { output.append(0x20) }
    }

    /// A digit or the point.
    private mutating func appendPlace(_ piece: NumberFormat.Piece) {
        let isForcedZero = format.firstZero.map { $0 <= place } ?? false
        let isLeadingZero =
            format.firstZero == nil && next == 0 && digits.first == 0x30
            && format.fractionDigits > 0 && digits.count > 1 && digits[1] == 0x2E
        hasBegun = false
        if !signWritten, place >= leading || isForcedZero, !isLeadingZero || isPointless {
            appendSign()
        }
        if place < leading {
            if isForcedZero {
                output.append(0x30)
                hasBegun = true
            } else {
                appendBlank()
            }
        } else if next < digits.count {
            let digit = digits[next]
            let isHidden = lastShown.map { next > $0 } ?? false
            if digit == 0x2E {
                output.append(digit)
            } else if isHidden, piece != .zero {
                // Nothing shows.
            } else if isLeadingZero {
                if format.isFilled {
                    output.append(0x20)
                } else if isPointless {
                    output.append(0x30)
                }
            } else {
                output.append(digit)
                hasBegun = true
            }
            next += 1
        }
        let isLast = place == closing || (lastShown.map { next == $0 + 1 } ?? false)
        if isLast { close() }
        place += 1
    }

    private mutating func appendSign() {
        switch signPlace {
        case .before:
            output.append(isNegative ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        case .after: break
        case .none:
            if format.hasBracket {
                if isNegative { output.append(UInt8(ascii: "<")) } else { appendBlank() }
            } else if isNegative {
                output.append(UInt8(ascii: "-"))
            } else {
                appendBlank()
            }
        }
        signWritten = true
    }

    private var closed = false

    private mutating func close() {
        if closed { return }
        closed = true
        if format.hasBracket, signWritten {
            if isNegative { output.append(UInt8(ascii: ">")) } else { appendBlank() }
        } else if signPlace == .after {
            output.append(isNegative ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        }
    }
}
