// SPDX-License-Identifier: Apache-2.0

public import Values

extension BackendEncoder {
    /// The columns of the rows that follow.
    public mutating func rowDescription(_ fields: [FieldDescription]) {
        message("T") {
            $0.count(fields.count)
            for field in fields {
                $0.string(field.name)
                $0.oid(field.table)
                $0.int16(field.column)
                $0.oid(field.type)
                $0.int16(field.typeSize)
                $0.int32(field.typeModifier)
                $0.int16(field.format.rawValue)
            }
        }
    }

    /// The types of a statement's parameters.
    public mutating func parameterDescription(_ types: [OID]) {
        message("t") {
            $0.count(types.count)
            for type in types { $0.oid(type) }
        }
    }

    /// A statement gives no rows.
    public mutating func noData() { message("n") { _ in } }

    /// Parse is done.
    public mutating func parseComplete() { message("1") { _ in } }

    /// Bind is done.
    public mutating func bindComplete() { message("2") { _ in } }

    /// Close is done.
    public mutating func closeComplete() { message("3") { _ in } }

    /// Execute has given as many rows as it was asked for, and there may be more.
    public mutating func portalSuspended() { message("s") { _ in } }

    /// There was no statement to execute.
    public mutating func emptyQueryResponse() { message("I") { _ in } }

    /// A statement is done: `INSERT 0 5`.
    public mutating func commandComplete(_ tag: String) { message("C") { $0.string(tag) } }

    /// A message of a channel that the session listens to.
    public mutating func notification(processID: Int32, channel: String, payload: String) {
        message("A") {
            $0.int32(processID)
            $0.string(channel)
            $0.string(payload)
        }
    }

    /// The result of FunctionCall; nil for NULL.
    public mutating func functionCallResponse(_ value: [UInt8]?) {
        message("V") {
            $0.int32(value.map { Int32(truncatingIfNeeded: $0.count) } ?? -1)
            if let value { $0.bytes.append(contentsOf: value) }
        }
    }
}

/// Rows are written in place: begin a row, write each of its columns, end the row.
///
/// ```
///   0  'D'
///   1  length    int32 BE
///   5  columns   int16 BE
///   7  column    int32 BE length, -1 for NULL; then that many bytes
/// ```
extension BackendEncoder {
    /// A row whose columns are being written.
    public struct Row: Sendable {
        fileprivate let start: Int
    }

    /// A column whose bytes are being appended.
    public struct Column: Sendable {
        fileprivate let start: Int
    }

    /// The longest row that can be sent, in bytes: 1 GB less 1, like PostgreSQL's.
    public static let maximumRowBytes = 0x3FFF_FFFF

    /// Begins a row of `columnCount` columns.
    public mutating func beginRow(columnCount: Int) -> Row {
        let row = Row(start: begin("D"))
        count(columnCount)
        return row
    }

    /// Begins a column that is not NULL; its bytes are appended to ``bytes``.
    public mutating func beginColumn() -> Column {
        let column = Column(start: bytes.count)
        int32(0)
        return column
    }

    /// Ends the column: what was appended since it began is its value.
    public mutating func endColumn(_ column: Column) {
        put(Int32(truncatingIfNeeded: bytes.count - column.start - 4), at: column.start)
    }

    /// A column that is NULL.
    public mutating func nullColumn() { int32(-1) }

    /// Ends the row.
    ///
    /// - Throws: 54000 when the row is longer than ``maximumRowBytes``; it is taken back.
    public mutating func endRow(_ row: Row) throws(DatabaseError) {
        let length = bytes.count - row.start
        guard length <= Self.maximumRowBytes else {
            cancelRow(row)
            throw .rowTooLong(length)
        }
        end(row.start)
    }

    /// Takes back a row that could not be finished, because a value could not be written.
    public mutating func cancelRow(_ row: Row) {
        bytes.removeSubrange((row.start - 1)...)
    }
}
