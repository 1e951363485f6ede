// SPDX-License-Identifier: Apache-2.0

import Sessions
import Testing

/// Definitions in a transaction whose snapshot is older than rows that others have committed.
@Suite("Definitions above READ COMMITTED")
struct DefinitionIsolationTests {
    static let levels = ["REPEATABLE READ", "SERIALIZABLE"]

    let instance: TestInstance
    /// Whose snapshot is old.
    let one: Client
    /// Commits meanwhile.
    let two: Client

    init() throws {
        instance = try TestInstance()
        one = try instance.client()
        two = try instance.client()
        try one.run("CREATE EXTENSION vector; CREATE TABLE t (id int, v vector(2))")
        try one.run("INSERT INTO t SELECT g, ARRAY[g, 1]::vector FROM generate_series(1, 5) g")
    }

    /// Lets one's snapshot be older than an insertion and an update of two's.
    private func outdate(_ level: String) throws {
        try one.run("BEGIN ISOLATION LEVEL \(level)")
        // No table, so that SERIALIZABLE has read nothing that changes.
        try one.run("SELECT 1")
        try two.run("INSERT INTO t VALUES (6, '[6,1]')")
        try two.run("UPDATE t SET id = 10, v = '[100,1]' WHERE id = 1")
    }

    private static let newest = [
        "2|[2,1]", "3|[3,1]", "4|[4,1]", "5|[5,1]", "6|[6,1]", "10|[100,1]",
    ]
    private static let all = "SELECT id, v FROM t ORDER BY id"

    @Test("A table is written anew from its newest rows", arguments: levels)
    func rewrites(level: String) throws {
        for definition in [
            "ALTER TABLE t ALTER COLUMN id TYPE bigint", "ALTER TABLE t ADD COLUMN x serial",
            "ALTER TABLE t ADD COLUMN y float DEFAULT random()",
        ] {
            try two.run("TRUNCATE t")
            try two.run(
                "INSERT INTO t SELECT g, ARRAY[g, 1]::vector FROM generate_series(1, 5) g"
            )
            try outdate(level)
            try one.run(definition)
            #expect(try one.run(Self.all) == Self.newest, "\(definition)")
            try one.run("COMMIT")
            #expect(try two.run(Self.all) == Self.newest, "\(definition)")
        }
    }

    @Test("A rewrite keeps what a serializable transaction has committed")
    func rewritesSerially() throws {
        try one.run("BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT 1")
        try two.run("BEGIN ISOLATION LEVEL SERIALIZABLE; INSERT INTO t VALUES (6, '[6,1]'); COMMIT")
        try one.run("ALTER TABLE t ALTER COLUMN id TYPE bigint")
        try one.run("COMMIT")
        #expect(try two.run("SELECT count(*) FROM t") == ["6"])
    }

    @Test("An ordered index has the newest rows", arguments: levels, ["btree", "alex"])
    func buildsOrdered(level: String, method: String) throws {
        try outdate(level)
        try one.run("CREATE INDEX ti ON t USING \(method) (id)")
        try one.run("SET LOCAL enable_seqscan = off")
        // The transaction goes on to see its own snapshot, index or not.
        for id in [1, 6, 10] {
            let expected = id == 1 ? ["1"] : []
            #expect(try one.run("SELECT id FROM t WHERE id = \(id)") == expected)
        }
        #expect(try one.run("SELECT id FROM t ORDER BY id") == ["1", "2", "3", "4", "5"])
        try one.run("COMMIT")
        try two.run("SET enable_seqscan = off")
        for id in [1, 6, 10] {
            let expected = id == 1 ? [] : ["\(id)"]
            #expect(try two.run("SELECT id FROM t WHERE id = \(id)") == expected)
        }
        #expect(try two.run("EXPLAIN SELECT id FROM t WHERE id = 6")[0].contains("ti"))
        try two.run("REINDEX INDEX ti")
        #expect(try two.run("SELECT id FROM t WHERE id = 10") == ["10"])
    }

    @Test("A vector index has the newest rows", arguments: levels, ["hnsw", "ivfflat", "flat"])
    func buildsVectorIndex(level: String, method: String) throws {
        let nearest = "SELECT id FROM t ORDER BY v <-> '[100,1]' LIMIT 3"
        try outdate(level)
        let options = method == "ivfflat" ? "WITH (lists = 1)" : ""
        try one.run("CREATE INDEX tv ON t USING \(method) (v vector_l2_ops) \(options)")
        try one.run("SET LOCAL enable_seqscan = off")
        #expect(try one.run(nearest) == ["5", "4", "3"])
        try one.run("INSERT INTO t VALUES (7, '[90,1]')")
        #expect(try one.run(nearest) == ["7", "5", "4"])
        try one.run("COMMIT")
        try two.run("SET enable_seqscan = off")
        #expect(try two.run("EXPLAIN \(nearest)").contains { $0.contains("tv") })
        #expect(try two.run(nearest) == ["10", "7", "6"])
    }

