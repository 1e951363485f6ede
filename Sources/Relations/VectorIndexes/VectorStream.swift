// SPDX-License-Identifier: Apache-2.0

import Indexes
import Storage
public import Values

/// A search without an end; see ``VectorIndexReader/stream(_:_:)``.
public final class VectorStream {
    private let reader: VectorIndexReader
    private let query: VectorQuery
    /// Rows that changed after the snapshot, as far as they are known.
    private var known: Set<UInt64>
    /// Those of them that changed since the search began: the index may answer a newer version.
    private var stale: Set<UInt64> = []
    private let base: (any NeighborIterator)?
    /// Rows that are not in the base, nearest last.
    private var others: [VectorMatch] = []
    private var returned: Set<UInt64> = []
    private var isAtEnd = false
    /// Rows handed out so far.
    public var rowsRead: Int { returned.count }

    init(
        _ reader: VectorIndexReader,
        _ query: VectorQuery,
        _ options: VectorSearchOptions,
        _ ranking: IteratorRanking
    ) throws(DatabaseError) {
        self.reader = reader
        self.query = query
        let index = reader.index
        let changed = index.changed(after: reader.view.snapshot.lsn)
        known = Set(changed.keys)
        let filter = reader.makeFilter(nil, changed)
        var cost = SearchStatistics()
        guard let (base, found) = try reader.searchDelta(query, .max, filter, &cost) else {
            self.base = nil
            try index.keys.readAll(from: reader.view) { rowID, bytes throws(DatabaseError) in
                if let distance = try query.distance(to: bytes) {
                    others.append(VectorMatch(rowID: rowID, distance: distance))
                }
                return true
            }
            others.sortByDistance()
            others.reverse()
            return
        }
        others = found
        if let base {
            self.base = try query.lend { vector throws(IndexError) in
                try base.makeIterator(
                    vector,
                    effort: options.effort,
                    filter: filter,
                    ranking: ranking
                )
            }
        } else {
            self.base = nil
        }
        reader.statistics.add(cost)
        others += try reader.score(reader.overlayRows(changed), query)
        others.sortByDistance()
        others.reverse()
    }

    /// The next rows, nearest first; empty at the end.
    public func next() throws(DatabaseError) -> [VectorMatch] {
        while !isAtEnd {
            let found = try nextOfBase()
            isAtEnd = found.isEmpty
            try noteChanges()
            var batch: [VectorMatch] = []
            for neighbor in found where !stale.contains(neighbor.row) {
                batch.append(VectorMatch(rowID: neighbor.row, distance: neighbor.distance))
            }
            let farthest = found.last?.distance ?? .infinity
            while let next = others.last, isAtEnd || next.distance <= farthest {
                others.removeLast()
                batch.append(next)
            }
            batch.removeAll { !returned.insert($0.rowID).inserted }
            if batch.isEmpty { continue }
            batch.sortByDistance()
            return batch
        }
        return []
    }

    private func nextOfBase() throws(DatabaseError) -> [Neighbor] {
        guard let base else { return [] }
        let before = base.statistics
        defer { reader.statistics.add(base.statistics.since(before)) }
        return try indexed { () throws(IndexError) in try base.next() }
    }

    /// Leaves out rows that others changed since the last batch, and reads their old versions.
    private func noteChanges() throws(DatabaseError) {
        let changed = reader.index.changed(after: reader.view.snapshot.lsn)
        if changed.count == known.count { return }
        var missed: [UInt64] = []
        var fresh: Set<UInt64> = []
        for (rowID, existed) in changed where known.insert(rowID).inserted {
            fresh.insert(rowID)
            if existed, !returned.contains(rowID), !reader.ownRows.contains(rowID) {
                missed.append(rowID)
            }
        }
        stale.formUnion(fresh)
        others.removeAll { fresh.contains($0.rowID) }
        others += try reader.score(missed, query)
        others.sortByDistance()
        others.reverse()
    }
}
