// SPDX-License-Identifier: Apache-2.0

import Values

/// `extract`, `date_part`, `date_trunc`, `date_bin`, `isfinite` and the functions that make dates
/// and times of numbers.
extension RegistryBuilder {
    mutating func addDateTimeFields() {
        field(6199, 1384, .date) { (name, a, _) throws(DatabaseError) in
            try DateTime.field(name, ofDate: Int32.unwrap(a))
        }
        field(6200, 1385, .time) { (name, a, _) throws(DatabaseError) in
            try DateTime.field(name, ofTime: Int64.unwrap(a))
        }
        field(6201, 1273, .timetz) { (name, a, _) throws(DatabaseError) in
            try DateTime.field(name, ofTimeTZ: TimeTZ.unwrap(a))
        }
        field(6202, 2021, .timestamp) { (name, a, _) throws(DatabaseError) in
            try DateTime.field(name, ofTimestamp: Int64.unwrap(a))
        }
        field(6203, 1171, .timestamptz, .stable) { (name, a, context) throws(DatabaseError) in
            try DateTime.field(name, ofTimestampTZ: Int64.unwrap(a), in: context.zone)
        }
        field(6204, 1172, .interval) { (name, a, _) throws(DatabaseError) in
            try DateTime.field(name, ofInterval: Interval.unwrap(a))
        }
        addTruncation()
        add(
            1373,
            "isfinite",
            [.date],
            .bool,
            .batch { (a: Int32) in
                !DateTime.isInfinite(date: a)
            }
        )
        for (number, type) in [(1389, OID.timestamptz), (2048, .timestamp)] as [(UInt32, OID)] {
            add(
                number,
                "isfinite",
                [type],
                .bool,
                .batch { (a: Int64) in
                    !DateTime.isInfinite(timestamp: a)
                }
            )
        }
        add(1390, "isfinite", [.interval], .bool, .each { (_: Interval) in true })
    }

    /// `extract` as numeric and `date_part` as double precision.
    private mutating func field(
        _ extract: UInt32,
        _ part: UInt32,
        _ type: OID,
        _ options: FunctionOptions = FunctionOptions(),
        _ compute:
            @escaping @Sendable (String, Value, CallContext) throws(DatabaseError) -> Numeric?
    ) {
        add(
            extract,
            "extract",
            [.text, type],
            .numeric,
            options,
            .values {
                (context, arguments) throws(DatabaseError) in
                try compute(String.unwrap(arguments[0]), arguments[1], context).wrapped
            }
        )
        add(
            part,
            "date_part",
            [.text, type],
            .float8,
            options,
            .values {
                (context, arguments) throws(DatabaseError) in
                let field = try compute(String.unwrap(arguments[0]), arguments[1], context)
                return .float64(try field?.double() ?? .nan)
            }
        )
    }

    private mutating func addTruncation() {
        add(
            2020,
            "date_trunc",
            [.text, .timestamp],
            .timestamp,
            .each {
                (unit: String, a: Int64) throws(DatabaseError) in
                try DateTime.truncated(timestamp: a, to: unit)
            }
        )
        add(
            1217,
            "date_trunc",
            [.text, .timestamptz],
            .timestamptz,
            .stable,
            .zoned {
                (unit: String, a: Int64, zone) throws(DatabaseError) in
                try DateTime.truncated(timestampTZ: a, to: unit, in: zone)
            }
        )
        add(
            1284,
            "date_trunc",
            [.text, .timestamptz, .text],
            .timestamptz,
            .each {
                (unit: String, a: Int64, name: String) throws(DatabaseError) in
                try DateTime.truncated(timestampTZ: a, to: unit, in: DateTime.zone(named: name))
            }
        )
        add(
            1218,
            "date_trunc",
            [.text, .interval],
            .interval,
            .each {
                (unit: String, a: Interval) throws(DatabaseError) in
                try DateTime.truncated(interval: a, to: unit)
            }
        )
        for (number, type) in [(6177, OID.timestamp), (6178, .timestamptz)] as [(UInt32, OID)] {
            add(
                number,
                "date_bin",
                [.interval, type, type],
                type,
                .each {
                    (stride: Interval, a: Int64, origin: Int64) throws(DatabaseError) in
                    try DateTime.binned(timestamp: a, stride: stride, origin: origin)
                }
            )
        }
    }

