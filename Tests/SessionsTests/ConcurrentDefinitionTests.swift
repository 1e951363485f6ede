// SPDX-License-Identifier: Apache-2.0

import Sessions
import Testing

/// Definitions beside those of others.
@Suite("Concurrent definitions")
struct ConcurrentDefinitionTests {
    let instance: TestInstance
    let one: Client
    let two: Client

    init() throws {
        instance = try TestInstance()
        one = try instance.client()
        two = try instance.client()
        try one.run("CREATE SCHEMA s")
    }

    @Test("A schema is not dropped while somebody makes something in it")
    func creates() throws {
        try two.run("SET lock_timeout = '50ms'")
        try one.run("BEGIN; CREATE TABLE s.t (id int)")
        // Others may.
        #expect(two.failure("CREATE TABLE s.u (id int)") == nil)
        #expect(two.failure("DROP SCHEMA s CASCADE") == "55P03")
        try one.run("COMMIT")
        #expect(two.failure("DROP SCHEMA s") == "2BP01")
        #expect(two.failure("DROP SCHEMA s CASCADE") == nil)
        try two.run("CREATE SCHEMA s; CREATE TABLE t (id int)")
        try one.run("BEGIN; ALTER TABLE t SET SCHEMA s")
        #expect(two.failure("DROP SCHEMA s") == "55P03")
        try one.run("ROLLBACK")
    }

    @Test("Nothing is made in a schema that somebody drops")
    func drops() throws {
        for definition in [
            "CREATE TABLE s.t (id int)", "CREATE VIEW s.t AS SELECT 1", "CREATE SEQUENCE s.t",
            "CREATE TABLE s.t AS SELECT 1",
        ] {
            try one.run("BEGIN; DROP SCHEMA s")
            let creator = try Background(instance, [definition])
            creator.waitUntilBlocked()
            try one.run("COMMIT")
            #expect(creator.finish() == ["3F000"])
            try one.run("CREATE SCHEMA s")
        }
    }

    @Test("An index keeps the name it is given while it is built")
    func renames() throws {
        try one.run("CREATE TABLE t (id int)")
        try one.run("INSERT INTO t SELECT g FROM generate_series(1, 10000) g")
        let builder = try Background(instance, ["CREATE INDEX CONCURRENTLY i ON t (id)"])
        let named = "SELECT count(*) FROM pg_class WHERE relname = "
        while try two.run(named + "'i'") == ["0"], builder.finishedCount == 0 {}
        try two.run("ALTER INDEX i RENAME TO j")
        #expect(builder.finish() == [nil])
        #expect(try two.run(named + "'i'") == ["0"])
        #expect(try two.run(named + "'j'") == ["1"])
    }
}
