// SPDX-License-Identifier: Apache-2.0

import Storage

/// Rows that wait to be linked, first in, first out.
struct LinkQueue: Sendable {
    /// A row, the commit that changed it, and how many changes there had been before that commit.
    private struct Entry {
        let rowID: UInt64
        let lsn: LSN
        let changesBefore: Int
    }

    private var entries: [Entry] = []
    private var start = 0

    var count: Int { entries.count - start }

    /// The commit of the first entry.
    var firstLSN: LSN? { count == 0 ? nil : entries[start].lsn }

    /// How many changes were made by the commits before that of the first entry.
    var changesBefore: Int? { count == 0 ? nil : entries[start].changesBefore }

    mutating func append(_ rowID: UInt64, _ lsn: LSN, changesBefore: Int) {
        entries.append(Entry(rowID: rowID, lsn: lsn, changesBefore: changesBefore))
    }

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
    mutating func prepend(_ rows: [UInt64], _ lsn: LSN, changesBefore: Int) {
        let first = rows.map { Entry(rowID: $0, lsn: lsn, changesBefore: changesBefore) }
        entries.replaceSubrange(..<start, with: first)
        start = 0
    }
}
