// SPDX-License-Identifier: Apache-2.0

import Platform
import Sessions
import Values
import Wire

/// One client: its socket, what it has sent and is to be sent, and its session.
///
/// Lives on its own thread. Bytes are read when everything sent has been dealt with, and written at
/// ReadyForQuery, at Flush, and when many have gathered: a round trip costs one read and one write.
final class ClientConnection {
    let server: Server
    /// Counts connections; in the log.
    let number: UInt64
    let socket: Socket
    /// Raised by other threads when there is something to hear besides the client.
    let event: WakeEvent
    var machine: ProtocolMachine
    var output = BackendEncoder()
    var session: Session?
    /// How the running statement's columns are written: none for text, one for all, or one each.
    var resultFormats: [Int16] = []
    /// Whether the session waits for a command, as ReadyForQuery has said.
    private var isIdle = false
    /// Whether nothing can be sent any more.
    private var isLost = false

    /// What gathers before it is sent in the midst of a statement, in bytes.
    static let flushThreshold = 64 << 10

    init(_ socket: Socket, number: UInt64, of server: Server) throws(PlatformError) {
        self.server = server
        self.number = number
        self.socket = socket
        event = try WakeEvent()
        machine = ProtocolMachine(limits: server.options.messages)
        try socket.setTimeouts(
            readMilliseconds: 0,
            writeMilliseconds: 1_000
        )
        // Ten minutes without a sign of life.
        try socket.setKeepAlive(idleSeconds: 300, intervalSeconds: 60, probes: 5)
    }

    /// Serves the client until it leaves, fails or is asked to go.
    func run() {
        do throws(DatabaseError) {
            guard let session = try startUp() else { return }
            try serve(session)
        } catch {
            end(with: error)
        }
    }

    /// Tells the client what ends its session.
    private func end(with error: DatabaseError) {
        Log.shared.info(
            "session ended by an error",
            ["connection": "\(number)", "state": error.state.code, "error": error.message]
        )
        if isLost { return }
        output.errorResponse(error)
        do throws(DatabaseError) {
            try flush()
        } catch {
            return
        }
        drain()
    }

    /// Reads what the client has sent on its way, for a moment.
    ///
    /// Closing a socket with unread bytes resets the connection, and the client would lose the
    /// error that it was sent last.
    private func drain() {
        socket.shutdown(.writing)
        var left = 256
        while left > 0 {
            left -= 1
            do throws(PlatformError) {
                guard try socket.wait(for: .readable, milliseconds: 200) else { return }
                var count = 0
                _ = try machine.input.read { room throws(PlatformError) in
                    count = try socket.read(into: room)
                    return 0
                }
                if count == 0 { return }
            } catch {
                return
            }
        }
    }

    /// Answers messages until the client ends the session.
    private func serve(_ session: Session) throws(DatabaseError) {
        while true {
            do throws(DatabaseError) {
                while let action = try machine.next() {
                    isIdle = false
                    guard try perform(action, session) else { return }
                }
                guard try awaitInput(session) else { return }
            } catch {
                try recover(from: error, session)
            }
        }
    }

    /// Reports an error and goes on with the next message that counts.
    ///
    /// - Throws: The error itself when it ends the session.
    private func recover(
        from error: DatabaseError,
        _ session: Session
    ) throws(DatabaseError) {
        if error.fields.severity == .fatal || error.fields.severity == .panic { throw error }
        if error.state == .internalError || error.state == .dataCorrupted {
            Log.shared.error(
                error.message,
                ["connection": "\(number)", "state": error.state.code]
            )
        }
        session.abort()
        output.errorResponse(error)
        // Sent at once: a client that ended its group with Flush sends Sync when it has read it.
        if machine.recover() { try ready(session) } else { try flush() }
    }

    /// Says that the session waits for a command.
    func ready(_ session: Session) throws(DatabaseError) {
        session.deliverNotifications()
        output.readyForQuery(Self.status(session.status))
        try flush()
        isIdle = true
    }

    private static func status(_ status: Sessions.TransactionStatus) -> Wire.TransactionStatus {
        switch status {
        case .idle: .idle
        case .active: .inTransaction
        case .failed: .failed
        }
    }
}

// MARK: - Bytes

extension ClientConnection {
    /// Sends what has gathered.
    ///
    /// - Throws: 08006 when the client is gone.
    func flush() throws(DatabaseError) {
        if output.bytes.isEmpty { return }
        do throws(PlatformError) {
            try output.bytes.withUnsafeBufferPointer { bytes throws(PlatformError) in
                // Each wait takes a second, so that a client that reads nothing does not keep a
                // session that somebody has terminated.
                try socket.write(UnsafeRawBufferPointer(bytes)) { [session, server] waits in
                    waits < server.options.sendSeconds && session?.interrupt.reason != .terminated
                }
            }
        } catch {
            isLost = true
            throw .connectionLost
        }
        output.removeAll()
    }

    /// Reads what the client sends next; false at the end of the stream.
    func read() throws(DatabaseError) -> Bool {
        do throws(PlatformError) {
            let count = try machine.input.read { room throws(PlatformError) in
                try socket.read(into: room)
            }
            return count > 0
        } catch {
            isLost = true
            throw .connectionLost
        }
    }

    /// Waits for the client's next bytes, and for as long as its settings allow.
    ///
    /// Without a limit and without LISTEN this is one blocking read.
    ///
    /// - Returns: false when the client has gone.
    private func awaitInput(_ session: Session) throws(DatabaseError) -> Bool {
        while isIdle, session.idleMilliseconds > 0 || session.hasListened {
            let limit = session.idleMilliseconds
            switch try wait(milliseconds: limit > 0 ? limit : nil) {
            case .ready: break
            case .timedOut:
                throw session.status == .idle ? .idleSessionTimeout : .idleInTransactionTimeout
            case .woken:
                session.deliverNotifications()
                try flush()
                continue
            }
            break
        }
        if try read() { return true }
        // Whoever ends the session ends its stream too, so that this thread hears of it.
        if session.interrupt.reason == .terminated { try session.checkInterrupts() }
        if session.status != .idle {
            Log.shared.info(
                "unexpected EOF on client connection with an open transaction",
                ["connection": "\(number)"]
            )
        }
        return false
    }

    /// Waits for bytes from the client, or for another thread.
    func wait(milliseconds: Int?) throws(DatabaseError) -> Socket.WaitOutcome {
        do throws(PlatformError) {
            let outcome = try socket.waitToRead(or: event, milliseconds: milliseconds)
            if outcome == .woken { event.take() }
            return outcome
        } catch {
            throw DatabaseError(.systemError, error.description, severity: .fatal)
        }
    }
}
