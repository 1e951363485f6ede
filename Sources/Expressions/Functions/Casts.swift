// SPDX-License-Identifier: Apache-2.0

import Values

extension RegistryBuilder {
    /// Casts between numbers, and those that change nothing.
    mutating func addCasts() {
        addIntegerCasts()
        addFloatCasts()
        add(
            401,
            "text",
            [.bpchar],
            .text,
            .batch { (a: String) in
                CharacterTypes.withoutTrailingBlanks(a)
            }
        )
        add(406, "text", [.name], .text, .batch { (a: String) in a })
        add(407, "name", [.text], .name, .batch { (a: String) in CharacterTypes.name(a) })
        add(1400, "name", [.varchar], .name, .batch { (a: String) in CharacterTypes.name(a) })
        add(2971, "text", [.bool], .text, .batch { (a: Bool) in a ? "true" : "false" })
        add(2557, "bool", [.int4], .bool, .batch { (a: Int32) in a != 0 })
        add(2558, "int4", [.bool], .int4, .batch { (a: Bool) in a ? 1 as Int32 : 0 })
        add(
            1287,
            "oid",
            [.int8],
            .oid,
            .batch { (a: Int64) throws(DatabaseError) in
                guard let oid = UInt32(exactly: a) else {
                    throw DatabaseError(.numericValueOutOfRange, "OID out of range")
                }
                return oid
            }
        )
        add(1288, "int8", [.oid], .int8, .batch { (a: UInt32) in Int64(a) })
        addCharacterCasts()
        for (number, source, target, context, function) in [
            (10_034, OID.int4, OID.bool, CoercionContext.explicit, 2557),
            (10_035, .bool, .int4, .explicit, 2558), (10_037, .int8, .oid, .implicit, 1287),
            (10_038, .int2, .oid, .implicit, 313), (10_039, .int4, .oid, .implicit, 0),
            (10_040, .oid, .int8, .assignment, 1288), (10_041, .oid, .int4, .assignment, 0),
            (10_125, .text, .bpchar, .implicit, 0), (10_126, .text, .varchar, .implicit, 0),
            (10_127, .bpchar, .text, .implicit, 401), (10_128, .bpchar, .varchar, .implicit, 401),
            (10_129, .varchar, .text, .implicit, 0), (10_130, .varchar, .bpchar, .implicit, 0),
            (10_134, .name, .text, .implicit, 406), (10_140, .text, .name, .implicit, 407),
            (10_142, .varchar, .name, .implicit, 1400), (10_197, .bool, .text, .assignment, 2971),
            (10_202, .bool, .varchar, .assignment, 2971),
        ] as [(UInt32, OID, OID, CoercionContext, UInt32)] {
            add(cast: number, source, target, context, function)
        }
    }

    private mutating func addCharacterCasts() {
        add(408, "bpchar", [.name], .bpchar, .batch { (a: String) in a })
        add(
            409,
            "name",
            [.bpchar],
            .name,
            .batch { (a: String) in
                CharacterTypes.name(CharacterTypes.withoutTrailingBlanks(a))
            }
        )
        add(1401, "varchar", [.name], .varchar, .batch { (a: String) in a })
        add(946, "text", [.char], .text, .batch { (a: String) in a })
        add(860, "bpchar", [.char], .bpchar, .batch { (a: String) in a })
        add(944, "char", [.text], .char, .batch { (a: String) in CharacterTypes.char(a) })
        add(
            77,
            "int4",
            [.char],
            .int4,
            .batch { (a: String) in
                Int32(Int8(bitPattern: a.utf8.first ?? 0))
            }
        )
        add(
            78,
            "char",
            [.int4],
            .char,
            .batch { (a: Int32) throws(DatabaseError) in
                guard let byte = Int8(exactly: a) else {
                    throw DatabaseError(.numericValueOutOfRange, "\"char\" out of range")
                }
                return byte <= 0 ? "" : String(UnicodeScalar(UInt8(bitPattern: byte)))
            }
        )
        for (number, source, target, context, function) in [
            (10_131, OID.char, OID.text, CoercionContext.implicit, 946),
            (10_132, .char, .bpchar, .assignment, 860), (10_133, .char, .varchar, .assignment, 946),
            (10_135, .name, .bpchar, .assignment, 408),
            (10_136, .name, .varchar, .assignment, 1401),
            (10_137, .text, .char, .assignment, 944), (10_138, .bpchar, .char, .assignment, 944),
            (10_139, .varchar, .char, .assignment, 944), (10_141, .bpchar, .name, .implicit, 409),
            (10_149, .char, .int4, .explicit, 77), (10_150, .int4, .char, .explicit, 78),
            (10_151, .pgNodeTree, .text, .implicit, 0), (10_198, .xml, .text, .assignment, 0),
            (10_203, .xml, .varchar, .assignment, 0), (10_207, .bool, .bpchar, .assignment, 2971),
        ] as [(UInt32, OID, OID, CoercionContext, UInt32)] {
            add(cast: number, source, target, context, function)
        }
    }

