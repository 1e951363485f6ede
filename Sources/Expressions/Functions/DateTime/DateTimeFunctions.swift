// SPDX-License-Identifier: Apache-2.0

import Values

/// Functions and operators of dates, times and intervals.
///
/// Source: PostgreSQL 15 manual, section 9.9 "Date/Time Functions and Operators".
extension RegistryBuilder {
    mutating func addDateTimes() {
        addClock()
        addDateArithmetic()
        addTimestampArithmetic()
        addTimeArithmetic()
        addIntervals()
        addDateTimeCasts()
        addDateTimePrecision()
        addTimeZones()
        addDateTimeFields()
        addDateTimeMaking()
        addOverlaps()
        addMixedDateComparison()
        addTimestampSeries()
    }

    private mutating func addClock() {
        for (number, name) in [(1299, "now"), (2647, "transaction_timestamp")]
            as [(UInt32, String)]
        {
            add(
                number,
                name,
                [],
                .timestamptz,
                .stable,
                .values { (context, _) in
                    .int64(context.session.transactionTimestamp)
                }
            )
        }
        add(
            2648,
            "statement_timestamp",
            [],
            .timestamptz,
            .stable,
            .values { (context, _) in
                .int64(context.session.statementTimestamp)
            }
        )
        add(
            2649,
            "clock_timestamp",
            [],
            .timestamptz,
            .volatile,
            .values { (context, _) in
                .int64(context.session.clockTimestamp)
            }
        )
    }

    private mutating func addDateArithmetic() {
        add(
            infix: 1099,
            "-",
            1140,
            "date_mi",
            .date,
            .date,
            .int4,
            .batch {
                (a: Int32, b: Int32) throws(DatabaseError) in try DateTime.difference(a, b)
            }
        )
        add(
            infix: 1100,
            "+",
            1141,
            "date_pli",
            .date,
            .int4,
            .date,
            commutator: 2555,
            .batch {
                (a: Int32, days: Int32) throws(DatabaseError) in
                try DateTime.adding(days: days, toDate: a)
            }
        )
        add(
            infix: 2555,
            "+",
            2550,
            "integer_pl_date",
            .int4,
            .date,
            .date,
            commutator: 1100,
            .batch { (days: Int32, a: Int32) throws(DatabaseError) in
                try DateTime.adding(days: days, toDate: a)
            }
        )
        add(
            infix: 1101,
            "-",
            1142,
            "date_mii",
            .date,
            .int4,
            .date,
            .batch {
                (a: Int32, days: Int32) throws(DatabaseError) in
                try DateTime.adding(days: Int32.zero.subtracting(days), toDate: a)
            }
        )
        add(
            infix: 1076,
            "+",
            2071,
            "date_pl_interval",
            .date,
            .interval,
            .timestamp,
            commutator: 2551,
            .each { (a: Int32, by: Interval) throws(DatabaseError) in
                try DateTime.adding(by, toTimestamp: DateTime.timestamp(date: a))
            }
        )
        add(
            infix: 2551,
            "+",
            2546,
            "interval_pl_date",
            .interval,
            .date,
            .timestamp,
            commutator: 1076,
            .each { (by: Interval, a: Int32) throws(DatabaseError) in
                try DateTime.adding(by, toTimestamp: DateTime.timestamp(date: a))
            }
        )
        add(
            infix: 1077,
            "-",
            2072,
            "date_mi_interval",
            .date,
            .interval,
            .timestamp,
            .each {
                (a: Int32, by: Interval) throws(DatabaseError) in
                try DateTime.adding(by.negated(), toTimestamp: DateTime.timestamp(date: a))
            }
        )
        add(
            infix: 1360,
            "+",
            1272,
            "datetime_pl",
            .date,
            .time,
            .timestamp,
            commutator: 1363,
            .each(DateTime.moment)
        )
        add(
            infix: 1363,
            "+",
            1296,
            "timedate_pl",
            .time,
            .date,
            .timestamp,
            commutator: 1360,
            .each { (time: Int64, date: Int32) throws(DatabaseError) in
                try DateTime.moment(date, time)
            }
        )
        add(
            infix: 1361,
            "+",
            1297,
            "datetimetz_pl",
            .date,
            .timetz,
            .timestamptz,
            commutator: 1366,
            .each(DateTime.momentTZ)
        )
        add(
            infix: 1366,
            "+",
            1298,
            "timetzdate_pl",
            .timetz,
            .date,
            .timestamptz,
            commutator: 1361,
            .each { (time: TimeTZ, date: Int32) throws(DatabaseError) in
                try DateTime.momentTZ(date, time)
            }
        )
    }

