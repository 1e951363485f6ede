// SPDX-License-Identifier: Apache-2.0

/// The powers of ten that fit a machine word.
enum PowersOfTen {
    /// 10^0 to 10^18.
    private static let small: [Int64] = {
        var powers: [Int64] = [1]
        for _ in 1...18 { powers.append((powers.last ?? 1) * 10) }
        return powers
    }()

    /// 10^0 to 10^38.
    private static let large: [UInt128] = {
        var powers: [UInt128] = [1]
        for _ in 1...38 { powers.append((powers.last ?? 1) * 10) }
        return powers
    }()

    /// 10^`exponent`, nil when it does not fit or `exponent` is negative.
    @inline(__always)
    static func int64(_ exponent: Int) -> Int64? {
        exponent >= 0 && exponent <= 18 ? small[exponent] : nil
    }

    /// 10^`exponent`, nil when it does not fit or `exponent` is negative.
    @inline(__always)
    static func uint128(_ exponent: Int) -> UInt128? {
        exponent >= 0 && exponent <= 38 ? large[exponent] : nil
    }
}
