// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@Suite struct TypeCodecTests {
    private func checkTexts(_ table: String) {
        for row in CaseTable.rows(table) {
            let type = SQLType(OID(UInt32(row[0]) ?? 0), modifier: Int32(row[1]) ?? -1)
            let outcome = CaseTable.outcome { () throws(DatabaseError) in
                let value = try TypeCodec.parse(row[2], as: type, Formatting())
                return TypeCodec.text(value, as: type, Formatting())
            }
            #expect(outcome == row.answer, "\(row)")
        }
    }

    @Test("Scalar texts are read and printed as PostgreSQL does, errors included")
    func scalars() { checkTexts(TypeCases.scalars) }

    @Test("Array literals are read and printed as PostgreSQL does, errors included")
    func arrays() { checkTexts(TypeCases.arrays) }

    @Test("Binary formats are PostgreSQL's, both ways")
    func binary() throws {
        for row in CaseTable.rows(TypeCases.binary) {
            let oid = OID(UInt32(row[0]) ?? 0)
            let type = SQLType(oid, modifier: oid == .bit ? 3 : -1)
            let value = try TypeCodec.parse(row[1], as: type, Formatting())
            var bytes: [UInt8] = []
            try TypeCodec.encodeBinary(value, as: type, into: &bytes)
            #expect(CaseTable.hexadecimal(bytes) == row.answer, "\(row)")
            let back = try TypeCodec.decodeBinary(bytes.span, as: type)
            #expect(
                TypeCodec.text(back, as: type, Formatting())
                    == TypeCodec.text(value, as: type, Formatting()),
                "\(row)"
            )
        }
    }

    @Test("Columns encode rows as single values do")
    func columns() throws {
        for row in CaseTable.rows(TypeCases.binary) {
            let oid = OID(UInt32(row[0]) ?? 0)
            let type = SQLType(oid, modifier: oid == .bit ? 3 : -1)
            let value = try TypeCodec.parse(row[1], as: type, Formatting())
            let column = Column(type, values: [.null, value])
            var single: [UInt8] = []
            var columnar: [UInt8] = []
            try TypeCodec.encodeBinary(value, as: type, into: &single)
            try TypeCodec.encodeBinary(column, row: 1, into: &columnar)
            TypeCodec.print(value, as: type, Formatting(), into: &single)
            TypeCodec.print(column, row: 1, Formatting(), into: &columnar)
            #expect(single == columnar, "\(row)")
        }
    }

    @Test(
        "Truncated and overlong binary values are refused",
        arguments: [
            OID.bool, .int2, .int4, .int8, .float4, .float8, .date, .time, .timestamp, .interval,
            .timetz, .uuid, .oid, .pgLSN, .tid, .inet,
        ]
    )
    func binaryLengths(_ oid: OID) {
        for count in [0, 40] {
            let bytes = [UInt8](repeating: 0, count: count)
            let error = #expect(throws: DatabaseError.self, "\(oid) \(count)") {
                try TypeCodec.decodeBinary(bytes.span, as: SQLType(oid))
            }
            let isKnown =
                error?.state == .protocolViolation || error?.state == .invalidBinaryRepresentation
            #expect(isKnown, "\(oid) \(count)")
        }
    }

    @Test(
        "Text that is not UTF-8 is refused with its bytes named",
        arguments: [
            ([0xFF], "0xff"), ([0x61, 0x00], "0x00"), ([0xE2, 0x28, 0xA1], "0xe2 0x28 0xa1"),
            ([0xC3], "0xc3"), ([0xED, 0xA0, 0x80], "0xed 0xa0 0x80"), ([0xC0, 0x80], "0xc0 0x80"),
            ([0xF4, 0x90, 0x80, 0x80], "0xf4 0x90 0x80 0x80"), ([0x80], "0x80"),
        ] as [([UInt8], String)]
    )
    func invalidUTF8(_ bytes: [UInt8], _ shown: String) {
        for type in [SQLType.text, SQLType(.varchar), SQLType(.jsonb), SQLType(.json)] {
            let error = #expect(throws: DatabaseError.self) {
                try TypeCodec.parse(bytes.span, as: type, Formatting())
            }
            #expect(error?.state == .characterNotInRepertoire)
            #expect(error?.message == "invalid byte sequence for encoding \"UTF8\": \(shown)")
        }
    }

    @Test(
        "Lengths of character types count characters and lose only blanks",
        arguments: [
            ("éèê", "éèê"), ("éèê   ", "éèê"), ("éèêx", nil), ("a", "a"), ("", ""), ("abcd", nil),
        ] as [(String, String?)]
    )
    func lengths(_ text: String, _ expected: String?) throws {
        let varchar = SQLType(.varchar, modifier: 7)
        let bpchar = SQLType(.bpchar, modifier: 7)
        guard let expected else {
            let error = #expect(throws: DatabaseError.self) {
                try TypeCodec.parse(text, as: varchar, Formatting())
            }
            #expect(error?.message == "value too long for type character varying(3)")
            #expect(error?.state == .stringDataRightTruncation)
            let other = #expect(throws: DatabaseError.self) {
                try TypeCodec.parse(text, as: bpchar, Formatting())
            }
            #expect(other?.message == "value too long for type character(3)")
            let cut = try CharacterTypes.varchar(text, modifier: 7, explicit: true)
            #expect(CharacterTypes.characterCount(cut) == 3)
            return
        }
        let value = try TypeCodec.parse(text, as: varchar, Formatting())
        #expect(TypeCodec.text(value, as: varchar, Formatting()) == expected)
        let padded = try TypeCodec.parse(text, as: bpchar, Formatting())
        let shown = TypeCodec.text(padded, as: bpchar, Formatting())
        #expect(CharacterTypes.characterCount(shown) == 3)
        #expect(CharacterTypes.withoutTrailingBlanks(shown) == expected)
    }

    @Test("Records print as PostgreSQL's")
    func records() throws {
        let types = [SQLType(.int4), .text, .text, .text, SQLType(.date), .bool]
        let record = RecordValue(
            types: types,
            values: [
                .int32(1), .text("a b"), .null, .text("q\"\\"), .int32(0), .bool(true),
            ]
        )
        let text = TypeCodec.text(.record(record), as: .record, Formatting())
        #expect(text == #"(1,"a b",,"q""\\",2000-01-01,t)"#)
        var bytes: [UInt8] = []
        let short = RecordValue(types: [SQLType(.int2), .text], values: [.int16(7), .null])
        try TypeCodec.encodeBinary(.record(short), as: .record, into: &bytes)
        #expect(
            CaseTable.hexadecimal(bytes) == "0000000200000015000000020007" + "00000019ffffffff"
        )
    }

    @Test("bytea prints in both formats")
    func byteaOutput() {
        var formatting = Formatting()
        formatting.byteaOutput = .escape
        let bytes = Value.bytes([0, 0x5C, 0x61, 0xFF])
        #expect(TypeCodec.text(bytes, as: SQLType(.bytea), formatting) == #"\000\\a\377"#)
        formatting.byteaOutput = .hex
        #expect(TypeCodec.text(bytes, as: SQLType(.bytea), formatting) == #"\x005c61ff"#)
    }

    @Test("extra_float_digits chooses between the shortest and a rounded text")
    func extraFloatDigits() {
        var formatting = Formatting()
        let third = Value.float64(1.0 / 3)
        #expect(TypeCodec.text(third, as: .float8, formatting) == "0.3333333333333333")
        formatting.extraFloatDigits = 0
        #expect(TypeCodec.text(third, as: .float8, formatting) == "0.333333333333333")
        #expect(TypeCodec.text(.float32(1.0 / 3), as: .float4, formatting) == "0.333333")
        formatting.extraFloatDigits = -14
        #expect(TypeCodec.text(third, as: .float8, formatting) == "0.3")
        #expect(TypeCodec.text(.float64(.infinity), as: .float8, formatting) == "Infinity")
    }

    @Test("Vectors go through their own formats, with their dimension checked")
    func vectors() throws {
        let type = SQLType(.vector, modifier: 3)
        let value = try TypeCodec.parse("[1,2.5,-3]", as: type, Formatting())
        #expect(TypeCodec.text(value, as: type, Formatting()) == "[1,2.5,-3]")
        var bytes: [UInt8] = []
        try TypeCodec.encodeBinary(value, as: type, into: &bytes)
        #expect(bytes.count == 16)
        let error = #expect(throws: DatabaseError.self) {
            try TypeCodec.parse("[1,2]", as: type, Formatting())
        }
        #expect(error?.message == "expected 3 dimensions, not 2")
        #expect(error?.state == .dataException)
        let array = SQLType(.vectorArray)
        let both = try TypeCodec.parse(#"{"[1,2]",NULL}"#, as: array, Formatting())
        #expect(TypeCodec.text(both, as: array, Formatting()) == #"{"[1,2]",NULL}"#)
    }

    @Test("A binary array must have the element type asked for")
    func arrayElementType() throws {
        let array = ArrayValue(elementType: .int4, [.int32(1)])
        var bytes: [UInt8] = []
        try TypeCodec.encodeBinary(.array(array), as: SQLType(OID(1_007)), into: &bytes)
        let error = #expect(throws: DatabaseError.self) {
            try TypeCodec.decodeBinary(bytes.span, as: SQLType(OID(1_009)))
        }
        #expect(error?.state == .datatypeMismatch)
        #expect(
            error?.message
                == "binary data has array element type 23 (integer) instead of expected 25 (text)"
        )
    }

    @Test("Types without values say so")
    func unusable() {
        let error = #expect(throws: DatabaseError.self) {
            try TypeCodec.parse("(1,2)", as: SQLType(OID(600)), Formatting())
        }
        #expect(error?.state == .featureNotSupported)
        #expect(error?.message == "cannot accept a value of type point")
    }
}
