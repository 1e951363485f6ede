// SPDX-License-Identifier: Apache-2.0

import Values

extension Numeric: Ordered {}

/// Arithmetic and functions of numeric.
extension RegistryBuilder {
    mutating func addNumerics() {
        relateEach(
            "numeric_%",
            Numeric.self,
            .numeric,
            .numeric,
            [1718, 1719, 1722, 1720, 1723, 1721],
            [1752, 1753, 1754, 1756, 1755, 1757]
        )
        infix(1758, "+", 1724, "numeric_add", commutator: 1758) {
            (a, b) throws(DatabaseError) in try a.adding(b)
        }
        infix(1759, "-", 1725, "numeric_sub") { (a, b) throws(DatabaseError) in
            try a.subtracting(b)
        }
        infix(1760, "*", 1726, "numeric_mul", commutator: 1760) {
            (a, b) throws(DatabaseError) in try a.multiplied(by: b)
        }
        infix(1761, "/", 1727, "numeric_div") { (a, b) throws(DatabaseError) in
            try a.divided(by: b)
        }
        infix(1762, "%", 1729, "numeric_mod") { (a, b) throws(DatabaseError) in
            try a.remainder(dividingBy: b)
        }
        add(
            1728,
            "mod",
            [.numeric, .numeric],
            .numeric,
            .each {
                (a: Numeric, b: Numeric) throws(DatabaseError) in try a.remainder(dividingBy: b)
            }
        )
        add(
            1973,
            "div",
            [.numeric, .numeric],
            .numeric,
            .each {
                (a: Numeric, b: Numeric) throws(DatabaseError) in try a.quotient(dividingBy: b)
            }
        )
        add(
            prefix: 1921,
            "+",
            1915,
            "numeric_uplus",
            .numeric,
            .numeric,
            .each { (a: Numeric) in a }
        )
        add(
            prefix: 1751,
            "-",
            1771,
            "numeric_uminus",
            .numeric,
            .numeric,
            .each { (a: Numeric) in
                a.negated
            }
        )
        let magnitude = Function.Body.each { (a: Numeric) in a.magnitude }
        add(prefix: 1763, "@", 1704, "numeric_abs", .numeric, .numeric, magnitude)
        add(1705, "abs", [.numeric], .numeric, magnitude)
        addNumericRounding()
        addNumericPowers()
        addNumericDivisors()
        addNumericCasts()
    }

    private mutating func numeric(
        _ numbers: [(UInt32, String)],
        _ compute: @escaping @Sendable (Numeric) throws(DatabaseError) -> Numeric
    ) {
        for (number, name) in numbers {
            add(number, name, [.numeric], .numeric, .each(compute))
        }
    }

    private mutating func addNumericPowers() {
        let power = Function.Body.each { (a: Numeric, b: Numeric) throws(DatabaseError) in
            try a.raised(to: b)
        }
        add(infix: 1038, "^", 1739, "numeric_power", .numeric, .numeric, .numeric, power)
        add(1738, "pow", [.numeric, .numeric], .numeric, power)
        add(2169, "power", [.numeric, .numeric], .numeric, power)
        numeric([(1730, "sqrt"), (1731, "numeric_sqrt")]) { (a) throws(DatabaseError) in
            try a.squareRoot()
        }
        numeric([(1732, "exp"), (1733, "numeric_exp")]) { (a) throws(DatabaseError) in
            try a.exponential()
        }
        numeric([(1734, "ln"), (1735, "numeric_ln")]) { (a) throws(DatabaseError) in
            try a.naturalLogarithm()
        }
        numeric([(1741, "log"), (1481, "log10")]) { (a) throws(DatabaseError) in
            try a.logarithm(base: Numeric(10 as Int64))
        }
        let logarithm = Function.Body.each { (base: Numeric, a: Numeric) throws(DatabaseError) in
            try a.logarithm(base: base)
        }
        add(1736, "log", [.numeric, .numeric], .numeric, logarithm)
        add(1737, "numeric_log", [.numeric, .numeric], .numeric, logarithm)
    }

    private mutating func infix(
        _ number: UInt32,
        _ symbol: String,
        _ function: UInt32,
        _ name: String,
        commutator: UInt32 = 0,
        _ compute: @escaping @Sendable (Numeric, Numeric) throws(DatabaseError) -> Numeric
    ) {
        add(
            infix: number,
            symbol,
            function,
            name,
            .numeric,
            .numeric,
            .numeric,
            commutator: commutator,
            .each(compute)
        )
    }

    private mutating func addNumericRounding() {
        add(
            1707,
            "round",
            [.numeric, .int4],
            .numeric,
            .each { (a: Numeric, scale: Int32) in
                a.rounded(toScale: Self.scale(scale))
            }
        )
        add(1708, "round", [.numeric], .numeric, .each { (a: Numeric) in a.rounded(toScale: 0) })
        add(
            1709,
            "trunc",
            [.numeric, .int4],
            .numeric,
            .each { (a: Numeric, scale: Int32) in
                a.truncated(toScale: Self.scale(scale))
            }
        )
        add(
            1710,
            "trunc",
            [.numeric],
            .numeric,
            .each { (a: Numeric) in
                a.truncated(toScale: 0)
            }
        )
        add(1711, "ceil", [.numeric], .numeric, .each { (a: Numeric) in a.ceiling })
        add(2167, "ceiling", [.numeric], .numeric, .each { (a: Numeric) in a.ceiling })
        add(1712, "floor", [.numeric], .numeric, .each { (a: Numeric) in a.floor })
        add(1706, "sign", [.numeric], .numeric, .each { (a: Numeric) in a.sign })
        add(
            3281,
            "scale",
            [.numeric],
            .int4,
            .each { (a: Numeric) -> Int32? in
                a.isFinite ? Int32(a.scale) : nil
            }
        )
        add(
            5042,
            "min_scale",
            [.numeric],
            .int4,
            .each { (a: Numeric) -> Int32? in
                a.isFinite ? Int32(a.minimumScale) : nil
            }
        )
        add(
            5043,
            "trim_scale",
            [.numeric],
            .numeric,
            .each { (a: Numeric) in
                a.withMinimumScale
            }
        )
    }

