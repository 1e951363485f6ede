// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

/// What a file says of slots, and what is read back.
extension SlotLedger {
    /// The hidden slots below `count` at one moment, 64 to a word.
    func hiddenWords(_ count: Int) -> [UInt64] {
        pending.withLock { _ in
            var words = hidden.copy(count)
            if count % 64 != 0 { words[words.count - 1] &= 1 << UInt64(count % 64) - 1 }
            return words
        }
    }

    /// The hidden slots below `count` at one moment, one by one.
    func hiddenSlots(_ count: Int) -> [UInt32] {
        let words = hiddenWords(count)
        return (0..<UInt32(count)).filter { words[Int($0) / 64] >> UInt64($0 % 64) & 1 != 0 }
    }

    /// Fills an empty ledger: `count` slots, those of `words` dead, those of `free` free, the
    /// others at the rows that `row` answers.
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

    /// Fills an empty ledger of `count` slots all of whose hidden ones are free.
    func load(
        _ count: Int,
        free: [UInt32],
        _ reader: IndexFileReader,
        row: (UInt32) -> UInt64
    ) throws(IndexError) {
        var words = [UInt64](repeating: 0, count: (count + 63) / 64)
        for slot in free where slot < count { words[Int(slot) / 64] |= 1 << UInt64(slot % 64) }
        try load(count, dead: words, free: free, reader, row: row)
    }
}
