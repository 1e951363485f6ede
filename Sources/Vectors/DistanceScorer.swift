// SPDX-License-Identifier: Apache-2.0

import CKernels

/// One query, prepared to be measured against many stored vectors.
///
/// The distances are exactly those that ``Vector/distance(to:_:)`` and its siblings return, so a
/// scan that scores stored bytes in place sorts as one that decodes them first. The stored forms
/// are those of `StoredForms.swift`.
public struct DistanceScorer: Sendable {
    /// The metric of the operator.
    public let metric: Metric
    private let query: Query

    private enum Query: Sendable {
        case vector([Float])
        case half([UInt16])
        case sparse(SparseVector)
        case bits(BitString)
    }

    /// Scores a column of `vector`.
    ///
    /// - Precondition: `metric` is not one of the bit metrics.
    public init(_ query: Vector, metric: Metric) {
        precondition(!metric.measuresBits, "\(metric) measures bit strings")
        self.metric = metric
        self.query = .vector(query.elements)
    }

    /// Scores a column of `halfvec`; `metric` as for vectors.
    public init(_ query: HalfVector, metric: Metric) {
        precondition(!metric.measuresBits, "\(metric) measures bit strings")
        self.metric = metric
        self.query = .half(query.bitPatterns)
    }

    /// Scores a column of `sparsevec`; `metric` as for vectors.
    public init(_ query: SparseVector, metric: Metric) {
        precondition(!metric.measuresBits, "\(metric) measures bit strings")
        self.metric = metric
        self.query = .sparse(query)
    }

    /// Scores a column of `bit`.
    ///
    /// - Precondition: `metric` is one of the bit metrics.
    public init(_ query: BitString, metric: Metric) {
        precondition(metric.measuresBits, "\(metric) does not measure bit strings")
        self.metric = metric
        self.query = .bits(query)
    }

    /// The distance of the stored vector at `stored` from the query; nil from bytes that are no
    /// stored form.
    ///
    /// - Throws: ``VectorError`` when the dimensions differ, naming the stored one first.
    /// - Complexity: one kernel call; about 20 to 60 ns for 384 to 1,536 elements.
    public func distance(to stored: UnsafeRawBufferPointer) throws(VectorError) -> Double? {
        guard let start = stored.baseAddress else { return nil }
        switch query {
        case .vector(let query):
            if stored.count != 4 * query.count {
                throw .differentDimensions(.vector, stored.count / 4, query.count)
            }
            // Kernels load unaligned.
            let row = UnsafePointer<Float>(OpaquePointer(start))
            return query.withUnsafeBufferPointer { query in
                guard let a = query.baseAddress else { return nil }
                return Scores.distance(metric, row, a, count: query.count)
            }
        case .half(let query):
            if stored.count != 2 * query.count {
                throw .differentDimensions(.halfvec, stored.count / 2, query.count)
            }
            let row = UnsafePointer<UInt16>(OpaquePointer(start))
            return query.withUnsafeBufferPointer { query in
                guard let a = query.baseAddress else { return nil }
                return Scores.distance(metric, row, a, count: query.count)
            }
        case .sparse(let query):
            return try SparseVector(stored: stored)?.distance(to: query, metric)
        case .bits(let query):
            return try BitString(stored: stored)?.distance(to: query, metric)
        }
    }
}
