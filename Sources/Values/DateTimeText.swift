// SPDX-License-Identifier: Apache-2.0

/// Dates and times as PostgreSQL prints them.
///
/// Source: PostgreSQL 15 manual, section 8.5.2 "Date/Time Output".
enum DateTimeText {
    // MARK: - Dates

    /// Appends the date `date` days after 2000-01-01.
    static func append(date: Int32, _ formatting: Formatting, to output: inout [UInt8]) {
        if date == DateTimeLimits.dateInfinity { return output.append("infinity" as StaticString) }
        if date == DateTimeLimits.dateNegativeInfinity {
            return output.append("-infinity" as StaticString)
        }
        let civil = CivilTime(days: Int(date))
        switch formatting.dateStyle {
        case .iso: append(iso: civil, to: &output)
        case .sql: append(civil, separator: "/", formatting.dateOrder, to: &output)
        case .german: append(civil, separator: ".", .dmy, to: &output)
        case .postgres: append(civil, separator: "-", formatting.dateOrder, to: &output)
        }
        appendEra(civil, to: &output)
    }

    private static func append(iso civil: CivilTime, to output: inout [UInt8]) {
        append(year: civil, to: &output)
        output.append(UInt8(ascii: "-"))
        IntegerText.append(UInt64(clamping: civil.month), width: 2, to: &output)
        output.append(UInt8(ascii: "-"))
        IntegerText.append(UInt64(clamping: civil.day), width: 2, to: &output)
    }

    /// Appends day, month and year in the order of the style.
    private static func append(
        _ civil: CivilTime,
        separator: Unicode.Scalar,
        _ order: Formatting.DateOrder,
        to output: inout [UInt8]
    ) {
        let isDayFirst = order == .dmy
        let separator = UInt8(ascii: separator)
        IntegerText.append(UInt64(isDayFirst ? civil.day : civil.month), width: 2, to: &output)
        output.append(separator)
        IntegerText.append(UInt64(isDayFirst ? civil.month : civil.day), width: 2, to: &output)
        output.append(separator)
        append(year: civil, to: &output)
    }

    /// Appends the year, of at least four digits, without its era.
    private static func append(year civil: CivilTime, to output: inout [UInt8]) {
        let year = UInt64(civil.year > 0 ? civil.year : 1 - civil.year)
        if year < 10_000 {
            IntegerText.append(year, width: 4, to: &output)
        } else {
            IntegerText.append(year, to: &output)
        }
    }

    private static func appendEra(_ civil: CivilTime, to output: inout [UInt8]) {
        if civil.year <= 0 { output.append(" BC" as StaticString) }
    }

    // MARK: - Times

    /// Appends the time of day `time` microseconds after midnight.
    static func append(time: Int64, to output: inout [UInt8]) {
        append(clock: CivilTime(days: 0, timeOfDay: time), to: &output)
    }

    /// Appends a time of day and its offset.
    static func append(timeTZ value: TimeTZ, to output: inout [UInt8]) {
        append(time: value.microseconds, to: &output)
        append(offset: 0 &- value.zone, to: &output)
    }

    private static func append(clock: CivilTime, to output: inout [UInt8]) {
        IntegerText.append(UInt64(clamping: clock.hour), width: 2, to: &output)
        output.append(UInt8(ascii: ":"))
        IntegerText.append(UInt64(clamping: clock.minute), width: 2, to: &output)
        output.append(UInt8(ascii: ":"))
        IntegerText.append(UInt64(clamping: clock.second), width: 2, to: &output)
        append(fraction: clock.microsecond, to: &output)
    }

    /// Appends a point and up to six digits, without zeros at the end; nothing for zero.
    static func append(fraction microseconds: Int, to output: inout [UInt8]) {
        if microseconds == 0 { return }
        output.append(UInt8(ascii: "."))
        IntegerText.append(UInt64(clamping: microseconds), width: 6, to: &output)
        while output.last == UInt8(ascii: "0") { output.removeLast() }
    }

