// SPDX-License-Identifier: Apache-2.0

import Values

/// A Swift type that represents SQL values in function bodies.
protocol Scalar: Sendable {
    /// The value as this type; an internal error when it is of another representation.
    static func unwrap(_ value: Value) throws(DatabaseError) -> Self
    /// The SQL value.
    var wrapped: Value { get }
}

/// A scalar whose columns are arrays of their own, for loops over batches.
protocol ColumnScalar: Scalar {
    /// The rows of a column of this representation; an internal error for any other.
    static func rows(_ column: Column) throws(DatabaseError) -> [Self]
    /// A column's elements.
    static func elements(_ rows: [Self]) -> Column.Elements
    /// What stands in the place of NULLs.
    static var placeholder: Self { get }
}

/// A value whose representation is not what its type demands: a programming error that must not
/// end the server.
func unexpectedRepresentation(_ value: Value, _ expected: String) -> DatabaseError {
    DatabaseError(.internalError, "unexpected representation, expected \(expected)")
}

extension Bool: ColumnScalar {
    static func unwrap(_ value: Value) throws(DatabaseError) -> Bool {
        guard case .bool(let item) = value else { throw unexpectedRepresentation(value, "bool") }
        return item
    }
    var wrapped: Value { .bool(self) }
    static func rows(_ column: Column) throws(DatabaseError) -> [Bool] {
        guard case .bool(let rows) = column.elements else { throw column.unexpected("bool") }
        return rows
    }
    static func elements(_ rows: [Bool]) -> Column.Elements { .bool(rows) }
    static var placeholder: Bool { false }
}

extension Int16: ColumnScalar {
    static func unwrap(_ value: Value) throws(DatabaseError) -> Int16 {
        guard case .int16(let item) = value else { throw unexpectedRepresentation(value, "int2") }
        return item
    }
    var wrapped: Value { .int16(self) }
    static func rows(_ column: Column) throws(DatabaseError) -> [Int16] {
        guard case .int16(let rows) = column.elements else { throw column.unexpected("int2") }
        return rows
    }
    static func elements(_ rows: [Int16]) -> Column.Elements { .int16(rows) }
    static var placeholder: Int16 { 0 }
}

extension Int32: ColumnScalar {
    static func unwrap(_ value: Value) throws(DatabaseError) -> Int32 {
        guard case .int32(let item) = value else { throw unexpectedRepresentation(value, "int4") }
        return item
    }
    var wrapped: Value { .int32(self) }
    static func rows(_ column: Column) throws(DatabaseError) -> [Int32] {
        guard case .int32(let rows) = column.elements else { throw column.unexpected("int4") }
        return rows
    }
    static func elements(_ rows: [Int32]) -> Column.Elements { .int32(rows) }
    static var placeholder: Int32 { 0 }
}

extension Int64: ColumnScalar {
    static func unwrap(_ value: Value) throws(DatabaseError) -> Int64 {
        guard case .int64(let item) = value else { throw unexpectedRepresentation(value, "int8") }
        return item
    }
    var wrapped: Value { .int64(self) }
    static func rows(_ column: Column) throws(DatabaseError) -> [Int64] {
        guard case .int64(let rows) = column.elements else { throw column.unexpected("int8") }
        return rows
    }
    static func elements(_ rows: [Int64]) -> Column.Elements { .int64(rows) }
    static var placeholder: Int64 { 0 }
}

extension UInt32: ColumnScalar {
    static func unwrap(_ value: Value) throws(DatabaseError) -> UInt32 {
        guard case .oid(let item) = value else { throw unexpectedRepresentation(value, "oid") }
        return item
    }
    var wrapped: Value { .oid(self) }
    static func rows(_ column: Column) throws(DatabaseError) -> [UInt32] {
        guard case .oid(let rows) = column.elements else { throw column.unexpected("oid") }
        return rows
    }
    static func elements(_ rows: [UInt32]) -> Column.Elements { .oid(rows) }
    static var placeholder: UInt32 { 0 }
}

extension Float: ColumnScalar {
    static func unwrap(_ value: Value) throws(DatabaseError) -> Float {
        guard case .float32(let item) = value else {
            throw unexpectedRepresentation(value, "float4")
        }
        return item
    }
    var wrapped: Value { .float32(self) }
    static func rows(_ column: Column) throws(DatabaseError) -> [Float] {
        guard case .float32(let rows) = column.elements else { throw column.unexpected("float4") }
        return rows
    }
    static func elements(_ rows: [Float]) -> Column.Elements { .float32(rows) }
    static var placeholder: Float { 0 }
}

extension Double: ColumnScalar {
    static func unwrap(_ value: Value) throws(DatabaseError) -> Double {
        guard case .float64(let item) = value else {
            throw unexpectedRepresentation(value, "float8")
        }
        return item
    }
    var wrapped: Value { .float64(self) }
    static func rows(_ column: Column) throws(DatabaseError) -> [Double] {
        guard case .float64(let rows) = column.elements else { throw column.unexpected("float8") }
        return rows
    }
    static func elements(_ rows: [Double]) -> Column.Elements { .float64(rows) }
    static var placeholder: Double { 0 }
}

extension String: ColumnScalar {
    static func unwrap(_ value: Value) throws(DatabaseError) -> String {
        guard case .text(let item) = value else { throw unexpectedRepresentation(value, "text") }
        return item
    }
    var wrapped: Value { .text(self) }
    static func rows(_ column: Column) throws(DatabaseError) -> [String] {
        guard case .text(let rows) = column.elements else { throw column.unexpected("text") }
        return rows
    }
    static func elements(_ rows: [String]) -> Column.Elements { .text(rows) }
    static var placeholder: String { "" }
}

extension Optional: Scalar where Wrapped: Scalar {
    static func unwrap(_ value: Value) throws(DatabaseError) -> Wrapped? {
        value.isNull ? nil : try Wrapped.unwrap(value)
    }
    var wrapped: Value { self?.wrapped ?? .null }
}

extension Value: Scalar {
    static func unwrap(_ value: Value) throws(DatabaseError) -> Value { value }
    var wrapped: Value { self }
}

extension Column {
    func unexpected(_ expected: String) -> DatabaseError {
        DatabaseError(.internalError, "unexpected column representation, expected \(expected)")
    }
}
