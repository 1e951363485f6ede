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

    /// The hidden slots below `count` at one moment, 64 to a word.
    func hiddenWords(_ count: Int) -> [UInt64] {
        pending.withLock { _ in
            var words = hidden.copy(count)
            if count % 64 != 0 { words[words.count - 1] &= 1 << UInt64(count % 64) - 1 }
            return words
        }
    }

    /// Fills an empty ledger: `count` slots, those of `words` dead, those of `free` free, the others
    /// at the rows that `row` answers.
    func load(
        _ count: Int,
        dead words: [UInt64],
        free: [UInt32],
        _ reader: IndexFileReader,
        row: (UInt32) -> UInt64
    ) throws(IndexError) {
        guard words.count == (count + 63) / 64, free.allSatisfy({ $0 < count }) else {
            throw .damaged("\(reader.path): slots that do not exist")
        }
        try commitBits(count)
        var live = 0
        var hiddenSlots = 0
        for slot in 0..<UInt32(count) {
            if words[Int(slot) / 64] >> UInt64(slot % 64) & 1 != 0 {
                hiddenSlots += 1
                hidden.insert(slot)
                dead.insert(slot)
                continue
            }
            let row = row(slot)
            try rowMap.makeRoom(for: row)
            if rowMap.replace(row, with: slot) != nil {
                throw .damaged("\(reader.path): row \(row) has two slots")
            }
            live += 1
        }
        guard Set(free).count == free.count, free.allSatisfy({ dead.contains($0) }) else {
            throw .damaged("\(reader.path): a free slot is in use")
        }
        liveCount.store(live, ordering: .releasing)
        deadCount.store(hiddenSlots - free.count, ordering: .releasing)
        hiddenCount.store(hiddenSlots - free.count, ordering: .releasing)
        space.withLock {
            $0.committed = count
            $0.free = free
        }
        slotCount.store(count, ordering: .releasing)
    }

    /// Bytes of the map and the bits.
    func byteCount(_ count: Int) -> Int { rowMap.byteCount + count / 4 }

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
