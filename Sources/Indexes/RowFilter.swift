// SPDX-License-Identifier: Apache-2.0

/// Which rows a search may return.
public enum RowFilter {
    /// The rows of a set, whose size decides how the index searches.
    case rows(RowSet)
    /// The rows for which a function answers true; asked once for each row that comes near.
    case predicate((UInt64) -> Bool)
}

/// A set of row ids.
///
/// A bitmap where the ids are dense enough for that to be the smaller form, else a sorted array.
public final class RowSet: Sendable {
    /// The rows, ascending, each once.
    let sorted: [UInt64]
    private let first: UInt64
    private let bitCount: UInt64
    private let words: [UInt64]

    /// The set of `rows`, in any order; repeated ids count once.
    public init(_ rows: [UInt64]) {
        var ascending = true
        for index in 1..<max(1, rows.count) where rows[index - 1] >= rows[index] {
            ascending = false
            break
        }
        var unique = ascending ? rows : rows.sorted()
        if !ascending {
            var kept = 0
            for row in unique where kept == 0 || unique[kept - 1] != row {
                unique[kept] = row
                kept += 1
            }
            unique.removeSubrange(kept...)
        }
        sorted = unique
        first = unique.first ?? 0
        let span = (unique.last ?? 0) - first
        guard span / 64 <= UInt64(max(65_536, 8 * unique.count)), !unique.isEmpty else {
            bitCount = 0
            words = []
            return
        }
        bitCount = span + 1
        var words = [UInt64](repeating: 0, count: Int(span / 64) + 1)
        for row in unique { words[Int((row - first) / 64)] |= 1 << ((row - first) % 64) }
        self.words = words
    }

    /// Rows in the set.
    public var count: Int { sorted.count }

    /// Whether `row` is in the set.
    public func contains(_ row: UInt64) -> Bool {
        if bitCount > 0 {
            let offset = row &- first
            return offset < bitCount && words[Int(offset / 64)] >> (offset % 64) & 1 != 0
        }
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < row { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == row
    }

    /// Lends the bitmap and the row of its first bit; an empty buffer where the set has none.
    func withBits<Result, Failure: Error>(
        _ body: (_ first: UInt64, UnsafeBufferPointer<UInt64>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try words.withUnsafeBufferPointer { words throws(Failure) in
            try body(first, bitCount > 0 ? words : UnsafeBufferPointer(start: nil, count: 0))
        }
    }
}
