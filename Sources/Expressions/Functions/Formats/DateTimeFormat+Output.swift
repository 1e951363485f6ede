// SPDX-License-Identifier: Apache-2.0

import Values

extension DateTimeFormat {
    /// `fields` written by the template.
    ///
    /// - Throws: 22007 when the template asks of an interval what only a date has.
    func text(of fields: DateTimeFields) throws(DatabaseError) -> String {
        var output = ""
        for piece in pieces {
            switch piece {
            case .literal(let text, _): output += text
            case .field(let field, let letters, let isFilled, let suffix):
                let text = try Self.text(field, letters, isFilled, fields)
                output += text
                if let suffix {
                    let ordinal = FormatWords.ordinalSuffix(text)
                    output += suffix == .upper ? ordinal.uppercased() : ordinal
                }
            }
        }
        return output
    }

    private static func text(
        _ field: Field,
        _ letters: Letters,
        _ isFilled: Bool,
        _ fields: DateTimeFields
    ) throws(DatabaseError) -> String {
        func number(_ value: Int, _ width: Int) -> String {
            FormatWords.digits(value, isFilled ? width : 1)
        }
        func word(_ text: String, _ width: Int = 0) -> String {
            let cased =
                switch letters {
                case .upper: text.uppercased()
                case .capitalized: text
                case .lower: text.lowercased()
                }
            return isFilled ? FormatWords.padded(cased, width) : cased
        }
        switch field {
        case .hour12: return number(fields.hour % 12 == 0 ? 12 : fields.hour % 12, 2)
        case .hour24: return number(fields.hour, 2)
        case .minute: return number(fields.minute, 2)
        case .second: return number(fields.second, 2)
        case .millisecond: return number(fields.microsecond / 1_000, 3)
        case .microsecond: return number(fields.microsecond, 6)
        case .fraction(let digits):
            return String(FormatWords.digits(fields.microsecond, 6).prefix(digits))
        case .secondOfDay:
            return String(fields.hour * 3_600 + fields.minute * 60 + fields.second)
        case .meridiem(let dotted):
            let isMorning = (fields.hour % 24 + 24) % 24 < 12
            return word(isMorning ? (dotted ? "A.M." : "AM") : (dotted ? "P.M." : "PM"))
        case .zoneName, .zoneHour, .zoneMinute, .zoneOffset:
            return try zoneText(field, letters, isFilled, fields)
        default: return try dateText(field, letters, isFilled, fields)
        }
    }

    private static func zoneText(
        _ field: Field,
        _ letters: Letters,
        _ isFilled: Bool,
        _ fields: DateTimeFields
    ) throws(DatabaseError) -> String {
        if fields.days == nil { throw invalidForInterval }
        let offset = Int(fields.zone?.offset ?? 0)
        let sign = offset < 0 ? "-" : "+"
        let (hours, minutes) = (abs(offset) / 3_600, abs(offset) / 60 % 60)
        switch field {
        case .zoneName:
            guard let name = fields.zone?.abbreviation else { return "" }
            return letters == .lower ? name.lowercased() : name
        case .zoneHour: return sign + FormatWords.digits(hours, 2)
        case .zoneMinute: return FormatWords.digits(minutes, 2)
        default:
            let text = sign + FormatWords.digits(hours, isFilled ? 2 : 1)
            return minutes == 0 ? text : text + ":" + FormatWords.digits(minutes, 2)
        }
    }

    private static func dateText(
        _ field: Field,
        _ letters: Letters,
        _ isFilled: Bool,
        _ fields: DateTimeFields
    ) throws(DatabaseError) -> String {
        func number(_ value: Int, _ width: Int) -> String {
            FormatWords.digits(value, isFilled ? width : 1)
        }
        switch field {
        case .yearWithComma:
            let year = fields.shownYear
            return "\(year / 1_000),\(FormatWords.digits(year % 1_000, 3))"
        case .year(let digits):
            return digits == 4
                ? number(fields.shownYear, 4)
                : number(fields.shownYear % power(digits), digits)
        case .isoYear(let digits):
            let year = fields.isoWeek.year
            let shown = year <= 0 ? 1 - year : year
            return digits == 4 ? number(shown, 4) : number(shown % power(digits), digits)
        case .month: return number(fields.month, 2)
        case .dayOfYear: return number(fields.dayOfYear, 3)
        case .isoDayOfYear: return number(fields.isoWeek.dayOfYear, 3)
        case .day: return number(fields.day, 2)
        case .weekOfMonth: return String((fields.day - 1) / 7 + 1)
        case .week: return number((fields.dayOfYear - 1) / 7 + 1, 2)
        case .isoWeek: return number(fields.isoWeek.week, 2)
        case .century: return number(century(fields), 2)
        case .julianDay: return String((fields.days ?? 0) + Calendar.julianEpoch)
        case .quarter: return fields.month == 0 ? "" : String((fields.month - 1) / 3 + 1)
        case .romanMonth:
            guard fields.month != 0 else { return "" }
            let roman = FormatWords.romanMonths[(fields.month + 11) % 12]
            let cased = letters == .lower ? roman.lowercased() : roman
            return isFilled ? FormatWords.padded(cased, 4) : cased
        default: return try nameText(field, letters, isFilled, fields)
        }
    }

    private static func nameText(
        _ field: Field,
        _ letters: Letters,
        _ isFilled: Bool,
        _ fields: DateTimeFields
    ) throws(DatabaseError) -> String {
        if fields.days == nil { throw invalidForInterval }
        func word(_ text: String, _ width: Int = 0) -> String {
            let cased =
                switch letters {
                case .upper: text.uppercased()
                case .capitalized: text
                case .lower: text.lowercased()
                }
            return isFilled ? FormatWords.padded(cased, width) : cased
        }
        switch field {
        case .era(let dotted):
            let names = fields.isBeforeChrist ? ("BC", "B.C.") : ("AD", "A.D.")
            return word(dotted ? names.1 : names.0)
        case .monthName: return word(FormatWords.months[fields.month - 1], 9)
        case .monthAbbreviation: return word(String(FormatWords.months[fields.month - 1].prefix(3)))
        case .dayName: return word(FormatWords.days[fields.dayOfWeek], 9)
        case .dayAbbreviation: return word(String(FormatWords.days[fields.dayOfWeek].prefix(3)))
        case .dayOfWeek: return String(fields.dayOfWeek + 1)
        default: return String(fields.dayOfWeek == 0 ? 7 : fields.dayOfWeek)
        }
    }

    private static func power(_ digits: Int) -> Int {
        (0..<digits).reduce(1) { product, _ in product * 10 }
    }

    private static func century(_ fields: DateTimeFields) -> Int {
        if fields.days == nil { return fields.year / 100 }
        return fields.year > 0 ? (fields.year - 1) / 100 + 1 : fields.year / 100 - 1
    }

    private static var invalidForInterval: DatabaseError {
        DatabaseError(
            .invalidDatetimeFormat,
            "invalid format specification for an interval value",
            hint: "Intervals are not tied to specific calendar dates."
        )
    }
}
