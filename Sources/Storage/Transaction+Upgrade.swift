// SPDX-License-Identifier: Apache-2.0

import CRocksDB
import Platform

/// Locks that a transaction shares with others and wants alone.
///
/// RocksDB 7.8 counts a transaction that shares a lock among those it waits for when it wants the
/// lock alone, and so reports a deadlock at once (corrected in later versions). Here it is only
/// asked whether the lock is free, which looks for no deadlock; that is done by ``LockWaits``.
extension Transaction {
    /// How long to wait between two questions whether the others are gone.
    private static let pauseMilliseconds = 2
    /// When to look for deadlocks once more, at first and at most: it goes through all locks.
    private static let leastCheckMilliseconds = 100
    private static let mostCheckMilliseconds = 5_000

    /// Whether `request` asks to have a lock alone that the transaction holds already.
    func isUpgrade(_ request: LockRequest) -> Bool {
        guard request.mode == .exclusive, let id else { return false }
        return store.holders(of: request).contains(id)
    }

    /// Calls `attempt` until nobody else shares the lock, the wait is over or the interrupt is raised.
    ///
    /// - Throws: ``StorageError/deadlock`` at once when another one waits for the same upgrade, and
    ///   soon when those who share the lock wait for this transaction in turn.
    func upgrading<Result>(
        _ request: LockRequest,
        _ wait: LockWait,
        _ attempt: (Int64, UnsafeMutablePointer<crocks_status>) -> Result
    ) throws(StorageError) -> Result {
        let handle = begun()
        defer { store.lockWaits.end(handle) }
        let end = wait.milliseconds.map { MonotonicTime.after(milliseconds: $0) }
        let pause = Signal(())
        var interval = Self.leastCheckMilliseconds
        var check = MonotonicTime.now
        var isSuspected = false
        while true {
            if check <= .now {
                let finding = store.lockWaits.upgrade(handle, interrupt, request, store)
                if finding == .deadlock || finding == .circle && isSuspected {
                    store.deadlockCounter.add()
                    throw .deadlock
                }
                isSuspected = finding == .circle
                if !isSuspected {
                    check = .after(milliseconds: interval)
                    interval = min(2 * interval, Self.mostCheckMilliseconds)
                }
            }
            do throws(StorageError) {
                return try checked { status in attempt(0, status) }
            } catch .lockTimeout {
                if interrupt.isRaised { throw .interrupted(interrupt.reason) }
                if let end, end <= .now { throw .lockTimeout }
                let next = MonotonicTime.after(milliseconds: Self.pauseMilliseconds)
                pause.wait(until: next) { _ -> Void? in nil }
            } catch {
                if error == .conflict { store.conflictCounter.add() }
                throw error
            }
        }
    }
}

extension Store {
    /// The ids of the transactions that hold the lock.
    func holders(of request: LockRequest) -> [UInt64] {
        var capacity = 64
        while true {
            var total = 0
            let ids = [UInt64](unsafeUninitializedCapacity: capacity) { buffer, count in
                guard let ids = buffer.baseAddress else { return }
                total = crocks_lock_holders(
                    engine.handle,
                    request.family.rawValue,
                    request.key,
                    ids,
                    capacity
                )
                count = min(total, capacity)
            }
            if total <= capacity { return ids }
            capacity = 2 * total
        }
    }
}
