// SPDX-License-Identifier: Apache-2.0

public import Schemas
import Storage
public import Values

/// How strongly a row is locked.
public enum RowLock: Sendable {
    case share
    case exclusive
}

/// What to do about a row that somebody else has locked.
public enum RowLockWait: Sendable {
    case block
    case noWait
    case skipLocked
}

/// What became of a row since the statement's snapshot.
public enum LockedRow: Sendable {
    /// It is as the statement saw it.
    case unchanged
    /// Another transaction changed it and committed.
    case changed
    /// Another transaction deleted it and committed.
    case deleted
    /// This transaction itself changed it, after what the statement sees.
    case superseded
    /// It is locked, and ``RowLockWait/skipLocked`` was asked for.
    case skipped
}

extension RelationTransaction {
    /// Locks `table` against DDL until the transaction ends, as every change of rows does.
    ///
    /// - Returns: Whether it was not locked yet: `table` may be out of date then.
    /// - Throws: 55P03, 40P01, 57014 from waiting; 42P01 when the table is gone by then.
    @discardableResult
    public func lockForWriting(_ table: TableDescription) throws(DatabaseError) -> Bool {
        if writeLocked.contains(table.oid) { return false }
        try lockRelation(table.oid, .shared)
        try requireKnownStorage(of: table.oid, forChange: true)
        if isolation == .serializable { try lockSerially(table.oid, .exclusive) }
        writeLocked.insert(table.oid)
        return true
    }

    /// Fails when others have changed since the transaction's snapshot how rows of `table` and
    /// their index entries are stored: what this transaction writes would be missing there.
    ///
    /// `forChange`: Whether rows are to be changed by what the snapshot says of the table. A
    ///   definition goes by the newest catalog, where a table may be new or gone.
    ///
    /// - Throws: 40001.
    func requireKnownStorage(of table: OID, forChange: Bool) throws(DatabaseError) {
        if isolation == .readCommitted { return }
        let newest = Cluster.catalog(cluster.store.snapshot().attachment)
        let seen = Cluster.catalog(ownSnapshot.attachment)
        if newest.version == seen.version { return }
        let (now, before) = (newest.storage(of: table), seen.storage(of: table))
        if !forChange, now == nil || before == nil { return }
        guard now == before else {
            throw DatabaseError(
                .serializationFailure,
                "could not serialize access due to concurrent update",
                detail: "The definition of the table or of one of its indexes has changed.",
                hint: "The transaction might succeed if retried."
            )
        }
    }

    /// Locks the relation `oid`: shared for changes of its rows, exclusive for DDL.
    public func lockRelation(
        _ oid: OID,
        exclusive: Bool,
        wait: Bool = true
    ) throws(DatabaseError) {
        try lockRelation(oid, exclusive ? .exclusive : .shared, wait: wait)
    }

    private func lockRelation(
        _ oid: OID,
        _ mode: LockMode,
        wait: Bool = true
    ) throws(DatabaseError) {
        let key = CatalogCoding.key(.relation(oid))
        do throws(StorageError) {
            try storage.lock(
                .catalog,
                key.span.bytes,
                mode,
                wait: wait ? lockWait : .never,
                validates: false
            )
        } catch .lockTimeout where !wait {
            let name = catalog.relation(oid)?.name ?? "\(oid.rawValue)"
            throw DatabaseError(
                .lockNotAvailable,
                "could not obtain lock on relation \"\(name)\""
            )
        } catch {
            throw DatabaseError(error)
        }
    }

    /// Locks a schema and reads the newest catalog: shared to make something in it, exclusive to drop
    /// it.
    public func lockSchema(_ oid: OID, exclusive: Bool) throws(DatabaseError) {
        let key = CatalogCoding.key(.schema(oid))
        try stored { () throws(StorageError) in
            try storage.lock(
                .catalog,
                key.span.bytes,
                exclusive ? .exclusive : .shared,
                wait: lockWait,
                validates: false
            )
        }
        refreshSnapshot()
    }

    /// Locks `name` within `schema`, so that two transactions cannot both create it.
    func lockName(_ name: String, in schema: OID) throws(DatabaseError) {
        let key = CatalogCoding.nameKey(schema: schema, name: name)
        try stored { () throws(StorageError) in
            try storage.lock(.catalog, key.span.bytes, wait: lockWait, validates: false)
        }
        refreshSnapshot()
    }

