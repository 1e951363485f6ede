// SPDX-License-Identifier: Apache-2.0

import Values

/// What a text gave for each field of a template.
struct ParsedDateTime {
    var values: [String: Int] = [:]
    var isAfternoon: Bool?
    var isBeforeChrist = false
    var zoneSign = 1
    var zone: TimeZone?

    subscript(_ name: String) -> Int? { values[name] }
}

extension DateTimeFormat {
    /// Reads `text` by the template.
    ///
    /// - Throws: 22007 when it does not fit, 22008 when a field is out of range.
    func parse(_ text: String) throws(DatabaseError) -> ParsedDateTime {
        var reader = DateTimeReader(text: Array(text.unicodeScalars), isExact: isExact)
        for (index, piece) in pieces.enumerated() {
            let next = index + 1 < pieces.count ? pieces[index + 1] : nil
            switch piece {
            case .literal(let literal, let isSeparator):
                reader.skip(literal, isSeparator: isSeparator)
            case .field(let field, let letters, let isFilled, let suffix):
                try reader.read(
                    field,
                    isFixed: isFilled && suffix == nil && Self.isDigits(next),
                    shown: Self.shown(field, letters)
                )
                if suffix != nil { reader.skipSuffix() }
            }
            if reader.isAtEnd { break }
        }
        return reader.parsed
    }

    /// Whether a piece begins with digits, so that a number before it must have its full width.
    private static func isDigits(_ piece: Piece?) -> Bool {
        switch piece {
        case .field(let field, _, _, _):
            switch field {
            case .monthName, .monthAbbreviation, .dayName, .dayAbbreviation, .romanMonth,
                .meridiem, .era, .zoneName, .zoneHour, .zoneOffset:
                false
            default: true
            }
        case .literal(let text, _):
            text.unicodeScalars.first.map { ("0"..."9").contains($0) } ?? false
        case nil: false
        }
    }

    /// The pattern as errors show it.
    private static func shown(_ field: Field, _ letters: Letters) -> String {
        switch letters {
        case .upper: name(field)
        case .capitalized: Text.capitalized(name(field))
        case .lower: Text.lower(name(field))
        }
    }

    private static func name(_ field: Field) -> String {
        switch field {
        case .hour12: "HH12"
        case .hour24: "HH24"
        case .minute: "MI"
        case .second: "SS"
        case .millisecond: "MS"
        case .microsecond: "US"
        case .fraction(let digits): "FF\(digits)"
        case .secondOfDay: "SSSS"
        case .yearWithComma: "Y,YYY"
        case .year(let digits): String(repeating: "Y", count: digits)
        case .isoYear(let digits): "I" + String(repeating: "Y", count: digits - 1)
        case .month: "MM"
        case .monthName: "MONTH"
        case .monthAbbreviation: "MON"
        case .dayName: "DAY"
        case .dayAbbreviation: "DY"
        case .dayOfYear: "DDD"
        case .isoDayOfYear: "IDDD"
        case .day: "DD"
        case .dayOfWeek: "D"
        case .isoDayOfWeek: "ID"
        case .weekOfMonth: "W"
        case .week: "WW"
        case .isoWeek: "IW"
        case .century: "CC"
        case .julianDay: "J"
        case .quarter: "Q"
        case .romanMonth: "RM"
        case .meridiem: "AM"
        case .era: "BC"
        case .zoneName: "TZ"
        case .zoneHour: "TZH"
        case .zoneMinute: "TZM"
        case .zoneOffset: "OF"
        }
    }
}

/// Reads a text field by field.
struct DateTimeReader {
    private let text: [Unicode.Scalar]
    private let isExact: Bool
    private var index = 0
    private(set) var parsed = ParsedDateTime()

    init(text: [Unicode.Scalar], isExact: Bool) {
        self.text = text
        self.isExact = isExact
        skipBlanks()
    }

    var isAtEnd: Bool { index >= text.count }

    private mutating func skipBlanks() {
        while index < text.count, text[index].properties.isWhitespace { index += 1 }
    }

