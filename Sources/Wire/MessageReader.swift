// SPDX-License-Identifier: Apache-2.0

import Values

/// Takes the fields of a message's body from front to back.
///
/// Every read is checked; running out of bytes is 08P01 with PostgreSQL's message.
struct MessageReader: ~Escapable {
    private let bytes: Span<UInt8>
    /// The first byte that has not been taken.
    private(set) var offset = 0

    /// A reader at the front of `bytes`.
    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) { self.bytes = bytes }

    /// How many bytes have not been taken.
    var remaining: Int { bytes.count - offset }

    @_lifetime(self: copy self)
    mutating func byte() throws(DatabaseError) -> UInt8 {
        guard remaining >= 1 else { throw .noDataLeft }
        defer { offset += 1 }
        return bytes[offset]
    }

    @_lifetime(self: copy self)
    mutating func int16() throws(DatabaseError) -> Int16 {
        Int16(truncatingIfNeeded: try integer(byteCount: 2))
    }

    @_lifetime(self: copy self)
    mutating func int32() throws(DatabaseError) -> Int32 {
        Int32(truncatingIfNeeded: try integer(byteCount: 4))
    }

    @_lifetime(self: copy self)
    mutating func uint32() throws(DatabaseError) -> UInt32 {
        UInt32(truncatingIfNeeded: try integer(byteCount: 4))
    }

    private func peek(byteCount: Int) -> UInt64 {
        var value: UInt64 = 0
        for index in offset..<(offset + byteCount) { value = value << 8 | UInt64(bytes[index]) }
        return value
    }

    @_lifetime(self: copy self)
    private mutating func integer(byteCount: Int) throws(DatabaseError) -> UInt64 {
        guard remaining >= byteCount else { throw .insufficientData }
        defer { offset += byteCount }
        return peek(byteCount: byteCount)
    }

    /// A count of items that take at least `itemBytes` each; a count that cannot be true is refused
    /// before anything is made of it.
    @_lifetime(self: copy self)
    mutating func count(itemBytes: Int) throws(DatabaseError) -> Int {
        // PostgreSQL reads the 16 bits without a sign.
        let count = Int(UInt16(bitPattern: try int16()))
        guard count * itemBytes <= remaining else { throw .insufficientData }
        return count
    }

    /// Text up to a NUL byte.
    ///
    /// - Throws: 08P01 when there is no NUL byte, 22021 when the text is not UTF-8.
    @_lifetime(self: copy self)
    mutating func string() throws(DatabaseError) -> String {
        var end = offset
        while end < bytes.count, bytes[end] != 0 { end += 1 }
        guard end < bytes.count else { throw .invalidString }
        let text = bytes.extracting(offset..<end)
        offset = end + 1
        let valid = text.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) }
        guard let valid else { return try UTF8Check.string(text) }
        return valid
    }

    /// Where the next `count` bytes lie, which are taken.
    @_lifetime(self: copy self)
    mutating func range(_ count: Int) throws(DatabaseError) -> Range<Int> {
        guard count >= 0, count <= remaining else { throw .insufficientData }
        defer { offset += count }
        return offset..<(offset + count)
    }

    /// The next `count` bytes.
    @_lifetime(self: copy self)
    mutating func array(_ count: Int) throws(DatabaseError) -> [UInt8] {
        let range = try range(count)
        return bytes.extracting(range).withUnsafeBufferPointer { [UInt8]($0) }
    }

    /// A length and that many bytes; nil for a length of -1, which stands for NULL.
    @_lifetime(self: copy self)
    mutating func optionalRange() throws(DatabaseError) -> Range<Int>? {
        let length = try int32()
        if length == -1 { return nil }
        return try range(Int(length))
    }

    /// Checks that everything has been taken.
    func end() throws(DatabaseError) {
        guard remaining == 0 else { throw .invalidMessageFormat }
    }
}
