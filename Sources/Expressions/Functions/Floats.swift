// SPDX-License-Identifier: Apache-2.0

import Values

/// A floating-point type of SQL.
protocol SQLFloat: BinaryFloatingPoint, ColumnScalar, Ordered {}

extension Float: SQLFloat {}
extension Double: SQLFloat {}

extension DatabaseError {
    static var floatOverflow: DatabaseError {
        DatabaseError(.numericValueOutOfRange, "value out of range: overflow")
    }
    static var floatUnderflow: DatabaseError {
        DatabaseError(.numericValueOutOfRange, "value out of range: underflow")
    }
}

extension SQLFloat {
    /// The result, unless it became infinite from finite operands.
    @inline(__always)
    func checkedFinite(_ a: Self, _ b: Self) throws(DatabaseError) -> Self {
        if isInfinite, !a.isInfinite, !b.isInfinite { throw .floatOverflow }
        return self
    }

    @inline(__always)
    func adding(_ other: Self) throws(DatabaseError) -> Self {
        try (self + other).checkedFinite(self, other)
    }

    @inline(__always)
    func subtracting(_ other: Self) throws(DatabaseError) -> Self {
        try (self - other).checkedFinite(self, other)
    }

    @inline(__always)
    func multiplied(by other: Self) throws(DatabaseError) -> Self {
        let result = try (self * other).checkedFinite(self, other)
        if result == 0, self != 0, other != 0 { throw .floatUnderflow }
        return result
    }

    @inline(__always)
    func divided(by other: Self) throws(DatabaseError) -> Self {
        if other == 0, !isNaN { throw .divisionByZero }
        let result = self / other
        if result.isInfinite, !isInfinite { throw .floatOverflow }
        if result == 0, self != 0, !other.isInfinite { throw .floatUnderflow }
        return result
    }
}

extension RegistryBuilder {
    /// Arithmetic of floating-point numbers.
    mutating func addFloats() {
        arithmetic(
            "float4",
            .float4,
            .float4,
            .float4,
            plus: (586, 204, 586),
            minus: (587, 205, 0),
            times: (589, 202, 589),
            by: (588, 203, 0),
            { (a: Float) in a },
            { (b: Float) in b }
        )
        arithmetic(
            "float8",
            .float8,
            .float8,
            .float8,
            plus: (591, 218, 591),
            minus: (592, 219, 0),
            times: (594, 216, 594),
            by: (593, 217, 0),
            { (a: Double) in a },
            { (b: Double) in b }
        )
        arithmetic(
            "float48",
            .float4,
            .float8,
            .float8,
            plus: (1116, 281, 1126),
            minus: (1117, 282, 0),
            times: (1119, 279, 1129),
            by: (1118, 280, 0),
            { (a: Float) in Double(a) },
            { (b: Double) in b }
        )
        arithmetic(
            "float84",
            .float8,
            .float4,
            .float8,
            plus: (1126, 285, 1116),
            minus: (1127, 286, 0),
            times: (1129, 283, 1119),
            by: (1128, 284, 0),
            { (a: Double) in a },
            { (b: Float) in Double(b) }
        )
        signs(Float.self, .float4, "float4", (1919, 1913), (584, 206), abs: (590, 207, 1394))
        signs(Double.self, .float8, "float8", (1920, 1914), (585, 220), abs: (595, 221, 1395))
    }

    private mutating func arithmetic<A: SQLFloat, B: SQLFloat, R: SQLFloat>(
        _ prefix: String,
        _ left: OID,
        _ right: OID,
        _ result: OID,
        plus: ArithmeticNumbers,
        minus: ArithmeticNumbers,
        times: ArithmeticNumbers,
        by: ArithmeticNumbers,
        _ widenLeft: @escaping @Sendable (A) -> R,
        _ widenRight: @escaping @Sendable (B) -> R
    ) {
        add(
            infix: plus.operator,
            "+",
            plus.function,
            prefix + "pl",
            left,
            right,
            result,
            commutator: plus.commutator,
            .batch { (a: A, b: B) throws(DatabaseError) in
                try widenLeft(a).adding(widenRight(b))
            }
        )
        add(
            infix: minus.operator,
            "-",
            minus.function,
            prefix + "mi",
            left,
            right,
            result,
            .batch { (a: A, b: B) throws(DatabaseError) in
                try widenLeft(a).subtracting(widenRight(b))
            }
        )
        add(
            infix: times.operator,
            "*",
            times.function,
            prefix + "mul",
            left,
            right,
            result,
            commutator: times.commutator,
            .batch { (a: A, b: B) throws(DatabaseError) in
                try widenLeft(a).multiplied(by: widenRight(b))
            }
        )
        add(
            infix: by.operator,
            "/",
            by.function,
            prefix + "div",
            left,
            right,
            result,
            .batch { (a: A, b: B) throws(DatabaseError) in
                try widenLeft(a).divided(by: widenRight(b))
            }
        )
    }

    private mutating func signs<A: SQLFloat>(
        _ representation: A.Type,
        _ type: OID,
        _ name: String,
        _ plus: (operator: UInt32, function: UInt32),
        _ minus: (operator: UInt32, function: UInt32),
        abs: (operator: UInt32, function: UInt32, named: UInt32)
    ) {
        add(
            prefix: plus.operator,
            "+",
            plus.function,
            name + "up",
            type,
            type,
            .batch { (a: A) in a }
        )
        add(
            prefix: minus.operator,
            "-",
            minus.function,
            name + "um",
            type,
            type,
            .batch { (a: A) in -a }
        )
        add(
            prefix: abs.operator,
            "@",
            abs.function,
            name + "abs",
            type,
            type,
            .batch { (a: A) in a.magnitude }
        )
        add(abs.named, "abs", [type], type, .batch { (a: A) in a.magnitude })
    }
}
