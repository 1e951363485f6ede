// SPDX-License-Identifier: Apache-2.0

/// Reads and writes values in PostgreSQL's text and binary formats.
///
/// Source: PostgreSQL 15 manual, chapter 8 "Data Types"; the binary formats are those of the
/// types' receive and send functions.
public enum TypeCodec {
    /// The value that `text` spells, as the type's input function reads it.
    ///
    /// The modifier of `type` is applied as an assignment does: too long a string fails, a numeric
    /// is rounded.
    ///
    /// `text`: UTF-8, which is checked.
    /// - Throws: 22P02 and the type's own errors, 22021 when the bytes are not UTF-8.
    public static func parse(
        _ text: Span<UInt8>,
        as type: SQLType,
        _ formatting: Formatting
    ) throws(DatabaseError) -> Value {
        switch type.oid {
        case .int4: return .int32(try IntegerText.int32(text))
        case .int8: return .int64(try IntegerText.int64(text))
        case .text: return .text(try UTF8Check.string(text))
        default:
            try UTF8Check.check(text)
            return try parseChecked(text, as: type, formatting)
        }
    }

    /// The value that `text` spells, as the type's input function reads it.
    public static func parse(
        _ text: String,
        as type: SQLType,
        _ formatting: Formatting
    ) throws(DatabaseError) -> Value {
        try parse(text.utf8Span.span, as: type, formatting)
    }

    /// Appends `value`, not NULL, as the type's output function writes it.
    public static func print(
        _ value: Value,
        as type: SQLType,
        _ formatting: Formatting,
        into output: inout [UInt8]
    ) {
        switch value {
        case .null: break
        case .bool(let value): output.append(value ? UInt8(ascii: "t") : UInt8(ascii: "f"))
        case .int16(let value): IntegerText.append(Int64(value), to: &output)
        case .int32(let value): print(value, as: type, formatting, into: &output)
        case .int64(let value): print(value, as: type, formatting, into: &output)
        case .oid(let value): print(value, as: type, formatting, into: &output)
        case .float32(let value):
            FloatText.append(value, extraDigits: formatting.extraFloatDigits, to: &output)
        case .float64(let value):
            FloatText.append(value, extraDigits: formatting.extraFloatDigits, to: &output)
        case .text(let value): output.append(value)
        case .array(let value) where type.oid == .int2vector || type.oid == .oidvector:
            OtherTypes.append(vector: value, formatting, to: &output)
        default: printOther(value, formatting, into: &output)
        }
    }

    /// Appends row `row` of `column`, not NULL, as the type's output function writes it.
    public static func print(
        _ column: Column,
        row: Int,
        _ formatting: Formatting,
        into output: inout [UInt8]
    ) {
        switch column.elements {
        case .bool(let rows): output.append(rows[row] ? UInt8(ascii: "t") : UInt8(ascii: "f"))
        case .int16(let rows): IntegerText.append(Int64(rows[row]), to: &output)
        case .int32(let rows): print(rows[row], as: column.type, formatting, into: &output)
        case .int64(let rows): print(rows[row], as: column.type, formatting, into: &output)
        case .oid(let rows): print(rows[row], as: column.type, formatting, into: &output)
        case .float32(let rows):
            FloatText.append(rows[row], extraDigits: formatting.extraFloatDigits, to: &output)
        case .float64(let rows):
            FloatText.append(rows[row], extraDigits: formatting.extraFloatDigits, to: &output)
        case .text(let rows): output.append(rows[row])
        case .values(let rows): print(rows[row], as: column.type, formatting, into: &output)
        }
    }

    /// The text of `value`, not NULL, as the type's output function writes it.
    public static func text(_ value: Value, as type: SQLType, _ formatting: Formatting) -> String {
        if case .text(let text) = value { return text }
        var output: [UInt8] = []
        print(value, as: type, formatting, into: &output)
        return String(decoding: output, as: UTF8.self)
    }
}
