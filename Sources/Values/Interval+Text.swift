// SPDX-License-Identifier: Apache-2.0

/// Intervals as PostgreSQL prints them.
///
/// Source: PostgreSQL 15 manual, section 8.5.5 "Interval Output".
extension Interval {
    /// The fields that are printed; all have the sign of what they are taken from.
    private struct Fields {
        var years: Int64
        var months: Int64
        var days: Int64
        var hours: Int64
        var minutes: Int64
        var seconds: Int64
        var fraction: Int64

        init(_ interval: Interval) {
            years = Int64(interval.months / 12)
            months = Int64(interval.months % 12)
            days = Int64(interval.days)
            hours = interval.microseconds / 3_600_000_000
            minutes = interval.microseconds / 60_000_000 % 60
            seconds = interval.microseconds / 1_000_000 % 60
            fraction = interval.microseconds % 1_000_000
        }

        var hasTime: Bool { hours != 0 || minutes != 0 || hasSeconds }
        var hasSeconds: Bool { seconds != 0 || fraction != 0 }
        var isTimeNegative: Bool { hours < 0 || minutes < 0 || seconds < 0 || fraction < 0 }
    }

    /// Appends the interval in `style`.
    func append(_ style: Formatting.IntervalStyle, to output: inout [UInt8]) {
        let fields = Fields(self)
        switch style {
        case .postgres: Self.appendPostgres(fields, to: &output)
        case .postgresVerbose: Self.appendVerbose(fields, to: &output)
        case .sqlStandard: Self.appendStandard(fields, to: &output)
        case .iso8601: Self.appendISO8601(fields, to: &output)
        }
    }

    /// Writes the style `1 year 2 mons -3 days +04:05:06.7`.
    private static func appendPostgres(_ fields: Fields, to output: inout [UInt8]) {
        let start = output.count
        var followsNegative = false
        for (value, unit) in [(fields.years, "year"), (fields.months, "mon"), (fields.days, "day")]
        where value != 0 {
            if output.count > start { output.append(UInt8(ascii: " ")) }
            if followsNegative, value > 0 { output.append(UInt8(ascii: "+")) }
            output.append("\(value) \(unit)\(value == 1 ? "" : "s")")
            followsNegative = value < 0
        }
        guard fields.hasTime || output.count == start else { return }
        if output.count > start { output.append(UInt8(ascii: " ")) }
        if fields.isTimeNegative {
            output.append(UInt8(ascii: "-"))
        } else if followsNegative {
            output.append(UInt8(ascii: "+"))
        }
        appendClock(fields, hourDigits: 2, to: &output)
    }

    /// Appends `hh:mm:ss.f` without a sign.
    private static func appendClock(
        _ fields: Fields,
        hourDigits: Int,
        to output: inout [UInt8]
    ) {
        if hourDigits == 2, fields.hours.magnitude < 100 {
            IntegerText.append(fields.hours.magnitude, width: 2, to: &output)
        } else {
            IntegerText.append(fields.hours.magnitude, to: &output)
        }
        output.append(UInt8(ascii: ":"))
        IntegerText.append(fields.minutes.magnitude, width: 2, to: &output)
        output.append(UInt8(ascii: ":"))
        IntegerText.append(fields.seconds.magnitude, width: 2, to: &output)
        DateTimeText.append(fraction: Int(fields.fraction.magnitude), to: &output)
    }

    /// Appends seconds and their fraction without a sign.
    private static func appendSeconds(_ fields: Fields, to output: inout [UInt8]) {
        IntegerText.append(fields.seconds.magnitude, to: &output)
        DateTimeText.append(fraction: Int(fields.fraction.magnitude), to: &output)
    }

