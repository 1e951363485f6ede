// SPDX-License-Identifier: Apache-2.0

public import Values

/// Messages of a client to a server, one behind the other in one buffer.
///
/// Source: PostgreSQL 15 manual, section 55.7 "Message Formats".
public struct FrontendEncoder: Sendable {
    /// What is to be sent, in order.
    public var bytes: [UInt8] = []

    /// An empty buffer.
    public init() {}

    /// Asks for encryption.
    public mutating func encryptionRequest() {
        startupPacket(code: StartupPacket.encryptionCode) { _ in }
    }

    /// Asks for GSSAPI encryption.
    public mutating func gssEncryptionRequest() {
        startupPacket(code: StartupPacket.gssEncryptionCode) { _ in }
    }

    /// Asks to cancel the statement of the session with `key`.
    public mutating func cancelRequest(_ key: CancelKey) {
        startupPacket(code: StartupPacket.cancelCode) {
            $0.int32(key.processID)
            $0.int32(key.secret)
        }
    }

    /// Asks for a session.
    public mutating func startup(
        user: String,
        database: String? = nil,
        parameters: [(String, String)] = [],
        minorVersion: UInt32 = 0
    ) {
        startupPacket(code: StartupPacket.protocol3 | minorVersion) {
            $0.string("user")
            $0.string(user)
            if let database {
                $0.string("database")
                $0.string(database)
            }
            for (name, value) in parameters {
                $0.string(name)
                $0.string(value)
            }
            $0.bytes.append(0)
        }
    }

    /// Answers a request for a password.
    public mutating func password(_ password: String) { message("p") { $0.string(password) } }

    /// Begins a SASL exchange.
    public mutating func saslInitialResponse(mechanism: String, data: [UInt8]?) {
        message("p") {
            $0.string(mechanism)
            $0.value(data)
        }
    }

    /// Goes on with a SASL exchange.
    public mutating func saslResponse(_ data: [UInt8]) {
        message("p") { $0.bytes.append(contentsOf: data) }
    }

    /// A text with any number of statements.
    public mutating func query(_ text: String) { message("Q") { $0.string(text) } }

    /// Prepares a statement.
    public mutating func parse(name: String = "", _ query: String, types: [OID] = []) {
        message("P") {
            $0.string(name)
            $0.string(query)
            $0.int16(types.count)
            for type in types { $0.int32(Int32(bitPattern: type.rawValue)) }
        }
    }

    /// Makes a portal of a statement and values; nil stands for NULL.
    public mutating func bind(
        portal: String = "",
        statement: String = "",
        parameterFormats: [FormatCode] = [],
        parameters: [[UInt8]?] = [],
        resultFormats: [FormatCode] = []
    ) {
        message("B") {
            $0.string(portal)
            $0.string(statement)
            $0.formats(parameterFormats)
            $0.int16(parameters.count)
            for parameter in parameters { $0.value(parameter) }
            $0.formats(resultFormats)
        }
    }

    /// Asks what a statement takes or a portal gives.
    public mutating func describe(_ object: NamedObject) { message("D") { $0.named(object) } }

    /// Forgets a statement or portal.
    public mutating func close(_ object: NamedObject) { message("C") { $0.named(object) } }

    /// Runs a portal for at most `maximumRows` rows; 0 stands for all.
    public mutating func execute(portal: String = "", maximumRows: Int32 = 0) {
        message("E") {
            $0.string(portal)
            $0.int32(maximumRows)
        }
    }

    /// Asks to send what there is.
    public mutating func flush() { message("H") { _ in } }

    /// Ends a group of messages.
    public mutating func sync() { message("S") { _ in } }

    /// Calls a function by its number; nil stands for NULL.
    public mutating func functionCall(
        _ function: OID,
        argumentFormats: [FormatCode] = [],
        arguments: [[UInt8]?],
        resultFormat: FormatCode = .text
    ) {
        message("F") {
            $0.int32(Int32(bitPattern: function.rawValue))
            $0.formats(argumentFormats)
            $0.int16(arguments.count)
            for argument in arguments { $0.value(argument) }
            $0.int16(Int(resultFormat.rawValue))
        }
    }

    /// A piece of data to copy in.
    public mutating func copyData(_ data: [UInt8]) {
        message("d") { $0.bytes.append(contentsOf: data) }
    }

    /// All data has been sent.
    public mutating func copyDone() { message("c") { _ in } }

    /// Copying in is given up.
    public mutating func copyFail(_ reason: String) { message("f") { $0.string(reason) } }

    /// Ends the session.
    public mutating func terminate() { message("X") { _ in } }
}

extension FrontendEncoder {
    private mutating func message(_ kind: Unicode.Scalar, _ body: (inout FrontendEncoder) -> Void) {
        bytes.append(UInt8(truncatingIfNeeded: kind.value))
        counted(body)
    }

    private mutating func startupPacket(code: UInt32, _ body: (inout FrontendEncoder) -> Void) {
        counted {
            $0.int32(Int32(bitPattern: code))
            body(&$0)
        }
    }

    /// A length that counts itself, and what it counts.
    private mutating func counted(_ body: (inout FrontendEncoder) -> Void) {
        let start = bytes.count
        int32(0)
        body(&self)
        let length = UInt32(truncatingIfNeeded: bytes.count - start)
        for offset in 0..<4 {
            bytes[start + offset] = UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32(offset)))
        }
    }

    private mutating func int16(_ value: Int) {
        bytes.append(UInt8(truncatingIfNeeded: value >> 8))
        bytes.append(UInt8(truncatingIfNeeded: value))
    }

    private mutating func int32(_ value: Int32) {
        let bits = UInt32(bitPattern: value)
        for shift in [24, 16, 8, 0] as [UInt32] {
            bytes.append(UInt8(truncatingIfNeeded: bits >> shift))
        }
    }

    private mutating func string(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        bytes.append(0)
    }

    private mutating func value(_ value: [UInt8]?) {
        int32(value.map { Int32(truncatingIfNeeded: $0.count) } ?? -1)
        if let value { bytes.append(contentsOf: value) }
    }

    private mutating func formats(_ formats: [FormatCode]) {
        int16(formats.count)
        for format in formats { int16(Int(format.rawValue)) }
    }

    private mutating func named(_ object: NamedObject) {
        switch object {
        case .statement(let name):
            bytes.append(UInt8(ascii: "S"))
            string(name)
        case .portal(let name):
            bytes.append(UInt8(ascii: "P"))
            string(name)
        }
    }
}
