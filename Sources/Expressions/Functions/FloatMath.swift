// SPDX-License-Identifier: Apache-2.0

import CMath
import Values

/// Mathematical functions of double precision numbers, with PostgreSQL's errors.
///
/// Source: PostgreSQL 15 manual, section 9.3 "Mathematical Functions and Operators".
enum FloatMath {
    static func squareRoot(_ x: Double) throws(DatabaseError) -> Double {
        if x < 0 {
            throw DatabaseError(
                .invalidArgumentForPowerFunction,
                "cannot take square root of a negative number"
            )
        }
        return x.squareRoot()
    }

    static func power(_ x: Double, _ y: Double) throws(DatabaseError) -> Double {
        if x == 1 || y == 0 { return 1 }
        if x.isNaN || y.isNaN { return .nan }
        if x == 0, y < 0 {
            throw DatabaseError(
                .invalidArgumentForPowerFunction,
                "zero raised to a negative power is undefined"
            )
        }
        if x < 0, !y.isInfinite, y.rounded(.down) != y {
            throw DatabaseError(
                .invalidArgumentForPowerFunction,
                "a negative number raised to a non-integer power yields a complex result"
            )
        }
        let result = pow(x, y)
        if !x.isInfinite, !y.isInfinite {
            if result.isInfinite { throw .floatOverflow }
            if result == 0, x != 0 { throw .floatUnderflow }
        }
        return result
    }

    static func exponential(_ x: Double) throws(DatabaseError) -> Double {
        let result = exp(x)
        if !x.isInfinite {
            if result.isInfinite { throw .floatOverflow }
            if result == 0 { throw .floatUnderflow }
        }
        return result
    }

    static func logarithm(
        _ x: Double,
        _ compute: (Double) -> Double
    ) throws(DatabaseError) -> Double {
        if x == 0 {
            throw DatabaseError(
                .invalidArgumentForLogarithm,
                "cannot take logarithm of zero"
            )
        }
        if x < 0 {
            throw DatabaseError(
                .invalidArgumentForLogarithm,
                "cannot take logarithm of a negative number"
            )
        }
        return compute(x)
    }

    /// `x`, which must be within `range` or NaN.
    static func checked(
        _ x: Double,
        _ range: ClosedRange<Double>
    ) throws(DatabaseError) -> Double {
        if !x.isNaN, !range.contains(x) { throw .inputOutOfRange }
        return x
    }

    /// The bucket of `count` equal ones between `low` and `high` that `x` falls into.
    static func bucket(
        _ x: Double,
        _ low: Double,
        _ high: Double,
        _ count: Int32
    ) throws(DatabaseError) -> Int32 {
        try checkBuckets(count)
        if x.isNaN || low.isNaN || high.isNaN {
            throw bucketError("operand, lower bound, and upper bound cannot be NaN")
        }
        if low.isInfinite || high.isInfinite {
            throw bucketError("lower and upper bounds must be finite")
        }
        if low == high { throw bucketError("lower bound cannot equal upper bound") }
        let isAscending = low < high
        if isAscending ? x < low : x > low { return 0 }
        if isAscending ? x >= high : x <= high { return try count.adding(1) }
        // Halved where the difference would overflow.
        let scale = (high - low).isInfinite ? 0.5 : 1
        let share = (x * scale - low * scale) / (high * scale - low * scale)
        return Int32(min(max((Double(count) * share).rounded(.down), 0), Double(count) - 1)) + 1
    }

    static func checkBuckets(_ count: Int32) throws(DatabaseError) {
        if count <= 0 { throw bucketError("count must be greater than zero") }
    }

    static func bucketError(_ message: String) -> DatabaseError {
        DatabaseError(.invalidArgumentForWidthBucket, message)
    }
}

extension DatabaseError {
    static var inputOutOfRange: DatabaseError {
        DatabaseError(.numericValueOutOfRange, "input is out of range")
    }
}

// MARK: - Degrees

