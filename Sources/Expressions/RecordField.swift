// SPDX-License-Identifier: Apache-2.0

public import Values

/// One field of the records of some type: functions such as `row_to_json` need its name.
public struct RecordField: Sendable, Hashable {
    /// The field's name.
    public var name: String
    /// The type of its values.
    public var type: SQLType

    /// A field called `name`.
    public init(name: String, type: SQLType) {
        self.name = name
        self.type = type
    }
}
