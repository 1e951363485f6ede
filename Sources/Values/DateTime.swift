// SPDX-License-Identifier: Apache-2.0

import Vectors

/// Arithmetic of dates, times and timestamps in the representations that ``Value`` has: a date as
/// days, a time as microseconds of the day, a timestamp as microseconds since 2000-01-01.
///
/// Infinite dates and timestamps stay infinite unless said otherwise. What leaves a type's range
/// throws 22008 `timestamp out of range` and the like.
///
/// Source: PostgreSQL 15 manual, section 9.9 "Date/Time Functions and Operators".
public enum DateTime {
    /// Whether a timestamp is one of the two infinities.
    public static func isInfinite(timestamp: Int64) -> Bool {
        timestamp == DateTimeLimits.infinity || timestamp == DateTimeLimits.negativeInfinity
    }

    /// Whether a date is one of the two infinities.
    public static func isInfinite(date: Int32) -> Bool {
        date == DateTimeLimits.dateInfinity || date == DateTimeLimits.dateNegativeInfinity
    }

    static func checked(timestamp: Int64?) throws(DatabaseError) -> Int64 {
        guard let timestamp, DateTimeLimits.timestamps.contains(timestamp) else {
            throw .timestampOutOfRange
        }
        return timestamp
    }

    static func checked(days: Int) throws(DatabaseError) -> Int32 {
        guard DateTimeLimits.dates.contains(days) else {
            throw DatabaseError(.datetimeFieldOverflow, "date out of range")
        }
        return Int32(days)
    }

    static func sum(_ a: Int64, _ b: Int64) -> Int64? {
        let (sum, overflow) = a.addingReportingOverflow(b)
        return overflow ? nil : sum
    }
}

// MARK: - Adding intervals

extension DateTime {
    /// `timestamp + interval`: months first, the day kept within the month, then days, then time.
    public static func adding(
        _ interval: Interval,
        toTimestamp timestamp: Int64
    ) throws(DatabaseError) -> Int64 {
        if isInfinite(timestamp: timestamp) { return timestamp }
        var local = timestamp
        if interval.months != 0 || interval.days != 0 {
            local = try adding(months: interval.months, days: interval.days, toLocal: local)
        }
        return try checked(timestamp: sum(local, interval.microseconds))
    }

    /// `timestamptz + interval`: months and days by the clocks of `zone`, then time.
    public static func adding(
        _ interval: Interval,
        toTimestampTZ timestamp: Int64,
        in zone: TimeZone
    ) throws(DatabaseError) -> Int64 {
        if isInfinite(timestamp: timestamp) { return timestamp }
        var moment = timestamp
        if interval.months != 0 || interval.days != 0 {
            let local = localTime(of: moment, in: zone)
            let moved = try adding(months: interval.months, days: interval.days, toLocal: local)
            moment = try timestampTZ(local: moved, in: zone)
        }
        return try checked(timestamp: sum(moment, interval.microseconds))
    }

    private static func adding(
        months: Int32,
        days: Int32,
        toLocal local: Int64
    ) throws(DatabaseError) -> Int64 {
        var (day, time) = Calendar.split(local)
        if months != 0 {
            var date = CivilTime(days: day)
            let month = date.year * 12 + date.month - 1 + Int(months)
            date.year = Calendar.floorDivide(month, 12)
            date.month = month - date.year * 12 + 1
            date.day = min(
                date.day,
                Calendar.daysInMonth(year: date.year, month: date.month)
            )
            day = date.days
        }
        day += Int(days)
        guard DateTimeLimits.dates.contains(day) else { throw .timestampOutOfRange }
        let (start, overflow) = Int64(day).multipliedReportingOverflow(
            by: Calendar.dayMicroseconds
        )
        return try checked(timestamp: overflow ? nil : sum(start, time))
    }

    /// `time + interval`: the time part of the interval, around the clock.
    public static func adding(_ interval: Interval, toTime time: Int64) -> Int64 {
        let day = Calendar.dayMicroseconds
        let rest = (time + interval.microseconds % day) % day
        return rest < 0 ? rest + day : rest
    }

    /// `date + integer`.
    public static func adding(days: Int32, toDate date: Int32) throws(DatabaseError) -> Int32 {
        isInfinite(date: date) ? date : try checked(days: Int(date) + Int(days))
    }

