// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@Suite struct TypeDescriptionTests {
    @Test("Types are described as in PostgreSQL's pg_type")
    func rows() throws {
        for row in CaseTable.rows(TypeTableCases.rows) {
            let oid = OID(UInt32(row[0]) ?? 0)
            let type = try #require(TypeDescription(oid: oid), "\(row)")
            func name(_ text: String) -> String { text.isEmpty ? "-" : text }
            let kind = Character(UnicodeScalar(type.kind.rawValue))
            let fields = [
                String(type.oid.rawValue), type.name, String(type.length),
                type.isByValue ? "t" : "f", String(kind), String(type.category),
                type.isPreferred ? "t" : "f", String(UnicodeScalar(type.delimiter)),
                String(type.element.rawValue), String(type.array.rawValue), name(type.input),
                name(type.output), name(type.receive), name(type.send), name(type.modifierInput),
                name(type.modifierOutput), name(type.analyze), String(type.alignment),
                String(type.storage), String(type.collation.rawValue), name(type.subscriptHandler),
            ]
            #expect(fields == row.fields, "\(row)")
        }
    }

    @Test("Names with modifiers are written as format_type does")
    func formats() {
        for row in CaseTable.rows(TypeTableCases.formats) {
            let modifier = Int32(row[1]) ?? -1
            let type = SQLType(OID(UInt32(row[0]) ?? 0), modifier: modifier)
            #expect(type.formatted(withModifier: modifier != -2) == row.answer, "\(row)")
        }
        #expect(SQLType(.vector, modifier: 3).name == "vector(3)")
        #expect(SQLType(.halfvecArray, modifier: 4).name == "halfvec(4)[]")
    }

    @Test(
        "SQL names find their types",
        arguments: [
            ("integer", OID.int4), ("int", .int4), ("double precision", .float8),
            ("timestamp with time zone", .timestamptz), ("decimal", .numeric),
            ("character varying", .varchar), ("\"char\"", .char), ("char", .bpchar),
            ("int4", .int4), ("vector", .vector), ("_int4", OID(1_007)),
        ]
    )
    func names(_ name: String, _ oid: OID) {
        #expect(TypeDescription(sqlName: name)?.oid == oid)
    }

    @Test("serial and unknown names are no types")
    func noTypes() {
        #expect(TypeDescription(sqlName: "serial") == nil)
        #expect(TypeDescription(name: "integer") == nil)
        #expect(TypeDescription(oid: .invalid) == nil)
    }

    @Test("Identifiers and names are unique, and arrays lead back to their elements")
    func consistency() {
        #expect(Set(TypeDescription.all.map(\.oid)).count == TypeDescription.all.count)
        for type in TypeDescription.all where type.array != .invalid {
            #expect(type.array.elementType == type.oid, "\(type.name)")
            #expect(type.oid.arrayType == type.array, "\(type.name)")
        }
        #expect(OID.int2vector.elementType == .int2)
        #expect(OID.point?.elementType == nil)
        #expect(TypeDescription(oid: .int4)?.isUsable == true)
        #expect(TypeDescription(name: "_point")?.isUsable == false)
        #expect(TypeDescription(name: "_vector")?.isUsable == true)
    }
}

extension OID {
    /// The type point, which is only listed.
    fileprivate static let point = TypeDescription(name: "point")?.oid
}

@Suite struct TypeModifierTests {
    @Test(
        "Modifiers are encoded as PostgreSQL does",
        arguments: [
            (OID.varchar, ["10"], 14), (.bpchar, ["1"], 5), (.numeric, ["10", "2"], 655_366),
            (.numeric, ["3", "-2"], 198_658), (.numeric, ["5"], 327_684), (.bit, ["8"], 8),
            (.varbit, ["5"], 5), (.timestamp, ["3"], 3), (.time, ["0"], 0), (.vector, ["3"], 3),
            (OID(1_015), ["10"], 14), (.interval, ["4"], 327_679),
            (.interval, ["32767", "2"], 2_147_418_114),
            (.interval, ["4096", "3"], 268_435_459), (.interval, ["32767"], -1),
        ] as [(OID, [String], Int32)]
    )
    func encodes(_ oid: OID, _ arguments: [String], _ expected: Int32) throws {
        let (modifier, warning) = try TypeModifier.parse(arguments, for: oid)
        #expect(modifier == expected)
        #expect(warning == nil)
    }

    @Test(
        "Modifiers out of range are refused",
        arguments: [
            (OID.varchar, ["0"], "length for type varchar must be at least 1"),
            (.varchar, ["10485761"], "length for type varchar cannot exceed 10485760"),
            (.bpchar, ["0"], "length for type char must be at least 1"),
            (.bit, ["0"], "length for type bit must be at least 1"),
            (.bit, ["83886081"], "length for type bit cannot exceed 83886080"),
            (.bit, ["1", "2"], "invalid type modifier"),
            (.numeric, ["0"], "NUMERIC precision 0 must be between 1 and 1000"),
            (.numeric, ["5", "1001"], "NUMERIC scale 1001 must be between -1000 and 1000"),
            (.numeric, ["5", "1", "1"], "invalid NUMERIC type modifier"),
            (.vector, ["0"], "dimensions for type vector must be at least 1"),
            (.vector, ["16001"], "dimensions for type vector cannot exceed 16000"),
            (.sparsevec, ["1000000001"], "dimensions for type sparsevec cannot exceed 1000000000"),
            (.vector, ["a"], "invalid input syntax for type integer: \"a\""),
            (.int4, ["3"], "type modifier is not allowed for type \"int4\""),
            (.timestamp, ["-1"], "TIMESTAMP(-1) precision must not be negative"),
            (.interval, ["3"], "invalid INTERVAL type modifier"),
            (.interval, ["32767", "-1"], "INTERVAL(-1) precision must not be negative"),
        ] as [(OID, [String], String)]
    )
    func refuses(_ oid: OID, _ arguments: [String], _ message: String) {
        let error = #expect(throws: DatabaseError.self) {
            try TypeModifier.parse(arguments, for: oid)
        }
        #expect(error?.message == message)
    }

    @Test(
        "Too much precision is reduced with a warning",
        arguments: [
            (OID.timestamp, ["7"], "TIMESTAMP(7) precision reduced to maximum allowed, 6"),
            (
                .timestamptz, ["9"],
                "TIMESTAMP(9) WITH TIME ZONE precision reduced to maximum allowed, 6"
            ),
            (.time, ["7"], "TIME(7) precision reduced to maximum allowed, 6"),
            (.interval, ["32767", "7"], "INTERVAL(7) precision reduced to maximum allowed, 6"),
        ] as [(OID, [String], String)]
    )
    func warns(_ oid: OID, _ arguments: [String], _ message: String) throws {
        let (modifier, warning) = try TypeModifier.parse(arguments, for: oid)
        #expect(modifier & 0xFFFF == 6)
        #expect(warning?.message == message)
        #expect(warning?.fields.severity == .warning)
    }
}
