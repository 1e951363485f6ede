// SPDX-License-Identifier: Apache-2.0

/// A time of day with its offset from UTC.
///
/// Ordered by the moment it denotes, then by the offset, so two values are equal only when both the
/// time and the offset are.
///
/// Source: PostgreSQL 15 manual, section 8.5.1.2 "Times".
public struct TimeTZ: Hashable, Sendable {
    /// Microseconds since local midnight, up to and including 24:00:00.
    public var microseconds: Int64
    /// Seconds to add to local time to get UTC: west of Greenwich is positive, as on the wire.
    public var zone: Int32

    /// That time of day at that offset, west positive.
    public init(microseconds: Int64, zone: Int32) {
        self.microseconds = microseconds
        self.zone = zone
    }
}

extension TimeTZ: Comparable {
    /// Whether `left` comes before `right`.
    public static func < (left: TimeTZ, right: TimeTZ) -> Bool {
        let leftMoment = left.microseconds &+ Int64(left.zone) * 1_000_000
        let rightMoment = right.microseconds &+ Int64(right.zone) * 1_000_000
        return leftMoment != rightMoment ? leftMoment < rightMoment : left.zone < right.zone
    }
}
