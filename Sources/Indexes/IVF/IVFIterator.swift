// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A search without an end: the rows of the next nearest lists, a few lists at a time.
///
/// Within a batch rows are sorted; a later batch may hold a row that is nearer than the last of an
/// earlier one (pgvector's `relaxed_order`). Every row that matches is returned once, unless it is
/// removed meanwhile.
///
/// Used by one thread at a time. While it lives, slots of removed rows are not used again.
public final class IVFIterator: NeighborIterator {
    private let index: IVFIndex
    private let context: SearchContext
    private let filter: RowFilter?
    private let probes: Int
    private let ranking: IteratorRanking
    private var waiting: ArraySlice<UInt32>
    private var returned: Set<UInt64> = []
    private let reshapesBefore: Int
    private var isRestTaken = false
    /// What the search cost so far.
    public private(set) var statistics = SearchStatistics()

    init(
        _ index: IVFIndex,
        _ query: VectorView,
        probes: Int,
        filter: RowFilter?,
        ranking: IteratorRanking
    ) throws(IndexError) {
        self.index = index
        self.filter = filter
        self.ranking = ranking
        self.probes = max(1, probes)
        waiting = []
        reshapesBefore = index.reshapeCount.load(ordering: .acquiring)
        context = index.contexts.borrow()
        if try !index.table.load(query, in: context) { index.table.clearUnit(context) }
        index.table.prepareQuery(context)
        waiting = try index.listsToScan(IVFLists.listLimit, context, &statistics)[...]
    }

    deinit { index.contexts.giveBack(context) }

    /// The rows of the next lists, nearest first; empty at the end.
    public func next() throws(IndexError) -> [Neighbor] {
        while !waiting.isEmpty {
            var slots: [UInt32] = []
            let plan = SearchPlan(
                filter: filter,
                wanted: .max,
                ef: 1,
                live: .max,
                codeBytes: index.table.walkBytes
            )
            plan.withGate(index.openGate) { gate in
                for list in waiting.prefix(probes) {
                    for slot in index.lists.slots(list) where gate.admits(slot) {
                        slots.append(slot)
                    }
                }
            }
            waiting = waiting.dropFirst(probes)
            statistics.nodesExpanded += probes
            let found = try take(slots)
            if !found.isEmpty { return found }
        }
        // Rows that moved between lists meanwhile may have been missed.
        if isRestTaken || index.reshapeCount.load(ordering: .acquiring) == reshapesBefore {
            return []
        }
        isRestTaken = true
        return try take(index.ledger.matches(filter, of: index.table, context))
    }

    private func take(_ slots: [UInt32]) throws(IndexError) -> [Neighbor] {
        try index.rank(slots, by: ranking, .max, context, &statistics)
            .filter { returned.insert($0.row).inserted }
    }
}

extension IVFIndex {
    /// Begins a search that can be continued; see ``IVFIterator``.
    ///
    /// - Parameters:
    ///   - query: A vector of the index's shape, copied.
    ///   - probes: Lists scanned for each batch.
    ///   - filter: Which rows may be returned; nil for all.
    ///   - ranking: By what the rows of a batch are ordered.
    /// - Returns: The search, its lists in order, none scanned yet.
    /// - Throws: ``IndexError`` when the query is not of the index's shape or not finite.
    public func makeIterator(
        _ query: VectorView,
        probes: Int = IVFOptions.defaultProbes,
        filter: RowFilter? = nil,
        ranking: IteratorRanking = .exact
    ) throws(IndexError) -> IVFIterator {
        try IVFIterator(self, query, probes: probes, filter: filter, ranking: ranking)
    }

    /// Begins a search that can be continued; see ``NeighborIndex``.
    public func makeIterator(
        _ query: VectorView,
        effort: SearchEffort,
        filter: RowFilter?,
        ranking: IteratorRanking
    ) throws(IndexError) -> any NeighborIterator {
        let probes = try probes(for: effort, k: HNSWIndex.defaultEf)
        return try IVFIterator(self, query, probes: probes, filter: filter, ranking: ranking)
    }
}
