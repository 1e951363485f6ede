// SPDX-License-Identifier: Apache-2.0

import CKernels
import Synchronization

extension HNSWIndex {
    /// Finds about the `k` nearest rows; exactly `min(k, matching rows)` of them.
    ///
    /// - Parameters:
    ///   - query: A vector of the index's shape.
    ///   - k: Rows wanted, at least 0.
    ///   - ef: Candidates kept while walking, *ef* in the paper; raised to `k`. More finds more of
    ///     the true nearest.
    ///   - filter: Which rows may be returned; nil for all.
    ///   - statistics: What the search cost is added here.
    /// - Returns: Nearest first; under cosine nothing is near a zero vector, and any rows answer.
    /// - Throws: ``IndexError`` when the query is not of the index's shape or not finite.
    /// - Complexity: about `ef` times the degree of the graph in code scores.
    public func search(
        _ query: VectorView,
        k: Int,
        ef: Int = defaultEf,
        filter: RowFilter? = nil,
        statistics: inout SearchStatistics
    ) throws(IndexError) -> [Neighbor] {
        try search(query, k: k, ef: ef, filter: filter, strategy: nil, statistics: &statistics)
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
            ef: ef(for: effort, k: k),
            filter: filter,
            statistics: &statistics
        )
    }

    /// Searches by a given strategy, where a filter would let the index choose another.
    package func search(
        _ query: VectorView,
        k: Int,
        ef: Int,
        filter: RowFilter?,
        strategy: SearchStrategy?,
        statistics: inout SearchStatistics
    ) throws(IndexError) -> [Neighbor] {
        try contexts.withContext { (context) throws(IndexError) in
            let hasDirection = try table.load(query, in: context)
            if !hasDirection { table.clearUnit(context) }
            let live = count
            guard k > 0, live > 0 else { return [] }
            table.prepareQuery(context)
            // Where all rows are wanted, those that have come since they were counted must not put
            // others out: a scan has room for them. Beyond float32's range nothing leads a walk.
            let scans = strategy == .scan || k >= live || context.isBeyondRange
            let wanted = min(k, options.rowLimit)
            var plan = makePlan(filter, wanted: wanted, ef: max(min(ef, live), wanted))
            if let strategy = scans ? .scan : strategy { plan.strategy = strategy }
            return try find(plan, context, &statistics)
        }
    }

    /// pgvector's default of `hnsw.ef_search`.
    public static let defaultEf = 40

    /// Chooses how to search among the rows there are now.
    func makePlan(_ filter: RowFilter?, wanted: Int, ef: Int) -> SearchPlan {
        SearchPlan(
            filter: filter,
            wanted: wanted,
            ef: ef,
            live: count,
            codeBytes: table.walkBytes
        )
    }

    private func find(
        _ plan: SearchPlan,
        _ context: SearchContext,
        _ statistics: inout SearchStatistics
    ) throws(IndexError) -> [Neighbor] {
        if plan.wanted == 0 { return [] }
        if plan.strategy != .scan {
            // Rows that come or go just now may leave a walk short of results; one that looks
            // further has them. Where a filter leaves islands, only the scan misses no row.
            for ef in [plan.ef, 2 * plan.ef + 16] {
                let found = try plan.withGate(openGate) { gate throws(IndexError) in
                    walk(plan, ef: ef, gate, context, &statistics)
                    if table.areResultsAlike(context) {
                        // Which of them are nearest their codes cannot tell, nor whether rows that
                        // the walk left out are nearer.
                        let wider = min(4 * ef, max(ef, SearchPlan.walkLimit))
                        walk(plan, ef: wider, gate, context, &statistics)
                    }
                    return try rank(wanted: plan.wanted, context, &statistics)
                }
                if found.count >= plan.wanted { return found }
            }
        }
        return try scan(plan, context, &statistics)
    }

    /// Fills the context's pool by a walk from the entry point.
    func walk(
        _ plan: SearchPlan,
        ef: Int,
        _ gate: SlotGate,
        _ context: SearchContext,
        _ statistics: inout SearchStatistics
    ) {
        let entry = entry.load(ordering: .acquiring)
        context.pool.reset(limit: ef)
        guard entry != HNSWIndex.noEntry else { return }
        var walk = makeWalk(context)
        var slot = UInt32(truncatingIfNeeded: entry)
        var distance = walk.distance(of: slot)
        for level in stride(from: Int(entry >> 32), to: 0, by: -1) {
            walk.descend(level: level, slot: &slot, distance: &distance)
        }
        context.beginVisit(count: ledger.slotCount.load(ordering: .acquiring))
        context.visit(slot)
        context.pool.insert(distance, slot, isPassing: !gate.admits(slot))
        if plan.strategy == .twoHops {
            walk.searchTwoHops(pool: &context.pool, gate: gate)
        } else {
            walk.search(level: 0, pool: &context.pool, gate: gate)
        }
        note(walk, in: &statistics)
    }

    /// Ranks the pool's results by exact distances and returns the nearest `wanted`.
    ///
    /// Codes order well but not perfectly, so more than `wanted` are looked at: all that the codes'
    /// typical error may put among the nearest, which are the fewer the more distances differ.
    /// 8-bit codes then leave few whose exact vectors are read.
    func rank(
        wanted: Int,
        _ context: SearchContext,
        _ statistics: inout SearchStatistics
    ) throws(IndexError) -> [Neighbor] {
        let slots = context.slots
        let keys = context.pool.keys
        let most = table.mostRescored(wanted: wanted, ef: context.pool.resultCount)
        var cut = Float.infinity
        var count = 0
        for index in 0..<context.pool.count where count < most {
            let key = keys[index]
            if key & CandidatePool.passingBit != 0 { continue }
            let distance = CandidatePool.distance(ofKey: key)
            if distance > cut { break }
            slots[count] = CandidatePool.slot(ofKey: key)
            ck_prefetch_line(table.rowWords + Int(slots[count]))
            count += 1
            if count == wanted { cut = distance + table.doubt(slots[count - 1], context) }
        }
        count = table.narrow(count, wanted: wanted, context, &statistics)
        try table.scoreExactly(count, context)
        statistics.vectorsRescored += count
        statistics.bytesRead += count * shape.exactBytes
        return collect(count, wanted: wanted, context)
    }

    /// The nearest `wanted` of the `count` slots and distances in the context whose rows are
    /// visible.
    func collect(_ count: Int, wanted: Int, _ context: SearchContext) -> [Neighbor] {
        let slots = context.slots
        let distances = context.distances
        context.pool.reset(limit: max(1, wanted))
        for index in 0..<count
        where context.pool.hasRoom(for: distances[index]) && isLive(slots[index]) {
            context.pool.add(distances[index], slots[index])
        }
        return takePool(context)
    }

    /// The pool's entries as rows and the metric's distances.
    func takePool(_ context: SearchContext) -> [Neighbor] {
        let keys = context.pool.keys
        return [Neighbor](unsafeUninitializedCapacity: context.pool.count) { buffer, count in
            for index in 0..<context.pool.count {
                buffer.initializeElement(at: index, to: table.neighbor(ofKey: keys[index]))
            }
            count = context.pool.count
        }
    }
}