    /// `date - date`, in days.
    ///
    /// - Throws: 22008 `cannot subtract infinite dates`.
    public static func difference(_ a: Int32, _ b: Int32) throws(DatabaseError) -> Int32 {
        if isInfinite(date: a) || isInfinite(date: b) {
            throw DatabaseError(.datetimeFieldOverflow, "cannot subtract infinite dates")
        }
        return a - b
    }
}

// MARK: - Differences

extension DateTime {
    /// `timestamp - timestamp`, in days and time.
    ///
    /// - Throws: 22008 `cannot subtract infinite timestamps`.
    public static func difference(_ a: Int64, _ b: Int64) throws(DatabaseError) -> Interval {
        if isInfinite(timestamp: a) || isInfinite(timestamp: b) {
            throw DatabaseError(.datetimeFieldOverflow, "cannot subtract infinite timestamps")
        }
        let (microseconds, overflow) = a.subtractingReportingOverflow(b)
        if overflow { throw .intervalOutOfRange }
        return Interval(
            days: Int32(microseconds / Calendar.dayMicroseconds),
            microseconds: microseconds % Calendar.dayMicroseconds
        )
    }

    /// `age(a, b)`: the difference in years, months, days and time, as the calendar shows it; both
    /// on the same clocks.
    ///
    /// - Throws: 22008 for infinite timestamps.
    public static func age(_ a: Int64, _ b: Int64) throws(DatabaseError) -> Interval {
        if isInfinite(timestamp: a) || isInfinite(timestamp: b) { throw .timestampOutOfRange }
        let isNegative = a < b
        let later = CivilTime(timestamp: isNegative ? b : a)
        let earlier = CivilTime(timestamp: isNegative ? a : b)
        var months = (later.year - earlier.year) * 12 + later.month - earlier.month
        var days = later.day - earlier.day
        var time = later.timeOfDay - earlier.timeOfDay
        if time < 0 {
            time += Calendar.dayMicroseconds
            days -= 1
        }
        while days < 0 {
            // The days of the month that the earlier of the two lies in make up for it.
            days += Calendar.daysInMonth(year: earlier.year, month: earlier.month)
            months -= 1
        }
        let interval = Interval(months: Int32(months), days: Int32(days), microseconds: time)
        return isNegative ? try interval.negated() : interval
    }
}

// MARK: - Conversions

extension DateTime {
    /// `timestamp AT TIME ZONE zone`: the moment when the clocks of `zone` show `local`.
    public static func timestampTZ(
        local: Int64,
        in zone: TimeZone
    ) throws(DatabaseError) -> Int64 {
        if isInfinite(timestamp: local) { return local }
        let offset = Int64(zone.offset(atLocal: local)) * 1_000_000
        return try checked(timestamp: sum(local, -offset))
    }

    /// `timestamptz AT TIME ZONE zone`: what the clocks of `zone` show.
    public static func timestamp(
        of moment: Int64,
        in zone: TimeZone
    ) throws(DatabaseError) -> Int64 {
        if isInfinite(timestamp: moment) { return moment }
        return try checked(timestamp: localTime(of: moment, in: zone))
    }

    /// What the clocks of `zone` show at `moment`, which is finite.
    static func localTime(of moment: Int64, in zone: TimeZone) -> Int64 {
        moment &+ Int64(zone.offset(at: moment)) * 1_000_000
    }

    /// `timetz AT TIME ZONE zone`, with the offset that `zone` has at `now`.
    public static func time(_ time: TimeTZ, in zone: TimeZone, now: Int64) -> TimeTZ {
        let west = -zone.offset(at: now)
        let day = Calendar.dayMicroseconds
        let shifted = time.microseconds + Int64(time.zone - west) * 1_000_000
        let rest = shifted % day
        return TimeTZ(microseconds: rest < 0 ? rest + day : rest, zone: west)
    }

    /// Midnight of `date`.
    public static func timestamp(date: Int32) throws(DatabaseError) -> Int64 {
        if date == DateTimeLimits.dateInfinity { return DateTimeLimits.infinity }
        if date == DateTimeLimits.dateNegativeInfinity { return DateTimeLimits.negativeInfinity }
        let (start, overflow) = Int64(date).multipliedReportingOverflow(
            by: Calendar.dayMicroseconds
        )
        guard !overflow, DateTimeLimits.timestamps.contains(start) else {
            throw DatabaseError(.datetimeFieldOverflow, "date out of range for timestamp")
        }
        return start
    }

