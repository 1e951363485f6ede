// SPDX-License-Identifier: Apache-2.0

public import Schemas
import Storage
public import Values

/// The entries of a new index for the rows that its table has, which nobody else can change.
///
/// Entries are sorted before they are written: many of them go to table files, whose keys ascend,
/// and few to the transaction's own writes, where a million in random order would take ten times as
/// long. Nor does anybody else know the index, so that no key needs a lock.
public struct EntryBuilder {
    private let transaction: RelationTransaction
    private let table: TableDescription
    private let index: IndexDescription
    private let chunkBytes: Int
    /// The keys that are not yet written, end to end.
    private var bytes: [UInt8] = []
    private var entries: [Entry] = []
    /// Whether earlier chunks are written, where a unique key may be already.
    private var hasWritten = false

    private struct Entry {
        /// The first eight bytes behind the index's prefix, which nearly always decide the order.
        let start: UInt64
        let offset: Int
        let count: UInt32
        let isUnique: Bool
        let rowID: UInt64

        var range: Range<Int> { offset..<offset + Int(count) }

        init(_ key: [UInt8], isUnique: Bool, _ rowID: UInt64, at offset: Int) {
            var start: UInt64 = 0
            for position in EntryKey.prefixLength..<EntryKey.prefixLength + 8 {
                start = start << 8 | (position < key.count ? UInt64(key[position]) : 0)
            }
            self.start = start
            self.offset = offset
            count = UInt32(key.count)
            self.isUnique = isUnique
            self.rowID = rowID
        }
    }

    /// Begins the entries of `index`, which `transaction` has catalogued, on the locked `table`.
    ///
    /// `chunkBytes`: Bytes of keys that are sorted at once.
    public init(
        _ transaction: RelationTransaction,
        _ table: TableDescription,
        _ index: IndexDescription,
        chunkBytes: Int = 256 << 20
    ) {
        self.chunkBytes = chunkBytes
        self.transaction = transaction
        self.table = table
        self.index = index
    }

    /// Adds the entries of rows.
    ///
    /// - Throws: 54000 for a key that is too long, and what ``finish()`` throws.
    public mutating func add(
        rowIDs: [UInt64],
        _ keys: RowImages.IndexKeys
    ) throws(DatabaseError) {
        let holdsVectors = index.isVectorIndex
        for (row, rowID) in rowIDs.enumerated() where keys.isIncluded?[row] ?? true {
            if holdsVectors {
                let vector = keys.keys[0][row]
                if !vector.isNull { try transaction.putVectorKey(index, rowID, vector) }
                continue
            }
            let entry = try EntryKey.make(index, keys.keys, row: row, rowID: rowID)
            entries.append(Entry(entry.key, isUnique: entry.isUnique, rowID, at: bytes.count))
            bytes += entry.key
        }
        if bytes.count >= chunkBytes { try finish() }
    }

    /// Writes what has been added.
    ///
    /// - Throws: 23505 when two rows have the same unique key.
    /// - Complexity: O(n log n) in the rows added.
    public mutating func finish() throws(DatabaseError) {
        sort()
        var previous: [UInt8] = []
        for entry in entries {
            let key = Array(bytes[entry.range])
            if entry.isUnique {
                let isRepeated = try isWritten(key, entry.rowID)
                if key == previous || isRepeated { throw try duplicate(key) }
            }
            try transaction.addEntry(key, entry.isUnique, entry.rowID)
            previous = key
        }
        hasWritten = true
        bytes.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
    }

    private mutating func sort() {
        bytes.withUnsafeBufferPointer { bytes in
            entries.sort { left, right in
                if left.start != right.start { return left.start < right.start }
                return bytes[left.range].lexicographicallyPrecedes(bytes[right.range])
            }
        }
    }

    /// Whether an earlier chunk has the unique `key`.
    private func isWritten(_ key: [UInt8], _ rowID: UInt64) throws(DatabaseError) -> Bool {
        guard hasWritten, let other = try transaction.existingRow(key) else { return false }
        return other != rowID
    }

    private func duplicate(_ key: [UInt8]) throws(DatabaseError) -> DatabaseError {
        var columns = index.keys.map { Column($0.type, capacity: 1) }
        try EntryKey.decode(key, index, into: &columns)
        let keys = RowImages.IndexKeys(index: index, keys: columns)
        return transaction.duplicatedKey(table, keys, 0)
    }
}
