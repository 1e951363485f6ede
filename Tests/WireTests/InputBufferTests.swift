// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@testable import Wire

@Suite("Bytes are kept until they are messages")
struct InputBufferTests {
    @Test("Room is made without losing what has not been read")
    func growth() throws {
        var client = FrontendEncoder()
        let texts = (0..<50).map { String(repeating: "x", count: $0 * 400) }
        for text in texts { client.query(text) }
        var input = InputBuffer()
        var sent = 0
        var read: [Int] = []
        while sent < client.bytes.count {
            let count = input.read { room in
                let piece = client.bytes[sent..<min(sent + 1_000, client.bytes.count)]
                room.copyBytes(from: piece)
                return piece.count
            }
            sent += count
            while let message = try input.nextMessage(limit: 1 << 20) {
                read.append(input.body(of: message).count - 1)
            }
        }
        #expect(read == texts.map(\.utf8.count))
        #expect(input.pendingByteCount == 0)
    }

    @Test("What cannot be filled is thrown on, and changes nothing")
    func failedRead() throws {
        struct Broken: Error {}
        var input = InputBuffer()
        input.append([1].span)
        #expect(throws: Broken.self) {
            _ = try input.read { _ throws(Broken) in throw Broken() }
        }
        #expect(input.pendingByteCount == 1)
        let end = input.read { _ in 0 }
        let bytes = [input.nextByte(), input.nextByte()]
        #expect(end == 0)
        #expect(bytes == [1, nil])
    }
}
