// SPDX-License-Identifier: Apache-2.0

import Values

/// Numbers distinct keys 0, 1, 2, … in the order in which they are first seen.
///
/// Open addressing with linear probing over group numbers; the keys lie end to end in one array.
struct KeyTable {
    /// The group number plus one in each slot, 0 where empty; a power of two of them.
    private var slots: [UInt32]
    private var hashes: [UInt64] = []
    private var arena: [UInt8] = []
    /// Where each group's key ends in the arena.
    private var ends: [Int] = []
    /// What the keys were paid for.
    private var charged = 0

    /// An empty table.
    init() { slots = [UInt32](repeating: 0, count: 64) }

    /// How many distinct keys there are.
    var count: Int { ends.count }

    /// The group of each row of `keys`, adding those that are new.
    ///
    /// - Parameters:
    ///   - keys: The rows' keys.
    ///   - memory: Pays for the keys that are added.
    /// - Returns: One group number per row; the rows that came with new keys are those whose number
    ///   is at least the count before and greater than any before them.
    /// - Throws: 53200 when the statement has used up its memory.
    mutating func insert(
        _ keys: KeyBytes,
        _ memory: MemoryAccount
    ) throws(DatabaseError) -> [Int] {
        var groups: [Int] = []
        groups.reserveCapacity(keys.ends.count)
        let arenaBefore = arena.count
        let countBefore = count
        for row in keys.ends.indices {
            let range = keys.range(row)
            let hash = Self.hash(keys.bytes, range)
            let slot = find(hash, keys.bytes, range)
            if slots[slot] != 0 {
                groups.append(Int(slots[slot]) - 1)
                continue
            }
            groups.append(count)
            hashes.append(hash)
            arena += keys.bytes[range]
            ends.append(arena.count)
            slots[slot] = UInt32(truncatingIfNeeded: count)
            if count * 2 > slots.count { grow() }
        }
        let added = arena.count - arenaBefore + (count - countBefore) * 24
        charged += added
        try memory.take(added)
        return groups
    }

    /// Forgets all keys.
    mutating func removeAll(_ memory: MemoryAccount) {
        memory.give(charged)
        self = KeyTable()
    }

    /// The group of each row of `keys`, -1 for keys that are not in the table.
    func lookup(_ keys: KeyBytes) -> [Int] {
        var groups: [Int] = []
        groups.reserveCapacity(keys.ends.count)
        for row in keys.ends.indices {
            let range = keys.range(row)
            let slot = find(Self.hash(keys.bytes, range), keys.bytes, range)
            groups.append(Int(slots[slot]) - 1)
        }
        return groups
    }

    /// The slot that holds the key, or the empty one where it belongs.
    private func find(_ hash: UInt64, _ bytes: [UInt8], _ range: Range<Int>) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let entry = slots[slot]
            if entry == 0 { return slot }
            let group = Int(entry) - 1
            if hashes[group] == hash, matches(group, bytes, range) { return slot }
            slot = (slot + 1) & mask
        }
    }

    private func matches(_ group: Int, _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        let start = group == 0 ? 0 : ends[group - 1]
        guard ends[group] - start == range.count else { return false }
        for offset in 0..<range.count
        where arena[start + offset] != bytes[range.lowerBound + offset] { return false }
        return true
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        let mask = slots.count - 1
        for group in hashes.indices {
            var slot = Int(truncatingIfNeeded: hashes[group]) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(truncatingIfNeeded: group + 1)
        }
    }

    /// A hash of `bytes[range]`: eight bytes at a time, multiplied and folded.
    private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
        bytes.withUnsafeBytes { buffer in
            var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: range.count)
            var position = range.lowerBound
            while position + 8 <= range.upperBound {
                let word = buffer.loadUnaligned(fromByteOffset: position, as: UInt64.self)
                state = mixed(state ^ word)
                position += 8
            }
            var tail: UInt64 = 0
            while position < range.upperBound {
                tail = tail << 8 | UInt64(buffer[position])
                position += 1
            }
            return mixed(state ^ tail)
        }
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        let (high, low) = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return high ^ low
    }
}
