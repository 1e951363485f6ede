// SPDX-License-Identifier: Apache-2.0

public import Values

/// A message of a server, as a client reads it.
///
/// Source: PostgreSQL 15 manual, section 55.7 "Message Formats".
public enum BackendMessage: Sendable {
    /// What the server wants to know before it begins a session.
    public enum Authentication: Hashable, Sendable {
        case ok
        case cleartextPassword
        case md5Password(salt: [UInt8])
        case sasl(mechanisms: [String])
        case saslContinue([UInt8])
        case saslFinal([UInt8])
    }

    case authentication(Authentication)
    case negotiateProtocolVersion(newest: Int32, unsupportedOptions: [String])
    case backendKeyData(CancelKey)
    case parameterStatus(name: String, value: String)
    case readyForQuery(TransactionStatus)
    case rowDescription([FieldDescription])
    case parameterDescription([OID])
    /// A row; nil stands for NULL.
    case dataRow([[UInt8]?])
    case noData
    case parseComplete
    case bindComplete
    case closeComplete
    case portalSuspended
    case emptyQueryResponse
    case commandComplete(String)
    case copyInResponse(FormatCode, columns: [FormatCode])
    case copyOutResponse(FormatCode, columns: [FormatCode])
    case copyBothResponse(FormatCode, columns: [FormatCode])
    case copyData([UInt8])
    case copyDone
    case functionCallResponse([UInt8]?)
    case notification(processID: Int32, channel: String, payload: String)
    /// An error.
    case error(DatabaseError)
    /// A notice or warning.
    case notice(DatabaseError)
}

extension BackendMessage {
    /// The next whole message of a server in `input`; nil when it has not arrived yet.
    ///
    /// - Throws: 08P01 for a message that cannot be read.
    public static func next(from input: inout InputBuffer) throws(DatabaseError) -> BackendMessage?
    {
        guard let message = try input.nextMessage(limit: Int(Int32.max)) else { return nil }
        return try BackendMessage(kind: message.kind, input.body(of: message))
    }
}
