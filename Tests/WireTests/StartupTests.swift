// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@testable import Wire

@Suite("A connection opens")
struct StartupTests {
    @Test("A startup packet gives user, database and parameters")
    func startup() throws {
        var machine = ProtocolMachine()
        var client = FrontendEncoder()
        client.startup(
            user: "anna",
            database: "shop",
            parameters: [("application_name", "psql"), ("options", "-c a=b")]
        )
        machine.input.append(client.bytes.span)
        guard case .startup(let startup) = try machine.next() else {
            Issue.record("no startup")
            return
        }
        #expect(startup.user == "anna")
        #expect(startup.database == "shop")
        #expect(startup.parameters.map(\.name) == ["application_name", "options"])
        #expect(startup.parameters.map(\.value) == ["psql", "-c a=b"])
        #expect(!startup.needsNegotiation)
    }

    @Test("The database is the user's when none is named")
    func defaultDatabase() throws {
        var client = FrontendEncoder()
        client.startup(user: "anna")
        #expect(try Self.startup(client.bytes).database == "anna")
    }

    @Test("Later minor versions and protocol options are to be negotiated")
    func negotiation() throws {
        var client = FrontendEncoder()
        client.startup(user: "a", parameters: [("_pq_.x", "1"), ("b", "c")])
        let options = try Self.startup(client.bytes)
        #expect(options.unsupportedOptions == ["_pq_.x"])
        #expect(options.parameters.map(\.name) == ["b"])
        #expect(options.needsNegotiation)
        client = FrontendEncoder()
        client.startup(user: "a", minorVersion: 2)
        #expect(try Self.startup(client.bytes).minorVersion == 2)
        #expect(try Self.startup(client.bytes).needsNegotiation)
    }

    @Test("Encryption is asked for once, then the startup packet comes")
    func encryption() throws {
        var machine = ProtocolMachine()
        var client = FrontendEncoder()
        client.gssEncryptionRequest()
        machine.input.append(client.bytes.span)
        guard case .gssEncryptionRequest = try machine.next() else {
            Issue.record("no GSSENCRequest")
            return
        }
        let early = try machine.next()
        #expect(early == nil)
        try machine.answeredEncryptionRequest()
        client = FrontendEncoder()
        client.encryptionRequest()
        machine.input.append(client.bytes.span)
        guard case .encryptionRequest = try machine.next() else {
            Issue.record("no SSLRequest")
            return
        }
        try machine.answeredEncryptionRequest()
        client = FrontendEncoder()
        client.startup(user: "a")
        machine.input.append(client.bytes.span)
        guard case .startup = try machine.next() else {
            Issue.record("no startup")
            return
        }
    }

