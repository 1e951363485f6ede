// SPDX-License-Identifier: Apache-2.0

import Testing
import Values
import Wire

@Suite("Text and binary values over the wire")
struct FormatTests {
    /// Types with literals of them.
    private static let samples: [(type: String, literals: [String])] = [
        ("boolean", ["t", "f"]), ("smallint", ["-32768", "32767"]),
        ("integer", ["-2147483648", "0"]), ("bigint", ["-9223372036854775808", "42"]),
        ("real", ["1.5", "-0", "NaN", "Infinity", "1e-45"]),
        ("double precision", ["0.1", "-1e+308", "NaN"]),
        (
            "numeric",
            ["0", "-12345678901234567890.0001", "NaN", "Infinity", "0.00000000000000000001"]
        ),
        ("text", ["", "häß 🐘"]), ("varchar(5)", ["abc"]), ("char(3)", ["ab "]),
        ("\"char\"", ["x"]), ("name", ["pg_class"]), ("bytea", ["\\x", "\\x00ff10"]),
        ("date", ["2024-02-29", "infinity", "0044-03-15 BC"]),
        ("time", ["23:59:59.999999", "24:00:00"]), ("timetz", ["01:02:03+05:30"]),
        ("timestamp", ["2024-01-01 12:34:56.789", "-infinity"]),
        ("timestamptz", ["2024-01-01 12:34:56+00"]),
        ("interval", ["1 year 2 mons -3 days +04:05:06.7"]),
        ("uuid", ["a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"]),
        ("json", ["{\"a\": [1, null]}"]), ("jsonb", ["{\"a\": [1, null], \"b\": 1.50}"]),
        ("oid", ["4294967295"]), ("regtype", ["integer"]),
        ("integer[]", ["{}", "{1,NULL,3}", "{{1,2},{3,4}}"]),
        ("text[]", ["{a,\"b c\",NULL,\"\\\"\"}"]), ("numeric[]", ["{1.5,NaN}"]),
        ("bit(5)", ["10110"]), ("bit varying", ["", "101"]),
        ("vector", ["[1,-2.5,3e-10]"]), ("vector(2)", ["[0,1]"]),
        ("halfvec", ["[1,65504,-0.5]"]), ("sparsevec", ["{1:1.5,7:-2}/9", "{}/3"]),
        ("vector[]", ["{\"[1,2]\",\"[3,4]\"}"]),
    ]

    @Test("Gives every type back as it came, in both formats both ways", arguments: samples)
    func roundTrips(_ type: String, _ literals: [String]) throws {
        let server = try TestServer()
        let client = try server.client([("TimeZone", "UTC")])
        try client.query("CREATE EXTENSION vector")
        for literal in literals {
            try client.send {
                $0.parse(name: "s", "SELECT $1::\(type)")
                $0.bind(
                    statement: "s",
                    parameters: [Array(literal.utf8)],
                    resultFormats: [.binary]
                )
                $0.execute()
                $0.sync()
            }
            let answer = try client.answer()
            #expect(answer.states.isEmpty, "\(type) \(literal): \(answer.errors)")
            var binary: [UInt8]?
            for case .dataRow(let row) in answer.messages { binary = row[0] }
            let bytes = try #require(binary)
            try client.send {
                $0.bind(statement: "s", parameterFormats: [.binary], parameters: [bytes])
                $0.execute()
                $0.close(.statement("s"))
                $0.sync()
            }
            let back = try client.answer()
            #expect(back.states.isEmpty, "\(type) \(literal): \(back.errors)")
            #expect(back.rows == [[literal]], "\(type)")
        }
    }

    @Test("Writes the bytes that PostgreSQL and pgvector write")
    func writesKnownBytes() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.query("CREATE EXTENSION vector")
        let expected: [(String, [UInt8])] = [
            ("258::int4", [0, 0, 1, 2]),
            ("'[1,-2.5]'::vector", [0, 2, 0, 0, 0x3F, 0x80, 0, 0, 0xC0, 0x20, 0, 0]),
            ("'[1,-2.5]'::halfvec", [0, 2, 0, 0, 0x3C, 0, 0xC1, 0]),
            ("B'10110'", [0, 0, 0, 5, 0xB0]),
            ("'2000-01-02'::date", [0, 0, 0, 1]),
            ("true", [1]),
        ]
        for (expression, bytes) in expected {
            try client.send {
                $0.parse("SELECT \(expression)")
                $0.bind(resultFormats: [.binary])
                $0.execute()
                $0.sync()
            }
            let answer = try client.answer()
            var found: [UInt8]?
            for case .dataRow(let row) in answer.messages { found = row[0] }
            #expect(found == bytes, "\(expression)")
        }
    }

    @Test("Mixes formats within a row as asked")
    func mixesFormats() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send {
            $0.parse("SELECT 1, 2, NULL::int")
            $0.bind(resultFormats: [.text, .binary, .binary])
            $0.describe(.portal(""))
            $0.execute()
            $0.sync()
        }
        let answer = try client.answer()
        #expect(answer.rows == [["1", "\0\0\0\u{2}", nil]])
        for case .rowDescription(let fields) in answer.messages {
            #expect(fields.map(\.format) == [.text, .binary, .binary])
        }
    }

    @Test(
        "Refuses parameters that are no values of their type",
        arguments: [
            ("int4", FormatCode.text, Array("x".utf8), "22P02"),
            ("int4", .binary, [0, 0, 1], "08P01"),
            ("int4", .binary, [0, 0, 0, 0, 1], "22P03"),
            ("text", .text, [0xFF], "22021"),
            ("vector", .binary, [0, 2, 0, 0, 0x3F, 0x80, 0, 0], "08P01"),
            ("vector(3)", .text, Array("[1,2]".utf8), "22000"),
            ("bool", .binary, [], "08P01"),
        ] as [(String, FormatCode, [UInt8], String)]
    )
    func refusesValues(
        _ type: String,
        _ format: FormatCode,
        _ bytes: [UInt8],
        _ state: String
    ) throws {
        let server = try TestServer()
        let client = try server.client()
        try client.query("CREATE EXTENSION vector")
        try client.send {
            $0.parse("SELECT $1::\(type)")
            $0.bind(parameterFormats: [format], parameters: [bytes])
            $0.execute()
            $0.sync()
        }
        let answer = try client.answer()
        #expect(answer.states == [state], "\(answer.errors)")
        #expect(try client.rows("SELECT 1") == [["1"]])
    }
}
