// SPDX-License-Identifier: Apache-2.0

import Storage
import Synchronization
import Values

/// Gives out row ids: 64-bit, dense and rising within a table; and counts rows.
final class RowIdentifiers: Sendable {
    private struct Counter {
        /// The next id.
        var next: UInt64
        /// Rows thought to exist; exact but for what happened before the cluster was opened.
        var live: Int64
    }

    private let store: Store
    private let counters = Mutex<[UInt32: Counter]>([:])

    init(_ store: Store) { self.store = store }

    /// The first of `count` new ids for the table with that storage id.
    func allocate(_ storageID: UInt32, count: Int) throws(DatabaseError) -> UInt64 {
        try counters.withLock { counters throws(DatabaseError) in
            var counter = try Self.counter(storageID, in: &counters, store)
            let first = counter.next
            counter.next += UInt64(count)
            counters[storageID] = counter
            return first
        }
    }

    /// Adds what a committed transaction inserted and deleted.
    func adjust(_ storageID: UInt32, by change: Int64) {
        counters.withLock { counters in
            counters[storageID]?.live += change
        }
    }

    /// Rows thought to exist.
    func liveEstimate(_ storageID: UInt32) -> Int64 {
        counters.withLock { counters in
            // An estimate steers the planner only: a table that cannot be read has none.
            let counter = try? Self.counter(storageID, in: &counters, store)
            return max(0, counter?.live ?? 0)
        }
    }

    /// Reads the last id from the table the first time it is asked for.
    private static func counter(
        _ storageID: UInt32,
        in counters: inout [UInt32: Counter],
        _ store: Store
    ) throws(DatabaseError) -> Counter {
        if let counter = counters[storageID] { return counter }
        var options = ScanOptions()
        options.isReverse = true
        options.keysOnly = true
        options.batchCount = 1
        var scan = store.view(at: store.snapshot())
            .scan(.rows, KeyRange(prefix: RowKey.table(storageID)), options)
        var last: UInt64 = 0
        if try stored({ () throws(StorageError) in try scan.next() }) {
            last = RowKey.rowID(in: scan.key(0)) ?? 0
        }
        let counter = Counter(next: last + 1, live: Int64(clamping: last))
        counters[storageID] = counter
        return counter
    }
}
