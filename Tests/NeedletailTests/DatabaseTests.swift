// SPDX-License-Identifier: Apache-2.0

import Needletail
import Testing
import Values

@Suite("An embedded database")
struct DatabaseTests {
    @Test("Creates, fills and searches a table of vectors")
    func searches() throws {
        let connection = try Database.inMemory().connect()
        try connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
        try connection.execute("CREATE TABLE items (id bigint PRIMARY KEY, embedding vector(3))")
        #expect(
            try connection.execute("INSERT INTO items VALUES ($1, $2)", 1, [1, 2, 3] as [Float])
                == 1
        )
        try connection.execute("INSERT INTO items VALUES ($1, $2)", 2, [4, 5, 6] as [Float])
        let rows = try connection.query(
            "SELECT id FROM items ORDER BY embedding <-> $1 LIMIT 5",
            [3, 3, 3] as [Float]
        )
        #expect(try rows.map { try $0.decode(Int.self, "id") } == [1, 2])
    }

    @Test("A transaction whose block swallows an error fails, and keeps nothing")
    func swallowedError() throws {
        let connection = try Database.inMemory().connect()
        try connection.execute("CREATE TABLE t (a int PRIMARY KEY)")
        do {
            try connection.transaction { connection in
                _ = try? connection.execute("INSERT INTO t VALUES (1)")
                _ = try? connection.execute("INSERT INTO t VALUES (1)")
            }
            Issue.record("the transaction was taken for committed")
        } catch {
            #expect(error.state.code == "25P02")
        }
        #expect(try connection.query("SELECT a FROM t").isEmpty)
        _ = try connection.transaction { connection throws(DatabaseError) in
            try connection.execute("INSERT INTO t VALUES (2)")
        }
        #expect(try connection.query("SELECT a FROM t").count == 1)
    }

    @Test("A parameter without a value begins nothing")
    func badParameter() throws {
        let database = try Database.inMemory()
        let connection = try database.connect()
        try connection.execute("CREATE TABLE t (a int)")
        #expect(throws: DatabaseError.self) {
            try connection.query("SELECT a FROM t WHERE a = $1", Unusable())
        }
        // An open transaction would hold on to the table.
        let other = try database.connect()
        try other.execute("SET lock_timeout = '50ms'")
        try other.execute("DROP TABLE t")
    }
}

/// A parameter that has no value.
private struct Unusable: SQLBindable {
    var sqlType: OID { .int4 }

    var sqlValue: Value {
        get throws(DatabaseError) { throw DatabaseError(.invalidParameterValue, "no value") }
    }
}
