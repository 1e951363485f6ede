// SPDX-License-Identifier: Apache-2.0

import CMath
import Values
import Vectors

/// Mathematical functions of double precision numbers and integers.
extension RegistryBuilder {
    mutating func addMath() {
        addRounding()
        addPowers()
        addTrigonometry()
        addDegrees()
        addDivisors(Int32.self, .int4, gcd: 5044, lcm: 5046)
        addDivisors(Int64.self, .int8, gcd: 5045, lcm: 5047)
        add(
            320,
            "width_bucket",
            [.float8, .float8, .float8, .int4],
            .int4,
            .each(FloatMath.bucket)
        )
        addRandomNumbers()
    }

    private mutating func float(
        _ numbers: [(UInt32, String)],
        _ compute: @escaping @Sendable (Double) throws(DatabaseError) -> Double
    ) {
        for (number, name) in numbers { add(number, name, [.float8], .float8, .batch(compute)) }
    }

    private mutating func addRounding() {
        float([(228, "dround"), (1342, "round")]) { (x) in x.rounded(.toNearestOrEven) }
        float([(229, "dtrunc"), (1343, "trunc")]) { (x) in x.rounded(.towardZero) }
        float([(2308, "ceil"), (2320, "ceiling")]) { (x) in x.rounded(.up) }
        float([(2309, "floor")]) { (x) in x.rounded(.down) }
        float([(2310, "sign")]) { (x) in x > 0 ? 1 : x < 0 ? -1 : 0 }
    }

    private mutating func addPowers() {
        float([(230, "dsqrt"), (1344, "sqrt")], FloatMath.squareRoot)
        float([(231, "dcbrt"), (1345, "cbrt")]) { (x) in cbrt(x) }
        add(operator: 596, "|/", 230)
        add(operator: 597, "||/", 231)
        let power = Function.Body.batch(FloatMath.power)
        add(infix: 965, "^", 232, "dpow", .float8, .float8, .float8, power)
        add(1346, "pow", [.float8, .float8], .float8, power)
        add(1368, "power", [.float8, .float8], .float8, power)
        float([(233, "dexp"), (1347, "exp")], FloatMath.exponential)
        float([(234, "dlog1"), (1341, "ln")]) { (x) throws(DatabaseError) in
            try FloatMath.logarithm(x) { log($0) }
        }
        float([(1339, "dlog10"), (1340, "log"), (1194, "log10")]) { (x) throws(DatabaseError) in
            try FloatMath.logarithm(x) { log10($0) }
        }
    }

    private mutating func addTrigonometry() {
        add(1610, "pi", [], .float8, .each { _ in Double.pi })
        float([(1608, "degrees")]) { (x) in x / (.pi / 180) }
        float([(1609, "radians")]) { (x) in x * (.pi / 180) }
        float([(1600, "asin")]) { (x) throws(DatabaseError) in
            asin(try FloatMath.checked(x, -1...1))
        }
        float([(1601, "acos")]) { (x) throws(DatabaseError) in
            acos(try FloatMath.checked(x, -1...1))
        }
        float([(1602, "atan")]) { (x) in atan(x) }
        add(
            1603,
            "atan2",
            [.float8, .float8],
            .float8,
            .batch { (y: Double, x: Double) in
                atan2(y, x)
            }
        )
        let finite = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
        float([(1604, "sin")]) { (x) throws(DatabaseError) in sin(try FloatMath.checked(x, finite))
        }
        float([(1605, "cos")]) { (x) throws(DatabaseError) in cos(try FloatMath.checked(x, finite))
        }
        float([(1606, "tan")]) { (x) throws(DatabaseError) in tan(try FloatMath.checked(x, finite))
        }
        float([(1607, "cot")]) { (x) throws(DatabaseError) in
            1 / tan(try FloatMath.checked(x, finite))
        }
        float([(2462, "sinh")]) { (x) in sinh(x) }
        float([(2463, "cosh")]) { (x) in cosh(x) }
        float([(2464, "tanh")]) { (x) in tanh(x) }
        float([(2465, "asinh")]) { (x) in asinh(x) }
        float([(2466, "acosh")]) { (x) throws(DatabaseError) in
            acosh(try FloatMath.checked(x, 1...Double.infinity))
        }
        float([(2467, "atanh")]) { (x) throws(DatabaseError) in
            atanh(try FloatMath.checked(x, -1...1))
        }
    }

    private mutating func addDegrees() {
        float([(2731, "asind")], FloatMath.arcSineInDegrees)
        float([(2732, "acosd")], FloatMath.arcCosineInDegrees)
        float([(2733, "atand")]) { (x) in FloatMath.arcTangentInDegrees(x) }
        add(
            2734,
            "atan2d",
            [.float8, .float8],
            .float8,
            .batch { (y: Double, x: Double) in
                FloatMath.arcTangentInDegrees(y, x)
            }
        )
        float([(2735, "sind")], FloatMath.sineOfDegrees)
        float([(2736, "cosd")], FloatMath.cosineOfDegrees)
        float([(2737, "tand")]) { (x) throws(DatabaseError) in
            try FloatMath.tangentOfDegrees(x, inverted: false)
        }
        float([(2738, "cotd")]) { (x) throws(DatabaseError) in
            try FloatMath.tangentOfDegrees(x, inverted: true)
        }
    }

    private mutating func addDivisors<A: SQLInteger>(
        _ representation: A.Type,
        _ type: OID,
        gcd: UInt32,
        lcm: UInt32
    ) {
        add(
            gcd,
            "gcd",
            [type, type],
            type,
            .batch { (a: A, b: A) throws(DatabaseError) -> A in
                try A.greatestCommonDivisor(a, b)
            }
        )
        add(
            lcm,
            "lcm",
            [type, type],
            type,
            .batch { (a: A, b: A) throws(DatabaseError) -> A in
                if a == 0 || b == 0 { return 0 }
                let factor = try a.divided(by: A.greatestCommonDivisor(a, b))
                let product = try factor.multiplied(by: b)
                return product < 0 ? try A.zero.subtracting(product) : product
            }
        )
    }

    private mutating func addRandomNumbers() {
        add(
            1598,
            "random",
            [],
            .float8,
            .volatile,
            .each { (context) in
                context.evaluation.session.randomNumbers.nextDouble()
            }
        )
        // Identifiers are not to be guessed from each other: these do not follow the seed.
        add(
            3432,
            "gen_random_uuid",
            [],
            .uuid,
            .volatile,
            .each { _ in
                var system = SystemRandomNumberGenerator()
                return UUID.random(using: &system)
            }
        )
        add(
            1599,
            "setseed",
            [.float8],
            .void,
            .volatile,
            .values {
                (context, arguments) throws(DatabaseError) in
                let seed = try Double.unwrap(arguments[0])
                guard seed >= -1, seed <= 1 else {
                    throw DatabaseError(
                        .invalidParameterValue,
                        "setseed parameter \(seed.postgresText) is out of allowed range [-1,1]"
                    )
                }
                context.evaluation.session.randomNumbers.seed(seed)
                return .void
            }
        )
    }
}

extension SQLInteger {
    /// The greatest number that divides both; out of range when that is the negative of the least.
    static func greatestCommonDivisor(_ a: Self, _ b: Self) throws(DatabaseError) -> Self {
        var (x, y) = (a.magnitude, b.magnitude)
        while y != 0 { (x, y) = (y, x % y) }
        return try narrowing(x)
    }
}
