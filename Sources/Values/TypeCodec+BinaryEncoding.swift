// SPDX-License-Identifier: Apache-2.0

import Vectors

extension TypeCodec {
    /// Appends `value`, not NULL, as the type's send function writes it.
    ///
    /// - Throws: 42883 when the type has no binary format.
    public static func encodeBinary(
        _ value: Value,
        as type: SQLType,
        into output: inout [UInt8]
    ) throws(DatabaseError) {
        switch value {
        case .null: break
        case .bool(let value): output.append(value ? 1 : 0)
        case .int16(let value): output.appendBigEndian(value)
        case .int32(let value): output.appendBigEndian(value)
        case .int64(let value): appendBinary(value, as: type, into: &output)
        case .oid(let value): output.appendBigEndian(value)
        case .float32(let value): output.appendBigEndian(value.bitPattern)
        case .float64(let value): output.appendBigEndian(value.bitPattern)
        case .text(let value): try appendBinary(value, as: type, into: &output)
        case .numeric(let value): value.appendBinary(to: &output)
        case .bytes(let value): output += value
        case .interval(let value):
            output.appendBigEndian(value.microseconds)
            output.appendBigEndian(value.days)
            output.appendBigEndian(value.months)
        case .timeTZ(let value):
            output.appendBigEndian(value.microseconds)
            output.appendBigEndian(value.zone)
        case .uuid(let value):
            output.appendBigEndian(value.high)
            output.appendBigEndian(value.low)
        case .jsonb(let value):
            output.append(1)
            value.append(to: &output)
        case .array(let value): try value.appendBinary(to: &output)
        case .record(let value): try value.appendBinary(to: &output)
        case .vector(let value): output += value.binary
        case .halfvec(let value): output += value.binary
        case .sparsevec(let value): output += value.binary
        case .bits(let value): output += value.binary
        }
    }

    /// Appends row `row` of `column`, not NULL, as the type's send function writes it.
    ///
    /// - Throws: 42883 when the type has no binary format.
    public static func encodeBinary(
        _ column: Column,
        row: Int,
        into output: inout [UInt8]
    ) throws(DatabaseError) {
        switch column.elements {
        case .bool(let rows): output.append(rows[row] ? 1 : 0)
        case .int16(let rows): output.appendBigEndian(rows[row])
        case .int32(let rows): output.appendBigEndian(rows[row])
        case .int64(let rows): appendBinary(rows[row], as: column.type, into: &output)
        case .oid(let rows): output.appendBigEndian(rows[row])
        case .float32(let rows): output.appendBigEndian(rows[row].bitPattern)
        case .float64(let rows): output.appendBigEndian(rows[row].bitPattern)
        case .text(let rows): try appendBinary(rows[row], as: column.type, into: &output)
        case .values(let rows): try encodeBinary(rows[row], as: column.type, into: &output)
        }
    }

    private static func appendBinary(
        _ value: Int64,
        as type: SQLType,
        into output: inout [UInt8]
    ) {
        if type.oid == .tid {
            output.appendBigEndian(UInt32(truncatingIfNeeded: value >> 16))
            output.appendBigEndian(UInt16(truncatingIfNeeded: value))
        } else {
            output.appendBigEndian(value)
        }
    }

    private static func appendBinary(
        _ value: String,
        as type: SQLType,
        into output: inout [UInt8]
    ) throws(DatabaseError) {
        switch type.oid {
        case .inet: try InternetAddress(parsing: value.utf8Span.span).appendBinary(to: &output)
        case .char: output.append(CharacterTypes.byte(ofChar: value))
        case .aclitem:
            throw DatabaseError(
                .undefinedFunction,
                "no binary output function available for type aclitem"
            )
        default: output.append(value)
        }
    }
}
