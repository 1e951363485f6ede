// SPDX-License-Identifier: Apache-2.0

import Values

/// The sum of integers that fits a bigint.
enum IntegerSum<Input: SQLInteger>: Fold {
    static var initial: Int64 { 0 }
    static func add(
        _ input: Input,
        to state: inout Int64,
        isFirst: Bool
    ) throws(DatabaseError) {
        state = try state.adding(Int64(input))
    }
    static func result(_ state: Int64) -> Value { .int64(state) }
}

/// The sum of bigints, as numeric.
enum WideSum: Fold {
    static var initial: Int128 { 0 }
    static func add(_ input: Int64, to state: inout Int128, isFirst: Bool) {
        state &+= Int128(input)
    }
    static func result(_ state: Int128) -> Value { .numeric(Numeric(state, scale: 0)) }
}

/// The sum of money.
enum MoneySum: Fold {
    static var initial: Int64 { 0 }
    static func add(
        _ input: Int64,
        to state: inout Int64,
        isFirst: Bool
    ) throws(DatabaseError) {
        let (sum, overflow) = state.addingReportingOverflow(input)
        if overflow { throw DatabaseError.outOfRange("money") }
        state = sum
    }
    static func result(_ state: Int64) -> Value { .int64(state) }
}

/// The sum of floats, of their own type.
enum FloatSum<Input: SQLFloat>: Fold {
    static var initial: Input { 0 }
    static func add(
        _ input: Input,
        to state: inout Input,
        isFirst: Bool
    ) throws(DatabaseError) {
        state = isFirst ? input : try state.adding(input)
    }
    static func result(_ state: Input) -> Value { state.wrapped }
}

/// The average of integers, as numeric.
enum IntegerAverage<Input: SQLInteger>: Fold {
    struct State {
        var count: Int64 = 0
        var sum: Int128 = 0
    }
    static var initial: State { State() }
    static func add(_ input: Input, to state: inout State, isFirst: Bool) {
        state.count &+= 1
        state.sum &+= Int128(input)
    }
    static func result(_ state: State) throws(DatabaseError) -> Value {
        .numeric(try Numeric(state.sum, scale: 0).divided(by: Numeric(state.count)))
    }
}

/// The average of floats, as double precision.
enum FloatAverage<Input: SQLFloat>: Fold {
    struct State {
        var count = 0.0
        var sum = 0.0
    }
    static var initial: State { State() }
    static func add(
        _ input: Input,
        to state: inout State,
        isFirst: Bool
    ) throws(DatabaseError) {
        state.count += 1
        state.sum = try state.sum.adding(Double(input))
    }
    static func result(_ state: State) -> Value { .float64(state.sum / state.count) }
}

extension RegistryBuilder {
    /// `count`, `sum` and `avg`.
    ///
    /// Source: PostgreSQL 15 manual, section 9.21 "Aggregate Functions".
    mutating func addSums() {
        add(aggregate: 2803, "count", [], .int8) { _, _, _ in CountAccumulator() }
        add(aggregate: 2147, "count", [.any], .int8) { _, _, _ in CountAccumulator() }
        add(fold: 2109, "sum", .int2, .int8, IntegerSum<Int16>.self)
        add(fold: 2108, "sum", .int4, .int8, IntegerSum<Int32>.self)
        add(fold: 2107, "sum", .int8, .numeric, WideSum.self)
        add(fold: 2110, "sum", .float4, .float4, FloatSum<Float>.self)
        add(fold: 2111, "sum", .float8, .float8, FloatSum<Double>.self)
        add(fold: 2112, "sum", .money, .money, MoneySum.self)
        add(fold: 2102, "avg", .int2, .numeric, IntegerAverage<Int16>.self)
        add(fold: 2101, "avg", .int4, .numeric, IntegerAverage<Int32>.self)
        add(fold: 2100, "avg", .int8, .numeric, IntegerAverage<Int64>.self)
        add(fold: 2104, "avg", .float4, .float8, FloatAverage<Float>.self)
        add(fold: 2105, "avg", .float8, .float8, FloatAverage<Double>.self)
        add(aggregate: 2113, "sum", [.interval], .interval) { _, _, type in
            StateAccumulator<Interval?>(
                type,
                initial: nil,
                add: { (sum, arguments, row) throws(DatabaseError) in
                    let value = try Interval.unwrap(arguments[0][row])
                    sum = try sum?.adding(value) ?? value
                },
                result: { $0.wrapped }
            )
        }
        add(aggregate: 2106, "avg", [.interval], .interval) { _, _, type in
            StateAccumulator(
                type,
                initial: (count: 0.0, sum: Interval()),
                add: { (state, arguments, row) throws(DatabaseError) in
                    state.count += 1
                    state.sum = try state.sum.adding(Interval.unwrap(arguments[0][row]))
                },
                result: { (state) throws(DatabaseError) in
                    if state.count == 0 { return .null }
                    return .interval(try state.sum.divided(by: state.count))
                }
            )
        }
        add(aggregate: 2114, "sum", [.numeric], .numeric) { _, _, type in
            StateAccumulator<Numeric?>(
                type,
                initial: nil,
                add: { (sum, arguments, row) throws(DatabaseError) in
                    let value = try Numeric.unwrap(arguments[0][row])
                    sum = try sum?.adding(value) ?? value
                },
                result: { $0.wrapped }
            )
        }
        add(aggregate: 2103, "avg", [.numeric], .numeric) { _, _, type in
            StateAccumulator(
                type,
                initial: (count: 0 as Int64, sum: Numeric.zero),
                add: { (state, arguments, row) throws(DatabaseError) in
                    state.count += 1
                    state.sum = try state.sum.adding(Numeric.unwrap(arguments[0][row]))
                },
                result: { (state) throws(DatabaseError) in
                    if state.count == 0 { return .null }
                    return .numeric(try state.sum.divided(by: Numeric(state.count)))
                }
            )
        }
    }
}
