// SPDX-License-Identifier: Apache-2.0

/// Roots, exponentials and logarithms to a given count of decimals.
///
/// Each works with some digits more than asked for, so that the rounding at the end is right.
extension BigDecimal {
    /// Digits carried beyond those that an error can reach.
    private static let guardDigits = 10

    /// The square root of a number not negative, rounded to `scale` decimals.
    ///
    /// Newton's iteration x ← (x + a/x) / 2, which doubles the right digits at every step.
    ///
    /// - Complexity: the square of the digits of the result.
    static func squareRoot(_ a: BigDecimal, scale: Int) -> BigDecimal {
        guard let first = a.digits.first else { return BigDecimal.zero.withScale(scale) }
        let half = BigDecimal(isNegative: false, weight: -1, digits: [5_000], scale: 1)
        // Eight digits or more to begin with, from the leading digits and an even power of 10,000.
        var leading = Double(first)
        var weight = a.weight
        for index in 1..<5 { leading = leading * 10_000 + Double(a.digit(a.weight - index)) }
        weight -= 4
        if weight % 2 != 0 {
            leading *= 10_000
            weight -= 1
        }
        let start = UInt64(leading.squareRoot())
        var x = BigDecimal(unscaled: Int128(start), scale: 0)
        x.weight += weight / 2
        // Digits of the whole part, negative when zeros follow the point.
        let wholeDigits = 2 * (a.weight + 1)
        let target = scale + guardDigits
        var right = 7
        while true {
            right *= 2
            let working = min(target, max(0, right - wholeDigits) + guardDigits)
            let quotient = self.quotient(a, x, scale: working, rounding: true)
            x = product(sum(x, quotient), half).rounded(working)
            if right - 2 > target + max(0, wholeDigits) { break }
        }
        return corrected(x.rounded(scale), a)
    }

    /// `root`, next to the root of `a`, moved to the nearest number of its scale: the guard digits
    /// do not tell 0.4999… from 0.5.
    private static func corrected(_ root: BigDecimal, _ a: BigDecimal) -> BigDecimal {
        let scale = root.scale
        let unit = BigDecimal(unscaled: 10, scale: scale + 1)
        let half = BigDecimal(unscaled: 5, scale: scale + 1)
        let below = sum(root, half.negated)
        if compare(product(below, below), a) > 0, !below.isNegative {
            return sum(root, unit.negated).withScale(scale)
        }
        let above = sum(root, half)
        if compare(product(above, above), a) <= 0 { return sum(root, unit).withScale(scale) }
        return root
    }

    /// e raised to `x`, rounded to `scale` decimals.
    ///
    /// `x`: Of magnitude below 10,000.
    /// - Complexity: the 2.5th power of the digits of the result.
    static func exponential(_ x: BigDecimal, scale: Int) -> BigDecimal {
        if x.isZero { return BigDecimal.one.withScale(scale) }
        // Decimal digits of the result before the point, an upper bound.
        let whole = max(0, Int((x.approximate * 0.4343).rounded(.up))) + 1
        if x.isNegative {
            let size = Int((-x.approximate * 0.4343).rounded(.up)) + 1
            // The reciprocal of a number of that size needs fewer decimals of it.
            let digits = max(0, scale - size) + guardDigits
            let positive = exponential(x.magnitude, scale: digits)
            return quotient(.one, positive, scale: scale, rounding: true)
        }
        // Halved until small, so that the series is short; squared again as often.
        var halvings = 0
        var bound = x.approximate
        while bound > 0.01 {
            bound /= 2
            halvings += 1
        }
        let working = scale + whole + guardDigits + halvings / 3 + 1
        var reduced = x
        if halvings > 0 {
            let divisor = BigDecimal(unscaled: Int128(1) << Int128(halvings), scale: 0)
            reduced = quotient(x, divisor, scale: working, rounding: true)
        }
        var result = sum(.one, reduced)
        var term = reduced
        var n = 2
        while !term.isZero {
            term = quotient(
                product(term, reduced).rounded(working),
                BigDecimal(unscaled: Int128(n), scale: 0),
                scale: working,
                rounding: true
            )
            result = sum(result, term)
            n += 1
        }
        for _ in 0..<halvings { result = product(result, result).rounded(working) }
        return result.rounded(scale)
    }

    /// The natural logarithm of a positive number, rounded to `scale` decimals.
    ///
    /// - Complexity: the 2.5th power of the digits of the result.
    static func naturalLogarithm(_ x: BigDecimal, scale: Int) -> BigDecimal {
        let working = scale + guardDigits + 6
        // x = m × 10000^w with 1 ≤ m < 10000, except that numbers just below 1 stay whole.
        let isBelowOne = x.weight == -1 && (x.digits.first ?? 0) >= 5_000
        let power = isBelowOne ? 0 : x.weight
        var m = x
        m.weight -= power
        var result = logarithmOfSmall(m, scale: working)
        if power != 0 {
            let base = BigDecimal(isNegative: false, weight: 1, digits: [1], scale: 0)
            let logarithm = logarithmOfSmall(base, scale: working)
            let factor = BigDecimal(unscaled: Int128(power), scale: 0)
            result = sum(result, product(logarithm, factor))
        }
        return result.rounded(scale)
    }

