// SPDX-License-Identifier: Apache-2.0

import Values
import Vectors

extension Batch {
    /// The same rows with the columns numbered by `slots`, in that order.
    func selecting(_ slots: [Int]) -> Batch {
        Batch(columns: slots.map { columns[$0] }, count: count)
    }

    /// The rows of `range`.
    func slice(_ range: Range<Int>) -> Batch {
        if range.lowerBound == 0, range.upperBound == count { return self }
        return Batch(columns: columns.map { $0.slice(range) }, count: range.count)
    }

    /// The rows numbered by `rows`, without copying when that is all of them in order.
    func keeping(_ rows: [Int]) -> Batch {
        // Ascending and as many as there are: all of them.
        rows.count == count ? self : gathering(rows)
    }

    /// These columns, then those of `other`, which has as many rows.
    func joined(_ other: Batch) -> Batch {
        Batch(columns: columns + other.columns, count: count)
    }

    /// A batch of `count` rows that are NULL in every column.
    static func nulls(_ types: [SQLType], count: Int) -> Batch {
        Batch(columns: types.map { Column($0, repeating: .null, count: count) }, count: count)
    }

    /// About how many bytes of memory the rows take.
    var byteCount: Int {
        var total = 64
        for column in columns { total += column.byteCount }
        return total
    }
}

extension Column {
    /// The rows of `range`.
    func slice(_ range: Range<Int>) -> Column {
        var sliced = NullMask()
        if !nulls.isEmpty {
            for row in range where nulls[row] { sliced.insert(row - range.lowerBound) }
        }
        let picked: Elements =
            switch elements {
            case .bool(let array): .bool(Array(array[range]))
            case .int16(let array): .int16(Array(array[range]))
            case .int32(let array): .int32(Array(array[range]))
            case .int64(let array): .int64(Array(array[range]))
            case .oid(let array): .oid(Array(array[range]))
            case .float32(let array): .float32(Array(array[range]))
            case .float64(let array): .float64(Array(array[range]))
            case .text(let array): .text(Array(array[range]))
            case .values(let array): .values(Array(array[range]))
            }
        return Column(type, picked, nulls: sliced)
    }

    /// The rows numbered by `rows`; nil makes a NULL row.
    func gathering(_ rows: [Int?]) -> Column {
        var missing = NullMask()
        var found: [Int] = []
        found.reserveCapacity(rows.count)
        for (index, row) in rows.enumerated() {
            if row == nil { missing.insert(index) }
            found.append(row ?? 0)
        }
        if count == 0 { return Column(type, repeating: .null, count: rows.count) }
        var column = gathering(found)
        column.nulls.formUnion(missing)
        return column
    }

    /// About how many bytes of memory the rows take.
    var byteCount: Int {
        switch elements {
        case .bool(let array): array.count
        case .int16(let array): array.count * 2
        case .int32(let array): array.count * 4
        case .oid(let array): array.count * 4
        case .float32(let array): array.count * 4
        case .int64(let array): array.count * 8
        case .float64(let array): array.count * 8
        case .text(let array): array.reduce(0) { $0 + 16 + $1.utf8.count }
        case .values(let array): array.reduce(0) { $0 + $1.byteCount }
        }
    }
}

extension Value {
    /// About how many bytes of memory the value takes.
    var byteCount: Int {
        switch self {
        case .text(let text): 32 + text.utf8.count
        case .bytes(let bytes): 64 + bytes.count
        case .vector(let vector): 64 + 4 * vector.dimension
        case .halfvec(let vector): 64 + 2 * vector.dimension
        case .sparsevec, .bits, .jsonb, .numeric: 128
        case .array(let array): array.elements.reduce(64) { $0 + $1.byteCount }
        case .record(let fields): fields.values.reduce(64) { $0 + $1.byteCount }
        default: 32
        }
    }
}
