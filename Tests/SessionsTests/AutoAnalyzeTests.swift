// SPDX-License-Identifier: Apache-2.0

import Platform
import Relations
import Testing
import Values

@testable import Sessions

@Suite("Automatic ANALYZE")
struct AutoAnalyzeTests {
    private static func table(
        _ changes: Int64,
        rows: Double = 0,
        options: [String] = []
    ) -> [AutoAnalyzeSchedule.Candidate] {
        [.init(storageID: 7, analyzedRows: rows, changes: changes, options: options)]
    }

    private static func second(_ number: UInt64) -> MonotonicTime {
        MonotonicTime(nanoseconds: number * 1_000_000_000)
    }

    @Test("waits for a table to be quiet")
    func quiet() {
        var schedule = AutoAnalyzeSchedule()
        schedule.add([7])
        #expect(schedule.due(Self.table(500), now: Self.second(1)) == [])
        #expect(schedule.due(Self.table(700), now: Self.second(2)) == [])
        #expect(!schedule.isEmpty)
        #expect(schedule.due(Self.table(700), now: Self.second(3)) == [7])
        #expect(schedule.isEmpty)
    }

    @Test("waits no longer than a nap")
    func nap() {
        var schedule = AutoAnalyzeSchedule()
        schedule.add([7])
        for second in 1...60 {
            let table = Self.table(Int64(second) * 100)
            #expect(schedule.due(table, now: Self.second(UInt64(second))) == [])
        }
        #expect(schedule.due(Self.table(6_100), now: Self.second(61)) == [7])
    }

    @Test("counts changes against 50 rows and a tenth of the table")
    func threshold() {
        func isDue(_ changes: Int64, rows: Double, _ options: [String] = []) -> Bool {
            var schedule = AutoAnalyzeSchedule()
            schedule.add([7])
            let tables = Self.table(changes, rows: rows, options: options)
            _ = schedule.due(tables, now: Self.second(1))
            return !schedule.due(tables, now: Self.second(2)).isEmpty
        }
        #expect(!isDue(50, rows: 0))
        #expect(isDue(51, rows: 0))
        #expect(!isDue(150, rows: 1_000))
        #expect(isDue(151, rows: 1_000))
        #expect(!isDue(151, rows: 1_000, ["autovacuum_enabled=false"]))
        let options = ["autovacuum_analyze_threshold=0", "autovacuum_analyze_scale_factor=0.01"]
        #expect(isDue(11, rows: 1_000, options))
    }

    @Test("analyzes what has changed, and ends with the cluster")
    func background() throws {
        let server = try TestInstance()
        let client = try server.client()
        try client.run("CREATE TABLE t (a int); INSERT INTO t SELECT generate_series(1, 1000)")
        let deadline = MonotonicTime.after(milliseconds: 20_000)
        var found: [String] = []
        while MonotonicTime.now < deadline {
            found = try client.run(
                "SELECT n_distinct, autoanalyze_count FROM pg_stats, pg_stat_user_tables"
            )
            if !found.isEmpty { break }
            try client.run("SELECT pg_sleep(0.1)")
        }
        #expect(found == ["-1|1"])
        server.instance.cluster.close()
    }

    @Test("leaves tables alone where autovacuum is off")
    func off() throws {
        let cluster = try Cluster(inMemory: ClusterOptions())
        defer { cluster.close() }
        let instance = try Instance(cluster, settings: ["autovacuum": "off"])
        let client = Client(try Session(instance: instance, database: "postgres", user: "postgres"))
        #expect(try client.run("SHOW autovacuum") == ["off"])
        // Nobody takes the note that a commit leaves.
        try client.run("CREATE TABLE t (a int); INSERT INTO t VALUES (1)")
        #expect(!cluster.activity.take().isEmpty)
    }
}
