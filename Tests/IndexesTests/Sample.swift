// SPDX-License-Identifier: Apache-2.0

import Indexes
import Vectors

/// Vectors drawn around a few centres, as embeddings lie, and their exact neighbours.
struct Sample {
    let dimension: Int
    var rows: [[Float]]

    init(count: Int, dimension: Int, seed: UInt64, centers: Int = 20) {
        var generator = SplitMix64(seed: seed)
        func draw() -> Float {
            // The sum of four uniforms is near enough to a Gaussian.
            (0..<4).reduce(Float(0)) { sum, _ in sum + Float.random(in: -1...1, using: &generator) }
        }
        self.dimension = dimension
        let middle = (0..<centers).map { _ in (0..<dimension).map { _ in draw() } }
        rows = (0..<count).map { row in
            let center = middle[Int(generator.next() % UInt64(centers))]
            return (0..<dimension).map { center[$0] + 0.7 * draw() }
        }
    }

    /// The metric's distance, by its definition.
    static func distance(_ a: [Float], _ b: [Float], _ metric: Metric) -> Float {
        var dot: Double = 0
        var squared: Double = 0
        var absolute: Double = 0
        var lengthA: Double = 0
        var lengthB: Double = 0
        for (x, y) in zip(a, b) {
            dot += Double(x) * Double(y)
            squared += Double(x - y) * Double(x - y)
            absolute += Double(abs(x - y))
            lengthA += Double(x) * Double(x)
            lengthB += Double(y) * Double(y)
        }
        switch metric {
        case .l2: return Float(squared.squareRoot())
        case .innerProduct: return Float(-dot)
        case .cosine: return Float(1 - dot / (lengthA * lengthB).squareRoot())
        default: return Float(absolute)
        }
    }

    /// The `k` nearest of the rows that `accepts` admits.
    func exact(
        _ query: [Float],
        k: Int,
        _ metric: Metric,
        accepts: (Int) -> Bool = { _ in true }
    ) -> [UInt64] {
        rows.indices.filter(accepts)
            .map { ($0, Sample.distance(query, rows[$0], metric)) }
            .sorted { $0.1 < $1.1 }
            .prefix(k).map { UInt64($0.0) }
    }
}

extension HNSWIndex {
    @discardableResult
    func insert(row: UInt64, _ values: [Float]) throws(IndexError) -> Bool {
        var result: Result<Bool, IndexError> = .success(false)
        values.withUnsafeBufferPointer { buffer in
            do throws(IndexError) {
                result = .success(try insert(row: row, .float32(buffer)))
            } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }

    func search(
        _ values: [Float],
        k: Int,
        ef: Int = 40,
        filter: RowFilter? = nil
    ) throws(IndexError) -> [Neighbor] {
        var result: Result<[Neighbor], IndexError> = .success([])
        values.withUnsafeBufferPointer { buffer in
            var statistics = SearchStatistics()
            do throws(IndexError) {
                result = .success(
                    try search(
                        .float32(buffer),
                        k: k,
                        ef: ef,
                        filter: filter,
                        statistics: &statistics
                    )
                )
            } catch { result = .failure(error) }
        }
        return try result.get()
    }

    static func make(
        _ sample: Sample,
        _ metric: Metric,
        _ options: HNSWOptions = HNSWOptions()
    ) throws(IndexError) -> HNSWIndex {
        let index = try HNSWIndex(
            shape: VectorShape(element: .float32, dimension: sample.dimension, metric: metric),
            options: options
        )
        for (row, values) in sample.rows.enumerated() {
            try index.insert(row: UInt64(row), values)
        }
        return index
    }

    /// The share of the true `k` nearest that searches find, over all `queries`.
    func recall(
        _ sample: Sample,
        queries: [[Float]],
        k: Int,
        ef: Int,
        filter: RowFilter? = nil,
        accepts: (Int) -> Bool = { _ in true }
    ) throws(IndexError) -> Double {
        var hits = 0
        var wanted = 0
        for query in queries {
            let truth = Set(sample.exact(query, k: k, shape.metric, accepts: accepts))
            let found = try search(query, k: k, ef: ef, filter: filter).map(\.row)
            wanted += truth.count
            hits += truth.intersection(found).count
        }
        return wanted == 0 ? 1 : Double(hits) / Double(wanted)
    }
}
