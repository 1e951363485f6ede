// SPDX-License-Identifier: Apache-2.0

import Sessions
import Testing
import Values

@Suite("Cursors and portals")
struct CursorTests {
    private let instance: TestInstance
    let client: Client

    init() throws {
        instance = try TestInstance()
        client = try instance.client()
        try client.run("CREATE TABLE t (id int)")
        try client.run("INSERT INTO t SELECT g FROM generate_series(1, 10) g")
    }

    @Test("FETCH walks forwards, and backwards with SCROLL")
    func fetches() throws {
        try client.run("BEGIN; DECLARE c SCROLL CURSOR FOR SELECT id FROM t ORDER BY id")
        #expect(try client.run("FETCH 3 FROM c") == ["1", "2", "3"])
        #expect(try client.run("FETCH PRIOR FROM c") == ["2"])
        #expect(try client.run("FETCH LAST FROM c") == ["10"])
        #expect(try client.run("FETCH NEXT FROM c") == [])
        #expect(try client.run("FETCH BACKWARD 2 FROM c") == ["10", "9"])
        #expect(try client.run("FETCH ABSOLUTE 4 FROM c") == ["4"])
        #expect(try client.run("FETCH RELATIVE 2 FROM c") == ["6"])
        try client.run("MOVE FORWARD ALL IN c")
        #expect(client.tags == ["MOVE 4"])
        try client.run("CLOSE c; COMMIT")
    }

    @Test("A cursor without SCROLL only goes forwards")
    func forwardOnly() throws {
        try client.run("BEGIN; DECLARE c CURSOR FOR SELECT id FROM t ORDER BY id")
        #expect(try client.run("FETCH 2 FROM c") == ["1", "2"])
        #expect(try client.run("FETCH ALL FROM c").count == 8)
        #expect(client.failure("FETCH PRIOR FROM c") == "55000")
        try client.run("ROLLBACK")
        #expect(client.failure("FETCH 1 FROM c") == "34000")
    }

    @Test("WITH HOLD outlives its transaction")
    func holds() throws {
        try client.run("BEGIN; DECLARE c CURSOR WITH HOLD FOR SELECT id FROM t ORDER BY id")
        #expect(try client.run("FETCH 1 FROM c") == ["1"])
        try client.run("COMMIT")
        #expect(try client.run("FETCH 2 FROM c") == ["2", "3"])
        #expect(client.failure("DECLARE d CURSOR FOR SELECT 1") == "25P01")
    }

    @Test("A portal gives its rows in slices")
    func slices() throws {
        try client.session.prepare("SELECT id FROM t ORDER BY id", name: "", parameterTypes: [])
        try client.session.bind(
            portal: "p",
            statement: "",
            formats: [],
            values: ParameterBytes([], at: []),
            resultFormats: []
        )
        #expect(try client.session.execute(portal: "p", limit: 4, to: client) == .suspended)
        #expect(try client.session.execute(portal: "p", limit: 4, to: client) == .suspended)
        #expect(
            try client.session.execute(portal: "p", limit: 4, to: client) == .complete("SELECT 2")
        )
        try client.session.sync()
        #expect(throws: DatabaseError.self) { try client.session.portal("p") }
    }

    @Test(
        "A suspended portal goes on with the rows of its beginning",
        arguments: ["", "UPDATE t SET id = id + 100 WHERE id > 7; "]
    )
    func suspends(before: String) throws {
        let session = client.session
        try client.run("CREATE INDEX ON t (id); SET enable_seqscan = off")
        try client.run("BEGIN; " + before)
        let expected = try client.run("SELECT id FROM t WHERE id > 0 ORDER BY id DESC")
        try session.prepare(
            """
            SELECT id, (SELECT max(id) FROM t z WHERE z.id <= t.id) FROM t
            WHERE id > 0 ORDER BY id DESC
            """,
            name: "",
            parameterTypes: []
        )
        try session.bind(
            portal: "p",
            statement: "",
            formats: [],
            values: ParameterBytes([], at: []),
            resultFormats: []
        )
        try client.run("SAVEPOINT r")
        #expect(try session.execute(portal: "p", limit: 1, to: client) == .suspended)
        try client.run("UPDATE t SET id = -id; SAVEPOINT s")
        try client.run("DELETE FROM t; ROLLBACK TO s; INSERT INTO t VALUES (50)")
        #expect(
            try session.execute(portal: "p", limit: 0, to: client) == .complete("SELECT 9")
        )
        #expect(client.rows == expected.dropFirst().map { "\($0)|\($0)" })
        try client.run("ROLLBACK")
    }

    @Test("A prepared statement follows the catalog, unless its columns change")
    func replans() throws {
        let session = client.session
        try session.prepare("SELECT * FROM t WHERE id = $1", name: "s", parameterTypes: [.int4])
        try session.sync()
        try client.run("CREATE INDEX ON t (id)")
        try session.bind(
            portal: "",
            statement: "s",
            formats: [],
            values: ParameterBytes(Array("3".utf8), at: [0..<1]),
            resultFormats: []
        )
        #expect(try session.execute(portal: "", limit: 0, to: client) == .complete("SELECT 1"))
        try session.sync()
        try client.run("ALTER TABLE t ADD COLUMN extra int")
        let error = #expect(throws: DatabaseError.self) {
            try session.bind(
                portal: "",
                statement: "s",
                formats: [],
                values: ParameterBytes(Array("3".utf8), at: [0..<1]),
                resultFormats: []
            )
        }
        #expect(error?.message == "cached plan must not change result type")
    }
}