    private mutating func addIntegerCasts() {
        add(313, "int4", [.int2], .int4, .batch { (a: Int16) in Int32(a) })
        add(754, "int8", [.int2], .int8, .batch { (a: Int16) in Int64(a) })
        add(481, "int8", [.int4], .int8, .batch { (a: Int32) in Int64(a) })
        add(
            314,
            "int2",
            [.int4],
            .int2,
            .batch { (a: Int32) throws(DatabaseError) in
                try Int16.narrowing(a)
            }
        )
        add(
            714,
            "int2",
            [.int8],
            .int2,
            .batch { (a: Int64) throws(DatabaseError) in
                try Int16.narrowing(a)
            }
        )
        add(
            480,
            "int4",
            [.int8],
            .int4,
            .batch { (a: Int64) throws(DatabaseError) in
                try Int32.narrowing(a)
            }
        )
        add(cast: 10_000, .int8, .int2, .assignment, 714)
        add(cast: 10_001, .int8, .int4, .assignment, 480)
        add(cast: 10_005, .int2, .int8, .implicit, 754)
        add(cast: 10_006, .int2, .int4, .implicit, 313)
        add(cast: 10_010, .int4, .int8, .implicit, 481)
        add(cast: 10_011, .int4, .int2, .assignment, 314)
    }

    private mutating func addFloatCasts() {
        add(652, "float4", [.int8], .float4, .batch { (a: Int64) in Float(a) })
        add(482, "float8", [.int8], .float8, .batch { (a: Int64) in Double(a) })
        add(236, "float4", [.int2], .float4, .batch { (a: Int16) in Float(a) })
        add(235, "float8", [.int2], .float8, .batch { (a: Int16) in Double(a) })
        add(318, "float4", [.int4], .float4, .batch { (a: Int32) in Float(a) })
        add(316, "float8", [.int4], .float8, .batch { (a: Int32) in Double(a) })
        add(311, "float8", [.float4], .float8, .batch { (a: Float) in Double(a) })
        add(
            312,
            "float4",
            [.float8],
            .float4,
            .batch { (a: Double) throws(DatabaseError) in
                let result = Float(a)
                if result.isInfinite, !a.isInfinite { throw .floatOverflow }
                if result == 0, a != 0 { throw .floatUnderflow }
                return result
            }
        )
        rounding(Int64.self, .int8, 653, 483)
        rounding(Int16.self, .int2, 238, 237)
        rounding(Int32.self, .int4, 319, 317)
        for (number, source, target, context, function) in [
            (10_002, OID.int8, OID.float4, CoercionContext.implicit, 652),
            (10_003, .int8, .float8, .implicit, 482), (10_007, .int2, .float4, .implicit, 236),
            (10_008, .int2, .float8, .implicit, 235), (10_012, .int4, .float4, .implicit, 318),
            (10_013, .int4, .float8, .implicit, 316), (10_015, .float4, .int8, .assignment, 653),
            (10_016, .float4, .int2, .assignment, 238), (10_017, .float4, .int4, .assignment, 319),
            (10_018, .float4, .float8, .implicit, 311), (10_020, .float8, .int8, .assignment, 483),
            (10_021, .float8, .int2, .assignment, 237), (10_022, .float8, .int4, .assignment, 317),
            (10_023, .float8, .float4, .assignment, 312),
        ] as [(UInt32, OID, OID, CoercionContext, UInt32)] {
            add(cast: number, source, target, context, function)
        }
    }

    /// Floats become integers by rounding to nearest, ties to even.
    private mutating func rounding<R: SQLInteger>(
        _ representation: R.Type,
        _ type: OID,
        _ fromFloat4: UInt32,
        _ fromFloat8: UInt32
    ) {
        let name = type == .int2 ? "int2" : type == .int4 ? "int4" : "int8"
        add(
            fromFloat4,
            name,
            [.float4],
            type,
            .batch { (a: Float) throws(DatabaseError) in
                guard let result = R(exactly: a.rounded(.toNearestOrEven)) else {
                    throw R.outOfRange
                }
                return result
            }
        )
        add(
            fromFloat8,
            name,
            [.float8],
            type,
            .batch { (a: Double) throws(DatabaseError) in
                guard let result = R(exactly: a.rounded(.toNearestOrEven)) else {
                    throw R.outOfRange
                }
                return result
            }
        )
    }
}
