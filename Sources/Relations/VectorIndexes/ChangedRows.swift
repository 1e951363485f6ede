// SPDX-License-Identifier: Apache-2.0

import Storage

/// Which rows of an index changed at which commit, as far back as any snapshot looks.
///
/// A search at a snapshot leaves out the rows that changed after it and reads those from storage
/// instead, so that the index itself need keep only one version of a row.
struct ChangedRows: Sendable {
    private struct Change {
        let lsn: LSN
        let rowID: UInt64
        /// Whether the index may have held the row before the change.
        let existed: Bool
    }

    /// In the order of commits; those before `start` are forgotten.
    private var changes: [Change] = []
    private var start = 0

    var count: Int { changes.count - start }

    mutating func append(_ rowID: UInt64, existed: Bool, at lsn: LSN) {
        changes.append(Change(lsn: lsn, rowID: rowID, existed: existed))
    }

    /// The rows that changed after `lsn`, and whether the index may have held them then.
    func after(_ lsn: LSN) -> [UInt64: Bool] {
        var rows: [UInt64: Bool] = [:]
        for change in changes[firstIndex(after: lsn)...] where rows[change.rowID] == nil {
            rows[change.rowID] = change.existed
        }
        return rows
    }

    /// Forgets what no snapshot at `oldest` or later asks for.
    ///
    /// - Complexity: O(1) for each change that is forgotten, on average, and a search for the last.
    mutating func forget(upTo oldest: LSN) {
        start = firstIndex(after: oldest)
        guard start > changes.count / 2 else { return }
        changes.removeSubrange(..<start)
        start = 0
    }

    private func firstIndex(after lsn: LSN) -> Int {
        var low = start
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].lsn <= lsn { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
