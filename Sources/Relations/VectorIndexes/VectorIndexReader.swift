// SPDX-License-Identifier: Apache-2.0

import Indexes
import Storage
public import Values
import Vectors

/// A vector index as one statement of a transaction sees the table.
///
/// What it returns is exactly visible: rows that others changed after the statement's snapshot, and
/// rows that the transaction itself wrote, are left out of the index's answer and read from the
/// transaction's own view instead (the *overlay*). Confined to the transaction's thread, and to one
/// statement.
public final class VectorIndexReader {
    /// How often a search starts over because a row it found changed while it ran.
    private static let attempts = 4

    let index: VectorIndex
    let view: ReadView
    /// Rows of the index that the transaction itself wrote.
    let ownRows: Set<UInt64>
    /// What the searches of this reader cost so far.
    public internal(set) var statistics = VectorSearchStatistics()

    init(_ index: VectorIndex, _ view: ReadView, ownRows: Set<UInt64>) {
        self.index = index
        self.view = view
        self.ownRows = ownRows
    }

    /// Rows that the index holds, as of now.
    public var rowCount: Int { index.count }

    /// The rows nearest to `query`, nearest first; min(`limit`, matching rows) of them.
    ///
    /// - Parameters:
    ///   - query: A vector of the index's type and dimension.
    ///   - limit: Rows wanted.
    ///   - options: How far to look.
    ///   - rows: The only rows that may be returned, in any order; nil for all.
    /// - Returns: The rows, nearest first.
    /// - Throws: 22000 when the query's dimension is another; XX001, 58030.
    public func nearest(
        _ query: Value,
        limit: Int,
        _ options: VectorSearchOptions,
        among rows: [UInt64]? = nil
    ) throws(DatabaseError) -> [VectorMatch] {
        let query = try VectorQuery(query, index.shape)
        let lsn = view.snapshot.lsn
        for _ in 0..<Self.attempts {
            let changed = index.changed(after: lsn)
            guard
                var found = try search(query, limit, options, among: rows, leavingOut: changed)
            else { break }
            let changedSince = index.changed(after: lsn)
            // A row that changed meanwhile may have kept another one out.
            if changedSince.count > changed.count,
                found.contains(where: { changedSince[$0.rowID] != nil && changed[$0.rowID] == nil })
            {
                continue
            }
            let overlay = overlayRows(changedSince)
            if overlay.isEmpty { return found }
            let allowed = rows.map { RowSet($0) }
            found += try score(overlay.filter { allowed?.contains($0) ?? true }, query)
            found.sortByDistance()
            return found.count > limit ? Array(found[..<limit]) : found
        }
        return try exact(query, limit, among: rows)
    }

    /// All rows, in about the order of their distances to `query`, a batch at a time.
    ///
    /// Rows within a batch are in order; a later batch may hold a row that is a little nearer than
    /// the last of an earlier one (pgvector's `relaxed_order`). No row comes twice, none is missed.
    ///
    /// - Parameters:
    ///   - query: A vector of the index's type and dimension.
    ///   - options: How far to look for each batch.
    ///   - ranksExactly: Whether exact distances order the rows of a batch; otherwise those of 8-bit
    ///     codes do, where the index has them, which is cheaper for a caller that drops most rows.
    /// - Returns: The search, nothing of its base done yet.
    /// - Throws: As ``nearest(_:limit:_:among:)``.
    public func stream(
        _ query: Value,
        _ options: VectorSearchOptions,
        ranksExactly: Bool = true
    ) throws(DatabaseError) -> VectorStream {
        let query = try VectorQuery(query, index.shape)
        return try VectorStream(self, query, options, ranksExactly ? .exact : .codes)
    }

    // MARK: - Parts

