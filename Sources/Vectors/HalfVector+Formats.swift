// SPDX-License-Identifier: Apache-2.0

import CNumbers

extension HalfVector {
    /// Reads `[1, 2.5, -3e-2]`, blanks allowed around every item; each element is read as float32
    /// and then rounded, as pgvector does.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - expected: The declared dimension of the column, if any.
    /// - Throws: ``VectorError`` in pgvector's words.
    public init(text: Span<UInt8>, expected: Int? = nil) throws(VectorError) {
        let elements = try FloatList.parse(
            text,
            type: .halfvec,
            maximum: Self.maximumDimension,
            limit: Self.rangeLimit
        )
        self.init(trusted: Self.narrow(elements))
        try check(expected: expected)
    }

    /// Reads the same from a string.
    public init(text: String, expected: Int? = nil) throws(VectorError) {
        try self.init(text: text.utf8.span, expected: expected)
    }

    /// `[1,2.5,-0.03]`: each element the shortest decimal that reads back as its float32.
    public var text: String { String(decoding: textBytes, as: UTF8.self) }

    /// The same as ASCII.
    public var textBytes: [UInt8] { FloatList.text(elements) }

    /// Reads the binary wire format.
    ///
    /// | bytes | content |
    /// |---|---|
    /// | 0-1 | dimension, big-endian |
    /// | 2-3 | 0 |
    /// | 4 + 2·i | element i, IEEE 754 binary16, big-endian |
    ///
    /// - Throws: ``VectorError``, also when bytes are missing or left over.
    public init(binary: Span<UInt8>, expected: Int? = nil) throws(VectorError) {
        var reader = BinaryReader(binary)
        let dimension = Int(Int16(bitPattern: try reader.readUInt16()))
        let reserved = Int(Int16(bitPattern: try reader.readUInt16()))
        try Self.check(dimension: dimension)
        if let expected, expected != dimension {
            throw .expectedDimensions(expected, not: dimension)
        }
        if reserved != 0 { throw .reservedField(reserved) }
        let elements = try reader.read(dimension, as: UInt16.self)
        if let bad = elements.first(where: { $0 & 0x7FFF >= 0x7C00 }) {
            throw bad & 0x3FF == 0 ? .infinite(.halfvec) : .notANumber(.halfvec)
        }
        try reader.finish()
        self.init(trusted: elements)
    }

    /// The binary wire format.
    public var binary: [UInt8] {
        var writer = BinaryWriter(capacity: 4 + 2 * dimension)
        writer.write(UInt16(dimension))
        writer.write(UInt16(0))
        writer.write(all: bitPatterns)
        return writer.bytes
    }
}
