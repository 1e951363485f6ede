// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

/// Lends contexts and knows which epochs are in use, for the safe reuse of slots.
///
/// Fraser, "Practical lock-freedom", 2004, section 5.2.3, with one difference: an epoch is a number
/// that only grows, each user notes the one in which it began, and what was retired in an epoch is
/// free when every user began later.
final class SearchContexts: Sendable {
    private struct State {
        var idle: [SearchContext] = []
        var all: [SearchContext] = []
    }

    private let state = Lock(State())
    private let current = Atomic<UInt64>(1)
    private let table: VectorTable

    init(table: VectorTable) { self.table = table }

    /// Takes a context for a user that will call ``giveBack(_:)``.
    func borrow() -> SearchContext {
        let context = state.withLock { state -> SearchContext in
            if let context = state.idle.popLast() { return context }
            let context = SearchContext(table: table)
            state.all.append(context)
            return context
        }
        // Sequentially consistent, and so before any link this user reads: an advancing epoch
        // either sees this user or is seen by it.
        context.epoch.store(
            current.load(ordering: .sequentiallyConsistent),
            ordering: .sequentiallyConsistent
        )
        return context
    }

    func giveBack(_ context: SearchContext) {
        context.epoch.store(SearchContext.idle, ordering: .releasing)
        state.withLock { $0.idle.append(context) }
    }

    /// Lends a context to `body`.
    @inline(__always)
    func withContext<Result, Failure: Error>(
        _ body: (SearchContext) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let context = borrow()
        defer { giveBack(context) }
        return try body(context)
    }

    /// Starts a new epoch and returns the one that ended.
    func advance() -> UInt64 {
        current.wrappingAdd(1, ordering: .sequentiallyConsistent).oldValue
    }

    /// Whether every user began after `epoch` ended.
    func hasPassed(_ epoch: UInt64) -> Bool {
        state.withLock { state in
            state.all.allSatisfy { $0.epoch.load(ordering: .sequentiallyConsistent) > epoch }
        }
    }

    /// Bytes of the contexts' visited arrays.
    var byteCount: Int { state.withLock { $0.all.reduce(0) { $0 + $1.visitedCount } } }
}
