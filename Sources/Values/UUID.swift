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

extension UUID {
    /// An identifier of 122 random bits, version 4; RFC 9562, section 5.4.
    public static func random(using generator: inout some RandomNumberGenerator) -> UUID {
        let high = generator.next() as UInt64
        let low = generator.next() as UInt64
        return UUID(
            high: high & ~0xF000 | 0x4000,
            low: low & ~(0b11 << 62) | 0b10 << 62
        )
    }
}

extension UUID: Comparable {
    /// Whether `left` comes before `right`.
    public static func < (left: UUID, right: UUID) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }
}
