// SPDX-License-Identifier: Apache-2.0

/// SQL's `bit(n)` and `bit varying(n)`: any number of bits.
///
/// Ordered as PostgreSQL orders them: bit by bit from the left, then by length.
public struct BitString: Sendable, Hashable {
    /// The most bits PostgreSQL takes in: as many as whose number of bytes it can still compute.
    static let maximumBitCount = Int(Int32.max) - 8

    /// The number of bits.
    public let bitCount: Int
    /// The bits, eight to a byte, the leftmost in the most significant place; the last byte is
    /// filled up with zeros.
    public let bytes: [UInt8]

    /// The first `bitCount` bits of `bytes`; what follows in the last byte is cleared.
    ///
    /// - Precondition: `bytes` are as many as `bitCount` bits need.
    public init(bitCount: Int, bytes: [UInt8]) {
        precondition(bytes.count == (bitCount + 7) / 8, "eight bits to a byte")
        self.bitCount = bitCount
        var bytes = bytes
        if bitCount % 8 != 0 { bytes[bytes.count - 1] &= ~(0xFF >> UInt8(bitCount % 8)) }
        self.bytes = bytes
    }

    /// One bit per element, from the left.
    public init(_ bits: some Collection<Bool>) {
        var bytes = [UInt8](repeating: 0, count: (bits.count + 7) / 8)
        for (index, bit) in bits.enumerated() where bit {
            bytes[index / 8] |= 0x80 >> UInt8(index % 8)
        }
        bitCount = bits.count
        self.bytes = bytes
    }

    /// The bit at `index`, from the left.
    public subscript(index: Int) -> Bool {
        bytes[index / 8] & 0x80 >> UInt8(index % 8) != 0
    }
}

extension BitString: Comparable {
    /// Less than, equal to or greater than zero as `a` sorts before, with or after `b`.
    public static func compare(_ a: BitString, _ b: BitString) -> Int {
        for (x, y) in zip(a.bytes, b.bytes) where x != y { return x < y ? -1 : 1 }
        return a.bitCount == b.bitCount ? 0 : a.bitCount < b.bitCount ? -1 : 1
    }

    /// Whether `a` sorts before `b`.
    public static func < (a: BitString, b: BitString) -> Bool { compare(a, b) < 0 }
}
