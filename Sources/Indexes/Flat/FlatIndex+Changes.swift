// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

extension FlatIndex {
    /// Dead slots up to which none are collected.
    private static let leastVictims = 64

    /// Writes a row's vector into a slot that no search returns yet; see ``NeighborIndex``.
    ///
    /// - Complexity: O(dimension × log dimension).
    public func prepareInsert(
        row: UInt64,
        _ vector: VectorView
    ) throws(IndexError) -> UInt32? {
        // Before a context is borrowed, which keeps what is dead now from being used again.
        collectWhenWorthIt()
        return try contexts.withContext { (context) throws(IndexError) -> UInt32? in
            guard try table.load(vector, in: context) else { return nil }
            return try changes.withReadLock { () throws(IndexError) -> UInt32 in
                let slot = try ledger.allocate(for: row) { (count) throws(IndexError) in
                    try table.commit(count)
                    try stamps.commit(count)
                }
                do throws(IndexError) { try table.write(row: row, to: slot, context) } catch {
                    ledger.abandon(slot)
                    throw error
                }
                ledger.prepared(slot)
                return slot
            }
        }
    }

    /// Lets searches find a row at a slot that was prepared for it; see ``NeighborIndex``.
    public func publish(row: UInt64, slot: UInt32) {
        precondition(table.row(of: slot) == row, "published a slot of another row")
        stampWords[Int(slot)].store(
            lastStamp.wrappingAdd(1, ordering: .relaxed).newValue,
            ordering: .relaxed
        )
        if newestSlot.max(slot, ordering: .relaxed).oldValue > slot {
            isOutOfOrder.store(true, ordering: .releasing)
        }
        ledger.publish(row, at: slot)
    }

    /// Gives up a slot that was prepared.
    public func discard(_ slot: UInt32) { ledger.discard(slot) }

    /// Takes a row out; whether it was there.
    @discardableResult
    public func remove(row: UInt64) -> Bool { ledger.remove(row) }

    /// Takes a row out if it is still at `slot`, where ``forEachRow(limit:_:)`` found it; whether it
    /// was.
    ///
    /// - Complexity: O(1), and waits for nothing.
    public func remove(row: UInt64, at slot: UInt32) -> Bool { ledger.remove(row, at: slot) }

    /// Makes the slots of removed rows usable again that no search can know; see ``NeighborIndex``.
    ///
    /// Insertions do the same now and then.
    @discardableResult
    public func vacuum(threads: Int) throws(IndexError) -> VacuumReport {
        var report = VacuumReport()
        report.slotsFreed = collect()
        return report
    }

    private func collect() -> Int {
        vacuuming.withLock { _ in
            ledger.retire(ledger.victims(), epoch: contexts.advance())
            return ledger.release(contexts)
        }
    }

    /// Collects dead slots when none is free and they are a good part of all.
    private func collectWhenWorthIt() {
        let dead = ledger.deadCount.load(ordering: .acquiring)
        guard dead > FlatIndex.leastVictims, ledger.isOutOfFreeSlots else { return }
        if ledger.release(contexts) > 0 { return }
        if ledger.victimCount > ledger.slotCount.load(ordering: .acquiring) / 8 { _ = collect() }
    }

    /// When each slot was published.
    var stampWords: UnsafeMutablePointer<Atomic<UInt64>> {
        stamps.base.assumingMemoryBound(to: Atomic<UInt64>.self)
    }

    /// Checks what must hold; see ``NeighborIndex``.
    public func checkInvariants() -> [String] {
        ledger.checkInvariants { table.row(of: $0) }
    }
}

// MARK: - Rows in order

extension FlatIndex {
    /// Lends the vectors of up to `limit` rows, those that were published first, in that order.
    ///
    /// For moving rows to another index: what is lent stays what it is for the length of a call of
    /// `body`, also when the row is removed or given another vector meanwhile.
    ///
    /// - Parameters:
    ///   - limit: The most rows.
    ///   - body: Gets the row, its slot, and its vector in the form it is stored in: of length 1
    ///     under cosine.
    /// - Throws: What `body` throws.
    /// - Complexity: O(limit), or O(rows × log rows) when slots have been reused.
    public func forEachRow<Failure: Error>(
        limit: Int,
        _ body: (_ row: UInt64, _ slot: UInt32, _ vector: VectorView) throws(Failure) -> Void
    ) throws(Failure) {
        // Whoever borrows a context keeps slots from being reused.
        try contexts.withContext { (_) throws(Failure) in
            for slot in firstSlots(limit) {
                let row = table.row(of: slot)
                if !ledger.isLive(slot, row: row) { continue }
                try table.withVector(slot) { (vector) throws(Failure) in
                    try body(row, slot, vector)
                }
            }
        }
    }

    private func firstSlots(_ limit: Int) -> [UInt32] {
        var found: [(stamp: UInt64, slot: UInt32)] = []
        let isInOrder = !isOutOfOrder.load(ordering: .acquiring)
        for slot in 0..<UInt32(ledger.slotCount.load(ordering: .acquiring))
        where !ledger.hidden.contains(slot) {
            if isInOrder, found.count >= limit { break }
            found.append((stampWords[Int(slot)].load(ordering: .relaxed), slot))
        }
        if !isInOrder { found.sort { $0.stamp < $1.stamp } }
        return found.prefix(max(0, limit)).map(\.slot)
    }
}
