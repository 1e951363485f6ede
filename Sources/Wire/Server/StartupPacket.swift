// SPDX-License-Identifier: Apache-2.0

import Values

/// The packet that opens a connection.
///
/// ```
///   0  code        int32 BE  below
///   4  SSLRequest, GSSENCRequest: nothing
///      CancelRequest: process id int32 BE, secret int32 BE
///      startup: name, NUL, value, NUL, ..., NUL
/// ```
///
/// Source: PostgreSQL 15 manual, section 55.7.
public enum StartupPacket: Sendable {
    /// SSLRequest.
    case encryptionRequest
    /// GSSENCRequest.
    case gssEncryptionRequest
    /// CancelRequest.
    case cancel(CancelKey)
    /// StartupMessage.
    case startup(Startup)

    /// What a client asks a session to be.
    public struct Startup: Sendable {
        /// The role.
        public var user: String
        /// The database; the role's name when none is given.
        public var database: String
        /// The other parameters in the order sent: settings, `options`, `replication`.
        public var parameters: [(name: String, value: String)]
        /// Parameters of protocol extensions (`_pq_.`), which are not supported.
        public var unsupportedOptions: [String]
        /// The minor version of protocol 3 that the client speaks.
        public var minorVersion: Int

        /// Whether NegotiateProtocolVersion must tell the client what it cannot have.
        public var needsNegotiation: Bool { minorVersion > 0 || !unsupportedOptions.isEmpty }
    }

    /// Codes with 1234 in the high half, which no version of the protocol will ever be.
    static let encryptionCode: UInt32 = 1234 << 16 | 5679
    static let gssEncryptionCode: UInt32 = 1234 << 16 | 5680
    static let cancelCode: UInt32 = 1234 << 16 | 5678
    static let protocol3: UInt32 = 3 << 16

    /// The packet with `body`, without its length.
    ///
    /// - Parameters:
    ///   - body: What follows the length.
    ///   - allowsEncryption: Whether SSL has not been asked for before.
    ///   - allowsGSSEncryption: Whether GSSAPI encryption has not been asked for before.
    /// - Throws: Fatal errors: 08P01 for a packet that cannot be read, 0A000 for another protocol.
    init(
        _ body: Span<UInt8>,
        allowsEncryption: Bool,
        allowsGSSEncryption: Bool
    ) throws(DatabaseError) {
        var reader = MessageReader(body)
        let code = try reader.uint32()
        switch code {
        case Self.encryptionCode where allowsEncryption: self = .encryptionRequest
        case Self.gssEncryptionCode where allowsGSSEncryption: self = .gssEncryptionRequest
        case Self.cancelCode:
            guard reader.remaining == 8 else { throw .invalidStartupLength }
            self = .cancel(
                CancelKey(processID: try reader.int32(), secret: try reader.int32())
            )
        default:
            let (major, minor) = (Int(code >> 16), Int(code & 0xFFFF))
            guard major == 3 else { throw .unsupportedProtocol(major: major, minor: minor) }
            self = .startup(try Self.startup(&reader, minorVersion: minor))
        }
    }

    private static func startup(
        _ reader: inout MessageReader,
        minorVersion: Int
    ) throws(DatabaseError) -> Startup {
        var user = ""
        var database = ""
        var parameters: [(name: String, value: String)] = []
        var unsupported: [String] = []
        while true {
            let name = try layoutString(&reader)
            if name.isEmpty { break }
            let value = try layoutString(&reader)
            switch name {
            case "user": user = value
            case "database": database = value
            default:
                if name.utf8.starts(with: "_pq_.".utf8) {
                    unsupported.append(name)
                } else {
                    parameters.append((name, value))
                }
            }
        }
        guard reader.remaining == 0 else { throw .invalidStartupLayout }
        guard !user.isEmpty else { throw .noUserName }
        return Startup(
            user: user,
            database: database.isEmpty ? user : database,
            parameters: parameters,
            unsupportedOptions: unsupported,
            minorVersion: minorVersion
        )
    }

    private static func layoutString(
        _ reader: inout MessageReader
    ) throws(DatabaseError) -> String {
        do throws(DatabaseError) {
            return try reader.string()
        } catch {
            // Text that is not UTF-8 ends the connection too: there is no session yet to report to.
            throw error.state == .protocolViolation
                ? .invalidStartupLayout : error.with { $0.severity = .fatal }
        }
    }
}
