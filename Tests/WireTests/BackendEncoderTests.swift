// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@testable import Wire

@Suite("A server's messages are written, and read back")
struct BackendEncoderTests {
    /// The messages that a client reads from what `encode` writes.
    static func messages(
        _ encode: (inout BackendEncoder) throws -> Void
    ) throws -> [BackendMessage] {
        var encoder = BackendEncoder()
        try encode(&encoder)
        var input = InputBuffer()
        input.append(encoder.bytes.span)
        var messages: [BackendMessage] = []
        while let message = try BackendMessage.next(from: &input) { messages.append(message) }
        #expect(input.pendingByteCount == 0)
        return messages
    }

    static func words(_ encode: (inout BackendEncoder) throws -> Void) throws -> [String] {
        try messages(encode).map { "\($0)" }
    }

    @Test("The bytes are those of the manual")
    func bytes() throws {
        var encoder = BackendEncoder()
        encoder.readyForQuery(.inTransaction)
        encoder.commandComplete("SELECT 1")
        let row = encoder.beginRow(columnCount: 2)
        let column = encoder.beginColumn()
        encoder.bytes.append(0x78)
        encoder.endColumn(column)
        encoder.nullColumn()
        try encoder.endRow(row)
        #expect(
            encoder.bytes == [0x5A, 0, 0, 0, 5, 0x54]
                + [0x43, 0, 0, 0, 13] + Array("SELECT 1\0".utf8)
                + [0x44, 0, 0, 0, 15, 0, 2, 0, 0, 0, 1, 0x78, 0xFF, 0xFF, 0xFF, 0xFF]
        )
        encoder.removeAll()
        #expect(encoder.bytes.isEmpty)
    }

    @Test("Messages without a body are five bytes")
    func emptyMessages() throws {
        let words = try Self.words {
            $0.parseComplete()
            $0.bindComplete()
            $0.closeComplete()
            $0.noData()
            $0.portalSuspended()
            $0.emptyQueryResponse()
            $0.copyDone()
            #expect($0.bytes.count == 35)
        }
        #expect(
            words == [
                "parseComplete", "bindComplete", "closeComplete", "noData", "portalSuspended",
                "emptyQueryResponse", "copyDone",
            ]
        )
    }

    @Test("Authentication")
    func authentication() throws {
        let messages = try Self.messages {
            $0.authenticationOK()
            $0.authenticationCleartextPassword()
            $0.authenticationMD5Password(salt: (1, 2, 3, 4))
            $0.authenticationSASL(mechanisms: ["SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"])
            $0.authenticationSASLContinue([5])
            $0.authenticationSASLFinal([])
        }
        let requests = messages.compactMap { message -> BackendMessage.Authentication? in
            if case .authentication(let request) = message { request } else { nil }
        }
        #expect(
            requests == [
                .ok, .cleartextPassword, .md5Password(salt: [1, 2, 3, 4]),
                .sasl(mechanisms: ["SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"]), .saslContinue([5]),
                .saslFinal([]),
            ]
        )
    }

    @Test("The start of a session")
    func start() throws {
        let words = try Self.words {
            $0.negotiateProtocolVersion(unsupportedOptions: ["_pq_.a", "_pq_.b"])
            $0.parameterStatus(name: "TimeZone", value: "UTC")
            $0.backendKeyData(CancelKey(processID: 1, secret: -2))
            $0.readyForQuery(.failed)
            $0.notification(processID: 3, channel: "c", payload: "p")
        }
        #expect(
            words == [
                "negotiateProtocolVersion(newest: 196608, "
                    + "unsupportedOptions: [\"_pq_.a\", \"_pq_.b\"])",
                "parameterStatus(name: \"TimeZone\", value: \"UTC\")",
                "backendKeyData(Wire.CancelKey(processID: 1, secret: -2))",
                "readyForQuery(Wire.TransactionStatus.failed)",
                "notification(processID: 3, channel: \"c\", payload: \"p\")",
            ]
        )
    }

    @Test("Descriptions of columns and parameters")
    func descriptions() throws {
        let fields = [
            FieldDescription(
                name: "embedding",
                table: OID(16_400),
                column: 3,
                type: OID(16_385),
                typeSize: -1,
                typeModifier: 3,
                format: .binary
            ),
            FieldDescription(name: "é", type: .int4, typeSize: 4),
        ]
        let messages = try Self.messages {
            $0.rowDescription(fields)
            $0.parameterDescription([.int4, .text])
            $0.rowDescription([])
        }
        guard
            case .rowDescription(let read) = messages[0],
            case .parameterDescription(let types) = messages[1],
            case .rowDescription(let empty) = messages[2]
        else {
            Issue.record("\(messages)")
            return
        }
        #expect(read == fields)
        #expect(types == [.int4, .text])
        #expect(empty.isEmpty)
    }

    @Test("Data copied out and in")
    func copy() throws {
        let words = try Self.words {
            $0.copyInResponse(.text, columnCount: 2)
            $0.copyOutResponse(.binary, columnCount: 1)
            $0.copyBothResponse(.text, columnCount: 0)
            let data = $0.beginCopyData()
            $0.bytes.append(contentsOf: [1, 2])
            try $0.endCopyData(data)
            $0.functionCallResponse([7])
            $0.functionCallResponse(nil)
        }
        let (text, binary) = ("Wire.FormatCode.text", "Wire.FormatCode.binary")
        #expect(
            words == [
                "copyInResponse(\(text), columns: [\(text), \(text)])",
                "copyOutResponse(\(binary), columns: [\(binary)])",
                "copyBothResponse(\(text), columns: [])", "copyData([1, 2])",
                "functionCallResponse(Optional([7]))", "functionCallResponse(nil)",
            ]
        )
    }

    @Test("A row that is given up leaves nothing behind")
    func cancelledRow() throws {
        let messages = try Self.messages {
            $0.parseComplete()
            let row = $0.beginRow(columnCount: 1)
            _ = $0.beginColumn()
            $0.bytes.append(1)
            $0.cancelRow(row)
            $0.bindComplete()
        }
        #expect(messages.count == 2)
    }

    @Test("An error carries all its fields")
    func error() throws {
        let error = DatabaseError(
            .uniqueViolation,
            "duplicate key",
            detail: "Key exists.",
            hint: "Try another.",
            position: 7
        ).with {
            $0.context = "COPY t, line 1"
            $0.schema = "s"
            $0.table = "t"
            $0.column = "c"
            $0.dataType = "d"
            $0.constraint = "n"
            $0.routine = "RevalidateCachedQuery"
            $0.severity = .fatal
        }
        let messages = try Self.messages {
            $0.errorResponse(error)
            $0.noticeResponse(DatabaseError(.warning, "careful", severity: .warning))
        }
        guard case .error(let read) = messages[0], case .notice(let notice) = messages[1] else {
            Issue.record("\(messages)")
            return
        }
        #expect("\(read.fields)" == "\(error.fields)")
        #expect(notice.message == "careful")
        #expect(notice.fields.severity == .warning)
        #expect(notice.fields.detail == nil)
    }

    @Test("Text behind a NUL cannot become a field of its own")
    func nulInText() throws {
        let messages = try Self.messages { $0.errorResponse(DatabaseError(.warning, "a\0Cxxxxx")) }
        guard case .error(let read) = messages[0] else {
            Issue.record("\(messages)")
            return
        }
        #expect(read.message == "a")
        #expect(read.state == .warning)
    }
}
