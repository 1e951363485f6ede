// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

extension SlotLedger {
    /// What must hold while nothing is published or removed; what does not.
    func checkInvariants(row: (UInt32) -> UInt64) -> [String] {
        var broken: [String] = []
        let count = UInt32(slotCount.load(ordering: .acquiring))
        let unnamed = Bitmap(unnamed, count: Int(count))
        let pending = pending.withLock { $0 }
        var live = 0
        for slot in 0..<count {
            let isDead = dead.contains(slot)
            if unnamed.contains(slot) {
                if !isDead { broken.append("slot \(slot) is free and not dead") }
            } else if isLive(slot, row: row(slot)) {
                live += 1
                if isDead { broken.append("slot \(slot) is live and dead") }
                if hidden.contains(slot) { broken.append("slot \(slot) is live and hidden") }
                continue
            } else if isDead == pending.contains(slot) {
                broken.append("slot \(slot) is neither live, pending, dead nor free")
            }
            if !hidden.contains(slot) { broken.append("slot \(slot) has no row and shows") }
        }
        let counted = liveCount.load(ordering: .acquiring)
        if live != counted { broken.append("\(counted) rows counted, \(live) found") }
        return broken
    }
}
