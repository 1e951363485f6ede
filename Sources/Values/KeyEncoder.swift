// SPDX-License-Identifier: Apache-2.0

/// Builds keys whose bytewise order is the order of the values they were made of.
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
    ) throws(DatabaseError) {}
}

/// Reads back the values of a key, in the order in which they were appended.
///
/// A value read back equals the one appended; for types whose equal values differ in print
/// (numeric's scale, interval's units, float's negative zero) it may be another of its equals.
public struct KeyDecoder: Sendable {
    /// Where the next column begins.
    public private(set) var offset: Int
    private let bytes: [UInt8]

    /// Reads the columns of `bytes` from `offset` on.
    public init(_ bytes: [UInt8], from offset: Int = 0) {
        self.bytes = bytes
        self.offset = offset
    }

    /// The next column.
    ///
    /// - Throws: XX002 when the bytes are not a key of that type.
    public mutating func next(
        as type: SQLType,
        descending: Bool = false,
        nullsFirst: Bool = false
    ) throws(DatabaseError) -> Value {
        throw DatabaseError(.indexCorrupted, "key is damaged")
    }
}
