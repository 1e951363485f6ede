// SPDX-License-Identifier: Apache-2.0

/// Puts the pieces of a date or time together, from left to right.
///
/// Source: PostgreSQL 15 manual, section B.1 "Date/Time Input Interpretation".
struct DateTimeParser {
    /// Which parts have been seen.
    struct Parts: OptionSet {
        let rawValue: Int
        static let year = Parts(rawValue: 1)
        static let month = Parts(rawValue: 2)
        static let day = Parts(rawValue: 4)
        static let hour = Parts(rawValue: 8)
        static let minute = Parts(rawValue: 16)
        static let second = Parts(rawValue: 32)
        static let zone = Parts(rawValue: 64)
        static let daylightSaving = Parts(rawValue: 128)
        static let weekday = Parts(rawValue: 256)
        static let meridiem = Parts(rawValue: 512)
        static let era = Parts(rawValue: 1_024)
        static let special = Parts(rawValue: 2_048)
        static let date: Parts = [.year, .month, .day]
        static let time: Parts = [.hour, .minute, .second]
    }

    /// What stands for more than a date and a time.
    enum Special { case epoch, infinity, negativeInfinity }

    /// What announces the next piece.
    enum Announced { case time, julian }

    let formatting: Formatting
    /// Whether the text is a time of day, where a date is an extra.
    let isTimeOnly: Bool
    var time = CivilTime(year: 0, month: 0, day: 0)
    var parts: Parts = []
    var special: Special?
    /// Seconds east of Greenwich, and a zone whose offset depends on the moment.
    var offset: Int32 = 0
    var zone: TimeZone?
    var announced: Announced?
    var hasTextMonth = false
    var isTwoDigitYear = false
    var isJulian = false
    /// From 1, when the date was written as year and day.
    var dayOfYear: Int?
    var isBC = false
    var isAfternoon: Bool?

    init(_ formatting: Formatting, isTimeOnly: Bool) {
        self.formatting = formatting
        self.isTimeOnly = isTimeOnly
    }

    mutating func parse(_ text: Span<UInt8>) throws(DateTimeFailure) {
        let tokens = try DateTimeToken.tokens(of: text)
        if tokens.isEmpty { throw .badFormat }
        for (index, token) in tokens.enumerated() {
            let seen = try read(token, at: index, of: tokens)
            if !parts.isDisjoint(with: seen) { throw .badFormat }
            parts.formUnion(seen)
        }
        if announced != nil { throw .badFormat }
        try validate()
        if special != nil { return }
        if isTimeOnly {
            if !parts.isSuperset(of: .time) { throw .badFormat }
        } else if !parts.isSuperset(of: .date) {
            throw .badFormat
        }
    }

    private mutating func read(
        _ token: DateTimeToken,
        at index: Int,
        of tokens: [DateTimeToken]
    ) throws(DateTimeFailure) -> Parts {
        switch token.kind {
        case .date: return try readDateOrZone(token, at: index, of: tokens)
        case .time:
            if let announced {
                guard announced == .time else { throw .badFormat }
                self.announced = nil
            }
            return try readTime(token.text)
        case .zone:
            offset = try Self.offset(token.text[...])
            zone = nil
            return .zone
        case .number: return try readNumber(token, at: index, of: tokens)
        case .word, .signedWord: return try readWord(token, at: index, of: tokens)
        }
    }

    /// Reads a date, the name of a zone, or a time and an offset run together.
    private mutating func readDateOrZone(
        _ token: DateTimeToken,
        at index: Int,
        of tokens: [DateTimeToken]
    ) throws(DateTimeFailure) -> Parts {
        let startsWithDigit = token.text.first?.isDigit ?? false
        if announced == .julian {
            announced = nil
            return try readJulianWithZone(token.text)
        }
        if isTimeOnly {
            let isDate =
                index == 0 && tokens.count >= 2
                && (tokens[tokens.count - 1].kind == .date || tokens[1].kind == .time)
            if isDate { return try readDate(token.text) }
        } else if announced == nil, !parts.isSuperset(of: [.month, .day]) {
            return try readDate(token.text)
        }
        guard startsWithDigit || announced != nil else {
            guard let zone = TimeZone.named(token.string) else { throw .unknownZone(token.string) }
            self.zone = zone
            return .zone
        }
        if let announced {
            guard announced == .time else { throw .badFormat }
            self.announced = nil
        }
        if parts.isSuperset(of: .time) { throw .badFormat }
        guard let dash = token.text.firstIndex(of: UInt8(ascii: "-")) else { throw .badFormat }
        offset = try Self.offset(token.text[dash...])
        zone = nil
        let digits = Array(token.text[..<dash])
        return try readDigits(digits, assuming: isTimeOnly ? parts.union(.date) : parts)
            .union(.zone)
    }

