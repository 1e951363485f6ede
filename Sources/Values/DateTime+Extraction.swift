// SPDX-License-Identifier: Apache-2.0

/// `extract`: the fields of dates, times and intervals as numeric.
///
/// Of an infinite date or timestamp, fields that grow with time are infinite, the others NULL.
///
/// Source: PostgreSQL 15 manual, section 9.9.1 "EXTRACT, date_part".
extension DateTime {
    /// `extract(field from timestamp)`; nil for NULL.
    ///
    /// - Throws: 22023 for an unknown field, 0A000 for one that a timestamp does not have.
    public static func field(
        _ name: String,
        ofTimestamp timestamp: Int64
    ) throws(DatabaseError) -> Numeric? {
        let type = SQLType(.timestamp)
        let field = try DateTimeField(name, for: type)
        if isInfinite(timestamp: timestamp) {
            return infinite(field, isNegative: timestamp < 0)
        }
        if field == .epoch { return epoch(timestamp) }
        guard let value = local(field, timestamp) else {
            throw DateTimeField.unsupported(name, type)
        }
        return value
    }

    /// `extract(field from timestamptz)` by the clocks of `zone`; nil for NULL.
    ///
    /// - Throws: 22023 for an unknown field, 0A000 for one that a timestamptz does not have.
    public static func field(
        _ name: String,
        ofTimestampTZ timestamp: Int64,
        in zone: TimeZone
    ) throws(DatabaseError) -> Numeric? {
        let type = SQLType(.timestamptz)
        let field = try DateTimeField(name, for: type)
        if isInfinite(timestamp: timestamp) {
            return infinite(field, isNegative: timestamp < 0)
        }
        if field == .epoch { return epoch(timestamp) }
        if field.isOfZone { return ofZone(field, zone.offset(at: timestamp)) }
        guard let value = local(field, localTime(of: timestamp, in: zone)) else {
            throw DateTimeField.unsupported(name, type)
        }
        return value
    }

    /// `extract(field from date)`; nil for NULL.
    ///
    /// - Throws: 22023 for an unknown field, 0A000 for one that a date does not have.
    public static func field(_ name: String, ofDate date: Int32) throws(DatabaseError) -> Numeric? {
        let type = SQLType(.date)
        let field = try DateTimeField(name, for: type)
        switch field {
        case .microseconds, .milliseconds, .second, .minute, .hour, .timeZone, .timeZoneHour,
            .timeZoneMinute:
            throw DateTimeField.unsupported(name, type)
        default: break
        }
        if isInfinite(date: date) { return infinite(field, isNegative: date < 0) }
        let days = Int(date)
        switch field {
        case .epoch: return Numeric(Int64(days - Calendar.unixEpoch) * 86_400)
        case .julian: return Numeric(Int64(days + Calendar.julianEpoch))
        default: return ofDate(field, days).map { Numeric(Int64($0)) }
        }
    }

    /// `extract(field from time)`.
    ///
    /// - Throws: 22023 for an unknown field, 0A000 for one that a time does not have.
    public static func field(_ name: String, ofTime time: Int64) throws(DatabaseError) -> Numeric {
        let type = SQLType(.time)
        let field = try DateTimeField(name, for: type)
        if field == .epoch { return Numeric(Int128(time), scale: 6) }
        guard let value = ofTime(field, time) else { throw DateTimeField.unsupported(name, type) }
        return value
    }

    /// `extract(field from timetz)`.
    ///
    /// - Throws: 22023 for an unknown field, 0A000 for one that a timetz does not have.
    public static func field(_ name: String, ofTimeTZ time: TimeTZ) throws(DatabaseError) -> Numeric
    {
        let type = SQLType(.timetz)
        let field = try DateTimeField(name, for: type)
        if field.isOfZone { return ofZone(field, -time.zone) }
        if field == .epoch {
            return Numeric(Int128(time.microseconds + Int64(time.zone) * 1_000_000), scale: 6)
        }
        guard let value = ofTime(field, time.microseconds) else {
            throw DateTimeField.unsupported(name, type)
        }
        return value
    }

