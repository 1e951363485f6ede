// SPDX-License-Identifier: Apache-2.0

import Platform
import Relations
import Server
import Sessions
import Testing
import Values
import Wire

@Suite("The beginning of a session")
struct StartupTests {
    @Test("Tells the client what drivers decide by")
    func greets() throws {
        let server = try TestServer()
        let client = try server.connect()
        let answer = try client.start()
        guard case .authentication(.ok)? = answer.messages.first else {
            Issue.record("the first message is not AuthenticationOk")
            return
        }
        #expect(answer.status == .idle)
        #expect(client.key?.processID != 0)
        let expected = [
            "application_name": "", "client_encoding": "UTF8", "DateStyle": "ISO, MDY",
            "default_transaction_read_only": "off", "in_hot_standby": "off",
            "integer_datetimes": "on", "IntervalStyle": "postgres", "is_superuser": "on",
            "server_encoding": "UTF8", "server_version": ServerVersion.text,
            "session_authorization": "postgres", "standard_conforming_strings": "on",
        ]
        for (name, value) in expected {
            #expect(client.parameters[name] == value, "\(name)")
        }
        #expect(client.parameters["TimeZone"] != nil)
    }

    @Test("Declines encryption and goes on without")
    func declinesEncryption() throws {
        let server = try TestServer()
        let client = try server.connect()
        try client.send { $0.gssEncryptionRequest() }
        #expect(try client.nextByte() == UInt8(ascii: "N"))
        try client.send { $0.encryptionRequest() }
        #expect(try client.nextByte() == UInt8(ascii: "N"))
        #expect(try client.start().status == .idle)
    }

    @Test("Refuses bytes that came before the answer about encryption")
    func refusesEarlyBytes() throws {
        let server = try TestServer()
        let client = try server.connect()
        try client.send {
            $0.encryptionRequest()
            $0.startup(user: "postgres")
        }
        #expect(try client.nextByte() == UInt8(ascii: "N"))
        let answer = try client.answer()
        #expect(answer.states == ["08P01"])
        #expect(client.isClosed())
    }

    @Test("Takes settings from parameters and from options")
    func takesSettings() throws {
        let server = try TestServer()
        let client = try server.client([
            ("options", #"-c statement_timeout=7s --search_path=a\ b,public -cjit=off"#),
            ("application_name", "tests"), ("DateStyle", "SQL, DMY"), ("client_encoding", "utf-8"),
        ])
        #expect(client.parameters["application_name"] == "tests")
        #expect(client.parameters["DateStyle"] == "SQL, DMY")
        #expect(client.parameters["client_encoding"] == "UTF8")
        #expect(try client.rows("SHOW statement_timeout") == [["7s"]])
        #expect(try client.rows("SHOW search_path") == [["a b,public"]])
        #expect(try client.rows("SHOW jit") == [["off"]])
        // RESET returns to what the client began with.
        try client.query("SET statement_timeout = 0")
        try client.query("RESET statement_timeout")
        #expect(try client.rows("SHOW statement_timeout") == [["7s"]])
    }

    @Test(
        "Refuses what it cannot be, and says why",
        arguments: [
            (
                ["user": "nobody", "database": "postgres"], "28000",
                #"role "nobody" does not exist"#
            ),
            (
                ["user": "postgres", "database": "nowhere"], "3D000",
                #"database "nowhere" does not exist"#
            ),
            (
                ["user": "postgres", "replication": "database"], "0A000",
                "replication connections are not supported"
            ),
            (
                ["user": "postgres", "replication": "maybe"], "22023",
                #"invalid value for parameter "replication": "maybe""#
            ),
            (
                ["user": "postgres", "no_such_setting": "1"], "42704",
                #"unrecognized configuration parameter "no_such_setting""#
            ),
            (
                ["user": "postgres", "options": "-B 5"], "42601",
                "invalid command-line argument for server process: -B"
            ),
            (
                ["user": "postgres", "statement_timeout": "soon"], "22023",
                #"invalid value for parameter "statement_timeout": "soon""#
            ),
        ]
    )
    func refuses(_ parameters: [String: String], _ state: String, _ message: String) throws {
        let server = try TestServer()
        let client = try server.connect()
        let settings = parameters.filter { $0.key != "user" && $0.key != "database" }
        let answer = try client.start(
            user: parameters["user"] ?? "",
            database: parameters["database"],
            parameters: settings.map { ($0.key, $0.value) }
        )
        #expect(answer.states == [state])
        #expect(answer.errors.first?.message == message)
        #expect(answer.errors.first?.fields.severity == .fatal)
        #expect(answer.status == nil)
        #expect(client.isClosed())
    }

    @Test("Negotiates a later protocol version and unknown options down")
    func negotiates() throws {
        let server = try TestServer()
        let client = try server.connect()
        try client.send {
            $0.startup(user: "postgres", parameters: [("_pq_.new", "1")], minorVersion: 2)
        }
        let answer = try client.answer()
        guard case .negotiateProtocolVersion(let newest, let options)? = answer.messages.first
        else {
            Issue.record("no NegotiateProtocolVersion")
            return
        }
        #expect(newest == 3 << 16)
        #expect(options == ["_pq_.new"])
        #expect(answer.status == .idle)
    }

    @Test("Turns away one client too many and lets the next one in when there is room")
    func limitsConnections() throws {
        var options = ServerOptions()
        options.maximumConnections = 2
        let server = try TestServer(options)
        let first = try server.client()
        let second = try server.client()
        let third = try server.connect()
        let answer = try third.start()
        #expect(answer.states == ["53300"])
        #expect(answer.errors.first?.message == "sorry, too many clients already")
        #expect(third.isClosed())
        try first.send { $0.terminate() }
        #expect(first.isClosed())
        // The place is free as soon as the session's thread is at its end.
        var fourth = try server.connect()
        while try !fourth.start().errors.isEmpty { fourth = try server.connect() }
        #expect(try fourth.rows("SELECT 4") == [["4"]])
        #expect(try second.rows("SELECT 2") == [["2"]])
    }

    @Test("Drops a client that does not begin")
    func dropsSlowClients() throws {
        var options = ServerOptions()
        options.startupSeconds = 1
        let server = try TestServer(options)
        let silent = try server.connect()
        let slow = try server.connect()
        try slow.send(bytes: [0, 0, 0, 50, 0, 3])
        #expect(silent.isClosed())
        #expect(slow.isClosed())
    }

    @Test("Listens on loopback addresses only")
    func refusesOtherAddresses() throws {
        let instance = try Instance(try Cluster(inMemory: ClusterOptions()))
        let addresses = try SocketAddress.resolve(host: "0.0.0.0", port: 0)
        #expect(throws: ServerError.self) { try Server(instance, listeningOn: addresses) }
        do {
            _ = try Server(instance, listeningOn: addresses)
        } catch ServerError.notLoopback(let address) {
            #expect(address == addresses[0])
        }
    }
}
