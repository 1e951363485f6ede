// SPDX-License-Identifier: Apache-2.0

import Values

/// Comparison of dates and timestamps with each other, OVERLAPS, and series of timestamps.
extension RegistryBuilder {
    mutating func addMixedDateComparison() {
        mixed(
            "date_%_timestamp",
            .date,
            .timestamp,
            [2340, 2343, 2338, 2341, 2339, 2342],
            [2347, 2350, 2345, 2349, 2346, 2348],
            [2373, 2376, 2371, 2375, 2372, 2374]
        )
        mixed(
            "date_%_timestamptz",
            .date,
            .timestamptz,
            [2353, 2356, 2351, 2354, 2352, 2355],
            [2360, 2363, 2358, 2362, 2359, 2361],
            [2386, 2389, 2384, 2388, 2385, 2387]
        )
        mixed(
            "timestamp_%_date",
            .timestamp,
            .date,
            [2366, 2369, 2364, 2367, 2365, 2368],
            [2373, 2376, 2371, 2375, 2372, 2374],
            [2347, 2350, 2345, 2349, 2346, 2348]
        )
        mixed(
            "timestamptz_%_date",
            .timestamptz,
            .date,
            [2379, 2382, 2377, 2380, 2378, 2381],
            [2386, 2389, 2384, 2388, 2385, 2387],
            [2360, 2363, 2358, 2362, 2359, 2361]
        )
        mixed(
            "timestamp_%_timestamptz",
            .timestamp,
            .timestamptz,
            [2522, 2525, 2520, 2523, 2521, 2524],
            [2536, 2539, 2534, 2538, 2535, 2537],
            [2542, 2545, 2540, 2544, 2541, 2543]
        )
        mixed(
            "timestamptz_%_timestamp",
            .timestamptz,
            .timestamp,
            [2529, 2532, 2527, 2530, 2528, 2531],
            [2542, 2545, 2540, 2544, 2541, 2543],
            [2536, 2539, 2534, 2538, 2535, 2537]
        )
    }

    private mutating func mixed(
        _ name: String,
        _ left: OID,
        _ right: OID,
        _ functions: SixNumbers,
        _ operators: SixNumbers,
        _ commutators: SixNumbers
    ) {
        let isZoned = left == .timestamptz || right == .timestamptz
        func body(_ holds: @escaping @Sendable (Int64, Int64) -> Bool) -> Function.Body {
            .values { (context, arguments) throws(DatabaseError) in
                let a = try Self.moment(arguments[0], left, isZoned, context)
                let b = try Self.moment(arguments[1], right, isZoned, context)
                return .bool(holds(a, b))
            }
        }
        relate(
            name,
            left,
            right,
            functions,
            operators,
            commutators: commutators,
            volatility: isZoned ? .stable : .immutable,
            bodies: [body(==), body(!=), body(<), body(>), body(<=), body(>=)]
        )
    }

    /// The value as a timestamp, in UTC when the comparison is with a timestamptz.
    ///
    /// What is out of range is beyond everything.
    private static func moment(
        _ value: Value,
        _ type: OID,
        _ isZoned: Bool,
        _ context: CallContext
    ) throws(DatabaseError) -> Int64 {
        var local: Int64
        if type == .date {
            let date = try Int32.unwrap(value)
            local = (try? DateTime.timestamp(date: date)) ?? (date < 0 ? .min : .max)
        } else {
            local = try Int64.unwrap(value)
        }
        if isZoned, type != .timestamptz {
            let shifted = try? DateTime.timestampTZ(local: local, in: context.zone)
            local = shifted ?? (local < 0 ? .min : .max)
        }
        return local
    }

    mutating func addOverlaps() {
        overlaps(
            .timestamptz,
            [1304, 1306, 1307, 1305],
            volatility: .stable
        ) { (a, by, context) throws(DatabaseError) in
            .int64(try DateTime.adding(by, toTimestampTZ: Int64.unwrap(a), in: context.zone))
        }
        overlaps(.timestamp, [2041, 2043, 2044, 2042]) { (a, by, _) throws(DatabaseError) in
            .int64(try DateTime.adding(by, toTimestamp: Int64.unwrap(a)))
        }
        overlaps(.time, [1308, 1310, 1311, 1309]) { (a, by, _) throws(DatabaseError) in
            .int64(DateTime.adding(by, toTime: try Int64.unwrap(a)))
        }
        add(
            1271,
            "overlaps",
            [.timetz, .timetz, .timetz, .timetz],
            .bool,
            .nullable,
            .values { (_, arguments) in Self.overlap(arguments, SQLType(.timetz)) }
        )
    }

