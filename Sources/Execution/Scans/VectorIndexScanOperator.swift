// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Relations
import Schemas
import Values

/// The rows of a table nearest to a query vector, found through a vector index.
///
/// With a limit the nearest rows are found at once; without one they stream in the order of their
/// distances. Rows that the index does not hold, because they have no vector, come last as they do
/// in a sort. While the index cannot serve, every distance is computed.
final class VectorIndexScanOperator: Operator {
    /// The parts that are the same for every run.
    struct Specification: Sendable {
        let table: TableDescription
        let index: IndexDescription
        let parameters: VectorIndexParameters
        let query: Evaluator
        let limit: Evaluator?
        /// Whether rows as far as the last one within the limit are output as well.
        let includesTies: Bool
        /// Whether every row has a vector.
        let isNotNull: Bool
        /// The filter; nil without one.
        let filter: VectorFilter?
        /// The columns that are output, and behind them those that the distance needs.
        let output: ScanSource
        /// The distance over the columns of ``output``; nil when it is not output.
        let distance: Evaluator?
        let slots: [Int]?
        /// Finds the same rows without the index.
        let exact: OperatorMaker
        let id: Int
    }

    private enum Source {
        /// Rows that have been found, and how many have been handed out.
        case found([VectorMatch], position: Int)
        case stream(VectorRowStream)
        case exact(Operator)
    }

    private let specification: Specification
    private var source: Source?
    /// Memory that the run was charged for.
    private var charged = 0

    init(_ frame: PlanFrame, _ specification: Specification) {
        self.specification = specification
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        if source == nil { source = try begin() }
        switch source {
        case .exact(let node): return try node.next()
        case .found(let matches, let position):
            let end = min(position + Batch.capacity, matches.count)
            self.source = .found(matches, position: end)
            if position == end { return nil }
            return try batch(matches[position..<end].map(\.rowID), isWhole: end == matches.count)
        case .stream(let stream):
            while let rowIDs = try stream.next() {
                if let batch = try batch(rowIDs, isWhole: false) { return batch }
            }
            return nil
        case nil: return nil
        }
    }

    private func begin() throws(DatabaseError) -> Source {
        let query = try specification.query.value(context)
        guard !query.isNull,
            let reader = try run.transaction.vectorReader(specification.table, specification.index)
        else {
            let node = try specification.exact(frame)
            return .exact(node)
        }
        run.countScans(of: specification.index.storageID)
        let settings = run.environment.vectorSearch
        guard case .int64(let limit)? = try specification.limit?.value(context) else {
            return .stream(
                try VectorRowStream(
                    reader,
                    query,
                    settings,
                    filter: specification.filter?.survey,
                    table: specification.isNotNull ? nil : specification.table,
                    method: specification.parameters.method,
                    frame
                )
            )
        }
        let matches = try nearestWithTies(query, max(0, Int(limit)), reader, settings)
        charged = matches.count * MemoryLayout<VectorMatch>.stride
        try run.memory.take(charged)
        return .found(matches, position: 0)
    }

    /// The nearest `limit` rows, with those as far as the last of them if they are wanted.
    private func nearestWithTies(
        _ query: Value,
        _ limit: Int,
        _ reader: VectorIndexReader,
        _ settings: VectorSearchSettings
    ) throws(DatabaseError) -> [VectorMatch] {
        guard specification.includesTies, limit > 0 else {
            return try nearest(query, limit, reader, settings)
        }
        var wanted = min(limit, Int.max / 4) + 16
        while true {
            let found = try nearest(query, wanted, reader, settings)
            guard found.count >= wanted, wanted < Int.max / 4, let last = found.last else {
                return found
            }
            let boundary = found[limit - 1].distance
            // Rows without a distance come last, all of them alike.
            if last.distance > boundary || last.distance.isNaN != boundary.isNaN { return found }
            wanted *= 2
        }
    }

    /// The nearest `limit` rows, and rows without a vector behind them when there are not so many.
    private func nearest(
        _ query: Value,
        _ limit: Int,
        _ reader: VectorIndexReader,
        _ settings: VectorSearchSettings
    ) throws(DatabaseError) -> [VectorMatch] {
        if limit == 0 { return [] }
        defer { run.count(reader.statistics, specification.id) }
        if let filter = specification.filter {
            return try FilteredVectorSearch(
                filter: filter,
                reader: reader,
                query: query,
                limit: limit,
                settings: settings,
                parameters: specification.parameters,
                holdsAll: specification.isNotNull,
                frame: frame,
                id: specification.id
            ).matches()
        }
        var found = try reader.nearest(query, limit: limit, settings.options)
        if found.count < limit, !specification.isNotNull {
            let known = Set(found.map(\.rowID))
            let cursor = try run.transaction.scan(specification.table, columns: [])
            while found.count < limit, let rows = try cursor.next(limit: Batch.capacity) {
                try run.checkInterrupts()
                for rowID in rows.rowIDs where found.count < limit && !known.contains(rowID) {
                    found.append(VectorMatch(rowID: rowID, distance: .nan))
                }
            }
        }
        return found
    }

    /// The output columns of rows; nil when none of them is there.
    ///
    /// When the rows are the whole result, they are put in order by their distances in double
    /// precision, if those are computed.
    private func batch(_ rowIDs: [UInt64], isWhole: Bool) throws(DatabaseError) -> Batch? {
        try run.checkInterrupts()
        run.countScanned(rowIDs.count, of: specification.index.storageID)
        var batch = try specification.output.fetch(rowIDs, run.transaction).batch
        if batch.count == 0 { return nil }
        guard let distance = specification.distance else {
            return batch.selecting(specification.slots)
        }
        let distances = try distance.evaluate(batch, context)
        batch.columns.append(distances)
        if isWhole, rowIDs.count == batch.count, case .float64(let values) = distances.elements {
            let order = values.indices.sorted { left, right in
                if distances.isNull(left) || distances.isNull(right) {
                    return distances.isNull(left) == distances.isNull(right)
                        ? left < right : distances.isNull(right)
                }
                if values[left].isNaN || values[right].isNaN {
                    return values[left].isNaN == values[right].isNaN
                        ? left < right : values[right].isNaN
                }
                return values[left] == values[right] ? left < right : values[left] < values[right]
            }
            if !order.elementsEqual(values.indices) { batch = batch.keeping(order) }
        }
        return batch.selecting(specification.slots)
    }

    override func rescan() throws(DatabaseError) { close() }

    override func close() {
        if case .exact(let node)? = source { node.close() }
        if case .stream(let stream)? = source { run.count(stream.statistics, specification.id) }
        run.memory.give(charged)
        charged = 0
        source = nil
    }
}

extension StatementRun {
    /// Notes what searching a vector index cost.
    func count(_ statistics: VectorSearchStatistics, _ id: Int) {
        guard id >= 0, id < counters.count else { return }
        var sum = counters[id].vectorSearch ?? VectorSearchStatistics()
        sum.add(statistics)
        counters[id].vectorSearch = sum
    }

    /// Notes by which strategy a search was filtered.
    func note(strategy: String, _ id: Int) {
        guard id >= 0, id < counters.count else { return }
        counters[id].vectorStrategy = strategy
    }
}
