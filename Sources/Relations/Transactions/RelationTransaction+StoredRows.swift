// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// The stored bytes of a few rows, copied out of the cache and the storage engine.
struct StoredRows {
    /// More rows than this are read past the cache: they would only push others out of it.
    static let greatestCount = 128

    fileprivate(set) var bytes: [UInt8] = []
    /// Where each row lies; nil for those that do not exist.
    fileprivate(set) var ranges: [Range<Int>?]
}

extension RelationTransaction {
    /// The rows `rowIDs` as `view` sees them.
    func storedRows(
        _ storageID: UInt32,
        _ rowIDs: [UInt64],
        _ view: ReadView
    ) throws(DatabaseError) -> StoredRows {
        var rows = StoredRows(ranges: [])
        rows.ranges.reserveCapacity(rowIDs.count)
        rows.bytes.reserveCapacity(rowIDs.count * 64)
        let cache = cluster.rowCache
        var missing: [Int] = []
        for (position, rowID) in rowIDs.enumerated() {
            let address = RowAddress(storageID: storageID, rowID: rowID)
            let start = rows.bytes.count
            if !rewrittenRows.contains(address),
                cache.read(address, at: view.snapshot.lsn, into: &rows.bytes)
            {
                rows.ranges.append(start..<rows.bytes.count)
            } else {
                rows.ranges.append(nil)
                missing.append(position)
            }
        }
        cache.count(hits: rowIDs.count - missing.count, misses: missing.count)
        switch missing.count {
        case 0: break
        case 1: try readRow(storageID, rowIDs, missing[0], view, &rows)
        default: try readRows(storageID, rowIDs, missing, view, &rows)
        }
        return rows
    }

    private func readRow(
        _ storageID: UInt32,
        _ rowIDs: [UInt64],
        _ position: Int,
        _ view: ReadView,
        _ rows: inout StoredRows
    ) throws(DatabaseError) {
        let key = RowKey.row(storageID, rowIDs[position])
        var value = PinnedValue()
        let exists = try stored { () throws(StorageError) in
            try view.get(.rows, key.span.bytes, into: &value)
        }
        guard exists else { return }
        try take(value.bytes, storageID, rowIDs[position], position, view, &rows)
    }

    private func readRows(
        _ storageID: UInt32,
        _ rowIDs: [UInt64],
        _ missing: [Int],
        _ view: ReadView,
        _ rows: inout StoredRows
    ) throws(DatabaseError) {
        let keys = RowKey.rows(storageID, missing.map { rowIDs[$0] })
        var values = PinnedValues()
        try stored { () throws(StorageError) in try view.get(.rows, keys, into: &values) }
        for (index, position) in missing.enumerated() where values.exists(index) {
            try take(values.bytes(index), storageID, rowIDs[position], position, view, &rows)
        }
    }

    /// Copies a row, and keeps it for others unless this transaction wrote it.
    private func take(
        _ row: RawSpan,
        _ storageID: UInt32,
        _ rowID: UInt64,
        _ position: Int,
        _ view: ReadView,
        _ rows: inout StoredRows
    ) throws(DatabaseError) {
        let start = rows.bytes.count
        row.withUnsafeBytes { rows.bytes.append(contentsOf: $0) }
        rows.ranges[position] = start..<rows.bytes.count
        if try TableLayout.writer(of: row) == assignedNumber { return }
        cluster.rowCache.insert(
            RowAddress(storageID: storageID, rowID: rowID),
            row,
            at: view.snapshot.lsn
        )
    }
}
