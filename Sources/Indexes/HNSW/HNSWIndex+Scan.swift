// SPDX-License-Identifier: Apache-2.0

import CKernels
import Synchronization

extension HNSWIndex {
    /// Scores every matching row by its code and ranks the best by exact distances.
    ///
    /// - Complexity: O(matches) for a set of rows, O(rows in the index) for a predicate or none.
    func scan(
        _ plan: SearchPlan,
        _ context: SearchContext,
        _ statistics: inout SearchStatistics
    ) -> [Neighbor] {
        context.pool.reset(limit: table.quantizer.scanned(wanted: plan.wanted))
        let slots = context.slots
        var count = 0
        switch plan.filter {
        case .rows(let set):
            for row in set.sorted {
                guard let slot = rowMap.slot(of: row) else { continue }
                slots[count] = slot
                count += 1
                if count == SearchContext.batch { flush(&count, context, &statistics) }
            }
        case let other:
            let accepts: ((UInt64) -> Bool)? =
                if case .predicate(let accepts) = other { accepts } else { nil }
            for slot in 0..<UInt32(slotCount.load(ordering: .acquiring)) {
                guard isLive(slot), accepts?(table.row(of: slot)) ?? true else { continue }
                slots[count] = slot
                count += 1
                if count == SearchContext.batch { flush(&count, context, &statistics) }
            }
        }
        flush(&count, context, &statistics)
        return rankScanned(plan.wanted, context, &statistics)
    }

    private func flush(
        _ count: inout Int,
        _ context: SearchContext,
        _ statistics: inout SearchStatistics
    ) {
        let distances = context.distances
        table.walkScore(context.walkScan, context.slots, count, distances)
        statistics.codesScored += count
        statistics.bytesRead += count * table.walkBytes
        for index in 0..<count where distances[index] < context.pool.bound {
            context.pool.insert(distances[index], context.slots[index], isPassing: false)
        }
        count = 0
    }

    /// Ranks all of the pool by exact distances, in as many batches as it takes.
    private func rankScanned(
        _ wanted: Int,
        _ context: SearchContext,
        _ statistics: inout SearchStatistics
    ) -> [Neighbor] {
        let all = (0..<context.pool.count).map { CandidatePool.slot(ofKey: context.pool.keys[$0]) }
        context.pool.reset(limit: max(1, wanted))
        var start = 0
        while start < all.count {
            let count = min(all.count - start, SearchContext.batch)
            for index in 0..<count { context.slots[index] = all[start + index] }
            table.exactScore(context.exactScan, context.slots, count, context.distances)
            statistics.vectorsRescored += count
            for index in 0..<count {
                let distance = context.distances[index]
                guard distance < context.pool.bound, isLive(context.slots[index]) else { continue }
                context.pool.insert(distance, context.slots[index], isPassing: false)
            }
            start += count
        }
        statistics.bytesRead += all.count * shape.exactBytes
        return takePool(context)
    }
}
