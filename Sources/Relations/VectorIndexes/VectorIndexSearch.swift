// SPDX-License-Identifier: Apache-2.0

import Indexes
import Storage
import Values
import Vectors

/// A query vector in both forms that searches need: for the index and for stored vectors.
struct VectorQuery {
    private let value: Value
    let scorer: DistanceScorer
    let metric: Metric

    /// - Throws: 42804 when `value` is no vector of the index's type.
    init(_ value: Value, _ shape: VectorShape) throws(DatabaseError) {
        self.value = value
        metric = shape.metric
        switch (value, shape.element) {
        case (.vector(let vector), .float32): scorer = DistanceScorer(vector, metric: metric)
        case (.halfvec(let vector), .float16): scorer = DistanceScorer(vector, metric: metric)
        case (.sparsevec(let vector), .sparse): scorer = DistanceScorer(vector, metric: metric)
        case (.bits(let bits), .bit): scorer = DistanceScorer(bits, metric: metric)
        default:
            throw DatabaseError(.datatypeMismatch, "the query is not of the index's type")
        }
    }

    /// Lends the query to an index.
    func lend<Result>(
        _ body: (VectorView) throws(IndexError) -> Result
    ) throws(DatabaseError) -> Result {
        try indexed { () throws(IndexError) in
            switch value {
            case .vector(let vector):
                try vector.elements.withUnsafeBufferPointer { elements throws(IndexError) in
                    try body(.float32(elements))
                }
            case .halfvec(let vector):
                try vector.bitPatterns.withUnsafeBufferPointer { elements throws(IndexError) in
                    try body(.float16(elements))
                }
            case .sparsevec(let vector):
                try vector.indices.withUnsafeBufferPointer { indices throws(IndexError) in
                    try vector.values.withUnsafeBufferPointer { values throws(IndexError) in
                        try body(
                            .sparse(
                                dimension: vector.dimension,
                                indices: indices,
                                values: values
                            )
                        )
                    }
                }
            case .bits(let bits):
                try bits.bytes.withUnsafeBufferPointer { bytes throws(IndexError) in
                    try body(.bits(bytes, count: bits.bitCount))
                }
            default: throw .unsupported("a query that is no vector")
            }
        }
    }

    /// The distance of a stored vector; nil for a zero vector under cosine, which no index holds.
    func distance(to bytes: UnsafeRawBufferPointer) throws(DatabaseError) -> Float? {
        let distance: Double?
        do throws(VectorError) {
            distance = try scorer.distance(to: bytes)
        } catch {
            throw DatabaseError(error)
        }
        guard let distance else { throw TableLayout.damaged }
        return distance.isNaN && metric == .cosine ? nil : Float(distance)
    }
}

extension VectorSearchOptions {
    /// The options in the words of the Indexes target.
    var effort: SearchEffort {
        var effort = SearchEffort()
        effort.ef = efSearch
        effort.probes = probes
        if let targetRecall, targetRecall > 0 { effort.targetRecall = targetRecall }
        return effort
    }
}

extension VectorSearchStatistics {
    mutating func add(_ other: SearchStatistics) {
        nodesVisited += other.nodesExpanded
        codesScored += other.codesScored
        vectorsRescored += other.vectorsRescored
    }
}

extension [VectorMatch] {
    /// Nearest first; of equal distances the lower row id.
    mutating func sortByDistance() {
        sort { left, right in
            left.distance == right.distance
                ? left.rowID < right.rowID : left.distance < right.distance
        }
    }
}
