// SPDX-License-Identifier: Apache-2.0

extension Vector {
    /// Reads the binary wire format.
    ///
    /// | bytes | content |
    /// |---|---|
    /// | 0-1 | dimension, big-endian |
    /// | 2-3 | 0 |
    /// | 4 + 4·i | element i, IEEE 754 binary32, big-endian |
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
        let patterns = try reader.read(dimension, as: UInt32.self)
        let elements = patterns.map { Float(bitPattern: $0) }
        try Self.check(elements)
        try reader.finish()
        self.init(trusted: elements)
    }

    /// The binary wire format.
    public var binary: [UInt8] {
        var writer = BinaryWriter(capacity: 4 + 4 * dimension)
        writer.write(UInt16(dimension))
        writer.write(UInt16(0))
        writer.write(all: elements.lazy.map(\.bitPattern))
        return writer.bytes
    }
}