    @Test("Constraints are checked against the newest rows", arguments: levels)
    func validates(level: String) throws {
        for (change, definition, state) in [
            ("INSERT INTO t VALUES (2)", "CREATE UNIQUE INDEX ON t (id)", "23505"),
            ("INSERT INTO t VALUES (2)", "ALTER TABLE t ADD PRIMARY KEY (id)", "23505"),
            ("INSERT INTO t VALUES (2)", "ALTER TABLE t ADD UNIQUE (id)", "23505"),
            ("INSERT INTO t VALUES (6)", "ALTER TABLE t ADD CHECK (id < 6)", "23514"),
            ("INSERT INTO t VALUES (NULL)", "ALTER TABLE t ALTER id SET NOT NULL", "23502"),
            ("INSERT INTO t VALUES (6)", "ALTER TABLE t ADD COLUMN x int NOT NULL", "23502"),
        ] {
            try two.run("TRUNCATE t")
            if state != "23502" { try two.run("INSERT INTO t VALUES (1), (2)") }
            try one.run("BEGIN ISOLATION LEVEL \(level); SELECT 1")
            try two.run(change)
            #expect(one.failure(definition) == state, "\(definition)")
            try one.run("ROLLBACK")
        }
    }

    @Test("A unique index made beyond the snapshot keeps keys apart", arguments: levels)
    func keepsUnique(level: String) throws {
        try outdate(level)
        try one.run("CREATE UNIQUE INDEX ON t (id)")
        try one.run("INSERT INTO t VALUES (6, NULL), (7, NULL) ON CONFLICT (id) DO NOTHING")
        try one.run("COMMIT")
        #expect(two.failure("INSERT INTO t VALUES (6)") == "23505")
        #expect(two.failure("INSERT INTO t VALUES (10)") == "23505")
        try two.run("INSERT INTO t VALUES (1)")
        #expect(try two.run("SELECT count(*) FROM t WHERE id IN (6, 7)") == ["2"])
    }

    @Test("An index of a table that has not changed serves the transaction itself")
    func usesIndex() throws {
        try two.run("CREATE TABLE other (id int)")
        try one.run("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1")
        try two.run("INSERT INTO other VALUES (1)")
        try one.run("CREATE INDEX ti ON t (id); SET LOCAL enable_seqscan = off")
        #expect(try one.run("EXPLAIN SELECT id FROM t WHERE id = 6")[0].contains("ti"))
        try one.run("CREATE INDEX oi ON other (id)")
        #expect(try !one.run("EXPLAIN SELECT id FROM other WHERE id = 6")[0].contains("oi"))
        try one.run("COMMIT")
    }

    @Test("Rows changed since the snapshot are gone after TRUNCATE", arguments: levels)
    func truncates(level: String) throws {
        try outdate(level)
        try one.run("TRUNCATE t; COMMIT")
        #expect(try two.run("SELECT count(*) FROM t") == ["0"])
    }

    @Test("CREATE TABLE AS copies what the transaction sees", arguments: levels)
    func copies(level: String) throws {
        try outdate(level)
        try one.run("CREATE TABLE u AS SELECT id FROM t")
        #expect(try one.run("SELECT count(*), max(id) FROM u") == ["5|5"])
        try one.run("COMMIT")
        #expect(try two.run("SELECT count(*), max(id) FROM u") == ["5|5"])
    }

    @Test("A name that others have taken since the snapshot is taken", arguments: levels)
    func findsNames(level: String) throws {
        try one.run("BEGIN ISOLATION LEVEL \(level); SELECT 1")
        try two.run("CREATE TABLE u (id int)")
        #expect(one.failure("CREATE TABLE u (id int)") == "42P07")
        try one.run("ROLLBACK")
        try one.run("BEGIN ISOLATION LEVEL \(level); SELECT 1")
        try two.run("CREATE TABLE w AS SELECT 1 id")
        try one.run("CREATE TABLE IF NOT EXISTS w (id int, x int); COMMIT")
        #expect(try two.run("SELECT * FROM w") == ["1"])
    }

    @Test("Statistics gathered since the snapshot are no conflict", arguments: levels)
    func replacesStatistics(level: String) throws {
        try outdate(level)
        try two.run("ANALYZE t")
        try one.run("ALTER TABLE t ALTER COLUMN id TYPE bigint; COMMIT")
        #expect(try two.run(Self.all) == Self.newest)
        try one.run("BEGIN ISOLATION LEVEL \(level); SELECT 1")
        try two.run("ANALYZE t")
        try one.run("DROP TABLE t; COMMIT")
    }

    @Test("A table that others have defined anew since the snapshot is refused", arguments: levels)
    func refuses(level: String) throws {
        try one.run("BEGIN ISOLATION LEVEL \(level); SELECT 1")
        try two.run("CREATE INDEX ON t (id)")
        #expect(one.failure("ALTER TABLE t ALTER COLUMN id TYPE bigint") == "40001")
        try one.run("ROLLBACK")
    }
}
