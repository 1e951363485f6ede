// SPDX-License-Identifier: Apache-2.0

import Vectors

/// How far a query's distance by codes may be from the exact one.
///
/// With `x` the vector, `y` what its code stands for, `q` the query and `p` its rounded form, the
/// inner product's error `<x, q> - <y, p>` is `<x - y, q> + <y, q - p>`, at most
/// `|x - y| |q| + |y| |q - p|` (Cauchy and Schwarz). The lengths are stored or computed, not
/// estimated, so what a bound excludes is excluded for certain.
struct CodeMargin {
    /// A code whose error is asked for.
    enum Code: Int {
        case high = 1
        case full = 2
    }

    private var weight: Float = 0
    private var length: Float = 0
    private var rounding: Float = 0

    init() {}

    init(_ query: BinaryQuantizer.Query, isInnerProduct: Bool) {
        weight = isInnerProduct ? 1 : 2
        length = query.length
    }

    init(_ query: SliceQuantizer.Query, isInnerProduct: Bool) {
        weight = isInnerProduct ? 1 : 2
        length = query.length
    }

    init(_ query: ScalarQuantizer.Query, isInnerProduct: Bool) {
        // A thousandth for what float32 arithmetic rounds on the way.
        weight = (isInnerProduct ? 1 : 2) * 1.001
        length = query.length
        rounding = query.roundingLength
    }

    /// Two and a half standard deviations of the difference between two distances by codes whose
    /// error is the share `error` of the vector's length: errors of independent directions add up
    /// like the sides of a right angle, and a direction takes one part in √dimension of a length.
    func doubt(vector: Float, error: Float, dimension: Int) -> Float {
        weight * 3.5 * error * vector * length / Float(dimension).squareRoot()
    }

    /// The bound for a code at distance `error` from a vector of length `vector`.
    @inline(__always)
    func bound(vector: Float, error: Float) -> Float {
        weight * (error * length + (vector + error) * rounding + 1e-5 * vector * length)
    }
}
