// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with the text of a date, time or interval.
enum DateTimeFailure: Error {
    case badFormat
    case outOfRange
    /// Out of range in a way that another order of day and month might mend.
    case monthOrDayOutOfRange
    case intervalOutOfRange
    case zoneOutOfRange
    case unknownZone(String)
    /// Beyond the range of the type; the caller knows its words for that.
    case tooFar

    /// The error that PostgreSQL reports for `text` as a value of `type`.
    func error(_ type: String, _ text: String) -> DatabaseError {
        switch self {
        case .badFormat:
            DatabaseError(
                .invalidDatetimeFormat,
                "invalid input syntax for type \(type): \"\(text)\""
            )
        case .outOfRange, .tooFar:
            DatabaseError(
                .datetimeFieldOverflow,
                "date/time field value out of range: \"\(text)\""
            )
        case .monthOrDayOutOfRange:
            DatabaseError(
                .datetimeFieldOverflow,
                "date/time field value out of range: \"\(text)\"",
                hint: "Perhaps you need a different \"datestyle\" setting."
            )
        case .intervalOutOfRange:
            DatabaseError(
                .intervalFieldOverflow,
                "interval field value out of range: \"\(text)\""
            )
        case .zoneOutOfRange:
            DatabaseError(
                .invalidTimeZoneDisplacementValue,
                "time zone displacement out of range: \"\(text)\""
            )
        case .unknownZone(let name):
            DatabaseError(.invalidParameterValue, "time zone \"\(name)\" not recognized")
        }
    }
}

/// A piece of the text of a date, time or interval.
///
/// Source: PostgreSQL 15 manual, section B.1 "Date/Time Input Interpretation".
struct DateTimeToken {
    enum Kind {
        /// Digits, and perhaps a fraction.
        case number
        /// Letters.
        case word
        /// Digits or letters with `-`, `/` or `.` between: a date, or the name of a time zone.
        case date
        /// Digits with colons.
        case time
        /// Digits after a sign.
        case zone
        /// Letters after a sign.
        case signedWord
    }

    var kind: Kind
    /// The piece, letters in lower case.
    var text: [UInt8]

    var string: String { String(decoding: text, as: UTF8.self) }

    /// How many pieces a text may have.
    private static let maximumCount = 25

    /// The pieces of `text`.
    static func tokens(of text: Span<UInt8>) throws(DateTimeFailure) -> [DateTimeToken] {
        var scanner = DateTimeScanner(text)
        var tokens: [DateTimeToken] = []
        while let token = try scanner.next() {
            if tokens.count == maximumCount { throw .badFormat }
            tokens.append(token)
        }
        return tokens
    }
}

/// Takes the text of a date, time or interval apart.
private struct DateTimeScanner: ~Escapable {
    private let bytes: Span<UInt8>
    private var index = 0
    private var token: [UInt8] = []

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) { self.bytes = bytes }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func take() {
        token.append(bytes[index].lowercased)
        index += 1
    }

    private mutating func takeDigits() {
        while let byte = peek, byte.isDigit { take() }
    }

    mutating func next() throws(DateTimeFailure) -> DateTimeToken? {
        while let byte = peek {
            if byte.isSpace {
                index += 1
                continue
            }
            token.removeAll()
            if byte.isDigit { return DateTimeToken(kind: number(), text: token) }
            if byte == UInt8(ascii: ".") {
                take()
                takeDigits()
                return DateTimeToken(kind: .number, text: token)
            }
            if byte.isLetter { return DateTimeToken(kind: word(), text: token) }
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") {
                return DateTimeToken(kind: try signed(), text: token)
            }
            // Other punctuation separates, and means nothing.
            guard byte > 0x20, byte < 0x7F else { throw .badFormat }
            index += 1
        }
        return nil
    }

    private mutating func number() -> DateTimeToken.Kind {
        takeDigits()
        if peek == UInt8(ascii: ":") {
            while let byte = peek,
                byte.isDigit || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
            {
                take()
            }
            return .time
        }
        guard let delimiter = peek,
            delimiter == UInt8(ascii: "-") || delimiter == UInt8(ascii: "/")
                || delimiter == UInt8(ascii: ".")
        else { return .number }
        take()
        guard let byte = peek, byte.isDigit else {
            // A month in letters, or a delimiter at the end.
            while let byte = peek, byte.isLetter || byte.isDigit || byte == delimiter { take() }
            return .date
        }
        takeDigits()
        if peek == delimiter {
            while let byte = peek, byte.isDigit || byte == delimiter { take() }
            return .date
        }
        return delimiter == UInt8(ascii: ".") ? .number : .date
    }

    private mutating func word() -> DateTimeToken.Kind {
        while let byte = peek, byte.isLetter { take() }
        guard let byte = peek else { return .word }
        var isDate =
            byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
        if byte == UInt8(ascii: "+") || byte.isDigit {
            // Digits after a known word belong to a piece of their own.
            let word = String(decoding: token, as: UTF8.self)
            isDate = DateTimeWord.named(word) == nil
        }
        if !isDate { return .word }
        while let byte = peek,
            byte.isLetter || byte.isDigit || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
        {
            take()
        }
        return .date
    }

    private mutating func signed() throws(DateTimeFailure) -> DateTimeToken.Kind {
        take()
        while let byte = peek, byte.isSpace { index += 1 }
        guard let byte = peek else { throw .badFormat }
        if byte.isDigit {
            while let byte = peek,
                byte.isDigit || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
                    || byte == UInt8(ascii: "-")
            {
                take()
            }
            return .zone
        }
        guard byte.isLetter else { throw .badFormat }
        while let byte = peek, byte.isLetter { take() }
        return .signedWord
    }
}

/// The words that the text of a date or time may contain.
enum DateTimeWord {
    case month(Int)
    case weekday
    case meridiem(isAfternoon: Bool)
    case era(isBC: Bool)
    case now, today, yesterday, tomorrow, epoch, infinity, negativeInfinity
    /// Midnight at UTC.
    case allballs
    /// The `T` between date and time of ISO 8601.
    case timeFollows
    /// The next number is a Julian day.
    case julian
    /// Adds an hour to the time zone.
    case daylightSaving
    case ignored
    /// Units that have no place in a date.
    case unit

    static func named(_ word: String) -> DateTimeWord? { table[word] }

    private static let table: [String: DateTimeWord] = {
        var table: [String: DateTimeWord] = [
            "am": .meridiem(isAfternoon: false), "pm": .meridiem(isAfternoon: true),
            "ad": .era(isBC: false), "bc": .era(isBC: true), "now": .now, "today": .today,
            "yesterday": .yesterday, "tomorrow": .tomorrow, "epoch": .epoch,
            "infinity": .infinity, "+infinity": .infinity, "-infinity": .negativeInfinity,
            "allballs": .allballs, "t": .timeFollows, "j": .julian, "jd": .julian,
            "julian": .julian, "dst": .daylightSaving, "at": .ignored, "on": .ignored,
            "d": .unit, "h": .unit, "m": .unit, "mm": .unit, "s": .unit, "y": .unit,
            "dow": .unit, "doy": .unit, "isodow": .unit, "isoyear": .unit, "sept": .month(9),
            "tues": .weekday, "weds": .weekday, "thur": .weekday, "thurs": .weekday,
        ]
        for (index, name) in Calendar.monthNames.enumerated() {
            table[name.lowercased()] = .month(index + 1)
            table[String(name.lowercased().prefix(3))] = .month(index + 1)
        }
        for name in Calendar.dayNames {
            table[name.lowercased()] = .weekday
            table[String(name.lowercased().prefix(3))] = .weekday
        }
        return table
    }()
}
