// SPDX-License-Identifier: Apache-2.0

import Values

/// An integer type of SQL, with its name for errors.
protocol SQLInteger: FixedWidthInteger, ColumnScalar, Ordered {
    static var sqlName: String { get }
}

extension Int16: SQLInteger { static var sqlName: String { "smallint" } }
extension Int32: SQLInteger { static var sqlName: String { "integer" } }
extension Int64: SQLInteger { static var sqlName: String { "bigint" } }

extension SQLInteger {
    static var outOfRange: DatabaseError {
        DatabaseError(.numericValueOutOfRange, "\(sqlName) out of range")
    }

    @inline(__always)
    func adding(_ other: Self) throws(DatabaseError) -> Self {
        let (result, overflow) = addingReportingOverflow(other)
        if overflow { throw Self.outOfRange }
        return result
    }

    @inline(__always)
    func subtracting(_ other: Self) throws(DatabaseError) -> Self {
        let (result, overflow) = subtractingReportingOverflow(other)
        if overflow { throw Self.outOfRange }
        return result
    }

    @inline(__always)
    func multiplied(by other: Self) throws(DatabaseError) -> Self {
        let (result, overflow) = multipliedReportingOverflow(by: other)
        if overflow { throw Self.outOfRange }
        return result
    }

    @inline(__always)
    func divided(by other: Self) throws(DatabaseError) -> Self {
        if other == 0 { throw .divisionByZero }
        let (result, overflow) = dividedReportingOverflow(by: other)
        if overflow { throw Self.outOfRange }
        return result
    }

    @inline(__always)
    func remainder(by other: Self) throws(DatabaseError) -> Self {
        if other == 0 { throw .divisionByZero }
        return other == -1 ? 0 : self % other
    }

    /// The number as this type; 22003 when it does not fit.
    @inline(__always)
    static func narrowing(_ value: some BinaryInteger) throws(DatabaseError) -> Self {
        guard let result = Self(exactly: value) else { throw outOfRange }
        return result
    }
}

extension DatabaseError {
    static var divisionByZero: DatabaseError {
        DatabaseError(.divisionByZero, "division by zero")
    }
}

/// The numbers of one arithmetic operator: itself, its function, its commutator.
typealias ArithmeticNumbers = (operator: UInt32, function: UInt32, commutator: UInt32)

extension RegistryBuilder {
    /// Arithmetic and bits of integers.
    mutating func addIntegers() {
        arithmetic(
            "int2",
            .int2,
            .int2,
            Int16.self,
            plus: (550, 176, 550),
            minus: (554, 180, 0),
            times: (526, 152, 526),
            by: (527, 153, 0),
            { (a: Int16) in a },
            { (b: Int16) in b }
        )
        arithmetic(
            "int4",
            .int4,
            .int4,
            Int32.self,
            plus: (551, 177, 551),
            minus: (555, 181, 0),
            times: (514, 141, 514),
            by: (528, 154, 0),
            { (a: Int32) in a },
            { (b: Int32) in b }
        )
        arithmetic(
            "int8",
            .int8,
            .int8,
            Int64.self,
            plus: (684, 463, 684),
            minus: (685, 464, 0),
            times: (686, 465, 686),
            by: (687, 466, 0),
            { (a: Int64) in a },
            { (b: Int64) in b }
        )
        arithmetic(
            "int24",
            .int2,
            .int4,
            Int32.self,
            plus: (552, 178, 553),
            minus: (556, 182, 0),
            times: (544, 170, 545),
            by: (546, 172, 0),
            { (a: Int16) in Int32(a) },
            { (b: Int32) in b }
        )
        arithmetic(
            "int42",
            .int4,
            .int2,
            Int32.self,
            plus: (553, 179, 552),
            minus: (557, 183, 0),
            times: (545, 171, 544),
            by: (547, 173, 0),
            { (a: Int32) in a },
            { (b: Int16) in Int32(b) }
        )
        arithmetic(
            "int48",
            .int4,
            .int8,
            Int64.self,
            plus: (692, 1278, 688),
            minus: (693, 1279, 0),
            times: (694, 1280, 690),
            by: (695, 1281, 0),
            { (a: Int32) in Int64(a) },
            { (b: Int64) in b }
        )
        arithmetic(
            "int84",
            .int8,
            .int4,
            Int64.self,
            plus: (688, 1274, 692),
            minus: (689, 1275, 0),
            times: (690, 1276, 694),
            by: (691, 1277, 0),
            { (a: Int64) in a },
            { (b: Int32) in Int64(b) }
        )
        arithmetic(
            "int28",
            .int2,
            .int8,
            Int64.self,
            plus: (822, 841, 818),
            minus: (823, 942, 0),
            times: (824, 943, 820),
            by: (825, 948, 0),
            { (a: Int16) in Int64(a) },
            { (b: Int64) in b }
        )
        arithmetic(
            "int82",
            .int8,
            .int2,
            Int64.self,
            plus: (818, 837, 822),
            minus: (819, 838, 0),
            times: (820, 839, 824),
            by: (821, 840, 0),
            { (a: Int64) in a },
            { (b: Int16) in Int64(b) }
        )
        integers(
            Int16.self,
            .int2,
            modulus: (529, 155, 0),
            mod: 940,
            signs: (1917, 1911, 559, 213),
            abs: (682, 1253, 1398),
            bits: [1892, 1893, 1894, 1895, 1896, 1897],
            bitOperators: [1874, 1875, 1876, 1877, 1878, 1879]
        )
        integers(
            Int32.self,
            .int4,
            modulus: (530, 156, 0),
            mod: 941,
            signs: (1918, 1912, 558, 212),
            abs: (773, 1251, 1397),
            bits: [1898, 1899, 1900, 1901, 1902, 1903],
            bitOperators: [1880, 1881, 1882, 1883, 1884, 1885]
        )
        integers(
            Int64.self,
            .int8,
            modulus: (439, 945, 0),
            mod: 947,
            signs: (1916, 1910, 484, 462),
            abs: (473, 1230, 1396),
            bits: [1904, 1905, 1906, 1907, 1908, 1909],
            bitOperators: [1886, 1887, 1888, 1889, 1890, 1891]
        )
    }

