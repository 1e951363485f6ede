// SPDX-License-Identifier: Apache-2.0

import Values

extension ParsedDateTime {
    /// The timestamp that the fields mean, on local clocks; what is missing is its beginning, the
    /// year is 1 BC.
    ///
    /// - Parameter text: The whole text, for errors.
    /// - Returns: Microseconds since 2000-01-01 on those clocks.
    /// - Throws: 22008 `date/time field value out of range: "2020-02-30"`.
    func timestamp(_ text: String) throws(DatabaseError) -> Int64 {
        let outOfRange = DatabaseError(
            .datetimeFieldOverflow,
            "date/time field value out of range: \"\(text)\""
        )
        let days = try date(outOfRange)
        let time = try timeOfDay(outOfRange)
        let (midnight, overflow) = Int64(days).multipliedReportingOverflow(
            by: Calendar.dayMicroseconds
        )
        let (result, tooLarge) = midnight.addingReportingOverflow(time)
        guard !overflow, !tooLarge, DateTimeLimits.timestamps.contains(result) else {
            throw DatabaseError(.datetimeFieldOverflow, "timestamp out of range")
        }
        return result
    }

    /// Seconds east of Greenwich, when the text has an offset.
    ///
    /// - Parameter text: The whole text, for errors.
    /// - Returns: Less than 16 hours either way.
    /// - Throws: 22009 when the offset is larger.
    func zoneOffset(_ text: String) throws(DatabaseError) -> Int64? {
        guard let hours = self["zoneHour"] else { return nil }
        let minutes = self["zoneMinute"] ?? 0
        guard (0...15).contains(hours), (0...59).contains(minutes) else {
            throw DatabaseError(
                .invalidTimeZoneDisplacementValue,
                "time zone displacement out of range: \"\(text)\""
            )
        }
        return Int64(zoneSign) * Int64(hours * 3_600 + minutes * 60)
    }

    private func timeOfDay(_ outOfRange: DatabaseError) throws(DatabaseError) -> Int64 {
        var hour = self["hour"] ?? 0
        var (minute, second) = (self["minute"] ?? 0, self["second"] ?? 0)
        if let total = self["secondOfDay"] {
            (hour, minute, second) = (total / 3_600, total / 60 % 60, total % 60)
        }
        if let half = self["hour12"] {
            guard half >= 1, half <= 12 else {
                throw DatabaseError(
                    .invalidDatetimeFormat,
                    "hour \"\(half)\" is invalid for the 12-hour clock",
                    hint: "Use the 24-hour clock, or give an hour between 1 and 12."
                )
            }
            hour = isAfternoon == nil ? half : half % 12
        } else if isAfternoon != nil, let given = self["hour"] {
            guard given >= 1, given <= 12 else {
                throw DatabaseError(
                    .invalidDatetimeFormat,
                    "hour \"\(given)\" is invalid for the 12-hour clock",
                    hint: "Use the 24-hour clock, or give an hour between 1 and 12."
                )
            }
            hour = given % 12
        }
        if isAfternoon == true { hour += 12 }
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else {
            throw outOfRange
        }
        let seconds = Int64((hour * 60 + minute) * 60 + second)
        return seconds * 1_000_000 + Int64(self["microsecond"] ?? 0)
    }

    private func date(_ outOfRange: DatabaseError) throws(DatabaseError) -> Int {
        if let julian = self["julianDay"] { return julian - Calendar.julianEpoch }
        if let isoYear = self["isoYear"] {
            let first = Calendar.days(year: astronomical(isoYear), month: 1, day: 4)
            let monday = first - (Calendar.dayOfWeek(days: first) + 6) % 7
            if let day = self["isoDayOfYear"] { return monday + day - 1 }
            let (week, day) = (self["isoWeek"] ?? 1, self["isoDayOfWeek"] ?? 1)
            guard (1...53).contains(week), (1...7).contains(day) else { throw outOfRange }
            return monday + (week - 1) * 7 + day - 1
        }
        var year = self["year"] ?? 0
        if let century = self["century"] {
            let base = (century - 1) * 100
            year = self["year"].map { base + $0 % 100 } ?? base + 1
        }
        year = self["year"] == nil && self["century"] == nil ? 0 : astronomical(year)
        let start = Calendar.days(year: year, month: 1, day: 1)
        if let day = self["dayOfYear"] {
            guard (1...(Calendar.isLeap(year) ? 366 : 365)).contains(day) else { throw outOfRange }
            return start + day - 1
        }
        if let week = self["week"] { return start + (week - 1) * 7 }
        let month = self["month"] ?? 1
        let day = self["day"] ?? self["weekOfMonth"].map { ($0 - 1) * 7 + 1 } ?? 1
        guard (1...12).contains(month),
            (1...Calendar.daysInMonth(year: year, month: month)).contains(day),
            DateTimeLimits.dates.contains(Calendar.days(year: year, month: month, day: day))
        else { throw outOfRange }
        return Calendar.days(year: year, month: month, day: day)
    }

    /// Years before Christ count backwards, and there is no year 0.
    private func astronomical(_ year: Int) -> Int {
        if isBeforeChrist { return year > 0 ? 1 - year : year + 1 }
        return year < 0 ? year + 1 : year
    }
}
