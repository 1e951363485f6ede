// SPDX-License-Identifier: Apache-2.0

extension BigDecimal {
    /// The exact sum, of the larger scale.
    static func sum(_ a: BigDecimal, _ b: BigDecimal) -> BigDecimal {
        let scale = max(a.scale, b.scale)
        if a.isNegative == b.isNegative {
            var result = sumOfMagnitudes(a, b)
            result.isNegative = a.isNegative && !result.isZero
            result.scale = scale
            return result
        }
        let order = compareMagnitudes(a, b)
        if order == 0 { return BigDecimal.zero.withScale(scale) }
        var result = order > 0 ? difference(a, b) : difference(b, a)
        result.isNegative = order > 0 ? a.isNegative : b.isNegative
        result.scale = scale
        return result
    }

    /// The sum of the magnitudes.
    private static func sumOfMagnitudes(_ a: BigDecimal, _ b: BigDecimal) -> BigDecimal {
        if a.isZero { return b.magnitude }
        if b.isZero { return a.magnitude }
        let top = max(a.weight, b.weight) + 1
        let bottom = min(a.lastWeight, b.lastWeight)
        var digits = [UInt16](repeating: 0, count: top - bottom + 1)
        var carry: UInt16 = 0
        for weight in bottom...top {
            let sum = a.digit(weight) + b.digit(weight) + carry
            carry = sum >= 10_000 ? 1 : 0
            digits[top - weight] = sum - carry * 10_000
        }
        return BigDecimal(isNegative: false, weight: top, digits: digits, scale: 0)
    }

    /// The difference of the magnitudes, that of `a` being the larger.
    private static func difference(_ a: BigDecimal, _ b: BigDecimal) -> BigDecimal {
        let bottom = min(a.lastWeight, b.isZero ? a.lastWeight : b.lastWeight)
        let top = a.weight
        var digits = [UInt16](repeating: 0, count: top - bottom + 1)
        var borrow: UInt16 = 0
        for weight in bottom...top {
            let subtrahend = b.digit(weight) + borrow
            let digit = a.digit(weight)
            borrow = digit < subtrahend ? 1 : 0
            digits[top - weight] = digit + borrow * 10_000 - subtrahend
        }
        return BigDecimal(isNegative: false, weight: top, digits: digits, scale: 0)
    }

    /// The exact product, of the sum of the scales.
    ///
    /// - Complexity: the product of the counts of digits.
    static func product(_ a: BigDecimal, _ b: BigDecimal) -> BigDecimal {
        let scale = a.scale + b.scale
        if a.isZero || b.isZero { return BigDecimal.zero.withScale(scale) }
        // Columns of products below 10^8 add up without carries: 2^64 holds 10^11 of them.
        var columns = [UInt64](repeating: 0, count: a.digits.count + b.digits.count)
        let (short, long) =
            a.digits.count < b.digits.count ? (a.digits, b.digits) : (b.digits, a.digits)
        for (i, digit) in short.enumerated() where digit != 0 {
            let factor = UInt64(digit)
            long.withUnsafeBufferPointer { long in
                columns.withUnsafeMutableBufferPointer { columns in
                    for j in 0..<long.count {
                        columns[i + j + 1] &+= factor &* UInt64(long[j])
                    }
                }
            }
        }
        var digits = [UInt16](repeating: 0, count: columns.count)
        var carry: UInt64 = 0
        for index in columns.indices.reversed() {
            let (quotient, remainder) = (columns[index] + carry).quotientAndRemainder(
                dividingBy: UInt64(base)
            )
            digits[index] = UInt16(remainder)
            carry = quotient
        }
        return BigDecimal(
            isNegative: a.isNegative != b.isNegative,
            weight: a.weight + b.weight + 1,
            digits: digits,
            scale: scale
        )
    }

    /// The number rounded half away from zero at `scale` decimals.
    ///
    /// A negative scale rounds before the point. The result's scale is not below zero.
    func rounded(_ scale: Int) -> BigDecimal { cut(scale, rounding: true) }

    /// The number without the decimals after `scale`; a negative scale cuts before the point.
    func truncated(_ scale: Int) -> BigDecimal { cut(scale, rounding: false) }

    private func cut(_ scale: Int, rounding: Bool) -> BigDecimal {
        let printed = max(0, scale)
        // The weight of the digit in which the last decimal kept stands, and its place in there.
        let lowest = scale > 0 ? -((scale + 3) / 4) : -(scale / 4)
        if digits.isEmpty || lastWeight > lowest { return withScale(printed) }
        let place = scale + 4 * lowest
        let kept = weight - lowest + 1
        if kept < 0 { return BigDecimal.zero.withScale(printed) }
        var result = Array(digits.prefix(max(kept, 0)))
        while result.count < kept { result.append(0) }
        // `place` is the count of decimals dropped, negated: 0 keeps the digit whole.
        let unit = UInt16(Self.power(min(4, -place)))
        var carries = false
        if place == 0 {
            carries = rounding && digit(lowest - 1) >= 5_000
        } else if kept > 0 {
            let rest = result[kept - 1] % unit
            result[kept - 1] -= rest
            carries = rounding && rest >= unit / 2
        }
        var top = weight
        if carries {
            var index = kept - 1
            var addend = place == 0 ? 1 : unit
            while addend > 0, index >= 0 {
                let sum = result[index] + addend
                addend = sum >= 10_000 ? 1 : 0
                result[index] = sum >= 10_000 ? sum - 10_000 : sum
                index -= 1
            }
            if addend > 0 {
                result.insert(addend, at: 0)
                top += 1
            }
        }
        return BigDecimal(isNegative: isNegative, weight: top, digits: result, scale: printed)
    }
}
