// SPDX-License-Identifier: Apache-2.0

import CKernels
import Platform
import Synchronization

extension HNSWIndex {
    /// Unlinks the slots of removed rows, mends the graph and makes the slots usable again.
    ///
    /// Searches, insertions and removals go on meanwhile; rows removed later wait for the next.
    /// Also links what inserts left unreachable: choosing neighbours anew may drop a node's last.
    /// A list that names removed slots is chosen anew from its live links and the lists of the
    /// removed, so that whatever was near through a removed node stays near.
    ///
    /// - Complexity: O(rows) plus the score of about degree squared pairs for each repaired list.
    @discardableResult
    public func vacuum(threads: Int) throws(IndexError) -> VacuumReport {
        try vacuuming.withLock { _ throws(IndexError) in
            var report = VacuumReport()
            report.slotsFreed = release()
            let victims = ledger.victims()
            guard !victims.isEmpty else {
                report.rowsReconnected = try repairReachability()
                return report
            }
            let bits = Bitmap(victims, count: ledger.slotCount.load(ordering: .acquiring))
            // An insert that began before a removal may still choose the removed slot as a
            // neighbour: let all of them end. And none may set out from the entry point meanwhile.
            changes.withWriteLock {
                replaceEntry(avoiding: bits)
                lastLinked.store(HNSWIndex.noSlot, ordering: .releasing)
            }
            promoteTwins(avoiding: bits)
            report.listsRepaired = try repairLists(avoiding: bits, threads: threads)
            report.rowsReconnected = try repairReachability()
            // Searches that began earlier may still hold a victim's number.
            ledger.retire(victims, epoch: contexts.advance())
            report.slotsFreed += release()
            return report
        }
    }

    /// Makes retired slots usable whose last possible reader has gone; returns how many.
    private func release() -> Int {
        ledger.release(contexts) { slot in
            for level in levels(of: slot) { memory.view.write(slot, level, []) }
            twins.remove(slot)
        }
    }

    /// Chooses another entry point when the present one is a victim.
    ///
    /// It is a slot with a row, now or soon, of the highest level there is. Nothing is being
    /// inserted meanwhile.
    private func replaceEntry(avoiding victims: Bitmap) {
        entryLock.withLock { _ in
            let current = entry.load(ordering: .acquiring)
            guard current != HNSWIndex.noEntry,
                victims.contains(UInt32(truncatingIfNeeded: current))
            else { return }
            var best = HNSWIndex.noEntry
            var bestLevel = -1
            for slot in 0..<UInt32(ledger.slotCount.load(ordering: .acquiring))
            where !ledger.dead.contains(slot) {
                let level = level(of: slot)
                if level > bestLevel {
                    bestLevel = level
                    best = UInt64(level) << 32 | UInt64(slot)
                }
            }
            entry.store(best, ordering: .releasing)
        }
    }

    private func repairLists(avoiding victims: Bitmap, threads: Int) throws(IndexError) -> Int {
        let repaired = Atomic<Int>(0)
        try forEachSlot(threads: threads) { slot, context in
            guard !victims.contains(slot) else { return }
            for level in self.levels(of: slot)
            where self.repair(slot, level, avoiding: victims, context) {
                repaired.add(1, ordering: .relaxed)
            }
        }
        return repaired.load(ordering: .relaxed)
    }

    /// Replaces the victims that a list names; whether there were any.
    private func repair(
        _ slot: UInt32,
        _ level: Int,
        avoiding victims: Bitmap,
        _ context: SearchContext
    ) -> Bool {
        stripes.withLock(slot) {
            let slots = context.slots
            let count = memory.view.read(slot, level, into: slots)
            let links = Array(UnsafeBufferPointer(start: slots, count: count))
            guard links.contains(where: { victims.contains($0) }) else { return false }
            var candidates = links.filter { !victims.contains($0) }
            var known = Set(candidates)
            known.insert(slot)
            for link in links where victims.contains(link) {
                if level == 0, let heir = heir(of: link, where: { !victims.contains($0) }),
                    known.insert(heir).inserted
                {
                    candidates.append(heir)
                }
                let count = memory.view.read(link, level, into: slots)
                for index in 0..<count {
                    let next = slots[index]
                    if !victims.contains(next), known.insert(next).inserted {
                        candidates.append(next)
                    }
                }
            }
            // As many as it had: rows that come later would have added links to a shorter list.
            rewrite(slot, level, choosing: candidates, least: count, context)
            return true
        }
    }

    /// Runs `body` for every slot, in ranges that threads share out, each with a context.
    func forEachSlot(
        threads: Int,
        _ body: @escaping @Sendable (UInt32, SearchContext) -> Void
    ) throws(IndexError) {
        let end = ledger.slotCount.load(ordering: .acquiring)
        let next = SharedCounter()
        runOnThreads(threads) { [self] _ in
            while true {
                let start = next.take(1024)
                if start >= end { return }
                contexts.withContext { context in
                    for slot in start..<min(end, start + 1024) { body(UInt32(slot), context) }
                }
            }
        }
    }
}
