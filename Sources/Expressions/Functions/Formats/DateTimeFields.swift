// SPDX-License-Identifier: Apache-2.0

import Values

/// A moment or an interval taken apart for a template.
struct DateTimeFields {
    /// Astronomical; of an interval simply its years.
    var year = 0
    var month = 0
    var day = 0
    var hour = 0
    var minute = 0
    var second = 0
    var microsecond = 0
    /// Days since 2000-01-01; nil for an interval, which is on no calendar.
    var days: Int?
    /// What the time zone says, when there is one.
    var zone: TimeZone.Moment?

    /// The parts of a timestamp.
    init(timestamp: Int64) {
        let civil = CivilTime(timestamp: timestamp)
        (year, month, day) = (civil.year, civil.month, civil.day)
        (hour, minute, second) = (civil.hour, civil.minute, civil.second)
        microsecond = civil.microsecond
        days = civil.days
    }

    /// The parts of a timestamptz by the clocks of `zone`.
    init(timestampTZ moment: Int64, in zone: TimeZone) {
        let found = zone.moment(at: moment)
        self.init(timestamp: moment &+ Int64(found.offset) * 1_000_000)
        self.zone = found
    }

    /// The parts of an interval; hours beyond a day stay hours.
    init(interval: Interval) {
        (year, month) = (Int(interval.months / 12), Int(interval.months % 12))
        day = Int(interval.days)
        hour = Int(interval.microseconds / 3_600_000_000)
        minute = Int(interval.microseconds / 60_000_000 % 60)
        second = Int(interval.microseconds / 1_000_000 % 60)
        microsecond = Int(interval.microseconds % 1_000_000)
    }

    /// The year as people count: there is none numbered 0.
    var shownYear: Int { days != nil && year <= 0 ? 1 - year : year }

    var isBeforeChrist: Bool { days != nil && year <= 0 }

    /// From 1.
    var dayOfYear: Int {
        days.map { $0 - Calendar.days(year: year, month: 1, day: 1) + 1 }
            ?? (year * 12 + month) * 30 + day
    }

    /// From 0 for Sunday.
    var dayOfWeek: Int { Calendar.dayOfWeek(days: days ?? 0) }

    /// The week of ISO 8601 and the year it belongs to, and the day of that year.
    var isoWeek: (year: Int, week: Int, dayOfYear: Int) {
        guard let days else { return (year, 0, 0) }
        let weekday = (dayOfWeek + 6) % 7
        let thursday = CivilTime(days: days - weekday + 3)
        let first = Calendar.days(year: thursday.year, month: 1, day: 4)
        let monday = first - (Calendar.dayOfWeek(days: first) + 6) % 7
        return (thursday.year, (days - monday) / 7 + 1, days - monday + 1)
    }
}
