// SPDX-License-Identifier: Apache-2.0

public import Values

/// The `p` message: what it holds depends on what the server asked for.
public struct AuthenticationResponse: Sendable {
    /// The message's body.
    public let bytes: [UInt8]

    init(_ body: Span<UInt8>) { bytes = body.withUnsafeBufferPointer { [UInt8]($0) } }

    /// The password, or its MD5 digest.
    ///
    /// - Throws: 08P01 when it does not end with its only NUL byte.
    public func password() throws(DatabaseError) -> String {
        var reader = MessageReader(bytes.span)
        let password = try reader.string()
        try reader.end()
        return password
    }

    /// The mechanism a client has chosen, and its first message if it sends one.
    ///
    /// - Throws: 08P01 when the message cannot be read.
    public func saslInitial() throws(DatabaseError) -> (mechanism: String, data: [UInt8]?) {
        var reader = MessageReader(bytes.span)
        let mechanism = try reader.string()
        let range = try reader.optionalRange()
        try reader.end()
        return (mechanism, range.map { [UInt8](bytes[$0]) })
    }
}
