// SPDX-License-Identifier: Apache-2.0

import Platform
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

/// Owns the memory behind an ``HNSWGraph``.
final class HNSWGraphMemory: @unchecked Sendable {
    let view: HNSWGraph
    let links: Column
    let upper: Column
    let upperStart: Column
    /// Upper lists handed out; the first is never used, so that 0 means none.
    let upperCount = Lock(1)

    init(slotLimit: Int, m: Int) throws(IndexError) {
        links = try Column(width: 2 * m * 4, limit: slotLimit)
        // One slot in m has upper lists, and m / (m - 1) of them on average.
        upper = try Column(width: m * 4, limit: slotLimit / m * 4 + 4096)
        upperStart = try Column(width: 4, limit: slotLimit)
        // The list that is never used is saved with the others.
        try upper.commit(1)
        view = HNSWGraph(
            links: links.base.assumingMemoryBound(to: HNSWGraph.Word.self),
            upper: upper.base.assumingMemoryBound(to: HNSWGraph.Word.self),
            upperStart: upperStart.base.assumingMemoryBound(to: HNSWGraph.Word.self),
            degree: 2 * m,
            upperDegree: m
        )
    }

    /// Makes room for `count` slots, their lists empty.
    func commit(_ count: Int) throws(IndexError) {
        try links.commit(count)
        try upperStart.commit(count)
    }

    /// Gives a slot of `level` its upper lists, once: a reused slot has them already.
    func makeUpperLists(_ level: Int, of slot: UInt32) throws(IndexError) {
        guard level > 0, !view.hasUpperLists(slot) else { return }
        let start = try upperCount.withLock { (next) throws(IndexError) in
            let start = next
            try upper.commit(start + level)
            next = start + level
            return UInt32(start)
        }
        // Whoever meets the slot does so through a link that is stored later.
        view.upperStart[Int(slot)].store(start, ordering: .relaxed)
    }

    /// Bytes of lists in use by `count` slots.
    func byteCount(_ count: Int) -> Int {
        count * (links.width + 4) + upperCount.withLock { $0 } * upper.width
    }
}
