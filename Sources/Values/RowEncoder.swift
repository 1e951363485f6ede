// SPDX-License-Identifier: Apache-2.0

/// Writes and reads rows of given column types as compact bytes.
///
/// | bytes | content |
/// |---|---|
/// | varint | count of columns |
/// | 1 bit each, rounded up | 1 for a column that is NULL, from the least significant bit on |
/// | … | the columns that are not NULL, in order |
///
/// Booleans, numbers, dates, times, intervals and UUIDs take their fixed size, little-endian; all
/// other types a varint of their length, then their bytes. So a reader skips columns it does not
/// want without looking into them.
///
/// A row written when the table had fewer columns reads the others from ``missing``.
///
/// Source: `Documentation/formats-keys.md` draws the layout of every type.
public struct RowEncoder: Sendable {
    /// The types of all columns, in order.
    public let types: [SQLType]
    /// What columns that a row is too short for read as, in order of the columns.
    public let missing: [Value]
    /// The bytes each column takes, 0 for those that state their length.
    let sizes: [Int]

    /// An encoder for rows of `types`; columns absent from an old row read as in `missing`.
    public init(types: [SQLType], missing: [Value]) {
        precondition(types.count == missing.count, "one missing value for each column")
        self.types = types
        self.missing = missing
        sizes = types.map(Self.fixedSize)
    }

    /// An encoder for rows of `types`; columns absent from an old row read as NULL.
    public init(types: [SQLType]) {
        self.init(types: types, missing: [Value](repeating: .null, count: types.count))
    }

    /// Appends the row of `values`, one for each column, to `output`.
    public func encode(_ values: [Value], into output: inout [UInt8]) {
        precondition(values.count == types.count, "one value for each column of a row")
        output.appendVarint(UInt64(types.count))
        let bitmap = output.count
        for _ in 0..<(types.count + 7) / 8 { output.append(0) }
        for (column, value) in values.enumerated() {
            if value.isNull {
                output[bitmap + column / 8] |= 1 << UInt8(column % 8)
            } else {
                output.appendCompact(value, as: types[column])
            }
        }
    }

    /// Appends row `row` of `columns`, one for each column, to `output`.
    public func encode(_ columns: [Column], row: Int, into output: inout [UInt8]) {
        precondition(columns.count == types.count, "one column for each column of a row")
        output.appendVarint(UInt64(types.count))
        let bitmap = output.count
        for _ in 0..<(types.count + 7) / 8 { output.append(0) }
        for (index, column) in columns.enumerated() {
            if column.isNull(row) {
                output[bitmap + index / 8] |= 1 << UInt8(index % 8)
            } else {
                output.appendCompact(column[row], as: types[index])
            }
        }
    }

    /// The bytes that values of `type` take, 0 when they state their length.
    static func fixedSize(_ type: SQLType) -> Int {
        switch type.representation {
        case .bool: 1
        case .int16: 2
        case .int32, .oid, .float32: 4
        case .int64, .float64: 8
        case .text: 0
        case .value:
            switch type.oid {
            case .uuid, .interval: 16
            case .timetz: 12
            default: 0
            }
        }
    }
}

extension DatabaseError {
    /// A stored row that cannot be what was written.
    static func damagedRow(_ what: String) -> DatabaseError {
        DatabaseError(.dataCorrupted, "row is damaged: \(what)")
    }
}
