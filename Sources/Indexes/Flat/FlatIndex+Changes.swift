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
                let slot = try ledger.allocate(for: row, commit: table.commit)
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
        ledger.publish(row, at: slot)
    }

    /// Gives up a slot that was prepared.
    public func discard(_ slot: UInt32) { ledger.discard(slot) }

    /// Takes a row out; whether it was there.
    @discardableResult
    public func remove(row: UInt64) -> Bool { ledger.remove(row) }

    /// Takes a row out if it is still at `slot`, where ``slot(of:)`` or
    /// ``forEachRow(from:limit:_:)`` found it; whether it was.
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

    /// Checks what must hold; see ``NeighborIndex``.
    public func checkInvariants() -> [String] {
        ledger.checkInvariants { table.row(of: $0) }
    }
}
