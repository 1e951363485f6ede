// SPDX-License-Identifier: Apache-2.0

/// The numbers of a date or time.
extension DateTimeParser {
    /// The whole number that `digits` are.
    static func number(_ digits: some Collection<UInt8>) throws(DateTimeFailure) -> Int {
        if digits.isEmpty { throw .badFormat }
        var value = 0
        for byte in digits {
            guard byte.isDigit else { throw .badFormat }
            value = value * 10 + Int(byte &- 0x30)
            if value > Int(Int32.max) { throw .outOfRange }
        }
        return value
    }

    /// Microseconds of a fraction that begins with a point, rounded half to even.
    static func fraction(_ text: some Collection<UInt8>) throws(DateTimeFailure) -> Int {
        guard let point = text.first, point == UInt8(ascii: "."),
            text.dropFirst().allSatisfy(\.isDigit)
        else { throw .badFormat }
        if text.count == 1 { return 0 }
        let number = Double(String(decoding: text, as: UTF8.self)) ?? 0
        return Int((number * 1_000_000).rounded(.toNearestOrEven))
    }

    /// Reads `hh:mm`, `hh:mm:ss.f` or `mm:ss.f`.
    mutating func readTime(_ text: [UInt8]) throws(DateTimeFailure) -> Parts {
        var fields = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard fields.count >= 2, fields.count <= 3, let last = fields.popLast() else {
            throw .badFormat
        }
        let point = last.firstIndex(of: UInt8(ascii: "."))
        let whole = try Self.number(last[..<(point ?? last.endIndex)])
        time.microsecond =
            try point.map { (index) throws(DateTimeFailure) in
                try Self.fraction(last[index...])
            } ?? 0
        let first = try Self.number(fields[0])
        if fields.count == 2 {
            (time.hour, time.minute, time.second) = (first, try Self.number(fields[1]), whole)
        } else if point != nil {
            (time.hour, time.minute, time.second) = (0, first, whole)
        } else {
            (time.hour, time.minute, time.second) = (first, whole, 0)
        }
        if time.minute > 59 || time.second > 60 { throw .outOfRange }
        // AM and PM may still follow a time that stands alone.
        if !isTimeOnly { try checkHour() }
        return .time
    }

