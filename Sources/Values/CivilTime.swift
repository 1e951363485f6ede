// SPDX-License-Identifier: Apache-2.0

/// A date and time of day in the Gregorian calendar, taken apart.
public struct CivilTime: Hashable, Sendable {
    /// Astronomical: 0 is 1 BC, -1 is 2 BC.
    public var year: Int
    /// 1 to 12.
    public var month: Int
    /// 1 to 31.
    public var day: Int
    /// 0 to 24.
    public var hour: Int
    /// From 0 to 59.
    public var minute: Int
    /// 0 to 60.
    public var second: Int
    /// From 0 to 999,999.
    public var microsecond: Int

    /// That date and time of day.
    public init(
        year: Int,
        month: Int,
        day: Int,
        hour: Int = 0,
        minute: Int = 0,
        second: Int = 0,
        microsecond: Int = 0
    ) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.microsecond = microsecond
    }

    /// The date `days` after 2000-01-01, and a time of day in microseconds.
    public init(days: Int, timeOfDay: Int64 = 0) {
        self = Calendar.civil(days: days)
        setTimeOfDay(timeOfDay)
    }

    /// The moment `timestamp` microseconds after 2000-01-01 00:00 on the same clocks.
    public init(timestamp: Int64) {
        let (days, time) = Calendar.split(timestamp)
        self.init(days: days, timeOfDay: time)
    }

    private mutating func setTimeOfDay(_ time: Int64) {
        hour = Int(time / 3_600_000_000)
        minute = Int(time / 60_000_000 % 60)
        second = Int(time / 1_000_000 % 60)
        microsecond = Int(time % 1_000_000)
    }

    /// Days since 2000-01-01.
    public var days: Int { Calendar.days(year: year, month: month, day: day) }

    /// Microseconds since midnight.
    public var timeOfDay: Int64 {
        Int64((hour * 60 + minute) * 60 + second) * 1_000_000 + Int64(microsecond)
    }
}

/// The proleptic Gregorian calendar, counted in days from 2000-01-01.
///
/// Source: Hinnant, "chrono-Compatible Low-Level Date Algorithms"; PostgreSQL 15 manual, section
/// B.6 "History of Units".
public enum Calendar {
    /// Microseconds of a day.
    public static let dayMicroseconds: Int64 = 86_400_000_000
    /// The Julian day of 2000-01-01.
    public static let julianEpoch = 2_451_545
    /// Days from 2000-01-01 to 1970-01-01.
    public static let unixEpoch = -10_957

    /// Days from 2000-01-01 to a date; the month may be out of 1...12 and carries into the year.
    public static func days(year: Int, month: Int, day: Int) -> Int {
        let months = year * 12 + month - 1
        let year = floorDivide(months, 12)
        let month = months - year * 12 + 1
        // Years begin in March, so that the leap day is the last one.
        let shifted = month <= 2 ? year - 1 : year
        let era = floorDivide(shifted, 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 730_425
    }

    /// The date `days` after 2000-01-01.
    static func civil(days: Int) -> CivilTime {
        let shifted = days + 730_425
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        return CivilTime(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
            month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }

    /// A timestamp as days and microseconds of the day, the latter not negative.
    static func split(_ timestamp: Int64) -> (days: Int, time: Int64) {
        let days = floorDivide(Int(timestamp), Int(dayMicroseconds))
        // Wrapping, because the product may lie beyond the range though the remainder does not.
        return (days, timestamp &- Int64(days) &* dayMicroseconds)
    }

    /// Whether `year`, astronomical, has a 29th of February.
    public static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// The days of a month.
    public static func daysInMonth(year: Int, month: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The day of the week of a date, from 0 for Sunday.
    public static func dayOfWeek(days: Int) -> Int {
        let day = (days + 6) % 7
        return day < 0 ? day + 7 : day
    }

    /// The quotient rounded down.
    static func floorDivide(_ a: Int, _ b: Int) -> Int {
        let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
        return remainder != 0 && (remainder < 0) != (b < 0) ? quotient - 1 : quotient
    }

    static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
    static let dayNames = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]
}

/// The ranges of the date and time types.
public enum DateTimeLimits {
    /// The dates before and after all others.
    public static let dateInfinity = Int32.max
    /// The date before all others.
    public static let dateNegativeInfinity = Int32.min
    /// 4714-11-24 BC, the first day of the Julian count, to 5874897-12-31.
    public static let dates = -2_451_545...2_145_031_948
    /// The timestamps before and after all others.
    public static let infinity = Int64.max
    /// The time before all others.
    public static let negativeInfinity = Int64.min
    /// 4714-11-24 BC up to, but not including, 294277-01-01.
    public static let timestamps: Range<Int64> =
        -211_813_488_000_000_000..<9_223_371_331_200_000_000
}
