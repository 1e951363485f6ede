// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import TestSupport
import Testing
import Vectors

/// The bytes of a small file, so that a change of the format cannot go unseen.
@Suite struct IndexFileTests {
    @Test("header and sections lie where Documentation/index-formats.md says")
    func golden() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/index"
        var options = HNSWOptions()
        options.m = 2
        options.quantizer = .none
        options.rowLimit = 1000
        options.seed = 3
        let index = try HNSWIndex(
            shape: VectorShape(element: .float32, dimension: 2, metric: .l2),
            options: options
        )
        try index.insert(row: 7, [1, 2])
        try index.insert(row: 9, [3, 4])
        try index.checkpoint(to: path, sequence: 0x0102)
        let bytes = try FileSystem.read(path)
        func number(_ offset: Int, _ count: Int) -> UInt64 {
            (0..<count).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) }
        }
        #expect(Array(bytes[0..<8]) == Array("NDLINDEX".utf8))
        #expect(number(8, 4) == 1)
        #expect(Array(bytes[12..<16]) == Array("HNSW".utf8))
        #expect(number(20, 4) == 20)
        #expect(number(32, 8) == UInt64(bytes.count))
        let numbers = (0..<20).map { number(64 + 8 * $0, 8) }
        #expect(numbers[..<9] == [0x0102, 0, 2, 0, 0, 1000, 3, 2, 0])
        #expect(numbers[9..<16].allSatisfy { $0 == 0 })
        #expect(numbers[16...17] == [2, 64])
        var sections: [UInt64: [UInt8]] = [:]
        for entry in 0..<Int(number(24, 4)) {
            let start = 1024 + 32 * entry
            let offset = Int(number(start + 8, 8))
            #expect(offset % 4096 == 0)
            sections[number(start, 4)] = Array(bytes[offset..<offset + Int(number(start + 16, 8))])
        }
        // 1, 2, 3, 4 as float32.
        #expect(
            sections[5] == [0, 0, 0x80, 0x3F, 0, 0, 0, 0x40, 0, 0, 0x40, 0x40, 0, 0, 0x80, 0x40]
        )
        #expect(sections[7] == [7, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0])
        #expect(sections[9] == [])
        #expect(sections[10] == [0, 0, 0, 0, 0, 0, 0, 0])
        // Each links to the other: slot + 1, then no link.
        let links = [2, 0, 0, 0] + [UInt8](repeating: 0, count: 12)
        #expect(sections[32] == links + [1] + links.dropFirst())
    }

    @Test("a file of a later version is refused by its number")
    func version() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/index"
        let shape = try VectorShape(element: .float32, dimension: 2, metric: .l2)
        try FlatIndex(shape: shape).checkpoint(to: path, sequence: 1)
        var bytes = try FileSystem.read(path)
        bytes[8] = 2
        try FileSystem.writeAtomically(bytes, to: path)
        #expect(throws: IndexError.unknownVersion(path: path, version: 2)) {
            _ = try FlatIndex.open(at: path)
        }
    }
}
