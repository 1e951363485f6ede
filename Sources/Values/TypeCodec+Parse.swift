// SPDX-License-Identifier: Apache-2.0

import Vectors

extension TypeCodec {
    /// Reads `text`, which is known to be UTF-8.
    static func parseChecked(
        _ text: Span<UInt8>,
        as type: SQLType,
        _ formatting: Formatting
    ) throws(DatabaseError) -> Value {
        switch type.oid {
        case .bool:
            guard let value = BooleanText.parse(text) else { throw .invalidInput("boolean", text) }
            return .bool(value)
        case .int2: return .int16(try IntegerText.int16(text))
        case .oid: return .oid(try IntegerText.uint32(text, type: "oid"))
        case .xid: return .oid(try IntegerText.uint32(text, type: "xid"))
        case .cid: return .oid(try IntegerText.uint32(text, type: "cid"))
        case .float4: return .float32(try FloatText.float(text))
        case .float8: return .float64(try FloatText.double(text))
        case .numeric:
            return .numeric(try Numeric(parsing: text).constrained(to: type.modifier))
        case .varchar:
            return .text(try CharacterTypes.varchar(text.string, modifier: type.modifier))
        case .bpchar:
            return .text(try CharacterTypes.bpchar(text.string, modifier: type.modifier))
        case .name: return .text(CharacterTypes.name(text.string))
        case .char: return .text(CharacterTypes.char(text.string))
        case .xml, .unknown, .cstring, .refcursor, .pgNodeTree, .aclitem:
            return .text(text.string)
        case .bytea: return .bytes(try Bytea.parse(text))
        case .uuid: return .uuid(try UUID(parsing: text))
        case .json:
            try JSONText.validate(text)
            return .text(text.string)
        case .jsonb: return .jsonb(try JSONB(parsing: text))
        case .vector, .halfvec, .sparsevec, .bit, .varbit:
            return try parseVector(text, as: type)
        case .date, .time, .timetz, .timestamp, .timestamptz, .interval:
            return try parseDateTime(text, as: type, formatting)
        default: return try parseOther(text, as: type, formatting)
        }
    }

    private static func parseVector(
        _ text: Span<UInt8>,
        as type: SQLType
    ) throws(DatabaseError) -> Value {
        let expected = type.modifier > 0 ? Int(type.modifier) : nil
        if type.oid == .bit || type.oid == .varbit {
            // A wrong length is reported before a wrong digit.
            try BitTypes.check(bitCount: bitCount(text), as: type)
        }
        let bits: BitString
        do throws(VectorError) {
            switch type.oid {
            case .vector: return .vector(try Vector(text: text, expected: expected))
            case .halfvec: return .halfvec(try HalfVector(text: text, expected: expected))
            case .sparsevec: return .sparsevec(try SparseVector(text: text, expected: expected))
            default: bits = try BitString(text: text.string)
            }
        } catch {
            throw DatabaseError(error)
        }
        return .bits(bits)
    }

    /// How many bits a literal such as `101` or `x5F` has.
    private static func bitCount(_ text: Span<UInt8>) -> Int {
        guard text.count > 0 else { return 0 }
        switch text[0].lowercased {
        case UInt8(ascii: "x"): return 4 * (text.count - 1)
        case UInt8(ascii: "b"): return text.count - 1
        default: return text.count
        }
    }

    private static func parseOther(
        _ text: Span<UInt8>,
        as type: SQLType,
        _ formatting: Formatting
    ) throws(DatabaseError) -> Value {
        switch type.oid {
        case .int2vector: return .array(try OtherTypes.int2vector(text))
        case .oidvector: return .array(try OtherTypes.oidvector(text))
        case .pgLSN: return .int64(try OtherTypes.lsn(text))
        case .tid: return .int64(try OtherTypes.tid(text))
        case .money: return .int64(try OtherTypes.money(text))
        case .xid8: return .int64(try OtherTypes.xid8(text))
        case .inet: return .text(try InternetAddress(parsing: text).text)
        case .void: return .text("")
        case .record:
            throw DatabaseError(
                .featureNotSupported,
                "input of anonymous composite types is not implemented"
            )
        default: break
        }
        if type.oid.isRegistered { return .oid(try registered(text, type.oid, formatting)) }
        if let element = type.oid.elementType {
            let element = SQLType(element, modifier: type.modifier)
            var parser = ArrayParser(text, element: element, formatting)
            return .array(try parser.parse())
        }
        let name = SQLType(type.oid).formatted(withModifier: false)
        throw DatabaseError(
            .featureNotSupported,
            "cannot accept a value of type \(name)"
        )
    }

    /// Reads the name of a catalog object, or its number, or `-` for none.
    private static func registered(
        _ text: Span<UInt8>,
        _ type: OID,
        _ formatting: Formatting
    ) throws(DatabaseError) -> UInt32 {
        if text.count == 1, text[0] == UInt8(ascii: "-") { return 0 }
        if text.count > 0, text.count <= 10, text.string.utf8.allSatisfy(\.isDigit) {
            return try IntegerText.uint32(text, type: "oid")
        }
        if let names = formatting.objectNames {
            return try names.oid(named: text.string, as: type).rawValue
        }
        throw .invalidInput("oid", text)
    }
}
