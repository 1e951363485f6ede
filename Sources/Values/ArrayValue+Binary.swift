// SPDX-License-Identifier: Apache-2.0

/// | bytes | content |
/// |---|---|
/// | 4 | count of dimensions, 0 to 6 |
/// | 4 | 1 when there are NULLs, else 0 |
/// | 4 | type of the elements |
/// | 8 each | dimension: count, lower bound |
/// | 4 + n each | element: length or -1 for NULL, and its bytes |
extension ArrayValue {
    /// The array in binary format; `element` is the type it must have, with its modifier.
    init(binary: Span<UInt8>, element: SQLType) throws(DatabaseError) {
        var reader = BinaryReader(binary)
        let dimensionCount: Int32 = try reader.read()
        guard dimensionCount >= 0 else {
            throw DatabaseError(
                .invalidBinaryRepresentation,
                "invalid number of dimensions: \(dimensionCount)"
            )
        }
        guard dimensionCount <= Self.maximumDimensions else {
            throw .tooManyDimensions(Int(dimensionCount))
        }
        let flags: Int32 = try reader.read()
        guard flags == 0 || flags == 1 else {
            throw DatabaseError(.invalidBinaryRepresentation, "invalid array flags")
        }
        let type = OID(try reader.read(UInt32.self))
        guard type == element.oid else { throw .elementMismatch(type, element.oid) }
        var dimensions: [Dimension] = []
        var total = 1
        for _ in 0..<dimensionCount {
            let count: Int32 = try reader.read()
            let lowerBound: Int32 = try reader.read()
            guard count >= 0 else { throw .arrayTooLarge }
            let (product, overflow) = total.multipliedReportingOverflow(by: Int(count))
            let end = lowerBound.addingReportingOverflow(count)
            guard !overflow, product <= Self.maximumElements, !end.overflow else {
                throw .arrayTooLarge
            }
            total = product
            dimensions.append(Dimension(count: count, lowerBound: lowerBound))
        }
        if dimensions.isEmpty { total = 0 }
        var elements: [Value] = []
        elements.reserveCapacity(min(total, reader.remaining / 4))
        for position in 0..<total {
            let length: Int32 = try reader.read()
            if length == -1 {
                elements.append(.null)
                continue
            }
            guard length >= 0 else { throw .insufficientData }
            let bytes = try reader.readBytes(Int(length))
            do {
                elements.append(try TypeCodec.decodeBinary(bytes, as: element))
            } catch  where error.state == .invalidBinaryRepresentation {
                throw DatabaseError(
                    .invalidBinaryRepresentation,
                    "improper binary format in array element \(position + 1)"
                )
            }
        }
        try reader.finish()
        self.init(
            elementType: element.oid,
            dimensions: total == 0 ? [] : dimensions,
            elements: elements
        )
    }

    /// Appends the array in binary format.
    func appendBinary(to output: inout [UInt8]) throws(DatabaseError) {
        output.appendBigEndian(Int32(dimensions.count))
        output.appendBigEndian(Int32(hasNulls ? 1 : 0))
        output.appendBigEndian(elementType.rawValue)
        for dimension in dimensions {
            output.appendBigEndian(dimension.count)
            output.appendBigEndian(dimension.lowerBound)
        }
        let type = SQLType(elementType)
        for element in elements {
            if element.isNull {
                output.appendBigEndian(Int32(-1))
                continue
            }
            try output.appendCounted { (bytes) throws(DatabaseError) in
                try TypeCodec.encodeBinary(element, as: type, into: &bytes)
            }
        }
    }
}

extension DatabaseError {
    fileprivate static func elementMismatch(_ actual: OID, _ expected: OID) -> DatabaseError {
        let actualName = SQLType(actual).formatted(withModifier: false)
        let expectedName = SQLType(expected).formatted(withModifier: false)
        return DatabaseError(
            .datatypeMismatch,
            "binary data has array element type \(actual.rawValue) (\(actualName)) instead of"
                + " expected \(expected.rawValue) (\(expectedName))"
        )
    }
}
