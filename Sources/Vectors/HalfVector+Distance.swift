// SPDX-License-Identifier: Apache-2.0

import CKernels

extension HalfVector {
    /// The Euclidean distance.
    public func l2Distance(to other: HalfVector) throws(VectorError) -> Double {
        try l2SquaredDistance(to: other).squareRoot()
    }

    /// The square of the Euclidean distance.
    public func l2SquaredDistance(to other: HalfVector) throws(VectorError) -> Double {
        try score(other, ck_active().pointee.float16.squared_l2)
    }

    /// The inner product.
    public func innerProduct(with other: HalfVector) throws(VectorError) -> Double {
        try score(other, ck_active().pointee.float16.dot)
    }

    /// The sum of the absolute differences.
    public func l1Distance(to other: HalfVector) throws(VectorError) -> Double {
        try score(other, ck_active().pointee.float16.l1)
    }

    /// One minus the cosine of the angle between the two; NaN where either is zero.
    public func cosineDistance(to other: HalfVector) throws(VectorError) -> Double {
        try checkSameDimension(as: other)
        var parts: (Float, Float, Float) = (0, 0, 0)
        let kernel = ck_active().pointee.float16.cosine_parts
        bitPatterns.withUnsafeBufferPointer { a in
            other.bitPatterns.withUnsafeBufferPointer { b in
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
    public func sphericalDistance(to other: HalfVector) throws(VectorError) -> Double {
        Scores.sphericalDistance(dot: try innerProduct(with: other))
    }

    /// The distance that `metric`'s operator returns.
    ///
    /// - Precondition: `metric` is not one of the bit metrics.
    public func distance(to other: HalfVector, _ metric: Metric) throws(VectorError) -> Double {
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
        let kernel = ck_active().pointee.float16.squared_norm
        return bitPatterns.withUnsafeBufferPointer { elements in
            guard let start = elements.baseAddress else { return 0 }
            return kernel(start, elements.count).squareRoot()
        }
    }

    private func score(
        _ other: HalfVector,
        _ kernel: @convention(c) (UnsafePointer<UInt16>, UnsafePointer<UInt16>, Int) -> Float
    ) throws(VectorError) -> Double {
        try checkSameDimension(as: other)
        return bitPatterns.withUnsafeBufferPointer { a in
            other.bitPatterns.withUnsafeBufferPointer { b in
                guard let x = a.baseAddress, let y = b.baseAddress else { return 0 }
                return Double(kernel(x, y, a.count))
            }
        }
    }
}
