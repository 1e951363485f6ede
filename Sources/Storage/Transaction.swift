// SPDX-License-Identifier: Apache-2.0

import CRocksDB
public import Platform
import Synchronization

/// How a lock is held: alone, or together with other readers.
public enum LockMode: Sendable {
    case shared
    case exclusive
}

/// How long to wait for a lock.
public struct LockWait: Sendable, Equatable {
    /// Milliseconds; nil is without end.
    public let milliseconds: Int?

    /// Until it is free or a deadlock is found.
    public static let forever = LockWait(milliseconds: nil)
    /// Not at all.
    public static let never = LockWait(milliseconds: 0)

    /// At most `milliseconds`; nil is without end.
    public init(milliseconds: Int?) { self.milliseconds = milliseconds }
}

/// A lock that a transaction asks for.
struct LockRequest {
    let family: ColumnFamily
    let key: crocks_bytes
    let mode: LockMode
}

/// A pessimistic transaction: locks are taken as it goes, writes become visible at the commit.
///
/// Used by one thread at a time. Dropping it without a commit rolls it back. After
/// ``StorageError/deadlock`` it must be rolled back, to its start or to a savepoint before the
/// locks the other side waits for.
public final class Transaction {
    /// What a rollback to a savepoint restores besides the engine's own state.
    struct Mark {
        let changes: Int
        let written: UInt8
        let files: Int
    }

    let store: Store
    /// Polled while this transaction waits for locks.
    public let interrupt: Interrupt
    /// The engine's transaction, begun with the first lock or write.
    private(set) var handle: OpaquePointer?
    var changes = ChangeRecordBuilder()
    var written: UInt8 = 0
    var marks: [Mark] = []
    /// New entries that stay out of the write batch, when there are any.
    var load: BulkLoad?
    /// How many of the load's files can be read.
    var stagedCount = 0
    private(set) var hasSnapshot = false
    private(set) var isEnded = false

    init(store: Store, interrupt: Interrupt) {
        self.store = store
        self.interrupt = interrupt
    }

    deinit { if let handle { crocks_end(handle) } }

    /// Whether it has written anything that a commit would make visible.
    public var hasWrites: Bool { written != 0 || !changes.isEmpty }

    /// Memory its writes take until the commit, in bytes.
    public var writtenBytes: Int {
        guard let handle else { return 0 }
        return crocks_transaction_bytes(handle) + changes.bytes.count
    }

    /// What ``LockWaits`` know it by; nil while it has no locks.
    public var id: UInt64? { handle.map { crocks_transaction_id($0) } }

    func hasWritten(_ family: ColumnFamily) -> Bool { written & family.bit != 0 }

    /// The engine's transaction, begun when there is none yet.
    func begun() -> OpaquePointer {
        precondition(!isEnded, "a transaction was used after its end")
        if let handle { return handle }
        let handle = crocks_begin(store.engine.handle)
        for _ in marks { crocks_set_savepoint(handle) }
        self.handle = handle
        return handle
    }

    /// Takes the snapshot that the whole transaction reads at, for REPEATABLE READ.
    ///
    /// From now on locking a key that changed after it throws ``StorageError/conflict``.
    public func takeSnapshot() -> Snapshot {
        let handle = begun()
        hasSnapshot = true
        return store.commitState.withLock { state in
            // Both under the mutex of commits, so both stand at the same commit.
            crocks_set_snapshot(handle)
            return store.snapshot(&state)
        }
    }

    /// What `snapshot` sees with this transaction's writes on top: those made up to `mark`, or all.
    public func view(at snapshot: Snapshot, _ mark: WritesMark? = nil) -> ReadView {
        ReadView(engine: store.engine, snapshot: snapshot, transaction: self, mark: mark)
    }

    /// Locks `key`, whether it exists or not, and reads its newest committed or own value.
    ///
    /// - Parameters:
    ///   - family: Where the key is.
    ///   - key: Any bytes.
    ///   - mode: Shared locks allow each other; an upgrade waits for the other sharers.
    ///   - wait: How long; waiting polls ``interrupt`` every few milliseconds.
    ///   - validates: Whether a key changed after ``takeSnapshot()`` is a conflict.
    ///   - value: Receives the value.
    /// - Returns: Whether the key has a value.
    /// - Throws: ``StorageError/lockTimeout``, ``StorageError/deadlock``,
    ///   ``StorageError/conflict``, ``StorageError/interrupted(_:)``.
    /// - Complexity: About 3 microseconds without a wait.
    public func lock(
        _ family: ColumnFamily,
        _ key: RawSpan,
        _ mode: LockMode = .exclusive,
        wait: LockWait = .forever,
        validates: Bool = true,
        into value: inout PinnedValue
    ) throws(StorageError) -> Bool {
        try settle(family, key)
        let target = value.prepare(store.engine)
        return try lock(family, key, mode, wait, validates, target)
    }

