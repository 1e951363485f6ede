// SPDX-License-Identifier: Apache-2.0

public import Schemas
import Storage
public import Values

extension RelationTransaction {
    /// Adds the index entries of one row.
    ///
    /// Unique keys come first, so that a conflict leaves nothing behind. Nor does one that is reported
    /// leave keys locked: others may not find them in the order of this transaction.
    ///
    /// - Returns: The conflict under ``ConflictPolicy/report(_:)``; nil when all went in.
    func insertEntries(
        _ table: TableDescription,
        _ rows: RowImages,
        _ row: Int,
        _ rowID: UInt64,
        _ conflicts: ConflictPolicy
    ) throws(DatabaseError) -> InsertOutcome? {
        var pending: [(index: IndexDescription, key: [UInt8], isUnique: Bool)] = []
        // The arbiters of ON CONFLICT are asked before other indexes may fail.
        var ordered = rows.indexKeys
        if case .report = conflicts {
            ordered.sort { left, right in
                conflicts.reports(left.index.oid) && !conflicts.reports(right.index.oid)
            }
        }
        for keys in ordered where !keys.index.isVectorIndex && keys.isIncluded?[row] ?? true {
            let entry = try EntryKey.make(keys.index, keys.keys, row: row, rowID: rowID)
            if entry.isUnique, let other = try existingRow(entry.key) {
                if conflicts.reports(keys.index.oid) {
                    unlock(entry.key)
                    for earlier in pending where earlier.isUnique { unlock(earlier.key) }
                    return .conflict(index: keys.index.oid, rowID: other)
                }
                throw uniqueViolation(table, keys, row)
            }
            pending.append((keys.index, entry.key, entry.isUnique))
        }
        for entry in pending {
            try putEntry(entry.key, entry.isUnique, rowID)
            noteLearned(entry.index, entry.key, rowID, isDeleted: false)
        }
        return nil
    }

    /// Moves the index entries of one row from its old keys to its new ones.
    func updateEntries(
        _ table: TableDescription,
        _ old: RowImages,
        _ new: RowImages,
        _ row: Int,
        _ rowID: UInt64
    ) throws(DatabaseError) {
        for (before, after) in zip(old.indexKeys, new.indexKeys)
        where !after.index.isVectorIndex {
            let wasIncluded = before.isIncluded?[row] ?? true
            let isIncluded = after.isIncluded?[row] ?? true
            guard wasIncluded || isIncluded else { continue }
            let oldEntry = try EntryKey.make(before.index, before.keys, row: row, rowID: rowID)
            let newEntry = try EntryKey.make(after.index, after.keys, row: row, rowID: rowID)
            if wasIncluded, isIncluded, oldEntry.key == newEntry.key { continue }
            if isIncluded, newEntry.isUnique, let other = try existingRow(newEntry.key),
                other != rowID
            {
                throw uniqueViolation(table, after, row)
            }
            if wasIncluded { try deleteEntry(before, row, rowID) }
            guard isIncluded else { continue }
            try putEntry(newEntry.key, newEntry.isUnique, rowID)
            noteLearned(after.index, newEntry.key, rowID, isDeleted: false)
        }
    }

    /// Removes the entry of one row.
    func deleteEntry(
        _ keys: RowImages.IndexKeys,
        _ row: Int,
        _ rowID: UInt64
    ) throws(DatabaseError) {
        let entry = try EntryKey.make(keys.index, keys.keys, row: row, rowID: rowID)
        try stored { () throws(StorageError) in
            try storage.delete(
                .entries,
                entry.key.span.bytes,
                isLocked: !entry.isUnique,
                wait: lockWait
            )
        }
        noteLearned(keys.index, entry.key, rowID, isDeleted: true)
    }

