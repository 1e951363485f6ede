// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

/// ANALYZE, what it finds, and what estimates follow from it.
@Suite("ANALYZE")
struct StatisticsTests {
    private let server: TestInstance
    private let client: Client

    init() throws {
        server = try TestInstance()
        client = try server.client()
    }

    /// The estimated rows of the plan of `sql`.
    private func estimate(_ sql: String) throws -> Double {
        let line = try client.run("EXPLAIN \(sql)").first ?? ""
        let rows = line.split(separator: "rows=").last?.prefix { $0.isNumber } ?? ""
        return try #require(Double(rows))
    }

    /// A table of 10,000 rows: unique ids, three statuses of 90, 9 and 1 %, a tenth NULL.
    private func makeTable() throws {
        try client.run(
            """
            CREATE TABLE t (
                id int PRIMARY KEY, status text, score float8, note text, flag boolean, day date
            );
            INSERT INTO t SELECT i,
                CASE WHEN i % 100 = 0 THEN 'rare' WHEN i % 10 = 1 THEN 'some' ELSE 'most' END,
                sqrt(i), CASE WHEN i % 10 = 0 THEN NULL ELSE 'note ' || i END, i % 4 = 0,
                date '2020-01-01' + i % 1000
            FROM generate_series(1, 10000) i;
            ANALYZE t
            """
        )
    }

