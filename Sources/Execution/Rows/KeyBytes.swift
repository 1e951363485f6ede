// SPDX-License-Identifier: Apache-2.0

import Values

/// The keys of rows as bytes that are equal when the keys are, for hashing.
///
/// | bytes | what |
/// |---|---|
/// | 1 | 0 for NULL, and nothing more; 1 for a value |
/// | 8 | integers of every width, as 64 bits; float4 and float8 as float8, -0 as 0, one NaN |
/// | 8 + n | text: the length, then UTF-8; character(n) without trailing blanks |
/// | n | other types: their order-preserving key |
struct KeyBytes {
    /// All keys, end to end.
    private(set) var bytes: [UInt8] = []
    /// Where each row's key ends.
    private(set) var ends: [Int] = []
    /// Rows with a NULL among those of their keys for which NULLs are not equal.
    private(set) var nulls = NullMask()

    /// The keys of the first `count` rows of `columns`.
    ///
    /// - Parameters:
    ///   - columns: The keys.
    ///   - count: How many rows.
    ///   - nullsMatch: For each key whether NULLs are equal, for ``nulls``; empty when all are.
    /// - Throws: 42883 when values of a type have no order.
    init(_ columns: [Column], count: Int, nullsMatch: [Bool] = []) throws(DatabaseError) {
        ends.reserveCapacity(count)
        bytes.reserveCapacity(count * columns.count * 9)
        for row in 0..<count {
            for (index, column) in columns.enumerated() {
                if column.isNull(row) {
                    if index < nullsMatch.count, !nullsMatch[index] { nulls.insert(row) }
                    bytes.append(0)
                } else {
                    bytes.append(1)
                    try append(column, row)
                }
            }
            ends.append(bytes.count)
        }
    }

    /// The range of row `row`'s key.
    func range(_ row: Int) -> Range<Int> { (row == 0 ? 0 : ends[row - 1])..<ends[row] }

    private mutating func append(_ column: Column, _ row: Int) throws(DatabaseError) {
        switch column.elements {
        case .bool(let array): bytes.append(array[row] ? 1 : 0)
        case .int16(let array): append(Int64(array[row]))
        case .int32(let array): append(Int64(array[row]))
        case .int64(let array): append(array[row])
        case .oid(let array): append(Int64(array[row]))
        case .float32(let array): append(Double(array[row]))
        case .float64(let array): append(array[row])
        case .text(let array): append(array[row], isPadded: column.type.oid == .bpchar)
        case .values(let array):
            var encoder = KeyEncoder()
            try encoder.append(array[row], as: column.type)
            bytes += encoder.bytes
        }
    }

    private mutating func append(_ value: Int64) {
        withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
    }

    private mutating func append(_ value: Double) {
        let canonical = value.isNaN ? Double.nan : value == 0 ? 0 : value
        append(Int64(bitPattern: canonical.bitPattern))
    }

    private mutating func append(_ text: String, isPadded: Bool) {
        let start = bytes.count
        append(Int64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
        guard isPadded else { return }
        while bytes.count > start + 8, bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
        let length = Int64(bytes.count - start - 8)
        withUnsafeBytes(of: length) { source in
            for index in 0..<8 { bytes[start + index] = source[index] }
        }
    }
}
