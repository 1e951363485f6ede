// SPDX-License-Identifier: Apache-2.0

import CKernels
import Platform
import Synchronization
import Vectors

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
        if table.walksCoarsely {
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

    /// Whether lists that diversity leaves short are filled up to `m` with the nearest of the rest.
    ///
    /// Inner products are no distances: a long vector is nearest to all around it, and leaves the
    /// others without links. Elsewhere more links make the build slower and find no more.
    private var fillsLists: Bool { shape.metric == .innerProduct }

    /// The diverse ones among `candidates`, sorted keys; consumes them.
    func diverse(
        _ candidates: inout [UInt64],
        limit: Int,
        _ context: SearchContext
    ) -> [UInt32] {
        let slots = context.slots
        let distances = context.distances
        let score = table.pairScore
        let fillsLists = fillsLists
        var chosen: [UInt32] = []
        chosen.reserveCapacity(limit)
        var left: [UInt64] = []
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
                for index in first..<remaining {
                    let key = candidates[index]
                    if distances[index - first] > CandidatePool.distance(ofKey: key) {
                        candidates[kept] = key
                        kept += 1
                    } else if fillsLists, !table.areEqual(base, CandidatePool.slot(ofKey: key)) {
                        left.append(key)
                    }
                }
                remaining = kept
            }
        }
        let missing = min(limit, options.m) - chosen.count
        if missing > 0 {
            left.sort()
            chosen += left.prefix(missing).map(CandidatePool.slot(ofKey:))
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
        let others = Array(UnsafeBufferPointer(start: context.slots, count: count))
        memory.view.write(slot, level, complete([], from: others, of: slot, level, context))
    }

    /// Fills up the list `kept` of `slot` with diverse ones among `others`, as many as fit.
    ///
    /// What is kept excludes candidates as it would had it been chosen first. A twin, which is as
    /// near to everything as the slot itself, excludes nothing but other twins.
    func complete(
        _ kept: [UInt32],
        from others: [UInt32],
        of slot: UInt32,
        _ level: Int,
        _ context: SearchContext
    ) -> [UInt32] {
        var kept = kept
        var others = Array(others.prefix(SearchContext.batch))
        let hasTwin = kept.contains { table.areEqual(slot, $0) }
        if let twin = others.first(where: { table.areEqual(slot, $0) }) {
            others.removeAll { table.areEqual(slot, $0) }
            if !hasTwin { kept.insert(twin, at: 0) }
        }
        let room = memory.view.capacity(level) - kept.count
        guard room > 0, !others.isEmpty else { return kept }
        func score(_ base: UInt32, _ candidates: [UInt64]) {
            for (index, key) in candidates.enumerated() {
                context.slots[index] = CandidatePool.slot(ofKey: key)
            }
            table.preparePair(base, context)
            table.pairScore(context.pairScan, context.slots, candidates.count, context.distances)
        }
        var candidates = others.map { CandidatePool.key(0, $0) }
        score(slot, candidates)
        for index in candidates.indices {
            candidates[index] = CandidatePool.key(context.distances[index], context.slots[index])
        }
        candidates.sort()
        for base in kept where !candidates.isEmpty && !table.areEqual(slot, base) {
            score(base, candidates)
            var left: [UInt64] = []
            for (index, key) in candidates.enumerated()
            where context.distances[index] > CandidatePool.distance(ofKey: key) {
                left.append(key)
            }
            candidates = left
        }
        return kept + diverse(&candidates, limit: room, context)
    }
}
