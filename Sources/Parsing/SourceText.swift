// SPDX-License-Identifier: Apache-2.0

/// The text being parsed: its bytes, and which character each of them belongs to.
///
/// A view of memory that its creator keeps alive while it is used.
struct SourceText {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Characters before each block of ``blockSize`` bytes; empty when every byte is a character.
    private let charactersBefore: [Int]
    /// Whether a NUL character is among the text.
    let hasNUL: Bool

    private static let blockSize = 64

    /// The text of `byteCount` bytes of valid UTF-8 at `text`.
    ///
    /// - Complexity: linear in `byteCount`.
    init(_ text: UnsafePointer<CChar>, byteCount: Int) {
        bytes = UnsafeBufferPointer(
            start: UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self),
            count: byteCount
        )
        var union: UInt8 = 0
        var hasNUL = false
        for byte in bytes {
            union |= byte
            hasNUL = hasNUL || byte == 0
        }
        self.hasNUL = hasNUL
        guard union >= 0x80 else {
            charactersBefore = []
            return
        }
        var counts: [Int] = []
        counts.reserveCapacity(byteCount / Self.blockSize + 1)
        var characters = 0
        for (offset, byte) in bytes.enumerated() {
            if offset % Self.blockSize == 0 { counts.append(characters) }
            if byte & 0xC0 != 0x80 { characters += 1 }
        }
        charactersBefore = counts
    }

    /// The position, in characters from 1, of the byte at `location` from 0; nil if it is unknown.
    ///
    /// - Complexity: constant.
    func position(_ location: Int32) -> Int? {
        let offset = Int(location)
        guard offset >= 0, offset <= bytes.count else { return nil }
        guard !charactersBefore.isEmpty else { return offset + 1 }
        let block = min(offset / Self.blockSize, charactersBefore.count - 1)
        var characters = charactersBefore[block]
        for byte in bytes[(block * Self.blockSize)..<offset] where byte & 0xC0 != 0x80 {
            characters += 1
        }
        return characters + 1
    }

    /// The statement of `byteCount` bytes at `location`, to the end if the count is 0, without
    /// surrounding white space; and where it begins then.
    func statement(at location: Int32, byteCount: Int32) -> (text: String, offset: Int) {
        let start = max(0, min(Int(location), bytes.count))
        let end = byteCount > 0 ? min(start + Int(byteCount), bytes.count) : bytes.count
        var slice = bytes[start..<end]
        while let first = slice.first, Self.isSpace(first) { slice = slice.dropFirst() }
        while let last = slice.last, Self.isSpace(last) { slice = slice.dropLast() }
        return (String(decoding: slice, as: UTF8.self), slice.startIndex)
    }

    /// The digits behind the `$` at `location`; nil if there are none.
    func parameterDigits(at location: Int32) -> Slice<UnsafeBufferPointer<UInt8>>? {
        let start = Int(location)
        guard start >= 0, start < bytes.count, bytes[start] == UInt8(ascii: "$") else { return nil }
        let digits = bytes[(start + 1)...].prefix { (0x30...0x39).contains($0) }
        return digits.isEmpty ? nil : digits
    }

    /// What PostgreSQL's scanner takes for white space.
    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B
    }
}
