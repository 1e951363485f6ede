// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@Suite struct RowEncoderTests {
    private func parse(_ text: String?, _ type: SQLType) throws -> Value {
        guard let text else { return .null }
        return try TypeCodec.parse(text, as: type, Formatting())
    }

    private func shown(_ value: Value, _ type: SQLType) -> String {
        value.isNull ? "NULL" : TypeCodec.text(value, as: type, Formatting())
    }

    @Test(
        "The bytes are those of Documentation/formats-keys.md",
        arguments: [
            (SQLType.bool, "t", "01"), (.int2, "-2", "feff"), (.int4, "1", "01000000"),
            (.int8, "258", "0201000000000000"), (.oid, "7", "07000000"),
            (.float4, "1", "0000803f"), (.float8, "1", "000000000000f03f"),
            (.text, "abc", "03616263"), (SQLType(.bytea), #"\x00ff"#, "0200ff"),
            (SQLType(.date), "2000-01-02", "01000000"),
            (
                SQLType(.interval), "1 mon 2 days 00:00:00.000003",
                "01000000020000000300000000000000"
            ),
            (SQLType(.timetz), "00:00:00.000001+00", "010000000000000000000000"),
            (
                SQLType(.uuid), "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                "f84e0b9c99bceea0110a38bdb96b6dbb"
            ),
            (.numeric, "-1.50", "04" + "00" + "02" + "ab02"), (.numeric, "NaN", "0103"),
            (.numeric, "100000000000000000000", "06" + "01" + "00" + "0500" + "0100"),
            (SQLType(.varbit), "101", "05" + "03000000" + "a0"),
            (SQLType(OID(1_007)), "{5,NULL}", "08" + "01" + "02" + "02" + "02" + "05000000"),
            (SQLType(.vector), "[1]", "040000803f"), (SQLType(.halfvec), "[1]", "02003c"),
            (SQLType(.sparsevec), "{1:1}/3", "0c" + "03000000" + "00000000" + "0000803f"),
            (SQLType(.jsonb), "[null]", "0a" + "00" + "01000000" + "01000000" + "05"),
            (
                SQLType(.jsonb), #"{"k": "v"}"#,
                "14" + "6b" + "7604" + "000000000100000003000000"
                    + "01000000" + "06"
            ),
        ] as [(SQLType, String, String)]
    )
    func golden(_ type: SQLType, _ text: String, _ expected: String) throws {
        let encoder = RowEncoder(types: [type])
        var bytes: [UInt8] = []
        encoder.encode([try parse(text, type)], into: &bytes)
        #expect(CaseTable.hexadecimal(bytes) == "0100" + expected)
    }

    private static let types: [SQLType] = OrderedSamples.all.map(\.type)

    /// Rows whose columns are the samples of each type, every third one NULL.
    private func rows() throws -> [[Value]] {
        let columns = try OrderedSamples.all.map { Array(try $0.values().joined()) }
        return (0..<30).map { row in
            columns.enumerated().map { index, values in
                (row + index) % 3 == 2 ? .null : values[row % values.count]
            }
        }
    }

    @Test("Rows read back as they were written, whole and in part")
    func roundTrip() throws {
        let encoder = RowEncoder(types: Self.types)
        let all = Array(Self.types.indices)
        for row in try rows() {
            var bytes: [UInt8] = []
            encoder.encode(row, into: &bytes)
            for wanted in [all, [0], [all.count - 1], all.filter { $0 % 4 == 1 }, []] {
                let values = try encoder.decode(bytes.span.bytes, wanted: wanted)
                #expect(values.count == wanted.count)
                for (value, column) in zip(values, wanted) {
                    #expect(
                        shown(value, Self.types[column]) == shown(row[column], Self.types[column])
                    )
                }
            }
        }
    }

    @Test("Rows are read into columns and written from them")
    func columns() throws {
        let encoder = RowEncoder(types: Self.types)
        let all = Array(Self.types.indices)
        var columns = Self.types.map { Column($0) }
        let rows = try rows()
        for row in rows {
            var bytes: [UInt8] = []
            encoder.encode(row, into: &bytes)
            try encoder.decode(bytes.span.bytes, wanted: all, into: &columns)
        }
        for (index, row) in rows.enumerated() {
            for (column, value) in zip(columns, row) {
                #expect(shown(column[index], column.type) == shown(value, column.type))
            }
            var single: [UInt8] = []
            var columnar: [UInt8] = []
            encoder.encode(row, into: &single)
            encoder.encode(columns, row: index, into: &columnar)
            #expect(single == columnar)
        }
    }

    @Test("A row of fewer columns reads the others from the missing values")
    func missingColumns() throws {
        var bytes: [UInt8] = []
        RowEncoder(types: [.int4]).encode([.int32(1)], into: &bytes)
        let later = RowEncoder(
            types: [.int4, .text, .int8],
            missing: [.null, .text("default"), .null]
        )
        let values = try later.decode(bytes.span.bytes, wanted: [0, 1, 2])
        #expect(shown(values[0], .int4) == "1")
        #expect(shown(values[1], .text) == "default")
        #expect(values[2].isNull)
        var columns = [Column(.text), Column(.int8)]
        try later.decode(bytes.span.bytes, wanted: [1, 2], into: &columns)
        #expect(columns.map(\.count) == [1, 1])
    }

    @Test("A row of more columns than the table has is damage")
    func tooManyColumns() throws {
        var bytes: [UInt8] = []
        RowEncoder(types: [.int4, .int4]).encode([.int32(1), .int32(2)], into: &bytes)
        let error = #expect(throws: DatabaseError.self) {
            try RowEncoder(types: [.int4]).decode(bytes.span.bytes, wanted: [0])
        }
        #expect(error?.state == .dataCorrupted)
        #expect(error?.message == "row is damaged: 2 columns instead of 1")
    }

    @Test("Truncated rows are reported")
    func truncation() throws {
        let encoder = RowEncoder(types: Self.types)
        let all = Array(Self.types.indices)
        let row = try #require(try rows().first)
        var bytes: [UInt8] = []
        encoder.encode(row, into: &bytes)
        for length in 0..<bytes.count {
            let part = Array(bytes[..<length])
            let error = #expect(throws: DatabaseError.self) {
                try encoder.decode(part.span.bytes, wanted: all)
            }
            #expect(error?.state == .dataCorrupted)
        }
    }

    @Test("Flipped bits give an error or a value that can be printed, never a trap")
    func bitFlips() throws {
        let encoder = RowEncoder(types: Self.types)
        let all = Array(Self.types.indices)
        for row in try rows().prefix(3) {
            var bytes: [UInt8] = []
            encoder.encode(row, into: &bytes)
            for index in bytes.indices {
                for bit in [UInt8(1), 4, 0x80, 0xFF] {
                    var damaged = bytes
                    damaged[index] ^= bit
                    do {
                        let values = try encoder.decode(damaged.span.bytes, wanted: all)
                        for (value, type) in zip(values, Self.types) {
                            _ = shown(value, type)
                            _ = Value.compare(value, value, as: type)
                        }
                    } catch {
                        #expect(error.state == .dataCorrupted)
                    }
                }
            }
        }
    }
}

@Suite struct ColumnTests {
    @Test("Appending does not copy the rows there are")
    func appendsInPlace() {
        var column = Column(.int8, capacity: 1_000)
        column.append(Int64(0))
        func address() -> UInt {
            guard case .int64(let rows) = column.elements else { return 0 }
            return rows.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
        }
        let start = address()
        for number in 1..<1_000 { column.append(.int64(Int64(number))) }
        #expect(address() == start)
        #expect(column.count == 1_000)
    }

    @Test("NULLs keep their place")
    func nulls() {
        var column = Column(.text, values: [.text("a"), .null, .text("b")])
        column.append(contentsOf: Column(.text, values: [.null, .text("c")]))
        let texts = (0..<column.count).map { row in
            if case .text(let text) = column[row] { text } else { "-" }
        }
        #expect(texts == ["a", "-", "b", "-", "c"])
        #expect(column.nulls.count == 2)
        let picked = column.gathering([4, 1, 0])
        #expect(picked.isNull(1) && !picked.isNull(0))
        #expect(Column(.int4, repeating: .null, count: 70).nulls.count == 70)
    }
}
