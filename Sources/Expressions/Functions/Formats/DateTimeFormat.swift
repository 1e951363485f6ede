// SPDX-License-Identifier: Apache-2.0

import Values

/// A template such as `FMMonth DD, YYYY`, read once.
///
/// Source: PostgreSQL 15 manual, section 9.8, tables 9.26 and 9.27.
struct DateTimeFormat {
    /// What a pattern stands for.
    enum Field: Equatable {
        case hour12, hour24, minute, second, millisecond, microsecond
        case fraction(digits: Int)
        case secondOfDay
        case meridiem(dotted: Bool)
        case yearWithComma, year(digits: Int), isoYear(digits: Int)
        case era(dotted: Bool)
        case monthName, monthAbbreviation, month
        case dayName, dayAbbreviation
        case dayOfYear, isoDayOfYear, day, dayOfWeek, isoDayOfWeek
        case weekOfMonth, week, isoWeek
        case century, julianDay, quarter, romanMonth
        case zoneName, zoneHour, zoneMinute, zoneOffset
    }

    /// How letters are written.
    enum Letters: Equatable {
        case upper, capitalized, lower
    }

    /// One piece of a template.
    enum Piece: Equatable {
        case field(Field, Letters, isFilled: Bool, suffix: Letters?)
        /// Text to be written as it is; a separator when it is neither letter nor digit.
        case literal(String, isSeparator: Bool)
    }

    private(set) var pieces: [Piece] = []
    /// Whether `FX` demands that texts match the template exactly.
    private(set) var isExact = false

    /// Reads `template`.
    init(_ template: String) {
        var rest = Array(template.unicodeScalars)[...]
        while let scalar = rest.first {
            if scalar == "\"" {
                appendQuoted(&rest)
                continue
            }
            var isFilled = true
            var probe = rest
            while true {
                if probe.starts(with: "FM".unicodeScalars)
                    || probe.starts(with: "fm".unicodeScalars)
                {
                    isFilled = false
                } else if probe.starts(with: "FX".unicodeScalars)
                    || probe.starts(with: "fx".unicodeScalars)
                {
                    isExact = true
                } else if !(probe.starts(with: "TM".unicodeScalars)
                    || probe.starts(with: "tm".unicodeScalars))
                {
                    break
                }
                probe = probe.dropFirst(2)
            }
            if let (length, field, letters) = Self.field(probe) {
                rest = probe.dropFirst(length)
                var suffix: Letters?
                if rest.starts(with: "TH".unicodeScalars) { suffix = .upper }
                if rest.starts(with: "th".unicodeScalars) { suffix = .lower }
                if suffix != nil { rest = rest.dropFirst(2) }
                if rest.starts(with: "SP".unicodeScalars) { rest = rest.dropFirst(2) }
                pieces.append(.field(field, letters, isFilled: isFilled, suffix: suffix))
            } else if probe.startIndex != rest.startIndex {
                rest = probe
            } else {
                if scalar == "\\", let next = rest.dropFirst().first, next == "\"" {
                    rest = rest.dropFirst()
                }
                let shown = rest.first ?? scalar
                let isWord = Text.isAlphanumeric(shown)
                pieces.append(.literal(String(shown), isSeparator: !isWord))
                rest = rest.dropFirst()
            }
        }
    }

    private mutating func appendQuoted(_ rest: inout ArraySlice<Unicode.Scalar>) {
        rest = rest.dropFirst()
        while let next = rest.first, next != "\"" {
            rest = rest.dropFirst()
            if next == "\\", let escaped = rest.first {
                pieces.append(.literal(String(escaped), isSeparator: false))
                rest = rest.dropFirst()
            } else {
                pieces.append(.literal(String(next), isSeparator: false))
            }
        }
        rest = rest.dropFirst()
    }

    /// The pattern at the start of `text`: its length, meaning and letters.
    private static func field(
        _ text: ArraySlice<Unicode.Scalar>
    ) -> (length: Int, Field, Letters)? {
        for (word, field) in words {
            let length = word.unicodeScalars.count
            guard text.count >= length else { continue }
            let candidate = Text.string(text.prefix(length))
            if candidate == word { return (length, field, .upper) }
            if candidate == word.lowercased() { return (length, field, .lower) }
            switch field {
            case .monthName, .monthAbbreviation, .dayName, .dayAbbreviation:
                if candidate == Text.capitalized(word) { return (length, field, .capitalized) }
            default: continue
            }
        }
        return nil
    }

    /// Longer words before those they begin with.
    private static let words: [(String, Field)] = [
        ("A.D.", .era(dotted: true)), ("A.M.", .meridiem(dotted: true)),
        ("AD", .era(dotted: false)), ("AM", .meridiem(dotted: false)),
        ("B.C.", .era(dotted: true)), ("BC", .era(dotted: false)), ("CC", .century),
        ("DAY", .dayName), ("DDD", .dayOfYear), ("DD", .day), ("DY", .dayAbbreviation),
        ("D", .dayOfWeek), ("FF1", .fraction(digits: 1)), ("FF2", .fraction(digits: 2)),
        ("FF3", .fraction(digits: 3)), ("FF4", .fraction(digits: 4)),
        ("FF5", .fraction(digits: 5)), ("FF6", .fraction(digits: 6)), ("HH24", .hour24),
        ("HH12", .hour12), ("HH", .hour12), ("IDDD", .isoDayOfYear), ("ID", .isoDayOfWeek),
        ("IW", .isoWeek), ("IYYY", .isoYear(digits: 4)), ("IYY", .isoYear(digits: 3)),
        ("IY", .isoYear(digits: 2)), ("I", .isoYear(digits: 1)), ("J", .julianDay),
        ("MI", .minute), ("MM", .month), ("MONTH", .monthName), ("MON", .monthAbbreviation),
        ("MS", .millisecond), ("OF", .zoneOffset), ("P.M.", .meridiem(dotted: true)),
        ("PM", .meridiem(dotted: false)), ("Q", .quarter), ("RM", .romanMonth),
        ("SSSSS", .secondOfDay), ("SSSS", .secondOfDay), ("SS", .second), ("TZH", .zoneHour),
        ("TZM", .zoneMinute), ("TZ", .zoneName), ("US", .microsecond), ("WW", .week),
        ("W", .weekOfMonth), ("Y,YYY", .yearWithComma), ("YYYY", .year(digits: 4)),
        ("YYY", .year(digits: 3)), ("YY", .year(digits: 2)), ("Y", .year(digits: 1)),
    ]
}
