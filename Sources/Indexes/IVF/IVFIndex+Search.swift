// SPDX-License-Identifier: Apache-2.0

import CKernels
import Platform
import Synchronization

extension IVFIndex {
    /// Finds about the `k` nearest rows; exactly `min(k, matching rows)` of them.
    ///
    /// Where the probed lists hold fewer, further lists are scanned, unlike pgvector's.
    ///
    /// - Parameters:
    ///   - query: A vector of the index's shape.
    ///   - k: Rows wanted, at least 0.
    ///   - probes: Lists scanned, pgvector's `ivfflat.probes`; more find more of the true nearest,
    ///     all of them find all where lists are scanned by vectors.
    ///   - filter: Which rows may be returned; nil for all.
    ///   - statistics: What the search cost is added here.
    /// - Returns: Nearest first; under cosine nothing is near a zero vector, and any rows answer.
    /// - Throws: ``IndexError`` when the query is not of the index's shape or not finite.
    /// - Complexity: a search among the centroids and a score for each row of the probed lists.
    public func search(
        _ query: VectorView,
        k: Int,
        probes: Int = IVFOptions.defaultProbes,
        filter: RowFilter? = nil,
        statistics: inout SearchStatistics
    ) throws(IndexError) -> [Neighbor] {
        try contexts.withContext { (context) throws(IndexError) in
            if try !table.load(query, in: context) { table.clearUnit(context) }
            let live = count
            guard k > 0, live > 0 else { return [] }
            table.prepareQuery(context)
            var plan = SearchPlan(
                filter: filter,
                wanted: min(k, options.rowLimit),
                ef: 1,
                live: live,
                codeBytes: table.walkBytes
            )
            if plan.wanted == 0 { return [] }
            // Where all rows are wanted, those that have come since they were counted must not put
            // others out: a scan has room for them. Beyond float32's range no list is nearer.
            if k >= live || context.isBeyondRange { plan.strategy = .scan }
            if plan.strategy != .scan {
                let found = try probe(plan, max(1, probes), context, &statistics)
                if found.count >= plan.wanted { return found }
            }
            return try scan(plan, context, &statistics)
        }
    }

    /// Finds about the `k` nearest rows; see ``NeighborIndex``.
    public func search(
        _ query: VectorView,
        k: Int,
        effort: SearchEffort,
        filter: RowFilter?,
        statistics: inout SearchStatistics
    ) throws(IndexError) -> [Neighbor] {
        try search(
            query,
            k: k,
            probes: probes(for: effort, k: k),
            filter: filter,
            statistics: &statistics
        )
    }

    private func probe(
        _ plan: SearchPlan,
        _ probes: Int,
        _ context: SearchContext,
        _ statistics: inout SearchStatistics
    ) throws(IndexError) -> [Neighbor] {
        var wantedLists = min(probes, IVFLists.listLimit)
        if case .rows(let set) = plan.filter {
            // The nearest that a filter admits lie further away than the nearest of all.
            let share = Double(set.count) / Double(max(1, count))
            wantedLists = Int(Double(wantedLists) / max(0.01, share).squareRoot())
        }
        let limit = collected(wanted: plan.wanted)
        while true {
            let probed = try listsToScan(wantedLists, context, &statistics)
            let found = try plan.withGate(openGate) { gate throws(IndexError) in
                var nearest = NearestBuffer(limit: limit)
                for list in probed { scan(list, gate, context, &nearest, &statistics) }
                return try rank(nearest.take(), plan.wanted, context, &statistics)
            }
            // Lists beyond the probes only where rows are missing.
            if found.count >= plan.wanted || probed.count < wantedLists { return found }
            wantedLists *= 4
        }
    }

    /// The numbers of up to `count` lists nearest to the context's query, as of one moment.
    ///
    /// The caller scans them while it has the context.
    func listsToScan(
        _ count: Int,
        _ context: SearchContext,
        _ statistics: inout SearchStatistics
    ) throws(IndexError) -> [UInt32] {
        try withoutDepartures { () throws(IndexError) in
            try nearestLists(unitView(context), count, &statistics)
        }
    }

    /// What `choose` answers when no centroid goes while it looks at them.
    ///
    /// Centroids are looked at one after another. Were a list split meanwhile, the new ones might
    /// come where `choose` has been already, and the old one go before it is met: all rows of the
    /// list would be missed.
    func withoutDepartures<Result>(
        _ choose: () throws(IndexError) -> Result
    ) throws(IndexError) -> Result {
        let before = reshapeCount.load(ordering: .acquiring)
        let chosen = try choose()
        // Who misses a centroid that went, sees that it was counted.
        atomicMemoryFence(ordering: .acquiring)
        if reshapeCount.load(ordering: .relaxed) == before { return chosen }
        // It happens rarely, and lists may be split faster than one can choose among many.
        return try departures.withReadLock(choose)
    }

