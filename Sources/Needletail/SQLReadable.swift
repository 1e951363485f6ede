// SPDX-License-Identifier: Apache-2.0

public import Values
import Vectors

/// A Swift type that a column's value can be read as.
public protocol SQLReadable: Sendable {
    /// Reads `value` of SQL type `type`.
    ///
    /// - Throws: 42804 when the types do not go together, 22003 when the value does not fit, 22004
    ///   for NULL.
    init(sqlValue value: Value, type: SQLType) throws(DatabaseError)
}

extension DatabaseError {
    /// A value cannot be read as the Swift type asked for.
    fileprivate static func mismatch(
        _ value: Value,
        _ type: SQLType,
        _ target: Any.Type
    )
        -> DatabaseError
    {
        if value.isNull {
            return DatabaseError(
                .nullValueNotAllowed,
                "value is null",
                hint: "Decode \(target)? where NULL can occur."
            )
        }
        return DatabaseError(
            .datatypeMismatch,
            "type \(type.name) cannot be read as \(target)"
        )
    }
}

extension Optional: SQLReadable where Wrapped: SQLReadable {
    /// Reads `value`.
    public init(sqlValue value: Value, type: SQLType) throws(DatabaseError) {
        self = value.isNull ? nil : try Wrapped(sqlValue: value, type: type)
    }
}

extension Bool: SQLReadable {
    /// Reads `value`.
    public init(sqlValue value: Value, type: SQLType) throws(DatabaseError) {
        guard case .bool(let flag) = value else { throw .mismatch(value, type, Bool.self) }
        self = flag
    }
}

extension Int64: SQLReadable {
    /// Reads `value`.
    public init(sqlValue value: Value, type: SQLType) throws(DatabaseError) {
        switch value {
        case .int16(let number): self = Int64(number)
        case .int32(let number): self = Int64(number)
        case .int64(let number): self = number
        case .oid(let number): self = Int64(number)
        default: throw .mismatch(value, type, Int64.self)
        }
    }
}

extension Int: SQLReadable {
    /// Reads `value`.
    public init(sqlValue value: Value, type: SQLType) throws(DatabaseError) {
        self = Int(try Int64(sqlValue: value, type: type))
    }
}

extension Int32: SQLReadable {
    /// Reads `value`.
    public init(sqlValue value: Value, type: SQLType) throws(DatabaseError) {
        guard let number = Int32(exactly: try Int64(sqlValue: value, type: type)) else {
            throw DatabaseError(.numericValueOutOfRange, "integer out of range")
        }
        self = number
    }
}

extension Double: SQLReadable {
    /// Reads `value`.
    public init(sqlValue value: Value, type: SQLType) throws(DatabaseError) {
        switch value {
        case .float64(let number): self = number
        case .float32(let number): self = Double(number)
        case .numeric(let number): self = try number.double()
        default: throw .mismatch(value, type, Double.self)
        }
    }
}

extension Float: SQLReadable {
    /// Reads `value`.
    public init(sqlValue value: Value, type: SQLType) throws(DatabaseError) {
        guard case .float32(let number) = value else { throw .mismatch(value, type, Float.self) }
        self = number
    }
}

extension String: SQLReadable {
    /// Text as it is; any other type as PostgreSQL prints it.
    public init(sqlValue value: Value, type: SQLType) throws(DatabaseError) {
        if value.isNull { throw .mismatch(value, type, String.self) }
        self = TypeCodec.text(value, as: type, Formatting())
    }
}

extension Array: SQLReadable where Element: SQLElementReadable {
    /// Reads `value`.
    public init(sqlValue value: Value, type: SQLType) throws(DatabaseError) {
        guard let elements = Element.elements(of: value) else {
            throw .mismatch(value, type, [Element].self)
        }
        self = elements
    }
}

/// An element type whose arrays can be read: floats from vectors, bytes from bytea.
public protocol SQLElementReadable: Sendable {
    /// The elements of `value`; nil when it has none of these.
    static func elements(of value: Value) -> [Self]?
}

extension Float: SQLElementReadable {
    /// The elements of `value`; nil when it has none of these.
    public static func elements(of value: Value) -> [Float]? {
        switch value {
        case .vector(let vector): vector.elements
        case .halfvec(let vector): vector.elements
        default: nil
        }
    }
}

extension UInt8: SQLElementReadable {
    /// The elements of `value`; nil when it has none of these.
    public static func elements(of value: Value) -> [UInt8]? {
        if case .bytes(let bytes) = value { bytes } else { nil }
    }
}
