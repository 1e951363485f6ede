// SPDX-License-Identifier: Apache-2.0

import Platform
import Testing
import Values
import Wire

@Suite("COPY over the wire")
struct CopyTests {
    private func client(_ server: TestServer) throws -> WireClient {
        let client = try server.client()
        try client.query("CREATE TABLE t (a int, b text)")
        return client
    }

    /// Sends a COPY FROM STDIN and reads up to CopyInResponse.
    private func beginCopy(_ client: WireClient, _ sql: String) throws {
        try client.send { $0.query(sql) }
        guard case .copyInResponse = try client.next() else {
            Issue.record("no CopyInResponse")
            return
        }
    }

    @Test("Copies in what comes in any pieces")
    func copiesIn() throws {
        let server = try TestServer()
        let client = try client(server)
        try beginCopy(client, "COPY t FROM STDIN")
        for piece in ["1\ton", "e\n2\t", "\\N\n3", "\tthree\n"] {
            try client.send { $0.copyData(Array(piece.utf8)) }
        }
        try client.send { $0.copyDone() }
        #expect(try client.answer().tags == ["COPY 3"])
        #expect(
            try client.rows("SELECT * FROM t ORDER BY a")
                == [["1", "one"], ["2", nil], ["3", "three"]]
        )
    }

    @Test("Copies nothing when the client gives up or the data is wrong")
    func copiesNothing() throws {
        let server = try TestServer()
        let client = try client(server)
        try beginCopy(client, "COPY t FROM STDIN")
        try client.send {
            $0.copyData(Array("1\tone\n".utf8))
            $0.copyFail("changed my mind")
        }
        let failed = try client.answer()
        #expect(failed.states == ["57014"])
        #expect(failed.errors.first?.message == "COPY from stdin failed: changed my mind")
        try beginCopy(client, "COPY t FROM STDIN")
        // What a client still sends after the error is dropped.
        try client.send {
            $0.copyData(Array("x\tone\n".utf8))
            $0.copyData(Array("2\ttwo\n".utf8))
            $0.copyDone()
        }
        let wrong = try client.answer()
        #expect(wrong.states == ["22P02"])
        #expect(wrong.errors.first?.fields.context == "COPY t, line 1, column a: \"x\"")
        #expect(try client.rows("SELECT count(*) FROM t") == [["0"]])
    }

    @Test("Copies in as a step of an extended query, whose Sync may come early")
    func copiesInExtended() throws {
        let server = try TestServer()
        let client = try client(server)
        try client.send {
            $0.parse("COPY t FROM STDIN")
            $0.bind()
            $0.execute()
            $0.sync()
        }
        guard case .parseComplete = try client.next(), case .bindComplete = try client.next(),
            case .copyInResponse = try client.next()
        else {
            Issue.record("no CopyInResponse")
            return
        }
        try client.send {
            $0.copyData(Array("1\tone\n".utf8))
            $0.copyDone()
            $0.sync()
        }
        let answer = try client.answer()
        #expect(answer.tags == ["COPY 1"])
        #expect(answer.status == .idle)
    }

    @Test("Copies out a message for each row")
    func copiesOut() throws {
        let server = try TestServer()
        let client = try client(server)
        try client.query("INSERT INTO t VALUES (1, 'one'), (2, NULL)")
        let answer = try client.query("COPY t TO STDOUT")
        var data: [String] = []
        for case .copyData(let bytes) in answer.messages {
            data.append(String(decoding: bytes, as: UTF8.self))
        }
        #expect(data == ["1\tone\n", "2\t\\N\n"])
        guard case .copyOutResponse(.text, let columns)? = answer.messages.first else {
            Issue.record("no CopyOutResponse")
            return
        }
        #expect(columns == [.text, .text])
        #expect(answer.tags == ["COPY 2"])
    }

    @Test("Carries rows in binary from one table to another")
    func copiesBinary() throws {
        let server = try TestServer()
        let client = try client(server)
        try client.query("INSERT INTO t SELECT g, repeat('x', g) FROM generate_series(1, 500) g")
        let out = try client.query("COPY t TO STDOUT (FORMAT binary)")
        try client.query("CREATE TABLE u (a int, b text)")
        try beginCopy(client, "COPY u FROM STDIN (FORMAT binary)")
        try client.send {
            for case .copyData(let bytes) in out.messages { $0.copyData(bytes) }
            $0.copyDone()
        }
        #expect(try client.answer().tags == ["COPY 500"])
        #expect(
            try client.rows("SELECT count(*), sum(a), sum(length(b)) FROM u")
                == [["500", "125250", "125250"]]
        )
    }

    @Test("Ends a session that sends other messages amid its data")
    func refusesOtherMessages() throws {
        let server = try TestServer()
        let client = try client(server)
        try beginCopy(client, "COPY t FROM STDIN")
        try client.send { $0.query("SELECT 1") }
        let answer = try client.answer()
        #expect(answer.states == ["08P01"])
        #expect(client.isClosed())
        #expect(try server.client().rows("SELECT count(*) FROM t") == [["0"]])
    }

    @Test("Forgets the data of a client that vanishes")
    func forgetsVanished() throws {
        let server = try TestServer()
        let client = try client(server)
        try beginCopy(client, "COPY t FROM STDIN")
        try client.send { $0.copyData(Array("1\tone\n".utf8)) }
        client.socket.shutdown()
        #expect(try server.client().rows("SELECT count(*) FROM t") == [["0"]])
    }
}
