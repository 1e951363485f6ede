// SPDX-License-Identifier: Apache-2.0

import CRocksDB
import Platform
import Synchronization

extension Transaction {
    /// Makes all writes visible at once, and durable before it returns.
    ///
    /// Under one short mutex: the next position is taken, `prepare` learns it, the batch and the
    /// change record go to the log and the memtables and the locks are let go of, `publish` hands
    /// the change to what derives from it, and snapshots see it. Outside the mutex the log is
    /// synced, together with the commits of other threads.
    ///
    /// - Parameters:
    ///   - synchronous: false returns before the sync, which then follows within
    ///     ``StoreOptions/asynchronousCommitMilliseconds``.
    ///   - prepare: Runs under the mutex while the transaction still has its locks, for what those
    ///     who get them next must know; the commit may fail afterwards. The same holds for it as for
    ///     `publish`.
    ///   - publish: Runs under the mutex after the writes cannot fail any more; must be short,
    ///     must not throw, block, log or use the store. It may replace the attachment.
    /// - Returns: The commit's position; nil when nothing was written.
    /// - Throws: ``StorageError/diskFull(_:)``, ``StorageError/io(_:)`` when nothing was
    ///   committed; ``StorageError/failed(_:)`` when that cannot be known before the store is
    ///   opened again. The transaction has ended in every case.
    @discardableResult
    public func commit(
        synchronous: Bool = true,
        prepare: (LSN) -> Void = { _ in },
        publish: (LSN, inout Attachment?) -> Void = { _, _ in }
    ) throws(StorageError) -> LSN? {
        precondition(!isEnded, "a transaction was used after its end")
        defer { end() }
        guard hasWrites else { return nil }
        let load = try finishedLoad()
        let handle = begun()
        let record = changes.finished(at: WallClock.microseconds)
        let lsn =
            if load == nil {
                try store.commit(handle, record, nil, prepare, publish)
            } else {
                try store.loadGate.withLock { _ throws(StorageError) in
                    try store.commit(handle, record, load, prepare, publish)
                }
            }
        if synchronous {
            try store.log.wait(for: lsn.rawValue, visible: store.visible)
        } else {
            store.log.request(lsn.rawValue)
        }
        return lsn
    }
}

extension Store {
    /// The critical section of a commit.
    func commit(
        _ transaction: OpaquePointer,
        _ record: [UInt8],
        _ load: BulkLoad?,
        _ prepare: (LSN) -> Void,
        _ publish: (LSN, inout Attachment?) -> Void
    ) throws(StorageError) -> LSN {
        // The snapshot that is replaced is released outside the mutex.
        var replaced: Snapshot?
        defer { withExtendedLifetime(replaced) {} }
        let lsn = try commitState.withLock { state throws(StorageError) -> LSN in
            if let failure = log.failure { throw failure }
            let lsn = LSN(state.next)
            // A number is never given twice, even when its commit failed: the log may hold it.
            state.next += 1
            try resume(&state)
            prepare(lsn)
            do throws(StorageError) {
                if let load {
                    try write(transaction, lsn, record, load)
                } else {
                    try write(transaction, lsn, record)
                }
            } catch {
                state.isImpaired = true
                throw error
            }
            publish(lsn, &state.attachment)
            replaced = state.current
            state.current = nil
            visible.store(lsn.rawValue, ordering: .releasing)
            return lsn
        }
        commitCounter.add()
        return lsn
    }

    /// Lets the engine write again after a failed write, when the reason is gone.
    ///
    /// What failed was not committed: the engine writes its memtables to files and begins a new
    /// log, so half a record at the end of the old one is never read.
    private func resume(_ state: inout CommitState) throws(StorageError) {
        guard state.isImpaired else { return }
        try checked { status in crocks_resume(engine.handle, status) }
        state.isImpaired = false
    }

    /// Puts the batch and the change record into log and memtables.
    private func write(
        _ transaction: OpaquePointer,
        _ lsn: LSN,
        _ record: [UInt8]
    ) throws(StorageError) {
        let key = lsn.key
        try key.span.bytes.withBytes { key throws(StorageError) in
            try record.span.bytes.withBytes { change throws(StorageError) in
                try checked { status in crocks_commit(transaction, key, change, status) }
            }
        }
    }
}