    private mutating func addTimestampArithmetic() {
        let difference = Function.Body.each { (a: Int64, b: Int64) throws(DatabaseError) in
            try DateTime.difference(a, b)
        }
        add(
            infix: 2067,
            "-",
            2031,
            "timestamp_mi",
            .timestamp,
            .timestamp,
            .interval,
            difference
        )
        add(
            infix: 1328,
            "-",
            1188,
            "timestamptz_mi",
            .timestamptz,
            .timestamptz,
            .interval,
            difference
        )
        add(
            infix: 2066,
            "+",
            2032,
            "timestamp_pl_interval",
            .timestamp,
            .interval,
            .timestamp,
            commutator: 2553,
            .each { (a: Int64, by: Interval) throws(DatabaseError) in
                try DateTime.adding(by, toTimestamp: a)
            }
        )
        add(
            infix: 2553,
            "+",
            2548,
            "interval_pl_timestamp",
            .interval,
            .timestamp,
            .timestamp,
            commutator: 2066,
            .each { (by: Interval, a: Int64) throws(DatabaseError) in
                try DateTime.adding(by, toTimestamp: a)
            }
        )
        add(
            infix: 2068,
            "-",
            2033,
            "timestamp_mi_interval",
            .timestamp,
            .interval,
            .timestamp,
            .each { (a: Int64, by: Interval) throws(DatabaseError) in
                try DateTime.adding(by.negated(), toTimestamp: a)
            }
        )
        add(
            infix: 1327,
            "+",
            1189,
            "timestamptz_pl_interval",
            .timestamptz,
            .interval,
            .timestamptz,
            commutator: 2554,
            options: .stable,
            .zoned { (a: Int64, by: Interval, zone) throws(DatabaseError) in
                try DateTime.adding(by, toTimestampTZ: a, in: zone)
            }
        )
        add(
            infix: 2554,
            "+",
            2549,
            "interval_pl_timestamptz",
            .interval,
            .timestamptz,
            .timestamptz,
            commutator: 1327,
            options: .stable,
            .zoned { (by: Interval, a: Int64, zone) throws(DatabaseError) in
                try DateTime.adding(by, toTimestampTZ: a, in: zone)
            }
        )
        add(
            infix: 1329,
            "-",
            1190,
            "timestamptz_mi_interval",
            .timestamptz,
            .interval,
            .timestamptz,
            options: .stable,
            .zoned { (a: Int64, by: Interval, zone) throws(DatabaseError) in
                try DateTime.adding(by.negated(), toTimestampTZ: a, in: zone)
            }
        )
        add(
            2058,
            "age",
            [.timestamp, .timestamp],
            .interval,
            .each {
                (a: Int64, b: Int64) throws(DatabaseError) in try DateTime.age(a, b)
            }
        )
        add(
            1199,
            "age",
            [.timestamptz, .timestamptz],
            .interval,
            .zoned {
                (a: Int64, b: Int64, zone) throws(DatabaseError) in
                try DateTime.age(
                    DateTime.timestamp(of: a, in: zone),
                    DateTime.timestamp(of: b, in: zone)
                )
            }
        )
        for (number, type) in [(2059, OID.timestamp), (1386, .timestamptz)] as [(UInt32, OID)] {
            add(
                number,
                "age",
                [type],
                .interval,
                .stable,
                .values {
                    (context, arguments) throws(DatabaseError) in
                    let a = try Int64.unwrap(arguments[0])
                    let today = try DateTime.timestamp(
                        date: DateTime.date(
                            timestamp: DateTime.timestamp(
                                of: context.session.transactionTimestamp,
                                in: context.zone
                            )
                        )
                    )
                    let local =
                        type == .timestamp ? a : try DateTime.timestamp(of: a, in: context.zone)
                    return .interval(try DateTime.age(today, local))
                }
            )
        }
    }

    private mutating func addTimeArithmetic() {
        add(
            infix: 1399,
            "-",
            1690,
            "time_mi_time",
            .time,
            .time,
            .interval,
            .each {
                (a: Int64, b: Int64) in Interval(microseconds: a - b)
            }
        )
        add(
            infix: 1800,
            "+",
            1747,
            "time_pl_interval",
            .time,
            .interval,
            .time,
            commutator: 1849,
            .each { (a: Int64, by: Interval) in DateTime.adding(by, toTime: a) }
        )
        add(
            infix: 1849,
            "+",
            1848,
            "interval_pl_time",
            .interval,
            .time,
            .time,
            commutator: 1800,
            .each { (by: Interval, a: Int64) in DateTime.adding(by, toTime: a) }
        )
        add(
            infix: 1801,
            "-",
            1748,
            "time_mi_interval",
            .time,
            .interval,
            .time,
            .each {
                (a: Int64, by: Interval) throws(DatabaseError) in
                DateTime.adding(try by.negated(), toTime: a)
            }
        )
        add(
            infix: 1802,
            "+",
            1749,
            "timetz_pl_interval",
            .timetz,
            .interval,
            .timetz,
            commutator: 2552,
            .each { (a: TimeTZ, by: Interval) in a.adding(by) }
        )
        add(
            infix: 2552,
            "+",
            2547,
            "interval_pl_timetz",
            .interval,
            .timetz,
            .timetz,
            commutator: 1802,
            .each { (by: Interval, a: TimeTZ) in a.adding(by) }
        )
        add(
            infix: 1803,
            "-",
            1750,
            "timetz_mi_interval",
            .timetz,
            .interval,
            .timetz,
            .each {
                (a: TimeTZ, by: Interval) throws(DatabaseError) in a.adding(try by.negated())
            }
        )
    }