    /// The logarithm of a number from 0.5 to 10,000: that of a root near 1, by the series
    /// ln m = 2 (z + z³/3 + z⁵/5 + …) with z = (m - 1) / (m + 1), times the degree of the root.
    private static func logarithmOfSmall(_ m: BigDecimal, scale: Int) -> BigDecimal {
        var m = m
        var degree: Int128 = 2
        while m.approximate > 1.1 || m.approximate < 0.9 {
            m = squareRoot(m, scale: scale + 2)
            degree *= 2
        }
        let z = quotient(
            sum(m, BigDecimal.one.negated),
            sum(m, .one),
            scale: scale,
            rounding: true
        )
        let square = product(z, z).rounded(scale)
        var power = z
        var result = z
        var n = 3
        while !power.isZero {
            power = product(power, square).rounded(scale)
            let divisor = BigDecimal(unscaled: Int128(n), scale: 0)
            result = sum(result, quotient(power, divisor, scale: scale, rounding: true))
            n += 2
        }
        return product(result, BigDecimal(unscaled: degree, scale: 0))
    }

    /// The number raised to a whole power, rounded to `scale` decimals; nil when it overflows.
    ///
    /// - Complexity: logarithmic in the exponent in multiplications of the digits of the result.
    func raised(to exponent: Int, scale: Int) -> BigDecimal? {
        if exponent == 0 { return BigDecimal.one.withScale(scale) }
        if exponent == 1 { return rounded(scale) }
        if isZero { return BigDecimal.zero.withScale(scale) }
        let size = Double(exponent) * decimalLogarithm
        if size > 3 * 32_767 * 4 { return nil }
        if size + 1 < Double(-scale) || size + 1 < -1_000 {
            return BigDecimal.zero.withScale(scale)
        }
        // Significant digits of the result, and those that the multiplications may lose.
        var bits = 0
        while exponent.magnitude >> UInt(bits) > 0 { bits += 1 }
        let significant = max(1, 1 + scale + Int(size.rounded(.up))) + bits / 3 + 8
        var base = self
        var result = BigDecimal.one
        var rest = exponent.magnitude
        while rest > 0 {
            if rest & 1 == 1 {
                result = BigDecimal.product(result, base).roundedToSignificant(significant)
            }
            rest >>= 1
            if rest > 0 {
                base = BigDecimal.product(base, base).roundedToSignificant(significant)
            }
            if result.weight > 3 * 32_767 || base.weight > 3 * 32_767 { return nil }
        }
        if exponent < 0 {
            return BigDecimal.quotient(.one, result, scale: scale, rounding: true)
        }
        return result.rounded(scale)
    }

    /// Rounded to about `count` significant decimal digits.
    private func roundedToSignificant(_ count: Int) -> BigDecimal {
        let digits = (count + 3) / 4 + 1
        if self.digits.count <= digits { return self }
        return rounded(-4 * (weight - digits + 1))
    }

    /// The value as a float of some twelve right digits.
    var approximate: Double {
        var value = 0.0
        for digit in digits.prefix(5) { value = value * 10_000 + Double(digit) }
        let weight = self.weight - min(digits.count, 5) + 1
        for _ in 0..<min(weight.magnitude, 80) { value = weight < 0 ? value / 1e4 : value * 1e4 }
        return isNegative ? -value : value
    }

    /// The decimal logarithm of the magnitude, approximately.
    var decimalLogarithm: Double {
        var value = 0.0
        for digit in digits.prefix(4) { value = value * 10_000 + Double(digit) }
        let weight = self.weight - min(digits.count, 4) + 1
        return value.logarithm * 0.434_294_481_903_252 + Double(4 * weight)
    }

    /// The decimal weight of the natural logarithm: how many digits it has before the point, less
    /// one; negative for numbers near 1.
    var logarithmWeight: Int {
        if digits.isEmpty || isNegative { return 0 }
        let nine = BigDecimal(isNegative: false, weight: -1, digits: [9_000], scale: 1)
        let eleven = BigDecimal(isNegative: false, weight: 0, digits: [1, 1_000], scale: 1)
        if BigDecimal.compare(self, nine) >= 0, BigDecimal.compare(self, eleven) <= 0 {
            let x = BigDecimal.sum(self, BigDecimal.one.negated)
            guard let first = x.digits.first else { return 0 }
            return x.weight * 4 + String(first).utf8.count - 1
        }
        var leading = Double(digits[0])
        var weight = 4 * self.weight
        if digits.count > 1 {
            leading = leading * 10_000 + Double(digits[1])
            weight -= 4
        }
        let logarithm = leading.logarithm + Double(weight) * 2.302_585_092_994_046
        return Int(abs(logarithm).logarithm * 0.434_294_481_903_252)
    }
}

extension Double {
    /// The natural logarithm of a positive number, to some fifteen digits.
    ///
    /// ln x = e ln 2 + 2 (z + z³/3 + …) with z = (m - 1) / (m + 1), m the significand.
    fileprivate var logarithm: Double {
        let m = significand > 1.5 ? significand / 2 : significand
        let power = Double(exponent) + (significand > 1.5 ? 1 : 0)
        let z = (m - 1) / (m + 1)
        var term = z
        var result = 0.0
        for n in stride(from: 1.0, to: 41, by: 2) {
            result += term / n
            term *= z * z
        }
        return power * 0.693_147_180_559_945_3 + 2 * result
    }
}
