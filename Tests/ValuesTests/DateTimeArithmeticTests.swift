// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@Suite struct DateTimeArithmeticTests {
    private static let formatting: Formatting = {
        var formatting = Formatting()
        formatting.timeZone = "America/New_York"
        return formatting
    }()

    @Test("Functions of dates, times and intervals agree with PostgreSQL")
    func calls() {
        for row in CaseTable.rows(DateTimeArithmeticCases.calls) {
            let outcome = CaseTable.outcome { () throws(DatabaseError) in try call(row) }
            #expect(outcome == row.answer, "\(row)")
        }
    }

    private func int64(_ text: String, _ oid: OID) throws(DatabaseError) -> Int64 {
        let value = try TypeCodec.parse(text, as: SQLType(oid), Self.formatting)
        if case .int64(let number) = value { return number }
        if case .int32(let number) = value { return Int64(number) }
        return 0
    }

    private func interval(_ text: String) throws(DatabaseError) -> Interval {
        let value = try TypeCodec.parse(text, as: SQLType(.interval), Self.formatting)
        if case .interval(let interval) = value { return interval }
        return Interval()
    }

    private func shown(_ value: Value, _ oid: OID) -> String {
        TypeCodec.text(value, as: SQLType(oid), Self.formatting)
    }

    private func call(_ row: CaseTable.Row) throws(DatabaseError) -> String? {
        let zone = Self.formatting.zone
        let (name, a) = (row[0], row[1])
        switch name {
        case "timestamp+":
            let sum = try DateTime.adding(
                try interval(row[2]),
                toTimestamp: try int64(a, .timestamp)
            )
            return shown(.int64(sum), .timestamp)
        case "timestamptz+":
            let sum = try DateTime.adding(
                try interval(row[2]),
                toTimestampTZ: try int64(a, .timestamptz),
                in: zone
            )
            return shown(.int64(sum), .timestamptz)
        case "timestamp-":
            let difference = try DateTime.difference(
                try int64(a, .timestamp),
                try int64(row[2], .timestamp)
            )
            return shown(.interval(difference), .interval)
        case "age":
            let age = try DateTime.age(try int64(a, .timestamp), try int64(row[2], .timestamp))
            return shown(.interval(age), .interval)
        case "date_bin":
            let start = try DateTime.binned(
                timestamp: try int64(row[2], .timestamp),
                stride: try interval(a),
                origin: try int64(row[3], .timestamp)
            )
            return shown(.int64(start), .timestamp)
        case "at zone timestamp":
            let moment = try DateTime.timestampTZ(
                local: try int64(a, .timestamp),
                in: try DateTime.zone(named: row[2])
            )
            return shown(.int64(moment), .timestamptz)
        case "at zone timestamptz":
            let local = try DateTime.timestamp(
                of: try int64(a, .timestamptz),
                in: try DateTime.zone(named: row[2])
            )
            return shown(.int64(local), .timestamp)
        case "to_timestamp":
            let moment = try DateTime.timestampTZ(unixSeconds: Double(a) ?? 0)
            return shown(.int64(moment), .timestamptz)
        case _ where name.hasPrefix("extract"): return try extract(row)?.text
        case _ where name.hasPrefix("trunc"): return try truncate(row)
        case _ where name.hasPrefix("make"): return try make(row)
        default: return shown(.interval(try computeInterval(row)), .interval)
        }
    }

    private func extract(_ row: CaseTable.Row) throws(DatabaseError) -> Numeric? {
        let (a, field) = (row[1], row[2])
        switch row[0] {
        case "extract timestamp":
            return try DateTime.field(field, ofTimestamp: try int64(a, .timestamp))
        case "extract timestamptz":
            return try DateTime.field(
                field,
                ofTimestampTZ: try int64(a, .timestamptz),
                in: Self.formatting.zone
            )
        case "extract date":
            return try DateTime.field(field, ofDate: Int32(try int64(a, .date)))
        case "extract time": return try DateTime.field(field, ofTime: try int64(a, .time))
        case "extract timetz":
            let value = try TypeCodec.parse(a, as: SQLType(.timetz), Self.formatting)
            guard case .timeTZ(let time) = value else { return nil }
            return try DateTime.field(field, ofTimeTZ: time)
        default: return try DateTime.field(field, ofInterval: try interval(a))
        }
    }

    private func truncate(_ row: CaseTable.Row) throws(DatabaseError) -> String {
        let (a, unit) = (row[1], row[2])
        switch row[0] {
        case "trunc timestamp":
            let cut = try DateTime.truncated(timestamp: try int64(a, .timestamp), to: unit)
            return shown(.int64(cut), .timestamp)
        case "trunc timestamptz":
            let cut = try DateTime.truncated(
                timestampTZ: try int64(a, .timestamptz),
                to: unit,
                in: Self.formatting.zone
            )
            return shown(.int64(cut), .timestamptz)
        default:
            let cut = try DateTime.truncated(interval: try interval(a), to: unit)
            return shown(.interval(cut), .interval)
        }
    }

    private func make(_ row: CaseTable.Row) throws(DatabaseError) -> String {
        let numbers = row.fields.map { Int32($0) ?? 0 }
        if row[0] == "make_date" {
            let date = try DateTime.makeDate(
                year: numbers[1],
                month: numbers[2],
                day: numbers[3]
            )
            return shown(.int32(date), .date)
        }
        let time = try DateTime.makeTime(
            hour: numbers[1],
            minute: numbers[2],
            second: Double(row[3]) ?? 0
        )
        return shown(.int64(time), .time)
    }

    private func computeInterval(_ row: CaseTable.Row) throws(DatabaseError) -> Interval {
        let a = try interval(row[1])
        switch row[0] {
        case "interval*": return try a.multiplied(by: Double(row[2]) ?? 0)
        case "interval/": return try a.divided(by: Double(row[2]) ?? 0)
        case "justify_hours": return try a.justifyingHours()
        case "justify_days": return try a.justifyingDays()
        default: return try a.justified()
        }
    }

    @Test("Intervals add, and overflow is an error")
    func overflow() throws {
        let sum = try Interval(months: 1, days: 2).adding(Interval(days: -5, microseconds: 7))
        #expect(sum.months == 1 && sum.days == -3 && sum.microseconds == 7)
        let error = #expect(throws: DatabaseError.self) {
            try Interval(months: .max).adding(Interval(months: 1))
        }
        #expect(error?.message == "interval out of range")
        #expect(throws: DatabaseError.self) { try Interval(microseconds: .min).negated() }
        #expect(throws: DatabaseError.self) { try Interval(days: .max).multiplied(by: 2) }
    }

    @Test("Dates and timestamps convert, infinities included")
    func conversions() throws {
        #expect(try DateTime.timestamp(date: 1) == 86_400_000_000)
        #expect(try DateTime.timestamp(date: .max) == .max)
        #expect(DateTime.date(timestamp: -1) == -1)
        #expect(DateTime.date(timestamp: .min) == .min)
        #expect(DateTime.time(timestamp: -1) == 86_399_999_999)
        #expect(throws: DatabaseError.self) { try DateTime.timestamp(date: 2_000_000_000) }
        #expect(DateTime.adding(Interval(microseconds: -1), toTime: 0) == 86_399_999_999)
        #expect(throws: DatabaseError.self) { try DateTime.difference(Int32.max, 0) }
    }
}
