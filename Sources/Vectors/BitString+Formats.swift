// SPDX-License-Identifier: Apache-2.0

extension BitString {
    /// Reads `101`, `b101` or `x5F`.
    ///
    /// - Throws: ``VectorError`` at a digit that is none.
    public init(text: String) throws(VectorError) {
        var digits = Substring(text)
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        if isHexadecimal || digits.first == "b" || digits.first == "B" { digits.removeFirst() }
        try self.init(digits: digits, isHexadecimal: isHexadecimal)
    }

    /// Reads the digits of the literals `B'101'` and `X'5F'`.
    public init(digits: Substring, isHexadecimal: Bool) throws(VectorError) {
        if isHexadecimal {
            var bytes: [UInt8] = []
            var count = 0
            for digit in digits {
                guard digit.isASCII, let nibble = digit.hexDigitValue else {
                    throw .invalidHexadecimalDigit(digit)
                }
                if count % 2 == 0 {
                    bytes.append(UInt8(nibble) << 4)
                } else {
                    bytes[bytes.count - 1] |= UInt8(nibble)
                }
                count += 1
            }
            self.init(bitCount: 4 * count, bytes: bytes)
        } else {
            var bits: [Bool] = []
            for digit in digits {
                guard digit == "0" || digit == "1" else { throw .invalidBinaryDigit(digit) }
                bits.append(digit == "1")
            }
            self.init(bits)
        }
    }

    /// `101`.
    public var text: String {
        String(unsafeUninitializedCapacity: bitCount) { buffer in
            for index in 0..<bitCount { buffer[index] = UInt8(ascii: self[index] ? "1" : "0") }
            return bitCount
        }
    }

    /// Reads the binary wire format.
    ///
    /// | bytes | content |
    /// |---|---|
    /// | 0-3 | number of bits, big-endian |
    /// | 4… | the bits, eight to a byte, from the most significant place |
    ///
    /// - Throws: ``VectorError``, also when bytes are missing or left over.
    public init(binary: Span<UInt8>) throws(VectorError) {
        var reader = BinaryReader(binary)
        let count = Int(Int32(bitPattern: try reader.readUInt32()))
        guard (0...Self.maximumBitCount).contains(count) else { throw .invalidBitLength }
        let bytes = try reader.read((count + 7) / 8, as: UInt8.self)
        try reader.finish()
        self.init(bitCount: count, bytes: bytes)
    }

    /// The binary wire format.
    public var binary: [UInt8] {
        var writer = BinaryWriter(capacity: 4 + bytes.count)
        writer.write(UInt32(truncatingIfNeeded: bitCount))
        writer.write(all: bytes)
        return writer.bytes
    }
}
