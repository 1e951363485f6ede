// SPDX-License-Identifier: Apache-2.0

/// Checks of what was read, and what it amounts to.
extension DateTimeParser {
    mutating func validate() throws(DateTimeFailure) {
        if parts.contains(.year), !isJulian {
            if isBC {
                if time.year <= 0 { throw .outOfRange }
                time.year = 1 - time.year
            } else if isTwoDigitYear {
                if time.year < 70 {
                    time.year += 2_000
                } else if time.year < 100 {
                    time.year += 1_900
                }
            } else if time.year <= 0 {
                throw .outOfRange
            }
        }
        if let dayOfYear {
            setDate(days: Calendar.days(year: time.year, month: 1, day: dayOfYear))
        }
        if parts.contains(.month), !(1...12).contains(time.month) { throw .monthOrDayOutOfRange }
        if parts.contains(.day), !(1...31).contains(time.day) { throw .monthOrDayOutOfRange }
        if parts.isSuperset(of: .date),
            time.day > Calendar.daysInMonth(year: time.year, month: time.month)
        {
            throw .outOfRange
        }
        if let isAfternoon {
            if time.hour > 12 { throw .outOfRange }
            if isAfternoon, time.hour != 12 { time.hour += 12 }
            if !isAfternoon, time.hour == 12 { time.hour = 0 }
        }
        if isTimeOnly {
            if time.minute > 59 || time.second > 60 { throw .outOfRange }
            try checkHour()
        }
        if zone != nil, parts.contains(.daylightSaving) { throw .badFormat }
    }

    /// Checks that the time of day is not after 24:00:00.
    func checkHour() throws(DateTimeFailure) {
        let isPastMidnight =
            time.hour == 24 && (time.minute > 0 || time.second > 0 || time.microsecond > 0)
        if time.hour > 24 || isPastMidnight { throw .outOfRange }
    }

    /// Seconds east of Greenwich: as written, or those of the session's zone at the time read.
    func offsetEast(atLocal local: Int64) -> Int32 {
        if let zone { return zone.offset(atLocal: local) }
        return parts.contains(.zone) ? offset : formatting.zone.offset(atLocal: local)
    }
}

extension TypeCodec {
    /// Reads a date, time or interval.
    static func parseDateTime(
        _ text: Span<UInt8>,
        as type: SQLType,
        _ formatting: Formatting
    ) throws(DatabaseError) -> Value {
        let value: Value
        do throws(DateTimeFailure) {
            value = try dateTime(text, as: type, formatting)
        } catch {
            if case .tooFar = error { throw tooFar(text, type) }
            throw error.error(type.inputName, text.string)
        }
        guard case .interval(let interval) = value else { return value }
        return .interval(try interval.constrained(to: type.modifier))
    }

    private static func tooFar(_ text: Span<UInt8>, _ type: SQLType) -> DatabaseError {
        switch type.oid {
        case .interval: .intervalOutOfRange
        case .date:
            DatabaseError(.datetimeFieldOverflow, "date out of range: \"\(text.string)\"")
        default:
            DatabaseError(.datetimeFieldOverflow, "timestamp out of range: \"\(text.string)\"")
        }
    }

    private static func dateTime(
        _ text: Span<UInt8>,
        as type: SQLType,
        _ formatting: Formatting
    ) throws(DateTimeFailure) -> Value {
        switch type.oid {
        case .date:
            guard let days = try DateTimeInput.date(text, formatting) else { throw .tooFar }
            return .int32(days)
        case .time:
            let time = try DateTimeInput.time(text, formatting).microseconds
            return .int64(DateTimeText.rounded(time, modifier: type.modifier))
        case .timetz:
            var value = try DateTimeInput.time(text, formatting)
            value.microseconds = DateTimeText.rounded(
                value.microseconds,
                modifier: type.modifier
            )
            return .timeTZ(value)
        case .interval:
            return .interval(
                try IntervalParser.parse(text, formatting, modifier: type.modifier)
            )
        default:
            let isLocal = type.oid == .timestamp
            guard let value = try DateTimeInput.timestamp(text, formatting, isLocal: isLocal),
                let rounded = DateTimeText.roundedTimestamp(value, modifier: type.modifier)
            else { throw .tooFar }
            return .int64(rounded)
        }
    }
}

extension SQLType {
    /// The name in messages about input: `timestamp` without the words about the zone.
    fileprivate var inputName: String {
        switch oid {
        case .timestamp: "timestamp"
        case .time: "time"
        default: formatted(withModifier: false)
        }
    }
}

/// Dates and times from text.
enum DateTimeInput {
    /// Days since 2000-01-01; nil when out of the type's range.
    static func date(
        _ text: Span<UInt8>,
        _ formatting: Formatting
    ) throws(DateTimeFailure) -> Int32? {
        var parser = DateTimeParser(formatting, isTimeOnly: false)
        try parser.parse(text)
        switch parser.special {
        case .infinity: return DateTimeLimits.dateInfinity
        case .negativeInfinity: return DateTimeLimits.dateNegativeInfinity
        case .epoch: return Int32(Calendar.unixEpoch)
        case nil: break
        }
        let days = parser.time.days
        return DateTimeLimits.dates.contains(days) ? Int32(days) : nil
    }

    /// Microseconds since 2000-01-01, UTC or for `isLocal` on local clocks; nil when out of the
    /// type's range.
    static func timestamp(
        _ text: Span<UInt8>,
        _ formatting: Formatting,
        isLocal: Bool
    ) throws(DateTimeFailure) -> Int64? {
        var parser = DateTimeParser(formatting, isTimeOnly: false)
        try parser.parse(text)
        switch parser.special {
        case .infinity: return DateTimeLimits.infinity
        case .negativeInfinity: return DateTimeLimits.negativeInfinity
        case .epoch: return Int64(Calendar.unixEpoch) * Calendar.dayMicroseconds
        case nil: break
        }
        guard let local = parser.time.timestamp else { return nil }
        if isLocal { return DateTimeLimits.timestamps.contains(local) ? local : nil }
        let (moment, overflow) = local.subtractingReportingOverflow(
            Int64(parser.offsetEast(atLocal: local)) * 1_000_000
        )
        return !overflow && DateTimeLimits.timestamps.contains(moment) ? moment : nil
    }

    /// A time of day with its zone, that of the session when none is written.
    static func time(
        _ text: Span<UInt8>,
        _ formatting: Formatting
    ) throws(DateTimeFailure) -> TimeTZ {
        var parser = DateTimeParser(formatting, isTimeOnly: true)
        try parser.parse(text)
        let hasDate = parser.parts.isSuperset(of: .date)
        if let zone = parser.zone, !hasDate, !zone.isFixed { throw .badFormat }
        if !hasDate {
            let zone = formatting.zone
            let local = formatting.now &+ Int64(zone.offset(at: formatting.now)) * 1_000_000
            parser.setDate(days: Calendar.split(local).days)
        }
        let local = parser.time.timestamp ?? 0
        return TimeTZ(
            microseconds: parser.time.timeOfDay,
            zone: -parser.offsetEast(atLocal: local)
        )
    }
}

extension CivilTime {
    /// Microseconds since 2000-01-01, nil when they do not fit.
    var timestamp: Int64? {
        let (product, overflow) = Int64(days).multipliedReportingOverflow(
            by: Calendar.dayMicroseconds
        )
        let (sum, sumOverflow) = product.addingReportingOverflow(timeOfDay)
        return overflow || sumOverflow ? nil : sum
    }
}
