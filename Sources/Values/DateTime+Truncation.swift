// SPDX-License-Identifier: Apache-2.0

/// `date_trunc` and `date_bin`.
///
/// Source: PostgreSQL 15 manual, sections 9.9.2 "date_trunc" and 9.9.3 "date_bin".
extension DateTime {
    /// `date_trunc(unit, timestamp)`.
    ///
    /// - Throws: 22023 for an unknown unit, 0A000 for one that makes no sense.
    public static func truncated(
        timestamp: Int64,
        to unit: String
    ) throws(DatabaseError) -> Int64 {
        let type = SQLType(.timestamp)
        let field = try DateTimeField(unit, for: type)
        if isInfinite(timestamp: timestamp) { return timestamp }
        return try checked(timestamp: truncatedLocal(timestamp, field, unit, type))
    }

    /// `date_trunc(unit, timestamptz)` by the clocks of `zone`.
    ///
    /// - Throws: 22023 for an unknown unit, 0A000 for one that makes no sense.
    public static func truncated(
        timestampTZ: Int64,
        to unit: String,
        in zone: TimeZone
    ) throws(DatabaseError) -> Int64 {
        let type = SQLType(.timestamptz)
        let field = try DateTimeField(unit, for: type)
        if isInfinite(timestamp: timestampTZ) { return timestampTZ }
        let local = localTime(of: timestampTZ, in: zone)
        let cut = try truncatedLocal(local, field, unit, type)
        switch field {
        case .microseconds, .milliseconds, .second, .minute, .hour:
            // The offset stays what it was, so that hours shown twice stay apart.
            return try checked(timestamp: sum(cut, timestampTZ &- local))
        default: return try self.timestampTZ(local: cut, in: zone)
        }
    }

    private static func truncatedLocal(
        _ local: Int64,
        _ field: DateTimeField,
        _ unit: String,
        _ type: SQLType
    ) throws(DatabaseError) -> Int64 {
        let (day, time) = Calendar.split(local)
        func cut(_ microseconds: Int64) -> Int64 { local - time % microseconds }
        var civil = CivilTime(days: day)
        switch field {
        case .microseconds: return local
        case .milliseconds: return cut(1_000)
        case .second: return cut(1_000_000)
        case .minute: return cut(60_000_000)
        case .hour: return cut(3_600_000_000)
        case .day: return local - time
        case .week:
            let monday = day - (Calendar.dayOfWeek(days: day) + 6) % 7
            return try checked(timestamp: Int64(monday) * Calendar.dayMicroseconds)
        case .month: break
        case .quarter: civil.month = (civil.month - 1) / 3 * 3 + 1
        case .year: civil.month = 1
        case .decade: civil = firstOfYear(Calendar.floorDivide(civil.year, 10) * 10)
        // Centuries and millennia begin with year 1.
        case .century: civil = firstOfYear(Calendar.floorDivide(civil.year - 1, 100) * 100 + 1)
        case .millennium:
            civil = firstOfYear(Calendar.floorDivide(civil.year - 1, 1_000) * 1_000 + 1)
        case .julian, .dayOfWeek, .dayOfYear, .isoDayOfWeek, .isoYear, .epoch:
            throw DateTimeField.unrecognized(unit, type)
        case .timeZone, .timeZoneHour, .timeZoneMinute:
            throw DateTimeField.unsupported(unit, type)
        }
        civil.day = 1
        return try checked(timestamp: civil.timestamp)
    }

    private static func firstOfYear(_ year: Int) -> CivilTime {
        CivilTime(year: year, month: 1, day: 1)
    }

    /// `date_trunc(unit, interval)`.
    ///
    /// - Throws: 22023 for an unknown unit, 0A000 for one that makes no sense.
    public static func truncated(
        interval: Interval,
        to unit: String
    ) throws(DatabaseError) -> Interval {
        let type = SQLType(.interval)
        let field = try DateTimeField(unit, for: type)
        func cut(_ microseconds: Int64) -> Interval {
            var result = interval
            result.microseconds -= interval.microseconds % microseconds
            return result
        }
        func cut(months: Int32) -> Interval { Interval(months: interval.months / months * months) }
        switch field {
        case .microseconds: return interval
        case .milliseconds: return cut(1_000)
        case .second: return cut(1_000_000)
        case .minute: return cut(60_000_000)
        case .hour: return cut(3_600_000_000)
        case .day: return Interval(months: interval.months, days: interval.days)
        case .month: return cut(months: 1)
        case .quarter: return cut(months: 3)
        case .year: return cut(months: 12)
        case .decade: return cut(months: 120)
        case .century: return cut(months: 1_200)
        case .millennium: return cut(months: 12_000)
        case .week:
            throw DateTimeField.unsupported(unit, type).with {
                $0.detail = "Months usually have fractional weeks."
            }
        case .julian, .dayOfWeek, .dayOfYear, .isoDayOfWeek, .isoYear, .epoch:
            throw DateTimeField.unrecognized(unit, type)
        case .timeZone, .timeZoneHour, .timeZoneMinute:
            throw DateTimeField.unsupported(unit, type)
        }
    }

    /// `date_bin(stride, timestamp, origin)`: the beginning of the stride in which it lies.
    ///
    /// - Throws: 0A000 for a stride of months, 22008 for one that is not positive.
    public static func binned(
        timestamp: Int64,
        stride: Interval,
        origin: Int64
    ) throws(DatabaseError) -> Int64 {
        if isInfinite(timestamp: timestamp) { return timestamp }
        if isInfinite(timestamp: origin) {
            throw DatabaseError(.datetimeFieldOverflow, "origin out of range")
        }
        if stride.months != 0 {
            throw DatabaseError(
                .featureNotSupported,
                "timestamps cannot be binned into intervals containing months or years"
            )
        }
        let days = Int64(stride.days).multipliedReportingOverflow(by: Calendar.dayMicroseconds)
        guard !days.overflow, let width = sum(days.partialValue, stride.microseconds) else {
            throw .intervalOutOfRange
        }
        guard width > 0 else {
            throw DatabaseError(.datetimeFieldOverflow, "stride must be greater than zero")
        }
        let difference = timestamp.subtractingReportingOverflow(origin)
        if difference.overflow { throw .intervalOutOfRange }
        let rest = difference.partialValue % width
        let start = timestamp - rest
        return try checked(timestamp: rest < 0 ? sum(start, -width) : start)
    }
}
