// SPDX-License-Identifier: Apache-2.0

import Planning
import Sessions
public import Values

/// A row of a query's result.
public struct Row: Sendable {
    private let columns: [Header]
    private let values: [Value]

    struct Header: Sendable {
        let name: String
        let type: SQLType
    }

    init(columns: [Header], values: [Value]) {
        self.columns = columns
        self.values = values
    }

    /// How many columns there are.
    public var count: Int { values.count }

    /// The names of the columns, in order.
    public var names: [String] { columns.map(\.name) }

    /// The value of column `index`, from 0, as `type`.
    ///
    /// - Throws: 22003 when a number does not fit, 42804 when the types do not go together, 22004
    ///   for NULL unless `type` is an optional.
    public func decode<Result: SQLReadable>(
        _ type: Result.Type,
        at index: Int
    ) throws(DatabaseError) -> Result {
        guard values.indices.contains(index) else {
            throw DatabaseError(.undefinedColumn, "column \(index) does not exist")
        }
        return try Result(sqlValue: values[index], type: columns[index].type)
    }

    /// The value of the first column called `name`, as `type`.
    ///
    /// - Throws: 42703 when there is no such column, and as ``decode(_:at:)``.
    public func decode<Result: SQLReadable>(
        _ type: Result.Type,
        _ name: String
    ) throws(DatabaseError) -> Result {
        guard let index = columns.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) })
        else {
            throw DatabaseError(.undefinedColumn, "column \"\(name)\" does not exist")
        }
        return try decode(type, at: index)
    }
}

/// Collects the rows of a statement.
final class RowCollector: ResultReceiver {
    var columns: [PlannedStatement.OutputColumn] = []
    private(set) var rows: [Row] = []
    var affected = 0
    private let keepsRows: Bool

    init(keepsRows: Bool) { self.keepsRows = keepsRows }

    func describe(_ columns: [PlannedStatement.OutputColumn], isBinary: Bool) {
        self.columns = columns
    }

    func receive(_ batch: Batch) {
        guard keepsRows else { return }
        let headers = columns.map { Row.Header(name: $0.name, type: $0.type) }
        for row in 0..<batch.count {
            rows.append(Row(columns: headers, values: batch.row(row)))
        }
    }

    func complete(_ tag: String) {}

    func completeEmpty() {}

    func beginCopyIn(columns: Int, isBinary: Bool) throws(DatabaseError) { throw Self.noCopy }

    func nextCopyIn() throws(DatabaseError) -> CopyInput { throw Self.noCopy }

    func beginCopyOut(columns: Int, isBinary: Bool) throws(DatabaseError) { throw Self.noCopy }

    func copyOut(_ bytes: [UInt8]) throws(DatabaseError) { throw Self.noCopy }

    func endCopyOut() throws(DatabaseError) { throw Self.noCopy }

    private static let noCopy = DatabaseError(
        .featureNotSupported,
        "COPY between client and server is not available in the library",
        hint: "Use INSERT inside a transaction."
    )
}