    @Test("finds shares of NULLs, distinct and common values, histograms and correlation")
    func columns() throws {
        try makeTable()
        #expect(
            try client.run(
                """
                SELECT attname, null_frac, avg_width, n_distinct, most_common_vals,
                    most_common_freqs, array_length(histogram_bounds::text::text[], 1),
                    round(correlation::numeric, 4)
                FROM pg_stats WHERE tablename = 't' AND attname IN ('id', 'status', 'flag', 'score')
                ORDER BY attname
                """
            ) == [
                "flag|0|1|2|{f,t}|{0.75,0.25}|~|0.6252",
                "id|0|4|-1|~|~|101|1.0000",
                "score|0|8|-1|~|~|101|1.0000",
                "status|0|5|3|{most,some,rare}|{0.89,0.1,0.01}|~|0.8022",
            ]
        )
        #expect(
            try client.run(
                "SELECT null_frac, n_distinct FROM pg_stats WHERE attname = 'note'"
            ) == ["0.1|-0.9"]
        )
        #expect(
            try client.run(
                "SELECT n_distinct, array_length(most_common_freqs, 1) FROM pg_stats "
                    + "WHERE attname = 'day'"
            ) == ["1000|100"]
        )
    }

    @Test("shows rows and pages, and when it ran")
    func tables() throws {
        try client.run("CREATE TABLE t (id int PRIMARY KEY)")
        #expect(
            try client.run("SELECT reltuples, relpages FROM pg_class WHERE relname = 't'")
                == ["-1|0"]
        )
        try client.run("INSERT INTO t SELECT generate_series(1, 3000); ANALYZE t")
        #expect(
            try client.run(
                "SELECT relname, reltuples, relpages > 0 FROM pg_class WHERE relname IN "
                    + "('t', 't_pkey') ORDER BY 1"
            ) == ["t|3000|t", "t_pkey|3000|f"]
        )
        try client.run("UPDATE t SET id = -id WHERE id < 11; DELETE FROM t WHERE id > 2990")
        #expect(
            try client.run(
                """
                SELECT n_live_tup, n_tup_ins, n_tup_upd, n_tup_del, n_mod_since_analyze,
                    last_analyze IS NOT NULL, analyze_count
                FROM pg_stat_user_tables
                """
            ) == ["2990|3000|10|10|20|t|1"]
        )
        try client.run("TRUNCATE t")
        #expect(
            try client.run("SELECT reltuples FROM pg_class WHERE relname = 't'") == ["-1"]
        )
    }

    @Test("counts scans of tables and indexes")
    func scans() throws {
        try client.run("CREATE EXTENSION vector")
        try client.run("CREATE TABLE s (id int PRIMARY KEY, v vector(2) NOT NULL)")
        try client.run(
            "INSERT INTO s SELECT i, ARRAY[i, 1]::vector FROM generate_series(1, 1000) i"
        )
        try client.run("CREATE INDEX s_v ON s USING hnsw (v vector_l2_ops)")
        let counts = """
            SELECT seq_scan, seq_tup_read, idx_scan, idx_tup_fetch FROM pg_stat_user_tables
            UNION ALL (SELECT 0, 0, idx_scan, idx_tup_read FROM pg_stat_user_indexes
                ORDER BY indexrelname)
            """
        #expect(try client.run(counts) == ["0|0|0|0", "0|0|0|0", "0|0|0|0"])
        try client.run("SELECT sum(v[1]) FROM (SELECT v::real[] AS v FROM s) AS s")
        try client.run("SELECT v FROM s WHERE id IN (3, 5, 9)")
        try client.run("SET enable_seqscan = off; SELECT id FROM s ORDER BY v <-> '[1, 1]' LIMIT 7")
        #expect(try client.run(counts) == ["1|1000|4|10", "0|0|3|3", "0|0|1|7"])
        try client.run("DROP TABLE s")
        #expect(try client.run(counts) == [])
    }

    @Test("estimates comparisons from what it found")
    func comparisons() throws {
        try makeTable()
        #expect(try estimate("SELECT * FROM t WHERE status = 'most'") == 8_900)
        #expect(try estimate("SELECT * FROM t WHERE status = 'rare'") == 100)
        #expect(try estimate("SELECT * FROM t WHERE status <> 'most'") == 1_100)
        #expect(try estimate("SELECT * FROM t WHERE status IN ('rare', 'some')") == 1_100)
        #expect(try estimate("SELECT * FROM t WHERE status NOT IN ('rare', 'some')") == 8_900)
        #expect(try estimate("SELECT * FROM t WHERE status = ANY ('{rare,some}')") == 1_100)
        #expect(try estimate("SELECT * FROM t WHERE status LIKE 'ra%'") == 100)
        #expect(try estimate("SELECT * FROM t WHERE NOT status = 'most'") == 1_100)
        #expect(try estimate("SELECT * FROM t WHERE note IS NULL") == 1_000)
        #expect(try estimate("SELECT * FROM t WHERE note IS NOT NULL") == 9_000)
        #expect(try estimate("SELECT * FROM t WHERE flag") == 2_500)
        #expect(try estimate("SELECT * FROM t WHERE NOT flag") == 7_500)
        #expect(try estimate("SELECT * FROM t WHERE flag IS NOT TRUE") == 7_500)
        #expect(try estimate("SELECT * FROM t WHERE flag AND status = 'rare'") == 25)
        #expect(try estimate("SELECT * FROM t WHERE flag OR status = 'rare'") == 2_575)
        #expect(try estimate("SELECT * FROM t WHERE id = 77") == 1)
        for (sql, expected) in [
            ("id < 1000", 1_000.0), ("id <= 5000", 5_000), ("9000 < id", 1_000),
            ("id BETWEEN 2000 AND 4000", 2_000), ("id > 2000 AND id < 2300", 300),
            ("score < 50.0", 2_500), ("score < 50", 2_500), ("score >= 90::numeric", 1_900),
            ("day < '2020-04-10'", 1_000), ("day >= timestamp '2022-06-19'", 1_000),
            ("note LIKE 'note 12%'", 111), ("id NOT BETWEEN 1001 AND 9000", 2_000),
        ] {
            let found = try estimate("SELECT * FROM t WHERE \(sql)")
            #expect(abs(found - expected) <= max(expected * 0.1, 30), "\(sql): \(found)")
        }
    }

    @Test("estimates joins and groups by the number of different values")
    func joins() throws {
        try makeTable()
        try client.run(
            """
            CREATE TABLE s (id int PRIMARY KEY, tid int);
            INSERT INTO s SELECT i, i % 500 + 1 FROM generate_series(1, 5000) i;
            ANALYZE s
            """
        )
        #expect(try estimate("SELECT * FROM s JOIN t ON t.id = s.tid") == 5_000)
        let join = "SELECT * FROM s JOIN t ON t.id = s.tid"
        #expect(try estimate("\(join) WHERE t.status = 'rare'") == 50)
        #expect(try estimate("SELECT tid, count(*) FROM s GROUP BY tid") == 500)
        #expect(try estimate("SELECT DISTINCT status FROM t") == 3)
        #expect(try estimate("SELECT * FROM t WHERE id IN (SELECT tid FROM s)") == 500)
    }

    @Test("chooses between an index and the table by how many rows there will be")
    func paths() throws {
        try makeTable()
        try client.run("CREATE INDEX t_status ON t (status)")
        func path(_ condition: String) throws -> String {
            try client.run("EXPLAIN (COSTS OFF) SELECT * FROM t WHERE \(condition)")[0]
        }
        #expect(try path("status = 'rare'") == "Index Scan using t_status on t")
        #expect(try path("status = 'most'") == "Seq Scan on t")
        #expect(try path("id < 100") == "Index Scan using t_pkey on t")
        #expect(try path("id > 100") == "Seq Scan on t")
    }

    @Test("samples large and thinned tables")
    func samples() throws {
        try client.run(
            """
            SET default_statistics_target = 10;
            CREATE TABLE big (id int, kind int);
            INSERT INTO big SELECT i, i % 7 FROM generate_series(1, 30000) i;
            ANALYZE big
            """
        )
        #expect(
            try client.run("SELECT reltuples FROM pg_class WHERE relname = 'big'") == ["30000"]
        )
        #expect(
            try client.run("SELECT n_distinct FROM pg_stats WHERE attname = 'kind'") == ["7"]
        )
        #expect(
            try client.run("SELECT n_distinct FROM pg_stats WHERE attname = 'id'") == ["-1"]
        )
        // Every other row goes: half of the ids that are drawn exist.
        try client.run("DELETE FROM big WHERE id % 2 = 0; ANALYZE big")
        let rows = try client.run("SELECT reltuples FROM pg_class WHERE relname = 'big'")
        let half = try #require(Double(rows[0]))
        #expect(abs(half - 15_000) < 900, "\(half)")
        // Few are left: their keys are read.
        try client.run("DELETE FROM big WHERE id % 100 <> 1; ANALYZE big")
        #expect(
            try client.run("SELECT reltuples FROM pg_class WHERE relname = 'big'") == ["300"]
        )
    }

    @Test("says of vectors whether they are there and how wide they are")
    func vectors() throws {
        try client.run(
            """
            CREATE EXTENSION vector;
            CREATE TABLE v (id int, a vector(3), b vector, c sparsevec(100));
            INSERT INTO v SELECT i, '[1,2,3]', CASE WHEN i % 4 = 0 THEN '[1,2]'::vector END,
                '{1:1,5:2}/100' FROM generate_series(1, 400) i;
            ANALYZE v
            """
        )
        #expect(
            try client.run(
                "SELECT attname, null_frac, avg_width, n_distinct, most_common_vals, correlation "
                    + "FROM pg_stats WHERE tablename = 'v' AND attname <> 'id' ORDER BY 1"
            )
                == ["a|0|20|-1|~|~", "b|0.75|16|-0.25|~|~", "c|0|32|-1|~|~"]
        )
    }

    @Test("looks at the expressions that indexes have for keys")
    func expressions() throws {
        try client.run(
            """
            CREATE TABLE docs (id int, meta jsonb);
            INSERT INTO docs SELECT i, jsonb_build_object('source', 's' || i % 20)
            FROM generate_series(1, 2000) i;
            CREATE INDEX docs_source ON docs ((meta ->> 'source'));
            ANALYZE docs
            """
        )
        #expect(try estimate("SELECT * FROM docs WHERE meta ->> 'source' = 's3'") == 100)
        #expect(
            try client.run(
                "SELECT attname, n_distinct FROM pg_stats WHERE tablename = 'docs_source'"
            ) == ["expr|20"]
        )
        try client.run("DROP INDEX docs_source")
        #expect(
            try client.run("SELECT count(*) FROM pg_stats WHERE tablename = 'docs_source'")
                == ["0"]
        )
    }

    @Test("is transactional, and goes with the table and its columns")
    func transactions() throws {
        try client.run("CREATE TABLE t (a int, b int); INSERT INTO t VALUES (1, 2)")
        let count = "SELECT count(*) FROM pg_stats WHERE tablename = 't'"
        try client.run("BEGIN; ANALYZE t")
        #expect(try client.run(count) == ["2"])
        try client.run("ROLLBACK")
        #expect(try client.run(count) == ["0"])
        try client.run("ANALYZE t (a)")
        #expect(try client.run(count) == ["1"])
        try client.run("VACUUM (ANALYZE) t")
        #expect(try client.run(count) == ["2"])
        try client.run("ALTER TABLE t DROP COLUMN a")
        #expect(try client.run(count) == ["1"])
        try client.run("ALTER TABLE t ALTER COLUMN b TYPE text")
        #expect(try client.run(count) == ["0"])
        try client.run("ANALYZE; DROP TABLE t")
        #expect(try client.run("SELECT count(*) FROM pg_statistic") == ["0"])
    }

    @Test("refuses what PostgreSQL refuses, in its words")
    func errors() throws {
        try client.run("CREATE TABLE t (a int); CREATE VIEW v AS SELECT 1 AS x")
        #expect(client.failure("ANALYZE nosuch") == "42P01")
        #expect(client.failure("ANALYZE t (nosuch)") == "42703")
        #expect(client.failure("ANALYZE t (a, a)") == "42701")
        #expect(client.failure("ANALYZE (nosuch) t") == "42601")
        #expect(client.failure("VACUUM t (a)") == "0A000")
        #expect(client.failure("BEGIN; VACUUM t") == "25001")
        try client.run("ROLLBACK")
        #expect(client.failure("SET autovacuum = off") == "55P02")
        try client.run("ANALYZE v")
        #expect(
            client.notices.last
                == "skipping \"v\" --- cannot analyze non-tables or special system tables"
        )
        try client.run("ANALYZE VERBOSE t")
        #expect(client.notices.contains("analyzing \"public.t\""))
        #expect(try client.run("SHOW autovacuum") == ["on"])
        #expect(try client.run("ANALYZE pg_class") == [])
    }
}
