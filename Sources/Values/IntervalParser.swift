// SPDX-License-Identifier: Apache-2.0

/// Adds up the fields of an interval.
struct IntervalFields {
    /// The units, each with what it is made of.
    enum Unit {
        case microsecond, millisecond, second, minute, hour, day, week, month, year, decade
        case century, millennium

        static func named(_ word: String) -> Unit? { table[String(word.prefix(10))] }

        /// Words of more than ten letters are told apart by the first ten.
        private static let table: [String: Unit] = {
            let words: [(Unit, String)] = [
                (.microsecond, "us usec usecond useconds usecs microsecon"),
                (.millisecond, "ms msec msecond mseconds msecs millisecon"),
                (.second, "s sec second seconds secs"), (.minute, "m min mins minute minutes"),
                (.hour, "h hour hours hr hrs"), (.day, "d day days"), (.week, "w week weeks"),
                (.month, "mon mons month months"), (.year, "y year years yr yrs"),
                (.decade, "dec decade decades decs"), (.century, "c cent centuries century"),
                (.millennium, "mil mils millennia millennium"),
            ]
            var table: [String: Unit] = [:]
            for (unit, names) in words {
                for name in names.split(separator: " ") { table[String(name)] = unit }
            }
            return table
        }()
    }

    private var years: Int64 = 0
    private var months: Int64 = 0
    private var days: Int64 = 0
    private var microseconds: Int64 = 0

    /// Adds `whole` and `fraction` of `unit`.
    ///
    /// Fractions go to smaller units: those of a year to
    /// months, those of a month to days and microseconds.
    mutating func add(
        _ whole: Int64,
        _ fraction: Double,
        _ unit: Unit
    ) throws(DateTimeFailure) {
        switch unit {
        case .microsecond: try add(microseconds: whole, 1, fraction)
        case .millisecond: try add(microseconds: whole, 1_000, fraction)
        case .second: try add(microseconds: whole, 1_000_000, fraction)
        case .minute: try add(microseconds: whole, 60_000_000, fraction)
        case .hour: try add(microseconds: whole, 3_600_000_000, fraction)
        case .day:
            try add(days: whole, 1)
            try add(microseconds: 0, Calendar.dayMicroseconds, fraction)
        case .week:
            try add(days: whole, 7)
            try addDays(fraction * 7)
        case .month:
            try add(months: whole)
            try addDays(fraction * 30)
        case .year: try add(years: whole, 1, fraction)
        case .decade: try add(years: whole, 10, fraction)
        case .century: try add(years: whole, 100, fraction)
        case .millennium: try add(years: whole, 1_000, fraction)
        }
    }

    mutating func addMicroseconds(_ value: Int64) throws(DateTimeFailure) {
        try add(microseconds: value, 1, 0)
    }

    private mutating func add(
        years whole: Int64,
        _ factor: Int64,
        _ fraction: Double
    ) throws(DateTimeFailure) {
        let years = try Self.sum(self.years, whole, factor)
        guard Int32(exactly: years) != nil else { throw .outOfRange }
        self.years = years
        try add(months: Int64((fraction * Double(12 * factor)).rounded(.toNearestOrEven)))
    }

    private mutating func add(months whole: Int64) throws(DateTimeFailure) {
        let months = try Self.sum(self.months, whole, 1)
        guard Int32(exactly: months) != nil else { throw .outOfRange }
        self.months = months
    }

    private mutating func add(days whole: Int64, _ factor: Int64) throws(DateTimeFailure) {
        let days = try Self.sum(self.days, whole, factor)
        guard Int32(exactly: days) != nil else { throw .outOfRange }
        self.days = days
    }

    private mutating func addDays(_ fraction: Double) throws(DateTimeFailure) {
        let whole = fraction.rounded(.towardZero)
        try add(days: Int64(whole), 1)
        try add(microseconds: 0, Calendar.dayMicroseconds, fraction - whole)
    }

    private mutating func add(
        microseconds whole: Int64,
        _ factor: Int64,
        _ fraction: Double
    ) throws(DateTimeFailure) {
        // To the nearest microsecond, half of one towards zero.
        let scaled = fraction * Double(factor)
        let cut = scaled.rounded(.towardZero)
        let extra = Int64(cut) + (scaled - cut > 0.5 ? 1 : scaled - cut < -0.5 ? -1 : 0)
        microseconds = try Self.sum(try Self.sum(microseconds, whole, factor), extra, 1)
    }

    private static func sum(
        _ value: Int64,
        _ count: Int64,
        _ factor: Int64
    ) throws(DateTimeFailure) -> Int64 {
        let (product, overflow) = count.multipliedReportingOverflow(by: factor)
        let (sum, sumOverflow) = value.addingReportingOverflow(product)
        if overflow || sumOverflow { throw .outOfRange }
        return sum
    }

