// SPDX-License-Identifier: Apache-2.0

import CKernels

/// How the sums that kernels return become the distances of operators; one rule for every element
/// type and for vectors at hand as well as stored.
enum Scores {
    /// The distance between two float32 vectors of `count` elements.
    static func distance(
        _ metric: Metric,
        _ a: UnsafePointer<Float>,
        _ b: UnsafePointer<Float>,
        count: Int
    ) -> Double {
        let kernels = ck_active()
        switch metric {
        case .l2: return Double(kernels.pointee.float32.squared_l2(a, b, count)).squareRoot()
        case .innerProduct: return -Double(kernels.pointee.float32.dot(a, b, count))
        case .l1: return Double(kernels.pointee.float32.l1(a, b, count))
        case .cosine:
            let kernel = kernels.pointee.float32.cosine_parts
            return withUnsafeTemporaryAllocation(of: Float.self, capacity: 3) { parts in
                guard let out = parts.baseAddress else { return .nan }
                kernel(a, b, count, out)
                return cosineDistance(dot: parts[0], parts[1], parts[2])
            }
        case .hamming, .jaccard: preconditionFailure("\(metric) measures bit strings")
        }
    }

    /// The distance between two float16 vectors of `count` elements.
    static func distance(
        _ metric: Metric,
        _ a: UnsafePointer<UInt16>,
        _ b: UnsafePointer<UInt16>,
        count: Int
    ) -> Double {
        let kernels = ck_active()
        switch metric {
        case .l2: return Double(kernels.pointee.float16.squared_l2(a, b, count)).squareRoot()
        case .innerProduct: return -Double(kernels.pointee.float16.dot(a, b, count))
        case .l1: return Double(kernels.pointee.float16.l1(a, b, count))
        case .cosine:
            let kernel = kernels.pointee.float16.cosine_parts
            return withUnsafeTemporaryAllocation(of: Float.self, capacity: 3) { parts in
                guard let out = parts.baseAddress else { return .nan }
                kernel(a, b, count, out)
                return cosineDistance(dot: parts[0], parts[1], parts[2])
            }
        case .hamming, .jaccard: preconditionFailure("\(metric) measures bit strings")
        }
    }

    /// The distance between two sparse vectors.
    static func distance(_ metric: Metric, _ a: ck_sparse, _ b: ck_sparse) -> Double {
        switch metric {
        case .l2: return Double(ck_sparse_squared_l2(a, b)).squareRoot()
        case .innerProduct: return -Double(ck_sparse_dot(a, b))
        case .l1: return Double(ck_sparse_l1(a, b))
        case .cosine:
            return cosineDistance(
                dot: ck_sparse_dot(a, b),
                ck_sparse_dot(a, a),
                ck_sparse_dot(b, b)
            )
        case .hamming, .jaccard: preconditionFailure("\(metric) measures bit strings")
        }
    }

    /// The distance between two bit vectors of `byteCount` bytes.
    static func distance(
        _ metric: Metric,
        _ a: UnsafePointer<UInt8>,
        _ b: UnsafePointer<UInt8>,
        byteCount: Int
    ) -> Double {
        let kernels = ck_active()
        switch metric {
        case .hamming: return Double(kernels.pointee.bits.hamming(a, b, byteCount))
        case .jaccard:
            let kernel = kernels.pointee.bits.jaccard_parts
            return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 3) { parts in
                guard let out = parts.baseAddress else { return .nan }
                kernel(a, b, byteCount, out)
                let (both, ones) = (parts[0], parts[1] + parts[2])
                return both == 0 ? 1 : 1 - Double(both) / Double(ones - both)
            }
        case .l2, .innerProduct, .cosine, .l1:
            preconditionFailure("\(metric) does not measure bit strings")
        }
    }

    /// 1 - dot / sqrt(a · b), where `a` and `b` are squared norms; clamped to 0...2, NaN where one
    /// is zero.
    private static func cosineDistance(dot: Float, _ a: Float, _ b: Float) -> Double {
        let similarity = Double(dot) / (Double(a) * Double(b)).squareRoot()
        if similarity.isNaN { return .nan }
        return 1 - min(max(similarity, -1), 1)
    }

    /// The angle between unit vectors in half turns: acos(dot) / π, with `dot` clamped to where
    /// that is defined.
    static func sphericalDistance(dot: Double) -> Double {
        ck_arc_cosine(min(max(dot, -1), 1)) / .pi
    }
}
