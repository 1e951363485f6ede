// SPDX-License-Identifier: Apache-2.0

import Platform
import Values
import Wire

/// A client that sends and reads single messages over a real socket.
final class WireClient {
    /// The server said nothing for longer than a test wants to wait, or closed the connection.
    enum Failure: Error, Equatable {
        case silence
        case closed
    }

    /// What a session has answered up to ReadyForQuery.
    struct Answer {
        var messages: [BackendMessage] = []
        var status: TransactionStatus?

        /// The rows, as text; nil stands for NULL.
        var rows: [[String?]] {
            messages.compactMap {
                guard case .dataRow(let values) = $0 else { return nil }
                return values.map { $0.map { String(decoding: $0, as: UTF8.self) } }
            }
        }
        var tags: [String] {
            messages.compactMap { if case .commandComplete(let tag) = $0 { tag } else { nil } }
        }
        var errors: [DatabaseError] {
            messages.compactMap { if case .error(let error) = $0 { error } else { nil } }
        }
        var states: [String] { errors.map(\.state.code) }
    }

    let socket: Socket
    private var input = InputBuffer()
    private(set) var key: CancelKey?
    /// What the server last said of each setting.
    private(set) var parameters: [String: String] = [:]

    init(_ address: SocketAddress) throws { socket = try Socket.connect(to: address) }

    /// Sends what `encode` writes.
    func send(_ encode: (inout FrontendEncoder) -> Void) throws {
        var encoder = FrontendEncoder()
        encode(&encoder)
        try send(bytes: encoder.bytes)
    }

    /// Sends bytes as they are.
    func send(bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try socket.write($0) }
    }

    /// The next message but notices about settings, which ``parameters`` keeps.
    func next(milliseconds: Int = 20_000) throws -> BackendMessage {
        while true {
            if let message = try BackendMessage.next(from: &input) {
                guard case .parameterStatus(let name, let value) = message else { return message }
                parameters[name] = value
                continue
            }
            try fill(milliseconds: milliseconds)
        }
    }

    /// The next byte, which belongs to no message.
    func nextByte() throws -> UInt8 {
        while true {
            if let byte = input.nextByte() { return byte }
            try fill(milliseconds: 20_000)
        }
    }

    private func fill(milliseconds: Int) throws {
        guard try socket.wait(for: .readable, milliseconds: milliseconds) else {
            throw Failure.silence
        }
        let socket = socket
        let count: Int
        do {
            count = try input.read { try socket.read(into: $0) }
        } catch let error as PlatformError where error.isDisconnected {
            throw Failure.closed
        }
        if count == 0 { throw Failure.closed }
    }

    /// Everything up to ReadyForQuery, or the end of the connection.
    func answer() throws -> Answer {
        var answer = Answer()
        while true {
            do {
                let message = try next()
                if case .readyForQuery(let status) = message {
                    answer.status = status
                    return answer
                }
                answer.messages.append(message)
            } catch Failure.closed {
                return answer
            }
        }
    }

    /// Begins a session.
    @discardableResult
    func start(
        user: String = "postgres",
        database: String? = nil,
        parameters: [(String, String)] = []
    ) throws -> Answer {
        try send { $0.startup(user: user, database: database, parameters: parameters) }
        let answer = try answer()
        for case .backendKeyData(let key) in answer.messages { self.key = key }
        return answer
    }

    /// What the server answers to a query text.
    @discardableResult
    func query(_ sql: String) throws -> Answer {
        try send { $0.query(sql) }
        return try answer()
    }

    /// The rows of a query text; an error of the server is thrown.
    func rows(_ sql: String) throws -> [[String?]] {
        let answer = try query(sql)
        if let error = answer.errors.first { throw error }
        return answer.rows
    }

    /// Whether the server has closed the connection, reading what it still says.
    func isClosed() -> Bool {
        while true {
            do {
                _ = try next(milliseconds: 5_000)
            } catch Failure.closed {
                return true
            } catch {
                return false
            }
        }
    }
}
