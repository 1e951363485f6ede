// SPDX-License-Identifier: Apache-2.0

import Sessions
import Testing

/// What a rolled back definition leaves behind: nothing.
@Suite("Definitions rolled back")
struct DefinitionRollbackTests {
    let instance: TestInstance
    let one: Client

    init() throws {
        instance = try TestInstance()
        one = try instance.client()
    }

    @Test("A column added again has the default of its own definition")
    func addsColumnAgain() throws {
        try one.run("CREATE TABLE t (id int)")
        try one.run("INSERT INTO t VALUES (1)")
        try one.run("BEGIN; ALTER TABLE t ADD COLUMN c int DEFAULT 1")
        #expect(try one.run("SELECT * FROM t") == ["1|1"])
        try one.run("ROLLBACK")
        try one.run("ALTER TABLE t ADD COLUMN c int DEFAULT 2")
        #expect(try one.run("SELECT c FROM t") == ["2"])
        try one.run("BEGIN; ALTER TABLE t ADD COLUMN d int")
        #expect(try one.run("SELECT d FROM t") == ["~"])
        try one.run("ROLLBACK; ALTER TABLE t ADD COLUMN d int DEFAULT 3")
        #expect(try one.run("SELECT d FROM t") == ["3"])
    }

    @Test("Another column dropped instead keeps the first one's values")
    func dropsAnotherColumn() throws {
        try one.run("CREATE TABLE t (a int, b int, c int)")
        try one.run("INSERT INTO t VALUES (1, 2, 3)")
        try one.run("BEGIN; ALTER TABLE t DROP COLUMN a")
        #expect(try one.run("SELECT * FROM t") == ["2|3"])
        try one.run("ROLLBACK; ALTER TABLE t DROP COLUMN b")
        try one.run("INSERT INTO t (a, c) VALUES (4, 5)")
        #expect(try one.run("SELECT a, c FROM t ORDER BY a") == ["1|3", "4|5"])
    }
}
