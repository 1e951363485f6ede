// SPDX-License-Identifier: Apache-2.0

import CKernels

extension SparseVector {
    /// The distance that `metric`'s operator returns.
    ///
    /// - Throws: ``VectorError`` when the dimensions differ.
    /// - Precondition: `metric` is not one of the bit metrics.
    public func distance(to other: SparseVector, _ metric: Metric) throws(VectorError) -> Double {
        try checkSameDimension(as: other)
        return withView { a in other.withView { b in Scores.distance(metric, a, b) } }
    }

    /// The Euclidean distance, `<->`.
    public func l2Distance(to other: SparseVector) throws(VectorError) -> Double {
        try distance(to: other, .l2)
    }

    /// The square of the Euclidean distance.
    public func l2SquaredDistance(to other: SparseVector) throws(VectorError) -> Double {
        try checkSameDimension(as: other)
        return withView { a in other.withView { b in Double(ck_sparse_squared_l2(a, b)) } }
    }

    /// The inner product, the negative of `<#>`.
    public func innerProduct(with other: SparseVector) throws(VectorError) -> Double {
        -(try distance(to: other, .innerProduct))
    }

    /// One minus the cosine of the angle between the two, `<=>`; NaN where either is zero.
    public func cosineDistance(to other: SparseVector) throws(VectorError) -> Double {
        try distance(to: other, .cosine)
    }

    /// The sum of the absolute differences, `<+>`.
    public func l1Distance(to other: SparseVector) throws(VectorError) -> Double {
        try distance(to: other, .l1)
    }

    /// The Euclidean norm, summed in float64.
    public var norm: Double {
        var sum = 0.0
        for value in values { sum += Double(value) * Double(value) }
        return sum.squareRoot()
    }

    /// Calls `body` with what the kernels read, valid only meanwhile.
    func withView<Result>(_ body: (ck_sparse) -> Result) -> Result {
        indices.withUnsafeBufferPointer { indices in
            values.withUnsafeBufferPointer { values in
                body(
                    ck_sparse(
                        indices: indices.baseAddress,
                        values: values.baseAddress,
                        count: values.count
                    )
                )
            }
        }
    }
}
