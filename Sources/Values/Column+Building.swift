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
    public mutating func append(_ value: Value) {
        if value.isNull {
            nulls.insert(count)
            appendPlaceholder()
            return
        }
        // The elements are taken out while they change, so that the array stays uniquely owned.
        let taken = elements
        elements = .values([])
        switch (consume taken, value) {
        case (.bool(var array), .bool(let item)):
            array.append(item)
            elements = .bool(array)
        case (.int16(var array), .int16(let item)):
            array.append(item)
            elements = .int16(array)
        case (.int32(var array), .int32(let item)):
            array.append(item)
            elements = .int32(array)
        case (.int64(var array), .int64(let item)):
            array.append(item)
            elements = .int64(array)
        case (.oid(var array), .oid(let item)):
            array.append(item)
            elements = .oid(array)
        case (.float32(var array), .float32(let item)):
            array.append(item)
            elements = .float32(array)
        case (.float64(var array), .float64(let item)):
            array.append(item)
            elements = .float64(array)
        case (.text(var array), .text(let item)):
            array.append(item)
            elements = .text(array)
        case (.values(var array), let item):
            array.append(item)
            elements = .values(array)
        case (_, let item):
            preconditionFailure("value \(item) does not have the representation of \(type)")
        }
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
        let taken = elements
        elements = .values([])
        switch consume taken {
        case .bool(var array):
            bool(&array)
            elements = .bool(array)
        case .int16(var array):
            int16(&array)
            elements = .int16(array)
        case .int32(var array):
            int32(&array)
            elements = .int32(array)
        case .int64(var array):
            int64(&array)
            elements = .int64(array)
        case .oid(var array):
            oid(&array)
            elements = .oid(array)
        case .float32(var array):
            float32(&array)
            elements = .float32(array)
        case .float64(var array):
            float64(&array)
            elements = .float64(array)
        case .text(var array):
            text(&array)
            elements = .text(array)
        case .values(var array):
            values(&array)
            elements = .values(array)
        }
    }
}