    /// Passes a piece of the template that is no field.
    mutating func skip(_ literal: String, isSeparator: Bool) {
        if isSeparator, !isExact {
            // Blanks and one separator of any kind.
            skipBlanks()
            if index < text.count, !Text.isAlphanumeric(text[index]), text[index] != "+",
                text[index] != "-" || literal == "-"
            {
                index += 1
            }
            skipBlanks()
        } else if index < text.count {
            index += 1
        }
    }

    mutating func skipSuffix() { index = min(index + 2, text.count) }

    private var rest: String { Text.string(text[min(index, text.count)...]) }

    mutating func read(
        _ field: DateTimeFormat.Field,
        isFixed: Bool,
        shown: String
    ) throws(DatabaseError) {
        if !isExact { skipBlanks() }
        switch field {
        case .monthName, .monthAbbreviation:
            let isFull = field == .monthName
            try set("month", try word(FormatWords.months, isFull, shown) + 1, shown)
        case .dayName, .dayAbbreviation:
            _ = try word(FormatWords.days, field == .dayName, shown)
        case .romanMonth:
            // Longer numerals first.
            let order = FormatWords.romanMonths.indices.sorted {
                FormatWords.romanMonths[$0].utf8.count > FormatWords.romanMonths[$1].utf8.count
            }
            guard let found = order.first(where: { accept(FormatWords.romanMonths[$0]) }) else {
                throw invalid(shown)
            }
            try set("month", found + 1, shown)
        case .meridiem(let dotted):
            if accept(dotted ? "A.M." : "AM") {
                parsed.isAfternoon = false
            } else if accept(dotted ? "P.M." : "PM") {
                parsed.isAfternoon = true
            } else {
                throw invalid(shown)
            }
        case .era(let dotted):
            if accept(dotted ? "B.C." : "BC") {
                parsed.isBeforeChrist = true
            } else if !accept(dotted ? "A.D." : "AD") {
                throw invalid(shown)
            }
        case .zoneName, .zoneOffset:
            throw DatabaseError(
                .featureNotSupported,
                "formatting field \"\(shown)\" is only supported in to_char"
            )
        case .zoneHour:
            if index < text.count, text[index] == "+" || text[index] == "-" {
                parsed.zoneSign = text[index] == "-" ? -1 : 1
                index += 1
            }
            try set("zoneHour", try number(2, isFixed: isFixed, shown).value, shown)
        case .yearWithComma:
            let thousands = try number(3, isFixed: false, shown).value
            guard accept(",") else { throw invalid(shown) }
            try set("year", thousands * 1_000 + number(3, isFixed: true, shown).value, shown)
        default: try readNumber(field, isFixed: isFixed, shown: shown)
        }
    }

    private mutating func readNumber(
        _ field: DateTimeFormat.Field,
        isFixed: Bool,
        shown: String
    ) throws(DatabaseError) {
        switch field {
        case .year(let digits), .isoYear(let digits):
            let (value, length) = try number(digits, isFixed: isFixed, shown)
            let name = if case .year = field { "year" } else { "isoYear" }
            try set(name, digits < 4 ? Self.completed(value, length) : value, shown)
        case .millisecond: try readFraction(3, isFixed, shown)
        case .microsecond: try readFraction(6, isFixed, shown)
        case .fraction(let digits): try readFraction(digits, isFixed, shown)
        case .julianDay:
            try set("julianDay", number(10, isFixed: false, shown).value, shown)
        default:
            guard let (name, width) = Self.names[Text.upper(shown)] else { return }
            try set(name, number(width, isFixed: isFixed, shown).value, shown)
        }
    }

    private static let names: [String: (String, Int)] = [
        "HH12": ("hour12", 2), "HH24": ("hour", 2), "MI": ("minute", 2), "SS": ("second", 2),
        "SSSS": ("secondOfDay", 5), "MM": ("month", 2), "DDD": ("dayOfYear", 3),
        "IDDD": ("isoDayOfYear", 3), "DD": ("day", 2), "D": ("dayOfWeek", 1),
        "ID": ("isoDayOfWeek", 1), "W": ("weekOfMonth", 1), "WW": ("week", 2),
        "IW": ("isoWeek", 2), "CC": ("century", 2), "Q": ("quarter", 1),
        "TZM": ("zoneMinute", 2),
    ]

