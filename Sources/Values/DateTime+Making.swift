// SPDX-License-Identifier: Apache-2.0

import Vectors

/// Dates, times and intervals made of numbers: `make_date` and its siblings.
///
/// Source: PostgreSQL 15 manual, section 9.9 "Date/Time Functions and Operators".
extension DateTime {
    /// `make_date(year, month, day)`; a negative year is BC.
    ///
    /// - Throws: 22008 when there is no such date.
    public static func makeDate(
        year: Int32,
        month: Int32,
        day: Int32
    ) throws(DatabaseError) -> Int32 {
        let astronomical = year < 0 ? Int(year) + 1 : Int(year)
        guard year != 0, (1...12).contains(month), day >= 1,
            Int(day) <= Calendar.daysInMonth(year: astronomical, month: Int(month))
        else {
            throw DatabaseError(
                .datetimeFieldOverflow,
                "date field value out of range: \(year)-\(padded(month))-\(padded(day))"
            )
        }
        let days = Calendar.days(year: astronomical, month: Int(month), day: Int(day))
        guard DateTimeLimits.dates.contains(days) else {
            throw DatabaseError(
                .datetimeFieldOverflow,
                "date out of range: \(year)-\(padded(month))-\(padded(day))"
            )
        }
        return Int32(days)
    }

    /// `make_time(hour, minute, second)`.
    ///
    /// - Throws: 22008 when there is no such time.
    public static func makeTime(
        hour: Int32,
        minute: Int32,
        second: Double
    ) throws(DatabaseError) -> Int64 {
        // 24:00:00 exists, and so does second 60.
        let microseconds = second.isNaN ? -1 : (second * 1_000_000).rounded(.toNearestOrEven)
        let isInRange =
            hour >= 0 && hour <= 24 && minute >= 0 && minute <= 59 && microseconds >= 0
            && microseconds <= 60_000_000 && (hour < 24 || minute == 0 && microseconds == 0)
        guard isInRange else {
            var seconds = second.postgresText(digits: 6)
            if seconds.utf8.count < 2 { seconds = "0" + seconds }
            throw DatabaseError(
                .datetimeFieldOverflow,
                "time field value out of range: \(hour):\(padded(minute)):\(seconds)"
            )
        }
        return Int64((hour * 60 + minute) * 60) * 1_000_000 + Int64(microseconds)
    }

    /// `make_timestamp(year, month, day, hour, minute, second)`.
    ///
    /// - Throws: 22008 when there is no such date or time.
    public static func makeTimestamp(
        year: Int32,
        month: Int32,
        day: Int32,
        hour: Int32,
        minute: Int32,
        second: Double
    ) throws(DatabaseError) -> Int64 {
        let date = try makeDate(year: year, month: month, day: day)
        let time = try makeTime(hour: hour, minute: minute, second: second)
        let (start, overflow) = Int64(date).multipliedReportingOverflow(
            by: Calendar.dayMicroseconds
        )
        guard !overflow, let timestamp = sum(start, time),
            DateTimeLimits.timestamps.contains(timestamp)
        else {
            throw DatabaseError(
                .datetimeFieldOverflow,
                "timestamp out of range: \(year)-\(padded(month))-\(padded(day)) \(hour):"
                    + "\(padded(minute)):\(second.postgresText(digits: 6))"
            )
        }
        return timestamp
    }

    /// `make_interval(years, months, weeks, days, hours, mins, secs)`.
    ///
    /// - Throws: 22008 `interval out of range`.
    public static func makeInterval(
        years: Int32,
        months: Int32,
        weeks: Int32,
        days: Int32,
        hours: Int32,
        minutes: Int32,
        seconds: Double
    ) throws(DatabaseError) -> Interval {
        let allMonths = Int64(years) * 12 + Int64(months)
        let allDays = Int64(weeks) * 7 + Int64(days)
        let fraction = (seconds * 1_000_000).rounded(.toNearestOrEven)
        let whole = (Int64(hours) * 60 + Int64(minutes)) * 60_000_000
        guard let months = Int32(exactly: allMonths), let days = Int32(exactly: allDays),
            let fraction = Int64(exactly: fraction), let microseconds = sum(whole, fraction)
        else { throw .intervalOutOfRange }
        return Interval(months: months, days: days, microseconds: microseconds)
    }

    private static func padded(_ value: Int32) -> String {
        value >= 0 && value < 10 ? "0\(value)" : "\(value)"
    }
}
