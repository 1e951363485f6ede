// SPDX-License-Identifier: Apache-2.0

import Schemas
import Storage
import Values

/// A pass over entries of an ordered index.
final class EntryScan {
    private let index: IndexDescription
    private var scan: Scan
    private var offset = 0

    init(_ view: ReadView, _ index: IndexDescription, _ range: KeyRange, backward: Bool) {
        self.index = index
        var options = ScanOptions()
        options.isReverse = backward
        // Most ranges are a single entry; larger ones grow with each batch.
        options.batchCount = 128
        scan = view.scan(.entries, range, options)
    }

    /// The ids of the next rows, at most `limit`; nil at the end.
    ///
    /// - Throws: XX002 when an entry is damaged.
    func next(limit: Int) throws(DatabaseError) -> [UInt64]? {
        guard try load() else { return nil }
        let start = offset
        let end = min(scan.count, start + limit)
        offset = end
        return try scan.withUnsafeBatch { batch throws(DatabaseError) in
            var rowIDs: [UInt64] = []
            rowIDs.reserveCapacity(end - start)
            for entry in start..<end {
                rowIDs.append(try EntryKey.rowID(key: batch.key(entry), value: batch.value(entry)))
            }
            return rowIDs
        }
    }

    /// The ids and key values of the next rows, at most `limit`; nil at the end.
    ///
    /// - Throws: XX002 when an entry is damaged.
    func nextWithKeys(
        limit: Int
    ) throws(DatabaseError) -> (rowIDs: [UInt64], keys: [Column])? {
        guard try load() else { return nil }
        let start = offset
        let end = min(scan.count, start + limit)
        offset = end
        let index = index
        return try scan.withUnsafeBatch { batch throws(DatabaseError) in
            var rowIDs: [UInt64] = []
            var keys = index.keys.map { Column($0.type, capacity: end - start) }
            for entry in start..<end {
                let key = batch.key(entry)
                rowIDs.append(try EntryKey.rowID(key: key, value: batch.value(entry)))
                try EntryKey.decode(key.withUnsafeBytes { Array($0) }, index, into: &keys)
            }
            return (rowIDs, keys)
        }
    }

    private func load() throws(DatabaseError) -> Bool {
        if offset < scan.count { return true }
        offset = 0
        return try stored { () throws(StorageError) in try scan.next() }
    }
}
