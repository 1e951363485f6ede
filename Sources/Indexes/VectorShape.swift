// SPDX-License-Identifier: Apache-2.0

import CKernels
public import Vectors

/// What an index's vectors are, and what is nearest.
public struct VectorShape: Sendable, Equatable {
    /// What the vectors are made of.
    public let element: VectorElement
    /// Elements of a vector; of a sparse one, those that are zero among them.
    public let dimension: Int
    /// What is nearest.
    public let metric: Metric

    /// The most elements other than zero that an indexed sparse vector has, as in pgvector.
    public static let maximumSparseElements = 1000

    /// A shape.
    ///
    /// - Throws: ``IndexError/unsupported(_:)`` when the metric does not suit the elements,
    ///   ``IndexError/optionOutOfRange(name:value:allowed:)`` for an impossible dimension.
    public init(
        element: VectorElement,
        dimension: Int,
        metric: Metric
    ) throws(IndexError) {
        let isBits = metric == .hamming || metric == .jaccard
        guard isBits == (element == .bit) else {
            throw .unsupported("metric \(metric) over \(element) elements")
        }
        let allowed = 1...(element == .sparse ? 1_000_000_000 : element == .bit ? 64_000 : 16_000)
        guard allowed.contains(dimension) else {
            throw .optionOutOfRange(name: "dimensions", value: dimension, allowed: allowed)
        }
        self.element = element
        self.dimension = dimension
        self.metric = metric
    }

    /// Whether codes can stand for the vectors: dense ones under a metric that a rotation keeps.
    public var canQuantize: Bool {
        (element == .float32 || element == .float16) && metric != .l1
    }

    /// Bytes of an exact vector; of a sparse one, the most.
    var exactBytes: Int {
        switch element {
        case .float32: dimension * 4
        case .float16: dimension * 2
        case .bit: (dimension + 63) / 64 * 8
        case .sparse: 4 + 8 * VectorShape.maximumSparseElements
        }
    }

    /// Bytes of address space set aside for each exact vector; of a sparse one, also for the blocks
    /// that its slot had before (``VectorTable/write(row:to:_:)``).
    var reservedBytes: Int { element == .sparse ? 2 * exactBytes : exactBytes }

    /// What `ck_scan.length` counts in exact vectors: elements, or bytes of bits.
    var exactLength: Int { element == .bit ? exactBytes : dimension }

    /// Bytes of a query that the exact scorer reads.
    var queryBytes: Int { element == .float16 ? dimension * 4 : exactBytes }

    /// Computes distances from exact vectors: squared for L2 and cosine.
    var exactScore: ck_score {
        switch (element, metric) {
        case (.float32, .innerProduct): ck_score_float32_dot
        case (.float32, .l1): ck_score_float32_l1
        case (.float32, _): ck_score_float32_squared
        case (.float16, .innerProduct): ck_score_float16_dot
        case (.float16, .l1): ck_score_float16_l1
        case (.float16, _): ck_score_float16_squared
        case (.bit, .jaccard): ck_score_jaccard
        case (.bit, _): ck_score_hamming
        case (.sparse, .innerProduct): ck_score_sparse_dot
        case (.sparse, .l1): ck_score_sparse_l1
        case (.sparse, _): ck_score_sparse_squared
        }
    }

    /// The operator's answer for a distance as the scorers compute it.
    @inline(__always)
    func answer(_ distance: Float) -> Float {
        switch metric {
        case .l2: max(0, distance).squareRoot()
        case .cosine: max(0, distance) / 2
        default: distance
        }
    }
}
