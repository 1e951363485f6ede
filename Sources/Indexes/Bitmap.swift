// SPDX-License-Identifier: Apache-2.0

/// A set of slots that no longer changes.
struct Bitmap: Sendable {
    private var words: [UInt64]

    init(_ slots: [UInt32], count: Int) {
        words = Array(repeating: 0, count: count / 64 + 1)
        for slot in slots { insert(slot) }
    }

    mutating func insert(_ slot: UInt32) { words[Int(slot) / 64] |= 1 << UInt64(slot % 64) }

    /// The slots in it, ascending.
    var members: some Sequence<UInt32> {
        (0..<UInt32(64 * words.count)).lazy.filter { contains($0) }
    }

    func contains(_ slot: UInt32) -> Bool {
        let word = Int(slot) / 64
        return word < words.count && words[word] >> UInt64(slot % 64) & 1 != 0
    }
}
