// SPDX-License-Identifier: Apache-2.0

import CKernels

/// How the sums that kernels return become distances; one rule for every element type.
enum Scores {
    /// 1 - dot / sqrt(a · b), where `a` and `b` are squared norms; clamped to 0...2, NaN where one
    /// is zero.
    static func cosineDistance(dot: Float, _ a: Float, _ b: Float) -> Double {
        let similarity = Double(dot) / (Double(a) * Double(b)).squareRoot()
        if similarity.isNaN { return .nan }
        return 1 - min(max(similarity, -1), 1)
    }

    /// acos(dot) / π, with `dot` clamped to where that is defined.
    static func sphericalDistance(dot: Double) -> Double {
        ck_arc_cosine(min(max(dot, -1), 1)) / .pi
    }

    /// 1 - |a ∩ b| / |a ∪ b|, and 1 where nothing is common.
    static func jaccardDistance(both: UInt64, _ a: UInt64, _ b: UInt64) -> Double {
        both == 0 ? 1 : 1 - Double(both) / Double(a + b - both)
    }
}
