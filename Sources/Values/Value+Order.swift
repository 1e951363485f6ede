// SPDX-License-Identifier: Apache-2.0

import Vectors

extension Value {
    /// -1, 0 or 1 as `a` sorts before, with or after `b` by the default btree order of `type`.
    ///
    /// Floats have NaN above everything and one zero, text is ordered by bytes, char(n) without the
    /// blanks at its end, numerics across scales, intervals by 30-day months.
    ///
    /// NULL sorts with NULL and after everything else, as it does inside of arrays and records.
    public static func compare(_ a: Value, _ b: Value, as type: SQLType) -> Int {
        switch (a, b) {
        case (.int32(let x), .int32(let y)): order(x, y)
        case (.int64(let x), .int64(let y)):
            type.oid.isUnsigned ? order(UInt64(bitPattern: x), UInt64(bitPattern: y)) : order(x, y)
        case (.text(let x), .text(let y)):
            type.oid == .bpchar
                ? TextOrder.compare(
                    CharacterTypes.withoutTrailingBlanks(x),
                    CharacterTypes.withoutTrailingBlanks(y)
                )
                : TextOrder.compare(x, y)
        case (.bool(let x), .bool(let y)): order(x ? 1 : 0, y ? 1 : 0)
        case (.int16(let x), .int16(let y)): order(x, y)
        case (.oid(let x), .oid(let y)): order(x, y)
        case (.float32(let x), .float32(let y)): compare(x, y)
        case (.float64(let x), .float64(let y)): compare(x, y)
        case (.numeric(let x), .numeric(let y)): Numeric.compare(x, y)
        case (.bytes(let x), .bytes(let y)): TextOrder.compare(x.span.bytes, y.span.bytes)
        default: compareOther(a, b)
        }
    }

    /// Whether `a` and `b` are equal by the default equality of `type`; NULL equals NULL.
    public static func areEqual(_ a: Value, _ b: Value, as type: SQLType) -> Bool {
        compare(a, b, as: type) == 0
    }

    private static func compareOther(_ a: Value, _ b: Value) -> Int {
        switch (a, b) {
        case (.interval(let x), .interval(let y)): order(x.normalized, y.normalized)
        case (.timeTZ(let x), .timeTZ(let y)): order(x, y)
        case (.uuid(let x), .uuid(let y)): order(x, y)
        case (.jsonb(let x), .jsonb(let y)): JSONB.compare(x, y)
        case (.array(let x), .array(let y)): ArrayValue.compare(x, y)
        case (.record(let x), .record(let y)): RecordValue.compare(x, y)
        case (.vector(let x), .vector(let y)): Vector.compare(x, y).signum()
        case (.halfvec(let x), .halfvec(let y)): HalfVector.compare(x, y).signum()
        case (.sparsevec(let x), .sparsevec(let y)): SparseVector.compare(x, y).signum()
        case (.bits(let x), .bits(let y)): BitString.compare(x, y).signum()
        case (.null, .null): 0
        case (.null, _): 1
        case (_, .null): -1
        default: preconditionFailure("\(a) and \(b) are of different representations")
        }
    }

    private static func order<Item: Comparable>(_ a: Item, _ b: Item) -> Int {
        a == b ? 0 : a < b ? -1 : 1
    }

    private static func compare<Number: BinaryFloatingPoint>(_ a: Number, _ b: Number) -> Int {
        if a == b { return 0 }
        if a < b { return -1 }
        if a > b { return 1 }
        return a.isNaN ? (b.isNaN ? 0 : 1) : -1
    }

    /// Hashes so that values equal under ``areEqual(_:_:as:)`` hash alike.
    public func hash(into hasher: inout Hasher, as type: SQLType) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .int16(let value): hasher.combine(value)
        case .int32(let value): hasher.combine(value)
        case .int64(let value): hasher.combine(value)
        case .oid(let value): hasher.combine(value)
        case .float32(let value): hasher.combine(value.isNaN ? .nan : value)
        case .float64(let value): hasher.combine(value.isNaN ? .nan : value)
        case .text(let value):
            let text = type.oid == .bpchar ? CharacterTypes.withoutTrailingBlanks(value) : value
            text.utf8Span.span.withUnsafeBytes { hasher.combine(bytes: $0) }
        case .numeric(let value): hasher.combine(value)
        case .bytes(let value): hasher.combine(value)
        case .interval(let value): hasher.combine(value)
        case .timeTZ(let value): hasher.combine(value)
        case .uuid(let value): hasher.combine(value)
        case .jsonb(let value): hasher.combine(value)
        case .array(let value):
            let element = SQLType(value.elementType)
            for item in value.elements { item.hash(into: &hasher, as: element) }
        case .record(let value):
            for (item, type) in zip(value.values, value.types) {
                item.hash(into: &hasher, as: type)
            }
        case .vector(let value): hasher.combine(value)
        case .halfvec(let value): hasher.combine(value)
        case .sparsevec(let value): hasher.combine(value)
        case .bits(let value): hasher.combine(value)
        }
    }
}

extension OID {
    /// Whether an `int64` of this type holds an unsigned number.
    var isUnsigned: Bool { self == .pgLSN || self == .xid8 }
}

extension ArrayValue {
    /// -1, 0 or 1: by the elements in order, then by their count, then by the dimensions.
    static func compare(_ a: ArrayValue, _ b: ArrayValue) -> Int {
        let type = SQLType(a.elementType)
        let (x, y) = (a.elements, b.elements)
        for index in 0..<min(x.count, y.count) {
            let order = Value.compare(x[index], y[index], as: type)
            if order != 0 { return order }
        }
        if x.count != y.count { return x.count < y.count ? -1 : 1 }
        let (p, q) = (a.dimensions, b.dimensions)
        if p.count != q.count { return p.count < q.count ? -1 : 1 }
        for (left, right) in zip(p, q) where left.count != right.count {
            return left.count < right.count ? -1 : 1
        }
        for (left, right) in zip(p, q) where left.lowerBound != right.lowerBound {
            return left.lowerBound < right.lowerBound ? -1 : 1
        }
        return 0
    }
}

extension RecordValue {
    /// -1, 0 or 1 by the fields in order; records of different shapes by their count.
    static func compare(_ a: RecordValue, _ b: RecordValue) -> Int {
        let (x, y) = (a.values, b.values)
        for index in 0..<min(x.count, y.count) {
            let order = Value.compare(x[index], y[index], as: a.types[index])
            if order != 0 { return order }
        }
        return x.count == y.count ? 0 : x.count < y.count ? -1 : 1
    }
}
