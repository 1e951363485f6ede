// SPDX-License-Identifier: Apache-2.0

import Expressions
import Platform
import Storage
import Values

/// Locks on numbers whose meaning applications define.
///
/// Source: PostgreSQL 15 manual, section 13.3.5 "Advisory Locks".
final class AdvisoryLocks: Sendable {
    /// A lock that may be asked for.
    struct Lock: Sendable, Hashable {
        let database: OID
        let key: AdvisoryLockKey
        let isShared: Bool

        fileprivate var target: Target { Target(database: database, key: key) }
    }

    /// What is locked: the same numbers in two databases have nothing to do with each other.
    fileprivate struct Target: Hashable {
        let database: OID
        let key: AdvisoryLockKey
    }

    /// How one session holds one target: counts, by mode and by when they end.
    fileprivate struct Holding {
        var exclusive = 0
        var shared = 0
        var transactionExclusive = 0
        var transactionShared = 0

        var isExclusive: Bool { exclusive + transactionExclusive > 0 }
        var isEmpty: Bool { !isExclusive && shared + transactionShared == 0 }
    }

    /// A session that waits for a lock.
    fileprivate struct Waiting {
        let lock: Lock
        /// Its transaction, as waits for the locks of rows and tables know it.
        let transaction: UInt64?
    }

    /// Who holds what, and who waits for what; sessions are known by their interrupts.
    fileprivate struct State {
        var holders: [Target: [ObjectIdentifier: Holding]] = [:]
        var waiting: [ObjectIdentifier: Waiting] = [:]
    }

    private let state = Signal(State())
    private let lockWaits: LockWaits

    /// `lockWaits`: Who waits for the locks of rows and tables.
    init(lockWaits: LockWaits) { self.lockWaits = lockWaits }

    /// Takes a lock; false when another session is in the way.
    func acquire(_ lock: Lock, session: ObjectIdentifier, transaction: Bool) -> Bool {
        state.withLock { $0.take(lock, session, transaction) }
    }

    /// Takes a lock as soon as no other session is in the way.
    ///
    /// `lockOwner`: The session's transaction. `timeout`: Milliseconds to wait at most; nil is
    /// without end.
    ///
    /// - Throws: 40P01 when the others wait for this session in turn, 55P03 after `timeout`, and
    ///   what `checkInterrupts`, called every few milliseconds, throws.
    func wait(
        for lock: Lock,
        session: ObjectIdentifier,
        transaction: Bool,
        lockOwner: UInt64?,
        timeout: Int?,
        _ checkInterrupts: () throws(DatabaseError) -> Void
    ) throws(DatabaseError) {
        let end = timeout.map { MonotonicTime.after(milliseconds: $0) }
        defer { state.withLock { $0.waiting[session] = nil } }
        while true {
            let slice = MonotonicTime.after(milliseconds: 50)
            let isTaken = try state.wait(until: min(slice, end ?? slice)) {
                (state) throws(DatabaseError) -> Bool? in
                if state.take(lock, session, transaction) { return true }
                state.waiting[session] = Waiting(lock: lock, transaction: lockOwner)
                if state.isDeadlocked(session, lockWaits.current) {
                    throw DatabaseError(
                        .deadlockDetected,
                        "deadlock detected",
                        hint: "Try the transaction again."
                    )
                }
                return nil
            }
            if isTaken == true { return }
            try checkInterrupts()
            if let end, end <= .now {
                throw DatabaseError(
                    .lockNotAvailable,
                    "canceling statement due to lock timeout"
                )
            }
        }
    }

    /// Releases one hold the session took for itself; false when there is none.
    func release(_ lock: Lock, session: ObjectIdentifier) -> Bool {
        state.update { state in
            guard var own = state.holders[lock.target]?[session] else { return false }
            let count: WritableKeyPath<Holding, Int> = lock.isShared ? \.shared : \.exclusive
            guard own[keyPath: count] > 0 else { return false }
            own[keyPath: count] -= 1
            state.put(own, lock.target, session)
            return true
        }
    }

    /// Releases locks that the session's transaction took, each as often as it is in `locks`.
    func releaseTransaction(_ locks: some Sequence<Lock>, of session: ObjectIdentifier) {
        state.update { state in
            for lock in locks {
                guard var own = state.holders[lock.target]?[session] else { continue }
                if lock.isShared {
                    own.transactionShared -= 1
                } else {
                    own.transactionExclusive -= 1
                }
                state.put(own, lock.target, session)
            }
        }
    }

    /// Releases what the session took for itself, as `pg_advisory_unlock_all` does.
    func releaseSession(of session: ObjectIdentifier) {
        change(session) {
            $0.shared = 0
            $0.exclusive = 0
        }
    }

    /// Releases everything, when the session ends.
    func releaseAll(of session: ObjectIdentifier) { change(session) { $0 = Holding() } }

    private func change(_ session: ObjectIdentifier, _ body: (inout Holding) -> Void) {
        let isHolding = state.withLock { state in
            state.holders.values.contains { $0[session] != nil }
        }
        guard isHolding else { return }
        state.update { state in
            for target in Array(state.holders.keys) {
                guard var own = state.holders[target]?[session] else { continue }
                body(&own)
                state.put(own, target, session)
            }
        }
    }
}

extension AdvisoryLocks.State {
    fileprivate mutating func take(
        _ lock: AdvisoryLocks.Lock,
        _ session: ObjectIdentifier,
        _ transaction: Bool
    ) -> Bool {
        guard blockers(of: lock, session).isEmpty else { return false }
        var own = holders[lock.target]?[session] ?? AdvisoryLocks.Holding()
        switch (lock.isShared, transaction) {
        case (true, true): own.transactionShared += 1
        case (true, false): own.shared += 1
        case (false, true): own.transactionExclusive += 1
        case (false, false): own.exclusive += 1
        }
        put(own, lock.target, session)
        return true
    }

    fileprivate mutating func put(
        _ holding: AdvisoryLocks.Holding,
        _ target: AdvisoryLocks.Target,
        _ session: ObjectIdentifier
    ) {
        holders[target, default: [:]][session] = holding.isEmpty ? nil : holding
        if holders[target]?.isEmpty == true { holders[target] = nil }
    }

    /// The other sessions whose holds are in the way of a lock.
    private func blockers(
        of lock: AdvisoryLocks.Lock,
        _ session: ObjectIdentifier
    ) -> [ObjectIdentifier] {
        (holders[lock.target] ?? [:]).compactMap { other, holding in
            other != session && (holding.isExclusive || !lock.isShared) ? other : nil
        }
    }

    /// Whether `session` waits for sessions that wait for it, be it for the locks of rows.
    ///
    /// A circle is found by any of its sessions that waits for an advisory lock.
    fileprivate func isDeadlocked(
        _ session: ObjectIdentifier,
        _ others: [LockWaits.Wait]
    ) -> Bool {
        var owners: [UInt64: ObjectIdentifier] = [:]
        for (waiter, wait) in waiting { if let id = wait.transaction { owners[id] = waiter } }
        for wait in others { owners[wait.transaction] = wait.owner }
        var reached: Set<ObjectIdentifier> = []
        var next = [session]
        while let waiter = next.popLast() {
            var blocking = waiting[waiter].map { blockers(of: $0.lock, waiter) } ?? []
            for wait in others where wait.owner == waiter {
                blocking += wait.blockers.compactMap { owners[$0] }
            }
            for blocker in blocking {
                if blocker == session { return true }
                if reached.insert(blocker).inserted { next.append(blocker) }
            }
        }
        return false
    }
}
