// SPDX-License-Identifier: Apache-2.0

/// A session's random numbers: what `random()` draws from and `setseed()` fixes.
///
/// Source: Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", xoroshiro128**.
public final class RandomNumbers {
    private var state: (UInt64, UInt64)

    /// Numbers that nobody can predict.
    public init() {
        var system = SystemRandomNumberGenerator()
        // A state of zeros would yield nothing else.
        state = (system.next() | 1, system.next())
    }

    /// Starts the sequence that belongs to `seed`.
    public func seed(_ seed: Double) {
        var mixed = seed.bitPattern
        func next() -> UInt64 {
            // SplitMix64 spreads the few bits in which seeds differ.
            mixed &+= 0x9E37_79B9_7F4A_7C15
            var word = mixed
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return word ^ (word >> 31)
        }
        state = (next() | 1, next())
    }

    /// 64 random bits.
    public func next() -> UInt64 {
        func rotate(_ word: UInt64, _ count: UInt64) -> UInt64 {
            word << count | word >> (64 - count)
        }
        let (first, second) = state
        let mixed = second ^ first
        state = (rotate(first, 24) ^ mixed ^ (mixed << 16), rotate(mixed, 37))
        return rotate(first &* 5, 7) &* 9
    }

    /// A number from 0 up to but not including 1, evenly distributed.
    public func nextDouble() -> Double { Double(next() >> 11) * 0x1p-53 }
}
