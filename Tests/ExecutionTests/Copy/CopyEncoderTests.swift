// SPDX-License-Identifier: Apache-2.0

import Execution
import Testing
import Values

@Suite struct CopyEncoderTests {
    private func written(
        _ options: [CopyOptions.Option],
        _ columns: [[String?]],
        names: [String] = ["a", "b"]
    ) throws -> String {
        let used = Array(names.prefix(columns.count))
        var encoder = try CopyEncoder(
            try CopyOptions(options, isFrom: false),
            columns: used.map { ($0, .text) },
            formatting: Formatting()
        )
        let batch = Batch(
            columns: columns.map { column in
                Column(.text, values: column.map { $0.map { .text($0) } ?? .null })
            },
            count: columns[0].count
        )
        var bytes: [UInt8] = []
        encoder.begin(into: &bytes)
        for row in 0..<batch.count { try encoder.append(batch, row: row, into: &bytes) }
        encoder.end(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    static let csv = CopyOptions.Option("format", .text("csv"))

    @Test("text escapes what would be read as something else")
    func text() throws {
        #expect(
            try written([], [["a\tb\nc\\d\u{8}\u{b}\u{c}\re", "é", nil], ["", "\\N", "\\."]])
                == "a\\tb\\nc\\\\d\\b\\v\\f\\re\t\né\t\\\\N\n\\N\t\\\\.\n"
        )
        #expect(
            try written(
                [.init("delimiter", .text("|")), .init("header")],
                [["a|b", "c\td"], ["1", "2"]]
            )
                == "a|b\na\\|b|1\nc\\td|2\n"
        )
    }

    @Test("CSV quotes delimiters, quotes, line ends, NULL strings and forced columns")
    func csv() throws {
        #expect(
            try written([Self.csv], [["a,b", "c\"d", "e\nf", nil], ["", "plain", "x\r", "\\."]])
                == "\"a,b\",\"\"\n\"c\"\"d\",plain\n\"e\nf\",\"x\r\"\n,\\.\n"
        )
        #expect(
            try written([Self.csv, .init("header")], [["1"], ["2"]], names: ["a,b", "c"])
                == "\"a,b\",c\n1,2\n"
        )
        #expect(
            try written(
                [Self.csv, .init("force_quote", .list(["b"]))],
                [["1", nil], ["2", nil]]
            )
                == "1,\"2\"\n,\n"
        )
        #expect(try written([Self.csv], [["\\."]]) == "\"\\.\"\n")
        #expect(
            try written(
                [Self.csv, .init("quote", .text("'")), .init("escape", .text("\\"))],
                [["it's \\ x,"], ["y"]]
            ) == "'it\\'s \\\\ x,',y\n"
        )
    }

    @Test("FORCE_QUOTE may name only columns that are written")
    func forcedColumns() throws {
        let failure = error { () throws(DatabaseError) in
            try CopyEncoder(
                try CopyOptions(
                    [Self.csv, .init("force_quote", .list(["foo"]))],
                    isFrom: false
                ),
                columns: [("a", .text)],
                formatting: Formatting()
            )
        }
        #expect(failure?.message == "column \"foo\" does not exist")
        #expect(failure?.state == .undefinedColumn)
    }
}