    private mutating func readJulianWithZone(_ text: [UInt8]) throws(DateTimeFailure) -> Parts {
        let end = text.firstIndex { !$0.isDigit } ?? text.count
        setJulian(try Self.number(text[..<end]))
        offset = try Self.offset(text[end...])
        zone = nil
        return Parts.date.union(.time).union(.zone)
    }

    mutating func setJulian(_ day: Int) {
        isJulian = true
        setDate(days: day - Calendar.julianEpoch)
    }

    mutating func setDate(days: Int) {
        let date = CivilTime(days: days)
        (time.year, time.month, time.day) = (date.year, date.month, date.day)
    }
}

// MARK: - Words

extension DateTimeParser {
    private mutating func readWord(
        _ token: DateTimeToken,
        at index: Int,
        of tokens: [DateTimeToken]
    ) throws(DateTimeFailure) -> Parts {
        let word = token.string
        if token.kind == .word, let offset = TimeZoneAbbreviation.offset(word) {
            self.offset = offset
            zone = nil
            return .zone
        }
        guard let meaning = DateTimeWord.named(word) else {
            guard token.kind == .word, let zone = TimeZone.named(word) else { throw .badFormat }
            self.zone = zone
            return .zone
        }
        switch meaning {
        case .ignored: return []
        case .month(let month): return setTextMonth(month)
        case .weekday: return .weekday
        case .meridiem(let isAfternoon):
            self.isAfternoon = isAfternoon
            return .meridiem
        case .era(let isBC):
            self.isBC = isBC
            return .era
        case .daylightSaving:
            // Makes "MET DST" of the zone before.
            offset += 3_600
            return .daylightSaving
        case .julian:
            if index + 1 == tokens.count { throw .badFormat }
            announced = .julian
            return []
        case .timeFollows:
            guard isTimeOnly || parts.isSuperset(of: .date), index + 1 < tokens.count,
                [.number, .time, .date].contains(tokens[index + 1].kind)
            else { throw .badFormat }
            announced = .time
            return []
        case .unit: throw .badFormat
        case .now, .today, .yesterday, .tomorrow, .epoch, .infinity, .negativeInfinity, .allballs:
            return try readReserved(meaning)
        }
    }

    private mutating func setTextMonth(_ month: Int) -> Parts {
        // The number taken for a month may have been the day.
        if parts.contains(.month), !hasTextMonth, !parts.contains(.day),
            (1...31).contains(time.month)
        {
            time.day = time.month
            hasTextMonth = true
            time.month = month
            return .day
        }
        hasTextMonth = true
        time.month = month
        return .month
    }

    private mutating func readReserved(_ word: DateTimeWord) throws(DateTimeFailure) -> Parts {
        if case .allballs = word {
            (time.hour, time.minute, time.second, time.microsecond) = (0, 0, 0, 0)
            offset = 0
            return Parts.time.union(.zone)
        }
        let zone = formatting.zone
        let now = formatting.now
        let local = now &+ Int64(zone.offset(at: now)) * 1_000_000
        let today = Calendar.split(local).days
        switch word {
        case .now:
            time = CivilTime(timestamp: local)
            offset = zone.offset(at: now)
            return Parts.date.union(.time).union(.zone)
        case _ where isTimeOnly: throw .badFormat
        case .today: setDate(days: today)
        case .yesterday: setDate(days: today - 1)
        case .tomorrow: setDate(days: today + 1)
        case .epoch: special = .epoch
        case .infinity: special = .infinity
        default: special = .negativeInfinity
        }
        return special != nil ? .special : .date
    }
}
