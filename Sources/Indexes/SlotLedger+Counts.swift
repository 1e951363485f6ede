// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

extension SlotLedger {
    /// Slots that are free or retired: nothing names them.
    var unnamed: [UInt32] {
        space.withLock { space in space.retired.reduce(space.free) { $0 + $1.slots } }
    }

    /// Slots that wait to be published or discarded.
    var pendingSlots: Set<UInt32> { pending.withLock { $0 } }

    /// Dead slots that are not retired.
    var victimCount: Int {
        space.withLock { space in
            deadCount.load(ordering: .acquiring) - space.retired.reduce(0) { $0 + $1.slots.count }
        }
    }

    /// Whether no slot is free, so that a new one costs memory.
    var isOutOfFreeSlots: Bool { space.withLock { $0.free.isEmpty } }

    /// Up to about `count` slots, spread evenly.
    func sample(_ count: Int) -> [UInt32] {
        let slots = slotCount.load(ordering: .acquiring)
        return stride(from: 0, to: slots, by: max(1, slots / count)).map { UInt32($0) }
    }

    /// Bytes of the map and the bits.
    func byteCount(_ count: Int) -> Int { rowMap.byteCount + count / 4 }
}
