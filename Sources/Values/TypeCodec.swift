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
    /// - Parameter text: UTF-8, which is checked.
    /// - Throws: 22P02 and the type's own errors, 22021 when the bytes are not UTF-8.
    public static func parse(
        _ text: Span<UInt8>,
        as type: SQLType,
        _ formatting: Formatting
    ) throws(DatabaseError) -> Value {
        throw DatabaseError(.featureNotSupported, "type is not supported")
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
    ) {}

    /// Appends row `row` of `column`, not NULL, as the type's output function writes it.
    public static func print(
        _ column: Column,
        row: Int,
        _ formatting: Formatting,
        into output: inout [UInt8]
    ) {}

    /// The text of `value`, not NULL, as the type's output function writes it.
    public static func text(_ value: Value, as type: SQLType, _ formatting: Formatting) -> String {
        var output: [UInt8] = []
        print(value, as: type, formatting, into: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// The value in `bytes`, as the type's receive function reads it.
    ///
    /// - Throws: 22P03 when the bytes are not the type's binary format.
    public static func decodeBinary(
        _ bytes: Span<UInt8>,
        as type: SQLType
    ) throws(DatabaseError) -> Value {
        throw DatabaseError(.featureNotSupported, "type is not supported")
    }

    /// Appends `value`, not NULL, as the type's send function writes it.
    public static func encodeBinary(
        _ value: Value,
        as type: SQLType,
        into output: inout [UInt8]
    ) throws(DatabaseError) {}

    /// Appends row `row` of `column`, not NULL, as the type's send function writes it.
    public static func encodeBinary(
        _ column: Column,
        row: Int,
        into output: inout [UInt8]
    ) throws(DatabaseError) {}
}
