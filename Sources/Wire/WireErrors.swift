// SPDX-License-Identifier: Apache-2.0

public import Values

/// What is wrong with a message, in PostgreSQL's words.
///
/// Source: PostgreSQL 15, pqformat.c, postmaster.c and postgres.c.
extension DatabaseError {
    static var noDataLeft: DatabaseError { violation("no data left in message") }
    static var insufficientData: DatabaseError { violation("insufficient data left in message") }
    static var invalidString: DatabaseError { violation("invalid string in message") }
    static var invalidMessageFormat: DatabaseError { violation("invalid message format") }

    /// A length that no message can have; the stream cannot be read on.
    static var invalidMessageLength: DatabaseError { fatalViolation("invalid message length") }
    static var invalidStartupLength: DatabaseError {
        fatalViolation("invalid length of startup packet")
    }
    static var invalidStartupLayout: DatabaseError {
        fatalViolation("invalid startup packet layout: expected terminator as last byte")
    }
    static var noUserName: DatabaseError {
        DatabaseError(
            .invalidAuthorizationSpecification,
            "no PostgreSQL user name specified in startup packet",
            severity: .fatal
        )
    }

    static func unsupportedProtocol(major: Int, minor: Int) -> DatabaseError {
        DatabaseError(
            .featureNotSupported,
            "unsupported frontend protocol \(major).\(minor): server supports 3.0 to 3.0",
            severity: .fatal
        )
    }

    /// Bytes that came before the answer to a request for encryption.
    static func unencryptedData(after request: String) -> DatabaseError {
        fatalViolation("received unencrypted data after \(request) request").with {
            $0.detail = """
                This could be either a client-software bug or evidence of an attempted \
                man-in-the-middle attack.
                """
        }
    }

    static func invalidFrontendMessage(_ kind: UInt8) -> DatabaseError {
        fatalViolation("invalid frontend message type \(kind)")
    }

    static func expectedPassword(_ kind: UInt8) -> DatabaseError {
        fatalViolation("expected password response, got message type \(kind)")
    }

    static func invalidSubtype(_ message: String, _ subtype: UInt8) -> DatabaseError {
        violation("invalid \(message) message subtype \(subtype)")
    }

    static func unexpectedDuringCopy(_ kind: UInt8) -> DatabaseError {
        let digits = String(kind, radix: 16, uppercase: true)
        let padded = digits.utf8.count < 2 ? "0" + digits : digits
        return fatalViolation("unexpected message type 0x\(padded) during COPY from stdin")
    }

    static func parameterFormats(_ formats: Int, _ parameters: Int) -> DatabaseError {
        violation(
            "bind message has \(formats) parameter formats but \(parameters) parameters"
        )
    }

    static func argumentFormats(_ formats: Int, _ arguments: Int) -> DatabaseError {
        violation(
            "function call message contains \(formats) argument formats but \(arguments) arguments"
        )
    }

    static func invalidArgumentSize(_ size: Int32) -> DatabaseError {
        violation("invalid argument size \(size) in function call message")
    }

    static func unsupportedFormat(_ code: Int16) -> DatabaseError {
        DatabaseError(.invalidParameterValue, "unsupported format code: \(code)")
    }

    /// A row that is too long for a message.
    static func rowTooLong(_ byteCount: Int) -> DatabaseError {
        DatabaseError(
            .programLimitExceeded,
            "out of memory",
            detail: "Cannot enlarge string buffer containing \(byteCount) bytes."
        )
    }

    /// The client's reason to give up COPY FROM STDIN.
    public static func copyFailed(_ reason: String) -> DatabaseError {
        DatabaseError(.queryCanceled, "COPY from stdin failed: \(reason)")
    }

    private static func violation(_ message: String) -> DatabaseError {
        DatabaseError(.protocolViolation, message)
    }

    private static func fatalViolation(_ message: String) -> DatabaseError {
        DatabaseError(.protocolViolation, message, severity: .fatal)
    }
}