    /// `extract(field from interval)`.
    ///
    /// - Throws: 22023 for an unknown field, 0A000 for one that an interval does not have.
    public static func field(
        _ name: String,
        ofInterval interval: Interval
    ) throws(DatabaseError) -> Numeric {
        let type = SQLType(.interval)
        let field = try DateTimeField(name, for: type)
        let years = interval.months / 12
        func whole(_ value: Int32) -> Numeric { Numeric(Int64(value)) }
        switch field {
        case .microseconds, .milliseconds, .second, .minute:
            let time = interval.microseconds % 3_600_000_000
            return ofTime(field, time) ?? .zero
        case .hour: return Numeric(interval.microseconds / 3_600_000_000)
        case .day: return whole(interval.days)
        case .month: return whole(interval.months % 12)
        case .quarter: return whole(interval.months % 12 / 3 + 1)
        case .year: return whole(years)
        case .decade: return whole(years / 10)
        case .century: return whole(years / 100)
        case .millennium: return whole(years / 1_000)
        case .epoch:
            // A year has 365.25 days and a month 30.
            let days =
                Int128(years) * 1_461 * 6 + Int128(interval.months % 12) * 30 * 24
                + Int128(interval.days) * 24
            let microseconds = days * 3_600_000_000 + Int128(interval.microseconds)
            return Numeric(microseconds, scale: 6)
        default: throw DateTimeField.unsupported(name, type)
        }
    }
}

// MARK: - Parts

extension DateTimeField {
    fileprivate var isOfZone: Bool {
        self == .timeZone || self == .timeZoneHour || self == .timeZoneMinute
    }
}

extension DateTime {
    private static func infinite(_ field: DateTimeField, isNegative: Bool) -> Numeric? {
        switch field {
        case .year, .decade, .century, .millennium, .julian, .isoYear, .epoch:
            isNegative ? .negativeInfinity : .infinity
        default: nil
        }
    }

    private static func epoch(_ timestamp: Int64) -> Numeric {
        let origin = Int128(Calendar.unixEpoch) * Int128(Calendar.dayMicroseconds)
        return Numeric(Int128(timestamp) - origin, scale: 6)
    }

    private static func ofZone(_ field: DateTimeField, _ offset: Int32) -> Numeric {
        switch field {
        case .timeZoneHour: Numeric(Int64(offset / 3_600))
        case .timeZoneMinute: Numeric(Int64(offset / 60 % 60))
        default: Numeric(Int64(offset))
        }
    }

    /// A field of what clocks show; nil when there is no such field.
    private static func local(_ field: DateTimeField, _ timestamp: Int64) -> Numeric? {
        let (days, time) = Calendar.split(timestamp)
        if let value = ofTime(field, time) { return value }
        if let value = ofDate(field, days) { return Numeric(Int64(value)) }
        guard field == .julian else { return nil }
        let day = Numeric(Int64(days + Calendar.julianEpoch))
        do {
            let part = try Numeric(time).divided(by: Numeric(Calendar.dayMicroseconds))
            return try day.adding(part)
        } catch {
            preconditionFailure("a day is not zero: \(error)")
        }
    }

    private static func ofTime(_ field: DateTimeField, _ time: Int64) -> Numeric? {
        switch field {
        case .microseconds: Numeric(time % 60_000_000)
        case .milliseconds: Numeric(Int128(time % 60_000_000), scale: 3)
        case .second: Numeric(Int128(time % 60_000_000), scale: 6)
        case .minute: Numeric(time / 60_000_000 % 60)
        case .hour: Numeric(time / 3_600_000_000)
        default: nil
        }
    }

    private static func ofDate(_ field: DateTimeField, _ days: Int) -> Int? {
        let date = CivilTime(days: days)
        let year = date.year
        switch field {
        case .day: return date.day
        case .month: return date.month
        case .quarter: return (date.month - 1) / 3 + 1
        case .week: return isoWeek(days).week
        case .isoYear:
            let isoYear = isoWeek(days).year
            return isoYear <= 0 ? isoYear - 1 : isoYear
        // There is no year 0: 1 BC is -1.
        case .year: return year > 0 ? year : year - 1
        case .decade: return Calendar.floorDivide(year, 10)
        case .century: return year > 0 ? (year + 99) / 100 : -((99 - (year - 1)) / 100)
        case .millennium: return year > 0 ? (year + 999) / 1_000 : -((999 - (year - 1)) / 1_000)
        case .dayOfWeek: return Calendar.dayOfWeek(days: days)
        case .isoDayOfWeek: return (Calendar.dayOfWeek(days: days) + 6) % 7 + 1
        case .dayOfYear: return days - Calendar.days(year: year, month: 1, day: 1) + 1
        default: return nil
        }
    }

    /// The week of ISO 8601 and the year it belongs to: that of its Thursday.
    private static func isoWeek(_ days: Int) -> (year: Int, week: Int) {
        let thursday = days - (Calendar.dayOfWeek(days: days) + 6) % 7 + 3
        let year = CivilTime(days: thursday).year
        let first = Calendar.days(year: year, month: 1, day: 1)
        return (year, (thursday - first) / 7 + 1)
    }
}
