// SPDX-License-Identifier: Apache-2.0

import CRocksDB
import Synchronization

/// Writing many new entries without holding them all in memory.
extension Transaction {
    /// Sets the value of a new `key`: no commit has it, this transaction does not have it, and
    /// nobody else can write it.
    ///
    /// Once the transaction has written more than fits well into memory, what is added goes to
    /// sorted table files, which the commit takes over. Reads, savepoints and the commit settle
    /// first what concerns them.
    ///
    /// - Parameters:
    ///   - family: Where the key is.
    ///   - key: Any bytes; those that begin alike should ascend, else they make many files.
    ///   - value: Any bytes.
    ///   - prefixLength: How many bytes the keys of one ascending series have in common.
    /// - Throws: ``StorageError/diskFull(_:)``, ``StorageError/io(_:)``.
    public func add(
        _ family: ColumnFamily,
        _ key: RawSpan,
        _ value: RawSpan,
        prefixLength: Int
    ) throws(StorageError) {
        if load == nil, writtenBytes < store.stagingSizes.threshold {
            return try put(family, key, value, isLocked: true)
        }
        let load = try stagingLoad()
        if try !load.add(family, key, value, prefixLength: prefixLength) {
            try settle()
            _ = try load.add(family, key, value, prefixLength: prefixLength)
        }
        written |= family.bit
        if stagedCount < load.files.count { try stage(load) }
    }

    private func stagingLoad() throws(StorageError) -> BulkLoad {
        if let load { return load }
        _ = begun()
        let number = store.loadCounter.add(1, ordering: .relaxed).newValue
        let made = try BulkLoad(store.engine, number: number, store.stagingSizes)
        load = made
        return made
    }

    /// Makes everything added readable: little goes to the write batch, more has become files.
    func settle() throws(StorageError) {
        guard let load else { return }
        let handle = begun()
        try load.settle { (family, records) throws(StorageError) in
            try records.withBytes { records throws(StorageError) in
                try checked { status in
                    crocks_transaction_put_all(handle, family.rawValue, records, status)
                }
            }
        }
        try stage(load)
    }

    /// Makes finished files readable.
    private func stage(_ load: BulkLoad) throws(StorageError) {
        let handle = begun()
        while stagedCount < load.files.count {
            let file = load.files[stagedCount]
            try checked { status in
                crocks_transaction_stage(handle, file.family.rawValue, file.path, status)
            }
            stagedCount += 1
        }
    }

    /// Makes added entries readable when `key` may be among them.
    func settle(_ family: ColumnFamily, _ key: RawSpan) throws(StorageError) {
        for stream in pendingStreams(family) where stream.mayHold(key) { return try settle() }
    }

    /// Makes added entries readable when one of `keys` may be among them.
    func settle(_ family: ColumnFamily, _ keys: KeyList) throws(StorageError) {
        if pendingStreams(family).isEmpty { return }
        for index in 0..<keys.count { try settle(family, keys.key(index).span.bytes) }
    }

    /// Makes added entries readable when some in `range` may be among them.
    func settle(_ family: ColumnFamily, _ range: KeyRange) throws(StorageError) {
        for stream in pendingStreams(family) where stream.mayHold(range) { return try settle() }
    }

    private func pendingStreams(_ family: ColumnFamily) -> [EntryStream] {
        load?.streams.filter { $0.family == family } ?? []
    }

    /// Forgets what is not settled and all files but the first `count`.
    func truncateLoad(to count: Int) {
        guard let load else { return }
        if let handle { crocks_transaction_unstage(handle, count) }
        stagedCount = min(stagedCount, count)
        load.truncate(to: count)
    }

    /// The table files to commit; nil when there are none.
    func finishedLoad() throws(StorageError) -> BulkLoad? {
        try settle()
        guard let load, !load.files.isEmpty else { return nil }
        try load.synchronizeDirectory()
        return load
    }
}