    /// `+ - * /` of two integer types that meet in a third.
    private mutating func arithmetic<A: SQLInteger, B: SQLInteger, R: SQLInteger>(
        _ prefix: String,
        _ left: OID,
        _ right: OID,
        _ meeting: R.Type,
        plus: ArithmeticNumbers,
        minus: ArithmeticNumbers,
        times: ArithmeticNumbers,
        by: ArithmeticNumbers,
        _ widenLeft: @escaping @Sendable (A) -> R,
        _ widenRight: @escaping @Sendable (B) -> R
    ) {
        let result: OID = R.self == Int16.self ? .int2 : R.self == Int32.self ? .int4 : .int8
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

    /// What one integer type has by itself: `%`, signs, `abs` and bits in the order
    /// `& | # ~ << >>`.
    private mutating func integers<A: SQLInteger>(
        _ representation: A.Type,
        _ type: OID,
        modulus: ArithmeticNumbers,
        mod: UInt32,
        signs: (plus: UInt32, plusFunction: UInt32, minus: UInt32, minusFunction: UInt32),
        abs: (operator: UInt32, function: UInt32, named: UInt32),
        bits: [UInt32],
        bitOperators: [UInt32]
    ) {
        let name = type == .int2 ? "int2" : type == .int4 ? "int4" : "int8"
        let remainder = Function.Body.batch { (a: A, b: A) throws(DatabaseError) in
            try a.remainder(by: b)
        }
        add(
            infix: modulus.operator,
            "%",
            modulus.function,
            name + "mod",
            type,
            type,
            type,
            remainder
        )
        add(mod, "mod", [type, type], type, remainder)
        add(
            prefix: signs.plus,
            "+",
            signs.plusFunction,
            name + "up",
            type,
            type,
            .batch { (a: A) in a }
        )
        add(
            prefix: signs.minus,
            "-",
            signs.minusFunction,
            name + "um",
            type,
            type,
            .batch { (a: A) throws(DatabaseError) in try A.zero.subtracting(a) }
        )
        let absolute = Function.Body.batch { (a: A) throws(DatabaseError) in
            a < 0 ? try A.zero.subtracting(a) : a
        }
        add(prefix: abs.operator, "@", abs.function, name + "abs", type, type, absolute)
        add(abs.named, "abs", [type], type, absolute)
        add(
            infix: bitOperators[0],
            "&",
            bits[0],
            name + "and",
            type,
            type,
            type,
            commutator: bitOperators[0],
            .batch { (a: A, b: A) in a & b }
        )
        add(
            infix: bitOperators[1],
            "|",
            bits[1],
            name + "or",
            type,
            type,
            type,
            commutator: bitOperators[1],
            .batch { (a: A, b: A) in a | b }
        )
        add(
            infix: bitOperators[2],
            "#",
            bits[2],
            name + "xor",
            type,
            type,
            type,
            commutator: bitOperators[2],
            .batch { (a: A, b: A) in a ^ b }
        )
        add(
            prefix: bitOperators[3],
            "~",
            bits[3],
            name + "not",
            type,
            type,
            .batch { (a: A) in ~a }
        )
        // The hardware's shift: the distance counts modulo the width, 32 for smallint.
        let mask = Int32(A.bitWidth == 64 ? 63 : 31)
        add(
            infix: bitOperators[4],
            "<<",
            bits[4],
            name + "shl",
            type,
            .int4,
            type,
            .batch { (a: A, b: Int32) in a << A(truncatingIfNeeded: b & mask) }
        )
        add(
            infix: bitOperators[5],
            ">>",
            bits[5],
            name + "shr",
            type,
            .int4,
            type,
            .batch { (a: A, b: Int32) in a >> A(truncatingIfNeeded: b & mask) }
        )
    }
}
