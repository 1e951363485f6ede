// SPDX-License-Identifier: Apache-2.0

import Values

/// The sort keys of rows, as bytes whose order is the order asked for.
///
/// Built from each type's order-preserving key encoding, so that one comparison of bytes orders
/// rows by any number of keys, directions and NULL placements.
struct SortKeyBytes {
    /// How each key column sorts.
    struct Order {
        var isDescending: Bool
        var nullsFirst: Bool
    }

    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    var count: Int { ends.count }
    /// The memory the keys take.
    var byteCount: Int { bytes.count + ends.count * 8 }

    /// Adds the keys of the first `count` rows of `columns`.
    mutating func append(
        _ columns: [Column],
        _ orders: [Order],
        count: Int
    ) throws(DatabaseError) {
        var encoder = KeyEncoder(prefix: bytes)
        bytes = []
        for row in 0..<count {
            for (column, order) in zip(columns, orders) {
                try encoder.append(
                    column[row],
                    as: column.type,
                    descending: order.isDescending,
                    nullsFirst: order.nullsFirst
                )
            }
            ends.append(encoder.bytes.count)
        }
        bytes = encoder.bytes
    }

    /// Adds the keys of `other` after these.
    mutating func append(_ other: SortKeyBytes) {
        let offset = bytes.count
        bytes += other.bytes
        ends += other.ends.map { $0 + offset }
    }

    /// Keeps only the keys of `rows`, in that order.
    mutating func keep(_ rows: [Int]) {
        var kept = SortKeyBytes()
        for row in rows {
            kept.bytes += bytes[range(row)]
            kept.ends.append(kept.bytes.count)
        }
        self = kept
    }

    private func range(_ row: Int) -> Range<Int> { (row == 0 ? 0 : ends[row - 1])..<ends[row] }

    /// Whether row `left` here has the keys of row `right` of `other`.
    func isEqual(_ left: Int, _ other: SortKeyBytes, _ right: Int) -> Bool {
        bytes[range(left)].elementsEqual(other.bytes[other.range(right)])
    }

    /// Whether row `left` here sorts after row `right` of `other`.
    func isAfter(_ left: Int, _ other: SortKeyBytes, _ right: Int) -> Bool {
        other.bytes[other.range(right)].lexicographicallyPrecedes(bytes[range(left)])
    }

    /// The numbers of all rows in order; equal rows keep theirs.
    func sortedRows() -> [Int] {
        var entries: [(prefix: UInt64, row: Int)] = []
        entries.reserveCapacity(count)
        for row in 0..<count { entries.append((prefix(row), row)) }
        bytes.withUnsafeBufferPointer { bytes in
            entries.sort { left, right in
                if left.prefix != right.prefix { return left.prefix < right.prefix }
                let (a, b) = (range(left.row), range(right.row))
                var offset = 8
                let shared = min(a.count, b.count)
                while offset < shared {
                    let x = bytes[a.lowerBound + offset]
                    let y = bytes[b.lowerBound + offset]
                    if x != y { return x < y }
                    offset += 1
                }
                return a.count == b.count ? left.row < right.row : a.count < b.count
            }
        }
        return entries.map(\.row)
    }

    /// The first eight bytes of a row's key, padded with zeros, as a number.
    private func prefix(_ row: Int) -> UInt64 {
        let range = range(row)
        var value: UInt64 = 0
        for offset in 0..<8 {
            let byte = offset < range.count ? bytes[range.lowerBound + offset] : 0
            value = value << 8 | UInt64(byte)
        }
        return value
    }
}
