// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Relations
import Schemas
import Values
import Vectors

/// The rows of a table nearest to a query vector, found by computing every distance.
///
/// The filter is evaluated first, over the columns it needs; only what survives is scored. Vectors
/// are scored where the storage engine has them, without being decoded.
final class VectorSearchOperator: Operator {
    /// The parts that are the same for every run.
    struct Specification: Sendable {
        /// The column that is searched.
        let column: Int16
        let metric: Metric
        let query: Evaluator
        let limit: Evaluator?
        /// Whether every row has a vector.
        let isNotNull: Bool
        /// The filter; nil without one.
        let filter: RowSurvey?
        /// The columns that are output, without the distance.
        let output: ScanSource
        let hasDistance: Bool
        let slots: [Int]?
    }

    private let specification: Specification
    /// What was found, nearest first; rows without a vector at the end.
    private var neighbors: [Neighbors.Neighbor]?
    /// Where rows without a distance begin.
    private var nullsStart = 0
    private var position = 0

    init(_ frame: PlanFrame, _ specification: Specification) {
        self.specification = specification
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        if neighbors == nil { neighbors = try search() }
        guard let neighbors else { return nil }
        while position < neighbors.count {
            try run.checkInterrupts()
            let start = position
            position = min(position + Batch.capacity, neighbors.count)
            let found = neighbors[start..<position]
            var (batch, present) = try specification.output.fetch(
                found.map(\.rowID),
                run.transaction
            )
            if batch.count == 0 { continue }
            if specification.hasDistance {
                var distances = Column(.float8, capacity: batch.count)
                for offset in present {
                    let isNull = start + offset >= nullsStart
                    distances.append(isNull ? .null : .float64(neighbors[start + offset].distance))
                }
                batch.columns.append(distances)
            }
            return batch.selecting(specification.slots)
        }
        return nil
    }

    // MARK: - Searching

    private func search() throws(DatabaseError) -> [Neighbors.Neighbor] {
        let limit = try rowLimit()
        if limit == 0 { return [] }
        let survivors = try specification.filter?.all(frame)
        defer { if let survivors { specification.filter?.giveBack(survivors, frame) } }
        var found = Neighbors(limit: limit)
        if let scorer = try makeScorer() {
            if let survivors, isSparse(survivors) {
                try fetchAndScore(survivors, scorer, &found)
            } else {
                try scanAndScore(survivors, scorer, &found)
            }
        }
        var sorted = found.sorted()
        nullsStart = sorted.count
        // Without a query vector every distance is NULL, as it is for rows without a vector.
        if sorted.count < limit, !specification.isNotNull || found.count == 0 {
            sorted += try rowsWithoutVector(
                survivors,
                scored: Set(sorted.map(\.rowID)),
                limit - sorted.count
            )
        }
        try run.memory.take(sorted.count * MemoryLayout<Neighbors.Neighbor>.stride)
        return sorted
    }

    private func rowLimit() throws(DatabaseError) -> Int {
        guard let limit = try specification.limit?.value(context) else { return .max }
        guard case .int64(let count) = limit else { return .max }
        return max(0, Int(count))
    }

    /// The scorer of the query vector; nil when it is NULL.
    private func makeScorer() throws(DatabaseError) -> DistanceScorer? {
        let metric = specification.metric
        switch try specification.query.value(context) {
        case .vector(let query): return DistanceScorer(query, metric: metric)
        case .halfvec(let query): return DistanceScorer(query, metric: metric)
        case .sparsevec(let query): return DistanceScorer(query, metric: metric)
        default: return nil
        }
    }

    /// Whether so few rows are left that fetching each costs less than passing all vectors.
    private func isSparse(_ survivors: [UInt64]) -> Bool {
        let table = specification.output.table
        let all = run.environment.catalog.estimatedRowCount(of: table.oid)
        return Double(survivors.count) < max(64, all / 16)
    }

