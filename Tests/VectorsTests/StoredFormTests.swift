// SPDX-License-Identifier: Apache-2.0

import Testing
import Vectors

/// Pins the bytes that databases keep.
@Suite struct StoredFormTests {
    @Test("the stored bytes of each type")
    func bytes() throws {
        #expect(stored(try Vector([1, -2.5]).appendStored) == "0000803f000020c0")
        #expect(stored(try HalfVector(rounding: [1, -2.5]).appendStored) == "003c00c1")
        #expect(
            stored(try SparseVector(text: "{1:1,5:-2.5}/7").appendStored)
                == "0700000000000000040000000000803f000020c0"
        )
        #expect(stored(try BitString(text: "10110").appendStored) == "05000000b0")
    }

    @Test("bytes of another length or order are refused")
    func damage() throws {
        #expect(Vector(stored: UnsafeRawBufferPointer(start: nil, count: 0)) == nil)
        for length in 1...3 {
            let bytes = [UInt8](repeating: 0, count: length)
            #expect(bytes.withUnsafeBytes { Vector(stored: $0) } == nil)
            #expect(bytes.withUnsafeBytes { SparseVector(stored: $0) } == nil)
            #expect(bytes.withUnsafeBytes { BitString(stored: $0) } == nil)
        }
        let long = [UInt8](repeating: 0, count: 4 * 16_001)
        #expect(long.withUnsafeBytes { Vector(stored: $0) } == nil)
        #expect(long.withUnsafeBytes { HalfVector(stored: $0) } == nil)
        // Dimension 2, indices 1 and 0.
        let unordered: [UInt8] = [2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0] + [0, 0, 0x80, 0x3F] * 2
        #expect(unordered.withUnsafeBytes { SparseVector(stored: $0) } == nil)
        // Index 2 of dimension 2.
        let outside: [UInt8] = [2, 0, 0, 0, 2, 0, 0, 0] + [0, 0, 0x80, 0x3F]
        #expect(outside.withUnsafeBytes { SparseVector(stored: $0) } == nil)
    }

    private func stored(_ write: (inout [UInt8]) -> Void) -> String {
        var bytes: [UInt8] = []
        write(&bytes)
        return hexadecimal(bytes)
    }
}

private func * (bytes: [UInt8], count: Int) -> [UInt8] {
    (0..<count).flatMap { _ in bytes }
}
