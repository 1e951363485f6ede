// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Relations
import Schemas
import Values

/// The filter of a search through a vector index, compiled.
struct VectorFilter: Sendable {
    /// The whole filter.
    let survey: RowSurvey
    /// An ordered index that finds the rows meeting a part of it.
    let matching: Matching?
    /// What the planner expects.
    let expected: Plan.VectorSearch.Expected

    /// Ranges of an ordered index, and what is left of the filter.
    struct Matching: Sendable {
        let index: IndexDescription
        let ranges: IndexRanges
        /// Whether the ranges are the whole filter.
        let isWhole: Bool
        /// Rows that the ranges are thought to hold.
        let expectedRows: Double
    }
}

/// A search for the nearest rows that meet a filter: as many as wanted whenever so many meet it.
///
/// There are three ways, and the costs of each follow from the share of rows that meet the filter:
/// * *streaming*: take rows in the order of their distances and check each; good for large shares;
/// * *matching first*: find the matching rows by an ordered index, and search among them;
/// * *scanning first*: find them by a scan of the table.
///
/// What the planner expected decides how to begin. Streaming observes the true share, and gives
/// way to another when that has become the cheaper one.
///
/// The columns that the filter needs of all rows are kept in memory once a scan has read them. When
/// streaming has spent as much on reading rows as a scan takes, the next search scans.
struct FilteredVectorSearch {
    /// Costs in microseconds, of one row each.
    struct Cost {
        var streamed = 4.0
        var matched = 0.25
        var checked = 2.0
        var scanned = 0.25
        /// Whether the filter's columns are in memory.
        var isKept = false

        static let kept = Cost(streamed: 1.5, checked: 0.1, scanned: 0.01, isKept: true)
    }
    /// Rows beyond which a batch of a stream costs more than it saves.
    private static let largestBatch = 1_000.0
    /// The least number of rows beyond those wanted that are ranked exactly, of those a stream by
    /// codes has found.
    private static let spare = 10

    let filter: VectorFilter
    let reader: VectorIndexReader
    let query: Value
    let limit: Int
    let settings: VectorSearchSettings
    let parameters: VectorIndexParameters
    /// Whether the index holds every row of the table.
    let holdsAll: Bool
    let frame: PlanFrame
    let id: Int
    var cost = Cost()

    /// The nearest rows, nearest first.
    func matches() throws(DatabaseError) -> [VectorMatch] {
        let all = max(1, filter.expected.all)
        if try filter.survey.keptColumns(frame) != nil {
            var search = self
            search.cost = .kept
            return try search.cheapest(all)
        }
        return try noteDemand(0) > scanCost(all) ? scanned() : cheapest(all)
    }

    private func cheapest(_ all: Double) throws(DatabaseError) -> [VectorMatch] {
        let share = min(1, max(filter.expected.matching, 1) / all)
        if streamCost(share) < bestOther(all), let found = try streamed(share: share, all: all) {
            return found
        }
        return try preselected(all)
    }

    private func streamCost(_ share: Double) -> Double { Double(limit) / share * cost.streamed }

    private func scanCost(_ all: Double) -> Double { all * cost.scanned }

    private func matchCost(_ matching: VectorFilter.Matching) -> Double {
        matching.expectedRows * (cost.matched + (matching.isWhole ? 0 : cost.checked))
    }

    private func bestOther(_ all: Double) -> Double {
        min(scanCost(all), filter.matching.map { matchCost($0) } ?? .infinity)
    }

    // MARK: - Streaming

