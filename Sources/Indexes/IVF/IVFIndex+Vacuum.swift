// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

/// What a vacuum of an inverted file did.
public struct IVFVacuumReport: Sendable, Equatable {
    /// Slots of removed rows that can be used again.
    public var slotsFreed = 0
    /// Lists that were written anew without removed or moved slots.
    public var listsRewritten = 0
    /// Lists that were split.
    public var listsSplit = 0
    /// Lists whose rows went to their neighbours.
    public var listsMerged = 0
}

extension IVFIndex {
    /// Takes removed rows out of the lists, splits lists that are too large and merges small ones.
    ///
    /// Searches go on meanwhile, inserts and removals nearly so. Slots freed while searches run are
    /// usable after the next vacuum.
    ///
    /// - Complexity: O(rows), and the rows around each list that is split or merged.
    @discardableResult
    public func vacuum() throws(IndexError) -> IVFVacuumReport {
        var report = IVFVacuumReport()
        let large = (0..<UInt32(lists.count)).filter { lists.size($0) > splitSize }
        let before = reshapeCount.load(ordering: .acquiring)
        for list in large { try split(list) }
        report.listsSplit = reshapeCount.load(ordering: .acquiring) - before
        try reshaping.withLock { (reshaping) throws(IndexError) in
            report.listsMerged = try mergeSmallLists(&reshaping)
            let deadBefore = deadCount.load(ordering: .acquiring)
            reclaim(&reshaping)
            report.listsRewritten = try rewriteLists(&reshaping)
            reclaim(&reshaping)
            report.slotsFreed = max(0, deadBefore - deadCount.load(ordering: .acquiring))
        }
        return report
    }

    /// Writes every list anew that names removed slots, or slots that have moved and that no
    /// search expects there.
    private func rewriteLists(_ reshaping: inout Reshaping) throws(IndexError) -> Int {
        var isTaken = Bitmap(
            freeSlots.withLock { $0 },
            count: slotCount.load(ordering: .acquiring)
        )
        for part in reshaping.slots { for slot in part.slots { isTaken.insert(slot) } }
        let victims = (0..<UInt32(slotCount.load(ordering: .acquiring))).filter {
            dead.contains($0) && !isTaken.contains($0)
        }
        // An insert that began before may still be about to publish a slot among the victims.
        changes.withWriteLock {}
        let dropped = Bitmap(victims, count: slotCount.load(ordering: .acquiring))
        let dropsMoved = contexts.hasPassed(reshaping.moved)
        var rewritten = 0
        var words: [UInt64] = []
        let retired = Set(reshaping.lists.map(\.list))
        for list in 0..<UInt32(lists.count) where !retired.contains(list) {
            let result = lists.withLock(list) { () -> Result<UInt64?, IndexError> in
                let all = lists.slots(list)
                // A slot that moved away and back is there twice.
                var seen: Set<UInt32> = []
                let kept = all.filter {
                    seen.insert($0).inserted && !dropped.contains($0)
                        && (!dropsMoved || self.list(of: $0) == list)
                }
                guard kept.count < all.count else { return .success(nil) }
                do throws(IndexError) {
                    return .success(try lists.replace(list, with: kept))
                } catch { return .failure(error) }
            }
            guard let word = try result.get() else { continue }
            rewritten += 1
            words.append(word)
        }
        let epoch = contexts.advance()
        for word in words { reshaping.chains.append((epoch, word)) }
        if !victims.isEmpty {
            // A retired list may still name them: they go when it goes.
            reshaping.slots.append(RetiredSlots(epoch: epoch, slots: victims))
        }
        return rewritten
    }
}
