// SPDX-License-Identifier: Apache-2.0

public import Schemas
import Storage
public import Values

/// DDL: changes of the catalog, transactional like any other change.
extension RelationTransaction {
    /// Catalogues `object`, new or changed.
    ///
    /// A relation's name within its schema is locked first, so that of two transactions that create
    /// the same name the second waits and then finds it taken.
    public func put(_ object: CatalogObject) throws(DatabaseError) {
        if case .relation(let relation) = object, catalog.relation(relation.oid) == nil {
            try lockName(relation.name, in: relation.schema)
        }
        let key = CatalogCoding.key(object.key)
        let value = CatalogCoding.value(object)
        let isReplaceable = try lockReplaceable(object.key)
        try stored { () throws(StorageError) in
            try storage.put(
                .catalog,
                key.span.bytes,
                value.span.bytes,
                isLocked: isReplaceable,
                wait: lockWait
            )
        }
        appendCatalogChange(.put(object))
        // Statistics of columns that went or changed their type are worth nothing.
        if case .relation(.table(let table)) = object,
            let kept = catalog.statistics(of: table.oid)?.pruned(for: table)
        {
            try put(.statistics(kept))
        }
    }

    /// Removes `key` from the catalog.
    public func remove(_ key: CatalogKey) throws(DatabaseError) {
        var removed: Relation?
        if case .relation(let oid) = key { removed = catalog.relation(oid) }
        let bytes = CatalogCoding.key(key)
        let isReplaceable = try lockReplaceable(key)
        try stored { () throws(StorageError) in
            try storage.delete(
                .catalog,
                bytes.span.bytes,
                isLocked: isReplaceable,
                wait: lockWait
            )
        }
        appendCatalogChange(.remove(key))
        guard case .relation(let oid) = key else { return }
        if case .index(let index)? = removed,
            var statistics = catalog.statistics(of: index.table),
            statistics.indexKeys.contains(where: { $0.index == oid })
        {
            statistics.indexKeys.removeAll { $0.index == oid }
            try put(.statistics(statistics))
        } else if catalog.statistics(of: oid) != nil {
            try remove(.statistics(oid))
        }
    }

    /// Locks statistics, which may be replaced though others have gathered newer ones since the
    /// snapshot.
    ///
    /// - Returns: Whether `key` is that of statistics.
    private func lockReplaceable(_ key: CatalogKey) throws(DatabaseError) -> Bool {
        guard case .statistics = key else { return false }
        let bytes = CatalogCoding.key(key)
        try stored { () throws(StorageError) in
            try storage.lock(.catalog, bytes.span.bytes, wait: lockWait, validates: false)
        }
        return true
    }

    /// Locks relation `oid` for DDL and reads the newest rows and catalog in every isolation level,
    /// so that what others changed since the snapshot, or while this waited, is seen.
    ///
    /// - Throws: 55P03, 40P01, 57014 from waiting; 40001 above READ COMMITTED when others have
    ///   defined the table or its indexes anew since the snapshot, which still names the old ones.
    public func lockForDefinition(_ oid: OID) throws(DatabaseError) {
        try lockRelation(oid, exclusive: true)
        try requireKnownStorage(of: oid, forChange: false)
        refreshSnapshot()
    }

    /// Notes that a definition has made `index` of the newest rows of `table`: while the
    /// transaction itself sees others, only its changes may use it.
    ///
    /// PostgreSQL keeps such an index from old snapshots by `pg_index.indcheckxmin`.
    public func noteBuild(of index: IndexDescription, on table: TableDescription) {
        guard readsBeyondSnapshot,
            case .table(let committed)? =
                Cluster.catalog(view().snapshot.attachment).relations[table.oid],
            // All rows of storage of this transaction's making are its own.
            committed.storageID == table.storageID,
            cluster.columnCache.lastChange(ofRows: table.oid) > ownSnapshot.lsn
        else { return }
        newerIndexes[index.oid] = index.storageID
    }

    /// Locks `name` in `schema` against being created by others and reads the newest catalog.
    public func reserveName(_ name: String, in schema: OID) throws(DatabaseError) {
        try lockName(name, in: schema)
    }

    /// Has the keys with that storage id freed after the commit.
    public func purge(storageID: UInt32) throws(DatabaseError) {
        try put(.purge(Purge(storageID: storageID)))
    }

    /// Records that all rows of a table went, for followers of the change log.
    public func recordTruncation(of table: TableDescription) {
        storage.record(.truncated(table: table.storageID))
        rewrittenRows.insertAll()
    }

    /// What has been counted of the rows of `table` since the cluster was opened.
    public func rowCounts(of table: TableDescription) -> RowCounts {
        cluster.rowIdentifiers.counts(table.storageID)
    }

    /// What has been counted of scans of the table or index with that storage id.
    public func scanCounts(ofStorage storageID: UInt32) -> ScanCounts {
        cluster.scans.counts(storageID)
    }

    /// Adds what a statement has scanned.
    public func count(_ scanned: some Sequence<(storageID: UInt32, counts: ScanCounts)>) {
        cluster.scans.add(scanned)
    }

    /// A new OID.
    public func makeOID() -> OID { cluster.makeOID() }

    /// A new storage id.
    public func makeStorageID() -> UInt32 { cluster.makeIdentifier() }

    /// Everything catalogued, of all databases; for CREATE and DROP DATABASE.
    public var wholeCatalog: Catalog { catalog.catalog }
}

extension Catalog {
    /// Every schema of `database`.
    public func schemas(of database: OID) -> [SchemaDescription] {
        schemas.values.filter { $0.database == database }.sorted { $0.oid < $1.oid }
    }

    /// Every extension of `database`.
    public func extensions(of database: OID) -> [ExtensionDescription] {
        extensions.values.filter { $0.database == database }
    }

    /// Every relation of `schema`.
    public func relations(of schema: OID) -> [Relation] {
        relations.values.filter { $0.schema == schema }.sorted { $0.oid < $1.oid }
    }

    /// The comments on `object`.
    public func commentKeys(on object: OID) -> [CommentKey] {
        comments.keys.filter { $0.object == object }
    }
}
