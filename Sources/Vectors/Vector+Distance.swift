// SPDX-License-Identifier: Apache-2.0

import CKernels

extension Vector {
    /// The Euclidean distance.
    public func l2Distance(to other: Vector) throws(VectorError) -> Double {
        try l2SquaredDistance(to: other).squareRoot()
    }

    /// The square of the Euclidean distance.
    public func l2SquaredDistance(to other: Vector) throws(VectorError) -> Double {
        try score(other, ck_active().pointee.float32.squared_l2)
    }

    /// The inner product.
    public func innerProduct(with other: Vector) throws(VectorError) -> Double {
        try score(other, ck_active().pointee.float32.dot)
    }

    /// The sum of the absolute differences.
    public func l1Distance(to other: Vector) throws(VectorError) -> Double {
        try score(other, ck_active().pointee.float32.l1)
    }

    /// One minus the cosine of the angle between the two; NaN where either is zero.
    public func cosineDistance(to other: Vector) throws(VectorError) -> Double {
        try checkSameDimension(as: other)
        var parts: (Float, Float, Float) = (0, 0, 0)
        let kernel = ck_active().pointee.float32.cosine_parts
        elements.withUnsafeBufferPointer { a in
            other.elements.withUnsafeBufferPointer { b in
                guard let x = a.baseAddress, let y = b.baseAddress else { return }
                withUnsafeMutableBytes(of: &parts) { out in
                    guard let out = out.baseAddress?.assumingMemoryBound(to: Float.self) else {
                        return
                    }
                    kernel(x, y, a.count, out)
                }
            }
        }
        return Scores.cosineDistance(dot: parts.0, parts.1, parts.2)
    }

    /// The angle between two unit vectors in half turns, the distance of spherical k-means.
    public func sphericalDistance(to other: Vector) throws(VectorError) -> Double {
        Scores.sphericalDistance(dot: try innerProduct(with: other))
    }

    /// The distance that `metric`'s operator returns.
    ///
    /// - Precondition: `metric` is not one of the bit metrics.
    public func distance(to other: Vector, _ metric: Metric) throws(VectorError) -> Double {
        switch metric {
        case .l2: return try l2Distance(to: other)
        case .innerProduct: return -(try innerProduct(with: other))
        case .cosine: return try cosineDistance(to: other)
        case .l1: return try l1Distance(to: other)
        case .hamming, .jaccard: preconditionFailure("\(metric) measures bit strings")
        }
    }

    /// The Euclidean norm, summed in float64.
    public var norm: Double {
        let kernel = ck_active().pointee.float32.squared_norm
        return elements.withUnsafeBufferPointer { elements in
            guard let start = elements.baseAddress else { return 0 }
            return kernel(start, elements.count).squareRoot()
        }
    }

    private func score(
        _ other: Vector,
        _ kernel: @convention(c) (UnsafePointer<Float>, UnsafePointer<Float>, Int) -> Float
    ) throws(VectorError) -> Double {
        try checkSameDimension(as: other)
        return elements.withUnsafeBufferPointer { a in
            other.elements.withUnsafeBufferPointer { b in
                guard let x = a.baseAddress, let y = b.baseAddress else { return 0 }
                return Double(kernel(x, y, a.count))
            }
        }
    }
}
