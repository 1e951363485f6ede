// SPDX-License-Identifier: Apache-2.0

import Values

@testable import Wire

/// A client and the server's machine, with no network between them.
final class Conversation {
    var machine: ProtocolMachine

    /// A session that has begun.
    init(limits: MessageLimits = MessageLimits()) throws {
        machine = ProtocolMachine(limits: limits)
        try send { $0.startup(user: "a") }
        _ = try machine.next()
        machine.authenticated()
    }

    /// The client sends what `encode` writes.
    func send(_ encode: (inout FrontendEncoder) -> Void) throws {
        var client = FrontendEncoder()
        encode(&client)
        machine.input.append(client.bytes.span)
    }

    /// The client sends bytes that no client should.
    func send(kind: Unicode.Scalar, _ body: [UInt8]) {
        let length = UInt32(body.count + 4)
        let header = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
        machine.input.append(([UInt8(truncatingIfNeeded: kind.value)] + header + body).span)
    }

    /// The server has sent an error; whether ReadyForQuery is due.
    func recover() -> Bool { machine.recover() }

    /// Everything the machine asks for until it needs more bytes, in short words.
    func actions() throws -> [String] {
        var words: [String] = []
        while let action = try machine.next() { words.append(word(action)) }
        return words
    }

    private func word(_ action: ProtocolMachine.Action) -> String {
        switch action {
        case .copyData(let message):
            let bytes = machine.withBody(of: message) { body in
                body.withUnsafeBufferPointer { [UInt8]($0) }
            }
            return "copyData \(String(decoding: bytes, as: UTF8.self))"
        case .copyFail(let reason): return "copyFail \(reason)"
        case .copyDone: return "copyDone"
        case .message(let message): return word(message)
        default: return "\(action)"
        }
    }

    private func word(_ message: FrontendMessage) -> String {
        switch message {
        case .query(let text): "query \(text)"
        case .parse(let parse): "parse \(parse.name) \(parse.query)"
        case .bind(let bind): "bind \(bind.portal) \(bind.statement)"
        case .describe(let object): "describe \(object)"
        case .close(let object): "close \(object)"
        case .execute(let portal, let rows): "execute \(portal) \(rows)"
        case .flush: "flush"
        case .sync: "sync"
        case .terminate: "terminate"
        case .functionCall(let call): "functionCall \(call.function.rawValue)"
        }
    }
}
