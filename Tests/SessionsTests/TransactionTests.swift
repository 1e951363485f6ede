// SPDX-License-Identifier: Apache-2.0

import Sessions
import Testing

@Suite("Transactions")
struct TransactionTests {
    let instance: TestInstance
    let one: Client
    let two: Client

    init() throws {
        instance = try TestInstance()
        one = try instance.client()
        two = try instance.client()
        try one.run("CREATE TABLE t (id int PRIMARY KEY, n int)")
        try one.run("INSERT INTO t VALUES (1, 10), (2, 20)")
    }

    @Test("A block's changes are its own until it commits")
    func isolatesUncommitted() throws {
        try one.run("BEGIN")
        try one.run("UPDATE t SET n = 11 WHERE id = 1")
        #expect(try one.run("SELECT n FROM t WHERE id = 1") == ["11"])
        #expect(try two.run("SELECT n FROM t WHERE id = 1") == ["10"])
        try one.run("COMMIT")
        #expect(try two.run("SELECT n FROM t WHERE id = 1") == ["11"])
    }

    @Test("Rolling back undoes rows and definitions")
    func rollsBack() throws {
        try one.run("BEGIN")
        try one.run("CREATE TABLE u (id int)")
        try one.run("INSERT INTO u VALUES (1)")
        try one.run("DELETE FROM t")
        try one.run("ROLLBACK")
        #expect(one.failure("SELECT * FROM u") == "42P01")
        #expect(try one.run("SELECT count(*) FROM t") == ["2"])
    }

    @Test("A failed block takes nothing but its end")
    func failsBlock() throws {
        try one.run("BEGIN")
        #expect(one.failure("SELECT 1/0") == "22012")
        #expect(one.session.status == .failed)
        #expect(one.failure("SELECT 1") == "25P02")
        try one.run("COMMIT")
        #expect(one.tags == ["ROLLBACK"])
        #expect(one.session.status == .idle)
    }

    @Test("Savepoints nest, and rolling back to one revives a failed block")
    func savepoints() throws {
        try one.run("BEGIN")
        try one.run("INSERT INTO t VALUES (3, 30)")
        try one.run("SAVEPOINT a")
        try one.run("INSERT INTO t VALUES (4, 40)")
        try one.run("SAVEPOINT b")
        #expect(one.failure("INSERT INTO t VALUES (4, 41)") == "23505")
        try one.run("ROLLBACK TO a")
        try one.run("INSERT INTO t VALUES (5, 50)")
        try one.run("RELEASE a")
        #expect(one.failure("ROLLBACK TO b") == "3B001")
        try one.run("ROLLBACK")
        try one.run("BEGIN; SAVEPOINT a; INSERT INTO t VALUES (6, 60); ROLLBACK TO a; COMMIT")
        #expect(try one.run("SELECT id FROM t ORDER BY id") == ["1", "2"])
    }

    @Test("Repeatable read keeps its snapshot and refuses to overwrite newer rows")
    func repeatableRead() throws {
        try one.run("BEGIN ISOLATION LEVEL REPEATABLE READ")
        #expect(try one.run("SELECT sum(n) FROM t") == ["30"])
        try two.run("UPDATE t SET n = 100 WHERE id = 1")
        #expect(try one.run("SELECT sum(n) FROM t") == ["30"])
        #expect(one.failure("UPDATE t SET n = n + 1 WHERE id = 1") == "40001")
        try one.run("ROLLBACK")
    }

    @Test("Read committed works on the newest version of a row")
    func readCommitted() throws {
        try one.run("BEGIN")
        #expect(try one.run("SELECT n FROM t WHERE id = 1") == ["10"])
        try two.run("UPDATE t SET n = 100 WHERE id = 1")
        try one.run("UPDATE t SET n = n + 1 WHERE id = 1")
        #expect(try one.run("SELECT n FROM t WHERE id = 1") == ["101"])
        try one.run("COMMIT")
    }

    @Test("Serializable prevents write skew")
    func serializable() throws {
        try one.run("BEGIN ISOLATION LEVEL SERIALIZABLE")
        try two.run("BEGIN ISOLATION LEVEL SERIALIZABLE")
        try one.run("SET lock_timeout = '50ms'")
        try two.run("SET lock_timeout = '50ms'")
        #expect(try one.run("SELECT sum(n) FROM t") == ["30"])
        #expect(try two.run("SELECT sum(n) FROM t") == ["30"])
        let first = one.failure("UPDATE t SET n = 0 WHERE id = 1") ?? one.failure("COMMIT")
        let second = two.failure("UPDATE t SET n = 0 WHERE id = 2") ?? two.failure("COMMIT")
        #expect(first != nil || second != nil)
    }

    @Test("Serializable prevents write skew by what a rolled back savepoint has read")
    func serializableSavepoint() throws {
        try one.run("CREATE TABLE u (id int)")
        for (client, read) in [(one, "t"), (two, "u")] {
            try client.run("SET lock_timeout = '50ms'")
            try client.run("BEGIN ISOLATION LEVEL SERIALIZABLE; SAVEPOINT s")
            try client.run("SELECT count(*) FROM \(read)")
            try client.run("ROLLBACK TO s")
        }
        try one.run("INSERT INTO u VALUES (3)")
        try two.run("INSERT INTO t VALUES (3)")
        #expect(one.failure("COMMIT") == "55P03")
        #expect(two.failure("COMMIT") == nil)
        #expect(try one.run("SELECT count(*) FROM u") == ["0"])
    }

