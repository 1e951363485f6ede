// SPDX-License-Identifier: Apache-2.0

import Storage
public import Values

/// What there was at a savepoint.
struct SavepointMark {
    fileprivate let savepoint: Savepoint
    fileprivate let changes: Int
    fileprivate let rows: [UInt32: RowChanges]
    fileprivate let vectors: Int
    fileprivate let learned: [UInt32: Int]
    fileprivate let writeLocked: Set<OID>
    fileprivate let lockedReads: Set<OID>
}

extension RelationTransaction {
    /// Marks a point to return to; marks nest.
    ///
    /// - Throws: 53100, 58030 from what was inserted before.
    public func setSavepoint() throws(DatabaseError) {
        let savepoint = try stored { () throws(StorageError) in try storage.setSavepoint() }
        savepoints.append(
            SavepointMark(
                savepoint: savepoint,
                changes: catalogChanges.count,
                rows: rowChanges,
                vectors: vectorWrites.count,
                learned: learnedWrites.counts,
                writeLocked: writeLocked,
                lockedReads: lockedReads
            )
        )
    }

    /// Undoes everything since the last mark, which stays.
    public func rollbackToSavepoint() throws(DatabaseError) {
        guard let last = savepoints.last else { return }
        try stored { () throws(StorageError) in try storage.rollback(to: last.savepoint) }
        catalogChanges.removeSubrange(last.changes...)
        rowChanges = last.rows
        vectorWrites.truncate(to: last.vectors)
        learnedWrites.truncate(to: last.learned)
        cachedCatalog = nil
        // The locks taken since are gone with what they were taken for. What was read since is
        // known to the client all the same: the commit locks it again.
        writeLocked = last.writeLocked
        lockedReads = last.lockedReads
    }

    /// Forgets the last mark; what was done since stays.
    public func releaseSavepoint() throws(DatabaseError) {
        guard let last = savepoints.popLast() else { return }
        try stored { () throws(StorageError) in try storage.release(last.savepoint) }
    }
}
