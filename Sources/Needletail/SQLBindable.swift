// SPDX-License-Identifier: Apache-2.0

public import Values
import Vectors

/// A Swift value that can stand for a parameter.
public protocol SQLBindable: Sendable {
    /// The SQL type it is sent as; ``Values/OID/invalid`` leaves the choice to the statement, and
    /// the value is then read as text.
    var sqlType: OID { get }
    /// The value, in the representation of that type; text when the type is left open.
    ///
    /// - Throws: When SQL has no such value, such as a vector with NaN.
    var sqlValue: Value { get throws(DatabaseError) }
}

extension Bool: SQLBindable {
    /// The SQL type it is sent as.
    public var sqlType: OID { .bool }
    /// The value as it is sent.
    public var sqlValue: Value { .bool(self) }
}

extension Int: SQLBindable {
    /// The SQL type it is sent as.
    public var sqlType: OID { .int8 }
    /// The value as it is sent.
    public var sqlValue: Value { .int64(Int64(self)) }
}

extension Int64: SQLBindable {
    /// The SQL type it is sent as.
    public var sqlType: OID { .int8 }
    /// The value as it is sent.
    public var sqlValue: Value { .int64(self) }
}

extension Int32: SQLBindable {
    /// The SQL type it is sent as.
    public var sqlType: OID { .int4 }
    /// The value as it is sent.
    public var sqlValue: Value { .int32(self) }
}

extension Double: SQLBindable {
    /// The SQL type it is sent as.
    public var sqlType: OID { .float8 }
    /// The value as it is sent.
    public var sqlValue: Value { .float64(self) }
}

extension Float: SQLBindable {
    /// The SQL type it is sent as.
    public var sqlType: OID { .float4 }
    /// The value as it is sent.
    public var sqlValue: Value { .float32(self) }
}

extension String: SQLBindable {
    /// Text fits every type: the statement decides.
    public var sqlType: OID { .invalid }
    /// The value as it is sent.
    public var sqlValue: Value { .text(self) }
}

extension Array: SQLBindable where Element: SQLArrayElement {
    /// The SQL type it is sent as.
    public var sqlType: OID { Element.sqlArrayType }
    /// The value as it is sent.
    public var sqlValue: Value {
        get throws(DatabaseError) { try Element.sqlArray(self) }
    }
}

/// An element type whose arrays can be parameters: floats are vectors, bytes are bytea.
public protocol SQLArrayElement: Sendable {
    /// The SQL type of an array of these.
    static var sqlArrayType: OID { get }
    /// The array as a value of that type.
    ///
    /// - Throws: When SQL has no such value.
    static func sqlArray(_ elements: [Self]) throws(DatabaseError) -> Value
}

extension Float: SQLArrayElement {
    /// An array of floats is a `vector`.
    public static var sqlArrayType: OID { .vector }

    /// - Throws: 22000 for NaN and infinities, 54000 for too many elements.
    public static func sqlArray(_ elements: [Float]) throws(DatabaseError) -> Value {
        do throws(VectorError) {
            return .vector(try Vector(elements))
        } catch {
            throw DatabaseError(error)
        }
    }
}

extension UInt8: SQLArrayElement {
    /// The SQL type of an array of these.
    public static var sqlArrayType: OID { .bytea }
    /// The array as a value of that type.
    public static func sqlArray(_ elements: [UInt8]) -> Value { .bytes(elements) }
}
