// SPDX-License-Identifier: Apache-2.0

import CKernels
import Platform
import Synchronization
import Vectors

extension HNSWIndex {
    /// Rows farther than the pool's that may become neighbours.
    static let farCandidates = 64

    /// Links that a slot makes on the bottom level, and that its list is filled up to: `m`, but eight
    /// if lists hold as many.
    var leastLinks: Int { max(options.m, min(8, memory.view.degree)) }

    /// Chooses diverse neighbours of `slot`, the walk's query, among the pool's results, nearest
    /// first; Malkov and Yashunin 2018, algorithm 4.
    ///
    /// In a dense place the pool's results are all of one cluster, and so would be the links: some
    /// of the rows that the walk met on its way join the candidates, to lead out of it. That takes
    /// a fifth of the time of a build, as much as raising `efConstruction` by a half would, and
    /// finds more: a million rows near 63,440 texts' embeddings are found with recall 0.976 instead
    /// of 0.94 at *ef* 40, and 0.99 at 70 instead of 250.
    ///
    /// Where walks use coarser distances than pairs do, the candidates' are first computed anew
    /// from the exact vectors of the walk's query.
    func chooseNeighbors(of slot: UInt32, _ context: SearchContext, limit: Int) -> [UInt32] {
        var candidates: [UInt64] = []
        candidates.reserveCapacity(context.pool.resultCount + HNSWIndex.farCandidates)
        for index in 0..<context.pool.count {
            let key = context.pool.keys[index]
            if key & CandidatePool.passingBit == 0 { candidates.append(key) }
        }
        context.pool.takeDropped(HNSWIndex.farCandidates, into: &candidates)
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
        return diverse(&candidates, around: slot, limit: limit, context)
    }

    /// The diverse ones among `candidates` by their distances from `slot`, sorted keys; consumes
    /// them.
    ///
    /// A candidate is left out when a chosen one is nearer to it than `slot` is. Each chosen
    /// neighbour scores all candidates behind it in one batch. Under inner product the longest
    /// vectors would be nearest to all, leave out all others, and be all that walks find: there the
    /// distances that are compared are Euclidean ones, which with vectors of equal length is the
    /// same. Of 10,000 rows of three elements, searches at *ef* 40 then find all of the true 20
    /// nearest, where they found three quarters, and score a quarter of the codes.
    ///
    /// When they are fewer than `least`, or ``leastLinks``, the nearest of the others fill up. That
    /// makes a build half as long again and halves the *ef* for recall 0.99 on texts' embeddings;
    /// filling lists to their end takes twice as long and finds no more.
    func diverse(
        _ candidates: inout [UInt64],
        around slot: UInt32,
        limit: Int,
        least: Int = 0,
        _ context: SearchContext
    ) -> [UInt32] {
        // Equal vectors may have taken all of a short list.
        guard limit > 0 else { return [] }
        let slots = context.slots
        let distances = context.distances
        let score = table.pairScore
        let hasLengths = shape.metric == .innerProduct
        let own = hasLengths ? distanceToItself(slot, context) : 0
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
                let count = remaining - first
                slots[count] = base
                score(context.pairScan, slots, hasLengths ? count + 1 : count, distances)
                // With -<a, b> for each distance, |b - c|² < |s - c|² as a comparison of these.
                let shift = hasLengths ? (distances[count] - own) / 2 : 0
                var kept = first
                for index in first..<remaining {
                    let key = candidates[index]
                    if distances[index - first] - shift > CandidatePool.distance(ofKey: key) {
                        candidates[kept] = key
                        kept += 1
                    } else if !table.areEqual(base, CandidatePool.slot(ofKey: key)) {
                        left.append(key)
                    }
                }
                remaining = kept
            }
        }
        let missing = min(limit, max(least, leastLinks)) - chosen.count
        if missing > 0 {
            left.sort()
            chosen += left.prefix(missing).map(CandidatePool.slot(ofKey:))
        }
        return chosen
    }

    /// A slot's distance from itself as pairs are scored, under inner product its squared length,
    /// negative.
    private func distanceToItself(_ slot: UInt32, _ context: SearchContext) -> Float {
        var slot = slot
        var distance: Float = 0
        table.preparePair(slot, context)
        table.pairScore(context.pairScan, &slot, 1, &distance)
        return distance
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
        let links = Array(UnsafeBufferPointer(start: context.slots, count: count))
        rewrite(slot, level, choosing: links, context)
    }

    /// Makes the diverse ones among `links`, `least` if there are as many, the list of `slot`,
    /// whose stripe the caller holds.
    ///
    /// A twin, which is as near to everything as the slot itself, excludes nothing. Nor does a dead
    /// slot: it stays as a way to others while there is room. A row that came again with the vector
    /// it had would else be excluded by its own dead slot everywhere.
    func rewrite(
        _ slot: UInt32,
        _ level: Int,
        choosing links: [UInt32],
        least: Int = 0,
        _ context: SearchContext
    ) {
        let equals = links.filter { table.areEqual(slot, $0) }
        let kept = equals.filter { twins.contains($0) } + equals.filter { !twins.contains($0) }
        let others = links.filter { !equals.contains($0) }.prefix(SearchContext.batch)
        for (index, link) in others.enumerated() { context.slots[index] = link }
        table.preparePair(slot, context)
        table.pairScore(context.pairScan, context.slots, others.count, context.distances)
        let gate = linkGate
        var candidates: [UInt64] = []
        var dead: [UInt64] = []
        candidates.reserveCapacity(others.count)
        for (index, link) in others.enumerated() {
            let key = CandidatePool.key(context.distances[index], link)
            if gate.admits(link) { candidates.append(key) } else { dead.append(key) }
        }
        candidates.sort()
        dead.sort()
        let capacity = memory.view.capacity(level)
        var chosen = Array(kept.prefix(2))
        chosen += diverse(
            &candidates,
            around: slot,
            limit: capacity - chosen.count,
            least: least - chosen.count,
            context
        )
        chosen += dead.prefix(capacity - chosen.count).map(CandidatePool.slot(ofKey:))
        memory.view.write(slot, level, chosen)
    }
}
