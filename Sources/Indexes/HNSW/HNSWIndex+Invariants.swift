// SPDX-License-Identifier: Apache-2.0

import Synchronization

extension HNSWIndex {
    /// Checks what must hold whenever no insert, removal or vacuum is running; returns what does
    /// not, empty when all is well.
    ///
    /// - Complexity: O(rows × degree).
    public func checkInvariants() -> [String] {
        var broken = ledger.checkInvariants { table.row(of: $0) }
        let count = UInt32(ledger.slotCount.load(ordering: .acquiring))
        let unusable = Bitmap(ledger.unnamed, count: Int(count))
        let links = UnsafeMutablePointer<UInt32>.allocate(capacity: memory.view.degree)
        defer { links.deallocate() }
        for slot in 0..<count where !unusable.contains(slot) {
            for level in levels(of: slot) {
                let found = memory.view.read(slot, level, into: links)
                let list = Array(UnsafeBufferPointer(start: links, count: found))
                if Set(list).count != list.count {
                    broken.append("slot \(slot) has a double link on level \(level)")
                }
                for link in list {
                    if link >= count || unusable.contains(link) {
                        broken.append("slot \(slot) links to \(link), which is free")
                    } else if link == slot {
                        broken.append("slot \(slot) links to itself")
                    } else if self.level(of: link) < level {
                        broken.append("slot \(slot) links to \(link) above its level \(level)")
                    }
                }
            }
        }
        let current = entry.load(ordering: .acquiring)
        if current == HNSWIndex.noEntry {
            if self.count > 0 { broken.append("rows without an entry point") }
        } else if unusable.contains(UInt32(truncatingIfNeeded: current)) {
            broken.append("the entry point is free")
        }
        return broken
    }
}