    @Test("A second SSLRequest is an unknown protocol")
    func repeatedEncryption() throws {
        var machine = ProtocolMachine()
        var client = FrontendEncoder()
        client.encryptionRequest()
        machine.input.append(client.bytes.span)
        _ = try machine.next()
        try machine.answeredEncryptionRequest()
        machine.input.append(client.bytes.span)
        let error = #expect(throws: DatabaseError.self) { try machine.next() }
        #expect(error?.state == .featureNotSupported)
        #expect(
            error?.message
                == "unsupported frontend protocol 1234.5679: server supports 3.0 to 3.0"
        )
    }

    @Test("Bytes that came before the answer to SSLRequest end the connection")
    func unencryptedData() throws {
        var machine = ProtocolMachine()
        var client = FrontendEncoder()
        client.encryptionRequest()
        client.startup(user: "a")
        machine.input.append(client.bytes.span)
        _ = try machine.next()
        let error = #expect(throws: DatabaseError.self) { try machine.answeredEncryptionRequest() }
        #expect(error?.state == .protocolViolation)
        #expect(error?.fields.severity == .fatal)
        #expect(error?.message == "received unencrypted data after SSL request")
        #expect(error?.fields.detail?.contains("man-in-the-middle") == true)
    }

    @Test("A cancel request carries its key")
    func cancel() throws {
        var machine = ProtocolMachine()
        var client = FrontendEncoder()
        client.cancelRequest(CancelKey(processID: 7, secret: -9))
        machine.input.append(client.bytes.span)
        guard case .cancel(let key) = try machine.next() else {
            Issue.record("no cancel request")
            return
        }
        #expect(key == CancelKey(processID: 7, secret: -9))
    }

    @Test("A startup packet that cannot be read ends the connection", arguments: malformed)
    func malformedPackets(packet: [UInt8], state: SQLState, message: String) throws {
        var machine = ProtocolMachine()
        machine.input.append(packet.span)
        let error = try #require(throws: DatabaseError.self) { _ = try machine.next() }
        #expect(error.state == state)
        #expect(error.message == message)
        #expect(error.fields.severity == .fatal)
        let isReadyDue = machine.recover()
        #expect(!isReadyDue)
    }

    static let malformed: [([UInt8], SQLState, String)] = {
        let layout = "invalid startup packet layout: expected terminator as last byte"
        let length = "invalid length of startup packet"
        let protocol3: [UInt8] = [0, 3, 0, 0]
        return [
            ([0, 0, 0, 7], .protocolViolation, length),
            ([0, 0, 0x4E, 0x20], .protocolViolation, length),
            ([0xFF, 0xFF, 0xFF, 0xFF], .protocolViolation, length),
            (packet([4, 210, 0x16, 0x2E, 1, 2]), .protocolViolation, length),
            (packet(protocol3), .protocolViolation, layout),
            (packet(protocol3 + "user\0a\0".utf8), .protocolViolation, layout),
            (packet(protocol3 + "user\0a\0\0x\0".utf8), .protocolViolation, layout),
            (packet(protocol3 + "user\0a\0b\0".utf8), .protocolViolation, layout),
            (
                packet(protocol3 + [0]), .invalidAuthorizationSpecification,
                "no PostgreSQL user name specified in startup packet"
            ),
            (
                packet([0, 4, 0, 1] + "user\0a\0\0".utf8), .featureNotSupported,
                "unsupported frontend protocol 4.1: server supports 3.0 to 3.0"
            ),
            (
                packet(protocol3 + "user\0".utf8 + [0xC3, 0x28, 0, 0]), .characterNotInRepertoire,
                "invalid byte sequence for encoding \"UTF8\": 0xc3 0x28"
            ),
        ]
    }()

    static func packet(_ body: [UInt8]) -> [UInt8] {
        [0, 0, 0, UInt8(truncatingIfNeeded: body.count + 4)] + body
    }

    static func startup(_ bytes: [UInt8]) throws -> StartupPacket.Startup {
        var machine = ProtocolMachine()
        machine.input.append(bytes.span)
        guard case .startup(let startup) = try machine.next() else {
            throw DatabaseError(.internalError, "no startup packet")
        }
        return startup
    }
}

@Suite("A client proves who it is")
struct AuthenticationTests {
    static func authenticating() throws -> ProtocolMachine {
        var machine = ProtocolMachine()
        var client = FrontendEncoder()
        client.startup(user: "a")
        machine.input.append(client.bytes.span)
        _ = try machine.next()
        return machine
    }

    static func response(_ encode: (inout FrontendEncoder) -> Void) throws -> AuthenticationResponse
    {
        var machine = try authenticating()
        var client = FrontendEncoder()
        encode(&client)
        machine.input.append(client.bytes.span)
        guard case .authentication(let response) = try machine.next() else {
            throw DatabaseError(.internalError, "no response")
        }
        return response
    }

    @Test("A password and the steps of SASL are read")
    func responses() throws {
        #expect(try Self.response { $0.password("geheim") }.password() == "geheim")
        let initial = try Self.response {
            $0.saslInitialResponse(mechanism: "SCRAM-SHA-256", data: [1, 2])
        }.saslInitial()
        #expect(initial.mechanism == "SCRAM-SHA-256")
        #expect(initial.data == [1, 2])
        let empty = try Self.response { $0.saslInitialResponse(mechanism: "X", data: nil) }
        #expect(try empty.saslInitial().data == nil)
        #expect(try Self.response { $0.saslResponse([9]) }.bytes == [9])
    }

    @Test("Any other message ends the connection")
    func unexpected() throws {
        var machine = try Self.authenticating()
        machine.input.append([UInt8(ascii: "Q")].span)
        let error = try #require(throws: DatabaseError.self) { _ = try machine.next() }
        #expect(error.message == "expected password response, got message type 81")
        #expect(error.fields.severity == .fatal)
    }

    @Test("A response of more than 65,535 bytes is refused")
    func tooLong() throws {
        var machine = try Self.authenticating()
        machine.input.append([UInt8(ascii: "p"), 0, 1, 0, 0].span)
        let error = try #require(throws: DatabaseError.self) { _ = try machine.next() }
        #expect(error.message == "invalid message length")
    }

    @Test("A password without its end cannot be read")
    func malformed() throws {
        let response = try Self.response { $0.saslResponse([1, 2]) }
        #expect(throws: DatabaseError.self) { try response.password() }
        #expect(throws: DatabaseError.self) { try response.saslInitial() }
    }
}
