// SPDX-License-Identifier: Apache-2.0

/// A universally unique identifier: 16 bytes, ordered bytewise.
///
/// Source: PostgreSQL 15 manual, section 8.12 "UUID Type".
public struct UUID: Hashable, Sendable {
    /// Bytes 0 to 7, the first the most significant.
    public var high: UInt64
    /// Bytes 8 to 15.
    public var low: UInt64

    /// The identifier of those two halves.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}

extension UUID: Comparable {
    /// Whether `left` comes before `right`.
    public static func < (left: UUID, right: UUID) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }
}
