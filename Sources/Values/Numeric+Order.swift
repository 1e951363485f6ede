// SPDX-License-Identifier: Apache-2.0

extension Numeric: Hashable, Comparable {
    /// -1, 0 or 1 as `a` is below, equal to or above `b`; NaN is above everything else.
    public static func compare(_ a: Numeric, _ b: Numeric) -> Int {
        if case .small(let x, let s) = a.storage, case .small(let y, let t) = b.storage {
            return compare(x, s, y, t)
        }
        if let x = a.decimal, let y = b.decimal { return BigDecimal.compare(x, y) }
        let (left, right) = (a.rank, b.rank)
        return left == right ? 0 : left < right ? -1 : 1
    }

    private static func compare(_ x: Int64, _ s: UInt16, _ y: Int64, _ t: UInt16) -> Int {
        if s == t { return x == y ? 0 : x < y ? -1 : 1 }
        let (signX, signY) = (x.signum(), y.signum())
        if signX != signY { return signX < signY ? -1 : 1 }
        if signX == 0 { return 0 }
        let difference = abs(Int(s) - Int(t))
        // Beyond 19 digits apart, the one with the smaller scale is the larger in magnitude.
        guard difference <= 19, let power = PowersOfTen.uint128(difference) else {
            return (s < t) == (signX > 0) ? 1 : -1
        }
        let scaled = Int128(power)
        let left = s < t ? Int128(x) * scaled : Int128(x)
        let right = s < t ? Int128(y) : Int128(y) * scaled
        return left == right ? 0 : left < right ? -1 : 1
    }

    /// Where the numbers that are not finite stand among the others, which have 0.
    private var rank: Int {
        switch storage {
        case .negativeInfinity: -1
        case .small, .large: 0
        case .positiveInfinity: 1
        case .nan: 2
        }
    }

    /// Whether both are the same number, whatever their scales.
    public static func == (a: Numeric, b: Numeric) -> Bool { compare(a, b) == 0 }

    /// Whether `a` sorts before `b`.
    public static func < (a: Numeric, b: Numeric) -> Bool { compare(a, b) < 0 }

    /// Equal numbers hash alike, whatever their scales.
    public func hash(into hasher: inout Hasher) {
        switch storage {
        case .small(var unscaled, let count):
            var scale = Int(count)
            if unscaled == 0 { scale = 0 }
            while unscaled != 0, unscaled % 10 == 0 {
                unscaled /= 10
                scale -= 1
            }
            hasher.combine(unscaled)
            hasher.combine(scale)
        case .large(let decimal):
            // A number may be large only for its scale: 1 with 30 decimals.
            if let (unscaled, scale) = decimal.value.reduced {
                hasher.combine(unscaled)
                hasher.combine(scale)
            } else {
                hasher.combine(decimal.value.isNegative)
                hasher.combine(decimal.value.weight)
                hasher.combine(decimal.value.digits)
            }
        case .nan, .positiveInfinity, .negativeInfinity: hasher.combine(rank)
        }
    }
}

extension BigDecimal {
    /// The number as an Int64 without zeros at its end times a power of ten, when it fits.
    var reduced: (unscaled: Int64, scale: Int)? {
        if digits.isEmpty { return (0, 0) }
        if digits.count > 6 { return nil }
        var value: Int128 = 0
        for digit in digits { value = value * 10_000 + Int128(digit) }
        var scale = -4 * lastWeight
        while value % 10 == 0 {
            value /= 10
            scale -= 1
        }
        guard let unscaled = Int64(exactly: isNegative ? -value : value), unscaled != .min else {
            return nil
        }
        return (unscaled, scale)
    }
}
