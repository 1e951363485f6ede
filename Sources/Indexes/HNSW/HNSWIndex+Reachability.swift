// SPDX-License-Identifier: Apache-2.0

import CKernels
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
        return reach.unreachable(in: self).map { table.row(of: $0) }
    }

    /// Links a reachable slot near `slot` to it, and tells the reach of it.
    private func attach(_ slot: UInt32, _ reach: inout Reach, _ context: SearchContext) -> Bool {
        if reach.contains(slot) { return false }
        let entry = entry.load(ordering: .acquiring)
        guard entry != HNSWIndex.noEntry else { return false }
        table.preparePair(slot, context)
        var walk = HNSWWalk(
            graph: memory.view,
            context: context,
            score: table.pairScore,
            scan: UnsafePointer(context.pairScan)
        )
        var nearest = UInt32(truncatingIfNeeded: entry)
        var distance: Float = 0
        walk.score(walk.scan, &nearest, 1, &distance)
        for level in stride(from: Int(entry >> 32), to: 0, by: -1) {
            walk.descend(level: level, slot: &nearest, distance: &distance)
        }
        context.beginVisit(count: slotCount.load(ordering: .acquiring))
        context.visit(nearest)
        context.pool.reset(limit: options.efConstruction)
        context.pool.insert(distance, nearest, isPassing: !openGate.admits(nearest))
        walk.search(level: 0, pool: &context.pool, gate: openGate)
        var hosts: [UInt32] = []
        for index in 0..<context.pool.count {
            let key = context.pool.keys[index]
            let host = CandidatePool.slot(ofKey: key)
            if key & CandidatePool.passingBit == 0, host != slot, reach.contains(host) {
                hosts.append(host)
            }
        }
        for host in hosts where forceLink(from: host, to: slot, &reach, context) {
            reach.spread(from: slot, in: self)
            return true
        }
        return false
    }

    /// Adds a link, in place of the farthest one that its target can spare when the list is full.
    private func forceLink(
        from host: UInt32,
        to slot: UInt32,
        _ reach: inout Reach,
        _ context: SearchContext
    ) -> Bool {
        stripes.withLock(host) {
            let slots = context.slots
            let count = memory.view.read(host, 0, into: slots)
            let list = memory.view.list(host, 0)
            if count < memory.view.degree {
                list[count].store(slot + 1, ordering: .releasing)
                return true
            }
            table.preparePair(host, context)
            table.pairScore(context.pairScan, slots, count, context.distances)
            var farthest: Int?
            for index in 0..<count where reach.inDegree(slots[index]) > 1 {
                if context.distances[index] > farthest.map({ context.distances[$0] }) ?? -.infinity
                {
                    farthest = index
                }
            }
            guard let farthest else { return false }
            reach.release(slots[farthest])
            list[farthest].store(slot + 1, ordering: .releasing)
            return true
        }
    }
}

/// Which slots a walk along the bottom level can reach, and by how many links.
private struct Reach {
    private var isReached: [Bool]
    private var inDegrees: [UInt8]

    init(of index: HNSWIndex) {
        let count = index.slotCount.load(ordering: .acquiring)
        isReached = Array(repeating: false, count: count)
        inDegrees = Array(repeating: 0, count: count)
        let entry = index.entry.load(ordering: .acquiring)
        if entry != HNSWIndex.noEntry { spread(from: UInt32(truncatingIfNeeded: entry), in: index) }
    }

    func contains(_ slot: UInt32) -> Bool { Int(slot) < isReached.count && isReached[Int(slot)] }

    func inDegree(_ slot: UInt32) -> UInt8 {
        Int(slot) < inDegrees.count ? inDegrees[Int(slot)] : 0
    }

    /// Notes that one link to `slot` is gone; a saturated count stays, being far above one.
    mutating func release(_ slot: UInt32) {
        if inDegrees[Int(slot)] < .max { inDegrees[Int(slot)] -= 1 }
    }

    /// Follows all links from `slot`.
    mutating func spread(from slot: UInt32, in index: HNSWIndex) {
        guard Int(slot) < isReached.count, !isReached[Int(slot)] else { return }
        let graph = index.memory.view
        let links = UnsafeMutablePointer<UInt32>.allocate(capacity: graph.degree)
        defer { links.deallocate() }
        isReached[Int(slot)] = true
        var stack = [slot]
        while let next = stack.popLast() {
            let count = graph.read(next, 0, into: links)
            for position in 0..<count {
                let link = Int(links[position])
                guard link < isReached.count else { continue }
                if inDegrees[link] < .max { inDegrees[link] += 1 }
                if !isReached[link] {
                    isReached[link] = true
                    stack.append(links[position])
                }
            }
        }
    }

    func unreachable(in index: HNSWIndex) -> [UInt32] {
        (0..<UInt32(isReached.count)).filter { !isReached[Int($0)] && index.isLive($0) }
    }
}
