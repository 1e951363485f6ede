// SPDX-License-Identifier: Apache-2.0

import CKernels

extension Vector {
    /// The distance that `metric`'s operator returns.
    ///
    /// - Throws: ``VectorError`` when the dimensions differ.
    /// - Precondition: `metric` is not one of the bit metrics.
    public func distance(to other: Vector, _ metric: Metric) throws(VectorError) -> Double {
        try checkSameDimension(as: other)
        return elements.withUnsafeBufferPointer { a in
            other.elements.withUnsafeBufferPointer { b in
                guard let x = a.baseAddress, let y = b.baseAddress else { return .nan }
                return Scores.distance(metric, x, y, count: a.count)
            }
        }
    }

    /// The Euclidean distance, `<->`.
    public func l2Distance(to other: Vector) throws(VectorError) -> Double {
        try distance(to: other, .l2)
    }

    /// The square of the Euclidean distance.
    public func l2SquaredDistance(to other: Vector) throws(VectorError) -> Double {
        try checkSameDimension(as: other)
        let kernel = ck_active().pointee.float32.squared_l2
        return elements.withUnsafeBufferPointer { a in
            other.elements.withUnsafeBufferPointer { b in
                guard let x = a.baseAddress, let y = b.baseAddress else { return .nan }
                return Double(kernel(x, y, a.count))
            }
        }
    }

    /// The inner product, the negative of `<#>`.
    public func innerProduct(with other: Vector) throws(VectorError) -> Double {
        -(try distance(to: other, .innerProduct))
    }

    /// One minus the cosine of the angle between the two, `<=>`; NaN where either is zero.
    public func cosineDistance(to other: Vector) throws(VectorError) -> Double {
        try distance(to: other, .cosine)
    }

    /// The sum of the absolute differences, `<+>`.
    public func l1Distance(to other: Vector) throws(VectorError) -> Double {
        try distance(to: other, .l1)
    }

    /// The angle between two unit vectors in half turns, the distance of spherical k-means.
    public func sphericalDistance(to other: Vector) throws(VectorError) -> Double {
        Scores.sphericalDistance(dot: try innerProduct(with: other))
    }

    /// The Euclidean norm, summed in float64.
    public var norm: Double {
        let kernel = ck_active().pointee.float32.squared_norm
        return elements.withUnsafeBufferPointer { elements in
            guard let start = elements.baseAddress else { return 0 }
            return kernel(start, elements.count).squareRoot()
        }
    }
}