    /// Decimals: fewer digits than the field has are its first ones.
    private mutating func readFraction(
        _ digits: Int,
        _ isFixed: Bool,
        _ shown: String
    ) throws(DatabaseError) {
        var (value, length) = try number(digits, isFixed: isFixed, shown)
        while length < 6 {
            value *= 10
            length += 1
        }
        try set("microsecond", value, shown)
    }

    /// A year of two or three digits is the one nearest to 2020.
    private static func completed(_ value: Int, _ length: Int) -> Int {
        if length > 3 { return value }
        if value < 70 { return value + 2_000 }
        if value < 100 { return value + 1_900 }
        if value < 520 { return value + 2_000 }
        return value < 1_000 ? value + 1_000 : value
    }

    private mutating func set(
        _ name: String,
        _ value: Int,
        _ shown: String
    ) throws(DatabaseError) {
        if let old = parsed.values[name], old != value {
            throw DatabaseError(
                .invalidDatetimeFormat,
                "conflicting values for \"\(shown)\" field in formatting string",
                detail: "This value contradicts a previous setting for the same field type."
            )
        }
        parsed.values[name] = value
    }

    private func invalid(_ shown: String, _ length: Int? = nil) -> DatabaseError {
        let value = length.map { String(rest.prefix($0)) } ?? rest
        return DatabaseError(
            .invalidDatetimeFormat,
            "invalid value \"\(value)\" for \"\(shown)\"",
            detail: "The given value did not match any of the allowed values for this field."
        )
    }

    /// An integer: exactly `width` digits when fixed, else as many as there are.
    private mutating func number(
        _ width: Int,
        isFixed: Bool,
        _ shown: String
    ) throws(DatabaseError) -> (value: Int, length: Int) {
        var end = index
        if !isFixed, end < text.count, text[end] == "-" || text[end] == "+" { end += 1 }
        let firstDigit = end
        let limit = isFixed ? index + width : text.count
        while end < min(limit, text.count), ("0"..."9").contains(text[end]) { end += 1 }
        let digits = Text.string(text[index..<end])
        guard end > firstDigit else {
            throw DatabaseError(
                .invalidDatetimeFormat,
                "invalid value \"\(String(rest.prefix(isFixed ? width : max(width, 1))))\" for \"\(shown)\"",
                detail: "Value must be an integer."
            )
        }
        if isFixed, end - index < width {
            throw DatabaseError(
                .invalidDatetimeFormat,
                "source string too short for \"\(shown)\" formatting field",
                detail: "Field requires \(width) characters, but only \(end - index) remain.",
                hint: """
                    If your source string is not fixed-width, try using the "FM" modifier.
                    """
            )
        }
        guard let value = Int32(digits) else {
            throw DatabaseError(
                .datetimeFieldOverflow,
                "value for \"\(shown)\" in source string is out of range",
                detail: "Value must be in the range -2147483648 to 2147483647."
            )
        }
        index = end
        return (Int(value), end - firstDigit)
    }

    /// Passes `word`, in any case.
    private mutating func accept(_ word: String) -> Bool {
        let scalars = Array(word.unicodeScalars)
        guard index + scalars.count <= text.count else { return false }
        let candidate = Text.string(text[index..<(index + scalars.count)])
        guard TextOrder.areEqual(Text.upper(candidate), Text.upper(word)) else { return false }
        index += scalars.count
        return true
    }

    /// The index of the name that follows, whole or its first three letters.
    private mutating func word(
        _ names: [String],
        _ isFull: Bool,
        _ shown: String
    ) throws(DatabaseError) -> Int {
        for (position, name) in names.enumerated()
        where accept(isFull ? name : String(name.prefix(3))) {
            return position
        }
        let token = text[min(index, text.count)...].prefix { !$0.properties.isWhitespace }
        throw DatabaseError(
            .invalidDatetimeFormat,
            "invalid value \"\(Text.string(token))\" for \"\(shown)\"",
            detail: "The given value did not match any of the allowed values for this field."
        )
    }
}