    /// Writes the style `@ 1 year 2 mons 3 days 4 hours 5 mins 6.7 secs ago`.
    private static func appendVerbose(_ fields: Fields, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "@"))
        // The sign of the first field that is not zero; the others are relative to it.
        var isAgo: Bool?
        let units = [
            (fields.years, "year"), (fields.months, "mon"), (fields.days, "day"),
            (fields.hours, "hour"), (fields.minutes, "min"),
        ]
        for (value, unit) in units where value != 0 {
            let ago = isAgo ?? (value < 0)
            isAgo = ago
            let shown = ago ? -value : value
            output.append(" \(shown) \(unit)\(shown == 1 ? "" : "s")")
        }
        if fields.hasSeconds {
            let isNegative = fields.seconds < 0 || fields.fraction < 0
            let ago = isAgo ?? isNegative
            isAgo = ago
            output.append(UInt8(ascii: " "))
            if isNegative != ago { output.append(UInt8(ascii: "-")) }
            appendSeconds(fields, to: &output)
            let isSingular = fields.seconds.magnitude == 1 && fields.fraction == 0
            output.append(isSingular ? " sec" : " secs")
        }
        guard let isAgo else { return output.append(" 0" as StaticString) }
        if isAgo { output.append(" ago" as StaticString) }
    }

    /// `1-2`, `3 4:05:06.7`, or with signs for what the standard has no notation for.
    private static func appendStandard(_ fields: Fields, to output: inout [UInt8]) {
        let all = [
            fields.years, fields.months, fields.days, fields.hours, fields.minutes,
            fields.seconds, fields.fraction,
        ]
        let hasNegative = all.contains { $0 < 0 }
        let hasPositive = all.contains { $0 > 0 }
        let hasMonths = fields.years != 0 || fields.months != 0
        let hasDays = fields.days != 0 || fields.hasTime
        if !hasNegative, !hasPositive { return output.append(UInt8(ascii: "0")) }
        if hasNegative && hasPositive || hasMonths && hasDays {
            output.append(fields.years < 0 || fields.months < 0 ? "-" : "+" as StaticString)
            output.append("\(fields.years.magnitude)-\(fields.months.magnitude) ")
            output.append(fields.days < 0 ? "-" : "+" as StaticString)
            output.append("\(fields.days.magnitude) ")
            output.append(fields.isTimeNegative ? "-" : "+" as StaticString)
            return appendClock(fields, hourDigits: 1, to: &output)
        }
        if hasNegative { output.append(UInt8(ascii: "-")) }
        if hasMonths {
            return output.append("\(fields.years.magnitude)-\(fields.months.magnitude)")
        }
        if fields.days != 0 { output.append("\(fields.days.magnitude) ") }
        appendClock(fields, hourDigits: 1, to: &output)
    }

    /// Writes the style `P1Y2M3DT4H5M6.7S`.
    private static func appendISO8601(_ fields: Fields, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "P"))
        let start = output.count
        if fields.years != 0 { output.append("\(fields.years)Y") }
        if fields.months != 0 { output.append("\(fields.months)M") }
        if fields.days != 0 { output.append("\(fields.days)D") }
        if fields.hasTime {
            output.append(UInt8(ascii: "T"))
            if fields.hours != 0 { output.append("\(fields.hours)H") }
            if fields.minutes != 0 { output.append("\(fields.minutes)M") }
            if fields.hasSeconds {
                if fields.seconds < 0 || fields.fraction < 0 { output.append(UInt8(ascii: "-")) }
                appendSeconds(fields, to: &output)
                output.append(UInt8(ascii: "S"))
            }
        }
        if output.count == start { output.append("T0S" as StaticString) }
    }

    /// The interval with only the fields and the precision that `modifier` states; -1 states none.
    ///
    /// - Throws: 22008 `interval out of range` when rounding overflows.
    public func constrained(to modifier: Int32) throws(DatabaseError) -> Interval {
        guard modifier >= 0 else { return self }
        var result = self
        let fields = TypeModifier.intervalFields(modifier)
        if fields & TypeModifier.secondField == 0 {
            var unit: Int64?
            if fields & TypeModifier.minuteField != 0 {
                unit = 60_000_000
            } else if fields & TypeModifier.hourField != 0 {
                unit = 3_600_000_000
            }
            result.microseconds = unit.map { microseconds / $0 * $0 } ?? 0
            let hasDays = unit != nil || fields & TypeModifier.dayField != 0
            if !hasDays {
                result.days = 0
                if fields & TypeModifier.monthField == 0 { result.months = months / 12 * 12 }
            }
        }
        if let precision = TypeModifier.intervalPrecision(modifier), precision < 6,
            let unit = PowersOfTen.int64(6 - Int(precision))
        {
            let (sum, overflow) = result.microseconds.addingReportingOverflow(
                result.microseconds < 0 ? -unit / 2 : unit / 2
            )
            if overflow { throw .intervalOutOfRange }
            result.microseconds = sum / unit * unit
        }
        return result
    }
}

extension DatabaseError {
    static let intervalOutOfRange = DatabaseError(
        .datetimeFieldOverflow,
        "interval out of range"
    )
}
