// SPDX-License-Identifier: Apache-2.0

/// Which rows of a column are NULL: one bit a row, or nothing at all when none is.
public struct NullMask: Sendable, Equatable {
    /// Bit `row % 64` of word `row / 64`; empty when no row is NULL, short when the tail has none.
    private var words: [UInt64] = []

    /// A mask without any NULL.
    public init() {}

    /// Whether no row is NULL.
    public var isEmpty: Bool { words.isEmpty }

    /// Whether `row` is NULL.
    @inlinable
    public subscript(row: Int) -> Bool { isEmpty ? false : bit(row) }

    /// Whether `row` is NULL, reading the words.
    public func bit(_ row: Int) -> Bool {
        let word = row >> 6
        return word < words.count && words[word] & (1 << UInt64(row & 63)) != 0
    }

    /// Marks `row` as NULL.
    public mutating func insert(_ row: Int) {
        let word = row >> 6
        while words.count <= word { words.append(0) }
        words[word] |= 1 << UInt64(row & 63)
    }

    /// Adds the rows that are NULL in `other`.
    public mutating func formUnion(_ other: NullMask) {
        if other.words.isEmpty { return }
        while words.count < other.words.count { words.append(0) }
        for index in other.words.indices { words[index] |= other.words[index] }
    }

    /// How many rows are NULL.
    public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
}
