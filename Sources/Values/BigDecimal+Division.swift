// SPDX-License-Identifier: Apache-2.0

extension BigDecimal {
    /// The quotient with `scale` decimals, rounded half away from zero or cut off.
    ///
    /// Long division in base 10,000, Knuth volume 2, section 4.3.1, algorithm D.
    ///
    /// `b`: Not zero.
    /// - Complexity: digits of the quotient times digits of the divisor.
    static func quotient(
        _ a: BigDecimal,
        _ b: BigDecimal,
        scale: Int,
        rounding: Bool
    ) -> BigDecimal {
        if a.isZero { return BigDecimal.zero.withScale(scale) }
        // One digit beyond those asked for decides the rounding; the remainder cannot matter,
        // because half away from zero looks at the first dropped decimal only.
        let lowest = -((scale + 3) / 4) - 1
        let weight = a.weight - b.weight
        let count = weight - lowest + 1
        guard count > 0 else { return BigDecimal.zero.withScale(scale) }
        let digits = quotientDigits(a.digits, b.digits, count: count)
        let result = BigDecimal(
            isNegative: a.isNegative != b.isNegative,
            weight: weight,
            digits: digits,
            scale: scale
        )
        return rounding ? result.rounded(scale) : result.truncated(scale)
    }

    /// The first `count` digits of the quotient of two fractions whose point stands before the
    /// first digit of each, so that the quotient is below 10,000.
    private static func quotientDigits(
        _ a: [UInt16],
        _ b: [UInt16],
        count: Int
    ) -> [UInt16] {
        if b.count == 1 { return quotientDigits(a, UInt32(b[0]), count: count) }
        // Both are multiplied so that the divisor's first digit is at least half the base.
        let factor = base / (UInt32(b[0]) + 1)
        let divisor = multiplied(b, by: factor, count: b.count + 1).dropFirst().map(UInt32.init)
        let length = max(a.count, count + b.count) + 2
        var rest = multiplied(a, by: factor, count: a.count + 1).map(UInt32.init)
        while rest.count < length { rest.append(0) }
        var quotient = [UInt16](repeating: 0, count: count)
        let first = divisor[0]
        let second = divisor[1]
        for position in 0..<count {
            let head = rest[position] * base + rest[position + 1]
            var guess = head / first
            var remainder = head % first
            while guess >= base || guess * second > remainder * base + rest[position + 2] {
                guess -= 1
                remainder += first
                if remainder >= base { break }
            }
            if guess == 0 { continue }
            if subtract(divisor, times: guess, from: &rest, at: position + 1) {
                guess -= 1
                add(divisor, to: &rest, at: position + 1)
            }
            quotient[position] = UInt16(guess)
        }
        return quotient
    }

    private static func quotientDigits(
        _ a: [UInt16],
        _ b: UInt32,
        count: Int
    ) -> [UInt16] {
        var quotient = [UInt16](repeating: 0, count: count)
        var rest: UInt32 = 0
        for position in 0..<count {
            rest = rest * base + (position < a.count ? UInt32(a[position]) : 0)
            quotient[position] = UInt16(rest / b)
            rest %= b
            if rest == 0, position >= a.count { break }
        }
        return quotient
    }

    /// `digits` times `factor`, filling `count` digits from the right.
    private static func multiplied(_ digits: [UInt16], by factor: UInt32, count: Int) -> [UInt16] {
        var result = [UInt16](repeating: 0, count: count)
        var carry: UInt32 = 0
        for index in digits.indices.reversed() {
            let product = UInt32(digits[index]) * factor + carry
            result[index + count - digits.count] = UInt16(product % base)
            carry = product / base
        }
        if count > digits.count { result[count - digits.count - 1] = UInt16(carry) }
        return result
    }

    /// Subtracts `divisor × factor` from the digits of `rest` that end `divisor.count` after
    /// `position`; whether it was too much.
    private static func subtract(
        _ divisor: [UInt32],
        times factor: UInt32,
        from rest: inout [UInt32],
        at position: Int
    ) -> Bool {
        var carry: UInt32 = 0
        for index in divisor.indices.reversed() {
            let product = divisor[index] * factor + carry
            carry = product / base
            let subtrahend = product % base
            if rest[position + index] < subtrahend {
                rest[position + index] += base
                carry += 1
            }
            rest[position + index] -= subtrahend
        }
        if rest[position - 1] < carry {
            rest[position - 1] = rest[position - 1] + base - carry
            return true
        }
        rest[position - 1] -= carry
        return false
    }

    private static func add(_ divisor: [UInt32], to rest: inout [UInt32], at position: Int) {
        var carry: UInt32 = 0
        for index in divisor.indices.reversed() {
            let sum = rest[position + index] + divisor[index] + carry
            carry = sum / base
            rest[position + index] = sum % base
        }
        rest[position - 1] = (rest[position - 1] + carry) % base
    }
}
