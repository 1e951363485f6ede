// SPDX-License-Identifier: Apache-2.0

import Planning
import Relations
import Schemas
import Values

/// The columns that a scan of a stored table reads, and how they are put together.
struct ScanSource: Sendable {
    let table: TableDescription
    /// The stored columns to read, each once.
    let stored: [Int16]
    private let columns: [(source: Source, type: SQLType)]

    /// Where a fetched column comes from.
    private enum Source {
        case stored(Int)
        case rowID
        case tableOID
        /// The number of the transaction that wrote the version.
        case writer
        /// The number of the transaction that locked the version before it wrote the next.
        case locker
        /// A system column that is the same for every row.
        case zero
    }

    /// The columns `fetched` of `table`.
    init(_ table: TableDescription, _ fetched: [Plan.ScanColumn]) {
        self.table = table
        var stored: [Int16] = []
        columns = fetched.map { column in
            switch column.source {
            case .column(let number):
                let known = stored.firstIndex(of: number)
                if known == nil { stored.append(number) }
                return (.stored(known ?? stored.count - 1), column.type)
            case .rowID, .ctid: return (.rowID, column.type)
            case .tableOID: return (.tableOID, column.type)
            case .transaction("xmin"): return (.writer, column.type)
            case .transaction("xmax"): return (.locker, column.type)
            case .transaction: return (.zero, column.type)
            }
        }
        self.stored = stored
    }

    /// Whether the columns can be kept in memory between searches: all are stored, and of types that
    /// have arrays of their own.
    var isKept: Bool {
        !columns.isEmpty
            && columns.allSatisfy { column in
                guard case .stored = column.source else { return false }
                return column.type.representation != .value
            }
    }

    /// The fetched columns of rows whose stored columns are `values`.
    ///
    /// Lockers are not stored: without any the rows show none.
    func batch(
        _ values: [Column],
        rowIDs: [UInt64],
        writers: [UInt64],
        lockers: [UInt64]? = nil
    ) -> Batch {
        let count = rowIDs.count
        let assembled = columns.map { source, type in
            switch source {
            case .stored(let index): values[index].retyped(type)
            case .rowID: Column(type, .int64(rowIDs.map { Int64(bitPattern: $0) }))
            case .tableOID: Column(type, repeating: .oid(table.oid.rawValue), count: count)
            case .writer: Column(type, .oid(writers.map { UInt32(truncatingIfNeeded: $0) }))
            case .locker:
                Column(
                    type,
                    .oid(
                        lockers?.map { UInt32(truncatingIfNeeded: $0) }
                            ?? Array(repeating: 0, count: count)
                    )
                )
            case .zero: Column(type, repeating: .oid(0), count: count)
            }
        }
        return Batch(columns: assembled, count: count)
    }

    /// The columns, system columns all, of rows that the transaction has just written.
    ///
    /// `locked` holds those that INSERT found and locked before it updated them, as PostgreSQL
    /// shows in xmax.
    func written(
        _ rowIDs: [UInt64],
        locked: Set<UInt64> = [],
        _ transaction: RelationTransaction
    ) throws(DatabaseError) -> Batch {
        if columns.isEmpty { return Batch(columns: [], count: rowIDs.count) }
        let number = try transaction.transactionNumber()
        return batch(
            [],
            rowIDs: rowIDs,
            writers: Array(repeating: number, count: rowIDs.count),
            lockers: rowIDs.map { locked.contains($0) ? number : 0 }
        )
    }

    /// The fetched columns of the rows `rowIDs`, in that order; those that are gone are left out.
    func fetch(
        _ rowIDs: [UInt64],
        _ transaction: RelationTransaction
    ) throws(DatabaseError) -> (batch: Batch, positions: [Int]) {
        let rows = try transaction.fetch(table, rowIDs: rowIDs, columns: stored)
        let present =
            rows.positions.count == rowIDs.count
            ? rowIDs : rows.positions.map { rowIDs[$0] }
        return (batch(rows.columns, rowIDs: present, writers: rows.writers), rows.positions)
    }

    /// The fetched columns of the newest versions of rows that the transaction has locked.
    ///
    /// - Throws: XX000 when one of them is gone.
    func fetchLocked(
        _ rowIDs: [UInt64],
        _ transaction: RelationTransaction
    ) throws(DatabaseError) -> Batch {
        let rows = try transaction.fetchLocked(table, rowIDs: rowIDs, columns: stored)
        if rows.positions.count == rowIDs.count {
            return batch(rows.columns, rowIDs: rowIDs, writers: rows.writers)
        }
        throw DatabaseError(.internalError, "a locked row is gone")
    }

    /// The fetched columns of the newest version of a row; nil when it is gone.
    func fetchLatest(
        _ rowID: UInt64,
        _ transaction: RelationTransaction
    ) throws(DatabaseError) -> Batch? {
        guard
            let values = try transaction.fetchLatest(table, rowID: rowID, columns: stored)
        else { return nil }
        return batch(values, rowIDs: [rowID], writers: [0])
    }
}
