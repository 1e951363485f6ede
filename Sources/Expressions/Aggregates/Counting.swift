// SPDX-License-Identifier: Apache-2.0

import Values

extension RegistryBuilder {
    /// Adds an aggregate.
    mutating func add(
        aggregate oid: UInt32,
        _ name: String,
        _ arguments: [OID],
        _ result: OID,
        isVariadic: Bool = false,
        directArguments: Int? = nil,
        _ make:
            @escaping @Sendable (EvaluationContext, [SQLType], SQLType) -> any GroupAccumulator
    ) {
        aggregates.append(
            Aggregate(
                oid: OID(oid),
                schema: schema,
                name: name,
                arguments: arguments,
                result: result,
                isVariadic: isVariadic,
                directArguments: directArguments,
                makeAccumulator: make
            )
        )
    }

    /// `count`, and `min`, `max` and `sum` of what fits a machine word.
    mutating func addCountingAggregates() {
        add(aggregate: 2803, "count", [], .int8) { _, _, _ in CountAccumulator() }
        add(aggregate: 2147, "count", [.any], .int8) { _, _, _ in CountAccumulator() }
        sum(2109, .int2, Int16.self, .int8, Int64.self) { (a, b) throws(DatabaseError) in
            try a.adding(Int64(b))
        }
        sum(2108, .int4, Int32.self, .int8, Int64.self) { (a, b) throws(DatabaseError) in
            try a.adding(Int64(b))
        }
        sum(2110, .float4, Float.self, .float4, Float.self) { (a, b) throws(DatabaseError) in
            try a.adding(b)
        }
        sum(2111, .float8, Double.self, .float8, Double.self) { (a, b) throws(DatabaseError) in
            try a.adding(b)
        }
        extrema(max: 2117, min: 2133, .int2, Int16.self)
        extrema(max: 2116, min: 2132, .int4, Int32.self)
        extrema(max: 2115, min: 2131, .int8, Int64.self)
        extrema(max: 2119, min: 2135, .float4, Float.self)
        extrema(max: 2120, min: 2136, .float8, Double.self)
        extrema(max: 2129, min: 2145, .text, String.self)
        extrema(max: 2118, min: 2134, .oid, UInt32.self)
        extrema(max: 2122, min: 2138, .date, Int32.self)
        extrema(max: 2123, min: 2139, .time, Int64.self)
        extrema(max: 2126, min: 2142, .timestamp, Int64.self)
        extrema(max: 2127, min: 2143, .timestamptz, Int64.self)
    }

    private mutating func sum<A: ColumnScalar, S: ColumnScalar>(
        _ oid: UInt32,
        _ argument: OID,
        _ representation: A.Type,
        _ result: OID,
        _ state: S.Type,
        _ add: @escaping @Sendable (S, A) throws(DatabaseError) -> S
    ) {
        self.add(aggregate: oid, "sum", [argument], result) { _, _, type in
            FoldingAccumulator<A, S>(
                type,
                first: { (a) throws(DatabaseError) in
                    try add(S.placeholder, a)
                },
                add
            )
        }
    }

    private mutating func extrema<A: ColumnScalar & Ordered>(
        max: UInt32,
        min: UInt32,
        _ type: OID,
        _ representation: A.Type
    ) {
        add(aggregate: max, "max", [type], type) { _, _, type in
            FoldingAccumulator<A, A>(
                type,
                first: { (a) in a },
                { (best, a) in
                    A.isLess(best, a) ? a : best
                }
            )
        }
        add(aggregate: min, "min", [type], type) { _, _, type in
            FoldingAccumulator<A, A>(
                type,
                first: { (a) in a },
                { (best, a) in
                    A.isLess(a, best) ? a : best
                }
            )
        }
    }
}

/// `count(*)` and `count(x)`.
final class CountAccumulator: GroupAccumulator {
    private var counts: [Int64] = []

    func reserve(groups count: Int) {
        while counts.count < count { counts.append(0) }
    }

    func accumulate(_ arguments: [Column], groups: [Int]) throws(DatabaseError) {
        if let column = arguments.first, !column.nulls.isEmpty {
            for (row, group) in groups.enumerated() where !column.nulls[row] {
                counts[group] &+= 1
            }
        } else {
            for group in groups { counts[group] &+= 1 }
        }
    }

    func finish() throws(DatabaseError) -> Column { Column(.int8, .int64(counts)) }
}

/// An aggregate whose state is one scalar, absent until the first value that is not NULL.
final class FoldingAccumulator<A: ColumnScalar, S: ColumnScalar>: GroupAccumulator {
    private let type: SQLType
    private let first: @Sendable (A) throws(DatabaseError) -> S
    private let next: @Sendable (S, A) throws(DatabaseError) -> S
    private var states: [S] = []
    private var isPresent: [Bool] = []

    init(
        _ type: SQLType,
        first: @escaping @Sendable (A) throws(DatabaseError) -> S,
        _ next: @escaping @Sendable (S, A) throws(DatabaseError) -> S
    ) {
        self.type = type
        self.first = first
        self.next = next
    }

    func reserve(groups count: Int) {
        while states.count < count {
            states.append(S.placeholder)
            isPresent.append(false)
        }
    }

    func accumulate(_ arguments: [Column], groups: [Int]) throws(DatabaseError) {
        let rows = try A.rows(arguments[0])
        let nulls = arguments[0].nulls
        for (row, group) in groups.enumerated() where !nulls[row] {
            if isPresent[group] {
                states[group] = try next(states[group], rows[row])
            } else {
                states[group] = try first(rows[row])
                isPresent[group] = true
            }
        }
    }

    func finish() throws(DatabaseError) -> Column {
        var nulls = NullMask()
        for (group, present) in isPresent.enumerated() where !present { nulls.insert(group) }
        return Column(type, S.elements(states), nulls: nulls)
    }
}
