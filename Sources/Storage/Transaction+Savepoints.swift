// SPDX-License-Identifier: Apache-2.0

import CRocksDB

/// A point in a transaction that it can go back to; see ``Transaction/setSavepoint()``.
public struct Savepoint: Sendable, Equatable {
    /// How many savepoints stand before it.
    let depth: Int
}

extension Transaction {
    /// Marks this point of the transaction; marks nest.
    ///
    /// - Throws: ``StorageError/diskFull(_:)``, ``StorageError/io(_:)`` from what was added before.
    public func setSavepoint() throws(StorageError) -> Savepoint {
        precondition(!isEnded, "a transaction was used after its end")
        try settle()
        if let handle { crocks_set_savepoint(handle) }
        marks.append(
            Mark(changes: changes.mark(), written: written, files: load?.files.count ?? 0)
        )
        return Savepoint(depth: marks.count - 1)
    }

    /// Undoes every write, change record and lock since `savepoint`, which stays set.
    ///
    /// - Throws: Only what shows a fault in this program.
    public func rollback(to savepoint: Savepoint) throws(StorageError) {
        precondition(savepoint.depth < marks.count, "rolled back to a savepoint that is gone")
        if let handle {
            for _ in savepoint.depth..<marks.count {
                try checked { status in crocks_rollback_to_savepoint(handle, status) }
            }
            crocks_set_savepoint(handle)
        }
        let mark = marks[savepoint.depth]
        truncateLoad(to: mark.files)
        marks.removeSubrange((savepoint.depth + 1)...)
        changes.truncate(to: mark.changes)
        written = mark.written
    }

    /// Forgets `savepoint` and those set after it; what was written stays.
    ///
    /// - Throws: Only what shows a fault in this program.
    public func release(_ savepoint: Savepoint) throws(StorageError) {
        precondition(savepoint.depth < marks.count, "released a savepoint that is gone")
        if let handle {
            for _ in savepoint.depth..<marks.count {
                try checked { status in crocks_release_savepoint(handle, status) }
            }
        }
        marks.removeSubrange(savepoint.depth...)
    }
}