    /// The forms with two ends, and with a length in the place of either or both.
    private mutating func overlaps(
        _ type: OID,
        _ numbers: [UInt32],
        volatility: Function.Volatility = .immutable,
        _ adding:
            @escaping @Sendable (Value, Interval, CallContext) throws(DatabaseError) -> Value
    ) {
        let forms: [[OID]] = [
            [type, type, type, type], [type, type, type, .interval],
            [type, .interval, type, type], [type, .interval, type, .interval],
        ]
        for (number, form) in zip(numbers, forms) {
            let isImmutable = volatility == .immutable || !form.contains(.interval)
            add(
                number,
                "overlaps",
                form,
                .bool,
                isImmutable ? .nullable : .stableNullable,
                .values { (context, arguments) throws(DatabaseError) in
                    var ends = arguments
                    for position in [1, 3] where form[position] == .interval {
                        guard case .interval(let length) = arguments[position],
                            !arguments[position - 1].isNull
                        else {
                            ends[position] = .null
                            continue
                        }
                        ends[position] = try adding(arguments[position - 1], length, context)
                    }
                    return Self.overlap(ends, SQLType(type))
                }
            )
        }
    }

    /// Whether two periods have a moment in common, the ends in either order and excluded; a NULL
    /// end leaves only the other one.
    private static func overlap(_ ends: [Value], _ type: SQLType) -> Value {
        func less(_ a: Value, _ b: Value) -> Bool { Value.compare(a, b, as: type) < 0 }
        func ordered(_ a: Value, _ b: Value) -> (start: Value, end: Value)? {
            if a.isNull { return b.isNull ? nil : (b, .null) }
            if b.isNull { return (a, .null) }
            return less(b, a) ? (b, a) : (a, b)
        }
        guard let first = ordered(ends[0], ends[1]), let second = ordered(ends[2], ends[3]) else {
            return .null
        }
        let order = Value.compare(first.start, second.start, as: type)
        if order == 0 {
            return first.end.isNull || second.end.isNull ? .null : .bool(true)
        }
        let (earlier, later) = order < 0 ? (first, second) : (second, first)
        if earlier.end.isNull { return .null }
        if less(later.start, earlier.end) { return .bool(true) }
        return later.end.isNull ? .null : .bool(false)
    }

    mutating func addTimestampSeries() {
        add(
            938,
            "generate_series",
            [.timestamp, .timestamp, .interval],
            .timestamp,
            .series {
                (context, arguments) throws(DatabaseError) in
                try Self.series(context, arguments) { (value, by) throws(DatabaseError) in
                    try DateTime.adding(by, toTimestamp: value)
                }
            }
        )
        add(
            939,
            "generate_series",
            [.timestamptz, .timestamptz, .interval],
            .timestamptz,
            .stable,
            .series { (context, arguments) throws(DatabaseError) in
                let zone = context.zone
                return try Self.series(context, arguments) { (value, by) throws(DatabaseError) in
                    try DateTime.adding(by, toTimestampTZ: value, in: zone)
                }
            }
        )
    }

    private static func series(
        _ context: CallContext,
        _ arguments: [Value],
        _ adding: @escaping (Int64, Interval) throws(DatabaseError) -> Int64
    ) throws(DatabaseError) -> any RowSeries {
        let (first, last) = (try Int64.unwrap(arguments[0]), try Int64.unwrap(arguments[1]))
        let by = try Interval.unwrap(arguments[2])
        if by == Interval() { throw .zeroStep }
        let isAscending = by > Interval()
        return SteppedRows(
            context.resultType,
            first: first,
            isDone: { isAscending ? $0 > last : $0 < last },
            step: { (value) throws(DatabaseError) in try adding(value, by) }
        )
    }
}
