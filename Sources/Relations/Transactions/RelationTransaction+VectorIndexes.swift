// SPDX-License-Identifier: Apache-2.0

import Indexes
public import Schemas
import Storage
public import Values

/// What a transaction wrote to vector indexes, in order: index and row.
///
/// The vectors themselves are among the transaction's writes, where the commit reads them.
struct VectorWrites {
    private(set) var entries: [(storageID: UInt32, rowID: UInt64)] = []

    var count: Int { entries.count }
    var isEmpty: Bool { entries.isEmpty }

    mutating func append(_ storageID: UInt32, _ rowID: UInt64) {
        entries.append((storageID, rowID))
    }

    mutating func truncate(to count: Int) { entries.removeSubrange(count...) }

    /// The rows written to one index.
    func rows(of storageID: UInt32) -> Set<UInt64> {
        var rows: Set<UInt64> = []
        for entry in entries where entry.storageID == storageID { rows.insert(entry.rowID) }
        return rows
    }

    /// The rows written, by index.
    var rowsByIndex: [UInt32: Set<UInt64>] {
        var rows: [UInt32: Set<UInt64>] = [:]
        for entry in entries { rows[entry.storageID, default: []].insert(entry.rowID) }
        return rows
    }
}

extension RelationTransaction {
    /// The vector index `index` as this statement sees it; nil while it cannot serve, because it is
    /// being made anew: exact search answers then.
    ///
    /// Waits while its file is being read after a start.
    public func vectorReader(
        _ table: TableDescription,
        _ index: IndexDescription
    ) throws(DatabaseError) -> VectorIndexReader? {
        try noteRead(of: table.oid)
        let found = newVectorIndexes[index.storageID] ?? cluster.vectorIndexes[index.storageID]
        guard let found, found.isReady(interrupt) else { return nil }
        let own = vectorWrites.isEmpty ? [] : vectorWrites.rows(of: index.storageID)
        return VectorIndexReader(found, view(), ownRows: own)
    }

    /// Builds the vector index `index` from the rows of its table as this transaction sees them.
    ///
    /// The index is catalogued already, the table locked against changes, and, for an index whose
    /// keys are kept in `entries`, an ``EntryBuilder`` or ``buildEntries(_:rowIDs:_:)`` has been
    /// given every row. Others see it when the transaction commits.
    ///
    /// - Parameters:
    ///   - index: The index.
    ///   - table: Its table.
    ///   - progress: Told, about ten times a second and from this thread, how far the build is;
    ///     throws to cancel it.
    /// - Throws: 22000, 53200, 53100, 58030, what `progress` throws.
    /// - Complexity: some 70 to 150 microseconds a row and processor for a graph.
    public func buildVectorIndex(
        _ index: IndexDescription,
        on table: TableDescription,
        progress: (VectorBuildProgress) throws(DatabaseError) -> Void
    ) throws(DatabaseError) {
        let built = try VectorIndex(
            index,
            tableStorageID: table.storageID,
            directory: cluster.vectorIndexes.directory,
            phase: .making
        )
        do throws(DatabaseError) {
            try built.create(
                from: view(),
                cluster.store,
                estimatedCount: Int(cluster.estimatedRowCount(table.storageID)),
                progress
            )
        } catch {
            built.removeFile()
            throw error
        }
        newVectorIndexes[index.storageID] = built
    }

    /// Fills the vector index `index`, which was catalogued by an earlier transaction and has taken
    /// over all changes since, while others go on writing; CREATE INDEX CONCURRENTLY.
    ///
    /// - Precondition: Every transaction that began before the index was catalogued has ended.
    /// - Throws: As ``buildVectorIndex(_:on:progress:)``.
    public func fillVectorIndex(
        _ index: IndexDescription,
        on table: TableDescription,
        progress: (VectorBuildProgress) throws(DatabaseError) -> Void
    ) throws(DatabaseError) {
        guard let found = cluster.vectorIndexes[index.storageID] else {
            throw DatabaseError(.undefinedObject, "index \"\(index.name)\" does not exist")
        }
        // The worker keeps away meanwhile, whatever commits leave for it.
        defer { cluster.vectorIndexes.enqueue(found) }
        try found.create(
            from: nil,
            cluster.store,
            estimatedCount: Int(cluster.estimatedRowCount(table.storageID)),
            progress
        )
    }

    /// Repairs and saves `index`, whatever it takes; VACUUM.
    public func vacuumVectorIndex(_ index: IndexDescription) throws(DatabaseError) {
        guard let found = cluster.vectorIndexes[index.storageID] else { return }
        // As in ``fillVectorIndex(_:on:progress:)``.
        defer { cluster.vectorIndexes.enqueue(found) }
        try found.vacuum(cluster.store, interrupt)
    }

    // MARK: - Writing

    /// Keeps and notes what the vector indexes of a table hold of a new row.
    func insertVectorKeys(
        _ rows: RowImages,
        _ row: Int,
        _ rowID: UInt64
    ) throws(DatabaseError) {
        for keys in rows.indexKeys where keys.index.isVectorIndex {
            guard let vector = keys.vector(row) else { continue }
            try putVectorKey(keys.index, rowID, vector)
            vectorWrites.append(keys.index.storageID, rowID)
        }
    }