    /// The nearest rows by streaming; nil when another way has turned out to be cheaper.
    private func streamed(
        share: Double,
        all: Double
    ) throws(DatabaseError) -> [VectorMatch]? {
        var options = settings.options
        let wanted = min(Self.largestBatch, Double(limit) / share * 1.25)
        let isIterative = settings.iterativeScan(parameters.method) != .off
        // As many as will be looked at, in one walk: it takes less time than going on from fewer
        // again and again, and finds more.
        options.efSearch = max(options.efSearch, Int(wanted))
        // Most rows are dropped: codes order them well enough to choose those that are ranked.
        let stream = try reader.stream(query, options, ranksExactly: false)
        let enough = limit + max(limit / 2, Self.spare)
        defer { _ = noteDemand(stream.rowsRead) }
        var found: [UInt64] = []
        while found.count < limit {
            try frame.run.checkInterrupts()
            let batch = try stream.next()
            if batch.isEmpty {
                // Every row that has a vector has been seen.
                if holdsAll { break }
                return nil
            }
            var rest = batch[...]
            while found.count < enough, !rest.isEmpty {
                // The nearest of a batch come first: those behind may never be asked for.
                let some = rest.prefix(max(limit, Int(wanted)))
                rest.removeFirst(some.count)
                for position in try filter.survey.positions(of: some.map(\.rowID), frame) {
                    found.append(some[some.startIndex + position].rowID)
                }
            }
            if found.count < limit, isTooSlow(stream, found.count, all, isIterative) { return nil }
        }
        frame.run.note(strategy: "in order of distance", id)
        return try nearest(among: found)
    }

    /// Notes that rows were read one by one; returns what that has cost since columns were kept.
    private func noteDemand(_ rowCount: Int) -> Double {
        let source = filter.survey.source
        if !source.isKept || cost.isKept { return 0 }
        return frame.run.transaction.noteColumnDemand(
            source.table,
            source.stored,
            microseconds: Double(rowCount) * cost.checked
        )
    }

    private func isTooSlow(
        _ stream: VectorStream,
        _ found: Int,
        _ all: Double,
        _ isIterative: Bool
    ) -> Bool {
        let seen = Double(stream.rowsRead)
        // A hash table's entry for each row that was returned.
        if stream.rowsRead * 32 > settings.scanMemoryBytes { return true }
        if isIterative, stream.rowsRead >= largestStream { return true }
        let share = max(Double(found), 0.5) / max(seen, 1)
        return Double(limit - found) / share * cost.streamed > bestOther(all)
    }

    /// Rows after which an iterative scan gives way.
    private var largestStream: Int {
        switch parameters.method {
        case .hnsw, .flat: settings.maxScanTuples
        case .ivfflat: reader.rowCount / max(1, parameters.lists) * settings.maxProbes
        }
    }

    // MARK: - Knowing the matching rows

    /// The nearest of the rows that meet the filter, all of which are found first.
    private func preselected(_ all: Double) throws(DatabaseError) -> [VectorMatch] {
        guard let matching = filter.matching, matchCost(matching) < scanCost(all) else {
            return try scanned()
        }
        frame.run.note(strategy: "through \(matching.index.name)", id)
        return try nearest(among: try matchingRows(matching))
    }

    private func scanned() throws(DatabaseError) -> [VectorMatch] {
        frame.run.note(strategy: "filter first", id)
        let rows = try filter.survey.all(frame)
        defer { filter.survey.giveBack(rows, frame) }
        return try nearest(among: rows)
    }

    private func nearest(among rows: [UInt64]) throws(DatabaseError) -> [VectorMatch] {
        if rows.isEmpty { return [] }
        var found = try reader.nearest(query, limit: limit, settings.options, among: rows)
        if found.count < min(limit, rows.count) {
            // Those without a vector come last.
            let known = Set(found.map(\.rowID))
            for rowID in rows where found.count < limit && !known.contains(rowID) {
                found.append(VectorMatch(rowID: rowID, distance: .nan))
            }
        }
        return found
    }

    private func matchingRows(
        _ matching: VectorFilter.Matching
    ) throws(DatabaseError) -> [UInt64] {
        let run = frame.run
        var rows: [UInt64] = []
        for range in try matching.ranges.ranges(frame.evaluation) {
            let cursor = try run.transaction.entryScan(matching.index, range)
            run.countScans(of: matching.index.storageID)
            while let rowIDs = try cursor.next(limit: Batch.capacity) {
                try run.checkInterrupts()
                run.countScanned(rowIDs.count, of: matching.index.storageID)
                if matching.isWhole {
                    rows += rowIDs
                } else {
                    rows += try filter.survey.positions(of: rowIDs, frame).map { rowIDs[$0] }
                }
            }
        }
        return rows
    }
}
