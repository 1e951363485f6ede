// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@testable import Wire

@Suite("A client's messages are read")
struct FrontendMessageTests {
    @Test("Bind gives formats and parameters, NULL among them")
    func bind() throws {
        var machine = try Conversation().machine
        var client = FrontendEncoder()
        client.bind(
            portal: "p",
            statement: "s",
            parameterFormats: [.text, .binary, .text],
            parameters: [Array("ab".utf8), nil, []],
            resultFormats: [.binary]
        )
        machine.input.append(client.bytes.span)
        guard case .message(.bind(let bind)) = try machine.next() else {
            Issue.record("no Bind")
            return
        }
        #expect(bind.portal == "p")
        #expect(bind.statement == "s")
        #expect(bind.parameters.count == 3)
        let values = bind.parameters.map { $0.map { [UInt8](bind.body[$0]) } }
        #expect(values == [Array("ab".utf8), nil, []])
        #expect((0..<3).map(bind.format(ofParameter:)) == [.text, .binary, .text])
        #expect(bind.format(ofResult: 9) == .binary)
        let range = try #require(bind.parameters[0])
        #expect(bind.bytes(range).count == 2)
    }

    @Test("No format means text, one format is for all")
    func formats() {
        var bind = FrontendMessage.Bind(
            portal: "",
            statement: "",
            parameterFormats: [],
            resultFormats: [.binary],
            body: [],
            parameters: []
        )
        #expect(bind.format(ofParameter: 3) == .text)
        #expect(bind.format(ofResult: 3) == .binary)
        bind.parameterFormats = [.text, .binary]
        #expect(bind.format(ofParameter: 1) == .binary)
        #expect(bind.format(ofParameter: 2) == .text)
    }

    @Test("Parse gives the parameter types")
    func parse() throws {
        var machine = try Conversation().machine
        var client = FrontendEncoder()
        client.parse(name: "n", "SELECT $1", types: [.int4, .invalid])
        machine.input.append(client.bytes.span)
        guard case .message(.parse(let parse)) = try machine.next() else {
            Issue.record("no Parse")
            return
        }
        #expect(parse.name == "n")
        #expect(parse.query == "SELECT $1")
        #expect(parse.parameterTypes == [.int4, .invalid])
    }

    @Test("FunctionCall gives its arguments")
    func functionCall() throws {
        var machine = try Conversation().machine
        var client = FrontendEncoder()
        client.functionCall(
            OID(954),
            argumentFormats: [.binary],
            arguments: [[1, 2], nil],
            resultFormat: .binary
        )
        machine.input.append(client.bytes.span)
        guard case .message(.functionCall(let call)) = try machine.next() else {
            Issue.record("no FunctionCall")
            return
        }
        #expect(call.function == OID(954))
        #expect(call.argumentFormats == [.binary])
        #expect(call.arguments == [[1, 2], nil])
        #expect(call.resultFormat == .binary)
    }

    /// A message that cannot be read: its kind, its body, and what PostgreSQL says of it.
    struct Malformed: CustomTestStringConvertible, Sendable {
        let kind: Unicode.Scalar
        let body: [UInt8]
        let message: String
        var state = SQLState.protocolViolation
        var context: String?
        var testDescription: String { "\(kind) \(body)" }
    }

    static let malformed: [Malformed] = [
        Malformed(kind: "Q", body: Array("x".utf8), message: "invalid string in message"),
        Malformed(kind: "Q", body: Array("x\0y".utf8), message: "invalid message format"),
        Malformed(
            kind: "Q",
            body: [0xFF, 0],
            message: "invalid byte sequence for encoding \"UTF8\": 0xff",
            state: .characterNotInRepertoire
        ),
        Malformed(kind: "S", body: [1], message: "invalid message format"),
        Malformed(kind: "H", body: [1], message: "invalid message format"),
        Malformed(kind: "D", body: [], message: "no data left in message"),
        Malformed(
            kind: "D",
            body: Array("X\0".utf8),
            message: "invalid DESCRIBE message subtype 88"
        ),
        Malformed(kind: "C", body: Array("Y\0".utf8), message: "invalid CLOSE message subtype 89"),
        Malformed(kind: "E", body: [0, 0, 0], message: "insufficient data left in message"),
        Malformed(kind: "E", body: [0, 0, 0, 0, 0, 0], message: "invalid message format"),
        Malformed(kind: "P", body: Array("\0x".utf8), message: "invalid string in message"),
        Malformed(
            kind: "P",
            body: Array("\0x\0".utf8) + [0xFF, 0xFF],
            message: "insufficient data left in message"
        ),
        Malformed(
            kind: "B",
            body: [0, 0, 0, 2, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0x31, 0, 0],
            message: "bind message has 2 parameter formats but 1 parameters"
        ),
        Malformed(
            kind: "B",
            body: [0, 0, 0, 1, 0, 2, 0, 0, 0, 0],
            message: "unsupported format code: 2",
            state: .invalidParameterValue
        ),
        Malformed(
            kind: "B",
            body: [0, 0, 0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFB, 0, 0],
            message: "insufficient data left in message",
            context: "unnamed portal parameter $1"
        ),
        Malformed(
            kind: "B",
            body: [0x70, 0, 0, 0, 0, 0, 1, 0, 0, 0, 9, 0, 0],
            message: "insufficient data left in message",
            context: "portal \"p\" parameter $1"
        ),
        Malformed(kind: "B", body: [0, 0], message: "insufficient data left in message"),
        Malformed(
            kind: "B",
            body: [0, 0, 0, 0, 0, 0, 0, 0, 1],
            message: "invalid message format"
        ),
        Malformed(kind: "F", body: [0, 0], message: "insufficient data left in message"),
        Malformed(
            kind: "F",
            body: [0, 0, 0, 1, 0, 2, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0],
            message: "function call message contains 2 argument formats but 1 arguments"
        ),
        Malformed(
            kind: "F",
            body: [0, 0, 0, 1, 0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFE, 0, 0],
            message: "invalid argument size -2 in function call message"
        ),
    ]

    @Test(
        "A message that cannot be read is an error, and the next one is read",
        arguments: malformed
    )
    func malformedMessages(example: Malformed) throws {
        let talk = try Conversation()
        talk.send(kind: example.kind, example.body)
        let error = try #require(throws: DatabaseError.self) { try talk.actions() }
        #expect(error.state == example.state)
        #expect(error.message == example.message)
        #expect(error.fields.context == example.context)
        #expect(error.fields.severity == .error)
        let isExtended = "PBDCEH".unicodeScalars.contains(example.kind)
        #expect(talk.recover() == !isExtended)
        try talk.send { $0.sync() }
        #expect(try talk.actions() == ["sync"])
    }
}
