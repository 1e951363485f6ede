// SPDX-License-Identifier: Apache-2.0

import Vectors

/// Builds keys whose bytewise order is the order of the values they were made of.
///
/// Each column is a marker and, unless NULL, the value's bytes; a descending column has these
/// complemented. Equal values give equal bytes, so a key also serves for hashing and grouping.
///
/// | marker | meaning |
/// |---|---|
/// | 00 | NULL, when NULLs come first |
/// | 01 | a value follows |
/// | 02 | NULL, when NULLs come last |
///
/// Source: `Documentation/formats-keys.md` draws the layout of every type.
public struct KeyEncoder: Sendable {
    /// The key so far.
    public var bytes: [UInt8]

    /// A key that begins with `prefix`.
    public init(prefix: [UInt8] = []) { bytes = prefix }

    /// Appends one column of the key.
    ///
    /// - Throws: 42883 when values of `type` have no order.
    public mutating func append(
        _ value: Value,
        as type: SQLType,
        descending: Bool = false,
        nullsFirst: Bool = false
    ) throws(DatabaseError) {
        if value.isNull {
            bytes.append(nullsFirst ? 0 : 2)
            return
        }
        bytes.append(1)
        let start = bytes.count
        try appendValue(value, as: type)
        if descending { complement(from: start) }
    }

    /// Appends row `row` of `column`.
    ///
    /// - Throws: 42883 when values of the column's type have no order.
    public mutating func append(
        _ column: Column,
        row: Int,
        descending: Bool = false,
        nullsFirst: Bool = false
    ) throws(DatabaseError) {
        try append(
            column[row],
            as: column.type,
            descending: descending,
            nullsFirst: nullsFirst
        )
    }

    mutating func complement(from start: Int) {
        for index in start..<bytes.count { bytes[index] = ~bytes[index] }
    }

    private mutating func appendValue(_ value: Value, as type: SQLType) throws(DatabaseError) {
        switch value {
        case .null: break
        case .bool(let value): bytes.append(value ? 1 : 0)
        case .int16(let value): bytes.appendBigEndian(UInt16(bitPattern: value) ^ 1 << 15)
        case .int32(let value): appendOrdered(value)
        case .int64(let value):
            if type.oid.isUnsigned {
                bytes.appendBigEndian(value)
            } else {
                appendOrdered(value)
            }
        case .oid(let value): bytes.appendBigEndian(value)
        case .float32(let value): appendOrdered(value)
        case .float64(let value): appendOrdered(value)
        case .text(let value):
            guard type.oid.isOrdered else { throw .unordered(type) }
            bytes.append(
                type.oid == .bpchar ? CharacterTypes.withoutTrailingBlanks(value) : value
            )
            bytes.append(0)
        case .bytes(let value): appendEscaped(value)
        case .uuid(let value):
            bytes.appendBigEndian(value.high)
            bytes.appendBigEndian(value.low)
        case .timeTZ(let value):
            appendOrdered(value.microseconds &+ Int64(value.zone) &* 1_000_000)
            appendOrdered(value.zone)
        case .interval(let value):
            bytes.appendBigEndian(UInt128(bitPattern: value.normalized) ^ 1 << 127)
        case .numeric(let value): append(value)
        case .jsonb(let value): value.appendKey(to: &self)
        case .array(let value): try append(value)
        case .record(let value):
            for (field, type) in zip(value.values, value.types) { try append(field, as: type) }
            bytes.append(0)
        case .vector(let value): append(value)
        case .halfvec(let value): append(value)
        case .sparsevec(let value): append(value)
        case .bits(let value):
            appendEscaped(value.bytes)
            bytes.appendBigEndian(UInt32(truncatingIfNeeded: value.bitCount))
        }
    }

    mutating func appendOrdered(_ value: Int32) {
        bytes.appendBigEndian(UInt32(bitPattern: value) ^ 1 << 31)
    }

    mutating func appendOrdered(_ value: Int64) {
        bytes.appendBigEndian(UInt64(bitPattern: value) ^ 1 << 63)
    }

    /// Appends a float: positive with the sign bit set, negative complemented; one zero, one NaN.
    mutating func appendOrdered(_ value: Float) {
        let bits = value.isNaN ? Float.nan.bitPattern : (value + 0).bitPattern
        bytes.appendBigEndian(bits & 1 << 31 == 0 ? bits | 1 << 31 : ~bits)
    }

    /// Appends a float; see ``appendOrdered(_:)-(Float)``.
    mutating func appendOrdered(_ value: Double) {
        let bits = value.isNaN ? Double.nan.bitPattern : (value + 0).bitPattern
        bytes.appendBigEndian(bits & 1 << 63 == 0 ? bits | 1 << 63 : ~bits)
    }

    /// Appends bytes that may contain zeros: 00 becomes 00 FF, and 00 00 ends them.
    mutating func appendEscaped(_ value: [UInt8]) {
        for byte in value {
            bytes.append(byte)
            if byte == 0 { bytes.append(0xFF) }
        }
        bytes.append(0)
        bytes.append(0)
    }
}

extension OID {
    /// Whether values of this type, represented as text, have an order.
    var isOrdered: Bool { self != .json && self != .xml && self != .pgNodeTree && self != .aclitem }
}

extension DatabaseError {
    static func unordered(_ type: SQLType) -> DatabaseError {
        DatabaseError(
            .undefinedFunction,
            "could not identify an ordering operator for type "
                + type.formatted(withModifier: false)
        )
    }
}