    mutating func negate() throws(DateTimeFailure) {
        if microseconds == .min { throw .outOfRange }
        (years, months, days, microseconds) = (-years, -months, -days, -microseconds)
    }

    /// The interval; a field too large for it is an error of its own.
    func interval() throws(DateTimeFailure) -> Interval {
        guard let months = Int32(exactly: 12 * years + months), let days = Int32(exactly: days)
        else {
            throw .tooFar
        }
        return Interval(months: months, days: days, microseconds: microseconds)
    }
}

/// Reads intervals: `1 year 2 mons`, `1-2 3 04:05:06`, `@ 1 day ago`, `P1Y2M3DT4H5M6S`.
///
/// Source: PostgreSQL 15 manual, section 8.5.4 "Interval Input".
struct IntervalParser {
    /// Which fields have been seen.
    private struct Parts: OptionSet {
        let rawValue: Int
        static let microsecond = Parts(rawValue: 1)
        static let millisecond = Parts(rawValue: 2)
        static let second = Parts(rawValue: 4)
        static let minute = Parts(rawValue: 8)
        static let hour = Parts(rawValue: 16)
        static let day = Parts(rawValue: 32)
        static let week = Parts(rawValue: 64)
        static let month = Parts(rawValue: 128)
        static let year = Parts(rawValue: 256)
        static let decade = Parts(rawValue: 512)
        static let century = Parts(rawValue: 1_024)
        static let millennium = Parts(rawValue: 2_048)
        static let allSeconds: Parts = [.second, .millisecond, .microsecond]
        static let time: Parts = [.hour, .minute, .second, .millisecond, .microsecond]
    }

    private let style: Formatting.IntervalStyle
    private let modifier: Int32
    private var fields = IntervalFields()
    private var parts: Parts = []
    /// The unit of the next number to the left.
    private var unit: IntervalFields.Unit?
    private var isAgo = false
    /// Whether a number may not stand here, because `ago` follows.
    private var needsUnit = false
    private var isAllNegative = false

    /// The interval that `text` spells, before the modifier is applied.
    static func parse(
        _ text: Span<UInt8>,
        _ formatting: Formatting,
        modifier: Int32
    ) throws(DateTimeFailure) -> Interval {
        do {
            var parser = IntervalParser(formatting.intervalStyle, modifier)
            try parser.parse(try DateTimeToken.tokens(of: text))
            return try parser.fields.interval()
        } catch {
            switch error {
            case .badFormat: break
            case .outOfRange, .monthOrDayOutOfRange: throw .intervalOutOfRange
            default: throw error
            }
        }
        do {
            return try ISO8601Interval.parse(text).interval()
        } catch {
            if case .outOfRange = error { throw .intervalOutOfRange }
            throw error
        }
    }

    private init(_ style: Formatting.IntervalStyle, _ modifier: Int32) {
        self.style = style
        self.modifier = modifier
    }

    private mutating func parse(_ tokens: [DateTimeToken]) throws(DateTimeFailure) {
        if style == .sqlStandard, tokens.first?.text.first == UInt8(ascii: "-") {
            // In the standard's style a leading sign holds for all fields, unless others have one.
            isAllNegative = !tokens.dropFirst().contains {
                $0.text.first == UInt8(ascii: "-") || $0.text.first == UInt8(ascii: "+")
            }
        }
        // From the right, because a unit stands behind its number.
        for token in tokens.reversed() {
            let seen: Parts
            switch token.kind {
            case .time:
                seen = try readTime(token.text[...], isNegative: false)
                (unit, needsUnit) = (.day, false)
            case .zone where token.text.contains(UInt8(ascii: ":")):
                seen = try readSignedTime(token.text)
                (unit, needsUnit) = (.day, false)
            case .zone, .date, .number: seen = try readNumber(token.text)
            case .word, .signedWord:
                try readWord(token.string)
                continue
            }
            if !parts.isDisjoint(with: seen) { throw .badFormat }
            parts.formUnion(seen)
        }
        if parts.isEmpty { throw .badFormat }
        if isAgo { try fields.negate() }
    }

    private mutating func readWord(_ word: String) throws(DateTimeFailure) {
        if word == "ago" {
            isAgo = true
            needsUnit = true
        } else if let named = IntervalFields.Unit.named(word) {
            unit = named
            needsUnit = false
        } else if word != "at", word != "on" {
            throw .badFormat
        }
    }

