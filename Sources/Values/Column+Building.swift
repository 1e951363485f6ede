// SPDX-License-Identifier: Apache-2.0

extension Column {
    /// Makes room for `capacity` rows.
    public mutating func reserve(_ capacity: Int) {
        guard capacity > 0 else { return }
        modify(
            bool: { $0.reserveCapacity(capacity) },
            int16: { $0.reserveCapacity(capacity) },
            int32: { $0.reserveCapacity(capacity) },
            int64: { $0.reserveCapacity(capacity) },
            oid: { $0.reserveCapacity(capacity) },
            float32: { $0.reserveCapacity(capacity) },
            float64: { $0.reserveCapacity(capacity) },
            text: { $0.reserveCapacity(capacity) },
            values: { $0.reserveCapacity(capacity) }
        )
    }

    /// Appends `value`, which must be NULL or in the representation of the column's type.
    ///
    /// - Complexity: constant on average; never copies the rows there are.
    public mutating func append(_ value: Value) {
        switch value {
        case .null: appendNull()
        case .bool(let item): append(item)
        case .int16(let item): append(item)
        case .int32(let item): append(item)
        case .int64(let item): append(item)
        case .oid(let item): append(oid: item)
        case .float32(let item): append(item)
        case .float64(let item): append(item)
        case .text(let item): append(item)
        default: append(other: value)
        }
    }

    /// Appends a NULL.
    public mutating func appendNull() {
        nulls.insert(count)
        appendPlaceholder()
    }

    /// Appends to a column of representation ``Representation/bool``.
    public mutating func append(_ item: Bool) {
        guard case .bool(var array) = elements else { return append(other: .bool(item)) }
        // The enum lets go of its array before that changes, so that it is not copied.
        elements = .values([])
        array.append(item)
        elements = .bool(array)
    }

    /// Appends to a column of representation ``Representation/int16``.
    public mutating func append(_ item: Int16) {
        guard case .int16(var array) = elements else { return append(other: .int16(item)) }
        // The enum lets go of its array before that changes, so that it is not copied.
        elements = .values([])
        array.append(item)
        elements = .int16(array)
    }

    /// Appends to a column of representation ``Representation/int32``.
    public mutating func append(_ item: Int32) {
        guard case .int32(var array) = elements else { return append(other: .int32(item)) }
        // The enum lets go of its array before that changes, so that it is not copied.
        elements = .values([])
        array.append(item)
        elements = .int32(array)
    }

    /// Appends to a column of representation ``Representation/int64``.
    public mutating func append(_ item: Int64) {
        guard case .int64(var array) = elements else { return append(other: .int64(item)) }
        // The enum lets go of its array before that changes, so that it is not copied.
        elements = .values([])
        array.append(item)
        elements = .int64(array)
    }

    /// Appends to a column of representation ``Representation/oid``.
    public mutating func append(oid item: UInt32) {
        guard case .oid(var array) = elements else { return append(other: .oid(item)) }
        // The enum lets go of its array before that changes, so that it is not copied.
        elements = .values([])
        array.append(item)
        elements = .oid(array)
    }

    /// Appends to a column of representation ``Representation/float32``.
    public mutating func append(_ item: Float) {
        guard case .float32(var array) = elements else { return append(other: .float32(item)) }
        // The enum lets go of its array before that changes, so that it is not copied.
        elements = .values([])
        array.append(item)
        elements = .float32(array)
    }

    /// Appends to a column of representation ``Representation/float64``.
    public mutating func append(_ item: Double) {
        guard case .float64(var array) = elements else { return append(other: .float64(item)) }
        // The enum lets go of its array before that changes, so that it is not copied.
        elements = .values([])
        array.append(item)
        elements = .float64(array)
    }

    /// Appends to a column of representation ``Representation/text``.
    public mutating func append(_ item: String) {
        guard case .text(var array) = elements else { return append(other: .text(item)) }
        // The enum lets go of its array before that changes, so that it is not copied.
        elements = .values([])
        array.append(item)
        elements = .text(array)
    }

