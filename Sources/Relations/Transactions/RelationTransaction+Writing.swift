// SPDX-License-Identifier: Apache-2.0

public import Schemas
import Storage
public import Values

/// Rows of a table with what its indexes hold of them.
public struct RowImages {
    /// One column for each live column of the table, in order.
    public var columns: [Column]
    /// The keys of every ordered index of the table.
    public var indexKeys: [IndexKeys]
    /// How many rows there are.
    public var count: Int

    /// What one index holds of each row.
    public struct IndexKeys {
        /// The index.
        public var index: IndexDescription
        /// The value of each key.
        public var keys: [Column]
        /// Which rows the index holds; nil for all.
        public var isIncluded: [Bool]?

        /// Keys made of their parts.
        public init(index: IndexDescription, keys: [Column], isIncluded: [Bool]? = nil) {
            self.index = index
            self.keys = keys
            self.isIncluded = isIncluded
        }
    }

    /// Rows made of their parts.
    public init(columns: [Column], indexKeys: [IndexKeys], count: Int) {
        self.columns = columns
        self.indexKeys = indexKeys
        self.count = count
    }
}

/// What to do about a row whose unique key exists.
public enum ConflictPolicy: Sendable {
    /// Fail with 23505.
    case fail
    /// Leave the row out and say which row is in the way; only for these indexes, or for all when
    /// empty.
    case report(Set<OID>)
}

/// What became of a row to insert.
public enum InsertOutcome: Sendable {
    case inserted(UInt64)
    /// A row with the same key existed a moment ago; its id. Neither is locked.
    case conflict(index: OID, rowID: UInt64)
}

extension RelationTransaction {
    /// Inserts rows; the outcomes are in their order.
    ///
    /// - Throws: 23505 with the key in its detail, under ``ConflictPolicy/fail``; 40P01, 55P03 and
    ///   57014 from waiting for another transaction that inserts the same key.
    public func insert(
        _ table: TableDescription,
        _ rows: RowImages,
        conflicts: ConflictPolicy = .fail
    ) throws(DatabaseError) -> [InsertOutcome] {
        try lockForWriting(table)
        let layout = try cluster.layouts.layout(of: table)
        let first = try cluster.rowIdentifiers.allocate(table.storageID, count: rows.count)
        let number = try transactionNumber()
        let stored = storedColumns(layout, rows)
        var outcomes: [InsertOutcome] = []
        outcomes.reserveCapacity(rows.count)
        var bytes: [UInt8] = []
        for row in 0..<rows.count {
            let rowID = first + UInt64(row)
            if let conflict = try insertEntries(table, rows, row, rowID, conflicts) {
                outcomes.append(conflict)
                continue
            }
            try putRow(layout, stored, row, rowID, number, isNew: true, &bytes)
            for position in layout.vectors {
                let value = rows.columns[liveIndex(layout, position)][row]
                if value.isNull { continue }
                try putVector(layout, position, rowID, value, isNew: true, &bytes)
            }
            try insertVectorKeys(rows, row, rowID)
            storage.record(.inserted(table: table.storageID, firstRow: rowID, count: 1))
            rowChanges[table.storageID, default: RowChanges()].inserted += 1
            outcomes.append(.inserted(rowID))
        }
        return outcomes
    }

    /// Replaces rows that this transaction has locked.
    ///
    /// `changed`: The numbers of the columns that may differ; vectors and indexes that
    ///   none of them touch are left alone.
    public func update(
        _ table: TableDescription,
        rowIDs: [UInt64],
        old: RowImages,
        new: RowImages,
        changed: Set<Int16>
    ) throws(DatabaseError) {
        try lockForWriting(table)
        let layout = try cluster.layouts.layout(of: table)
        let number = try transactionNumber()
        let stored = storedColumns(layout, new)
        var bytes: [UInt8] = []
        for (row, rowID) in rowIDs.enumerated() {
            try updateEntries(table, old, new, row, rowID)
            try updateVectorKeys(old, new, row, rowID, changed: changed)
            rewrittenRows.insert(table.storageID, rowID)
            try putRow(layout, stored, row, rowID, number, isNew: false, &bytes)
            var vectors: UInt64 = 0
            for position in layout.vectors where changed.contains(Int16(position + 1)) {
                vectors |= 1 << UInt64(min(position, 63))
                let value = new.columns[liveIndex(layout, position)][row]
                if value.isNull {
                    try deleteVector(layout, position, rowID)
                } else {
                    try putVector(layout, position, rowID, value, isNew: false, &bytes)
                }
            }
            storage.record(
                .updated(table: table.storageID, firstRow: rowID, count: 1, vectors: vectors)
            )
            rowChanges[table.storageID, default: RowChanges()].updated += 1
        }
    }

