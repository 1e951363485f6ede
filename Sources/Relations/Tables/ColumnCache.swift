// SPDX-License-Identifier: Apache-2.0

import Platform
public import Schemas
import Storage
public import Values

/// Columns of all rows of a table, decoded.
public final class TableColumns: Sendable {
    /// The rows in the order of their ids, without the numbers of their writers.
    public let batches: [TableBatch]
    /// The first row id of each batch.
    private let firsts: [UInt64]
    /// What they take, about.
    let byteCount: Int

    init(_ batches: [TableBatch], byteCount: Int) {
        self.batches = batches
        self.byteCount = byteCount
        firsts = batches.map { $0.rowIDs.first ?? 0 }
    }

    /// The columns of the rows `rowIDs`, in that order; rows that do not exist are left out.
    ///
    /// - Complexity: some 100 nanoseconds a row.
    public func rows(_ rowIDs: [UInt64]) -> (columns: [Column], positions: [Int]) {
        var columns = (batches.first?.columns ?? []).map {
            Column($0.type, capacity: rowIDs.count)
        }
        var positions: [Int] = []
        positions.reserveCapacity(rowIDs.count)
        for (position, rowID) in rowIDs.enumerated() {
            guard let (batch, row) = place(of: rowID) else { continue }
            positions.append(position)
            for index in columns.indices {
                columns[index].append(batches[batch].columns[index][row])
            }
        }
        return (columns, positions)
    }

    private func place(of rowID: UInt64) -> (batch: Int, row: Int)? {
        let batch = Self.lastIndex(in: firsts, notBeyond: rowID)
        guard batch >= 0 else { return nil }
        let rowIDs = batches[batch].rowIDs
        // Rows that came one after the other have ids without gaps.
        let offset = Int(clamping: rowID - firsts[batch])
        if offset < rowIDs.count, rowIDs[offset] == rowID { return (batch, offset) }
        let row = Self.lastIndex(in: rowIDs, notBeyond: rowID)
        return rowIDs[row] == rowID ? (batch, row) : nil
    }

