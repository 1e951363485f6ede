// SPDX-License-Identifier: Apache-2.0

import CKernels

/// A random rotation: an orthogonal transform of any dimension in O(n log n).
///
/// Three rounds of random sign flips and Walsh-Hadamard transforms. Where the dimension is no
/// power of two, a round transforms the first and the last 2^k elements, which overlap, and then
/// rotates the pairs half a vector apart by 45 degrees, so that no element is padding. Lengths and
/// inner products stay; the energy of any vector spreads evenly over its elements, which is what
/// makes few bits per element enough (Ailon and Chazelle, "The Fast Johnson-Lindenstrauss
/// Transform", 2009, section 2).
public struct Rotation: Sendable {
    static let rounds = 3

    /// Elements of a vector.
    public let dimension: Int
    /// What the signs are drawn from; equal seeds give equal rotations.
    public let seed: UInt64

    private let block: Int
    private let scale: Float
    private let words: Int
    private let signs: [UInt32]

    /// The rotation of `dimension` elements, at least 1, that `seed` selects.
    public init(dimension: Int, seed: UInt64) {
        precondition(dimension > 0, "a rotation needs a dimension")
        self.dimension = dimension
        self.seed = seed
        block = 1 << (Int.bitWidth - 1 - dimension.leadingZeroBitCount)
        scale = 1 / Float(block).squareRoot()
        words = (dimension + 31) / 32
        var generator = SplitMix64(seed: seed)
        signs = (0..<Rotation.rounds * words).map { _ in
            UInt32(truncatingIfNeeded: generator.next())
        }
    }

    /// Writes a vector less `center`, rotated, into `target`, and zeros behind it.
    ///
    /// A length whose square float32 does not hold, too great or too small, leaves zeros alone: the
    /// rotation would make infinities and what is no number of the one, and no code has a scale for
    /// the other.
    ///
    /// - Parameters:
    ///   - vector: ``dimension`` finite floats.
    ///   - center: As many.
    ///   - target: Receives `padded` floats.
    ///   - padded: At least ``dimension``.
    /// - Returns: The squared length of what was rotated, which may be 0 or infinite.
    func apply(
        to vector: UnsafePointer<Float>,
        less center: [Float],
        into target: UnsafeMutablePointer<Float>,
        padded: Int
    ) -> Float {
        let squared = center.withUnsafeBufferPointer { center -> Float in
            guard let center = center.baseAddress else { return 0 }
            return ck_subtract(vector, center, dimension, target)
        }
        guard squared > 0, squared.isFinite else {
            target.update(repeating: 0, count: padded)
            return squared
        }
        apply(to: target)
        for padding in dimension..<padded { target[padding] = 0 }
        return squared
    }

    /// Rotates `values`, ``dimension`` floats, in place.
    public func apply(to values: UnsafeMutablePointer<Float>) {
        let kernels = ck_active().pointee.codes
        let half = dimension / 2
        signs.withUnsafeBufferPointer { signs in
            guard let signs = signs.baseAddress else { return }
            for round in 0..<Rotation.rounds {
                kernels.flip_signs(values, signs + round * words, dimension)
                kernels.hadamard(values, block, scale)
                if block == dimension { continue }
                kernels.hadamard(values + dimension - block, block, scale)
                kernels.butterfly(values, values + dimension - half, half)
            }
        }
    }
}
