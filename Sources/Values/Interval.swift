// SPDX-License-Identifier: Apache-2.0

/// A span of months, days and microseconds, which do not convert into each other: a month is not
/// always 30 days and a day not always 24 hours.
///
/// Equality, hashing and order take a month as 30 days and a day as 24 hours, as PostgreSQL's
/// interval operators do, so `1 mon` equals `30 days`.
///
/// Source: PostgreSQL 15 manual, section 8.5.4 "Interval Input".
public struct Interval: Sendable {
    /// Months, years included.
    public var months: Int32
    /// Days, weeks included.
    public var days: Int32
    /// Microseconds, hours and minutes included.
    public var microseconds: Int64

    /// A span of that many months, days and microseconds.
    public init(months: Int32 = 0, days: Int32 = 0, microseconds: Int64 = 0) {
        self.months = months
        self.days = days
        self.microseconds = microseconds
    }

    /// The microseconds the span takes when a month has 30 days and a day 24 hours.
    ///
    /// 128 bits, because 2^31 months alone need 63.
    var normalized: Int128 {
        let days = Int128(months) * 30 + Int128(days)
        return days * Int128(86_400_000_000) + Int128(microseconds)
    }
}

extension Interval: Hashable, Comparable {
    /// Whether both are equal.
    public static func == (left: Interval, right: Interval) -> Bool {
        left.normalized == right.normalized
    }

    /// Whether `left` comes before `right`.
    public static func < (left: Interval, right: Interval) -> Bool {
        left.normalized < right.normalized
    }

    /// Hashes what equality compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(normalized) }
}