    /// Adds entries for rows that exist already, as CREATE INDEX CONCURRENTLY does.
    ///
    /// Others may write to the index; for one that nobody knows yet see ``EntryBuilder``.
    ///
    /// A learned index has no map yet that they would have to be noted for: it is made of all
    /// entries when the index is complete.
    ///
    /// - Throws: 23505 when two rows have the same unique key.
    public func buildEntries(
        _ table: TableDescription,
        rowIDs: [UInt64],
        _ keys: RowImages.IndexKeys
    ) throws(DatabaseError) {
        for (row, rowID) in rowIDs.enumerated() where keys.isIncluded?[row] ?? true {
            if keys.index.isVectorIndex {
                let vector = keys.keys[0][row]
                if !vector.isNull { try putVectorKey(keys.index, rowID, vector) }
                continue
            }
            let entry = try EntryKey.make(keys.index, keys.keys, row: row, rowID: rowID)
            if entry.isUnique, let other = try existingRow(entry.key), other != rowID {
                throw duplicatedKey(table, keys, row)
            }
            try putEntry(entry.key, entry.isUnique, rowID)
        }
    }

    private func putEntry(
        _ key: [UInt8],
        _ isUnique: Bool,
        _ rowID: UInt64
    ) throws(DatabaseError) {
        let value = isUnique ? RowKey.bigEndian(rowID) : []
        try stored { () throws(StorageError) in
            try storage.put(.entries, key.span.bytes, value.span.bytes, isLocked: true)
        }
    }

    /// Adds an entry of an index that nobody else knows; ascending keys are fastest.
    func addEntry(_ key: [UInt8], _ isUnique: Bool, _ rowID: UInt64) throws(DatabaseError) {
        let value = isUnique ? RowKey.bigEndian(rowID) : []
        try stored { () throws(StorageError) in
            try storage.add(
                .entries,
                key.span.bytes,
                value.span.bytes,
                prefixLength: EntryKey.prefixLength
            )
        }
    }

    /// The row that has the unique `key` now; the key stays locked, so nobody else can take it.
    func existingRow(_ key: [UInt8]) throws(DatabaseError) -> UInt64? {
        var value = PinnedValue()
        let exists = try stored { () throws(StorageError) in
            try storage.lock(
                .entries,
                key.span.bytes,
                wait: lockWait,
                validates: false,
                into: &value
            )
        }
        guard exists else { return nil }
        return try EntryKey.rowID(key: key.span.bytes, value: value.bytes)
    }

    /// Lets go of a key that ``existingRow(_:)`` has locked, unless the transaction has changed it
    /// or locked it before.
    private func unlock(_ key: [UInt8]) { storage.unlock(.entries, key.span.bytes) }

    func duplicatedKey(
        _ table: TableDescription,
        _ keys: RowImages.IndexKeys,
        _ row: Int
    ) -> DatabaseError {
        DatabaseError(
            .uniqueViolation,
            "could not create unique index \"\(keys.index.name)\"",
            detail: "Key \(describe(table, keys, row)) is duplicated."
        ).with {
            $0.schema = catalog.schema(table.schema)?.name
            $0.table = table.name
            $0.constraint = keys.index.name
        }
    }

    private func uniqueViolation(
        _ table: TableDescription,
        _ keys: RowImages.IndexKeys,
        _ row: Int
    ) -> DatabaseError {
        DatabaseError(
            .uniqueViolation,
            "duplicate key value violates unique constraint \"\(keys.index.name)\"",
            detail: "Key \(describe(table, keys, row)) already exists."
        ).with {
            $0.schema = catalog.schema(table.schema)?.name
            $0.table = table.name
            $0.constraint = keys.index.name
        }
    }

    /// `(a, b)=(1, x)`, as PostgreSQL names a key.
    private func describe(
        _ table: TableDescription,
        _ keys: RowImages.IndexKeys,
        _ row: Int
    ) -> String {
        let names = keys.index.keys.map { key in
            key.column.flatMap { table.column(numbered: $0)?.name } ?? key.expressionSQL ?? ""
        }
        let values = zip(keys.index.keys, keys.keys).map { key, column in
            column[row].isNull
                ? "null" : TypeCodec.text(column[row], as: key.type, Formatting())
        }
        return "(\(names.joined(separator: ", ")))=(\(values.joined(separator: ", ")))"
    }
}

extension ConflictPolicy {
    /// Whether a conflict in index `oid` is reported rather than an error.
    func reports(_ oid: OID) -> Bool {
        switch self {
        case .fail: false
        case .report(let arbiters): arbiters.isEmpty || arbiters.contains(oid)
        }
    }
}
