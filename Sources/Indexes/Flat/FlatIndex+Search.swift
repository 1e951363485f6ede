// SPDX-License-Identifier: Apache-2.0

import CKernels

extension FlatIndex {
    /// Finds the `k` nearest rows exactly.
    ///
    /// - Parameters:
    ///   - query: A vector of the index's shape.
    ///   - k: Rows wanted, at least 0.
    ///   - filter: Which rows may be returned; nil for all.
    ///   - statistics: What the search cost is added here.
    /// - Returns: Nearest first, `min(k, matching rows)` of them.
    /// - Throws: ``IndexError`` when the query is not of the index's shape or not finite.
    /// - Complexity: O(matching rows) in code scores; O(rows) for a predicate.
    public func search(
        _ query: VectorView,
        k: Int,
        filter: RowFilter? = nil,
        statistics: inout SearchStatistics
    ) throws(IndexError) -> [Neighbor] {
        try contexts.withContext { (context) throws(IndexError) in
            if try !table.load(query, in: context) { table.clearUnit(context) }
            let live = count
            let wanted = min(k, options.rowLimit)
            guard wanted > 0, live > 0 else { return [] }
            table.prepareQuery(context)
            // A row that is removed between screening and ranking may have kept another out: once
            // more then, and at last without screening. For many results a sorted pool of bounds
            // costs more than it saves, and for all rows there is nothing to screen.
            let canScreen =
                table.quantizer == .int8 && wanted < live && wanted <= SearchPlan.walkLimit
            for isScreening in canScreen ? [true, true, false] : [false] {
                let slots = screen(wanted, filter, isScreening, context, &statistics)
                let found = try rank(slots, wanted, context, &statistics)
                if found.count == min(wanted, slots.count) || !isScreening { return found }
            }
            return []
        }
    }

    /// Finds the `k` nearest rows, whatever the effort; see ``NeighborIndex``.
    public func search(
        _ query: VectorView,
        k: Int,
        effort: SearchEffort,
        filter: RowFilter?,
        statistics: inout SearchStatistics
    ) throws(IndexError) -> [Neighbor] {
        try search(query, k: k, filter: filter, statistics: &statistics)
    }

    /// Slots that may be among the `wanted` nearest, by bounds on what their codes leave open.
    private func screen(
        _ wanted: Int,
        _ filter: RowFilter?,
        _ isScreening: Bool,
        _ context: SearchContext,
        _ statistics: inout SearchStatistics
    ) -> [UInt32] {
        guard isScreening else {
            var slots: [UInt32] = []
            ledger.forEachMatch(filter, of: table, context) { count in
                slots += UnsafeBufferPointer(start: context.slots, count: count)
            }
            return slots
        }
        var candidates: [Candidate] = []
        context.pool.reset(limit: wanted)
        ledger.forEachMatch(filter, of: table, context) { count in
            table.walkScore(context.walkScan, context.slots, count, context.distances)
            statistics.codesScored += count
            statistics.bytesRead += count * table.walkBytes
            for index in 0..<count {
                let slot = context.slots[index]
                let error = table.error(slot, .high, context.margin)
                keep(slot, context.distances[index], error, &candidates, context)
            }
        }
        return narrow(survivors(candidates, context), wanted, context, &statistics)
    }

    /// Screens again by 8-bit codes.
    private func narrow(
        _ slots: [UInt32],
        _ wanted: Int,
        _ context: SearchContext,
        _ statistics: inout SearchStatistics
    ) -> [UInt32] {
        var candidates: [Candidate] = []
        context.pool.reset(limit: wanted)
        var start = 0
        while start < slots.count {
            let count = min(slots.count - start, SearchContext.batch)
            for index in 0..<count { context.slots[index] = slots[start + index] }
            table.rankScore(context.rankScan, context.slots, count, context.distances)
            for index in 0..<count {
                let slot = context.slots[index]
                let error = table.error(slot, .full, context.margin)
                keep(slot, context.distances[index], error, &candidates, context)
            }
            start += count
        }
        statistics.codesScored += slots.count
        statistics.bytesRead += slots.count * 2 * table.walkBytes
        return survivors(candidates, context)
    }

    /// Keeps a slot unless as many as are wanted are surely nearer.
    @inline(__always)
    private func keep(
        _ slot: UInt32,
        _ distance: Float,
        _ error: Float,
        _ candidates: inout [Candidate],
        _ context: SearchContext
    ) {
        // Written so that a distance or an error that is NaN keeps the slot.
        if distance - error > context.pool.bound { return }
        candidates.append(Candidate(slot: slot, least: distance - error))
        let greatest = distance + error
        if greatest < context.pool.bound { context.pool.insert(greatest, slot, isPassing: false) }
    }

    private func survivors(_ candidates: [Candidate], _ context: SearchContext) -> [UInt32] {
        let bound = context.pool.bound
        return candidates.compactMap { $0.least > bound ? nil : $0.slot }
    }

    /// The nearest of the candidates by exact distances.
    private func rank(
        _ slots: [UInt32],
        _ wanted: Int,
        _ context: SearchContext,
        _ statistics: inout SearchStatistics
    ) throws(IndexError) -> [Neighbor] {
        try table.order(slots, by: .exact, context, &statistics) { isLive($0) }
            .prefix(wanted)
            .map { table.neighbor(ofKey: $0) }
    }
}

/// A slot that may be near, and the least distance that its code allows.
private struct Candidate {
    let slot: UInt32
    let least: Float
}
