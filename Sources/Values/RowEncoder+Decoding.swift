// SPDX-License-Identifier: Apache-2.0

extension RowEncoder {
    /// The values of the columns numbered by `wanted`, ascending, from 0.
    ///
    /// - Throws: XX001 when the bytes are not a row of these types.
    /// - Complexity: linear in the last column wanted; the others are skipped, not decoded.
    public func decode(_ row: RawSpan, wanted: [Int]) throws(DatabaseError) -> [Value] {
        var reader = CompactReader(row)
        let (count, bitmap) = try header(&reader)
        var values: [Value] = []
        values.reserveCapacity(wanted.count)
        var next = 0
        for column in wanted {
            if column >= count {
                values.append(missing[column])
                continue
            }
            try skip(next..<column, bitmap, &reader, row)
            next = column + 1
            if isNull(column, bitmap, row) {
                values.append(.null)
            } else {
                values.append(try reader.value(types[column]))
            }
        }
        return values
    }

    /// Appends the columns numbered by `wanted`, ascending, from 0, to `columns`, one for each.
    ///
    /// Each of `columns` has the type of the column it receives. When the row is damaged, some of
    /// them may have got their row already.
    ///
    /// - Throws: XX001 when the bytes are not a row of these types.
    /// - Complexity: linear in the last column wanted; the others are skipped, not decoded.
    public func decode(
        _ row: RawSpan,
        wanted: [Int],
        into columns: inout [Column]
    ) throws(DatabaseError) {
        precondition(wanted.count == columns.count, "one column for each one wanted")
        var reader = CompactReader(row)
        let (count, bitmap) = try header(&reader)
        var next = 0
        for (index, column) in wanted.enumerated() {
            if column >= count {
                columns[index].append(missing[column])
                continue
            }
            try skip(next..<column, bitmap, &reader, row)
            next = column + 1
            if isNull(column, bitmap, row) {
                columns[index].append(.null)
            } else {
                try columns[index].append(from: &reader)
            }
        }
    }

    /// How many columns the row has, and where its bitmap of NULLs begins.
    private func header(
        _ reader: inout CompactReader
    ) throws(DatabaseError) -> (count: Int, bitmap: Int) {
        let stored = try reader.varint()
        guard stored <= UInt64(types.count) else {
            throw .damagedRow("\(stored) columns instead of \(types.count)")
        }
        let bitmap = reader.offset
        try reader.skip((Int(stored) + 7) / 8)
        return (Int(stored), bitmap)
    }

    @inline(__always)
    private func isNull(_ column: Int, _ bitmap: Int, _ row: RawSpan) -> Bool {
        let byte = row.unsafeLoad(fromByteOffset: bitmap + column / 8, as: UInt8.self)
        return byte & 1 << UInt8(column % 8) != 0
    }

    private func skip(
        _ columns: Range<Int>,
        _ bitmap: Int,
        _ reader: inout CompactReader,
        _ row: RawSpan
    ) throws(DatabaseError) {
        for column in columns where !isNull(column, bitmap, row) {
            let size = sizes[column]
            try reader.skip(size > 0 ? size : reader.length())
        }
    }
}
