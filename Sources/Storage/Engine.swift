// SPDX-License-Identifier: Apache-2.0

import CRocksDB
import Platform

/// The open RocksDB database, closed when the last object that reads from it has gone.
///
/// Every snapshot, transaction, scan and value holds it strongly, so that it outlives them:
/// RocksDB ends the process when a database is closed under a live child.
///
/// Sendable because a database may be used by any number of threads without external
/// synchronisation (rocksdb/db.h, class DB).
final class Engine: @unchecked Sendable {
    let handle: OpaquePointer
    /// Directories of the store; nil in memory.
    let paths: StorePaths?
    private let lock: FileLock?

    init(
        paths: StorePaths?,
        lock: FileLock?,
        options: StoreOptions,
        maximumOpenFiles: Int
    ) throws(StorageError) {
        self.paths = paths
        self.lock = lock
        var status = crocks_status()
        let handle = (paths?.database ?? "/memory").withCString { path -> OpaquePointer? in
            var native = crocks_options(
                path: path,
                in_memory: paths == nil,
                create_if_missing: options.createsIfMissing,
                cache_bytes: UInt64(clamping: options.cacheBytes),
                write_buffer_bytes: UInt64(clamping: options.writeBufferBytes),
                background_threads: Int32(clamping: options.backgroundThreads),
                compaction_bytes_per_second: UInt64(clamping: options.compactionBytesPerSecond),
                max_open_files: Int32(clamping: maximumOpenFiles),
                injects_faults: options.injectsFaults
            )
            return crocks_open_store(&native, &status)
        }
        guard let handle else { throw StorageError(consuming: status) }
        self.handle = handle
    }

    deinit { crocks_close_store(handle) }

    /// Makes every commit so far durable.
    func synchronizeLog() throws(StorageError) {
        try checked { status in crocks_sync_log(handle, status) }
    }

    /// Writes one pair outside any transaction.
    func put(_ family: Int32, key: RawSpan, value: RawSpan) throws(StorageError) {
        try key.withBytes { key throws(StorageError) in
            try value.withBytes { value throws(StorageError) in
                try checked { status in crocks_put(handle, family, key, value, status) }
            }
        }
    }

    /// Deletes one key outside any transaction.
    func delete(_ family: Int32, key: RawSpan) throws(StorageError) {
        try key.withBytes { key throws(StorageError) in
            try checked { status in crocks_delete(handle, family, key, status) }
        }
    }
}

extension RawSpan {
    /// Lends the bytes in the form the shim takes them; never NULL, which would mean "no bound".
    @inline(__always)
    func withBytes<Result: ~Copyable, Failure: Error>(
        _ body: (crocks_bytes) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try withUnsafeBytes { buffer throws(Failure) in
            if let start = buffer.baseAddress {
                return try body(crocks_bytes(data: start, size: buffer.count))
            }
            var nothing: UInt8 = 0
            return try Swift.withUnsafeBytes(of: &nothing) { empty throws(Failure) in
                try body(crocks_bytes(data: empty.baseAddress, size: 0))
            }
        }
    }
}

extension crocks_bytes {
    /// The bytes as a span that lives no longer than `owner` is borrowed.
    @_lifetime(borrow owner)
    func span<Owner: ~Copyable & ~Escapable>(borrowing owner: borrowing Owner) -> RawSpan {
        let buffer = UnsafeRawBufferPointer(start: data, count: data == nil ? 0 : size)
        return _overrideLifetime(RawSpan(_unsafeBytes: buffer), borrowing: owner)
    }
}
