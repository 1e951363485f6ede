// SPDX-License-Identifier: Apache-2.0

public import Values

/// The server's side of a connection: which message may come next, and what it asks for.
///
/// The machine does no I/O. Bytes go into ``input``; ``next()`` gives what they ask for, one action
/// at a time, or nil when more bytes are needed. The caller acts, answers through a
/// ``BackendEncoder``, and tells the machine what changes the order of messages:
///
/// ```
/// startup ── answeredEncryptionRequest() ──┐
///    │  └─────────────◄────────────────────┘
///    ▼ authenticated()
///  ready ◄──── CopyDone, CopyFail ──── copying in ◄── beginCopyIn()
///    │  ▲
///    ▼  └ Sync
///  skipping to Sync ◄── recover() in a group of extended-query messages
/// ```
///
/// When ``next()`` throws, or acting fails, the caller sends the error. A fatal one ends the
/// connection; after any other it calls ``recover()``.
///
/// Source: PostgreSQL 15 manual, section 55.2 "Message Flow".
public struct ProtocolMachine: Sendable {
    /// What a client asks for.
    public enum Action: Sendable {
        /// SSLRequest: answer with one byte, `S` or `N`, then ``answeredEncryptionRequest()``.
        case encryptionRequest
        /// GSSENCRequest: answer with one byte, `G` or `N`, then ``answeredEncryptionRequest()``.
        case gssEncryptionRequest
        /// Cancel another session's statement and close the connection without an answer.
        case cancel(CancelKey)
        /// Begin a session: authenticate, then ``authenticated()``.
        case startup(StartupPacket.Startup)
        /// A password or SASL response, as ``AuthenticationResponse`` reads it.
        case authentication(AuthenticationResponse)
        /// A message of a session.
        case message(FrontendMessage)
        /// CopyData, whose bytes ``ProtocolMachine/withBody(of:_:)`` has until ``input`` gets more.
        case copyData(InputBuffer.Message)
        /// The end of what is copied in.
        case copyDone
        /// The client gives up copying in, for this reason: ``DatabaseError/copyFailed(_:)``.
        case copyFail(String)
    }

    private enum Phase {
        case startup
        case answeringEncryptionRequest(name: String)
        case authenticating
        case ready
        case skippingToSync
        case copyingIn
    }

    /// Where bytes from the client go.
    public var input = InputBuffer()

    private let limits: MessageLimits
    private var phase = Phase.startup
    private var mayAskForEncryption = true
    private var mayAskForGSSEncryption = true

    /// Whether the last message belongs to a group of extended-query messages that Sync will end.
    public private(set) var isInExtendedQuery = false

    /// The machine of a new connection.
    public init(limits: MessageLimits = MessageLimits()) { self.limits = limits }

    /// Gives `use` the body of a message that ``next()`` has given, until ``input`` gets more
    /// bytes.
    ///
    /// - Throws: What `use` throws.
    @inlinable
    public func withBody<Result, Failure: Error>(
        of message: InputBuffer.Message,
        _ use: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try use(input.body(of: message))
    }

    /// What the client asks for next; nil when more bytes are needed.
    ///
    /// - Throws: 08P01 and others, for a message that has no place here or cannot be read.
    public mutating func next() throws(DatabaseError) -> Action? {
        switch phase {
        case .startup: return try nextStartup()
        case .answeringEncryptionRequest: return nil
        case .authenticating: return try nextAuthentication()
        case .ready, .skippingToSync: return try nextMessage()
        case .copyingIn: return try nextCopyMessage()
        }
    }

    /// The one-byte answer to a request for encryption is on its way.
    ///
    /// What follows is read through the encryption, if it was granted.
    ///
    /// - Throws: 08P01, fatal, when bytes came before the answer: somebody may have put them there.
    public mutating func answeredEncryptionRequest() throws(DatabaseError) {
        guard case .answeringEncryptionRequest(let name) = phase else { return }
        phase = .startup
        guard input.pendingByteCount == 0 else { throw .unencryptedData(after: name) }
    }

    /// The client is who it says; its session has begun.
    public mutating func authenticated() { phase = .ready }

    /// The answer to the last message is CopyInResponse: data follows.
    public mutating func beginCopyIn() { phase = .copyingIn }

