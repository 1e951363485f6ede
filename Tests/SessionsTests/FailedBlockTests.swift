// SPDX-License-Identifier: Apache-2.0

import Sessions
import Testing

/// What a failed transaction block still holds.
@Suite("Failed blocks")
struct FailedBlockTests {
    let instance: TestInstance
    let one: Client
    let two: Client

    init() throws {
        instance = try TestInstance()
        one = try instance.client()
        two = try instance.client()
        try one.run("CREATE TABLE t (id int PRIMARY KEY, n int)")
        try one.run("INSERT INTO t VALUES (1, 10), (2, 20)")
        try two.run("SET lock_timeout = '50ms'")
    }

    static let levels = ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"]

    @Test("Others need not wait for its ROLLBACK", arguments: levels)
    func letsGo(level: String) throws {
        try one.run("BEGIN ISOLATION LEVEL \(level)")
        try one.run("UPDATE t SET n = 11 WHERE id = 1")
        try one.run("INSERT INTO t VALUES (3, 30)")
        #expect(one.failure("SELECT 1 / 0") == "22012")
        #expect(two.failure("UPDATE t SET n = n + 1 WHERE id = 1") == nil)
        #expect(two.failure("INSERT INTO t VALUES (3, 31)") == nil)
        #expect(two.failure("ALTER TABLE t ADD COLUMN m int") == nil)
        #expect(one.failure("SELECT * FROM t") == "25P02")
        #expect(one.failure("ROLLBACK TO s") == "3B001")
        try one.run("COMMIT AND CHAIN")
        #expect(one.tags == ["ROLLBACK"])
        #expect(try one.run("SHOW transaction_isolation") == [level.lowercased()])
        #expect(try one.run("SELECT * FROM t ORDER BY id") == ["1|11|~", "2|20|~", "3|31|~"])
        try one.run("ROLLBACK")
    }

    @Test("What came before the last savepoint stays locked")
    func keepsSavepoint() throws {
        try one.run("BEGIN; UPDATE t SET n = 11 WHERE id = 1; SAVEPOINT r; SAVEPOINT s")
        try one.run("UPDATE t SET n = 21 WHERE id = 2")
        #expect(one.failure("SELECT 1 / 0") == "22012")
        #expect(two.failure("UPDATE t SET n = 12 WHERE id = 1") == "55P03")
        #expect(two.failure("UPDATE t SET n = 22 WHERE id = 2") == nil)
        try one.run("ROLLBACK TO s; UPDATE t SET n = n + 1 WHERE id = 2")
        #expect(one.failure("SELECT 1 / 0") == "22012")
        try one.run("ROLLBACK TO r; COMMIT")
        #expect(try one.run("SELECT * FROM t ORDER BY id") == ["1|11", "2|22"])
    }

    @Test("A cursor over its own rows ends with it")
    func endsCursors() throws {
        try one.run("BEGIN; INSERT INTO t SELECT g, g FROM generate_series(3, 5000) g")
        try one.run("DECLARE c CURSOR FOR SELECT id FROM t ORDER BY id")
        #expect(try one.run("FETCH c") == ["1"])
        #expect(one.failure("SELECT 1 / 0") == "22012")
        #expect(one.failure("FETCH c") == "25P02")
        try one.run("ROLLBACK")
        #expect(one.failure("FETCH c") == "34000")
        #expect(try one.run("SELECT count(*) FROM t") == ["2"])
    }
}
