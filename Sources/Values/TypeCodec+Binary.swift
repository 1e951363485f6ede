// SPDX-License-Identifier: Apache-2.0

import Vectors

extension TypeCodec {
    /// The value in `bytes`, as the type's receive function reads it.
    ///
    /// - Throws: 22P03 when the bytes are not the type's binary format.
    public static func decodeBinary(
        _ bytes: Span<UInt8>,
        as type: SQLType
    ) throws(DatabaseError) -> Value {
        var reader = BinaryReader(bytes)
        let value: Value
        switch type.oid {
        case .bool: value = .bool(try reader.read(UInt8.self) != 0)
        case .int2: value = .int16(try reader.read())
        case .int4: value = .int32(try reader.read())
        case .date: value = .int32(try DateTimeText.checked(date: try reader.read()))
        case .int8, .pgLSN, .money, .xid8: value = .int64(try reader.read())
        case .time, .timestamp, .timestamptz:
            value = .int64(try DateTimeText.checked(try reader.read(), as: type))
        case .timetz:
            let time: Int64 = try reader.read()
            let zone: Int32 = try reader.read()
            value = .timeTZ(try DateTimeText.checked(TimeTZ(microseconds: time, zone: zone), type))
        case .interval:
            let microseconds: Int64 = try reader.read()
            let days: Int32 = try reader.read()
            let months: Int32 = try reader.read()
            let interval = Interval(months: months, days: days, microseconds: microseconds)
            value = .interval(try interval.constrained(to: type.modifier))
        case .float4: value = .float32(Float(bitPattern: try reader.read()))
        case .float8: value = .float64(Double(bitPattern: try reader.read()))
        case .uuid: value = .uuid(UUID(high: try reader.read(), low: try reader.read()))
        case .tid:
            let block: UInt32 = try reader.read()
            value = .int64(Int64(block) << 16 | Int64(try reader.read(UInt16.self)))
        case _ where type.representation == .oid: value = .oid(try reader.read())
        default: return try decodeVariable(bytes, as: type)
        }
        try reader.finish()
        return value
    }

    private static func decodeVariable(
        _ bytes: Span<UInt8>,
        as type: SQLType
    ) throws(DatabaseError) -> Value {
        let expected = type.modifier > 0 ? Int(type.modifier) : nil
        switch type.oid {
        case .bytea: return .bytes(bytes.array)
        case .numeric: return .numeric(try Numeric(binary: bytes).constrained(to: type.modifier))
        case .jsonb:
            guard bytes.count > 0, bytes[0] == 1 else {
                let version = bytes.count > 0 ? Int(bytes[0]) : 0
                throw DatabaseError(.internalError, "unsupported jsonb version number \(version)")
            }
            let text = bytes.extracting(1..<bytes.count)
            try UTF8Check.check(text)
            return .jsonb(try JSONB(parsing: text))
        case .inet: return .text(try InternetAddress(binary: bytes).text)
        case .char:
            guard bytes.count == 1 else {
                throw bytes.count == 0 ? .insufficientData : .incorrectBinaryData
            }
            return .text(CharacterTypes.char(octal: bytes[0]))
        case .vector, .halfvec, .sparsevec, .bit, .varbit:
            return try decodeVector(bytes, as: type, expected)
        case .void: return .text("")
        case .record:
            throw DatabaseError(
                .featureNotSupported,
                "input of anonymous composite types is not implemented"
            )
        case _ where type.representation == .text:
            return try parse(bytes, as: type, Formatting())
        default: break
        }
        if let element = type.oid.elementType {
            let element = SQLType(element, modifier: type.modifier)
            return .array(try ArrayValue(binary: bytes, element: element))
        }
        let name = SQLType(type.oid).formatted(withModifier: false)
        throw DatabaseError(
            .undefinedFunction,
            "no binary input function available for type \(name)"
        )
    }

    private static func decodeVector(
        _ bytes: Span<UInt8>,
        as type: SQLType,
        _ expected: Int?
    ) throws(DatabaseError) -> Value {
        let bits: BitString
        do throws(VectorError) {
            switch type.oid {
            case .vector: return .vector(try Vector(binary: bytes, expected: expected))
            case .halfvec: return .halfvec(try HalfVector(binary: bytes, expected: expected))
            case .sparsevec: return .sparsevec(try SparseVector(binary: bytes, expected: expected))
            default: bits = try BitString(binary: bytes)
            }
        } catch {
            throw DatabaseError(error)
        }
        try BitTypes.check(bits, as: type)
        return .bits(bits)
    }
}
