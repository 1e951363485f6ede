// SPDX-License-Identifier: Apache-2.0

/// Writes and reads rows of given column types as compact bytes.
///
/// A row written when the table had fewer columns reads the others from `missing`.
///
/// Source: `Documentation/formats-keys.md` draws the layout.
public struct RowEncoder: Sendable {
    /// The types of all columns, in order.
    public let types: [SQLType]
    /// What columns that a row is too short for read as, in order of the columns.
    public let missing: [Value]

    /// An encoder for rows of `types`; columns absent from an old row read as in `missing`.
    public init(types: [SQLType], missing: [Value]) {
        precondition(types.count == missing.count, "one missing value for each column")
        self.types = types
        self.missing = missing
    }

    /// Appends the row of `values`, one for each column, to `output`.
    public func encode(_ values: [Value], into output: inout [UInt8]) {}

    /// Appends row `row` of `columns`, one for each column, to `output`.
    public func encode(_ columns: [Column], row: Int, into output: inout [UInt8]) {}

    /// The values of the columns numbered by `wanted`, ascending, from 0.
    ///
    /// - Throws: XX001 when the bytes are not a row of these types.
    public func decode(_ row: RawSpan, wanted: [Int]) throws(DatabaseError) -> [Value] { [] }

    /// Appends the columns numbered by `wanted`, ascending, from 0, to `columns`, one for each.
    ///
    /// - Throws: XX001 when the bytes are not a row of these types.
    public func decode(
        _ row: RawSpan,
        wanted: [Int],
        into columns: inout [Column]
    ) throws(DatabaseError) {}
}
