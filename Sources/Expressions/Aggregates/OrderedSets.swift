// SPDX-License-Identifier: Apache-2.0

import Values
import Vectors

/// What an ordered-set aggregate keeps of a group: its direct arguments and its sorted values.
struct OrderedSet {
    var direct: [Value] = []
    var values: [Value] = []
}

extension RegistryBuilder {
    /// `percentile_cont`, `percentile_disc` and `mode`.
    ///
    /// Source: PostgreSQL 15 manual, section 9.21, table 9.61.
    mutating func addOrderedSets() {
        let fractions = OID.float8Array
        ordered(3972, "percentile_disc", [.float8, .anyelement], .anyelement) {
            (set, _) throws(DatabaseError) in
            try Self.percentile(set) { (fraction) in Self.discrete(set.values, fraction) }
        }
        ordered(3978, "percentile_disc", [fractions, .anyelement], .anyarray) {
            (set, type) throws(DatabaseError) in
            try Self.percentiles(set, type) { (fraction) in Self.discrete(set.values, fraction) }
        }
        ordered(3974, "percentile_cont", [.float8, .float8], .float8) {
            (set, _) throws(DatabaseError) in
            try Self.percentile(set) { (fraction) throws(DatabaseError) in
                try Self.continuous(set.values, fraction)
            }
        }
        ordered(3980, "percentile_cont", [fractions, .float8], fractions) {
            (set, type) throws(DatabaseError) in
            try Self.percentiles(set, type) { (fraction) throws(DatabaseError) in
                try Self.continuous(set.values, fraction)
            }
        }
        ordered(3976, "percentile_cont", [.float8, .interval], .interval) {
            (set, _) throws(DatabaseError) in
            try Self.percentile(set) { (fraction) throws(DatabaseError) in
                try Self.continuous(intervals: set.values, fraction)
            }
        }
        ordered(3982, "percentile_cont", [fractions, .interval], OID(1187)) {
            (set, type) throws(DatabaseError) in
            try Self.percentiles(set, type) { (fraction) throws(DatabaseError) in
                try Self.continuous(intervals: set.values, fraction)
            }
        }
        add(aggregate: 3984, "mode", [.anyelement], .anyelement, directArguments: 0) {
            _,
            arguments,
            type in
            StateAccumulator(
                type,
                initial: [Value](),
                add: { (values, columns, row) in values.append(columns[0][row]) },
                result: { Self.mode($0, arguments[0]) }
            )
        }
    }

    private mutating func ordered(
        _ oid: UInt32,
        _ name: String,
        _ arguments: [OID],
        _ result: OID,
        _ finish: @escaping @Sendable (OrderedSet, SQLType) throws(DatabaseError) -> Value
    ) {
        add(aggregate: oid, name, arguments, result, directArguments: 1) { _, _, type in
            StateAccumulator(
                type,
                initial: OrderedSet(),
                ignoresNulls: false,
                add: { (set, columns, row) in
                    if set.direct.isEmpty { set.direct = [columns[0][row]] }
                    let value = columns[1][row]
                    if !value.isNull { set.values.append(value) }
                },
                result: { (set) throws(DatabaseError) in try finish(set, type) }
            )
        }
    }

    private static func percentile(
        _ set: OrderedSet,
        _ compute: (Double) throws(DatabaseError) -> Value
    ) throws(DatabaseError) -> Value {
        guard case .float64(let fraction)? = set.direct.first else { return .null }
        try check(fraction)
        return set.values.isEmpty ? .null : try compute(fraction)
    }

    private static func percentiles(
        _ set: OrderedSet,
        _ type: SQLType,
        _ compute: (Double) throws(DatabaseError) -> Value
    ) throws(DatabaseError) -> Value {
        guard case .array(let fractions)? = set.direct.first, !set.values.isEmpty else {
            return .null
        }
        var results: [Value] = []
        for fraction in fractions.elements {
            guard case .float64(let fraction) = fraction else {
                results.append(.null)
                continue
            }
            try check(fraction)
            results.append(try compute(fraction))
        }
        return .array(
            ArrayValue(
                elementType: type.oid.elementType ?? .invalid,
                dimensions: fractions.dimensions,
                elements: results
            )
        )
    }

    private static func check(_ fraction: Double) throws(DatabaseError) {
        guard fraction >= 0, fraction <= 1 else {
            throw DatabaseError(
                .numericValueOutOfRange,
                "percentile value \(fraction.postgresText) is not between 0 and 1"
            )
        }
    }

    private static func discrete(_ values: [Value], _ fraction: Double) -> Value {
        let row = Int((fraction * Double(values.count)).rounded(.up))
        return values[max(row, 1) - 1]
    }

    private static func continuous(
        _ values: [Value],
        _ fraction: Double
    ) throws(DatabaseError) -> Value {
        let position = fraction * Double(values.count - 1)
        let (below, above) = (Int(position.rounded(.down)), Int(position.rounded(.up)))
        let (low, high) = (try Double.unwrap(values[below]), try Double.unwrap(values[above]))
        if below == above { return .float64(low) }
        return .float64(low + (position - Double(below)) * (high - low))
    }

    private static func continuous(
        intervals values: [Value],
        _ fraction: Double
    ) throws(DatabaseError) -> Value {
        let position = fraction * Double(values.count - 1)
        let (below, above) = (Int(position.rounded(.down)), Int(position.rounded(.up)))
        let low = try Interval.unwrap(values[below])
        if below == above { return .interval(low) }
        let gap = try Interval.unwrap(values[above]).subtracting(low)
        return .interval(try low.adding(gap.multiplied(by: position - Double(below))))
    }

    /// The most frequent of sorted values, the first of several.
    private static func mode(_ values: [Value], _ type: SQLType) -> Value {
        var best: (value: Value, count: Int) = (.null, 0)
        var start = 0
        while start < values.count {
            var end = start + 1
            while end < values.count, Value.areEqual(values[start], values[end], as: type) {
                end += 1
            }
            if end - start > best.count { best = (values[start], end - start) }
            start = end
        }
        return best.value
    }
}
