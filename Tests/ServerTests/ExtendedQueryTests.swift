// SPDX-License-Identifier: Apache-2.0

import Testing
import Values
import Wire

@Suite("Extended queries")
struct ExtendedQueryTests {
    private func words(_ answer: WireClient.Answer) -> [String] {
        answer.messages.map { message in
            switch message {
            case .parseComplete: "parsed"
            case .bindComplete: "bound"
            case .closeComplete: "closed"
            case .noData: "no data"
            case .portalSuspended: "suspended"
            case .emptyQueryResponse: "empty"
            case .commandComplete(let tag): tag
            case .parameterDescription(let types): "takes \(types.map(\.rawValue))"
            case .rowDescription(let fields): "gives \(fields.map(\.name))"
            case .dataRow(let values):
                "row \(values.map { $0.map { String(decoding: $0, as: UTF8.self) } ?? "NULL" })"
            case .error(let error): "error \(error.state.code)"
            default: "\(message)"
            }
        }
    }

    @Test("An EXECUTE that leads back to itself fails, and the server lives")
    func endsRecursion() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send {
            $0.parse(name: "a", "SELECT 1")
            $0.parse(name: "b", "EXECUTE a")
            $0.close(.statement("a"))
            $0.parse(name: "a", "EXECUTE b")
            $0.sync()
        }
        #expect(try client.answer().states.isEmpty)
        try client.send {
            $0.bind(statement: "a")
            $0.execute()
            $0.sync()
        }
        #expect(try client.answer().states == ["54001"])
        #expect(try client.rows("SELECT 1") == [["1"]])
    }

    @Test("Parses, describes, binds, executes and closes")
    func runsSteps() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send {
            $0.parse(name: "s", "SELECT $1::int + 1 AS next, $2::text AS word")
            $0.describe(.statement("s"))
            $0.bind(portal: "p", statement: "s", parameters: [Array("41".utf8), nil])
            $0.describe(.portal("p"))
            $0.execute(portal: "p")
            $0.close(.portal("p"))
            $0.close(.statement("s"))
            $0.close(.statement("never existed"))
            $0.sync()
        }
        let answer = try client.answer()
        #expect(
            words(answer) == [
                "parsed", "takes [23, 25]", #"gives ["next", "word"]"#, "bound",
                #"gives ["next", "word"]"#, #"row ["42", "NULL"]"#, "SELECT 1",
                "closed", "closed", "closed",
            ]
        )
        #expect(answer.status == .idle)
    }

    @Test("Skips to Sync after an error, and undoes the group")
    func skipsToSync() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.query("CREATE TABLE t (a int)")
        try client.send {
            $0.parse("INSERT INTO t VALUES (1)")
            $0.bind()
            $0.execute()
            $0.parse("SELECT 1/0")
            $0.bind()
            $0.execute()
            $0.parse("INSERT INTO t VALUES (2)")
            $0.bind()
            $0.execute()
            $0.sync()
            $0.parse("INSERT INTO t VALUES (3)")
            $0.bind()
            $0.execute()
            $0.sync()
        }
        let failed = try client.answer()
        #expect(failed.tags == ["INSERT 0 1"])
        #expect(failed.states == ["22012"])
        #expect(failed.status == .idle)
        #expect(try client.answer().tags == ["INSERT 0 1"])
        #expect(try client.rows("SELECT a FROM t") == [["3"]])
    }

    @Test("Reads a portal in portions, others in between")
    func readsPortions() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.query("BEGIN")
        try client.send {
            $0.parse(name: "s", "SELECT g FROM generate_series(1, $1::int) g")
            $0.bind(portal: "a", statement: "s", parameters: [Array("5".utf8)])
            $0.bind(portal: "b", statement: "s", parameters: [Array("2".utf8)])
            $0.execute(portal: "a", maximumRows: 2)
            $0.execute(portal: "b", maximumRows: 2)
            $0.sync()
        }
        #expect(
            words(try client.answer()) == [
                "parsed", "bound", "bound", #"row ["1"]"#, #"row ["2"]"#, "suspended",
                #"row ["1"]"#, #"row ["2"]"#, "suspended",
            ]
        )
        try client.send {
            $0.execute(portal: "a", maximumRows: 2)
            $0.execute(portal: "b", maximumRows: 2)
            $0.execute(portal: "a", maximumRows: 2)
            $0.execute(portal: "a", maximumRows: 2)
            $0.sync()
        }
        let rest = try client.answer()
        #expect(rest.rows == [["3"], ["4"], ["5"]])
        #expect(rest.status == .inTransaction)
        #expect(try client.query("COMMIT").tags == ["COMMIT"])
        try client.send {
            $0.execute(portal: "a")
            $0.sync()
        }
        #expect(try client.answer().states == ["34000"])
    }

    @Test("Does not suspend statements that give no rows")
    func completesChanges() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.query("CREATE TABLE t (a int)")
        try client.send {
            $0.parse("INSERT INTO t VALUES (1), (2), (3)")
            $0.bind()
            $0.execute(maximumRows: 1)
            $0.sync()
        }
        #expect(words(try client.answer()) == ["parsed", "bound", "INSERT 0 3"])
        try client.send {
            $0.parse("INSERT INTO t VALUES (4), (5) RETURNING a")
            $0.bind()
            $0.execute(maximumRows: 1)
            $0.execute(maximumRows: 5)
            $0.sync()
        }
        #expect(
            words(try client.answer()) == [
                "parsed", "bound", #"row ["4"]"#, "suspended", #"row ["5"]"#, "INSERT 0 2",
            ]
        )
    }

    @Test("Names what does not exist, and what exists already")
    func reportsNames() throws {
        let server = try TestServer()
        let client = try server.client()
        let groups: [((inout FrontendEncoder) -> Void, String)] = [
            ({ $0.describe(.statement("x")) }, "26000"),
            ({ $0.describe(.portal("x")) }, "34000"),
            ({ $0.execute(portal: "x") }, "34000"),
            ({ $0.bind(statement: "x") }, "26000"),
            (
                {
                    $0.parse(name: "s", "SELECT 1")
                    $0.parse(name: "s", "SELECT 1")
                }, "42P05"
            ),
            ({ $0.parse("SELECT 1; SELECT 2") }, "42601"),
            ({ $0.bind(statement: "s", parameters: [nil]) }, "08P01"),
            ({ $0.bind(statement: "s", resultFormats: [.text, .text]) }, "08P01"),
        ]
        for (encode, state) in groups {
            try client.send {
                encode(&$0)
                $0.sync()
            }
            let answer = try client.answer()
            #expect(answer.states == [state])
            #expect(answer.status == .idle)
        }
        // A name that does not exist fails a transaction like any other error.
        try client.query("BEGIN")
        try client.send {
            $0.describe(.statement("x"))
            $0.sync()
        }
        #expect(try client.answer().status == .failed)
    }

    @Test("Answers an empty statement")
    func answersNothing() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send {
            $0.parse("")
            $0.describe(.statement(""))
            $0.bind()
            $0.describe(.portal(""))
            $0.execute()
            $0.sync()
        }
        #expect(
            words(try client.answer()) == [
                "parsed", "takes []", "no data", "bound", "no data", "empty",
            ]
        )
    }

    @Test("Answers Flush before Sync")
    func flushes() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send {
            $0.parse("SELECT 1")
            $0.describe(.statement(""))
            $0.flush()
        }
        guard case .parseComplete = try client.next(),
            case .parameterDescription = try client.next(),
            case .rowDescription = try client.next()
        else {
            Issue.record("Flush did not send what there was")
            return
        }
        try client.send { $0.sync() }
        #expect(try client.answer().status == .idle)
        try client.send {
            $0.parse("SELECT nothing")
            $0.flush()
        }
        guard case .error = try client.next() else {
            Issue.record("an error waited for Sync")
            return
        }
        try client.send { $0.sync() }
        #expect(try client.answer().status == .idle)
    }

    @Test("Serves a hundred groups sent at once")
    func servesPipelines() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.query("CREATE TABLE t (a int)")
        try client.send {
            $0.parse(name: "insert", "INSERT INTO t VALUES ($1)")
            for number in 0..<100 {
                $0.bind(statement: "insert", parameters: [Array(String(number).utf8)])
                $0.execute()
                $0.sync()
            }
        }
        for _ in 0..<100 { #expect(try client.answer().tags == ["INSERT 0 1"]) }
        #expect(try client.rows("SELECT count(*), sum(a) FROM t") == [["100", "4950"]])
    }

    @Test("Runs DECLARE and FETCH through portals")
    func runsCursors() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send {
            $0.parse("BEGIN")
            $0.bind()
            $0.execute()
            $0.parse("DECLARE c CURSOR FOR SELECT g FROM generate_series(1, $1::int) g")
            $0.bind(parameters: [Array("3".utf8)])
            $0.execute()
            $0.parse("FETCH 2 FROM c")
            $0.describe(.statement(""))
            $0.bind(resultFormats: [.binary])
            $0.execute()
            $0.sync()
        }
        let answer = try client.answer()
        #expect(answer.tags == ["BEGIN", "DECLARE CURSOR", "FETCH 2"])
        #expect(answer.rows == [["\0\0\0\u{1}"], ["\0\0\0\u{2}"]])
        #expect(answer.status == .inTransaction)
    }
}
