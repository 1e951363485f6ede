// SPDX-License-Identifier: Apache-2.0

/// A row value: fields of their own types; immutable, one reference wide.
///
/// Source: PostgreSQL 15 manual, section 8.16 "Composite Types".
public struct RecordValue: Sendable {
    private final class Box: Sendable {
        let types: [SQLType]
        let values: [Value]

        init(types: [SQLType], values: [Value]) {
            self.types = types
            self.values = values
        }
    }

    private let box: Box

    /// The types of the fields.
    public var types: [SQLType] { box.types }
    /// The fields, as many as there are types.
    public var values: [Value] { box.values }

    /// A row of `values`, each in the representation of its type or NULL.
    public init(types: [SQLType], values: [Value]) {
        precondition(types.count == values.count, "one type for each field of a record")
        box = Box(types: types, values: values)
    }
}