    /// An error was sent; the rest of a group of extended-query messages will be skipped.
    ///
    /// - Returns: Whether ReadyForQuery is due now; otherwise it is due at the coming Sync.
    public mutating func recover() -> Bool {
        switch phase {
        case .startup, .answeringEncryptionRequest, .authenticating: return false
        case .ready, .skippingToSync, .copyingIn:
            phase = isInExtendedQuery ? .skippingToSync : .ready
            return !isInExtendedQuery
        }
    }

    private mutating func nextStartup() throws(DatabaseError) -> Action? {
        guard let packet = try input.nextStartupPacket(limit: limits.startupBytes) else {
            return nil
        }
        let request = try StartupPacket(
            input.body(of: packet),
            allowsEncryption: mayAskForEncryption,
            allowsGSSEncryption: mayAskForGSSEncryption
        )
        switch request {
        case .encryptionRequest:
            mayAskForEncryption = false
            phase = .answeringEncryptionRequest(name: "SSL")
            return .encryptionRequest
        case .gssEncryptionRequest:
            mayAskForGSSEncryption = false
            phase = .answeringEncryptionRequest(name: "GSSAPI encryption")
            return .gssEncryptionRequest
        case .cancel(let key): return .cancel(key)
        case .startup(let startup):
            phase = .authenticating
            return .startup(startup)
        }
    }

    private mutating func nextAuthentication() throws(DatabaseError) -> Action? {
        if let kind = input.nextKind, kind != UInt8(ascii: "p") { throw .expectedPassword(kind) }
        guard let message = try input.nextMessage(limit: limits.authenticationBytes) else {
            return nil
        }
        return .authentication(AuthenticationResponse(input.body(of: message)))
    }

    private mutating func nextMessage() throws(DatabaseError) -> Action? {
        while let kind = input.nextKind {
            guard let rule = SessionMessage(kind: kind) else {
                throw .invalidFrontendMessage(kind)
            }
            let limit = rule.isLarge ? limits.messageBytes : limits.smallMessageBytes
            guard let message = try input.nextMessage(limit: limit) else { return nil }
            isInExtendedQuery = rule.isExtended
            if case .skippingToSync = phase {
                guard rule.endsSkipping else {
                    isInExtendedQuery = true
                    continue
                }
                phase = .ready
            }
            // What a client still sends after a failed COPY has no meaning any more.
            if rule.isCopy { continue }
            let decoded = try FrontendMessage(kind: kind, input.body(of: message))
            guard let decoded else { throw .invalidFrontendMessage(kind) }
            return .message(decoded)
        }
        return nil
    }

    private mutating func nextCopyMessage() throws(DatabaseError) -> Action? {
        while let kind = input.nextKind {
            let isData = kind == UInt8(ascii: "d")
            guard isData || [UInt8](arrayLiteral: 0x63, 0x66, 0x48, 0x53).contains(kind) else {
                throw .unexpectedDuringCopy(kind)
            }
            let limit = isData ? limits.messageBytes : limits.smallMessageBytes
            guard let message = try input.nextMessage(limit: limit) else { return nil }
            switch kind {
            case UInt8(ascii: "d"): return .copyData(message)
            case UInt8(ascii: "c"):
                phase = .ready
                return .copyDone
            case UInt8(ascii: "f"):
                var reader = MessageReader(input.body(of: message))
                let reason = try reader.string()
                phase = .ready
                return .copyFail(reason)
            default: continue  // Flush and Sync of clients that do not wait for CopyInResponse.
            }
        }
        return nil
    }
}

/// What is special about the kinds of message that a session expects.
private struct SessionMessage {
    /// Whether it may be as long as ``MessageLimits/messageBytes``.
    var isLarge = false
    /// Whether it belongs to a group that Sync ends.
    var isExtended = false
    /// Whether it is heard while messages are skipped.
    var endsSkipping = false
    /// Whether it belongs to COPY FROM STDIN.
    var isCopy = false

    init?(kind: UInt8) {
        switch kind {
        case UInt8(ascii: "Q"), UInt8(ascii: "F"): isLarge = true
        case UInt8(ascii: "P"), UInt8(ascii: "B"):
            isLarge = true
            isExtended = true
        case UInt8(ascii: "C"), UInt8(ascii: "D"), UInt8(ascii: "E"), UInt8(ascii: "H"):
            isExtended = true
        case UInt8(ascii: "S"), UInt8(ascii: "X"): endsSkipping = true
        case UInt8(ascii: "d"):
            isLarge = true
            isCopy = true
        case UInt8(ascii: "c"), UInt8(ascii: "f"): isCopy = true
        default: return nil
        }
    }
}
