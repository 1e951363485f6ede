// SPDX-License-Identifier: Apache-2.0

import Platform
import Sessions
import Values
import Wire

/// The beginning of a session.
///
/// Source: PostgreSQL 15 manual, section 55.2.1 "Start-up".
extension ClientConnection {
    /// Talks with the client until its session has begun; nil when it wanted none, or has gone.
    ///
    /// - Throws: What refuses the session.
    func startUp() throws(DatabaseError) -> Session? {
        let deadline = MonotonicTime.after(milliseconds: server.options.startupSeconds * 1_000)
        while true {
            switch try machine.next() {
            case nil:
                guard try read(before: deadline) else { return nil }
            case .encryptionRequest, .gssEncryptionRequest:
                output.encryptionAnswer(UInt8(ascii: "N"))
                try flush()
                try machine.answeredEncryptionRequest()
            case .cancel(let key):
                if let processID = server.connections.session(key) {
                    _ = server.instance.sessions.interrupt(processID, .cancelled)
                }
                return nil
            case .startup(let startup):
                return try begin(startup)
            case .authentication, .message, .copyData, .copyDone, .copyFail:
                throw DatabaseError(
                    .protocolViolation,
                    "unexpected message before the session has begun",
                    severity: .fatal
                )
            }
        }
    }

    /// Reads more of the start-up packet; false when the client has gone or took too long.
    private func read(before deadline: MonotonicTime) throws(DatabaseError) -> Bool {
        let left = deadline.nanoseconds(since: .now) / 1_000_000
        // A client without a session is not told why it is dropped, as in PostgreSQL.
        guard case .ready = try wait(milliseconds: Int(left)) else { return false }
        return try read()
    }

    /// Begins the session that `startup` asks for.
    private func begin(_ startup: StartupPacket.Startup) throws(DatabaseError) -> Session {
        if startup.needsNegotiation {
            output.negotiateProtocolVersion(unsupportedOptions: startup.unsupportedOptions)
        }
        let settings = try StartupSettings(startup.parameters).settings
        let session: Session
        let secret: Int32
        do throws(DatabaseError) {
            session = try Session(
                instance: server.instance,
                database: startup.database,
                user: startup.user,
                options: settings
            )
            secret = try Self.makeSecret()
        } catch {
            throw error.with { $0.severity = .fatal }
        }
        let key = CancelKey(processID: session.processID, secret: secret)
        try server.connections.beginSession(number, key: key)
        session.observer = self
        session.setWaker { [socket, event, interrupt = session.interrupt] in
            // A thread that waits for the client reads the end of the stream.
            if interrupt.reason == .terminated { socket.shutdown(.reading) }
            event.raise()
        }
        self.session = session
        machine.authenticated()
        output.authenticationOK()
        session.reportParameters()
        output.backendKeyData(key)
        try ready(session)
        Log.shared.debug(
            "session begins",
            [
                "connection": "\(number)", "pid": "\(key.processID)", "user": startup.user,
                "database": startup.database,
            ]
        )
        return session
    }

    private static func makeSecret() throws(DatabaseError) -> Int32 {
        do throws(PlatformError) {
            return try Machine.randomBytes(4).reduce(0) { $0 << 8 | Int32($1) }
        } catch {
            throw DatabaseError(.internalError, "could not generate random cancel key")
        }
    }
}
