// SPDX-License-Identifier: Apache-2.0

import Platform
import Values

/// Locks on numbers whose meaning applications define.
///
/// Source: PostgreSQL 15 manual, section 13.3.5 "Advisory Locks".
final class AdvisoryLocks: Sendable {
    /// How one session holds one number: counts, by mode and by when they end.
    private struct Holding {
        var exclusive = 0
        var shared = 0
        var transactionExclusive = 0
        var transactionShared = 0

        var isExclusive: Bool { exclusive + transactionExclusive > 0 }
        var isEmpty: Bool { !isExclusive && shared + transactionShared == 0 }
    }

    private typealias Holders = [Int32: Holding]

    private let state = Signal<[Int64: Holders]>([:])

    /// Takes the lock, waiting when `wait`; false when it is taken and waiting is not wanted.
    ///
    /// - Throws: 57014 when interrupted while waiting.
    func acquire(
        _ key: Int64,
        session: Int32,
        shared: Bool,
        transaction: Bool,
        wait: Bool,
        _ interrupted: () throws(DatabaseError) -> Void
    ) throws(DatabaseError) -> Bool {
        while true {
            let taken: Bool? = state.wait(until: .after(milliseconds: wait ? 50 : 0)) { state in
                Self.take(key, session: session, shared: shared, transaction: transaction, &state)
                    ? true : nil
            }
            if taken == true { return true }
            if !wait { return false }
            try interrupted()
        }
    }

    private static func take(
        _ key: Int64,
        session: Int32,
        shared: Bool,
        transaction: Bool,
        _ state: inout [Int64: Holders]
    ) -> Bool {
        let holders = state[key] ?? [:]
        for (other, holding) in holders where other != session {
            if holding.isExclusive || !shared { return false }
        }
        var own = holders[session] ?? Holding()
        switch (shared, transaction) {
        case (true, true): own.transactionShared += 1
        case (true, false): own.shared += 1
        case (false, true): own.transactionExclusive += 1
        case (false, false): own.exclusive += 1
        }
        state[key, default: [:]][session] = own
        return true
    }

    /// Releases one session-level hold; false when there is none.
    func release(_ key: Int64, session: Int32, shared: Bool) -> Bool {
        state.update { state in
            guard var own = state[key]?[session] else { return false }
            if shared {
                guard own.shared > 0 else { return false }
                own.shared -= 1
            } else {
                guard own.exclusive > 0 else { return false }
                own.exclusive -= 1
            }
            Self.put(own, key, session, &state)
            return true
        }
    }

    /// Releases what ends with the transaction.
    func releaseTransaction(of session: Int32) {
        change(session) {
            $0.transactionShared = 0
            $0.transactionExclusive = 0
        }
    }

    /// Releases what the session took for itself, as `pg_advisory_unlock_all` does.
    func releaseSession(of session: Int32) {
        change(session) {
            $0.shared = 0
            $0.exclusive = 0
        }
    }

    /// Releases everything, when the session ends.
    func releaseAll(of session: Int32) { change(session) { $0 = Holding() } }

    private func change(_ session: Int32, _ body: (inout Holding) -> Void) {
        let isHolding = state.withLock { state in state.values.contains { $0[session] != nil } }
        guard isHolding else { return }
        state.update { state in
            for key in Array(state.keys) {
                guard var own = state[key]?[session] else { continue }
                body(&own)
                Self.put(own, key, session, &state)
            }
        }
    }

    private static func put(
        _ holding: Holding,
        _ key: Int64,
        _ session: Int32,
        _ state: inout [Int64: Holders]
    ) {
        state[key]?[session] = holding.isEmpty ? nil : holding
        if state[key]?.isEmpty == true { state[key] = nil }
    }
}