    @Test("Serializable locks what is read again after a savepoint's rollback")
    func serializableRereads() throws {
        try one.run("BEGIN ISOLATION LEVEL SERIALIZABLE; SAVEPOINT s")
        try one.run("SELECT count(*) FROM t")
        try one.run("ROLLBACK TO s")
        try one.run("SELECT count(*) FROM t")
        try two.run("SET lock_timeout = '50ms'; BEGIN ISOLATION LEVEL SERIALIZABLE")
        #expect(two.failure("INSERT INTO t VALUES (3, 30)") == "55P03")
        try one.run("COMMIT")
    }

    @Test("NOWAIT, SKIP LOCKED and lock_timeout do not wait for a locked row")
    func rowLocks() throws {
        try one.run("BEGIN")
        try one.run("SELECT * FROM t WHERE id = 1 FOR UPDATE")
        #expect(two.failure("SELECT * FROM t WHERE id = 1 FOR UPDATE NOWAIT") == "55P03")
        #expect(try two.run("SELECT id FROM t ORDER BY id FOR UPDATE SKIP LOCKED") == ["2"])
        #expect(
            two.failure("SET lock_timeout = '20ms'; UPDATE t SET n = 0 WHERE id = 1") == "55P03"
        )
        try one.run("COMMIT")
    }

    @Test("Rows that a LIMIT or a cursor leaves unread are not locked")
    func locksWhatIsRead() throws {
        let next = "SELECT id FROM t ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED"
        try one.run("BEGIN")
        #expect(try one.run(next) == ["1"])
        #expect(try two.run("BEGIN; \(next)") == ["2"])
        try two.run("ROLLBACK")
        try one.run("DECLARE c CURSOR FOR SELECT id FROM t ORDER BY id FOR UPDATE; FETCH c")
        try two.run("SET lock_timeout = '20ms'; UPDATE t SET n = 21 WHERE id = 2")
        #expect(two.failure("UPDATE t SET n = 11 WHERE id = 1") == "55P03")
        try one.run("COMMIT")
    }

    @Test(
        "A definition waits for others who have changed the same table",
        arguments: [
            "TRUNCATE t", "ALTER TABLE t ADD COLUMN m int", "CREATE INDEX ON t (n)",
            "LOCK TABLE t IN ACCESS EXCLUSIVE MODE",
        ]
    )
    func waitsForSharers(definition: String) throws {
        try two.run("BEGIN; INSERT INTO t VALUES (3, 30)")
        let definer = try Background(
            instance,
            ["BEGIN", "INSERT INTO t (id, n) VALUES (4, 40)", definition, "COMMIT"]
        )
        definer.waitUntilBlocked()
        try two.run("COMMIT")
        #expect(definer.finish() == [nil, nil, nil, nil])
    }

    @Test("An update waits for others who share the lock of its row")
    func waitsForRowSharers() throws {
        let share = "SELECT * FROM t WHERE id = 1 FOR SHARE"
        try two.run("BEGIN; \(share)")
        let writer = try Background(
            instance,
            ["BEGIN", share, "UPDATE t SET n = 11 WHERE id = 1", "COMMIT"]
        )
        writer.waitUntilBlocked()
        // Each would wait for the other.
        #expect(two.failure("UPDATE t SET n = 12 WHERE id = 1") == "40P01")
        #expect(writer.finish() == [nil, nil, nil, nil])
        try two.run("ROLLBACK")
        #expect(try one.run("SELECT n FROM t WHERE id = 1") == ["11"])
    }

    @Test("Serializable transactions that would wait for each other fail with 40001")
    func serializableDeadlock() throws {
        let begin = "BEGIN ISOLATION LEVEL SERIALIZABLE"
        try two.run("\(begin); SELECT count(*) FROM t")
        let other = try Background(
            instance,
            [begin, "SELECT count(*) FROM t", "INSERT INTO t VALUES (3, 30)", "COMMIT"]
        )
        other.waitUntilBlocked()
        #expect(two.failure("INSERT INTO t VALUES (4, 40)") == "40001")
        #expect(other.finish() == [nil, nil, nil, nil])
        try two.run("ROLLBACK")
    }

    @Test("A query text of several statements is one transaction")
    func multiStatement() throws {
        #expect(two.failure("INSERT INTO t VALUES (7, 70); SELECT 1/0") == "22012")
        #expect(try two.run("SELECT count(*) FROM t WHERE id = 7") == ["0"])
        #expect(two.failure("SELECT 1; VACUUM") == "25001")
    }

    @Test("A read-only transaction refuses changes")
    func readOnly() throws {
        try one.run("BEGIN READ ONLY")
        #expect(one.failure("INSERT INTO t VALUES (8, 80)") == "25006")
        try one.run("ROLLBACK")
        try one.run("SET default_transaction_read_only = on")
        #expect(one.failure("CREATE TABLE v (id int)") == "25006")
    }

    @Test("Sequences do not roll back")
    func sequences() throws {
        try one.run("CREATE SEQUENCE s")
        try one.run("BEGIN; SELECT nextval('s'); ROLLBACK")
        #expect(try one.run("SELECT nextval('s')") == ["2"])
        #expect(try one.run("SELECT currval('s'), lastval()") == ["2|2"])
        #expect(two.failure("SELECT currval('s')") == "55000")
    }
}