    private mutating func append(other value: Value) {
        guard case .values(var array) = elements else {
            preconditionFailure("value \(value) does not have the representation of \(type)")
        }
        elements = .values([])
        array.append(value)
        elements = .values(array)
    }

    private mutating func appendPlaceholder() {
        modify(
            bool: { $0.append(false) },
            int16: { $0.append(0) },
            int32: { $0.append(0) },
            int64: { $0.append(0) },
            oid: { $0.append(0) },
            float32: { $0.append(0) },
            float64: { $0.append(0) },
            text: { $0.append("") },
            values: { $0.append(.null) }
        )
    }

    /// Appends the rows of `other`, a column of the same representation.
    public mutating func append(contentsOf other: Column) {
        let offset = count
        if !other.nulls.isEmpty {
            for row in 0..<other.count where other.nulls[row] { nulls.insert(offset + row) }
        }
        modify(
            bool: { if case .bool(let rows) = other.elements { $0 += rows } },
            int16: { if case .int16(let rows) = other.elements { $0 += rows } },
            int32: { if case .int32(let rows) = other.elements { $0 += rows } },
            int64: { if case .int64(let rows) = other.elements { $0 += rows } },
            oid: { if case .oid(let rows) = other.elements { $0 += rows } },
            float32: { if case .float32(let rows) = other.elements { $0 += rows } },
            float64: { if case .float64(let rows) = other.elements { $0 += rows } },
            text: { if case .text(let rows) = other.elements { $0 += rows } },
            values: { if case .values(let rows) = other.elements { $0 += rows } }
        )
        precondition(count == offset + other.count, "columns of different representation")
    }

    /// The rows numbered by `rows`, in that order.
    public func gathering(_ rows: [Int]) -> Column {
        var gathered = NullMask()
        if !nulls.isEmpty {
            for (index, row) in rows.enumerated() where nulls[row] { gathered.insert(index) }
        }
        let picked: Elements =
            switch elements {
            case .bool(let array): .bool(rows.map { array[$0] })
            case .int16(let array): .int16(rows.map { array[$0] })
            case .int32(let array): .int32(rows.map { array[$0] })
            case .int64(let array): .int64(rows.map { array[$0] })
            case .oid(let array): .oid(rows.map { array[$0] })
            case .float32(let array): .float32(rows.map { array[$0] })
            case .float64(let array): .float64(rows.map { array[$0] })
            case .text(let array): .text(rows.map { array[$0] })
            case .values(let array): .values(rows.map { array[$0] })
            }
        return Column(type, picked, nulls: gathered)
    }

    /// The same rows under another type of the same representation.
    public func retyped(_ type: SQLType) -> Column { Column(type, elements, nulls: nulls) }

    /// Changes the array of elements in place: the enum lets go of it meanwhile.
    private mutating func modify(
        bool: (inout [Bool]) -> Void,
        int16: (inout [Int16]) -> Void,
        int32: (inout [Int32]) -> Void,
        int64: (inout [Int64]) -> Void,
        oid: (inout [UInt32]) -> Void,
        float32: (inout [Float]) -> Void,
        float64: (inout [Double]) -> Void,
        text: (inout [String]) -> Void,
        values: (inout [Value]) -> Void
    ) {
        switch elements {
        case .bool(var array):
            elements = .values([])
            bool(&array)
            elements = .bool(array)
        case .int16(var array):
            elements = .values([])
            int16(&array)
            elements = .int16(array)
        case .int32(var array):
            elements = .values([])
            int32(&array)
            elements = .int32(array)
        case .int64(var array):
            elements = .values([])
            int64(&array)
            elements = .int64(array)
        case .oid(var array):
            elements = .values([])
            oid(&array)
            elements = .oid(array)
        case .float32(var array):
            elements = .values([])
            float32(&array)
            elements = .float32(array)
        case .float64(var array):
            elements = .values([])
            float64(&array)
            elements = .float64(array)
        case .text(var array):
            elements = .values([])
            text(&array)
            elements = .text(array)
        case .values(var array):
            elements = .values([])
            values(&array)
            elements = .values(array)
        }
    }
}