    private mutating func addIntervals() {
        add(
            prefix: 1336,
            "-",
            1168,
            "interval_um",
            .interval,
            .interval,
            .each {
                (a: Interval) throws(DatabaseError) in try a.negated()
            }
        )
        add(
            infix: 1337,
            "+",
            1169,
            "interval_pl",
            .interval,
            .interval,
            .interval,
            commutator: 1337,
            .each { (a: Interval, b: Interval) throws(DatabaseError) in try a.adding(b) }
        )
        add(
            infix: 1338,
            "-",
            1170,
            "interval_mi",
            .interval,
            .interval,
            .interval,
            .each {
                (a: Interval, b: Interval) throws(DatabaseError) in try a.subtracting(b)
            }
        )
        add(
            infix: 1583,
            "*",
            1618,
            "interval_mul",
            .interval,
            .float8,
            .interval,
            commutator: 1584,
            .each { (a: Interval, by: Double) throws(DatabaseError) in try a.multiplied(by: by) }
        )
        add(
            infix: 1584,
            "*",
            1624,
            "mul_d_interval",
            .float8,
            .interval,
            .interval,
            commutator: 1583,
            .each { (by: Double, a: Interval) throws(DatabaseError) in try a.multiplied(by: by) }
        )
        add(
            infix: 1585,
            "/",
            1326,
            "interval_div",
            .interval,
            .float8,
            .interval,
            .each {
                (a: Interval, by: Double) throws(DatabaseError) in try a.divided(by: by)
            }
        )
        add(
            1295,
            "justify_days",
            [.interval],
            .interval,
            .each {
                (a: Interval) throws(DatabaseError) in try a.justifyingDays()
            }
        )
        add(
            1175,
            "justify_hours",
            [.interval],
            .interval,
            .each {
                (a: Interval) throws(DatabaseError) in try a.justifyingHours()
            }
        )
        add(
            2711,
            "justify_interval",
            [.interval],
            .interval,
            .each {
                (a: Interval) throws(DatabaseError) in try a.justified()
            }
        )
    }
}

extension CallContext {
    /// The session's time zone.
    var zone: TimeZone { session.formatting.zone }
}

extension Function.Body {
    /// A body of one argument and the session's time zone.
    static func zoned<A: Scalar, R: Scalar>(
        _ compute: @escaping @Sendable (A, TimeZone) throws(DatabaseError) -> R
    ) -> Function.Body {
        .values { (context, arguments) throws(DatabaseError) in
            try compute(A.unwrap(arguments[0]), context.zone).wrapped
        }
    }

    /// A body of two arguments and the session's time zone.
    static func zoned<A: Scalar, B: Scalar, R: Scalar>(
        _ compute: @escaping @Sendable (A, B, TimeZone) throws(DatabaseError) -> R
    ) -> Function.Body {
        .values { (context, arguments) throws(DatabaseError) in
            try compute(A.unwrap(arguments[0]), B.unwrap(arguments[1]), context.zone).wrapped
        }
    }
}

extension DateTime {
    /// `date + time`.
    static func moment(_ date: Int32, _ time: Int64) throws(DatabaseError) -> Int64 {
        try adding(Interval(microseconds: time), toTimestamp: timestamp(date: date))
    }

    /// `date + timetz`.
    static func momentTZ(_ date: Int32, _ time: TimeTZ) throws(DatabaseError) -> Int64 {
        let microseconds = time.microseconds + Int64(time.zone) * 1_000_000
        return try adding(
            Interval(microseconds: microseconds),
            toTimestamp: timestamp(date: date)
        )
    }
}

extension TimeTZ {
    /// The time moved around the clock; the zone stays.
    fileprivate func adding(_ interval: Interval) -> TimeTZ {
        TimeTZ(
            microseconds: DateTime.adding(interval, toTime: microseconds),
            zone: zone
        )
    }
}
