// SPDX-License-Identifier: Apache-2.0

import Values
import Wire

/// Runs libFuzzer's loop, whose own main function a Swift program cannot use.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Feeds bytes of libFuzzer's making to both directions of the protocol until one of them traps.
func runFuzzer() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    _ = withUnsafeMutablePointer(to: &arguments) { arguments in
        runDriver(&count, arguments) { bytes, byteCount in
            let data = Array(UnsafeBufferPointer(start: bytes, count: byteCount))
            serve(data)
            receive(data)
            return 0
        }
    }
}

/// What a server does with the bytes of a client; the first byte chooses how they arrive.
private func serve(_ data: [UInt8]) {
    let mode = data.first ?? 0
    var machine = ProtocolMachine(limits: MessageLimits(messageBytes: 1 << 16))
    if mode & 1 != 0 { machine.authenticated() }
    if mode & 2 != 0 { machine.beginCopyIn() }
    let pieceCount = mode & 4 != 0 ? 1 : max(1, data.count)
    var rest = data.dropFirst()
    while !rest.isEmpty {
        machine.input.append(Array(rest.prefix(pieceCount)).span)
        rest = rest.dropFirst(pieceCount)
        guard drain(&machine) else { return }
    }
}

/// Acts on all that has arrived; false when the connection ends.
private func drain(_ machine: inout ProtocolMachine) -> Bool {
    while true {
        do throws(DatabaseError) {
            guard let action = try machine.next() else { return true }
            switch action {
            case .encryptionRequest, .gssEncryptionRequest: try machine.answeredEncryptionRequest()
            case .cancel: return false
            case .startup: continue
            case .authentication(let response):
                _ = try? response.password()
                _ = try? response.saslInitial()
                machine.authenticated()
            case .copyData(let message): _ = machine.withBody(of: message) { $0.count }
            case .copyDone, .copyFail: continue
            case .message(.bind(let bind)):
                for range in bind.parameters { _ = range.map { bind.bytes($0).count } }
            case .message: continue
            }
        } catch {
            if error.fields.severity == .fatal { return false }
            _ = machine.recover()
        }
    }
}

/// What a client does with the bytes of a server.
private func receive(_ data: [UInt8]) {
    var input = InputBuffer()
    input.append(data.span)
    while (try? BackendMessage.next(from: &input)) != nil {}
}
