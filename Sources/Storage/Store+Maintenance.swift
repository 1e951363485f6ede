// SPDX-License-Identifier: Apache-2.0

import CRocksDB
import Platform

extension Store {
    /// Frees everything in `range`, which no commit after `dropped` can read.
    ///
    /// Commits up to `dropped` are made durable. Snapshots taken before it keep seeing the range. Whole files go at once when there are no
    /// such snapshots, the rest with later compactions.
    ///
    /// - Returns: false when older snapshots kept files from going; call again once they have.
    /// - Throws: ``StorageError/io(_:)``, ``StorageError/diskFull(_:)``.
    @discardableResult
    public func purge(
        _ family: ColumnFamily,
        _ range: KeyRange,
        droppedAt dropped: LSN
    ) throws(StorageError) -> Bool {
        let isUnseen = oldestSnapshotLSN >= dropped
        if isUnseen {
            // Files go at once, and a loss of power must not bring back what was in them.
            if durableLSN < dropped { try synchronize(through: dropped) }
            try deleteFiles(family, range)
        }
        try deleteRange(family, range)
        return isUnseen
    }

    /// Rewrites `range` so that what was deleted in it frees its space, and waits.
    public func compact(_ family: ColumnFamily, _ range: KeyRange = .all) throws(StorageError) {
        try withBounds(range) { lower, upper throws(StorageError) in
            try checked { status in
                crocks_compact(engine.handle, family.rawValue, lower, upper, status)
            }
        }
    }

    /// Writes what is in memory to table files and waits; shortens the next recovery.
    public func flush() throws(StorageError) {
        try checked { status in crocks_flush(engine.handle, status) }
    }

    /// Reads every block of every file and compares its checksum.
    ///
    /// - Throws: ``StorageError/corruption(_:)`` naming the first damaged file.
    public func verifyChecksums() throws(StorageError) {
        try checked { status in crocks_verify_checksums(engine.handle, status) }
    }

    /// Makes a consistent copy of the store in the new directory `path`, which can be opened.
    ///
    /// Table files are linked rather than copied where the file system allows, so it takes
    /// milliseconds and no space until either side changes.
    public func checkpoint(to path: String) throws(StorageError) {
        guard engine.paths != nil else {
            throw .notSupported("a store in memory has no files to copy")
        }
        if FileSystem.exists(path) { throw .notAStore(path: path) }
        let target = StorePaths(root: path)
        try platform { () throws(PlatformError) in try FileSystem.createDirectory(path) }
        try loadGate.withLock { _ throws(StorageError) in
            try checked { status in crocks_checkpoint(engine.handle, target.database, status) }
        }
        try FormatFile.write(target)
    }

    /// Bytes of files and memory that hold `range`, estimated.
    public func approximateBytes(_ family: ColumnFamily, _ range: KeyRange) -> Int {
        withBounds(KeyRange(lower: range.lower ?? [], upper: range.upper ?? [0xFF, 0xFF, 0xFF])) {
            lower,
            upper in
            Int(clamping: crocks_approximate_bytes(engine.handle, family.rawValue, lower, upper))
        }
    }

    /// A property of one family by the engine's name for it, such as `rocksdb.stats`.
    public func property(_ family: ColumnFamily, _ name: String) -> String? {
        guard let text = crocks_text_property(engine.handle, family.rawValue, name) else {
            return nil
        }
        defer { crocks_free(text) }
        return String(cString: text)
    }

    /// Makes operations fail from now on, for tests; see `crocks_inject_fault`.
    package func injectFault(_ operations: Int, isNoSpace: Bool) {
        crocks_inject_fault(engine.handle, Int32(operations), isNoSpace)
    }

    func deleteRange(_ family: ColumnFamily, _ range: KeyRange) throws(StorageError) {
        try withClosedBounds(range) { lower, upper throws(StorageError) in
            try checked { status in
                crocks_delete_range(engine.handle, family.rawValue, lower, upper, status)
            }
        }
        forgetSnapshot()
    }

    func deleteFiles(_ family: ColumnFamily, _ range: KeyRange) throws(StorageError) {
        try withClosedBounds(range) { lower, upper throws(StorageError) in
            try checked { status in
                crocks_delete_files(engine.handle, family.rawValue, lower, upper, status)
            }
        }
    }

    /// Lends both bounds, an open end as a key above all that are used: ids come first in a key
    /// and never have all bits set.
    private func withClosedBounds<Result>(
        _ range: KeyRange,
        _ body: (crocks_bytes, crocks_bytes) throws(StorageError) -> Result
    ) throws(StorageError) -> Result {
        let upper = range.upper ?? [UInt8](repeating: 0xFF, count: 16)
        return try withBounds(KeyRange(lower: range.lower ?? [], upper: upper), body)
    }

    private func withBounds<Result, Failure: Error>(
        _ range: KeyRange,
        _ body: (crocks_bytes, crocks_bytes) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let none = crocks_bytes(data: nil, size: 0)
        let first = range.lower ?? []
        let last = range.upper ?? []
        return try first.span.bytes.withBytes { lower throws(Failure) in
            try last.span.bytes.withBytes { upper throws(Failure) in
                try body(
                    range.lower == nil ? none : lower,
                    range.upper == nil ? none : upper
                )
            }
        }
    }
}

/// Counters of a store since it was opened.
public struct StoreStatistics: Sendable {
    /// Blocks found in the cache.
    public var cacheHits: Int
    /// Blocks read from a file.
    public var cacheMisses: Int
    /// Bytes of blocks in the cache.
    public var cacheUsedBytes: Int
    /// Bytes of blocks the cache may hold.
    public var cacheCapacityBytes: Int
    /// Bytes written to the write-ahead log.
    public var logBytesWritten: Int
    /// Syncs of the write-ahead log.
    public var logSyncs: Int
    /// Bytes written by flushes.
    public var flushBytesWritten: Int
    /// Bytes read by compactions.
    public var compactionBytesRead: Int
    /// Bytes written by compactions.
    public var compactionBytesWritten: Int
    /// How long writers were held back for compactions, in microseconds.
    public var stallMicroseconds: Int
    /// Bytes of table files of all families.
    public var tableBytes: Int
}

extension Store {
    /// The counters now.
    public var statistics: StoreStatistics {
        var native = crocks_statistics()
        crocks_read_statistics(engine.handle, &native)
        var tableBytes = 0
        for family in ColumnFamily.allCases {
            var value: UInt64 = 0
            if crocks_integer_property(
                engine.handle,
                family.rawValue,
                "rocksdb.total-sst-files-size",
                &value
            ) {
                tableBytes += Int(clamping: value)
            }
        }
        return StoreStatistics(
            cacheHits: Int(clamping: native.cache_hits),
            cacheMisses: Int(clamping: native.cache_misses),
            cacheUsedBytes: Int(clamping: native.cache_used_bytes),
            cacheCapacityBytes: Int(clamping: native.cache_capacity_bytes),
            logBytesWritten: Int(clamping: native.log_bytes_written),
            logSyncs: Int(clamping: native.log_syncs),
            flushBytesWritten: Int(clamping: native.flush_bytes_written),
            compactionBytesRead: Int(clamping: native.compaction_bytes_read),
            compactionBytesWritten: Int(clamping: native.compaction_bytes_written),
            stallMicroseconds: Int(clamping: native.stall_microseconds),
            tableBytes: tableBytes
        )
    }
}