    mutating func addDateTimeMaking() {
        func named(
            _ names: [String],
            _ volatility: Function.Volatility = .immutable
        )
            -> FunctionOptions
        {
            FunctionOptions(volatility: volatility, argumentNames: names)
        }
        let clock = ["year", "month", "mday", "hour", "min", "sec"]
        let numbers: [OID] = [.int4, .int4, .int4, .int4, .int4, .float8]
        add(
            3846,
            "make_date",
            [.int4, .int4, .int4],
            .date,
            named(["year", "month", "day"]),
            .each {
                (year: Int32, month: Int32, day: Int32) throws(DatabaseError) in
                try DateTime.makeDate(year: year, month: month, day: day)
            }
        )
        add(
            3847,
            "make_time",
            [.int4, .int4, .float8],
            .time,
            named(["hour", "min", "sec"]),
            .each {
                (hour: Int32, minute: Int32, second: Double) throws(DatabaseError) in
                try DateTime.makeTime(hour: hour, minute: minute, second: second)
            }
        )
        add(
            3461,
            "make_timestamp",
            numbers,
            .timestamp,
            named(clock),
            .values {
                (_, arguments) throws(DatabaseError) in .int64(try Self.timestamp(arguments))
            }
        )
        add(
            3462,
            "make_timestamptz",
            numbers,
            .timestamptz,
            named(clock, .stable),
            .values {
                (context, arguments) throws(DatabaseError) in
                .int64(try DateTime.timestampTZ(local: Self.timestamp(arguments), in: context.zone))
            }
        )
        add(
            3463,
            "make_timestamptz",
            numbers + [.text],
            .timestamptz,
            named(clock + ["timezone"], .stable),
            .values { (_, arguments) throws(DatabaseError) in
                let zone = try DateTime.zone(named: String.unwrap(arguments[6]))
                return .int64(try DateTime.timestampTZ(local: Self.timestamp(arguments), in: zone))
            }
        )
        let units: [OID] = [.int4, .int4, .int4, .int4, .int4, .int4, .float8]
        add(
            3464,
            "make_interval",
            units,
            .interval,
            FunctionOptions(
                defaults: Array(repeating: .int32(0), count: 6) + [.float64(0)],
                argumentNames: ["years", "months", "weeks", "days", "hours", "mins", "secs"]
            ),
            .values { (_, arguments) throws(DatabaseError) in
                .interval(
                    try DateTime.makeInterval(
                        years: Int32.unwrap(arguments[0]),
                        months: Int32.unwrap(arguments[1]),
                        weeks: Int32.unwrap(arguments[2]),
                        days: Int32.unwrap(arguments[3]),
                        hours: Int32.unwrap(arguments[4]),
                        minutes: Int32.unwrap(arguments[5]),
                        seconds: Double.unwrap(arguments[6])
                    )
                )
            }
        )
        add(
            1158,
            "to_timestamp",
            [.float8],
            .timestamptz,
            .each {
                (seconds: Double) throws(DatabaseError) in
                try DateTime.timestampTZ(unixSeconds: seconds)
            }
        )
    }

    private static func timestamp(_ arguments: [Value]) throws(DatabaseError) -> Int64 {
        try DateTime.makeTimestamp(
            year: Int32.unwrap(arguments[0]),
            month: Int32.unwrap(arguments[1]),
            day: Int32.unwrap(arguments[2]),
            hour: Int32.unwrap(arguments[3]),
            minute: Int32.unwrap(arguments[4]),
            second: Double.unwrap(arguments[5])
        )
    }
}
