// SPDX-License-Identifier: Apache-2.0

public import Schemas
import Storage
public import Values

/// Rows fetched by id.
public struct FetchedRows: Sendable {
    /// Which of the ids asked for exist, by position.
    public let positions: [Int]
    /// The columns asked for, of the rows that exist.
    public let columns: [Column]
    /// Which transaction wrote each row's version.
    public let writers: [UInt64]
}

extension RelationTransaction {
    /// All rows of `table` as the statement sees them.
    public func scan(
        _ table: TableDescription,
        columns: [Int16]
    ) throws(DatabaseError) -> TableCursor {
        try noteRead(of: table.oid)
        return TableCursor(view(), try cluster.layouts.layout(of: table), columns: columns)
    }

    /// The stored bytes of all vectors in a column of `table`.
    public func vectorScan(
        _ table: TableDescription,
        column: Int16
    ) throws(DatabaseError) -> VectorCursor {
        try noteRead(of: table.oid)
        return VectorCursor(view(), storageID: table.storageID, column: column)
    }

    /// A range of an ordered index, in the order of its keys or against it.
    public func entryScan(
        _ index: IndexDescription,
        _ range: EntryRange,
        backward: Bool = false
    ) throws(DatabaseError) -> EntryCursor {
        try noteRead(of: index.table)
        return try EntryCursor(
            view(),
            index,
            range,
            backward: backward,
            learned: learnedReader(index)
        )
    }

    /// The rows with the ids `rowIDs`, in that order; those that do not exist are left out.
    ///
    /// - Complexity: about 2 microseconds a row, 1 for many.
    public func fetch(
        _ table: TableDescription,
        rowIDs: [UInt64],
        columns: [Int16]
    ) throws(DatabaseError) -> FetchedRows {
        try noteRead(of: table.oid)
        return try fetch(table, rowIDs, columns, view())
    }

    /// The newest version of a row, committed or own, whatever the snapshot; nil when it is gone.
    public func fetchLatest(
        _ table: TableDescription,
        rowID: UInt64,
        columns: [Int16]
    ) throws(DatabaseError) -> [Column]? {
        let rows = try fetch(table, [rowID], columns, newestView())
        return rows.positions.isEmpty ? nil : rows.columns
    }

    /// The newest versions of rows that this transaction has locked, whatever the snapshot;
    /// otherwise as ``fetch(_:rowIDs:columns:)``.
    ///
    /// What replaces a row must be made of what it replaces: others may have changed it between the
    /// snapshot and the lock.
    public func fetchLocked(
        _ table: TableDescription,
        rowIDs: [UInt64],
        columns: [Int16]
    ) throws(DatabaseError) -> FetchedRows {
        try fetch(table, rowIDs, columns, newestView())
    }

    private func fetch(
        _ table: TableDescription,
        _ rowIDs: [UInt64],
        _ columns: [Int16],
        _ view: ReadView
    ) throws(DatabaseError) -> FetchedRows {
        let selection = ColumnSelection(columns, of: try cluster.layouts.layout(of: table))
        var rowColumns = selection.makeRowColumns(capacity: rowIDs.count)
        var positions: [Int] = []
        var writers: [UInt64] = []
        positions.reserveCapacity(rowIDs.count)
        writers.reserveCapacity(rowIDs.count)
        if rowIDs.count <= StoredRows.greatestCount {
            let rows = try storedRows(table.storageID, rowIDs, view)
            for position in rowIDs.indices {
                guard let range = rows.ranges[position] else { continue }
                let row = rows.bytes.span.bytes.extracting(range)
                positions.append(position)
                writers.append(try TableLayout.writer(of: row))
                try selection.decode(row, into: &rowColumns)
            }
        } else {
            let keys = RowKey.rows(table.storageID, rowIDs)
            var values = PinnedValues()
            try stored { () throws(StorageError) in try view.get(.rows, keys, into: &values) }
            for position in rowIDs.indices where values.exists(position) {
                positions.append(position)
                writers.append(try TableLayout.writer(of: values.bytes(position)))
                try selection.decode(values.bytes(position), into: &rowColumns)
            }
        }
        var vectorColumns: [Column] = []
        if !selection.vectors.isEmpty {
            let present = positions.map { rowIDs[$0] }
            vectorColumns = selection.makeVectorColumns(capacity: present.count)
            for (index, column) in selection.vectors.enumerated() {
                try fetchVectors(
                    table.storageID,
                    column,
                    present,
                    view,
                    into: &vectorColumns[index]
                )
            }
        }
        return FetchedRows(
            positions: positions,
            columns: selection.assemble(rowColumns: rowColumns, vectorColumns: vectorColumns),
            writers: writers
        )
    }

    /// Appends the vectors of `rowIDs`, NULL where a row has none.
    private func fetchVectors(
        _ storageID: UInt32,
        _ column: Int16,
        _ rowIDs: [UInt64],
        _ view: ReadView,
        into vectors: inout Column
    ) throws(DatabaseError) {
        var keys = KeyList()
        let prefix = RowKey.vectors(storageID, column)
        keys.reserve(rowIDs.count, byteCount: prefix.count + 8)
        for rowID in rowIDs { keys.append(prefix, rowID) }
        var values = PinnedValues()
        try stored { () throws(StorageError) in try view.get(.vectors, keys, into: &values) }
        for index in rowIDs.indices {
            vectors.append(
                values.exists(index)
                    ? try VectorBytes.value(values.bytes(index), type: vectors.type) : .null
            )
        }
    }
}
