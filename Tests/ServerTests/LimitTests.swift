// SPDX-License-Identifier: Apache-2.0

import Platform
import Server
import Sessions
import Testing
import Values
import Wire

@Suite("Limits, cancelling and the end")
struct LimitTests {
    @Test("Cancels the statement of the session with that key, and no other")
    func cancels() throws {
        let server = try TestServer()
        let client = try server.client()
        let key = try #require(client.key)
        try client.send { $0.query("SELECT pg_sleep(30)") }
        for secret in [key.secret &+ 1, key.secret] {
            let other = try server.connect()
            // A cancel request says nothing about what became of it.
            try other.send {
                $0.cancelRequest(CancelKey(processID: key.processID, secret: secret))
            }
            #expect(other.isClosed())
            if secret != key.secret {
                #expect(throws: WireClient.Failure.silence) {
                    try client.next(milliseconds: 200)
                }
            }
        }
        let answer = try client.answer()
        #expect(answer.states == ["57014"])
        #expect(
            answer.errors.first?.message == "canceling statement due to user request"
        )
        #expect(try client.rows("SELECT 1") == [["1"]])
    }

    @Test("Cancels a COPY that waits for data")
    func cancelsCopy() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.query("CREATE TABLE t (a int)")
        try client.send { $0.query("COPY t FROM STDIN") }
        _ = try client.next()
        let key = try #require(client.key)
        try server.connect().send { $0.cancelRequest(key) }
        let answer = try client.answer()
        #expect(answer.states == ["57014"])
        #expect(answer.status == .idle)
    }

    @Test("Ends a statement that takes too long")
    func timesOut() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.query("SET statement_timeout = 50")
        let answer = try client.query("SELECT pg_sleep(30)")
        #expect(answer.states == ["57014"])
        #expect(
            answer.errors.first?.message == "canceling statement due to statement timeout"
        )
        #expect(try client.rows("SELECT 1") == [["1"]])
    }

    @Test("Ends a session whose client does not read", .timeLimit(.minutes(1)))
    func endsUnread() throws {
        let server = try TestServer()
        let client = try server.client()
        let pid = try #require(client.key).processID
        let rows = "SELECT repeat('x', 1000) FROM generate_series(1, 10000000)"
        try client.send { $0.query(rows) }
        let other = try server.client()
        // Long enough for what the client does not read to fill the socket.
        try other.query("SELECT pg_sleep(1)")
        try other.query("SELECT pg_terminate_backend(\(pid))")
        let asked = "SELECT count(*) FROM pg_stat_activity WHERE pid = \(pid)"
        while try other.rows(asked) != [["0"]] { try other.query("SELECT pg_sleep(0.1)") }
    }

    @Test("The text of rows inside of rows is not too large to refuse")
    func refusesLargeText() throws {
        let server = try TestServer()
        let client = try server.client()
        let open = String(repeating: "row(", count: 150)
        let close = String(repeating: ")", count: 150)
        #expect(try client.query("SELECT \(open)1\(close)").states == ["54000"])
        #expect(try client.rows("SELECT row(row(1))") == [[#"("(1)")"#]])
    }

    @Test("Ends sessions that idle too long")
    func endsIdleSessions() throws {
        let server = try TestServer()
        let idle = try server.client([("idle_session_timeout", "100")])
        let answer = try idle.answer()
        #expect(answer.states == ["57P05"])
        #expect(
            answer.errors.first?.message == "terminating connection due to idle-session timeout"
        )
        let inTransaction = try server.client([
            ("idle_in_transaction_session_timeout", "100")
        ])
        #expect(try inTransaction.rows("SELECT 1") == [["1"]])
        try inTransaction.query("BEGIN")
        let ended = try inTransaction.answer()
        #expect(ended.states == ["25P03"])
        #expect(
            ended.errors.first?.message
                == "terminating connection due to idle-in-transaction timeout"
        )
        #expect(inTransaction.isClosed())
    }

    @Test("Delivers notifications to a session that waits")
    func notifies() throws {
        let server = try TestServer()
        let listener = try server.client()
        let sender = try server.client()
        try listener.query("LISTEN news")
        try sender.query("NOTIFY news, 'hello'; NOTIFY other, 'nobody'")
        guard case .notification(let pid, let channel, let payload) = try listener.next() else {
            Issue.record("no notification")
            return
        }
        #expect(pid == sender.key?.processID)
        #expect(channel == "news")
        #expect(payload == "hello")
        // Inside a transaction they wait for its end.
        try listener.query("BEGIN")
        try sender.query("NOTIFY news, 'later'")
        #expect(throws: WireClient.Failure.silence) { try listener.next(milliseconds: 100) }
        let answer = try listener.query("COMMIT")
        guard case .notification(_, _, "later")? = answer.messages.last else {
            Issue.record("no notification at the end of the transaction")
            return
        }
    }

    @Test(
        "Ends the session after bytes that are no message, and lives",
        arguments: [
            [0x00, 0, 0, 0, 4], [0x7A, 0, 0, 0, 4], [0x51, 0, 0, 0, 3], [0x51, 0xFF, 0, 0, 0],
            [0x51, 0x7F, 0xFF, 0xFF, 0xFF], [0x53, 0, 1, 0, 0],
            Array("GET / HTTP/1.1\r\n\r\n".utf8),
        ] as [[UInt8]]
    )
    func endsGarbled(_ bytes: [UInt8]) throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send(bytes: bytes)
        let answer = try client.answer()
        #expect(answer.states == ["08P01"])
        #expect(answer.errors.first?.fields.severity == .fatal)
        #expect(client.isClosed())
        #expect(try server.client().rows("SELECT 1") == [["1"]])
    }

    @Test("Refuses messages that are longer than allowed")
    func refusesLongMessages() throws {
        var options = ServerOptions()
        options.messages = MessageLimits(messageBytes: 100_000)
        let server = try TestServer(options)
        let client = try server.client()
        let fits = String(repeating: " ", count: 90_000) + "SELECT 1"
        #expect(try client.rows(fits) == [["1"]])
        try client.send { $0.query(String(repeating: " ", count: 200_000)) }
        #expect(try client.answer().states == ["08P01"])
    }

    @Test("Goes on after a message whose content is wrong")
    func survivesWrongContent() throws {
        let server = try TestServer()
        let client = try server.client()
        // Query without its NUL, Query with a byte that is no UTF-8, Bind cut short.
        try client.send(bytes: [0x51, 0, 0, 0, 5, 0x41])
        #expect(try client.answer().states == ["08P01"])
        try client.send(bytes: [0x51, 0, 0, 0, 6, 0xFF, 0])
        #expect(try client.answer().states == ["22021"])
        try client.send(bytes: [0x42, 0, 0, 0, 6, 0, 0])
        try client.send { $0.sync() }
        #expect(try client.answer().states == ["08P01"])
        #expect(try client.rows("SELECT 1") == [["1"]])
    }

    @Test("Survives clients that vanish at any moment")
    func survivesVanishing() throws {
        let server = try TestServer()
        let long = "SELECT g FROM generate_series(1, 3000000) g"
        for step in 0..<6 {
            let client = try server.connect()
            switch step {
            case 0: try client.send(bytes: [0, 0])
            case 1: try client.send { $0.startup(user: "postgres") }
            case 2:
                try client.start()
                try client.send(bytes: [0x51, 0, 0, 1])
            case 3:
                try client.start()
                try client.query("BEGIN")
            case 4:
                try client.start()
                try client.send { $0.query(long) }
            default:
                try client.start()
                try client.send { $0.query(long) }
                _ = try client.next()
            }
            client.socket.shutdown()
        }
        #expect(try server.client().rows("SELECT 1") == [["1"]])
        #expect(server.shutDown())
    }

    @Test("Answers text that nests too deeply on a session's own stack")
    func answersDeepText() throws {
        let server = try TestServer()
        let client = try server.client()
        let deep = String(repeating: "(", count: 100_000)
        let answer = try client.query("SELECT \(deep)1\(String(repeating: ")", count: 100_000))")
        #expect(["54001", "42601"].contains(answer.states.first ?? ""))
        let sum = "SELECT 1" + String(repeating: " + 1", count: 1_500)
        #expect(try client.rows(sum) == [["1501"]])
    }

    @Test("Ends idle, busy and beginning sessions when the server does")
    func shutsDown() throws {
        var options = ServerOptions()
        options.shutdownSeconds = 20
        let server = try TestServer(options)
        let idle = try server.client()
        let busy = try server.client()
        let inTransaction = try server.client()
        let beginning = try server.connect()
        try busy.send { $0.query("SELECT pg_sleep(30)") }
        try inTransaction.query("BEGIN")
        #expect(server.shutDown())
        for client in [idle, busy, inTransaction] {
            let answer = try client.answer()
            #expect(answer.states == ["57P01"])
            #expect(
                answer.errors.first?.message
                    == "terminating connection due to administrator command"
            )
            #expect(client.isClosed())
        }
        #expect(beginning.isClosed())
        #expect(throws: PlatformError.self) { try server.connect() }
    }

    @Test("Does not wait for ever for a client that does not read")
    func dropsSlowReaders() throws {
        var options = ServerOptions()
        options.sendSeconds = 1
        let server = try TestServer(options)
        let client = try server.client()
        try client.send {
            $0.query("SELECT repeat('x', 1000) FROM generate_series(1, 1000000)")
        }
        // The server gives up in the midst of a row, once its and the client's buffers are full.
        let idle = try server.client()
        for _ in 0..<400 where server.instance.sessions.count > 1 {
            _ = try idle.socket.wait(for: .readable, milliseconds: 25)
        }
        #expect(server.instance.sessions.count == 1)
        options.sendSeconds = 300
        options.shutdownSeconds = 1
        let second = try TestServer(options)
        let reader = try second.client()
        try reader.send {
            $0.query("SELECT repeat('x', 1000) FROM generate_series(1, 1000000)")
        }
        _ = try reader.next()
        #expect(second.shutDown())
    }

    @Test("Serves fifty clients at the same time")
    func servesMany() throws {
        let server = try TestServer()
        let first = try server.client()
        try first.query("CREATE TABLE t (a int)")
        let clients = try (0..<50).map { _ in try server.client() }
        for (number, client) in clients.enumerated() {
            try client.send { $0.query("INSERT INTO t VALUES (\(number))") }
        }
        for client in clients { #expect(try client.answer().tags == ["INSERT 0 1"]) }
        #expect(try first.rows("SELECT count(*), sum(a) FROM t") == [["50", "1225"]])
    }
}
