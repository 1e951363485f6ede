// SPDX-License-Identifier: Apache-2.0

import Execution
import Testing
import Values

@Suite struct CopyCSVDecoderTests {
    private func rows(
        _ text: String,
        _ options: [CopyOptions.Option] = [],
        forceNull: [Bool] = [],
        forceNotNull: [Bool] = [],
        chunk: Int = 1_000
    ) throws(DatabaseError) -> [[String?]] {
        let all = try CopyOptions(
            [CopyOptions.Option("format", .text("csv"))] + options,
            isFrom: true
        )
        return try CopyCSVDecoder.rows(
            { CopyCSVDecoder(all, forceNull: forceNull, forceNotNull: forceNotNull) },
            Array(text.utf8),
            chunk: chunk
        )
    }

    @Test("splits quoted and plain fields however the input is cut", arguments: [1, 2, 5, 1_000])
    func chunks(_ chunk: Int) throws {
        let text = "1,\"one, \"\"1\"\"\",\n2,\"two\nlines\",\"\"\n3,a\"b,c\"d,\\.\n"
        #expect(
            try rows(text, chunk: chunk) == [
                ["1", "one, \"1\"", nil], ["2", "two\nlines", ""], ["3", "ab,cd", "\\."],
            ]
        )
    }

    @Test("uses another quote, escape and delimiter")
    func characters() throws {
        let options = [
            CopyOptions.Option("delimiter", .text(";")), CopyOptions.Option("quote", .text("'")),
            CopyOptions.Option("escape", .text("\\")),
        ]
        #expect(try rows("'a\\'b;\\\\';c\\d\n", options) == [["a'b;\\", "c\\d"]])
    }

    @Test("a marker alone on its line ends the data")
    func marker() throws {
        #expect(try rows("a\n\\.\nb\n", chunk: 1) == [["a"]])
        #expect(try rows("\\.x\n") == [["\\.x"]])
    }

    @Test("quoted NULL strings are values unless FORCE_NULL, plain ones NULL unless FORCE_NOT_NULL")
    func forced() throws {
        #expect(
            try rows("\"\",,\"\",\n", forceNull: [true], forceNotNull: [false, true])
                == [[nil, "", "", nil]]
        )
    }

    @Test("refuses what cannot be read back")
    func errors() throws {
        let open = error { () throws(DatabaseError) in try rows("a,\"b\nc") }
        #expect(open?.message == "unterminated CSV quoted field")
        let mixed = error { () throws(DatabaseError) in try rows("a\nb\rc\n") }
        #expect(mixed?.message == "unquoted carriage return found in data")
        #expect(mixed?.fields.hint == "Use quoted CSV field to represent carriage return.")
    }
}