    /// The date on which `timestamp` lies.
    public static func date(timestamp: Int64) -> Int32 {
        if timestamp == DateTimeLimits.infinity { return DateTimeLimits.dateInfinity }
        if timestamp == DateTimeLimits.negativeInfinity {
            return DateTimeLimits.dateNegativeInfinity
        }
        return Int32(Calendar.split(timestamp).days)
    }

    /// The time of day of `timestamp`, nil for an infinity.
    public static func time(timestamp: Int64) -> Int64? {
        isInfinite(timestamp: timestamp) ? nil : Calendar.split(timestamp).time
    }

    /// `to_timestamp(seconds)`: that many seconds after 1970-01-01 UTC.
    public static func timestampTZ(unixSeconds seconds: Double) throws(DatabaseError) -> Int64 {
        if seconds.isNaN {
            throw DatabaseError(.datetimeFieldOverflow, "timestamp cannot be NaN")
        }
        if seconds.isInfinite {
            return seconds < 0 ? DateTimeLimits.negativeInfinity : DateTimeLimits.infinity
        }
        let shifted = seconds + Double(Calendar.unixEpoch) * 86_400
        guard abs(shifted) < 9.3e12 else { throw .unixTimestampOutOfRange(seconds) }
        let microseconds = (shifted * 1_000_000).rounded(.toNearestOrEven)
        guard let timestamp = Int64(exactly: microseconds),
            DateTimeLimits.timestamps.contains(timestamp)
        else { throw .unixTimestampOutOfRange(seconds) }
        return timestamp
    }

    /// `timestamp(p)`, `timestamptz(p)`: rounded to the precision of `modifier`.
    public static func rounded(
        timestamp: Int64,
        modifier: Int32
    ) throws(DatabaseError) -> Int64 {
        guard let result = DateTimeText.roundedTimestamp(timestamp, modifier: modifier) else {
            throw .timestampOutOfRange
        }
        return result
    }

    /// `time(p)`: rounded to the precision of `modifier`.
    public static func rounded(time: Int64, modifier: Int32) -> Int64 {
        DateTimeText.rounded(time, modifier: modifier)
    }

    /// The zone that `name` stands for in `AT TIME ZONE`: a name of the tz database, an
    /// abbreviation, or a POSIX offset.
    ///
    /// - Throws: 22023 `time zone "x" not recognized`.
    public static func zone(named name: String) throws(DatabaseError) -> TimeZone {
        if let offset = TimeZoneAbbreviation.offset(name.lowercased()) {
            return TimeZone(name: name, offset: offset, abbreviation: name.uppercased())
        }
        if let zone = TimeZone.named(name) { return zone }
        throw DatabaseError(.invalidParameterValue, "time zone \"\(name)\" not recognized")
    }

    /// The zone that is `interval` east of Greenwich.
    ///
    /// - Throws: 22023 when the interval has months or days.
    public static func zone(offset interval: Interval) throws(DatabaseError) -> TimeZone {
        guard interval.months == 0, interval.days == 0 else {
            var text: [UInt8] = []
            interval.append(.postgres, to: &text)
            let shown = String(decoding: text, as: UTF8.self)
            throw DatabaseError(
                .invalidParameterValue,
                "interval time zone \"\(shown)\" must not include months or days"
            )
        }
        let seconds = Int32(clamping: interval.microseconds / 1_000_000)
        var name: [UInt8] = []
        DateTimeText.append(offset: seconds, to: &name)
        let shown = String(decoding: name, as: UTF8.self)
        return TimeZone(name: shown, offset: seconds, abbreviation: shown)
    }
}

extension DatabaseError {
    static let timestampOutOfRange = DatabaseError(
        .datetimeFieldOverflow,
        "timestamp out of range"
    )

    fileprivate static func unixTimestampOutOfRange(_ seconds: Double) -> DatabaseError {
        DatabaseError(
            .datetimeFieldOverflow,
            "timestamp out of range: \"\(seconds.postgresText(digits: 6))\""
        )
    }
}
