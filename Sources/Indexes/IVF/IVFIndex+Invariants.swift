// SPDX-License-Identifier: Apache-2.0

import Synchronization

extension IVFIndex {
    /// Checks what must hold whenever no insert, removal, split or vacuum is running; returns what
    /// does not, empty when all is well.
    ///
    /// - Complexity: O(rows).
    public func checkInvariants() -> [String] {
        var broken = centroids.checkInvariants().map { "centroids: \($0)" }
        let slots = slotCount.load(ordering: .acquiring)
        let retired = reshaping.withLock { reshaping in Set(reshaping.lists.map(\.list)) }
        var unusable = Bitmap(freeSlots.withLock { $0 }, count: slots)
        reshaping.withLock { reshaping in
            for part in reshaping.slots { for slot in part.slots { unusable.insert(slot) } }
        }
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
                guard self.list(of: slot) == list, isLive(slot) else { continue }
                isListed.insert(slot)
            }
        }
        var live = 0
        for slot in 0..<UInt32(slots) where isLive(slot) {
            live += 1
            if !isListed.contains(slot) { broken.append("slot \(slot) is in no list") }
            if dead.contains(slot) { broken.append("slot \(slot) is live and dead") }
        }
        if live != count { broken.append("\(count) rows counted, \(live) found") }
        return broken
    }

    /// Rows in each list, for judging how even they are.
    public var listSizes: [Int] {
        (0..<UInt32(lists.count)).compactMap {
            centroids.contains(UInt64($0)) ? lists.size($0) : nil
        }
    }
}
