// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@testable import Wire

@Suite("A session's messages come in order")
struct ProtocolMachineTests {
    @Test("Every message of a session is understood")
    func messages() throws {
        let talk = try Conversation()
        try talk.send {
            $0.query("SELECT 1")
            $0.parse(name: "s", "SELECT $1", types: [.int4])
            $0.bind(portal: "p", statement: "s", parameters: [[1]])
            $0.describe(.statement("s"))
            $0.describe(.portal("p"))
            $0.execute(portal: "p", maximumRows: 5)
            $0.execute(maximumRows: -1)
            $0.close(.portal("p"))
            $0.flush()
            $0.sync()
            $0.functionCall(OID(7), arguments: [])
            $0.terminate()
        }
        #expect(
            try talk.actions() == [
                "query SELECT 1", "parse s SELECT $1", "bind p s", "describe statement(\"s\")",
                "describe portal(\"p\")", "execute p 5", "execute  0", "close portal(\"p\")",
                "flush", "sync", "functionCall 7", "terminate",
            ]
        )
    }

    @Test("Messages that arrive byte by byte are the same messages")
    func byteByByte() throws {
        var client = FrontendEncoder()
        client.query("SELECT 'é'")
        client.parse("SELECT 2")
        client.sync()
        let talk = try Conversation()
        var actions: [String] = []
        for byte in client.bytes {
            talk.machine.input.append([byte].span)
            actions += try talk.actions()
        }
        #expect(actions == ["query SELECT 'é'", "parse  SELECT 2", "sync"])
    }

    @Test("After an error in a group, everything up to Sync is skipped")
    func skipsToSync() throws {
        let talk = try Conversation()
        try talk.send { $0.parse("SELEC") }
        #expect(try talk.actions() == ["parse  SELEC"])
        #expect(!talk.recover())
        try talk.send {
            $0.bind()
            $0.execute()
            $0.query("SELECT 1")
            $0.copyData([1])
        }
        #expect(try talk.actions().isEmpty)
        try talk.send {
            $0.sync()
            $0.query("SELECT 2")
        }
        #expect(try talk.actions() == ["sync", "query SELECT 2"])
    }

    @Test("What is skipped is not even read")
    func skipsGarbage() throws {
        let talk = try Conversation()
        try talk.send { $0.parse("x") }
        _ = try talk.actions()
        _ = talk.recover()
        talk.send(kind: "B", [1, 2, 3])
        talk.send(kind: "Q", [0xFF])
        try talk.send { $0.sync() }
        #expect(try talk.actions() == ["sync"])
    }

    @Test("Terminate is heard while messages are skipped")
    func terminateWhileSkipping() throws {
        let talk = try Conversation()
        try talk.send { $0.parse("x") }
        _ = try talk.actions()
        _ = talk.recover()
        try talk.send { $0.terminate() }
        #expect(try talk.actions() == ["terminate"])
    }

    @Test("An error in a simple query is followed by ReadyForQuery at once")
    func simpleQueryError() throws {
        let talk = try Conversation()
        try talk.send { $0.query("SELEC") }
        _ = try talk.actions()
        #expect(talk.recover())
        try talk.send { $0.sync() }
        _ = try talk.actions()
        #expect(talk.recover())
    }

    @Test("Data is copied in until CopyDone; Flush and Sync are passed over")
    func copyIn() throws {
        let talk = try Conversation()
        try talk.send { $0.query("COPY t FROM STDIN") }
        _ = try talk.actions()
        talk.machine.beginCopyIn()
        try talk.send {
            $0.copyData(Array("1\n".utf8))
            $0.sync()
            $0.flush()
            $0.copyData([])
            $0.copyDone()
            $0.query("SELECT 1")
        }
        #expect(
            try talk.actions() == ["copyData 1\n", "copyData ", "copyDone", "query SELECT 1"]
        )
    }

    @Test("A client gives up copying in")
    func copyFail() throws {
        let talk = try Conversation()
        talk.machine.beginCopyIn()
        try talk.send { $0.copyFail("no more") }
        #expect(try talk.actions() == ["copyFail no more"])
        let error = DatabaseError.copyFailed("no more")
        #expect(error.state == .queryCanceled)
        #expect(error.message == "COPY from stdin failed: no more")
    }

    @Test("What is still sent after a failed COPY is passed over")
    func staleCopyData() throws {
        let talk = try Conversation()
        try talk.send { $0.query("COPY t FROM STDIN") }
        _ = try talk.actions()
        talk.machine.beginCopyIn()
        try talk.send { $0.copyData([0x78]) }
        #expect(try talk.actions() == ["copyData x"])
        #expect(talk.recover())
        try talk.send {
            $0.copyData([0x79])
            $0.copyDone()
            $0.copyFail("late")
            $0.query("SELECT 1")
        }
        #expect(try talk.actions() == ["query SELECT 1"])
    }

    @Test("A failed COPY in a group is skipped to Sync")
    func copyInGroup() throws {
        let talk = try Conversation()
        try talk.send { $0.execute() }
        _ = try talk.actions()
        talk.machine.beginCopyIn()
        try talk.send { $0.copyData([0x78]) }
        _ = try talk.actions()
        #expect(!talk.recover())
        try talk.send {
            $0.copyDone()
            $0.execute()
            $0.sync()
        }
        #expect(try talk.actions() == ["sync"])
    }

    @Test("Other messages while copying in end the connection")
    func unexpectedDuringCopy() throws {
        let talk = try Conversation()
        talk.machine.beginCopyIn()
        try talk.send { $0.query("SELECT 1") }
        let error = try #require(throws: DatabaseError.self) { try talk.actions() }
        #expect(error.message == "unexpected message type 0x51 during COPY from stdin")
        #expect(error.fields.severity == .fatal)
    }

    @Test(
        "A kind of message that no client sends ends the connection",
        arguments: ["z", "p", "\u{0}"]
    )
    func unknownKind(kind: Unicode.Scalar) throws {
        let talk = try Conversation()
        talk.send(kind: kind, [])
        let error = try #require(throws: DatabaseError.self) { try talk.actions() }
        #expect(error.state == .protocolViolation)
        #expect(error.message == "invalid frontend message type \(kind.value)")
        #expect(error.fields.severity == .fatal)
    }

    @Test(
        "A length that no message can have ends the connection",
        arguments: [
            [UInt8(ascii: "Q"), 0, 0, 0, 3], [UInt8(ascii: "Q"), 0x7F, 0xFF, 0xFF, 0xFF],
            [UInt8(ascii: "Q"), 0xFF, 0xFF, 0xFF, 0xFF], [UInt8(ascii: "S"), 0, 0, 0x27, 0x11],
            [UInt8(ascii: "Q"), 0, 1, 0, 1],
        ]
    )
    func impossibleLength(bytes: [UInt8]) throws {
        let talk = try Conversation(limits: MessageLimits(messageBytes: 65_536))
        talk.machine.input.append(bytes.span)
        let error = try #require(throws: DatabaseError.self) { try talk.actions() }
        #expect(error.message == "invalid message length")
        #expect(error.fields.severity == .fatal)
    }

    @Test("A promise of a long message takes no memory")
    func promisedLength() throws {
        let talk = try Conversation()
        talk.machine.input.append([UInt8(ascii: "Q"), 0x3F, 0xFF, 0xFF, 0xFE, 0x78].span)
        #expect(try talk.actions().isEmpty)
        #expect(talk.machine.input.pendingByteCount == 6)
    }

    @Test("Limits are kept in their range")
    func limits() {
        #expect(MessageLimits(messageBytes: 5).messageBytes == MessageLimits.minimumMessageBytes)
        #expect(MessageLimits(messageBytes: .max).messageBytes == MessageLimits.maximumMessageBytes)
        #expect(MessageLimits(messageBytes: 1 << 20).messageBytes == 1 << 20)
    }
}
