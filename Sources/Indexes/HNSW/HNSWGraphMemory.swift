// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

/// Owns the memory behind an ``HNSWGraph``.
///
/// Sendable because columns never move, links in them are atomic words, and the count of upper
/// lists is behind a lock.
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