    /// Deletes rows that this transaction has locked.
    public func delete(
        _ table: TableDescription,
        rowIDs: [UInt64],
        old: RowImages
    ) throws(DatabaseError) {
        try lockForWriting(table)
        let layout = try cluster.layouts.layout(of: table)
        _ = try transactionNumber()
        for (row, rowID) in rowIDs.enumerated() {
            for keys in old.indexKeys
            where !keys.index.isVectorIndex && keys.isIncluded?[row] ?? true {
                try deleteEntry(keys, row, rowID)
            }
            try deleteVectorKeys(old, row, rowID)
            rewrittenRows.insert(table.storageID, rowID)
            let key = RowKey.row(layout.storageID, rowID)
            try Relations.stored { () throws(StorageError) in
                try storage.delete(.rows, key.span.bytes, isLocked: true)
            }
            for position in layout.vectors { try deleteVector(layout, position, rowID) }
            storage.record(.deleted(table: table.storageID, firstRow: rowID, count: 1))
            rowChanges[table.storageID, default: RowChanges()].deleted += 1
        }
    }

    /// The row columns as they are encoded: vectors as booleans, dropped columns as NULL.
    private func storedColumns(_ layout: TableLayout, _ rows: RowImages) -> [Column] {
        var next = 0
        return layout.types.indices.map { position in
            guard next < layout.live.count, layout.live[next] == position else {
                return Column(
                    layout.encoder.types[position],
                    repeating: .null,
                    count: rows.count
                )
            }
            let column = rows.columns[next]
            next += 1
            guard layout.vectors.contains(position) else { return column }
            return Column(
                .bool,
                .bool(Array(repeating: true, count: rows.count)),
                nulls: column.nulls
            )
        }
    }

    private func liveIndex(_ layout: TableLayout, _ position: Int) -> Int {
        layout.live.firstIndex(of: position) ?? 0
    }

    private func putRow(
        _ layout: TableLayout,
        _ columns: [Column],
        _ row: Int,
        _ rowID: UInt64,
        _ number: UInt64,
        isNew: Bool,
        _ bytes: inout [UInt8]
    ) throws(DatabaseError) {
        bytes.removeAll(keepingCapacity: true)
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
        layout.encoder.encode(columns, row: row, into: &bytes)
        let key = RowKey.row(layout.storageID, rowID)
        try put(.rows, key, bytes, isNew: isNew, prefixLength: RowKey.rowPrefixLength)
    }

    private func putVector(
        _ layout: TableLayout,
        _ position: Int,
        _ rowID: UInt64,
        _ vector: Value,
        isNew: Bool,
        _ bytes: inout [UInt8]
    ) throws(DatabaseError) {
        bytes.removeAll(keepingCapacity: true)
        VectorBytes.append(vector, to: &bytes)
        let key = RowKey.vector(layout.storageID, Int16(position + 1), rowID)
        try put(.vectors, key, bytes, isNew: isNew, prefixLength: RowKey.vectorPrefixLength)
    }

    private func put(
        _ family: ColumnFamily,
        _ key: [UInt8],
        _ value: [UInt8],
        isNew: Bool,
        prefixLength: Int
    ) throws(DatabaseError) {
        try Relations.stored { () throws(StorageError) in
            let (key, value) = (key.span.bytes, value.span.bytes)
            if isNew {
                try storage.add(family, key, value, prefixLength: prefixLength)
            } else {
                try storage.put(family, key, value, isLocked: true)
            }
        }
    }

    private func deleteVector(
        _ layout: TableLayout,
        _ position: Int,
        _ rowID: UInt64
    ) throws(DatabaseError) {
        let key = RowKey.vector(layout.storageID, Int16(position + 1), rowID)
        try Relations.stored { () throws(StorageError) in
            try storage.delete(.vectors, key.span.bytes, isLocked: true)
        }
    }
}
