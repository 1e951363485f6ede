// SPDX-License-Identifier: Apache-2.0

extension SparseVector {
    /// Reads the binary wire format.
    ///
    /// | bytes | content, big-endian |
    /// |---|---|
    /// | 0-3 | dimension |
    /// | 4-7 | number of elements, n |
    /// | 8-11 | 0 |
    /// | 12 + 4·i | index i from 0, ascending |
    /// | 12 + 4·n + 4·i | element i, IEEE 754 binary32, not zero |
    ///
    /// - Throws: ``VectorError``, also when bytes are missing or left over.
    public init(binary: Span<UInt8>, expected: Int? = nil) throws(VectorError) {
        var reader = BinaryReader(binary)
        let dimension = Int(Int32(bitPattern: try reader.readUInt32()))
        let count = Int(Int32(bitPattern: try reader.readUInt32()))
        let reserved = Int(Int32(bitPattern: try reader.readUInt32()))
        try Self.check(dimension: dimension)
        try Self.check(elementCount: count, dimension: dimension)
        if let expected, expected != dimension {
            throw .expectedDimensions(expected, not: dimension)
        }
        if reserved != 0 { throw .reservedField(reserved) }
        let indices = try reader.read(count, as: Int32.self)
        var previous: Int32?
        for index in indices {
            try Self.check(index: index, after: previous, dimension: dimension)
            previous = index
        }
        let values = try reader.read(count, as: UInt32.self).map { Float(bitPattern: $0) }
        for value in values {
            if value.isNaN { throw .notANumber(.sparsevec) }
            if value.isInfinite { throw .infinite(.sparsevec) }
            if value == 0 { throw .zeroInBinary }
        }
        try reader.finish()
        self.init(trusted: dimension, indices: indices, values: values)
    }

    /// The binary wire format.
    public var binary: [UInt8] {
        var writer = BinaryWriter(capacity: 12 + 8 * values.count)
        writer.write(UInt32(dimension))
        writer.write(UInt32(values.count))
        writer.write(UInt32(0))
        writer.write(all: indices)
        writer.write(all: values.lazy.map(\.bitPattern))
        return writer.bytes
    }
}
