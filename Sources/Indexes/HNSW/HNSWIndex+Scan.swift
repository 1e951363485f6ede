// SPDX-License-Identifier: Apache-2.0

import CKernels

extension HNSWIndex {
    /// Scores every matching row by its code, the finest there is, and ranks the best by exact
    /// distances; all of them where codes tell nothing about the query.
    ///
    /// - Complexity: O(matches) for a set of rows, O(rows in the index) for a predicate or none;
    ///   times log(wanted) when more than ``SearchPlan/walkLimit`` are wanted.
    func scan(
        _ plan: SearchPlan,
        _ context: SearchContext,
        _ statistics: inout SearchStatistics
    ) throws(IndexError) -> [Neighbor] {
        if context.isBeyondRange {
            var slots: [UInt32] = []
            ledger.forEachMatch(plan.filter, of: table, context) { count in
                slots += UnsafeBufferPointer(start: context.slots, count: count)
            }
            return try Array(rank(slots, by: .exact, context, &statistics).prefix(plan.wanted))
        }
        let limit = table.quantizer.scanned(wanted: plan.wanted)
        var best: [UInt64] = []
        if limit <= SearchPlan.walkLimit {
            context.pool.reset(limit: limit)
            ledger.forEachMatch(plan.filter, of: table, context) { count in
                scoreCodes(count, context, &statistics)
                for index in 0..<count {
                    context.pool.add(context.distances[index], context.slots[index])
                }
            }
            best = (0..<context.pool.count).map { context.pool.keys[$0] }
        } else {
            // A sorted pool of many entries is slower to keep than one array is to sort.
            ledger.forEachMatch(plan.filter, of: table, context) { count in
                scoreCodes(count, context, &statistics)
                for index in 0..<count {
                    best.append(CandidatePool.key(context.distances[index], context.slots[index]))
                }
            }
            best.sort()
            best.removeLast(max(0, best.count - limit))
        }
        var slots = best.map { CandidatePool.slot(ofKey: $0) }
        if slots.count <= SearchContext.batch {
            for (index, slot) in slots.enumerated() { context.slots[index] = slot }
            let count = table.narrow(slots.count, wanted: plan.wanted, context, &statistics)
            slots = Array(UnsafeBufferPointer(start: context.slots, count: count))
        }
        return try Array(rank(slots, by: .exact, context, &statistics).prefix(plan.wanted))
    }

    private func scoreCodes(
        _ count: Int,
        _ context: SearchContext,
        _ statistics: inout SearchStatistics
    ) {
        let isFine = table.quantizer == .int8
        let score = isFine ? table.rankScore : table.walkScore
        let scan = isFine ? context.rankScan : context.walkScan
        score(scan, context.slots, count, context.distances)
        statistics.codesScored += count
        statistics.bytesRead += count * table.walkBytes * (isFine ? 2 : 1)
    }

    /// The visible rows among `all`, nearest first.
    func rank(
        _ all: [UInt32],
        by ranking: IteratorRanking,
        _ context: SearchContext,
        _ statistics: inout SearchStatistics
    ) throws(IndexError) -> [Neighbor] {
        try table.order(all, by: ranking, context, &statistics) { isLive($0) }
            .map { table.neighbor(ofKey: $0) }
    }
}
