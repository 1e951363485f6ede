// SPDX-License-Identifier: Apache-2.0

import Testing
import Values
import Wire

@Suite("Simple queries")
struct SimpleQueryTests {
    @Test("Answers several statements in one text, as one transaction")
    func answersStatements() throws {
        let server = try TestServer()
        let client = try server.client()
        let answer = try client.query(
            "CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2); SELECT a FROM t ORDER BY a"
        )
        #expect(answer.tags == ["CREATE TABLE", "INSERT 0 2", "SELECT 2"])
        #expect(answer.rows == [["1"], ["2"]])
        #expect(answer.status == .idle)
        let failed = try client.query("INSERT INTO t VALUES (3); SELECT 1/0; SELECT 4")
        #expect(failed.tags == ["INSERT 0 1"])
        #expect(failed.states == ["22012"])
        #expect(failed.status == .idle)
        #expect(try client.rows("SELECT count(*) FROM t") == [["2"]])
    }

    @Test("Answers an empty text")
    func answersNothing() throws {
        let server = try TestServer()
        let client = try server.client()
        let answer = try client.query(" ; -- nothing")
        #expect(answer.messages.count == 1)
        guard case .emptyQueryResponse? = answer.messages.first else {
            Issue.record("no EmptyQueryResponse")
            return
        }
        #expect(answer.status == .idle)
    }

    @Test("Reports where a transaction stands")
    func reportsStatus() throws {
        let server = try TestServer()
        let client = try server.client()
        #expect(try client.query("BEGIN").status == .inTransaction)
        #expect(try client.query("SELECT nothing").status == .failed)
        let refused = try client.query("SELECT 1")
        #expect(refused.states == ["25P02"])
        #expect(refused.status == .failed)
        let commit = try client.query("COMMIT")
        #expect(commit.tags == ["ROLLBACK"])
        #expect(commit.status == .idle)
    }

    @Test("Reports a table's name, number and types of columns")
    func describes() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.query(
            "CREATE EXTENSION vector; CREATE TABLE t (a int, b varchar(7), c vector(3))"
        )
        let answer = try client.query("SELECT b, c, a + 1 AS sum FROM t")
        guard case .rowDescription(let fields)? = answer.messages.first else {
            Issue.record("no RowDescription")
            return
        }
        #expect(fields.map(\.name) == ["b", "c", "sum"])
        #expect(fields.map(\.column) == [2, 3, 0])
        #expect(fields[0].table != .invalid)
        #expect(fields[0].table == fields[1].table)
        #expect(fields[2].table == .invalid)
        #expect(fields.map(\.type) == [.varchar, .vector, .int4])
        #expect(fields.map(\.typeModifier) == [11, 3, -1])
        #expect(fields.map(\.typeSize) == [-1, -1, 4])
    }

    @Test("Sends rows without columns")
    func sendsEmptyRows() throws {
        let server = try TestServer()
        let client = try server.client()
        let answer = try client.query("SELECT FROM (VALUES (1), (2)) AS v")
        #expect(answer.rows == [[], []])
        #expect(answer.tags == ["SELECT 2"])
    }

    @Test("Fills the fields of an error")
    func fillsErrorFields() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.query("CREATE TABLE t (a int PRIMARY KEY); INSERT INTO t VALUES (1)")
        let duplicate = try #require(
            try client.query("INSERT INTO t VALUES (1)").errors.first
        ).fields
        #expect(duplicate.state.code == "23505")
        #expect(duplicate.schema == "public")
        #expect(duplicate.table == "t")
        #expect(duplicate.constraint == "t_pkey")
        #expect(duplicate.detail == "Key (a)=(1) already exists.")
        #expect(duplicate.severity == .error)
        let unknown = try #require(try client.query("SELECT é, x FROM t").errors.first).fields
        #expect(unknown.state.code == "42703")
        #expect(unknown.position == 8)
    }

    @Test("Tells of settings that changed, and that a rollback changed back")
    func reportsSettings() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.query("SET application_name = 'a'")
        #expect(client.parameters["application_name"] == "a")
        try client.query("BEGIN; SET application_name = 'b'")
        #expect(client.parameters["application_name"] == "b")
        try client.query("ROLLBACK")
        #expect(client.parameters["application_name"] == "a")
        try client.query("SET TimeZone = 'Europe/Berlin'")
        #expect(client.parameters["TimeZone"] == "Europe/Berlin")
    }

    @Test("Sends notices beside results")
    func sendsNotices() throws {
        let server = try TestServer()
        let client = try server.client()
        let answer = try client.query("COMMIT")
        guard case .notice(let notice)? = answer.messages.first else {
            Issue.record("no notice")
            return
        }
        #expect(notice.state.code == "25P01")
        #expect(notice.fields.severity == .warning)
        #expect(answer.tags == ["COMMIT"])
    }

    @Test("Refuses to call functions outside of SQL and goes on")
    func refusesFunctionCalls() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send { $0.functionCall(OID(1_598), arguments: []) }
        let answer = try client.answer()
        #expect(answer.states == ["0A000"])
        #expect(answer.status == .idle)
        #expect(try client.rows("SELECT 1") == [["1"]])
    }

    @Test("Fetches from a binary cursor in binary")
    func fetchesBinary() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.query("BEGIN; DECLARE c BINARY CURSOR FOR SELECT 258")
        let answer = try client.query("FETCH c")
        guard case .rowDescription(let fields)? = answer.messages.first else {
            Issue.record("no RowDescription")
            return
        }
        #expect(fields.map(\.format) == [.binary])
        #expect(answer.rows == [["\0\0\u{1}\u{2}"]])
    }

    @Test("Sends many rows in portions")
    func sendsManyRows() throws {
        let server = try TestServer()
        let client = try server.client()
        let rows = try client.rows("SELECT g, repeat('x', 100) FROM generate_series(1, 20000) g")
        #expect(rows.count == 20_000)
        #expect(rows.last?.first == "20000")
    }
}
