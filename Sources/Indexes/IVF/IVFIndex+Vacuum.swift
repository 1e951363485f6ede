// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

extension IVFIndex {
    /// Takes removed rows out of the lists, splits lists that are too large and merges small ones.
    ///
    /// Searches and removals go on meanwhile, insertions nearly so. Slots freed while searches run
    /// are usable after the next vacuum.
    ///
    /// - Complexity: O(rows), and the rows around each list that is split or merged.
    @discardableResult
    public func vacuum(threads: Int) throws(IndexError) -> VacuumReport {
        var report = VacuumReport()
        let large = (0..<UInt32(lists.count)).filter { lists.size($0) > splitSize }
        let before = reshapeCount.load(ordering: .acquiring)
        for list in large { try split(list) }
        report.listsSplit = reshapeCount.load(ordering: .acquiring) - before
        try reshaping.withLock { (reshaping) throws(IndexError) in
            report.listsMerged = try mergeSmallLists(&reshaping)
            report.slotsFreed = reclaim(&reshaping)
            report.listsRepaired = try rewriteLists(&reshaping)
            report.slotsFreed += reclaim(&reshaping)
        }
        return report
    }

    /// Writes every list anew that names removed slots, or slots that have moved and that no
    /// search expects there.
    private func rewriteLists(_ reshaping: inout Reshaping) throws(IndexError) -> Int {
        let victims = ledger.victims()
        // An insertion that failed may still be about to add a slot among the victims to a list.
        changes.withWriteLock {}
        let dropped = Bitmap(victims, count: ledger.slotCount.load(ordering: .acquiring))
        let dropsMoved = contexts.hasPassed(reshaping.moved)
        var rewritten = 0
        var words: [UInt64] = []
        let retired = Set(reshaping.lists.map(\.list))
        for list in 0..<UInt32(lists.count) where !retired.contains(list) {
            let old = try lists.withLock(list) { () throws(IndexError) -> UInt64? in
                let all = lists.slots(list)
                // A slot that moved away and back is there twice.
                var seen: Set<UInt32> = []
                let kept = all.filter {
                    seen.insert($0).inserted && !dropped.contains($0)
                        && (!dropsMoved || self.list(of: $0) == list)
                }
                guard kept.count < all.count else { return nil }
                let old = try lists.replace(list, with: kept)
                packBlocks(list, isFinal: true)
                return old
            }
            guard let old else { continue }
            rewritten += 1
            words.append(old)
        }
        let epoch = contexts.advance()
        for word in words { reshaping.chains.append((epoch, word)) }
        // A retired list may still name them: they go when it goes.
        ledger.retire(victims, epoch: epoch)
        return rewritten
    }
}
