// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@Suite struct DateTimeTests {
    private static let types: [String: OID] = [
        "date": .date, "time": .time, "timetz": .timetz, "timestamp": .timestamp,
        "timestamptz": .timestamptz,
    ]

    @Test("Dates and times are read and printed as PostgreSQL does in every style")
    func dates() throws {
        for row in CaseTable.rows(DateTimeCases.dates) {
            let oid = try #require(Self.types[row[0]])
            let type = SQLType(oid, modifier: Int32(row[1]) ?? -1)
            var formatting = Formatting()
            formatting.dateStyle = try #require(Formatting.DateStyle(rawValue: row[2]))
            formatting.dateOrder = try #require(Formatting.DateOrder(rawValue: row[3]))
            formatting.timeZone = row[4]
            let outcome = CaseTable.outcome { () throws(DatabaseError) in
                let value = try TypeCodec.parse(row[5], as: type, formatting)
                return TypeCodec.text(value, as: type, formatting)
            }
            #expect(outcome == row.answer, "\(row)")
        }
    }

    @Test("Intervals are read and printed as PostgreSQL does in every style")
    func intervals() throws {
        for row in CaseTable.rows(DateTimeCases.intervals) {
            var formatting = Formatting()
            formatting.intervalStyle = try #require(Formatting.IntervalStyle(rawValue: row[0]))
            let type = SQLType(.interval, modifier: Int32(row[1]) ?? -1)
            let outcome = CaseTable.outcome { () throws(DatabaseError) in
                let value = try TypeCodec.parse(row[2], as: type, formatting)
                return TypeCodec.text(value, as: type, formatting)
            }
            #expect(outcome == row.answer, "\(row)")
        }
    }

    @Test("Words for the present depend on the session's clock and zone")
    func present() throws {
        var formatting = Formatting()
        formatting.timeZone = "Asia/Tokyo"
        // 2024-03-01 20:30:00 UTC, which is the next day in Tokyo.
        formatting.now = 762_640_200_000_000
        func text(_ word: String, _ oid: OID) throws -> String {
            let type = SQLType(oid)
            let value = try TypeCodec.parse(word, as: type, formatting)
            return TypeCodec.text(value, as: type, formatting)
        }
        #expect(try text("today", .date) == "2024-03-02")
        #expect(try text("yesterday", .date) == "2024-03-01")
        #expect(try text("tomorrow", .date) == "2024-03-03")
        #expect(try text("now", .timestamptz) == "2024-03-02 05:30:00+09")
        #expect(try text("now", .timestamp) == "2024-03-02 05:30:00")
        #expect(try text("now", .time) == "05:30:00")
        #expect(try text("now", .timetz) == "05:30:00+09")
        #expect(try text("today 04:00", .timestamptz) == "2024-03-02 04:00:00+09")
        #expect(try text("tomorrow allballs", .timestamptz) == "2024-03-03 09:00:00+09")
        #expect(try text("04:05", .timetz) == "04:05:00+09")
    }

    @Test(
        "Binary values out of range are refused",
        arguments: [
            (OID.date, [0x7F, 0xFF, 0xFF, 0xF0], "date out of range"),
            (.time, [0xFF, 0, 0, 0, 0, 0, 0, 0], "time out of range"),
            (
                .timestamp, [0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xF0],
                "timestamp out of range"
            ),
            (
                .timetz, [0, 0, 0, 0, 0, 0, 0, 0, 0x7F, 0, 0, 0],
                "time zone displacement out of range"
            ),
        ] as [(OID, [UInt8], String)]
    )
    func binaryRange(_ oid: OID, _ bytes: [UInt8], _ message: String) {
        let error = #expect(throws: DatabaseError.self) {
            try TypeCodec.decodeBinary(bytes.span, as: SQLType(oid))
        }
        #expect(error?.message == message)
    }

    @Test("Days and dates convert both ways over the whole range")
    func calendar() {
        for days in stride(from: -2_451_545, to: 2_145_031_948, by: 9_876_543) {
            let civil = CivilTime(days: days)
            #expect(civil.days == days)
            #expect((1...12).contains(civil.month))
            let length = Calendar.daysInMonth(year: civil.year, month: civil.month)
            #expect((1...length).contains(civil.day))
        }
        #expect(CivilTime(days: 0) == CivilTime(year: 2_000, month: 1, day: 1))
        #expect(Calendar.dayOfWeek(days: 0) == 6)
    }

    @Test("Intervals compare by months of 30 days, and hash alike")
    func intervalOrder() {
        #expect(Interval(months: 1) == Interval(days: 30))
        #expect(Interval(days: 1) == Interval(microseconds: 86_400_000_000))
        #expect(Set([Interval(months: 1), Interval(days: 30)]).count == 1)
        #expect(Interval(months: 1) < Interval(days: 31))
        #expect(Interval(months: -1) < Interval(days: -29))
        #expect(Interval(months: .max) > Interval(days: .max))
    }
}

@Suite struct TimeZoneTests {
    @Test("Zones are found by name in any case, and as POSIX offsets")
    func names() throws {
        let berlin = try #require(TimeZone.named("europe/BERLIN"))
        #expect(berlin.name == "Europe/Berlin")
        #expect(berlin === TimeZone.named("Europe/Berlin"))
        #expect(TimeZone.named("UTC+3")?.offset(at: 0) == -10_800)
        #expect(TimeZone.named("<+03>-3")?.offset(at: 0) == 10_800)
        #expect(TimeZone.named("FOO-5:30")?.offset(at: 0) == 19_800)
        for name in ["", "Mars/Base", "../passwd", "/etc/passwd", "posixrules", "<x", "UTC+999"] {
            #expect(TimeZone.named(name) == nil, "\(name)")
        }
        #expect(TimeZone.names.contains("America/New_York"))
    }

    @Test("Offsets follow daylight saving, in gaps and overlaps standard time wins")
    func offsets() throws {
        let zone = try #require(TimeZone.named("America/New_York"))
        func local(_ month: Int, _ day: Int, _ hour: Int, _ minute: Int) -> Int64 {
            let civil = CivilTime(
                year: 2_024,
                month: month,
                day: day,
                hour: hour,
                minute: minute
            )
            return Int64(civil.days) * 86_400_000_000 + civil.timeOfDay
        }
        #expect(zone.offset(atLocal: local(1, 1, 12, 0)) == -18_000)
        #expect(zone.offset(atLocal: local(7, 1, 12, 0)) == -14_400)
        #expect(zone.offset(atLocal: local(3, 10, 2, 30)) == -18_000)
        #expect(zone.offset(atLocal: local(11, 3, 1, 30)) == -18_000)
        let summer = zone.moment(at: local(7, 1, 16, 0))
        #expect(summer.isDaylightSaving)
        #expect(summer.abbreviation == "EDT")
        #expect(zone.moment(at: local(1, 1, 16, 0)).abbreviation == "EST")
    }
}
