// SPDX-License-Identifier: Apache-2.0

import Execution
import Testing
import Values

@Suite struct CopyTextDecoderTests {
    private func rows(
        _ text: String,
        _ change: (inout CopyOptions) -> Void = { _ in },
        chunk: Int = 1_000
    ) throws(DatabaseError) -> [[String?]] {
        var options = CopyOptions()
        change(&options)
        let final = options
        return try CopyTextDecoder.rows({ CopyTextDecoder(final) }, Array(text.utf8), chunk: chunk)
    }

    @Test("splits lines and fields however the input is cut", arguments: [1, 2, 3, 7, 1_000])
    func chunks(_ chunk: Int) throws {
        let text = "1\tone\t\\N\n2\tt\\tw\\no\tx\n\n\\\\\\x41\\101\\q\t\tend"
        #expect(
            try rows(text, chunk: chunk) == [
                ["1", "one", nil], ["2", "t\tw\no", "x"], [""], ["\\AAq", "", "end"],
            ]
        )
    }

    @Test("a long field without escapes is found by blocks")
    func longFields() throws {
        let long = String(repeating: "0.123456,", count: 500)
        let text = "1\t\(long)\n2\t\(long)é\\t\n"
        #expect(try rows(text, chunk: 333) == [["1", long], ["2", long + "é\t"]])
    }

    @Test("accepts any line end, but one of them", arguments: ["\n", "\r", "\r\n"])
    func lineEnds(_ end: String) throws {
        #expect(try rows("a\(end)b\(end)", chunk: 1) == [["a"], ["b"]])
        let other = end == "\n" ? "\r" : "\n"
        let failure = error { () throws(DatabaseError) in try rows("a\(end)b\(other)c\(end)") }
        #expect(failure?.state == .badCopyFileFormat)
        #expect(
            failure?.message
                == "literal \(other == "\n" ? "newline" : "carriage return") found in data"
        )
    }

    @Test("stops at the end marker, which must stand before a line end")
    func marker() throws {
        #expect(try rows("a\n\\.\nb\n") == [["a"]])
        #expect(try rows("a\\.\nb\n") == [["a"]])
        #expect(try rows("a\n\\.", chunk: 1) == [["a"]])
        let corrupt = error { () throws(DatabaseError) in try rows("a\n\\.b\n") }
        #expect(corrupt?.message == "end-of-copy marker corrupt")
        let style = error { () throws(DatabaseError) in try rows("a\n\\.\r\n") }
        #expect(style?.message == "end-of-copy marker does not match previous newline style")
    }

    @Test("compares the NULL string before escapes are removed")
    func null() throws {
        #expect(try rows("\\N\t\\\\N\tN\n") == [[nil, "\\N", "N"]])
        #expect(try rows("\t-\n") { $0.null = Array("-".utf8) } == [["", nil]])
    }

    @Test("refuses bytes that are not UTF-8, escaped or not")
    func invalidUTF8() throws {
        let raw = error { () throws(DatabaseError) in
            try CopyTextDecoder.rows(
                { CopyTextDecoder(CopyOptions()) },
                [0x61, 0xE9, 0x20, 0x62, 0x0A],
                chunk: 9
            )
        }
        #expect(raw?.state == .characterNotInRepertoire)
        #expect(raw?.message == "invalid byte sequence for encoding \"UTF8\": 0xe9 0x20 0x62")
        let escaped = error { () throws(DatabaseError) in try rows("a\\000\n") }
        #expect(escaped?.message == "invalid byte sequence for encoding \"UTF8\": 0x00")
    }

    @Test("hands out the rows before a bad line first")
    func rowsBeforeErrors() throws {
        var decoder = CopyTextDecoder(CopyOptions())
        Array("a\nb\n\0\n".utf8).withUnsafeBytes { decoder.append($0) }
        try decoder.next(limit: 10)
        #expect(decoder.rows.map(\.line) == [1, 2])
        let failure = error { () throws(DatabaseError) in try decoder.next(limit: 10) }
        #expect(failure?.state == .characterNotInRepertoire)
        #expect(decoder.line == 3)
    }
}
