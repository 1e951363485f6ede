// SPDX-License-Identifier: Apache-2.0

import CRocksDB
public import Platform
import Synchronization

/// Something a caller hangs onto the store's visible state, such as a version of the catalog.
///
/// It is replaced inside a commit and handed out with every ``Snapshot``, so both always agree.
public typealias Attachment = any AnyObject & Sendable

/// An open store, shared by every session: ordered bytes, transactions and one change log.
public final class Store: Sendable {
    /// What changes with every commit; held only for the short critical section of one.
    struct CommitState {
        /// The number the next commit takes.
        var next: UInt64
        var attachment: Attachment?
        /// The snapshot of the visible state, kept until the next commit so that readers share it.
        var current: Snapshot?
        /// Whether the engine may refuse writes until it is asked to resume, after a full disk.
        var isImpaired = false
    }

    let engine: Engine
    let commitState: Lock<CommitState>
    /// The last commit that snapshots see; written with `commitState` held.
    let visible: Atomic<UInt64>
    let log: LogSynchronizer
    private let synchronizer: OSThread
    /// Held while a bulk load is taken over or a copy is made, before `commitState`: a copy must
    /// not see a load's note without its files.
    let loadGate = Lock(())
    let registry = SnapshotRegistry()
    let loadCounter = Atomic<UInt64>(0)
    let stagingSizes: StagingSizes

    /// The counters of this store.
    public let counters = CounterSet()
    let commitCounter: Counter
    let conflictCounter: Counter
    /// The transactions that wait for locks.
    public let lockWaits = LockWaits()
    let deadlockCounter: Counter

    /// Opens the store in the directory `path`, creating it when it is absent.
    ///
    /// - Throws: ``StorageError/inUse(path:process:)``, ``StorageError/notAStore(path:)``,
    ///   ``StorageError/formatVersion(found:supported:)``, ``StorageError/corruption(_:)``,
    ///   ``StorageError/readOnly(_:)``, ``StorageError/io(_:)``, ``StorageError/diskFull(_:)``.
    public convenience init(
        path: String,
        options: StoreOptions = StoreOptions()
    ) throws(StorageError) {
        let paths = StorePaths(root: path)
        if !FileSystem.isDirectory(path), !options.createsIfMissing {
            throw .notAStore(path: path)
        }
        let lock = try Store.prepare(paths, options)
        let files = CurrentProcess.raiseOpenFileLimit()
        let engine = try Engine(
            paths: paths,
            lock: lock,
            options: options,
            // Every table stays open when the limit allows for a store of a terabyte.
            maximumOpenFiles: files >= 16_384 ? -1 : max(64, files / 2)
        )
        // A new directory entry that is not synced can vanish with all that was committed into it.
        try platform { () throws(PlatformError) in
            try FileSystem.synchronizeDirectory(path)
            try FileSystem.synchronizeDirectory(FileSystem.parent(of: path))
        }
        try self.init(engine: engine, options: options)
    }

    /// Opens an empty store whose files are in memory and vanish with it.
    public convenience init(inMemory options: StoreOptions) throws(StorageError) {
        var options = options
        options.createsIfMissing = true
        let engine = try Engine(
            paths: nil,
            lock: nil,
            options: options,
            maximumOpenFiles: -1
        )
        try self.init(engine: engine, options: options)
    }

    private init(engine: Engine, options: StoreOptions) throws(StorageError) {
        self.engine = engine
        stagingSizes = StagingSizes(threshold: options.stagingThresholdBytes)
        try Store.finishLoad(engine)
        let last = try Store.lastLSN(engine)
        commitState = Lock(CommitState(next: last + 1))
        visible = Atomic(last)
        let log = LogSynchronizer(engine, durable: last)
        let delay = options.asynchronousCommitMilliseconds
        self.log = log
        synchronizer = try platform { () throws(PlatformError) in
            try OSThread(name: "log-sync", stackBytes: 1 << 20) {
                log.serve(delayMilliseconds: delay)
            }
        }
        commitCounter = counters.makeCounter("commits_total")
        conflictCounter = counters.makeCounter("conflicts_total")
        deadlockCounter = counters.makeCounter("deadlocks_total")
    }

    deinit {
        log.stop()
        synchronizer.join()
    }

    private static func prepare(
        _ paths: StorePaths,
        _ options: StoreOptions
    ) throws(StorageError) -> FileLock {
        let lock: FileLock
        do throws(PlatformError) {
            try FileSystem.createDirectory(paths.root)
            lock = try FileLock(paths.lock)
        } catch {
            if error.isBusy {
                throw .inUse(path: paths.root, process: FileLock.holder(of: paths.lock))
            }
            throw StorageError(error)
        }
        try FormatFile.check(paths, createsIfMissing: options.createsIfMissing)
        return lock
    }

    /// The newest commit that a snapshot taken now sees.
    public var visibleLSN: LSN { LSN(visible.load(ordering: .acquiring)) }

    /// The newest commit known to survive a loss of power.
    ///
    /// A follower may record only positions up to here: what lies after it can still vanish in a
    /// crash, and its numbers be given to other commits.
    public var durableLSN: LSN { log.durable }

    /// A position that no live snapshot, and none to come, is older than; the oldest one seen by
    /// any when there are some.
    public var oldestSnapshotLSN: LSN {
        // In this order: a snapshot taken in between sees at least what is visible now.
        let visible = visibleLSN
        return min(visible, registry.oldest ?? visible)
    }

    /// The directory the store is in; nil in memory.
    public var directory: String? { engine.paths?.root }

    /// The attachment snapshots get now.
    public var attachment: Attachment? { commitState.withLock { $0.attachment } }

    /// Replaces the attachment outside a commit, while the store is being opened.
    public func setAttachment(_ attachment: Attachment?) {
        commitState.withLock { $0.attachment = attachment }
        forgetSnapshot()
    }

    /// Lets the next snapshot be a new one, after a change that is no commit.
    func forgetSnapshot() {
        let old = commitState.withLock { state -> Snapshot? in
            defer { state.current = nil }
            return state.current
        }
        withExtendedLifetime(old) {}
    }

    /// Takes a snapshot of everything committed so far; about 50 nanoseconds when nothing was
    /// committed since the last one, else about one microsecond.
    public func snapshot() -> Snapshot { commitState.withLock { snapshot(&$0) } }

    /// The snapshot of the visible state, with the mutex of commits held.
    func snapshot(_ state: inout CommitState) -> Snapshot {
        if let current = state.current { return current }
        let snapshot = Snapshot(
            engine: engine,
            registry: registry,
            lsn: LSN(visible.load(ordering: .relaxed)),
            attachment: state.attachment
        )
        state.current = snapshot
        return snapshot
    }

    /// Starts a transaction; costs nothing until it locks or writes.
    ///
    /// - Parameter interrupt: Polled while waiting for locks.
    /// - Returns: A transaction for one thread.
    public func begin(interrupt: Interrupt = Interrupt()) -> Transaction {
        Transaction(store: self, interrupt: interrupt)
    }

    /// What `snapshot` sees.
    public func view(at snapshot: Snapshot) -> ReadView {
        ReadView(engine: engine, snapshot: snapshot, transaction: nil, mark: nil)
    }

    /// Makes every commit so far durable, those that did not wait included.
    public func synchronize() throws(StorageError) {
        try log.wait(for: visible.load(ordering: .acquiring), visible: visible)
    }

    /// Makes commit `lsn` and all before it durable.
    public func synchronize(through lsn: LSN) throws(StorageError) {
        try log.wait(for: lsn.rawValue, visible: visible)
    }
}
