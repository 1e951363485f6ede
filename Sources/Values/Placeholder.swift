// SPDX-License-Identifier: Apache-2.0

/// An exact decimal number.
public struct Numeric: Sendable {}
/// A span of months, days and microseconds.
public struct Interval: Sendable {
    public var months: Int32 = 0
    public var days: Int32 = 0
    public var microseconds: Int64 = 0
}
/// A time of day with its offset from UTC.
public struct TimeTZ: Sendable {}
/// A universally unique identifier.
public struct UUID: Sendable {}
/// A parsed JSON document.
public struct JSONB: Sendable {}
/// A possibly multidimensional array.
public struct ArrayValue: Sendable {}