    /// The scales that rounding accepts; beyond them nothing changes.
    private static func scale(_ scale: Int32) -> Int {
        min(max(Int(scale), -131_072), Numeric.maximumScale)
    }

    private mutating func addNumericDivisors() {
        add(
            1376,
            "factorial",
            [.int8],
            .numeric,
            .each { (a: Int64) throws(DatabaseError) in
                if a < 0 {
                    throw DatabaseError(
                        .numericValueOutOfRange,
                        "factorial of a negative number is undefined"
                    )
                }
                if a > 32_177 {
                    throw DatabaseError(.numericValueOutOfRange, "value overflows numeric format")
                }
                var product = Numeric.one
                for factor in stride(from: 2, through: a, by: 1) {
                    product = try product.multiplied(by: Numeric(factor))
                }
                return product
            }
        )
        add(5048, "gcd", [.numeric, .numeric], .numeric, .each(Numeric.greatestCommonDivisor))
        add(
            5049,
            "lcm",
            [.numeric, .numeric],
            .numeric,
            .each {
                (a: Numeric, b: Numeric) throws(DatabaseError) -> Numeric in
                guard a.isFinite, b.isFinite else { return .nan }
                if a.isZero || b.isZero {
                    return Numeric.zero.rounded(toScale: max(a.scale, b.scale))
                }
                let divisor = try Numeric.greatestCommonDivisor(a, b)
                let multiple = try a.quotient(dividingBy: divisor).multiplied(by: b).magnitude
                return multiple.rounded(toScale: max(a.scale, b.scale))
            }
        )
        add(
            2170,
            "width_bucket",
            [.numeric, .numeric, .numeric, .int4],
            .int4,
            .each {
                (
                    x: Numeric,
                    low: Numeric,
                    high: Numeric,
                    count: Int32
                ) throws(DatabaseError) -> Int32 in
                try FloatMath.checkBuckets(count)
                if x.isNaN || low.isNaN || high.isNaN {
                    throw FloatMath.bucketError(
                        "operand, lower bound, and upper bound cannot be NaN"
                    )
                }
                if low.isInfinite || high.isInfinite {
                    throw FloatMath.bucketError("lower and upper bounds must be finite")
                }
                if low == high {
                    throw FloatMath.bucketError("lower bound cannot equal upper bound")
                }
                let isAscending = low < high
                if isAscending ? x < low : x > low { return 0 }
                if isAscending ? x >= high : x <= high { return try count.adding(1) }
                let part = try x.subtracting(low).multiplied(by: Numeric(Int64(count)))
                let bucket = try part.divided(by: high.subtracting(low)).floor.int32()
                return try bucket.adding(1)
            }
        )
    }

    private mutating func addNumericCasts() {
        add(1740, "numeric", [.int4], .numeric, .each { (a: Int32) in Numeric(Int64(a)) })
        add(1781, "numeric", [.int8], .numeric, .each { (a: Int64) in Numeric(a) })
        add(1782, "numeric", [.int2], .numeric, .each { (a: Int16) in Numeric(Int64(a)) })
        add(1742, "numeric", [.float4], .numeric, .each { (a: Float) in Numeric(a) })
        add(1743, "numeric", [.float8], .numeric, .each { (a: Double) in Numeric(a) })
        add(
            1744,
            "int4",
            [.numeric],
            .int4,
            .each { (a: Numeric) throws(DatabaseError) in
                try a.int32()
            }
        )
        add(
            1779,
            "int8",
            [.numeric],
            .int8,
            .each { (a: Numeric) throws(DatabaseError) in
                try a.int64()
            }
        )
        add(
            1783,
            "int2",
            [.numeric],
            .int2,
            .each { (a: Numeric) throws(DatabaseError) in
                try a.int16()
            }
        )
        add(
            1745,
            "float4",
            [.numeric],
            .float4,
            .each { (a: Numeric) throws(DatabaseError) in
                try a.float()
            }
        )
        add(
            1746,
            "float8",
            [.numeric],
            .float8,
            .each { (a: Numeric) throws(DatabaseError) in
                try a.double()
            }
        )
        for (number, source, target, context, function) in [
            (10_004, OID.int8, OID.numeric, CoercionContext.implicit, 1781),
            (10_009, .int2, .numeric, .implicit, 1782), (10_014, .int4, .numeric, .implicit, 1740),
            (10_019, .float4, .numeric, .assignment, 1742),
            (10_024, .float8, .numeric, .assignment, 1743),
            (10_025, .numeric, .int8, .assignment, 1779),
            (10_026, .numeric, .int2, .assignment, 1783),
            (10_027, .numeric, .int4, .assignment, 1744),
            (10_028, .numeric, .float4, .implicit, 1745),
            (10_029, .numeric, .float8, .implicit, 1746),
        ] as [(UInt32, OID, OID, CoercionContext, UInt32)] {
            add(cast: number, source, target, context, function)
        }
    }
}

extension Numeric {
    static func greatestCommonDivisor(_ a: Numeric, _ b: Numeric) throws(DatabaseError) -> Numeric {
        guard a.isFinite, b.isFinite else { return .nan }
        var (x, y) = (a.magnitude, b.magnitude)
        while !y.isZero { (x, y) = (y, try x.remainder(dividingBy: y)) }
        return x.rounded(toScale: max(a.scale, b.scale))
    }
}
