// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Storage
import Values

/// Repairing a base that rows were deleted from.
extension VectorIndex {
    /// The least number of deleted rows, and their share, from which the base is vacuumed.
    private static let leastDeleted = 64
    private static let deletedShare = 10
    /// The share of deleted rows from which a base that has no other room is vacuumed.
    private static let deletedShareWhenFull = 100

    /// Repairs the base, or makes it anew, when enough rows were deleted since the last time.
    func vacuumIfWorthwhile(_ store: Store) throws(DatabaseError) {
        guard let base = state.withLock({ $0.base }) else { return }
        let (retained, isBacklog) = state.withLock { state in
            // They are freed on the way, once their readers have gone.
            state.retainedSlots = min(state.retainedSlots, base.deletedCount)
            return (state.retainedSlots, state.queue.count > Self.backlog)
        }
        let deleted = base.deletedCount - retained
        guard deleted > max(Self.leastDeleted, base.count / Self.deletedShare) else { return }
        if isWorn(base) { return try make(store) }
        // Writers who wait for room are not to wait for one processor.
        _ = try indexed { () throws(IndexError) in
            try repair(base, threads: isBacklog ? Self.buildThreads : 1)
        }
    }

    /// Whether slots of deleted rows became free in a base that has no other left.
    func hasMadeRoom(_ base: any NeighborIndex) throws(IndexError) -> Bool {
        let least = max(Self.leastDeleted, base.count / Self.deletedShareWhenFull)
        if base.deletedCount < least { return false }
        return try repair(base, threads: Self.buildThreads).slotsFreed > 0
    }

    private func repair(
        _ base: any NeighborIndex,
        threads: Int
    ) throws(IndexError) -> VacuumReport {
        let report = try base.vacuum(threads: threads)
        state.withLock { $0.retainedSlots = base.deletedCount }
        return report
    }

    /// Whether more slots of a base are without a row than with one.
    ///
    /// It is then made anew, in two to three times the time of a repair: of 50,000 texts' embeddings
    /// without four fifths, a repaired graph finds 0.94 of the nearest at *ef* 40, a new one 0.96.
    /// The memory is given back as well, and what has become small goes on without a base.
    private func isWorn(_ base: any NeighborIndex) -> Bool { base.slotsUsed > 2 * base.count }

    /// Repairs and saves the base, whatever it costs; VACUUM.
    ///
    /// - Throws: What the repair throws, and 57014 when `interrupt` is raised while others keep the
    ///   index or it is made anew.
    func vacuum(_ store: Store, _ interrupt: Interrupt) throws(DatabaseError) {
        if state.withLock({ $0.base == nil }) { return }
        try becomeKeeper { () throws(DatabaseError) in try Self.requireNone(interrupt) }
        defer { leave() }
        guard state.withLock({ $0.phase == .ready }) else { return }
        try checkFile(store) { interrupt.isRaised }
        try Self.requireNone(interrupt)
        guard let base = state.withLock({ $0.base }) else { return }
        let isToRepair = base.deletedCount > 0
        if isWorn(base) {
            try make(store, interrupt)
        } else if isToRepair {
            _ = try indexed { () throws(IndexError) in
                try repair(base, threads: Self.buildThreads)
            }
        }
        if isToRepair || state.withLock({ $0.unsavedChanges > 0 || $0.savedLSN == nil }) {
            try save(store)
        }
    }

    /// Fails when a session has been asked to stop.
    static func requireNone(_ interrupt: Interrupt) throws(DatabaseError) {
        if interrupt.isRaised { throw .interrupted(interrupt.reason) }
    }
}