    /// How many slots are collected to find `wanted`: where 8-bit codes choose those whose exact
    /// vectors are read, as many as their upper halves may confuse in a dense place.
    private func collected(wanted: Int) -> Int {
        // A few more than wanted, for slots that are seen twice because they move.
        table.quantizer == .int8
            ? max(256, 8 * wanted) : table.quantizer.rescored(wanted: wanted) + 8
    }

    /// Scores the slots of a list that a gate admits into `nearest`.
    private func scan(
        _ list: UInt32,
        _ gate: SlotGate,
        _ context: SearchContext,
        _ nearest: inout NearestBuffer,
        _ statistics: inout SearchStatistics
    ) {
        let slots = context.slots
        let distances = context.distances
        let score = table.walkScore
        let isOpen = gate.isOpen
        let all = SlotGate(hidden: nil, rows: table.rowWords)
        let word = lists.word(list)
        var walk = IVFWalk(word: word, chunks: lists.chunks)
        var scored = scanBlocks(word, gate, context, &nearest)
        walk.skip(scored)
        while walk.remaining > 0 {
            var filled = 0
            while filled < SearchContext.batch, let slot = walk.next() {
                if isOpen || gate.admits(slot) {
                    slots[filled] = slot
                    filled &+= 1
                }
            }
            score(context.walkScan, slots, filled, distances)
            scored &+= filled
            nearest.add(distances, slots, count: filled, all)
        }
        statistics.nodesExpanded += 1
        statistics.codesScored += scored
        statistics.bytesRead += scored * table.walkBytes
    }

    /// The nearest visible rows among `keys`, which are sorted, by exact distances, each once: a
    /// slot that is moving is in two lists.
    private func rank(
        _ keys: some Collection<UInt64>,
        _ wanted: Int,
        _ context: SearchContext,
        _ statistics: inout SearchStatistics
    ) throws(IndexError) -> [Neighbor] {
        var candidates: [UInt32] = []
        candidates.reserveCapacity(keys.count)
        var cut = Float.infinity
        for key in keys {
            // Beyond this the codes' typical error puts nothing among the nearest.
            if CandidatePool.distance(ofKey: key) > cut { break }
            let slot = CandidatePool.slot(ofKey: key)
            if slot == candidates.last { continue }
            candidates.append(slot)
            if candidates.count == wanted {
                cut = CandidatePool.distance(ofKey: key) + table.doubt(slot, context)
            }
        }
        if candidates.count <= SearchContext.batch {
            for (index, slot) in candidates.enumerated() { context.slots[index] = slot }
            let count = table.narrow(candidates.count, wanted: wanted, context, &statistics)
            candidates = Array(UnsafeBufferPointer(start: context.slots, count: count))
        }
        let found = try rank(candidates, wanted, context, &statistics)
        if found.count >= wanted || candidates.count == keys.count { return found }
        // Some were removed meanwhile.
        let all = keys.map { CandidatePool.slot(ofKey: $0) }
        return try rank(all, wanted, context, &statistics)
    }

    /// The nearest visible rows of `all`, each once.
    func rank(
        _ all: [UInt32],
        by ranking: IteratorRanking = .exact,
        _ wanted: Int,
        _ context: SearchContext,
        _ statistics: inout SearchStatistics
    ) throws(IndexError) -> [Neighbor] {
        let keys = try table.order(all, by: ranking, context, &statistics) { isLive($0) }
        var found: [Neighbor] = []
        found.reserveCapacity(min(wanted, keys.count))
        var previous = UInt64.max
        for key in keys where key != previous {
            if found.count == wanted { break }
            previous = key
            found.append(table.neighbor(ofKey: key))
        }
        return found
    }

    /// Scores every matching row, by 8-bit codes where there are such and they tell something about
    /// the query, and ranks the best exactly.
    ///
    /// - Complexity: O(matches) for a set of rows, O(rows) for a predicate or none.
    func scan(
        _ plan: SearchPlan,
        _ context: SearchContext,
        _ statistics: inout SearchStatistics
    ) throws(IndexError) -> [Neighbor] {
        let all = ledger.matches(plan.filter, of: table, context)
        let ranking = context.isBeyondRange ? IteratorRanking.exact : .codes
        let keys = try table.order(all, by: ranking, context, &statistics) { isLive($0) }
        if table.quantizer == .int8, ranking == .codes {
            return try rank(
                keys.prefix(collected(wanted: plan.wanted)),
                plan.wanted,
                context,
                &statistics
            )
        }
        return keys.prefix(plan.wanted).map { table.neighbor(ofKey: $0) }
    }
}