    /// Base and delta, without the rows that another version is to be seen of; nil when the index
    /// does not serve any more.
    private func search(
        _ query: VectorQuery,
        _ limit: Int,
        _ options: VectorSearchOptions,
        among rows: [UInt64]?,
        leavingOut changed: [UInt64: Bool]
    ) throws(DatabaseError) -> [VectorMatch]? {
        let filter = makeFilter(rows, changed)
        var cost = SearchStatistics()
        var found: [VectorMatch] = []
        guard let (base, waiting) = try searchDelta(query, limit, filter, &cost) else { return nil }
        if let base {
            found = try query.lend { vector throws(IndexError) in
                try base.search(
                    vector,
                    k: limit,
                    effort: options.effort,
                    filter: filter,
                    statistics: &cost
                )
            }.map { VectorMatch(rowID: $0.row, distance: $0.distance) }
        }
        statistics.add(cost)
        if waiting.isEmpty { return found }
        let known = Set(found.map(\.rowID))
        var seen: Set<UInt64> = []
        for match in waiting
        where !known.contains(match.rowID) && seen.insert(match.rowID).inserted {
            found.append(match)
        }
        found.sortByDistance()
        return found.count > limit ? Array(found[..<limit]) : found
    }

    /// The rows nearest to `query` in each part of the delta, and the base that holds the others; nil
    /// when the index does not serve.
    func searchDelta(
        _ query: VectorQuery,
        _ limit: Int,
        _ filter: RowFilter?,
        _ cost: inout SearchStatistics
    ) throws(DatabaseError) -> (base: (any NeighborIndex)?, found: [VectorMatch])? {
        while let (base, delta) = index.parts() {
            var found: [VectorMatch] = []
            for segment in delta where segment.count > 0 {
                found += try query.lend { vector throws(IndexError) in
                    try segment.search(
                        vector,
                        k: limit,
                        filter: filter,
                        statistics: &cost
                    )
                }.map { VectorMatch(rowID: $0.row, distance: $0.distance) }
                statistics.deltaRows += segment.count
            }
            // A row that moved on meanwhile will be found in the base, unless it is another one now.
            if index.parts().map({ $0.base === base }) ?? false { return (base, found) }
        }
        return nil
    }

    func makeFilter(_ rows: [UInt64]?, _ changed: [UInt64: Bool]) -> RowFilter? {
        let own = ownRows
        if let rows {
            if changed.isEmpty, own.isEmpty { return .rows(RowSet(rows)) }
            return .rows(RowSet(rows.filter { changed[$0] == nil && !own.contains($0) }))
        }
        if changed.isEmpty, own.isEmpty { return nil }
        return .predicate { changed[$0] == nil && !own.contains($0) }
    }

    /// The rows to read from storage: own ones, and others' that may have been there before they changed.
    func overlayRows(_ changed: [UInt64: Bool]) -> [UInt64] {
        if changed.isEmpty, ownRows.isEmpty { return [] }
        return Array(ownRows) + changed.compactMap { $1 && !ownRows.contains($0) ? $0 : nil }
    }

    /// The distances of rows as the transaction sees them.
    func score(_ rows: [UInt64], _ query: VectorQuery) throws(DatabaseError) -> [VectorMatch] {
        var matches: [VectorMatch] = []
        try index.keys.read(rows, from: view) { rowID, bytes throws(DatabaseError) in
            guard let distance = try query.distance(to: bytes) else { return }
            matches.append(VectorMatch(rowID: rowID, distance: distance))
        }
        statistics.overlayRows += rows.count
        return matches
    }

    /// The nearest rows by computing every distance.
    private func exact(
        _ query: VectorQuery,
        _ limit: Int,
        among rows: [UInt64]?
    ) throws(DatabaseError) -> [VectorMatch] {
        var matches: [VectorMatch] = []
        if let rows {
            matches = try score(rows, query)
        } else {
            try index.keys.readAll(from: view) { rowID, bytes throws(DatabaseError) in
                if let distance = try query.distance(to: bytes) {
                    matches.append(VectorMatch(rowID: rowID, distance: distance))
                }
                return true
            }
            statistics.overlayRows += matches.count
        }
        matches.sortByDistance()
        return Array(matches.prefix(limit))
    }
}
