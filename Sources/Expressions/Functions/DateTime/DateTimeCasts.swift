// SPDX-License-Identifier: Apache-2.0

import Values

/// Casts among dates, times and intervals, and time zones.
extension RegistryBuilder {
    mutating func addDateTimeCasts() {
        add(
            2024,
            "timestamp",
            [.date],
            .timestamp,
            .batch { (a: Int32) throws(DatabaseError) in
                try DateTime.timestamp(date: a)
            }
        )
        add(2025, "timestamp", [.date, .time], .timestamp, .each(DateTime.moment))
        add(
            1174,
            "timestamptz",
            [.date],
            .timestamptz,
            .stable,
            .zoned {
                (a: Int32, zone) throws(DatabaseError) in
                try DateTime.timestampTZ(local: DateTime.timestamp(date: a), in: zone)
            }
        )
        add(
            1176,
            "timestamptz",
            [.date, .time],
            .timestamptz,
            .stable,
            .zoned {
                (date: Int32, time: Int64, zone) throws(DatabaseError) in
                try DateTime.timestampTZ(local: DateTime.moment(date, time), in: zone)
            }
        )
        add(1359, "timestamptz", [.date, .timetz], .timestamptz, .each(DateTime.momentTZ))
        add(2029, "date", [.timestamp], .date, .batch { (a: Int64) in DateTime.date(timestamp: a) })
        add(
            1178,
            "date",
            [.timestamptz],
            .date,
            .stable,
            .zoned {
                (a: Int64, zone) throws(DatabaseError) in
                DateTime.date(timestamp: try DateTime.timestamp(of: a, in: zone))
            }
        )
        add(1316, "time", [.timestamp], .time, .each { (a: Int64) in DateTime.time(timestamp: a) })
        add(
            2019,
            "time",
            [.timestamptz],
            .time,
            .stable,
            .zoned {
                (a: Int64, zone) throws(DatabaseError) in
                DateTime.time(timestamp: try DateTime.timestamp(of: a, in: zone))
            }
        )
        add(
            1419,
            "time",
            [.interval],
            .time,
            .each { (a: Interval) in
                DateTime.adding(Interval(microseconds: a.microseconds), toTime: 0)
            }
        )
        add(2046, "time", [.timetz], .time, .each { (a: TimeTZ) in a.microseconds })
        add(
            2047,
            "timetz",
            [.time],
            .timetz,
            .stable,
            .values {
                (context, arguments) throws(DatabaseError) in
                let now = context.session.transactionTimestamp
                return .timeTZ(
                    TimeTZ(
                        microseconds: try Int64.unwrap(arguments[0]),
                        zone: -context.zone.offset(at: now)
                    )
                )
            }
        )
        add(
            1388,
            "timetz",
            [.timestamptz],
            .timetz,
            .stable,
            .zoned {
                (a: Int64, zone) throws(DatabaseError) -> TimeTZ? in
                guard let time = DateTime.time(timestamp: try DateTime.timestamp(of: a, in: zone))
                else { return nil }
                return TimeTZ(microseconds: time, zone: -zone.offset(at: a))
            }
        )
        add(
            2028,
            "timestamptz",
            [.timestamp],
            .timestamptz,
            .stable,
            .zoned {
                (a: Int64, zone) throws(DatabaseError) in
                try DateTime.timestampTZ(local: a, in: zone)
            }
        )
        add(
            2027,
            "timestamp",
            [.timestamptz],
            .timestamp,
            .stable,
            .zoned {
                (a: Int64, zone) throws(DatabaseError) in try DateTime.timestamp(of: a, in: zone)
            }
        )
        add(
            1370,
            "interval",
            [.time],
            .interval,
            .each { (a: Int64) in
                Interval(microseconds: a)
            }
        )
        for (number, source, target, context, function) in [
            (10_158, OID.date, OID.timestamp, CoercionContext.implicit, 2024),
            (10_159, .date, .timestamptz, .implicit, 1174),
            (10_160, .time, .interval, .implicit, 1370), (10_161, .time, .timetz, .implicit, 2047),
            (10_162, .timestamp, .date, .assignment, 2029),
            (10_163, .timestamp, .time, .assignment, 1316),
            (10_164, .timestamp, .timestamptz, .implicit, 2028),
            (10_165, .timestamptz, .date, .assignment, 1178),
            (10_166, .timestamptz, .time, .assignment, 2019),
            (10_167, .timestamptz, .timestamp, .assignment, 2027),
            (10_168, .timestamptz, .timetz, .assignment, 1388),
            (10_169, .interval, .time, .assignment, 1419),
            (10_170, .timetz, .time, .assignment, 2046),
        ] as [(UInt32, OID, OID, CoercionContext, UInt32)] {
            add(cast: number, source, target, context, function)
        }
    }

