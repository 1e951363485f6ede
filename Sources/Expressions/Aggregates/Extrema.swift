// SPDX-License-Identifier: Apache-2.0

import Values
import Vectors

/// The greatest value.
enum Maximum<Input: ColumnScalar & Ordered>: Fold {
    static var initial: Input { Input.placeholder }
    static func add(_ input: Input, to state: inout Input, isFirst: Bool) {
        if isFirst || Input.isLess(state, input) { state = input }
    }
    static func result(_ state: Input) -> Value { state.wrapped }
}

/// The least value.
enum Minimum<Input: ColumnScalar & Ordered>: Fold {
    static var initial: Input { Input.placeholder }
    static func add(_ input: Input, to state: inout Input, isFirst: Bool) {
        if isFirst || Input.isLess(input, state) { state = input }
    }
    static func result(_ state: Input) -> Value { state.wrapped }
}

/// Combines integers bit by bit, or booleans.
enum BitwiseAnd<Input: SQLInteger>: Fold {
    static var initial: Input { -1 }
    static func add(_ input: Input, to state: inout Input, isFirst: Bool) { state &= input }
    static func result(_ state: Input) -> Value { state.wrapped }
}

/// Combines integers bit by bit.
enum BitwiseOr<Input: SQLInteger>: Fold {
    static var initial: Input { 0 }
    static func add(_ input: Input, to state: inout Input, isFirst: Bool) { state |= input }
    static func result(_ state: Input) -> Value { state.wrapped }
}

/// Combines integers bit by bit.
enum BitwiseXor<Input: SQLInteger>: Fold {
    static var initial: Input { 0 }
    static func add(_ input: Input, to state: inout Input, isFirst: Bool) { state ^= input }
    static func result(_ state: Input) -> Value { state.wrapped }
}

/// Whether all values are true.
enum AllTrue: Fold {
    static var initial: Bool { true }
    static func add(_ input: Bool, to state: inout Bool, isFirst: Bool) { state = state && input }
    static func result(_ state: Bool) -> Value { .bool(state) }
}

/// Whether any value is true.
enum AnyTrue: Fold {
    static var initial: Bool { false }
    static func add(_ input: Bool, to state: inout Bool, isFirst: Bool) { state = state || input }
    static func result(_ state: Bool) -> Value { .bool(state) }
}

extension RegistryBuilder {
    /// `min`, `max`, `bool_and`, `bool_or`, `every`, `bit_and`, `bit_or`, `bit_xor`.
    mutating func addExtrema() {
        extrema(2117, 2133, .int2, Int16.self)
        extrema(2116, 2132, .int4, Int32.self)
        extrema(2115, 2131, .int8, Int64.self)
        extrema(2118, 2134, .oid, UInt32.self)
        extrema(2119, 2135, .float4, Float.self)
        extrema(2120, 2136, .float8, Double.self)
        extrema(2129, 2145, .text, String.self)
        extrema(2122, 2138, .date, Int32.self)
        extrema(2123, 2139, .time, Int64.self)
        extrema(2125, 2141, .money, Int64.self)
        extrema(2126, 2142, .timestamp, Int64.self)
        extrema(2127, 2143, .timestamptz, Int64.self)
        for (maximum, minimum, type) in [
            (2050, 2051, OID.anyarray), (2124, 2140, .timetz), (2128, 2144, .interval),
            (2130, 2146, .numeric), (2244, 2245, .bpchar), (2797, 2798, .tid),
            (3564, 3565, .inet), (4189, 4190, .pgLSN),
        ] as [(UInt32, UInt32, OID)] {
            // Of equals, such as 1.0 and 1.00, the last one stands, but of char(n) the first.
            let keepsFirst = type == .bpchar
            extremum(maximum, "max", type) { $0 > 0 || ($0 == 0 && !keepsFirst) }
            extremum(minimum, "min", type) { $0 < 0 || ($0 == 0 && !keepsFirst) }
        }
        add(fold: 2517, "bool_and", .bool, .bool, AllTrue.self)
        add(fold: 2518, "bool_or", .bool, .bool, AnyTrue.self)
        add(fold: 2519, "every", .bool, .bool, AllTrue.self)
        bits(2236, 2237, 6164, .int2, Int16.self)
        bits(2238, 2239, 6165, .int4, Int32.self)
        bits(2240, 2241, 6166, .int8, Int64.self)
        bitStrings(2242, "bit_and", "AND") { $0 & $1 }
        bitStrings(2243, "bit_or", "OR") { $0 | $1 }
        bitStrings(6167, "bit_xor", "XOR") { $0 ^ $1 }
    }

    private mutating func extrema<A: ColumnScalar & Ordered>(
        _ maximum: UInt32,
        _ minimum: UInt32,
        _ type: OID,
        _ representation: A.Type
    ) {
        add(fold: maximum, "max", type, type, Maximum<A>.self)
        add(fold: minimum, "min", type, type, Minimum<A>.self)
    }

    /// An extremum by the order of values: a value replaces the best when `isBetter` holds of how
    /// it compares with that.
    private mutating func extremum(
        _ oid: UInt32,
        _ name: String,
        _ type: OID,
        _ isBetter: @escaping @Sendable (Int) -> Bool
    ) {
        add(aggregate: oid, name, [type], type) { _, arguments, result in
            StateAccumulator(
                result,
                initial: Value.null,
                add: { (best, columns, row) in
                    let value = columns[0][row]
                    if best.isNull || isBetter(Value.compare(value, best, as: arguments[0])) {
                        best = value
                    }
                },
                result: { $0 }
            )
        }
    }

    private mutating func bits<A: SQLInteger>(
        _ and: UInt32,
        _ or: UInt32,
        _ xor: UInt32,
        _ type: OID,
        _ representation: A.Type
    ) {
        add(fold: and, "bit_and", type, type, BitwiseAnd<A>.self)
        add(fold: or, "bit_or", type, type, BitwiseOr<A>.self)
        add(fold: xor, "bit_xor", type, type, BitwiseXor<A>.self)
    }

    private mutating func bitStrings(
        _ oid: UInt32,
        _ name: String,
        _ verb: String,
        _ combine: @escaping @Sendable (UInt8, UInt8) -> UInt8
    ) {
        add(aggregate: oid, name, [.bit], .bit) { _, _, type in
            StateAccumulator<BitString?>(
                type,
                initial: nil,
                add: { (state, columns, row) throws(DatabaseError) in
                    let bits = try BitString.unwrap(columns[0][row])
                    guard let old = state else {
                        state = bits
                        return
                    }
                    state = try old.combined(with: bits, verb, combine)
                },
                result: { $0.wrapped }
            )
        }
    }
}
