// SPDX-License-Identifier: Apache-2.0

/// Arithmetic of intervals; every operation throws 22008 `interval out of range` on overflow.
///
/// Source: PostgreSQL 15 manual, section 9.9 "Date/Time Functions and Operators".
extension Interval {
    /// `self + other`, field by field.
    public func adding(_ other: Interval) throws(DatabaseError) -> Interval {
        let months = self.months.addingReportingOverflow(other.months)
        let days = self.days.addingReportingOverflow(other.days)
        let time = microseconds.addingReportingOverflow(other.microseconds)
        if months.overflow || days.overflow || time.overflow { throw .intervalOutOfRange }
        return Interval(
            months: months.partialValue,
            days: days.partialValue,
            microseconds: time.partialValue
        )
    }

    /// `self - other`, field by field.
    public func subtracting(_ other: Interval) throws(DatabaseError) -> Interval {
        let months = self.months.subtractingReportingOverflow(other.months)
        let days = self.days.subtractingReportingOverflow(other.days)
        let time = microseconds.subtractingReportingOverflow(other.microseconds)
        if months.overflow || days.overflow || time.overflow { throw .intervalOutOfRange }
        return Interval(
            months: months.partialValue,
            days: days.partialValue,
            microseconds: time.partialValue
        )
    }

    /// `-self`.
    public func negated() throws(DatabaseError) -> Interval {
        try Interval().subtracting(self)
    }

    /// `self * factor`; fractions go to smaller fields, a month taken as 30 days.
    public func multiplied(by factor: Double) throws(DatabaseError) -> Interval {
        try scaled { $0 * factor }
    }

    /// `self / divisor`; fractions go to smaller fields, a month taken as 30 days.
    ///
    /// - Throws: 22012 `division by zero`.
    public func divided(by divisor: Double) throws(DatabaseError) -> Interval {
        if divisor == 0 { throw .divisionByZero }
        return try scaled { $0 / divisor }
    }

    private func scaled(_ scale: (Double) -> Double) throws(DatabaseError) -> Interval {
        let scaledMonths = scale(Double(months))
        let scaledDays = scale(Double(days))
        guard let wholeMonths = Int32(exactly: scaledMonths.rounded(.towardZero)),
            let wholeDays = Int32(exactly: scaledDays.rounded(.towardZero))
        else { throw .intervalOutOfRange }
        // The fraction of a month becomes days, that of days becomes time; both to a microsecond,
        // so that the inexactness of floats does not show.
        let monthDays = Self.toMicroseconds((scaledMonths - Double(wholeMonths)) * 30)
        var days = Int64(wholeDays)
        var seconds = Self.toMicroseconds(
            (scaledDays - Double(wholeDays) + monthDays - monthDays.rounded(.towardZero)) * 86_400
        )
        if abs(seconds) >= 86_400 {
            days += Int64((seconds / 86_400).rounded(.towardZero))
            seconds -= (seconds / 86_400).rounded(.towardZero) * 86_400
        }
        days += Int64(monthDays.rounded(.towardZero))
        let time = (scale(Double(microseconds)) + seconds * 1_000_000).rounded(.toNearestOrEven)
        guard let days = Int32(exactly: days), let time = Int64(exactly: time) else {
            throw .intervalOutOfRange
        }
        return Interval(months: wholeMonths, days: days, microseconds: time)
    }

    private static func toMicroseconds(_ value: Double) -> Double {
        (value * 1_000_000).rounded(.toNearestOrEven) / 1_000_000
    }

    /// `justify_hours`: 24 hours become a day.
    public func justifyingHours() throws(DatabaseError) -> Interval {
        var result = self
        let carry = result.microseconds / Calendar.dayMicroseconds
        result.microseconds -= carry * Calendar.dayMicroseconds
        let days = Int64(result.days) + carry
        guard let days = Int32(exactly: days) else { throw .intervalOutOfRange }
        result.days = days
        if result.days > 0, result.microseconds < 0 {
            result.microseconds += Calendar.dayMicroseconds
            result.days -= 1
        } else if result.days < 0, result.microseconds > 0 {
            result.microseconds -= Calendar.dayMicroseconds
            result.days += 1
        }
        return result
    }

    /// `justify_days`: 30 days become a month.
    public func justifyingDays() throws(DatabaseError) -> Interval {
        var result = self
        let carry = result.days / 30
        result.days -= carry * 30
        let months = result.months.addingReportingOverflow(carry)
        if months.overflow { throw .intervalOutOfRange }
        result.months = months.partialValue
        if result.months > 0, result.days < 0 {
            result.days += 30
            result.months -= 1
        } else if result.months < 0, result.days > 0 {
            result.days -= 30
            result.months += 1
        }
        return result
    }

    /// `justify_interval`: both, and one sign for all fields.
    public func justified() throws(DatabaseError) -> Interval {
        var days = Int64(self.days) + microseconds / Calendar.dayMicroseconds
        var time = microseconds % Calendar.dayMicroseconds
        var months = Int64(self.months) + days / 30
        days %= 30
        if months > 0, days < 0 || days == 0 && time < 0 {
            days += 30
            months -= 1
        } else if months < 0, days > 0 || days == 0 && time > 0 {
            days -= 30
            months += 1
        }
        if days > 0, time < 0 {
            time += Calendar.dayMicroseconds
            days -= 1
        } else if days < 0, time > 0 {
            time -= Calendar.dayMicroseconds
            days += 1
        }
        guard let months = Int32(exactly: months) else { throw .intervalOutOfRange }
        return Interval(months: months, days: Int32(days), microseconds: time)
    }

    /// `interval::time`: the time part, around the clock.
    public var timeOfDay: Int64 {
        let rest = microseconds % Calendar.dayMicroseconds
        return rest < 0 ? rest + Calendar.dayMicroseconds : rest
    }
}