    /// `timestamp(p)` and the like.
    mutating func addDateTimePrecision() {
        for (number, name, type) in [
            (1961, "timestamp", OID.timestamp),
            (1967, "timestamptz", .timestamptz),
        ] as [(UInt32, String, OID)] {
            add(
                number,
                name,
                [type, .int4],
                type,
                .batch {
                    (a: Int64, modifier: Int32) throws(DatabaseError) in
                    try DateTime.rounded(timestamp: a, modifier: modifier)
                }
            )
        }
        add(
            1968,
            "time",
            [.time, .int4],
            .time,
            .batch { (a: Int64, modifier: Int32) in
                DateTime.rounded(time: a, modifier: modifier)
            }
        )
        add(
            1969,
            "timetz",
            [.timetz, .int4],
            .timetz,
            .each { (a: TimeTZ, modifier: Int32) in
                TimeTZ(
                    microseconds: DateTime.rounded(time: a.microseconds, modifier: modifier),
                    zone: a.zone
                )
            }
        )
        add(
            1200,
            "interval",
            [.interval, .int4],
            .interval,
            .each {
                (a: Interval, modifier: Int32) throws(DatabaseError) in
                try a.constrained(to: modifier)
            }
        )
        add(cast: 10_212, .time, .time, .implicit, 1968)
        add(cast: 10_213, .timestamp, .timestamp, .implicit, 1961)
        add(cast: 10_214, .timestamptz, .timestamptz, .implicit, 1967)
        add(cast: 10_215, .interval, .interval, .implicit, 1200)
        add(cast: 10_216, .timetz, .timetz, .implicit, 1969)
    }

    /// `AT TIME ZONE`.
    mutating func addTimeZones() {
        add(
            1159,
            "timezone",
            [.text, .timestamptz],
            .timestamp,
            .each {
                (name: String, a: Int64) throws(DatabaseError) in
                try DateTime.timestamp(of: a, in: DateTime.zone(named: name))
            }
        )
        add(
            1026,
            "timezone",
            [.interval, .timestamptz],
            .timestamp,
            .each {
                (offset: Interval, a: Int64) throws(DatabaseError) in
                try DateTime.timestamp(of: a, in: DateTime.zone(offset: offset))
            }
        )
        add(
            2069,
            "timezone",
            [.text, .timestamp],
            .timestamptz,
            .each {
                (name: String, a: Int64) throws(DatabaseError) in
                try DateTime.timestampTZ(local: a, in: DateTime.zone(named: name))
            }
        )
        add(
            2070,
            "timezone",
            [.interval, .timestamp],
            .timestamptz,
            .each {
                (offset: Interval, a: Int64) throws(DatabaseError) in
                try DateTime.timestampTZ(local: a, in: DateTime.zone(offset: offset))
            }
        )
        add(
            2037,
            "timezone",
            [.text, .timetz],
            .timetz,
            .stable,
            .values {
                (context, arguments) throws(DatabaseError) in
                let zone = try DateTime.zone(named: String.unwrap(arguments[0]))
                return .timeTZ(
                    DateTime.time(
                        try TimeTZ.unwrap(arguments[1]),
                        in: zone,
                        now: context.session.transactionTimestamp
                    )
                )
            }
        )
        add(
            2038,
            "timezone",
            [.interval, .timetz],
            .timetz,
            .each {
                (offset: Interval, a: TimeTZ) throws(DatabaseError) in
                DateTime.time(a, in: try DateTime.zone(offset: offset), now: 0)
            }
        )
    }
}