    /// Notes that a SERIALIZABLE transaction reads `table`.
    ///
    /// What a definition reads is the newest there is, and its table is locked: nobody's change is
    /// missed.
    ///
    /// - Throws: 40001 when a serializable transaction wrote it after this one's snapshot.
    public func noteRead(of table: OID) throws(DatabaseError) {
        guard isolation == .serializable, !readsBeyondSnapshot, !lockedReads.contains(table)
        else { return }
        try lockRead(table)
    }

    private func lockRead(_ table: OID) throws(DatabaseError) {
        try lockSerially(table, .shared)
        serialReads.insert(table)
        lockedReads.insert(table)
    }

    private func lockSerially(_ table: OID, _ mode: LockMode) throws(DatabaseError) {
        let key: [UInt8] = [19] + RowKey.bigEndian(table.rawValue)
        do throws(StorageError) {
            try storage.lock(.catalog, key.span.bytes, mode, wait: lockWait, validates: false)
        } catch .deadlock {
            // Each has read what the other has written, or means to write.
            throw Self.serializationFailure
        } catch {
            throw DatabaseError(error)
        }
        if let last = cluster.serialWrites.last(table), last > view().snapshot.lsn {
            throw Self.serializationFailure
        }
    }

    /// Checks once more before the commit that nothing read has changed, nor can until its end.
    ///
    /// - Throws: 40001; 55P03 and 57014 from waiting for the lock of what a savepoint read that was
    ///   rolled back.
    func checkSerializable() throws(DatabaseError) {
        guard isolation == .serializable, hasSnapshot else { return }
        for table in serialReads.subtracting(lockedReads) { try lockRead(table) }
        let seen = ownSnapshot.lsn
        for table in serialReads {
            if let last = cluster.serialWrites.last(table), last > seen {
                throw Self.serializationFailure
            }
        }
    }

    static let serializationFailure = DatabaseError(
        .serializationFailure,
        "could not serialize access due to read/write dependencies among transactions",
        hint: "The transaction might succeed if retried."
    )

    /// Locks a row and tells what became of it since the statement's snapshot.
    ///
    /// - Throws: 40001 above READ COMMITTED when it changed; 55P03 with
    ///   ``RowLockWait/noWait``; 40P01 and 57014 from waiting.
    public func lock(
        _ table: TableDescription,
        rowID: UInt64,
        _ strength: RowLock,
        wait: RowLockWait
    ) throws(DatabaseError) -> LockedRow {
        let key = RowKey.row(table.storageID, rowID)
        var newest = PinnedValue()
        let exists: Bool
        do throws(StorageError) {
            exists = try storage.lock(
                .rows,
                key.span.bytes,
                strength == .share ? .shared : .exclusive,
                wait: wait == .block ? lockWait : .never,
                validates: isolation != .readCommitted,
                into: &newest
            )
        } catch .lockTimeout where wait == .skipLocked {
            return .skipped
        } catch .lockTimeout where wait == .noWait {
            throw DatabaseError(
                .lockNotAvailable,
                "could not obtain lock on row in relation \"\(table.name)\""
            )
        } catch {
            throw DatabaseError(error)
        }
        guard exists else {
            // Above READ COMMITTED the lock itself has refused a row that changed.
            return .deleted
        }
        let writer = try TableLayout.writer(of: newest.bytes)
        let isOwn = writer == assignedNumber
        if isOwn, mark == nil { return .unchanged }
        let seen = try storedRows(table.storageID, [rowID], view())
        guard let range = seen.ranges[0] else { return isOwn ? .superseded : .changed }
        let row = seen.bytes.span.bytes.extracting(range)
        if isOwn {
            let isSame = newest.bytes.withUnsafeBytes { newest in
                row.withUnsafeBytes { $0.elementsEqual(newest) }
            }
            return isSame ? .unchanged : .superseded
        }
        return try TableLayout.writer(of: row) == writer ? .unchanged : .changed
    }
}

extension Catalog {
    /// What decides how rows of `table` are written: its columns and where it and its indexes are.
    fileprivate func storage(of table: OID) -> StorageOfTable? {
        guard case .table(let found)? = relations[table] else { return nil }
        let indexes = (indexesOfTable[table] ?? []).compactMap { oid -> IndexDescription? in
            guard case .index(var index)? = relations[oid] else { return nil }
            // Changes of these are none of how entries are made.
            index.name = ""
            index.options = []
            index.isValid = true
            return index
        }
        return StorageOfTable(
            columns: found.columns.map { column in
                var column = column
                column.statisticsTarget = nil
                return column
            },
            storageID: found.storageID,
            indexes: indexes
        )
    }
}

/// How rows of a table are written.
private struct StorageOfTable: Equatable {
    let columns: [ColumnDescription]
    let storageID: UInt32
    let indexes: [IndexDescription]
}
