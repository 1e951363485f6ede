// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

extension IVFIndex {
    /// Checks what must hold whenever no insert, removal, split or vacuum is running; returns what
    /// does not, empty when all is well.
    ///
    /// - Complexity: O(rows).
    public func checkInvariants() -> [String] {
        var broken = centroids.checkInvariants().map { "centroids: \($0)" }
        broken += ledger.checkInvariants { table.row(of: $0) }
        let slots = ledger.slotCount.load(ordering: .acquiring)
        let retired = reshaping.withLock { reshaping in Set(reshaping.lists.map(\.list)) }
        let unusable = Bitmap(ledger.unnamed, count: slots)
        let pending = ledger.pendingSlots
        var isListed = Bitmap([], count: slots)
        for list in 0..<UInt32(lists.count) where !retired.contains(list) {
            let own = lists.slots(list)
            if !own.isEmpty, !centroids.contains(UInt64(list)) {
                broken.append("list \(list) has \(own.count) slots and no centroid")
            }
            for slot in own {
                if slot >= slots {
                    broken.append("list \(list) names slot \(slot), which does not exist")
                    continue
                }
                if unusable.contains(slot) {
                    broken.append("list \(list) names slot \(slot), which is free")
                }
                if self.list(of: slot) == list { isListed.insert(slot) }
            }
        }
        for slot in 0..<UInt32(slots)
        where !isListed.contains(slot) && (isLive(slot) || pending.contains(slot)) {
            broken.append("slot \(slot) is in no list")
        }
        return broken
    }

    /// Rows in each list, for judging how even they are.
    public var listSizes: [Int] {
        (0..<UInt32(lists.count)).compactMap {
            centroids.contains(UInt64($0)) ? lists.size($0) : nil
        }
    }
}
