// SPDX-License-Identifier: Apache-2.0

/// A small generator of random numbers whose whole state is its seed.
///
/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014. What it draws is
/// part of file formats (rotations, codebooks), so it must never change.
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// A generator that repeats its numbers for equal seeds.
    public init(seed: UInt64) { state = seed }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