    private func fetchAndScore(
        _ rowIDs: [UInt64],
        _ scorer: DistanceScorer,
        _ found: inout Neighbors
    ) throws(DatabaseError) {
        let table = specification.output.table
        var start = 0
        while start < rowIDs.count {
            try run.checkInterrupts()
            let end = min(start + Batch.capacity, rowIDs.count)
            let chunk = Array(rowIDs[start..<end])
            let rows = try run.transaction.fetch(
                table,
                rowIDs: chunk,
                columns: [specification.column]
            )
            for (row, position) in rows.positions.enumerated() {
                guard let distance = try scorer.distance(to: rows.columns[0][row]) else {
                    continue
                }
                found.offer(distance, chunk[position])
            }
            start = end
        }
    }

    /// Passes all vectors, scoring those of `survivors`, or all.
    private func scanAndScore(
        _ survivors: [UInt64]?,
        _ scorer: DistanceScorer,
        _ found: inout Neighbors
    ) throws(DatabaseError) {
        let cursor = try run.transaction.vectorScan(
            specification.output.table,
            column: specification.column
        )
        let storageID = specification.output.table.storageID
        run.countScans(of: storageID)
        var nearest = found
        var next = 0
        while try cursor.next({ (rowIDs, vectors, sizes) throws(DatabaseError) in
            run.countScanned(rowIDs.count, of: storageID)
            for index in rowIDs.indices {
                let rowID = rowIDs[index]
                if let survivors {
                    while next < survivors.count, survivors[next] < rowID { next += 1 }
                    guard next < survivors.count, survivors[next] == rowID else { continue }
                }
                let bytes = UnsafeRawBufferPointer(
                    start: vectors[index],
                    count: Int(sizes[index])
                )
                nearest.offer(try scorer.checkedDistance(to: bytes), rowID)
            }
        }) {
            try run.checkInterrupts()
        }
        found = nearest
    }

    /// Rows that have no distance, in the order of their ids.
    private func rowsWithoutVector(
        _ survivors: [UInt64]?,
        scored: Set<UInt64>,
        _ wanted: Int
    ) throws(DatabaseError) -> [Neighbors.Neighbor] {
        var rows: [Neighbors.Neighbor] = []
        if let survivors {
            for rowID in survivors where !scored.contains(rowID) && rows.count < wanted {
                rows.append(Neighbors.Neighbor(distance: .nan, rowID: rowID))
            }
            return rows
        }
        let cursor = try run.transaction.scan(specification.output.table, columns: [])
        while rows.count < wanted, let batch = try cursor.next(limit: Batch.capacity) {
            try run.checkInterrupts()
            for rowID in batch.rowIDs where !scored.contains(rowID) && rows.count < wanted {
                rows.append(Neighbors.Neighbor(distance: .nan, rowID: rowID))
            }
        }
        return rows
    }

    override func rescan() {
        let count = neighbors?.count ?? 0
        run.memory.give(count * MemoryLayout<Neighbors.Neighbor>.stride)
        neighbors = nil
        position = 0
    }

    override func close() { rescan() }
}

extension DistanceScorer {
    /// The distance of the vector stored as `bytes`.
    ///
    /// - Throws: 22000 when the dimensions differ, XX001 when the bytes are damaged.
    @inline(__always)
    fileprivate func checkedDistance(
        to bytes: UnsafeRawBufferPointer
    ) throws(DatabaseError) -> Double {
        let distance: Double?
        do throws(VectorError) {
            distance = try self.distance(to: bytes)
        } catch {
            throw DatabaseError(error)
        }
        guard let distance else {
            throw DatabaseError(.dataCorrupted, "stored vector is damaged")
        }
        return distance
    }

    /// The distance of `value`; nil when it is NULL.
    fileprivate func distance(to value: Value) throws(DatabaseError) -> Double? {
        func score(_ bytes: UnsafeRawBufferPointer) -> Result<Double, DatabaseError> {
            do throws(DatabaseError) {
                return .success(try checkedDistance(to: bytes))
            } catch {
                return .failure(error)
            }
        }
        switch value {
        case .vector(let vector): return try vector.withStoredBytes(score).get()
        case .halfvec(let vector): return try vector.withStoredBytes(score).get()
        case .sparsevec(let vector):
            var bytes: [UInt8] = []
            vector.appendStored(to: &bytes)
            return try bytes.withUnsafeBytes(score).get()
        default: return nil
        }
    }
}
