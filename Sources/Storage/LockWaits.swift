// SPDX-License-Identifier: Apache-2.0

import CRocksDB
import Platform

/// The transactions that wait for the locks of others, for those who have locks of another kind and
/// look for deadlocks with both.
///
/// The engine finds circles of its own locks itself.
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

    private let waiting = Lock<[OpaquePointer: ObjectIdentifier]>([:])

    /// The transaction waits; ``end(_:)`` must come before it is destroyed.
    func begin(_ handle: OpaquePointer, _ interrupt: Interrupt) {
        waiting.withLock { $0[handle] = ObjectIdentifier(interrupt) }
    }

    func end(_ handle: OpaquePointer) { waiting.withLock { $0[handle] = nil } }

    /// Who waits now.
    public var current: [Wait] {
        waiting.withLock { waiting in
            waiting.map { handle, owner in
                let blockers = [UInt64](unsafeUninitializedCapacity: 64) { buffer, count in
                    guard let ids = buffer.baseAddress else { return }
                    count = crocks_blockers(handle, ids, buffer.count)
                }
                return Wait(
                    owner: owner,
                    transaction: crocks_transaction_id(handle),
                    blockers: blockers
                )
            }
        }
    }
}
