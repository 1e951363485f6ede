// SPDX-License-Identifier: Apache-2.0

import Execution
import Testing
import Values

@Suite struct CopyBinaryDecoderTests {
    static let header: [UInt8] =
        Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    static let row: [UInt8] = [0, 2, 0, 0, 0, 1, 0x41, 0xFF, 0xFF, 0xFF, 0xFF]
    static let trailer: [UInt8] = [0xFF, 0xFF]

    private func rows(_ input: [UInt8], chunk: Int = 1_000) throws(DatabaseError) -> [[String?]] {
        try CopyBinaryDecoder.rows({ CopyBinaryDecoder(columnCount: 2) }, input, chunk: chunk)
    }

    @Test("reads rows however the input is cut, with and without trailer", arguments: [1, 4, 100])
    func chunks(_ chunk: Int) throws {
        let two = Self.header + Self.row + Self.row
        #expect(try rows(two + Self.trailer, chunk: chunk) == [["A", nil], ["A", nil]])
        #expect(try rows(two, chunk: chunk) == [["A", nil], ["A", nil]])
        #expect(try rows(Self.header + Self.trailer, chunk: chunk) == [])
    }

    @Test("skips a header extension")
    func extensions() throws {
        var header = Self.header
        header[18] = 3
        #expect(try rows(header + [1, 2, 3] + Self.row) == [["A", nil]])
    }

    static let damaged: [([UInt8], String)] = [
        (Array("hello world, this is text".utf8), "COPY file signature not recognized"),
        (Array(header.prefix(13)), "invalid COPY file header (missing flags)"),
        (Array(header.prefix(17)), "invalid COPY file header (missing length)"),
        (Array(header.prefix(12)) + [1, 0, 0, 0, 0, 0, 0], "invalid COPY file header (WITH OIDS)"),
        (
            Array(header.prefix(11)) + [0, 2, 0, 0, 0, 0, 0, 0],
            "unrecognized critical flags in COPY file header"
        ),
        (Array(header.prefix(18)) + [9], "invalid COPY file header (wrong length)"),
        (header + [0, 3], "row field count is 3, expected 2"),
        (header + row.prefix(6), "unexpected EOF in COPY data"),
        (header + [0, 2, 0xFF, 0, 0, 0], "invalid field size"),
        (header + row + trailer + [0], "received copy data after EOF marker"),
    ]

    @Test("names what is wrong with damaged data", arguments: damaged)
    func errors(_ input: [UInt8], _ message: String) {
        let failure = error { () throws(DatabaseError) in try rows(input, chunk: 3) }
        #expect(failure?.state == .badCopyFileFormat)
        #expect(failure?.message == message)
    }
}