    /// Reads `hh:mm`, `hh:mm:ss.f` or `mm:ss.f`.
    private mutating func readTime(
        _ text: ArraySlice<UInt8>,
        isNegative: Bool
    ) throws(DateTimeFailure) -> Parts {
        var pieces = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard pieces.count >= 2, pieces.count <= 3, let last = pieces.popLast() else {
            throw .badFormat
        }
        let point = last.firstIndex(of: UInt8(ascii: "."))
        let whole = try Self.number(last[..<(point ?? last.endIndex)])
        let fraction =
            try point.map { (index) throws(DateTimeFailure) in
                try DateTimeParser.fraction(last[index...])
            } ?? 0
        let first = try Self.number(pieces[0])
        var (hours, minutes, seconds) = (first, whole, Int64(0))
        if pieces.count == 2 {
            (minutes, seconds) = (try Self.number(pieces[1]), whole)
        } else if point != nil || isMinuteToSecond {
            (hours, minutes, seconds) = (0, first, whole)
        }
        if minutes > 59 || seconds > 60 { throw .outOfRange }
        let sign: Int64 = isNegative || isAllNegative ? -1 : 1
        try fields.add(sign * hours, 0, .hour)
        try fields.add(sign * minutes, 0, .minute)
        try fields.add(sign * seconds, 0, .second)
        try fields.addMicroseconds(sign * Int64(fraction))
        return .time
    }

    /// Reads a time with a sign; one that is out of range is no time.
    private mutating func readSignedTime(_ text: [UInt8]) throws(DateTimeFailure) -> Parts {
        do {
            return try readTime(text.dropFirst(), isNegative: text.first == UInt8(ascii: "-"))
        } catch {
            throw .badFormat
        }
    }

    private var isMinuteToSecond: Bool {
        modifier >= 0
            && TypeModifier.intervalFields(modifier)
                == TypeModifier.minuteField | TypeModifier.secondField
    }

    private static func number(
        _ digits: some Collection<UInt8>
    ) throws(DateTimeFailure) -> Int64 {
        if digits.isEmpty { throw .badFormat }
        var value: Int64 = 0
        for byte in digits {
            guard byte.isDigit else { throw .badFormat }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, sumOverflow) = product.addingReportingOverflow(Int64(byte &- 0x30))
            if overflow || sumOverflow { throw .outOfRange }
            value = sum
        }
        return value
    }

    /// Reads a signed number with a fraction, or years and months: `1-2`.
    private mutating func readNumber(_ text: [UInt8]) throws(DateTimeFailure) -> Parts {
        var digits = text[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
        let end = digits.firstIndex { !$0.isDigit } ?? digits.endIndex
        let whole = digits.startIndex < end ? try Self.number(digits[..<end]) : 0
        let sign: Int64 = isNegative || isAllNegative ? -1 : 1
        if end < digits.endIndex, digits[end] == UInt8(ascii: "-") {
            let months = try Self.number(digits[(end + 1)...])
            guard months < 12 else { throw .outOfRange }
            try fields.add(sign * whole, 0, .year)
            try fields.add(sign * months, 0, .month)
            unit = .month
            return .month
        }
        var fraction = 0.0
        if end < digits.endIndex {
            guard digits[end] == UInt8(ascii: "."),
                digits[(end + 1)...].allSatisfy(\.isDigit)
            else { throw .badFormat }
            let text = "0" + String(decoding: digits[end...], as: UTF8.self)
            fraction = Double(text) ?? 0
        } else if digits.isEmpty {
            throw .badFormat
        }
        if needsUnit { throw .badFormat }
        let unit = self.unit ?? rightmostUnit
        self.unit = unit
        try fields.add(sign * whole, Double(sign) * fraction, unit)
        return Self.parts(unit, hasFraction: fraction != 0)
    }

    private static func parts(_ unit: IntervalFields.Unit, hasFraction: Bool) -> Parts {
        switch unit {
        case .microsecond: .microsecond
        case .millisecond: .millisecond
        case .second: hasFraction ? .allSeconds : .second
        case .minute: .minute
        case .hour: .hour
        case .day: .day
        case .week: .week
        case .month: .month
        case .year: .year
        case .decade: .decade
        case .century: .century
        case .millennium: .millennium
        }
    }

    /// The unit of a last number that has none: the least of the type's fields.
    private var rightmostUnit: IntervalFields.Unit {
        guard modifier >= 0 else { return .second }
        let fields = TypeModifier.intervalFields(modifier)
        if fields & TypeModifier.secondField != 0 { return .second }
        if fields & TypeModifier.minuteField != 0 { return .minute }
        if fields & TypeModifier.hourField != 0 { return .hour }
        if fields & TypeModifier.dayField != 0 { return .day }
        return fields & TypeModifier.monthField != 0 ? .month : .year
    }
}
