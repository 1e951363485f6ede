// SPDX-License-Identifier: Apache-2.0

/// A decimal number of any length, in base-10,000 digits aligned at the decimal point.
///
/// Its value is `±Σ digits[i] × 10000^(weight - i)`. Neither the first nor the last digit is zero;
/// zero has no digits and weight 0. The scale says how many decimals to print; digits beyond it do
/// not occur except in the middle of a computation.
struct BigDecimal: Sendable {
    /// The base of the digits.
    static let base: UInt32 = 10_000

    var isNegative: Bool
    var weight: Int
    var digits: [UInt16]
    var scale: Int

    static let zero = BigDecimal(isNegative: false, weight: 0, digits: [], scale: 0)
    static let one = BigDecimal(isNegative: false, weight: 0, digits: [1], scale: 0)

    /// A number with zeros at either end of `digits` removed.
    init(isNegative: Bool, weight: Int, digits: [UInt16], scale: Int) {
        var first = 0
        var end = digits.count
        while first < end, digits[first] == 0 { first += 1 }
        while end > first, digits[end - 1] == 0 { end -= 1 }
        self.digits = first == 0 && end == digits.count ? digits : Array(digits[first..<end])
        self.weight = first == end ? 0 : weight - first
        self.isNegative = isNegative && first < end
        self.scale = scale
    }

    /// `unscaled × 10^-scale`.
    init(unscaled: Int128, scale: Int) {
        var rest = unscaled.magnitude
        var digits: [UInt16] = []
        // The lowest digit holds the decimals that do not fill four.
        let partial = (4 - scale % 4) % 4
        var weight = -((scale + 3) / 4)
        if partial > 0, rest > 0 {
            let unit = UInt128(Self.power(4 - partial))
            let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: unit)
            digits.append(UInt16(remainder) * UInt16(Self.power(partial)))
            rest = quotient
        }
        while rest > 0 {
            let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: UInt128(Self.base))
            digits.append(UInt16(remainder))
            rest = quotient
        }
        weight += digits.count - 1
        self.init(
            isNegative: unscaled < 0,
            weight: weight,
            digits: digits.reversed(),
            scale: scale
        )
    }

    var isZero: Bool { digits.isEmpty }
    var signum: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }

    /// 10^`exponent` for an exponent of 0 to 4.
    static func power(_ exponent: Int) -> UInt32 {
        switch exponent {
        case 0: 1
        case 1: 10
        case 2: 100
        case 3: 1_000
        default: 10_000
        }
    }

    /// The digit that stands for 10000^`weight`, zero outside of those stored.
    @inline(__always)
    func digit(_ weight: Int) -> UInt16 {
        let index = self.weight - weight
        return index >= 0 && index < digits.count ? digits[index] : 0
    }

    /// The weight of the last digit.
    var lastWeight: Int { weight - digits.count + 1 }

    /// The number times `10^scale` when that fits an Int64 other than the least.
    var unscaled: Int64? {
        if digits.isEmpty { return scale <= Numeric.maximumScale ? 0 : nil }
        // Even the shortest such number has 4 × weight + 1 digits before the point.
        if 4 * weight + 1 + scale > 19 || scale > Numeric.maximumScale || digits.count > 9 {
            return nil
        }
        var value: Int128 = 0
        for digit in digits { value = value * 10_000 + Int128(digit) }
        let shift = scale + 4 * lastWeight
        if shift >= 0 {
            guard let power = PowersOfTen.int64(shift) else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: Int128(power))
            if overflow { return nil }
            value = product
        } else {
            guard let power = PowersOfTen.int64(-shift), value % Int128(power) == 0 else {
                return nil
            }
            value /= Int128(power)
        }
        guard let result = Int64(exactly: value) else { return nil }
        return isNegative ? -result : result
    }

    /// The decimals without zeros at the end.
    var minimumScale: Int {
        guard var last = digits.last else { return 0 }
        var scale = -4 * lastWeight
        while last % 10 == 0 {
            last /= 10
            scale -= 1
        }
        return max(0, scale)
    }

    var negated: BigDecimal {
        var result = self
        result.isNegative = !isNegative && !digits.isEmpty
        return result
    }

    var magnitude: BigDecimal {
        var result = self
        result.isNegative = false
        return result
    }

    /// The same value printed with `scale` decimals.
    func withScale(_ scale: Int) -> BigDecimal {
        var result = self
        result.scale = scale
        return result
    }

    /// -1, 0 or 1 as the magnitude of `a` is below, equal to or above that of `b`.
    static func compareMagnitudes(_ a: BigDecimal, _ b: BigDecimal) -> Int {
        if a.digits.isEmpty || b.digits.isEmpty {
            return a.digits.isEmpty ? (b.digits.isEmpty ? 0 : -1) : 1
        }
        if a.weight != b.weight { return a.weight < b.weight ? -1 : 1 }
        for index in 0..<min(a.digits.count, b.digits.count)
        where a.digits[index] != b.digits[index] {
            return a.digits[index] < b.digits[index] ? -1 : 1
        }
        if a.digits.count == b.digits.count { return 0 }
        return a.digits.count < b.digits.count ? -1 : 1
    }

    /// -1, 0 or 1 as `a` is below, equal to or above `b`.
    static func compare(_ a: BigDecimal, _ b: BigDecimal) -> Int {
        if a.signum != b.signum { return a.signum < b.signum ? -1 : 1 }
        let order = compareMagnitudes(a, b)
        return a.isNegative ? -order : order
    }
}
