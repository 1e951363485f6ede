// SPDX-License-Identifier: Apache-2.0

import CKernels
import Platform
import Synchronization

extension HNSWIndex {
    /// Links every live slot that walks cannot reach to near ones that they can; returns how many.
    ///
    /// Choosing neighbours anew may drop the last link to a node. A few rounds mend that: each
    /// links what is unreachable, which brings along what hangs on it.
    ///
    /// - Complexity: O(rows × degree) to look, a walk for each unreachable row.
    @discardableResult
    func repairReachability() throws(IndexError) -> Int {
        var mended = 0
        for _ in 0..<4 {
            var reach = Reach(of: self)
            let lost = reach.unreachable(in: self)
            if lost.isEmpty { return mended }
            contexts.withContext { context in
                for slot in lost where attach(slot, &reach, context) { mended += 1 }
            }
        }
        return mended
    }

    /// Live rows that no path of links leads to from the entry point.
    public var unreachableRows: [UInt64] {
        let reach = Reach(of: self)
        return reach.unreachable(in: self).filter(isLive).map { table.row(of: $0) }
    }

    /// Links a reachable slot near `slot` to it, and tells the reach of it.
    private func attach(_ slot: UInt32, _ reach: inout Reach, _ context: SearchContext) -> Bool {
        if reach.contains(slot) { return false }
        let entry = entry.load(ordering: .acquiring)
        guard entry != HNSWIndex.noEntry else { return false }
        table.preparePair(slot, context)
        var walk = makePairWalk(context)
        // Along the bottom level alone: the upper ones may lead to an island that is itself lost.
        let nearest = UInt32(truncatingIfNeeded: entry)
        let distance = walk.distance(of: nearest)
        context.beginVisit(count: ledger.slotCount.load(ordering: .acquiring))
        context.visit(nearest)
        context.pool.reset(limit: options.efConstruction)
        context.pool.insert(distance, nearest, isPassing: !linkGate.admits(nearest))
        walk.search(level: 0, pool: &context.pool, gate: linkGate)
        var hosts: [UInt32] = []
        for index in 0..<context.pool.count {
            let key = context.pool.keys[index]
            let host = CandidatePool.slot(ofKey: key)
            if key & CandidatePool.passingBit == 0, host != slot, reach.contains(host) {
                hosts.append(host)
            }
        }
        // A list with room loses nothing by one link more; only when all near ones are full does
        // one give up a link.
        let host =
            hosts.first { appendLink(from: $0, to: slot) }
            ?? hosts.first { replaceLink(from: $0, to: slot, reach, context) }
        guard let host else { return false }
        reach.spread(from: slot, parent: host, in: self)
        return true
    }

    /// Adds a link where the list has room or has it: an insert may have linked the slot meanwhile.
    private func appendLink(from host: UInt32, to slot: UInt32) -> Bool {
        stripes.withLock(host) {
            let list = memory.view.list(host, 0)
            for position in 0..<memory.view.degree {
                let word = list[position].load(ordering: .acquiring)
                if word == slot + 1 { return true }
                if word == 0 {
                    list[position].store(slot + 1, ordering: .releasing)
                    return true
                }
            }
            return false
        }
    }

    /// Puts a link in the place of the farthest one that nothing is reached through.
    private func replaceLink(
        from host: UInt32,
        to slot: UInt32,
        _ reach: Reach,
        _ context: SearchContext
    ) -> Bool {
        stripes.withLock(host) {
            let slots = context.slots
            let count = memory.view.read(host, 0, into: slots)
            let list = memory.view.list(host, 0)
            table.preparePair(host, context)
            table.pairScore(context.pairScan, slots, count, context.distances)
            for index in 0..<count where slots[index] == slot { return true }
            var farthest: Int?
            for index in 0..<count where !reach.isBranch(from: host, to: slots[index]) {
                if context.distances[index] > farthest.map({ context.distances[$0] }) ?? -.infinity
                {
                    farthest = index
                }
            }
            guard let farthest else { return false }
            list[farthest].store(slot + 1, ordering: .releasing)
            return true
        }
    }
}

/// Which slots a walk along the bottom level can reach, as a tree of links from the entry point.
///
/// A link that is no branch of the tree can go without making anything unreachable.
private struct Reach {
    static let none = UInt32.max

    /// The slot through which each slot was reached first, ``none`` for those that were not.
    private var parents: [UInt32]

    init(of index: HNSWIndex) {
        let count = index.ledger.slotCount.load(ordering: .acquiring)
        parents = Array(repeating: Reach.none, count: count)
        let entry = index.entry.load(ordering: .acquiring)
        let root = UInt32(truncatingIfNeeded: entry)
        if entry != HNSWIndex.noEntry { spread(from: root, parent: root, in: index) }
    }

    func contains(_ slot: UInt32) -> Bool {
        Int(slot) < parents.count && parents[Int(slot)] != Reach.none
    }

    /// Whether the link from `host` to `slot` is a branch of the tree.
    func isBranch(from host: UInt32, to slot: UInt32) -> Bool {
        Int(slot) >= parents.count || parents[Int(slot)] == host
    }

    /// Adds `slot`, reached through `parent`, and all that links lead to from it.
    mutating func spread(from slot: UInt32, parent: UInt32, in index: HNSWIndex) {
        guard Int(slot) < parents.count, !contains(slot) else { return }
        let graph = index.memory.view
        let links = UnsafeMutablePointer<UInt32>.allocate(capacity: graph.degree)
        defer { links.deallocate() }
        parents[Int(slot)] = parent
        var stack = [slot]
        while let next = stack.popLast() {
            let count = graph.read(next, 0, into: links)
            for position in 0..<count {
                let link = links[position]
                guard Int(link) < parents.count, parents[Int(link)] == Reach.none else { continue }
                parents[Int(link)] = next
                stack.append(link)
            }
        }
    }

    /// Slots with a row, now or soon, that are not in the tree.
    func unreachable(in index: HNSWIndex) -> [UInt32] {
        let pending = index.ledger.pendingSlots
        return (0..<UInt32(parents.count)).filter {
            !contains($0) && (index.isLive($0) || pending.contains($0))
        }
    }
}
