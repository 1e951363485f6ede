// SPDX-License-Identifier: Apache-2.0

/// The values of one column of a batch, stored by representation, with a mask of NULLs.
///
/// A NULL row holds an arbitrary element. The count of elements is the batch's row count.
public struct Column: Sendable {
    /// The elements in the representation of the column's type.
    public enum Elements: Sendable {
        case bool([Bool])
        case int16([Int16])
        case int32([Int32])
        case int64([Int64])
        case oid([UInt32])
        case float32([Float])
        case float64([Double])
        case text([String])
        /// Types without an array of their own; a NULL row is ``Value/null``.
        case values([Value])
    }

    /// The SQL type of every element.
    public let type: SQLType
    /// The elements, as many as the batch has rows.
    public var elements: Elements
    /// Which rows are NULL.
    public var nulls: NullMask

    /// A column of `elements`, which must be in the representation of `type`.
    public init(_ type: SQLType, _ elements: Elements, nulls: NullMask = NullMask()) {
        self.type = type
        self.elements = elements
        self.nulls = nulls
    }

    /// An empty column of `type` with room for `capacity` rows.
    public init(_ type: SQLType, capacity: Int = 0) {
        self.type = type
        nulls = NullMask()
        switch type.representation {
        case .bool: elements = .bool([])
        case .int16: elements = .int16([])
        case .int32: elements = .int32([])
        case .int64: elements = .int64([])
        case .oid: elements = .oid([])
        case .float32: elements = .float32([])
        case .float64: elements = .float64([])
        case .text: elements = .text([])
        case .value: elements = .values([])
        }
        reserve(capacity)
    }

    /// A column that repeats `value` `count` times.
    public init(_ type: SQLType, repeating value: Value, count: Int) {
        self.init(type, capacity: count)
        for _ in 0..<count { append(value) }
    }

    /// A column of `values`, each in the representation of `type` or NULL.
    public init(_ type: SQLType, values: [Value]) {
        self.init(type, capacity: values.count)
        for value in values { append(value) }
    }

    /// How many rows there are.
    public var count: Int {
        switch elements {
        case .bool(let array): array.count
        case .int16(let array): array.count
        case .int32(let array): array.count
        case .int64(let array): array.count
        case .oid(let array): array.count
        case .float32(let array): array.count
        case .float64(let array): array.count
        case .text(let array): array.count
        case .values(let array): array.count
        }
    }

    /// The value of `row`.
    public subscript(row: Int) -> Value {
        if nulls[row] { return .null }
        return switch elements {
        case .bool(let array): .bool(array[row])
        case .int16(let array): .int16(array[row])
        case .int32(let array): .int32(array[row])
        case .int64(let array): .int64(array[row])
        case .oid(let array): .oid(array[row])
        case .float32(let array): .float32(array[row])
        case .float64(let array): .float64(array[row])
        case .text(let array): .text(array[row])
        case .values(let array): array[row]
        }
    }

    /// Whether `row` is NULL.
    public func isNull(_ row: Int) -> Bool { nulls[row] }
}
