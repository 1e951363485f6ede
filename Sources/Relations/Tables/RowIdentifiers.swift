// SPDX-License-Identifier: Apache-2.0

import Platform
import Schemas
import Storage
import Values

/// Rows that a transaction changed in one table.
struct RowChanges: Sendable {
    var inserted: Int64 = 0
    var updated: Int64 = 0
    var deleted: Int64 = 0

    var total: Int64 { inserted + updated + deleted }
}

/// What has been counted of the rows of a table since the cluster was opened.
public struct RowCounts: Sendable {
    /// Rows inserted by transactions that committed.
    public var inserted: Int64 = 0
    /// Rows updated by transactions that committed.
    public var updated: Int64 = 0
    /// Rows deleted by transactions that committed.
    public var deleted: Int64 = 0
    /// Rows thought to exist; exact but for what happened before the cluster was opened.
    public var live: Int64
    /// Rows changed since the table was last analyzed, as far as that is known.
    public var changedSinceAnalysis: Int64
}

/// Gives out row ids: 64-bit, dense and rising within a table; and counts rows.
final class RowIdentifiers: Sendable {
    private struct Counter {
        /// The next id.
        var next: UInt64
        var counts: RowCounts
    }

    private struct State {
        var counters: [UInt32: Counter] = [:]
        /// What ANALYZE found before the cluster was opened, by storage id.
        var analyzed: [UInt32: (rows: Double, lastRowID: UInt64)] = [:]
    }

    private let store: Store
    private let state: Lock<State>

    /// Counts from what `statistics` say, or from the rows themselves.
    init(_ store: Store, _ statistics: some Sequence<TableStatistics>) {
        self.store = store
        var state = State()
        for table in statistics {
            state.analyzed[table.storageID] = (table.rowCount, table.lastRowID)
        }
        self.state = Lock(state)
    }

    /// The first of `count` new ids for the table with that storage id.
    func allocate(_ storageID: UInt32, count: Int) throws(DatabaseError) -> UInt64 {
        try state.withLock { state throws(DatabaseError) in
            var counter = try Self.counter(storageID, in: &state, store)
            let first = counter.next
            counter.next += UInt64(count)
            state.counters[storageID] = counter
            return first
        }
    }

    /// Adds what a committed transaction changed.
    func adjust(_ storageID: UInt32, by changes: RowChanges) {
        state.withLock { state in
            guard var counts = state.counters[storageID]?.counts else { return }
            counts.inserted += changes.inserted
            counts.updated += changes.updated
            counts.deleted += changes.deleted
            counts.live += changes.inserted - changes.deleted
            counts.changedSinceAnalysis += changes.total
            state.counters[storageID]?.counts = counts
        }
    }

    /// Rows thought to exist.
    func liveEstimate(_ storageID: UInt32) -> Int64 { max(0, counts(storageID).live) }

    /// What has been counted.
    func counts(_ storageID: UInt32) -> RowCounts {
        state.withLock { state in
            // An estimate steers the planner only: a table that cannot be read has none.
            let counter = try? Self.counter(storageID, in: &state, store)
            return counter?.counts ?? RowCounts(live: 0, changedSinceAnalysis: 0)
        }
    }

    /// A table was analyzed, `changes` of it being changed when that began: later ones count.
    ///
    /// `rows` corrects the count of rows where it is plainly wrong, as after a restart.
    func noteAnalysis(_ storageID: UInt32, rows: Double, changes: Int64) {
        state.withLock { state in
            guard var counts = state.counters[storageID]?.counts else { return }
            counts.changedSinceAnalysis = max(0, counts.changedSinceAnalysis - changes)
            // A sample's estimate is worse than a count, unless the count has lost deletions.
            let difference = abs(Double(counts.live) - rows)
            if difference > max(rows * 0.02, Double(counts.changedSinceAnalysis)) {
                counts.live = Int64(rows)
            }
            state.counters[storageID]?.counts = counts
        }
    }

    /// Reads the last id from the table the first time it is asked for.
    private static func counter(
        _ storageID: UInt32,
        in state: inout State,
        _ store: Store
    ) throws(DatabaseError) -> Counter {
        if let counter = state.counters[storageID] { return counter }
        let view = store.view(at: store.snapshot())
        let last = try view.endRowID(storageID, isFirst: false) ?? 0
        var live = Int64(clamping: last)
        var changed = live
        if let known = state.analyzed[storageID] {
            // Ids are dense: those after the last one analyzed are rows that have come since.
            changed = Int64(clamping: last > known.lastRowID ? last - known.lastRowID : 0)
            live = Int64(known.rows) + changed
        }
        let counter = Counter(
            next: last + 1,
            counts: RowCounts(live: live, changedSinceAnalysis: changed)
        )
        state.counters[storageID] = counter
        return counter
    }
}

extension ReadView {
    /// The first or the last row id of the table with that storage id; nil when it is empty.
    func endRowID(_ storageID: UInt32, isFirst: Bool) throws(DatabaseError) -> UInt64? {
        var options = ScanOptions()
        options.isReverse = !isFirst
        options.keysOnly = true
        options.batchCount = 1
        var scan = scan(.rows, KeyRange(prefix: RowKey.table(storageID)), options)
        guard try stored({ () throws(StorageError) in try scan.next() }) else { return nil }
        return RowKey.rowID(in: scan.key(0)) ?? 0
    }
}
