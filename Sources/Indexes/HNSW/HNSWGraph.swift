// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The links of an HNSW graph, in memory that never moves.
///
/// Every link is one aligned 32-bit word that is read and written atomically. A reader that meets
/// a list while it is rewritten sees some mix of old and new links; each of them names a slot that
/// is or was a neighbour, so the mix is as good a list as either. No lock or version is needed.
///
/// ```
/// bottom:  slot s: words [s * degree, (s + 1) * degree), links first, then zeros
/// upper:   slot s of level L > 0: block upperStart[s], L lists of `upperDegree` words,
///          that of level l at (upperStart[s] + l - 1) * upperDegree
/// word:    slot + 1, or 0 for no link, so that untouched memory is an empty list
/// ```
struct HNSWGraph {
    typealias Word = Atomic<UInt32>

    let links: UnsafeMutablePointer<Word>
    let upper: UnsafeMutablePointer<Word>
    let upperStart: UnsafeMutablePointer<Word>
    let degree: Int
    let upperDegree: Int

    /// The list of `slot` on `level`.
    @inline(__always)
    func list(_ slot: UInt32, _ level: Int) -> UnsafeMutablePointer<Word> {
        if level == 0 { return links + Int(slot) * degree }
        let start = upperStart[Int(slot)].load(ordering: .relaxed)
        return upper + (Int(start) + level - 1) * upperDegree
    }

    /// Whether `slot` has lists above the bottom.
    @inline(__always)
    func hasUpperLists(_ slot: UInt32) -> Bool {
        upperStart[Int(slot)].load(ordering: .relaxed) != 0
    }

    /// The most links a list of `level` holds.
    @inline(__always)
    func capacity(_ level: Int) -> Int { level == 0 ? degree : upperDegree }

    /// Copies the links of a list to `target`; returns how many.
    @inline(__always)
    func read(_ slot: UInt32, _ level: Int, into target: UnsafeMutablePointer<UInt32>) -> Int {
        let list = list(slot, level)
        let capacity = capacity(level)
        var count = 0
        while count < capacity {
            let word = list[count].load(ordering: .acquiring)
            if word == 0 { break }
            target[count] = word - 1
            count += 1
        }
        return count
    }

    /// Makes `chosen` the list, nearest first; readers see a mix until it is done.
    func write(_ slot: UInt32, _ level: Int, _ chosen: [UInt32]) {
        let list = list(slot, level)
        for index in 0..<capacity(level) {
            list[index].store(
                index < chosen.count ? chosen[index] + 1 : 0,
                ordering: .releasing
            )
        }
    }
}