    /// Reads a sign and `hh`, `hhmm`, `hh:mm` or `hh:mm:ss` as seconds, east positive.
    static func offset(_ text: ArraySlice<UInt8>) throws(DateTimeFailure) -> Int32 {
        guard let sign = text.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
            throw .badFormat
        }
        let fields = text.dropFirst().split(
            separator: UInt8(ascii: ":"),
            omittingEmptySubsequences: false
        )
        guard let first = fields.first, fields.count <= 3 else { throw .badFormat }
        var hours = try number(first)
        var minutes = 0
        var seconds = 0
        if fields.count > 1 {
            minutes = try number(fields[1])
            if fields.count > 2 { seconds = try number(fields[2]) }
        } else if first.count > 2 {
            minutes = hours % 100
            hours /= 100
        }
        if hours > 15 || minutes > 59 || seconds > 59 { throw .zoneOutOfRange }
        let total = Int32((hours * 60 + minutes) * 60 + seconds)
        return sign == UInt8(ascii: "-") ? -total : total
    }

    /// Reads a number that stands alone.
    mutating func readNumber(
        _ token: DateTimeToken,
        at index: Int,
        of tokens: [DateTimeToken]
    ) throws(DateTimeFailure) -> Parts {
        let text = token.text
        let point = text.firstIndex(of: UInt8(ascii: "."))
        switch announced {
        case .julian:
            announced = nil
            return try readJulian(text, point)
        case .time:
            announced = nil
            let seen = try readDigits(text, assuming: parts.union(.date))
            guard seen == .time else { throw .badFormat }
            return seen
        case nil: break
        }
        let wholeDigits = point ?? text.count
        if isTimeOnly {
            if point != nil, index == 0, tokens.count >= 2, tokens[tokens.count - 1].kind == .date {
                return try readDate(text)
            }
            return try readDigits(text, assuming: parts.union(.date))
        }
        if point != nil, !parts.isSuperset(of: .date) { return try readDate(text) }
        if point != nil, wholeDigits > 2 { return try readDigits(text, assuming: parts) }
        if text.count >= 6, !parts.isSuperset(of: .date) || !parts.isSuperset(of: .time) {
            return try readDigits(text, assuming: parts)
        }
        return try readField(text[...])
    }

    private mutating func readJulian(
        _ text: [UInt8],
        _ point: Int?
    ) throws(DateTimeFailure) -> Parts {
        let day = try Self.number(text[..<(point ?? text.count)])
        setJulian(day)
        guard let point else { return .date }
        let fraction = Double("0" + String(decoding: text[point...], as: UTF8.self)) ?? 0
        let timeOfDay = Int64(fraction * Double(Calendar.dayMicroseconds))
        let clock = CivilTime(days: 0, timeOfDay: timeOfDay)
        (time.hour, time.minute, time.second) = (clock.hour, clock.minute, clock.second)
        time.microsecond = clock.microsecond
        return Parts.date.union(.time)
    }

    /// Reads digits that run together: `20011225`, `011225`, `040506.789`, `0405`.
    mutating func readDigits(
        _ text: [UInt8],
        assuming parts: Parts
    ) throws(DateTimeFailure) -> Parts {
        var digits = text[...]
        if let point = text.firstIndex(of: UInt8(ascii: ".")) {
            time.microsecond = try Self.fraction(text[point...])
            digits = text[..<point]
        } else if !parts.isSuperset(of: .date), digits.count >= 6 {
            let end = digits.count
            time.day = try Self.number(digits[(end - 2)...])
            time.month = try Self.number(digits[(end - 4)..<(end - 2)])
            time.year = try Self.number(digits[..<(end - 4)])
            if end - 4 == 2 { isTwoDigitYear = true }
            return .date
        }
        guard !parts.isSuperset(of: .time), digits.count == 6 || digits.count == 4 else {
            throw .badFormat
        }
        time.hour = try Self.number(digits[..<2])
        time.minute = try Self.number(digits[2..<4])
        time.second = digits.count == 6 ? try Self.number(digits[4...]) : 0
        return .time
    }

    /// Reads a date of digits and perhaps a month in letters, with anything between.
    mutating func readDate(_ text: [UInt8]) throws(DateTimeFailure) -> Parts {
        var fields: [ArraySlice<UInt8>] = []
        var index = 0
        while index < text.count {
            let start = index
            if text[index].isDigit {
                while index < text.count, text[index].isDigit { index += 1 }
            } else if text[index].isLetter {
                while index < text.count, text[index].isLetter { index += 1 }
            } else {
                index += 1
                continue
            }
            fields.append(text[start..<index])
        }
        let before = parts
        defer { parts = before }
        // A month in letters is certain, so it comes first.
        for field in fields where field.first?.isLetter ?? false {
            switch DateTimeWord.named(String(decoding: field, as: UTF8.self)) {
            case .ignored: continue
            case .month(let month):
                if parts.contains(.month) { throw .badFormat }
                time.month = month
                hasTextMonth = true
                parts.insert(.month)
            default: throw .badFormat
            }
        }
        for field in fields where field.first?.isDigit ?? false {
            let seen = try readField(field)
            if !parts.isDisjoint(with: seen) { throw .badFormat }
            parts.formUnion(seen)
        }
        if !parts.subtracting(.zone).isSuperset(of: .date)
            || !parts.subtracting([.zone, .date])
                .isSubset(of: before)
        {
            throw .badFormat
        }
        return parts.subtracting(before)
    }

    /// Reads one field of a date; which one depends on those before it and on the style.
    private mutating func readField(_ text: ArraySlice<UInt8>) throws(DateTimeFailure) -> Parts {
        var value: Int
        if let point = text.firstIndex(of: UInt8(ascii: ".")) {
            if point - text.startIndex > 2 {
                return try readDigits(Array(text), assuming: parts.union(.date))
            }
            value = try Self.number(text[..<point])
            time.microsecond = try Self.fraction(text[point...])
        } else {
            value = try Self.number(text)
        }
        let isLong = text.count >= 3
        let date = parts.intersection(.date)
        if text.count == 3, date == .year, (1...366).contains(value) {
            dayOfYear = value
            return [.month, .day]
        }
        switch date {
        case []:
            if isLong || formatting.dateOrder == .ymd { return setYear(value, text.count) }
            return formatting.dateOrder == .dmy ? setDay(value) : setMonth(value)
        case .year: return setMonth(value)
        case .month:
            if !hasTextMonth { return setDay(value) }
            if isLong || formatting.dateOrder == .ymd { return setYear(value, text.count) }
            return setDay(value)
        case [.year, .month]:
            if hasTextMonth, isLong, isTwoDigitYear {
                // The first number was the day after all: DD-MON-YYYY in YMD style.
                time.day = time.year
                time.year = value
                isTwoDigitYear = false
                return .day
            }
            return setDay(value)
        case .day: return setMonth(value)
        case [.month, .day]: return setYear(value, text.count)
        case .date: return try readDigits(Array(text), assuming: parts)
        default: throw .badFormat
        }
    }

    private mutating func setYear(_ value: Int, _ digits: Int) -> Parts {
        time.year = value
        isTwoDigitYear = digits <= 2
        return .year
    }

    private mutating func setMonth(_ value: Int) -> Parts {
        time.month = value
        return .month
    }

    private mutating func setDay(_ value: Int) -> Parts {
        time.day = value
        return .day
    }
}