/// Trigonometry in degrees, exact where the result is: sine of 30, cosine of 60, tangent of 45.
extension FloatMath {
    private static let radian = Double.pi / 180
    private static let sine30 = sin(30 * radian)
    private static let oneMinusCosine60 = 1 - cos(60 * radian)
    private static let asin05 = asin(0.5)
    private static let acos05 = acos(0.5)

    private static func sine(firstQuadrant x: Double) -> Double {
        x <= 30 ? sin(x * radian) / sine30 / 2 : smallCosine(90 - x)
    }

    private static func cosine(firstQuadrant x: Double) -> Double {
        x <= 60 ? smallCosine(x) : sin((90 - x) * radian) / sine30 / 2
    }

    /// The cosine of 0 to 60 degrees.
    private static func smallCosine(_ x: Double) -> Double {
        1 - ((1 - cos(x * radian)) / oneMinusCosine60) / 2
    }

    static func sineOfDegrees(_ x: Double) throws(DatabaseError) -> Double {
        if x.isNaN { return x }
        if x.isInfinite { throw .inputOutOfRange }
        var (angle, sign) = (x.truncatingRemainder(dividingBy: 360), 1.0)
        if angle < 0 { (angle, sign) = (-angle, -sign) }
        if angle > 180 { (angle, sign) = (360 - angle, -sign) }
        if angle > 90 { angle = 180 - angle }
        return sign * sine(firstQuadrant: angle)
    }

    static func cosineOfDegrees(_ x: Double) throws(DatabaseError) -> Double {
        if x.isNaN { return x }
        if x.isInfinite { throw .inputOutOfRange }
        var (angle, sign) = (x.truncatingRemainder(dividingBy: 360).magnitude, 1.0)
        if angle > 180 { angle = 360 - angle }
        if angle > 90 { (angle, sign) = (180 - angle, -sign) }
        return sign * cosine(firstQuadrant: angle)
    }

    static func tangentOfDegrees(_ x: Double, inverted: Bool) throws(DatabaseError) -> Double {
        if x.isNaN { return x }
        if x.isInfinite { throw .inputOutOfRange }
        var (angle, sign) = (x.truncatingRemainder(dividingBy: 360), 1.0)
        if angle < 0 { (angle, sign) = (-angle, -sign) }
        if angle > 180 { (angle, sign) = (360 - angle, -sign) }
        if angle > 90 { (angle, sign) = (180 - angle, -sign) }
        let (a, b) = (sine(firstQuadrant: angle), cosine(firstQuadrant: angle))
        let unit = sine(firstQuadrant: 45) / cosine(firstQuadrant: 45)
        let result = sign * (inverted ? (b / a) * unit : (a / b) / unit)
        return result == 0 ? 0 : result
    }

    static func arcSineInDegrees(_ x: Double) throws(DatabaseError) -> Double {
        if x.isNaN { return x }
        _ = try checked(x, -1...1)
        func firstQuadrant(_ x: Double) -> Double {
            x <= 0.5 ? (asin(x) / asin05) * 30 : 90 - (acos(x) / acos05) * 60
        }
        return x >= 0 ? firstQuadrant(x) : -firstQuadrant(-x)
    }

    static func arcCosineInDegrees(_ x: Double) throws(DatabaseError) -> Double {
        if x.isNaN { return x }
        _ = try checked(x, -1...1)
        func firstQuadrant(_ x: Double) -> Double {
            x <= 0.5 ? 90 - (asin(x) / asin05) * 30 : (acos(x) / acos05) * 60
        }
        if x >= 0 { return firstQuadrant(x) }
        let sineQuadrant = -x <= 0.5 ? (asin(-x) / asin05) * 30 : 90 - (acos(-x) / acos05) * 60
        return 90 + sineQuadrant
    }

    static func arcTangentInDegrees(_ y: Double, _ x: Double = 1) -> Double {
        (atan2(y, x) / atan(1)) * 45
    }
}