    /// The last place of an ascending array whose element is not greater than `value`, or -1.
    private static func lastIndex(in array: [UInt64], notBeyond value: UInt64) -> Int {
        var (low, high) = (0, array.count)
        while low < high {
            let middle = (low + high) / 2
            if array[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }
}

/// Gathers the columns that a scan of a table reads, to be kept.
public struct TableColumnsBuilder {
    private let limit: Int
    private var batches: [TableBatch] = []
    private var byteCount = 0

    /// A builder for at most `limit` bytes.
    init(limit: Int) { self.limit = limit }

    /// Takes the next rows of the scan.
    public mutating func append(_ batch: TableBatch) {
        if byteCount > limit { return }
        byteCount += batch.columns.reduce(8 * batch.rowIDs.count) { $0 + $1.byteCount }
        if byteCount > limit {
            batches = []
        } else {
            batches.append(TableBatch(rowIDs: batch.rowIDs, columns: batch.columns, writers: []))
        }
    }

    /// The columns; nil when they were too many.
    func finished() -> TableColumns? {
        byteCount > limit ? nil : TableColumns(batches, byteCount: byteCount)
    }
}

extension Column {
    /// What the elements take in memory, about.
    fileprivate var byteCount: Int {
        switch elements {
        case .bool: count
        case .int16: 2 * count
        case .int32, .oid, .float32: 4 * count
        case .int64, .float64: 8 * count
        // Strings of more than 15 bytes are objects of their own.
        case .text(let strings):
            strings.reduce(0) { $0 + ($1.utf8.count > 15 ? 48 + $1.utf8.count : 16) }
        case .values: 64 * count
        }
    }
}

/// Decoded columns of whole tables, for filters that are asked again and again.
///
/// A search with a filter on a column without an index reads that column of every row, or of every
/// row that it meets: from the storage engine a quarter of a microsecond a row in order and two and
/// a half at random, from here a hundredth and a tenth.
///
/// An entry holds what a snapshot has read. It serves every other one as long as no commit has
/// changed the table in between, and is made anew by the scan of whoever finds it out of date.
final class ColumnCache: Sendable {
    /// Columns of a table.
    struct Key: Hashable {
        let table: OID
        let columns: [Int16]
    }

    private struct Entry {
        let columns: TableColumns
        let since: LSN
        var lastUse: UInt64
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        var usedBytes = 0
        var uses: UInt64 = 0
        /// The last commit that changed each table, and the last that changed the catalog.
        var changed: [OID: LSN] = [:]
        var catalogChanged = LSN.zero
        /// Microseconds spent for want of an entry.
        var demands: [Key: Double] = [:]

        func lastChange(of table: OID) -> LSN { max(changed[table] ?? .zero, catalogChanged) }

        mutating func remove(_ key: Key) {
            if let entry = entries.removeValue(forKey: key) {
                usedBytes -= entry.columns.byteCount
            }
        }
    }

    private static let mostDemands = 1_000

    private let state = Lock(State())
    /// The most bytes that are kept, about.
    let byteLimit: Int
    private let hits: Counter
    private let misses: Counter

    init(byteCount: Int, _ counters: CounterSet) {
        byteLimit = byteCount
        hits = counters.makeCounter("column_cache_hits_total")
        misses = counters.makeCounter("column_cache_misses_total")
    }

    /// What a snapshot at `lsn` sees of the columns; nil when that is not here.
    func columns(_ key: Key, at lsn: LSN) -> TableColumns? {
        let found = state.withLock { state -> TableColumns? in
            guard let entry = state.entries[key] else { return nil }
            let changed = state.lastChange(of: key.table)
            if changed > entry.since {
                state.remove(key)
                return nil
            }
            guard changed <= lsn else { return nil }
            state.uses += 1
            state.entries[key]?.lastUse = state.uses
            return entry.columns
        }
        if found != nil { hits.add(1) } else { misses.add(1) }
        return found
    }

    /// Keeps what a snapshot at `lsn` has read; nil says that it was too much, and would be again.
    func insert(_ key: Key, _ columns: TableColumns?, at lsn: LSN) {
        // What is dropped is freed without the lock, which commits take too.
        var dropped: [TableColumns] = []
        state.withLock { state in
            state.demands[key] = columns == nil ? -.infinity : nil
            guard let columns, state.lastChange(of: key.table) <= lsn else { return }
            if let old = state.entries[key] { dropped.append(old.columns) }
            state.remove(key)
            while state.usedBytes + columns.byteCount > byteLimit,
                let oldest = state.entries.min(by: { $0.value.lastUse < $1.value.lastUse })
            {
                dropped.append(oldest.value.columns)
                state.remove(oldest.key)
            }
            state.uses += 1
            state.entries[key] = Entry(columns: columns, since: lsn, lastUse: state.uses)
            state.usedBytes += columns.byteCount
        }
    }

    /// Notes the tables that the commit `lsn` changes; called before a snapshot can see it.
    func noteChange(of tables: Set<OID>, catalog: Bool, at lsn: LSN) {
        state.withLock { state in
            for table in tables { state.changed[table] = lsn }
            if catalog { state.catalogChanged = lsn }
        }
    }

    /// The last commit that changed rows of `table` since the cluster was opened.
    func lastChange(ofRows table: OID) -> LSN { state.withLock { $0.changed[table] ?? .zero } }

    /// Adds what was spent for want of an entry, and returns all of it since one was made last.
    func addDemand(_ key: Key, microseconds: Double) -> Double {
        state.withLock { state in
            if state.demands.count >= Self.mostDemands { state.demands = [:] }
            state.demands[key, default: 0] += microseconds
            return state.demands[key] ?? 0
        }
    }
}

extension RelationTransaction {
    /// Decoded columns of all rows of `table` as the statement sees them, when they are kept.
    ///
    /// - Complexity: a dictionary's look-up.
    public func keptColumns(
        _ table: TableDescription,
        _ columns: [Int16]
    ) throws(DatabaseError) -> TableColumns? {
        try noteRead(of: table.oid)
        if storage.hasWrites { return nil }
        let key = ColumnCache.Key(table: table.oid, columns: columns)
        return cluster.columnCache.columns(key, at: view().snapshot.lsn)
    }

    /// A builder for columns to keep; nil when what this transaction sees is nobody else's.
    public func makeColumnsBuilder() -> TableColumnsBuilder? {
        storage.hasWrites ? nil : TableColumnsBuilder(limit: cluster.columnCache.byteLimit)
    }

    /// Keeps the columns that this statement has read of all rows of `table`.
    public func keepColumns(
        _ table: TableDescription,
        _ columns: [Int16],
        _ built: TableColumnsBuilder
    ) {
        let key = ColumnCache.Key(table: table.oid, columns: columns)
        cluster.columnCache.insert(key, built.finished(), at: view().snapshot.lsn)
    }

    /// Notes that reading rows one by one took time that kept columns would have saved; returns all
    /// such time since they were kept last, in microseconds.
    public func noteColumnDemand(
        _ table: TableDescription,
        _ columns: [Int16],
        microseconds: Double
    ) -> Double {
        let key = ColumnCache.Key(table: table.oid, columns: columns)
        return cluster.columnCache.addDemand(key, microseconds: microseconds)
    }
}
