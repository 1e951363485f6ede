// SPDX-License-Identifier: Apache-2.0

/// A row value: fields of their own types; immutable, one reference wide.
///
/// Source: PostgreSQL 15 manual, section 8.16 "Composite Types".
public struct RecordValue: Sendable {
    private final class Box: Sendable {
        let types: [SQLType]
        let values: [Value]
        let names: [String]

        init(types: [SQLType], values: [Value], names: [String]) {
            self.types = types
            self.values = values
            self.names = names
        }
    }

    private let box: Box

    /// The types of the fields.
    public var types: [SQLType] { box.types }
    /// The fields, as many as there are types.
    public var values: [Value] { box.values }

    /// The names of the fields; empty for a row that has none, such as `ROW(1, 2)`.
    public var names: [String] { box.names }

    /// A row of `values`, each in the representation of its type or NULL.
    public init(types: [SQLType], values: [Value], names: [String] = []) {
        precondition(types.count == values.count, "one type for each field of a record")
        precondition(names.isEmpty || names.count == types.count, "one name for each field or none")
        box = Box(types: types, values: values, names: names)
    }
}
