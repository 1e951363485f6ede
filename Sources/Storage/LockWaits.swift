// SPDX-License-Identifier: Apache-2.0

import CRocksDB
import Platform

/// The transactions that wait for the locks of others, for those who have locks of another kind and
/// look for deadlocks with both.
///
/// The engine finds circles of its own locks itself, but for those in which a transaction waits to
/// have a lock alone that it shares: these are found here.
public final class LockWaits: Sendable {
    /// A transaction that waits.
    public struct Wait: Sendable {
        /// Whose interrupt it polls.
        public let owner: ObjectIdentifier
        /// Its ``Transaction/id``.
        public let transaction: UInt64
        /// The ids of those it waits for; none in a moment in which it looks again.
        public let blockers: [UInt64]
    }

    /// What is found when a transaction waits to have a lock alone.
    enum Finding {
        /// Others have to let go, and may.
        case wait
        /// Some wait for the transaction in turn, as far as can be seen of those who run on meanwhile.
        case circle
        /// Another transaction that shares the lock waits for the same.
        case deadlock
    }

    /// A lock that is shared and wanted alone.
    private struct Upgrade {
        let family: ColumnFamily
        let key: [UInt8]
        /// Who else shared it when that was looked at last.
        let sharers: [UInt64]
    }

    private struct Waiting {
        let owner: ObjectIdentifier
        var upgrade: Upgrade?
    }

    private let waiting = Lock<[OpaquePointer: Waiting]>([:])

    /// The transaction waits; ``end(_:)`` must come before it is destroyed.
    func begin(_ handle: OpaquePointer, _ interrupt: Interrupt) {
        waiting.withLock { $0[handle] = Waiting(owner: ObjectIdentifier(interrupt)) }
    }

    func end(_ handle: OpaquePointer) { waiting.withLock { $0[handle] = nil } }

    /// The transaction waits, or goes on to wait, to have a lock alone; ``end(_:)`` must follow.
    func upgrade(
        _ handle: OpaquePointer,
        _ interrupt: Interrupt,
        _ request: LockRequest,
        _ store: Store
    ) -> Finding {
        let id = crocks_transaction_id(handle)
        let upgrade = Upgrade(
            family: request.family,
            key: Array(UnsafeRawBufferPointer(start: request.key.data, count: request.key.size)),
            sharers: store.holders(of: request).filter { $0 != id }
        )
        return waiting.withLock { waiting in
            let isRival = waiting.contains { other, wait in
                other != handle && wait.upgrade?.family == upgrade.family
                    && wait.upgrade?.key == upgrade.key
            }
            if isRival { return .deadlock }
            waiting[handle] = Waiting(owner: ObjectIdentifier(interrupt), upgrade: upgrade)
            return Self.isInCircle(id, Self.waits(waiting)) ? .circle : .wait
        }
    }

    /// Who waits now.
    public var current: [Wait] { waiting.withLock { Self.waits($0) } }

    private static func waits(_ waiting: [OpaquePointer: Waiting]) -> [Wait] {
        waiting.map { handle, wait in
            Wait(
                owner: wait.owner,
                transaction: crocks_transaction_id(handle),
                blockers: wait.upgrade?.sharers ?? blockers(of: handle)
            )
        }
    }

    private static func blockers(of handle: OpaquePointer) -> [UInt64] {
        [UInt64](unsafeUninitializedCapacity: 64) { buffer, count in
            guard let ids = buffer.baseAddress else { return }
            count = crocks_blockers(handle, ids, buffer.count)
        }
    }

    /// Whether one that `transaction` waits for waits for it, others between them or not.
    private static func isInCircle(_ transaction: UInt64, _ waits: [Wait]) -> Bool {
        let blockers = Dictionary(
            waits.map { ($0.transaction, $0.blockers) },
            uniquingKeysWith: { first, _ in first }
        )
        var open = blockers[transaction] ?? []
        var seen: Set<UInt64> = []
        while let next = open.popLast() {
            if next == transaction { return true }
            if seen.insert(next).inserted { open += blockers[next] ?? [] }
        }
        return false
    }
}
