// SPDX-License-Identifier: Apache-2.0

import Sessions
import Testing

/// ON CONFLICT beside other transactions.
@Suite("ON CONFLICT and locks")
struct ConflictTests {
    let instance: TestInstance
    let one: Client
    let two: Client

    init() throws {
        instance = try TestInstance()
        one = try instance.client()
        two = try instance.client()
        try one.run("CREATE TABLE t (id int PRIMARY KEY, n int UNIQUE)")
        try one.run("INSERT INTO t VALUES (1, 10), (2, 20)")
        try two.run("SET lock_timeout = '50ms'")
    }

    @Test("DO NOTHING leaves no key locked that was there before")
    func locksNothing() throws {
        try one.run("BEGIN")
        try one.run("INSERT INTO t VALUES (2, 0), (3, 10) ON CONFLICT DO NOTHING")
        #expect(one.tags == ["INSERT 0 0"])
        #expect(two.failure("INSERT INTO t VALUES (2, 0) ON CONFLICT DO NOTHING") == nil)
        // Nor the key of a row that another of its keys kept out.
        #expect(two.failure("INSERT INTO t VALUES (3, 30)") == nil)
        #expect(two.failure("DELETE FROM t WHERE id = 2") == nil)
        try one.run("COMMIT")
    }

    @Test("DO NOTHING leaves a key locked that the transaction has inserted or deleted")
    func keepsOwnLocks() throws {
        try one.run("BEGIN; INSERT INTO t VALUES (3, 30)")
        try one.run("INSERT INTO t VALUES (3, 31) ON CONFLICT DO NOTHING")
        try one.run("DELETE FROM t WHERE id = 1")
        try one.run("INSERT INTO t VALUES (1, 20) ON CONFLICT DO NOTHING")
        #expect(one.tags == ["INSERT 0 0"])
        #expect(two.failure("INSERT INTO t VALUES (3, 32)") == "55P03")
        #expect(two.failure("INSERT INTO t VALUES (1, 11)") == "55P03")
        try one.run("COMMIT")
        #expect(try two.run("SELECT id FROM t ORDER BY id") == ["2", "3"])
    }

    @Test("DO UPDATE inserts when the row in its way has given the key up")
    func insertsAfterAll() throws {
        try two.run("BEGIN; UPDATE t SET n = 11 WHERE id = 1")
        let upsert = try Background(
            instance,
            ["INSERT INTO t VALUES (1, 5) ON CONFLICT (id) DO UPDATE SET n = excluded.n"]
        )
        upsert.waitUntilBlocked()
        #expect(two.failure("UPDATE t SET id = 100 WHERE id = 1") == nil)
        try two.run("COMMIT")
        #expect(upsert.finish() == [nil])
        #expect(try one.run("SELECT * FROM t ORDER BY id") == ["1|5", "2|20", "100|11"])
    }

    @Test("DO UPDATE works on the newest version of the row")
    func updatesNewest() throws {
        try two.run("BEGIN; UPDATE t SET n = 11 WHERE id = 1")
        let upsert = try Background(
            instance,
            ["INSERT INTO t VALUES (1, 5) ON CONFLICT (id) DO UPDATE SET n = t.n + excluded.n"]
        )
        upsert.waitUntilBlocked()
        try two.run("COMMIT")
        #expect(upsert.finish() == [nil])
        #expect(try one.run("SELECT * FROM t ORDER BY id") == ["1|16", "2|20"])
    }
}
