// SPDX-License-Identifier: Apache-2.0

import CKernels
import Synchronization

/// A search without an end: rows in about the order of their distance, a batch at a time.
///
/// It continues where it stopped: what was scored and not returned is kept. Within a batch rows are
/// sorted; a later batch may hold a row that is a little nearer than the last of an earlier one
/// (pgvector's `relaxed_order`). Every row that matches is returned once, unless it is removed
/// meanwhile.
///
/// Used by one thread at a time. While it lives, slots of removed rows are not used again.
public final class HNSWIterator: NeighborIterator {
    private let index: HNSWIndex
    private let context: SearchContext
    private let filter: RowFilter?
    private let ef: Int
    private let ranking: IteratorRanking
    private let hasSet: Bool
    private var hasBegun = false
    private var isWalkDone = false
    private var returned: Set<UInt64> = []
    private var isRestTaken = false
    /// What the search cost so far.
    public private(set) var statistics = SearchStatistics()

    init(
        _ index: HNSWIndex,
        _ query: VectorView,
        ef: Int,
        filter: RowFilter?,
        ranking: IteratorRanking
    ) throws(IndexError) {
        self.index = index
        self.filter = filter
        self.ranking = ranking
        self.ef = min(max(1, ef), SearchPlan.walkLimit)
        hasSet = if case .rows = filter { true } else { false }
        context = index.contexts.borrow()
        context.pool.keepsDropped = true
        if try !index.table.load(query, in: context) { index.table.clearUnit(context) }
        index.table.prepareQuery(context)
    }

    deinit {
        context.pool.keepsDropped = false
        context.pool.discardDropped()
        index.contexts.giveBack(context)
    }

    /// The next rows, nearest first; empty at the end.
    public func next() throws(IndexError) -> [Neighbor] {
        while !isWalkDone {
            let found = try walkOn()
            if !found.isEmpty { return found }
        }
        return try takeRest()
    }

    /// Continues the walk and returns the results of its pool that are new.
    private func walkOn() throws(IndexError) -> [Neighbor] {
        var plan = index.makePlan(filter, wanted: min(ef, index.count), ef: ef)
        if plan.strategy == .scan && hasSet || context.isBeyondRange {
            // So few rows match that all of them are ranked at once; or nothing leads a walk.
            isWalkDone = true
            return try takeRest()
        }
        plan.strategy = .plain
        return try plan.withGate(index.openGate) { gate throws(IndexError) in
            if hasBegun {
                context.pool.resume(limit: ef)
                var walk = index.makeWalk(context)
                walk.search(level: 0, pool: &context.pool, gate: gate)
                index.note(walk, in: &statistics)
            } else {
                hasBegun = true
                index.walk(plan, ef: ef, gate, context, &statistics)
            }
            isWalkDone = context.pool.resultCount == 0
            return try takeResults()
        }
    }

    /// The pool's results that are new.
    private func takeResults() throws(IndexError) -> [Neighbor] {
        var slots: [UInt32] = []
        for position in 0..<context.pool.count {
            let key = context.pool.keys[position]
            if key & CandidatePool.passingBit == 0 { slots.append(CandidatePool.slot(ofKey: key)) }
        }
        return try index.rank(slots, by: ranking, context, &statistics)
            .filter { returned.insert($0.row).inserted }
    }

    /// Rows that no walk reached, once: there are hardly any, but none is to be missed.
    private func takeRest() throws(IndexError) -> [Neighbor] {
        if isRestTaken { return [] }
        isRestTaken = true
        var missed: [UInt32] = []
        index.ledger.forEachMatch(filter, of: index.table, context) { count in
            for position in 0..<count
            where !returned.contains(index.table.row(of: context.slots[position])) {
                missed.append(context.slots[position])
            }
        }
        return try index.rank(missed, by: ranking, context, &statistics)
    }
}

extension HNSWIndex {
    /// Begins a search that can be continued; see ``HNSWIterator``.
    ///
    /// - Parameters:
    ///   - query: A vector of the index's shape, copied.
    ///   - ef: Rows in a batch, and how far the walk looks for each.
    ///   - filter: Which rows may be returned; nil for all.
    ///   - ranking: By what the rows of a batch are ordered.
    /// - Returns: The search, nothing of it done yet.
    /// - Throws: ``IndexError`` when the query is not of the index's shape or not finite.
    public func makeIterator(
        _ query: VectorView,
        ef: Int = defaultEf,
        filter: RowFilter? = nil,
        ranking: IteratorRanking = .exact
    ) throws(IndexError) -> HNSWIterator {
        try HNSWIterator(self, query, ef: ef, filter: filter, ranking: ranking)
    }

    /// Begins a search that can be continued; see ``NeighborIndex``.
    public func makeIterator(
        _ query: VectorView,
        effort: SearchEffort,
        filter: RowFilter?,
        ranking: IteratorRanking
    ) throws(IndexError) -> any NeighborIterator {
        let ef = try ef(for: effort, k: HNSWIndex.defaultEf)
        return try HNSWIterator(self, query, ef: ef, filter: filter, ranking: ranking)
    }
}