    /// As ``insertVectorKeys(_:_:_:)`` for a changed row; indexes whose key is the same are left
    /// alone.
    func updateVectorKeys(
        _ old: RowImages,
        _ new: RowImages,
        _ row: Int,
        _ rowID: UInt64,
        changed: Set<Int16>
    ) throws(DatabaseError) {
        for (before, after) in zip(old.indexKeys, new.indexKeys) where after.index.isVectorIndex {
            let index = after.index
            if !index.keepsKeysInEntries, let column = index.keys.first?.column,
                !changed.contains(column)
            {
                continue
            }
            let vector = after.vector(row)
            if let vector {
                if let previous = before.vector(row), vector.isStoredLike(previous) { continue }
                try putVectorKey(index, rowID, vector)
            } else {
                guard before.vector(row) != nil else { continue }
                try deleteVectorKey(index, rowID)
            }
            vectorWrites.append(index.storageID, rowID)
        }
    }

    /// Removes what the vector indexes of a table hold of a row.
    func deleteVectorKeys(
        _ old: RowImages,
        _ row: Int,
        _ rowID: UInt64
    ) throws(DatabaseError) {
        for keys in old.indexKeys where keys.index.isVectorIndex && keys.vector(row) != nil {
            try deleteVectorKey(keys.index, rowID)
            vectorWrites.append(keys.index.storageID, rowID)
        }
    }

    /// Stores the key of a row where the index keeps its own.
    func putVectorKey(
        _ index: IndexDescription,
        _ rowID: UInt64,
        _ vector: Value
    ) throws(DatabaseError) {
        guard index.keepsKeysInEntries else { return }
        var bytes: [UInt8] = []
        VectorBytes.append(vector, to: &bytes)
        let key = vectorKey(index, rowID)
        let value = bytes.span.bytes
        try stored { () throws(StorageError) in
            try storage.put(.entries, key.span.bytes, value, isLocked: true)
        }
    }

    private func deleteVectorKey(
        _ index: IndexDescription,
        _ rowID: UInt64
    ) throws(DatabaseError) {
        guard index.keepsKeysInEntries else { return }
        let key = vectorKey(index, rowID)
        try stored { () throws(StorageError) in
            try storage.delete(.entries, key.span.bytes, isLocked: true)
        }
    }

    private func vectorKey(_ index: IndexDescription, _ rowID: UInt64) -> [UInt8] {
        var key = RowKey.bigEndian(index.storageID)
        RowKey.append(rowID, to: &key)
        return key
    }

    // MARK: - Committing

    /// The indexes that this transaction's DDL made without building them, as TRUNCATE does.
    func makeEmptyVectorIndexes(_ changes: [CatalogChange]) throws(DatabaseError) {
        for index in cataloguedIndexes(changes) {
            guard newVectorIndexes[index.storageID] == nil,
                cluster.vectorIndexes[index.storageID] == nil,
                case .table(let table)? = catalog.relation(index.table)
            else { continue }
            newVectorIndexes[index.storageID] = try VectorIndex(
                index,
                tableStorageID: table.storageID,
                directory: cluster.vectorIndexes.directory,
                phase: .ready
            )
        }
    }

    /// The new indexes that are still catalogued, savepoints considered.
    func cataloguedVectorIndexes(_ changes: [CatalogChange]) -> [VectorIndex] {
        cataloguedIndexes(changes).compactMap { newVectorIndexes[$0.storageID] }
    }

    /// The vector indexes that `changes` put, as the last of them left each.
    ///
    /// A table that is written anew twice gives its indexes two storages, of which the first has
    /// keys of a table that is no more, perhaps of another dimension.
    private func cataloguedIndexes(_ changes: [CatalogChange]) -> [IndexDescription] {
        var last: [OID: IndexDescription] = [:]
        for case .put(.relation(.index(let index))) in changes where index.isVectorIndex {
            guard case .index(let current)? = catalog.relation(index.oid) else { continue }
            last[index.oid] = current
        }
        return Array(last.values)
    }

    /// Reads and encodes what this transaction wrote to vector indexes.
    func prepareVectorChanges() throws(DatabaseError) -> [PreparedVectorChanges] {
        if vectorWrites.isEmpty { return [] }
        let view = view()
        var prepared: [PreparedVectorChanges] = []
        for (storageID, rows) in vectorWrites.rowsByIndex {
            // None: the index was dropped by this transaction, or its table truncated.
            guard let index = newVectorIndexes[storageID] ?? cluster.vectorIndexes[storageID] else {
                continue
            }
            prepared.append(try PreparedVectorChanges(index, rows.sorted(), view))
        }
        return prepared
    }

    /// Removes the files of indexes that came to nothing.
    func discardNewVectorIndexes() {
        for index in newVectorIndexes.values { index.removeFile() }
        newVectorIndexes = [:]
    }
}

extension RowImages.IndexKeys {
    /// What a vector index holds of a row; nil for nothing.
    fileprivate func vector(_ row: Int) -> Value? {
        guard isIncluded?[row] ?? true, let column = keys.first else { return nil }
        let value = column[row]
        return value.isNull ? nil : value
    }
}

extension Value {
    /// Whether both vectors have the same stored form.
    fileprivate func isStoredLike(_ other: Value) -> Bool {
        var left: [UInt8] = []
        var right: [UInt8] = []
        VectorBytes.append(self, to: &left)
        VectorBytes.append(other, to: &right)
        return left == right
    }
}
