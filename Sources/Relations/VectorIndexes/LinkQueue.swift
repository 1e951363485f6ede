// SPDX-License-Identifier: Apache-2.0

import Storage

/// Rows that wait to be linked, first in, first out.
struct LinkQueue: Sendable {
    private var entries: [(rowID: UInt64, lsn: LSN)] = []
    private var start = 0

    var count: Int { entries.count - start }

    /// The commit of the first entry.
    var firstLSN: LSN? { count == 0 ? nil : entries[start].lsn }

    mutating func append(_ rowID: UInt64, _ lsn: LSN) { entries.append((rowID, lsn)) }

    mutating func removeAll() {
        entries = []
        start = 0
    }

    /// The first `limit` rows.
    func prefix(_ limit: Int) -> [UInt64] {
        entries[start..<min(start + limit, entries.count)].map(\.rowID)
    }

    mutating func removeFirst(_ count: Int) {
        start += min(count, self.count)
        if start > 1_024, start > entries.count / 2 {
            entries.removeSubrange(..<start)
            start = 0
        }
    }

    /// Puts rows before all others.
    mutating func prepend(_ rows: [UInt64], _ lsn: LSN) {
        entries.replaceSubrange(..<start, with: rows.map { ($0, lsn) })
        start = 0
    }
}