    /// Appends `+hh`, with minutes and seconds when there are any.
    static func append(offset: Int32, to output: inout [UInt8]) {
        let seconds = UInt64(offset.magnitude)
        output.append(offset < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        IntegerText.append(seconds / 3_600, width: 2, to: &output)
        if seconds % 3_600 != 0 {
            output.append(UInt8(ascii: ":"))
            IntegerText.append(seconds / 60 % 60, width: 2, to: &output)
        }
        if seconds % 60 != 0 {
            output.append(UInt8(ascii: ":"))
            IntegerText.append(seconds % 60, width: 2, to: &output)
        }
    }

    // MARK: - Timestamps

    /// Appends the moment `timestamp` microseconds after 2000-01-01 on unspecified clocks.
    static func append(timestamp: Int64, _ formatting: Formatting, to output: inout [UInt8]) {
        if appendInfinity(timestamp, to: &output) { return }
        append(CivilTime(timestamp: timestamp), nil, formatting, to: &output)
    }

    /// Appends the moment `timestampTZ` microseconds after 2000-01-01 UTC as the session's clocks
    /// show it.
    static func append(timestampTZ: Int64, _ formatting: Formatting, to output: inout [UInt8]) {
        if appendInfinity(timestampTZ, to: &output) { return }
        let moment = formatting.zone.moment(at: timestampTZ)
        let local = timestampTZ &+ Int64(moment.offset) * 1_000_000
        append(CivilTime(timestamp: local), moment, formatting, to: &output)
    }

    private static func appendInfinity(_ timestamp: Int64, to output: inout [UInt8]) -> Bool {
        switch timestamp {
        case DateTimeLimits.infinity: output.append("infinity" as StaticString)
        case DateTimeLimits.negativeInfinity: output.append("-infinity" as StaticString)
        default: return false
        }
        return true
    }

    private static func append(
        _ civil: CivilTime,
        _ moment: TimeZone.Moment?,
        _ formatting: Formatting,
        to output: inout [UInt8]
    ) {
        let style = formatting.dateStyle
        switch style {
        case .iso: append(iso: civil, to: &output)
        case .sql: append(civil, separator: "/", formatting.dateOrder, to: &output)
        case .german: append(civil, separator: ".", .dmy, to: &output)
        case .postgres:
            let weekday = Calendar.dayNames[Calendar.dayOfWeek(days: civil.days)].prefix(3)
            let month = Calendar.monthNames[civil.month - 1].prefix(3)
            output.append("\(weekday) ")
            if formatting.dateOrder == .dmy {
                IntegerText.append(UInt64(clamping: civil.day), width: 2, to: &output)
                output.append(" \(month)")
            } else {
                output.append("\(month) ")
                IntegerText.append(UInt64(clamping: civil.day), width: 2, to: &output)
            }
        }
        output.append(UInt8(ascii: " "))
        append(clock: civil, to: &output)
        if style == .postgres {
            output.append(UInt8(ascii: " "))
            append(year: civil, to: &output)
        }
        if let moment {
            if style == .iso {
                append(offset: moment.offset, to: &output)
            } else {
                output.append(" \(moment.abbreviation)")
            }
        }
        appendEra(civil, to: &output)
    }

    // MARK: - Precision and range

    /// `time` with as many decimals of the second as `modifier` says, rounded half away from zero.
    static func rounded(_ time: Int64, modifier: Int32) -> Int64 {
        guard (0...5).contains(modifier), let unit = PowersOfTen.int64(6 - Int(modifier)) else {
            return time
        }
        let (quotient, remainder) = time.quotientAndRemainder(dividingBy: unit)
        let carry: Int64 = remainder.magnitude * 2 >= unit.magnitude ? time.signum() : 0
        return (quotient + carry) * unit
    }

    /// The same for a timestamp, which stays infinite; nil when it leaves the type's range.
    static func roundedTimestamp(_ timestamp: Int64, modifier: Int32) -> Int64? {
        if timestamp == .max || timestamp == .min { return timestamp }
        let result = rounded(timestamp, modifier: modifier)
        return DateTimeLimits.timestamps.contains(result) ? result : nil
    }

    /// `date`, when it is a date.
    ///
    /// - Throws: 22008 `date out of range`.
    static func checked(date: Int32) throws(DatabaseError) -> Int32 {
        if date == .max || date == .min || DateTimeLimits.dates.contains(Int(date)) { return date }
        throw DatabaseError(.datetimeFieldOverflow, "date out of range")
    }

    /// `value`, when it is a time or timestamp, rounded to the precision of `type`.
    ///
    /// - Throws: 22008 `time out of range`, `timestamp out of range`.
    static func checked(_ value: Int64, as type: SQLType) throws(DatabaseError) -> Int64 {
        if type.oid == .time {
            guard (0...Calendar.dayMicroseconds).contains(value) else {
                throw DatabaseError(.datetimeFieldOverflow, "time out of range")
            }
            return rounded(value, modifier: type.modifier)
        }
        let isInRange =
            value == .max || value == .min || DateTimeLimits.timestamps.contains(value)
        guard isInRange, let result = roundedTimestamp(value, modifier: type.modifier) else {
            throw DatabaseError(.datetimeFieldOverflow, "timestamp out of range")
        }
        return result
    }

    /// `value`, when it is a time with a zone, rounded to the precision of `type`.
    ///
    /// - Throws: 22008 `time out of range`, 22009 `time zone displacement out of range`.
    static func checked(_ value: TimeTZ, _ type: SQLType) throws(DatabaseError) -> TimeTZ {
        guard (0...Calendar.dayMicroseconds).contains(value.microseconds) else {
            throw DatabaseError(.datetimeFieldOverflow, "time out of range")
        }
        guard value.zone > -57_600, value.zone < 57_600 else {
            throw DatabaseError(
                .invalidTimeZoneDisplacementValue,
                "time zone displacement out of range"
            )
        }
        let time = rounded(value.microseconds, modifier: type.modifier)
        return TimeTZ(microseconds: time, zone: value.zone)
    }
}