    /// Locks `key` without reading it.
    ///
    /// - Throws: As ``lock(_:_:_:wait:validates:into:)``.
    public func lock(
        _ family: ColumnFamily,
        _ key: RawSpan,
        _ mode: LockMode = .exclusive,
        wait: LockWait = .forever,
        validates: Bool = true
    ) throws(StorageError) {
        _ = try lock(family, key, mode, wait, validates, nil)
    }

    private func lock(
        _ family: ColumnFamily,
        _ key: RawSpan,
        _ mode: LockMode,
        _ wait: LockWait,
        _ validates: Bool,
        _ target: OpaquePointer?
    ) throws(StorageError) -> Bool {
        let handle = begun()
        return try key.withBytes { key throws(StorageError) in
            let request = LockRequest(family: family, key: key, mode: mode)
            return try waiting(wait, request) { milliseconds, status in
                crocks_lock(
                    handle,
                    family.rawValue,
                    key,
                    mode == .exclusive,
                    validates && hasSnapshot,
                    milliseconds,
                    target,
                    status
                )
            }
        }
    }

    /// Lets go of a lock that protects nothing written, such as that of a row that was skipped.
    public func unlock(_ family: ColumnFamily, _ key: RawSpan) {
        guard let handle else { return }
        key.withBytes { crocks_unlock(handle, family.rawValue, $0) }
    }

    /// Sets the value of `key`.
    ///
    /// - Parameters:
    ///   - family: Where the key is.
    ///   - key: Any bytes.
    ///   - value: Any bytes.
    ///   - isLocked: Promises that nobody else can write the key, because this transaction holds
    ///     its lock or the lock of what owns it, or has just made its id.
    ///   - wait: How long to wait for the lock otherwise.
    /// - Throws: As ``lock(_:_:_:wait:validates:into:)`` unless `isLocked`.
    public func put(
        _ family: ColumnFamily,
        _ key: RawSpan,
        _ value: RawSpan,
        isLocked: Bool = false,
        wait: LockWait = .forever
    ) throws(StorageError) {
        try settle(family, key)
        let handle = begun()
        try key.withBytes { key throws(StorageError) in
            try value.withBytes { value throws(StorageError) in
                let request = LockRequest(family: family, key: key, mode: .exclusive)
                try waiting(wait, request) { milliseconds, status in
                    crocks_transaction_put(
                        handle,
                        family.rawValue,
                        key,
                        value,
                        !isLocked,
                        milliseconds,
                        status
                    )
                }
            }
        }
        written |= family.bit
    }

    /// Removes `key`, whether it exists or not; parameters and errors as for `put`.
    public func delete(
        _ family: ColumnFamily,
        _ key: RawSpan,
        isLocked: Bool = false,
        wait: LockWait = .forever
    ) throws(StorageError) {
        try settle(family, key)
        let handle = begun()
        try key.withBytes { key throws(StorageError) in
            let request = LockRequest(family: family, key: key, mode: .exclusive)
            try waiting(wait, request) { milliseconds, status in
                crocks_transaction_delete(
                    handle,
                    family.rawValue,
                    key,
                    !isLocked,
                    milliseconds,
                    status
                )
            }
        }
        written |= family.bit
    }

    /// Adds to the change record of the commit.
    public func record(_ change: Change) { changes.append(change) }

    /// Rolls back everything and lets go of all locks; the transaction has ended.
    public func rollback() { end() }

    func end() {
        isEnded = true
        if let handle { crocks_end(handle) }
        handle = nil
        load = nil
        stagedCount = 0
        written = 0
        marks = []
        changes = ChangeRecordBuilder()
    }

    /// Calls `attempt` with short waits until it succeeds, fails, the wait is over or the
    /// interrupt is raised.
    private func waiting<Result>(
        _ wait: LockWait,
        _ request: LockRequest,
        _ attempt: (Int64, UnsafeMutablePointer<crocks_status>) -> Result
    ) throws(StorageError) -> Result {
        // RocksDB cannot be woken from a lock wait, so it waits in slices. Waiters stand in no
        // queue there, so coming back loses no place.
        let slice = 20
        var deadline: MonotonicTime?
        var milliseconds = min(wait.milliseconds ?? slice, slice)
        var shown: OpaquePointer?
        defer { if let shown { store.lockWaits.end(shown) } }
        while true {
            do throws(StorageError) {
                return try checked { status in attempt(Int64(milliseconds), status) }
            } catch .lockTimeout {
                if interrupt.isRaised { throw .interrupted(interrupt.reason) }
                if shown == nil, let handle {
                    store.lockWaits.begin(handle, interrupt)
                    shown = handle
                }
                guard let total = wait.milliseconds else { continue }
                let end = deadline ?? .after(milliseconds: max(0, total - milliseconds))
                deadline = end
                let left = Int(clamping: (end.nanoseconds(since: .now) + 999_999) / 1_000_000)
                if left == 0 { throw .lockTimeout }
                milliseconds = min(left, slice)
            } catch {
                switch error {
                case .deadlock where isUpgrade(request):
                    return try upgrading(request, wait, attempt)
                case .deadlock: store.deadlockCounter.add()
                case .conflict: store.conflictCounter.add()
                default: break
                }
                throw error
            }
        }
    }
}
