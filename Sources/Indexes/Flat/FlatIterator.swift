// SPDX-License-Identifier: Apache-2.0

import CKernels

/// A search of a flat index without an end: all matching rows, sorted once, handed out in batches.
///
/// Used by one thread at a time. While it lives, slots of removed rows are not used again.
public final class FlatIterator: NeighborIterator {
    private let index: FlatIndex
    private let context: SearchContext
    private let filter: RowFilter?
    private let batch: Int
    private let ranking: IteratorRanking
    /// What is left, nearest first; nil before the first batch.
    private var waiting: ArraySlice<UInt64>?
    /// What the search cost so far.
    public private(set) var statistics = SearchStatistics()

    init(
        _ index: FlatIndex,
        _ query: VectorView,
        batch: Int,
        filter: RowFilter?,
        ranking: IteratorRanking
    ) throws(IndexError) {
        self.index = index
        self.filter = filter
        self.ranking = ranking
        self.batch = max(1, batch)
        context = index.contexts.borrow()
        if try !index.table.load(query, in: context) { index.table.clearUnit(context) }
        index.table.prepareQuery(context)
    }

    deinit { index.contexts.giveBack(context) }

    /// The next rows, nearest first; empty at the end.
    public func next() throws(IndexError) -> [Neighbor] {
        var keys: ArraySlice<UInt64>
        if let waiting { keys = waiting } else { keys = try score() }
        var found: [Neighbor] = []
        while found.count < batch, let key = keys.popFirst() {
            let slot = CandidatePool.slot(ofKey: key)
            guard index.isLive(slot) else { continue }
            found.append(index.table.neighbor(ofKey: key))
        }
        waiting = keys
        return found
    }

    private func score() throws(IndexError) -> ArraySlice<UInt64> {
        let slots = index.ledger.matches(filter, of: index.table, context)
        return try index.table.order(slots, by: ranking, context, &statistics) { _ in true }[...]
    }
}

extension FlatIndex {
    /// Begins a search that can be continued; see ``FlatIterator``.
    public func makeIterator(
        _ query: VectorView,
        effort: SearchEffort,
        filter: RowFilter?,
        ranking: IteratorRanking
    ) throws(IndexError) -> any NeighborIterator {
        try FlatIterator(self, query, batch: effort.ef, filter: filter, ranking: ranking)
    }
}
