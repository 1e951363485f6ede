// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@testable import Wire

@Suite("Damaged messages are understood or refused, whatever their bytes")
struct MutationTests {
    /// Numbers that look random and are the same in every run.
    struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    static var session: [UInt8] {
        var client = FrontendEncoder()
        client.query("SELECT 1")
        client.parse(name: "s", "SELECT $1", types: [.int4, .text])
        client.bind(
            portal: "p",
            statement: "s",
            parameterFormats: [.binary, .text],
            parameters: [[0, 0, 0, 1], nil],
            resultFormats: [.binary]
        )
        client.describe(.portal("p"))
        client.execute(portal: "p", maximumRows: 3)
        client.close(.statement("s"))
        client.flush()
        client.sync()
        client.functionCall(OID(3), argumentFormats: [.binary], arguments: [[1], nil])
        client.copyData(Array("1\t2\n".utf8))
        client.copyFail("x")
        client.copyDone()
        client.terminate()
        return client.bytes
    }

    static var startup: [UInt8] {
        var client = FrontendEncoder()
        client.startup(user: "u", database: "d", parameters: [("a", "b"), ("_pq_.c", "d")])
        return client.bytes
    }

    static func damage(_ bytes: [UInt8], _ random: inout Generator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes[index] = [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
            case 2: bytes.remove(at: index)
            case 3: bytes.insert(UInt8.random(in: 0...255, using: &random), at: index)
            default: bytes.removeSubrange(index...)
            }
        }
        return bytes
    }

    @Test("A server reads what damaged clients send", arguments: 0..<4 as Range<UInt64>)
    func server(seed: UInt64) throws {
        var random = Generator(state: seed)
        for turn in 0..<10_000 {
            var machine = ProtocolMachine(limits: MessageLimits(messageBytes: 1 << 20))
            if turn.isMultiple(of: 4) {
                machine.input.append(Self.damage(Self.startup, &random).span)
                _ = try? machine.next()
            } else {
                machine.input.append(Self.startup.span)
                _ = try machine.next()
            }
            machine.authenticated()
            if turn.isMultiple(of: 5) { machine.beginCopyIn() }
            machine.input.append(Self.damage(Self.session, &random).span)
            drive(&machine)
        }
    }

    /// Takes everything out of `machine` as a server does.
    private func drive(_ machine: inout ProtocolMachine) {
        while true {
            do throws(DatabaseError) {
                guard let action = try machine.next() else { return }
                if case .copyData(let message) = action {
                    _ = machine.withBody(of: message) { $0.count }
                }
                if case .message(.bind(let bind)) = action {
                    for range in bind.parameters { _ = range.map { bind.bytes($0).count } }
                }
            } catch {
                #expect(error.state.code.utf8.count == 5)
                if error.fields.severity == .fatal { return }
                _ = machine.recover()
            }
        }
    }

    @Test("A client reads what damaged servers send", arguments: 0..<4 as Range<UInt64>)
    func client(seed: UInt64) throws {
        var random = Generator(state: seed)
        var server = BackendEncoder()
        server.authenticationSASL(mechanisms: ["a"])
        server.negotiateProtocolVersion(unsupportedOptions: ["x"])
        server.rowDescription([FieldDescription(name: "a", type: .int4, typeSize: 4)])
        server.parameterDescription([.int4])
        let row = server.beginRow(columnCount: 2)
        server.nullColumn()
        server.endColumn(server.beginColumn())
        try server.endRow(row)
        server.errorResponse(DatabaseError(.warning, "x", detail: "y", position: 3))
        server.copyInResponse(.text, columnCount: 2)
        server.functionCallResponse([1])
        server.readyForQuery(.idle)
        for _ in 0..<10_000 {
            var input = InputBuffer()
            input.append(Self.damage(server.bytes, &random).span)
            while let message = try? BackendMessage.next(from: &input) { _ = message }
        }
    }
}
