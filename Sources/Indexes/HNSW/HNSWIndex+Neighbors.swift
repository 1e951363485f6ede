// SPDX-License-Identifier: Apache-2.0

import CKernels
import Platform
import Synchronization

extension HNSWIndex {
    /// Chooses diverse neighbours among the pool's results, which are distances from one base,
    /// nearest first; Malkov and Yashunin 2018, algorithm 4.
    ///
    /// A candidate is left out when a chosen one is nearer to it than the base is. Each chosen
    /// neighbour scores all candidates behind it in one batch. Where walks use coarser distances
    /// than pairs do, the candidates' are first computed anew from the exact vectors of `walk`'s
    /// query.
    func chooseNeighbors(_ context: SearchContext, limit: Int) -> [UInt32] {
        var candidates: [UInt64] = []
        candidates.reserveCapacity(context.pool.resultCount)
        for index in 0..<context.pool.count {
            let key = context.pool.keys[index]
            if key & CandidatePool.passingBit == 0 { candidates.append(key) }
        }
        if table.quantizer == .binary {
            let count = candidates.count
            for index in 0..<count {
                context.slots[index] = CandidatePool.slot(ofKey: candidates[index])
            }
            table.exactScore(context.exactScan, context.slots, count, context.distances)
            for index in 0..<count {
                candidates[index] = CandidatePool.key(
                    context.distances[index],
                    context.slots[index]
                )
            }
            candidates.sort()
        }
        return diverse(&candidates, limit: limit, context)
    }

    /// The diverse ones among `candidates`, sorted keys; consumes them.
    func diverse(
        _ candidates: inout [UInt64],
        limit: Int,
        _ context: SearchContext
    ) -> [UInt32] {
        let slots = context.slots
        let distances = context.distances
        let score = table.pairScore
        var chosen: [UInt32] = []
        chosen.reserveCapacity(limit)
        candidates.withUnsafeMutableBufferPointer { candidates in
            var remaining = min(candidates.count, SearchContext.batch)
            var first = 0
            while first < remaining {
                let base = CandidatePool.slot(ofKey: candidates[first])
                chosen.append(base)
                first += 1
                if chosen.count == limit || first == remaining { break }
                for index in first..<remaining {
                    slots[index - first] = CandidatePool.slot(ofKey: candidates[index])
                }
                table.preparePair(base, context)
                score(context.pairScan, slots, remaining - first, distances)
                var kept = first
                for index in first..<remaining
                where distances[index - first] >= CandidatePool.distance(ofKey: candidates[index]) {
                    candidates[kept] = candidates[index]
                    kept += 1
                }
                remaining = kept
            }
        }
        return chosen
    }

    /// Adds `target` to the list of `slot`, making room by choosing anew when the list is full.
    func addLink(from slot: UInt32, to target: UInt32, level: Int, _ context: SearchContext) {
        stripes.withLock(slot) {
            let slots = context.slots
            let capacity = memory.view.capacity(level)
            let count = memory.view.read(slot, level, into: slots)
            for index in 0..<count where slots[index] == target { return }
            if count < capacity {
                memory.view.list(slot, level)[count].store(target + 1, ordering: .releasing)
                return
            }
            slots[count] = target
            rewrite(slot, level, candidates: count + 1, context)
        }
    }

    /// Makes the diverse ones among the first `count` of the context's slots the list of `slot`,
    /// whose stripe the caller holds.
    func rewrite(_ slot: UInt32, _ level: Int, candidates count: Int, _ context: SearchContext) {
        table.preparePair(slot, context)
        table.pairScore(context.pairScan, context.slots, count, context.distances)
        var candidates: [UInt64] = []
        candidates.reserveCapacity(count)
        for index in 0..<count {
            candidates.append(CandidatePool.key(context.distances[index], context.slots[index]))
        }
        candidates.sort()
        let chosen = diverse(&candidates, limit: memory.view.capacity(level), context)
        memory.view.write(slot, level, chosen)
    }

    /// Fills up the list `kept` of `slot` with diverse ones among `others`, as many as fit.
    ///
    /// What is kept excludes candidates as it would had it been chosen first.
    func complete(
        _ kept: [UInt32],
        from others: [UInt32],
        of slot: UInt32,
        _ level: Int,
        _ context: SearchContext
    ) -> [UInt32] {
        let room = memory.view.capacity(level) - kept.count
        let count = min(others.count, SearchContext.batch)
        guard room > 0, count > 0 else { return kept }
        func score(_ base: UInt32, _ candidates: [UInt64]) {
            for (index, key) in candidates.enumerated() {
                context.slots[index] = CandidatePool.slot(ofKey: key)
            }
            table.preparePair(base, context)
            table.pairScore(context.pairScan, context.slots, candidates.count, context.distances)
        }
        var candidates = others.prefix(count).map { CandidatePool.key(0, $0) }
        score(slot, candidates)
        for index in 0..<count {
            candidates[index] = CandidatePool.key(context.distances[index], context.slots[index])
        }
        candidates.sort()
        for base in kept where !candidates.isEmpty {
            score(base, candidates)
            var left: [UInt64] = []
            for (index, key) in candidates.enumerated()
            where context.distances[index] >= CandidatePool.distance(ofKey: key) {
                left.append(key)
            }
            candidates = left
        }
        return kept + diverse(&candidates, limit: room, context)
    }
}
