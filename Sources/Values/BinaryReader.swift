// SPDX-License-Identifier: Apache-2.0

/// Reads a value in binary format, big-endian, piece by piece.
struct BinaryReader: ~Escapable {
    private let bytes: Span<UInt8>
    private(set) var offset = 0

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) { self.bytes = bytes }

    /// The bytes not read yet.
    var remaining: Int { bytes.count - offset }

    mutating func read<Integer: FixedWidthInteger>(
        _: Integer.Type = Integer.self
    ) throws(DatabaseError) -> Integer {
        let size = MemoryLayout<Integer>.size
        guard remaining >= size else { throw .insufficientData }
        let start = offset
        offset += size
        return Integer(
            bigEndian: bytes.withUnsafeBytes {
                $0.loadUnaligned(fromByteOffset: start, as: Integer.self)
            }
        )
    }

    /// The next `count` bytes, `count` not negative.
    @_lifetime(copy self)
    mutating func readBytes(_ count: Int) throws(DatabaseError) -> Span<UInt8> {
        guard remaining >= count else { throw .insufficientData }
        let start = offset
        offset += count
        return bytes.extracting(start..<start + count)
    }

    /// Checks that nothing is left.
    ///
    /// - Throws: 22P03 `incorrect binary data format`, as Bind does for a parameter that is longer
    ///   than its type.
    func finish() throws(DatabaseError) {
        if remaining != 0 { throw .incorrectBinaryData }
    }
}

extension [UInt8] {
    /// Appends `value` in network order.
    mutating func appendBigEndian(_ value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }

    /// Appends a length word of 32 bits and what `body` appends, whose length it is.
    mutating func appendCounted<Failure: Error>(
        _ body: (inout [UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let start = count
        appendBigEndian(UInt32(0))
        try body(&self)
        let length = UInt32(truncatingIfNeeded: count - start - 4)
        for index in 0..<4 {
            self[start + index] = UInt8(truncatingIfNeeded: length >> UInt32(24 - 8 * index))
        }
    }
}

extension DatabaseError {
    static let insufficientData = DatabaseError(
        .protocolViolation,
        "insufficient data left in message"
    )
    static let incorrectBinaryData = DatabaseError(
        .invalidBinaryRepresentation,
        "incorrect binary data format"
    )
}
