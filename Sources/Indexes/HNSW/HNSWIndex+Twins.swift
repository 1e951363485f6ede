// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

/// Rows with equal vectors.
///
/// Linked like others they would fill each other's lists and candidates, and walks would end among
/// them. So only the first, the *head*, is a neighbour to others. The further ones, *twins*, form a
/// chain behind it, each with the links to others that the head had when it came:
///
/// ```
/// others ◀──▶ head ──▶ newest twin ──▶ … ──▶ oldest twin
/// ```
///
/// Searches walk along the chain; inserts pass it over.
extension HNSWIndex {
    /// The slot among the pool's candidates whose vector is equal to that of `slot`, which is
    /// `distance` away from itself as codes see it; nil for none.
    func head(of slot: UInt32, distance: Float, _ context: SearchContext) -> UInt32? {
        for index in 0..<context.pool.count {
            let key = context.pool.keys[index]
            guard CandidatePool.distance(ofKey: key) == distance,
                key & CandidatePool.passingBit == 0
            else { continue }
            let candidate = CandidatePool.slot(ofKey: key)
            if table.areEqual(slot, candidate) { return candidate }
        }
        return nil
    }

    /// Puts `slot`, which nothing links to yet, into the chain behind `head`.
    ///
    /// It takes over what of the head's links is alive. Where that leaves out the twin whose place
    /// it takes, since that one is dead, the first behind it that is alive follows instead.
    func chain(_ slot: UInt32, behind head: UInt32, _ context: SearchContext) {
        twins.insert(slot)
        let gate = linkGate
        stripes.withLock(head) {
            let slots = context.slots
            let count = memory.view.read(head, 0, into: slots)
            let links = Array(UnsafeBufferPointer(start: slots, count: count))
            let position = links.firstIndex { isTwin($0, of: head) }
            var own = links.filter { gate.admits($0) }
            if let position, !gate.admits(links[position]),
                let next = heir(of: links[position], where: { gate.admits($0) }),
                !own.contains(next)
            {
                own.insert(next, at: 0)
            }
            memory.view.write(slot, 0, own)
            let list = memory.view.list(head, 0)
            if let position {
                list[position].store(slot + 1, ordering: .releasing)
            } else if count < memory.view.degree {
                list[count].store(slot + 1, ordering: .releasing)
            } else {
                slots[count] = slot
                rewrite(head, 0, candidates: count + 1, context)
            }
        }
    }

    /// Whether `slot` is a twin of `other`.
    func isTwin(_ slot: UInt32, of other: UInt32) -> Bool {
        twins.contains(slot) && table.areEqual(slot, other)
    }

    /// Makes the heir of each head that goes a head.
    func promoteTwins(avoiding victims: Bitmap) {
        for victim in victims.members where !twins.contains(victim) {
            if let heir = heir(of: victim, where: { !victims.contains($0) }) {
                twins.remove(heir)
            }
        }
    }

    /// The first in the chain behind a slot that goes that stays; nil when there is none.
    func heir(of victim: UInt32, where stays: (UInt32) -> Bool) -> UInt32? {
        let graph = memory.view
        return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: graph.degree) { links in
            guard let start = links.baseAddress else { return nil }
            var next = victim
            // Repairs may have linked twins in a circle.
            var seen: Set<UInt32> = []
            while !stays(next), seen.insert(next).inserted {
                let count = graph.read(next, 0, into: start)
                let twin = links.prefix(count).first { isTwin($0, of: victim) }
                guard let twin else { return nil }
                next = twin
            }
            return stays(next) ? next : nil
        }
    }
}
