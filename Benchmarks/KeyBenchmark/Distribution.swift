// SPDX-License-Identifier: Apache-2.0

import Vectors

/// How keys lie.
///
/// After the data sets of Ding et al. 2020, section 6.1, and Marcus et al.,
/// "Benchmarking Learned Indexes", 2020.
enum Distribution: String, CaseIterable {
    /// 0, 1, 2, ...
    case sequential
    /// Uniform over 64 bits.
    case uniform
    /// Lognormal with sigma 2, times 10^9.
    case lognormal
    /// Nearly all below 2^38, twenty-one up to 2^64: as the ids of Facebook's users.
    case facebook
    /// Four-fifths in a thousand narrow clusters.
    case clustered

    /// About `count` keys, ascending, each once.
    func keys(_ count: Int, seed: UInt64) -> [UInt64] {
        var generator = SplitMix64(seed: seed)
        var keys = [UInt64]()
        keys.reserveCapacity(count)
        let centers = (0..<1000).map { _ in generator.next() >> 2 }
        for number in 0..<count {
            switch self {
            case .sequential: keys.append(UInt64(number))
            case .uniform: keys.append(generator.next())
            case .lognormal:
                // e^(2 z) by squaring, z the sum of twelve uniforms less six.
                let z = (0..<12).reduce(-6.0) { sum, _ in
                    sum + Double.random(in: 0..<1, using: &generator)
                }
                keys.append(UInt64(min(1e18, power(2 * z) * 1e9)))
            case .facebook:
                keys.append(number < 21 ? generator.next() : generator.next() >> 26)
            case .clustered:
                let center = centers[Int(generator.next() % 1000)]
                keys.append(
                    number % 5 == 0 ? generator.next() : center &+ (generator.next() >> 40)
                )
            }
        }
        keys.sort()
        var kept = 0
        for key in keys where kept == 0 || keys[kept - 1] != key {
            keys[kept] = key
            kept += 1
        }
        keys.removeSubrange(kept...)
        return keys
    }

    /// e to the power x, by its series after halving.
    private func power(_ x: Double) -> Double {
        let small = x / 1024
        var result = 1 + small * (1 + small / 2 * (1 + small / 3 * (1 + small / 4)))
        for _ in 0..<10 { result *= result }
        return result
    }
}
