// SPDX-License-Identifier: Apache-2.0

import Sessions
import Testing

/// System columns in RETURNING: the row has just been written, so nothing has read them.
@Suite("RETURNING")
struct ReturningTests {
    let instance: TestInstance
    let client: Client

    init() throws {
        instance = try TestInstance()
        client = try instance.client()
        try client.run("CREATE TABLE t (a int PRIMARY KEY, v text)")
    }

    @Test("An inserted row has its system columns, and no locker")
    func insert() throws {
        let asked = "tableoid = 't'::regclass, ctid IS NOT NULL, xmin <> '0', xmax, a"
        #expect(
            try client.run("INSERT INTO t VALUES (1, 'x'), (2, 'y') RETURNING \(asked)")
                == ["t|t|t|0|1", "t|t|t|0|2"]
        )
        #expect(try client.run("INSERT INTO t VALUES (3, 'z') RETURNING *, xmax") == ["3|z|0"])
        #expect(
            try client.run("WITH x AS (INSERT INTO t VALUES (4) RETURNING xmin) SELECT * FROM x")
                == client.run("SELECT xmin FROM t WHERE a = 4")
        )
        #expect(
            try client.run("INSERT INTO t VALUES (5) RETURNING ctid")
                == client.run("SELECT ctid FROM t WHERE a = 5")
        )
    }

    @Test("xmax tells updated rows of an upsert from inserted ones")
    func upsert() throws {
        try client.run("INSERT INTO t VALUES (1, 'x')")
        #expect(
            try client.run(
                """
                INSERT INTO t VALUES (1, 'y'), (2, 'z') ON CONFLICT (a) DO UPDATE SET v = excluded.v
                RETURNING a, v, xmax = '0', tableoid = 't'::regclass
                """
            ) == ["1|y|f|t", "2|z|t|t"]
        )
        #expect(
            try client.run("INSERT INTO t VALUES (2), (3) ON CONFLICT DO NOTHING RETURNING a, xmax")
                == ["3|0"]
        )
        let excluded = "ON CONFLICT (a) DO UPDATE SET v = excluded.xmin::text"
        #expect(client.failure("INSERT INTO t VALUES (1) \(excluded)") == "42703")
    }

    @Test("UPDATE gives those of the new row, and of the tables beside it")
    func update() throws {
        try client.run("INSERT INTO t VALUES (1, 'x'), (2, 'y')")
        let before = try client.run("SELECT xmin FROM t WHERE a = 1")
        let new = try client.run("UPDATE t SET v = 'z' WHERE a = 1 RETURNING xmin")
        #expect(new != before)
        #expect(try client.run("SELECT xmin FROM t WHERE a = 1") == new)
        #expect(
            try client.run(
                """
                UPDATE t SET v = o.v FROM t o WHERE o.a = t.a + 1
                RETURNING t.a, o.tableoid = t.tableoid, o.xmin = t.xmin, o.xmin = '\(before[0])'
                """
            ) == ["1|t|f|t"]
        )
    }

    @Test("Where rows are not stored yet they are refused")
    func refused() throws {
        #expect(client.failure("CREATE TABLE c (a int, CHECK (xmin IS NOT NULL))") == "42P10")
        #expect(client.failure("CREATE TABLE c (a int, CHECK (tableoid IS NOT NULL))") == "0A000")
        #expect(client.failure("CREATE INDEX ON t ((xmin::text))") == "0A000")
        #expect(client.failure("ALTER TABLE t ALTER v TYPE text USING xmin::text") == "0A000")
        try client.run("INSERT INTO t VALUES (1)")
        try client.run("ALTER TABLE t ALTER v TYPE bool USING tableoid = 't'::regclass")
        #expect(try client.run("SELECT v FROM t") == ["t"])
    }
}
