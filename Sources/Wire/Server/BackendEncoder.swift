// SPDX-License-Identifier: Apache-2.0

import Values

/// Messages to a client, one behind the other in one buffer that is used again.
///
/// Nothing is allocated once the buffer has grown to its usual size. Whoever sends takes ``bytes``
/// and then calls ``removeAll()``.
///
/// Source: PostgreSQL 15 manual, section 55.7 "Message Formats".
public struct BackendEncoder: Sendable {
    /// What is to be sent, in order.
    ///
    /// Column values are appended here between ``beginColumn()`` and ``endColumn(_:)``.
    public var bytes: [UInt8] = []

    /// A buffer that grew beyond this is given back once it was sent.
    private static let keptCapacity = 1 << 20

    /// An empty buffer.
    public init() { bytes.reserveCapacity(8 << 10) }

    /// Forgets what was sent and keeps the memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: bytes.capacity <= Self.keptCapacity)
    }

    // MARK: Start

    /// `S` or `N` (`G` or `N`): the answer to a request for encryption, which is no message.
    public mutating func encryptionAnswer(_ answer: UInt8) { bytes.append(answer) }

    /// The parts of the client's wish that cannot be met: a later minor version, and options.
    public mutating func negotiateProtocolVersion(unsupportedOptions: [String]) {
        message("v") {
            $0.int32(3 << 16)
            $0.int32(Int32(truncatingIfNeeded: unsupportedOptions.count))
            for option in unsupportedOptions { $0.string(option) }
        }
    }

    /// The key that cancels this session's statements.
    public mutating func backendKeyData(_ key: CancelKey) {
        message("K") {
            $0.int32(key.processID)
            $0.int32(key.secret)
        }
    }

    /// A setting that clients follow, at the start and whenever it changes.
    public mutating func parameterStatus(name: String, value: String) {
        message("S") {
            $0.string(name)
            $0.string(value)
        }
    }

    /// The session waits for a query.
    public mutating func readyForQuery(_ status: TransactionStatus) {
        message("Z") { $0.bytes.append(status.rawValue) }
    }

    // MARK: Authentication

    /// The client is accepted.
    public mutating func authenticationOK() { message("R") { $0.int32(0) } }

    /// A password is asked for as it is.
    public mutating func authenticationCleartextPassword() { message("R") { $0.int32(3) } }

    /// A password's MD5 digest with these four bytes is asked for.
    public mutating func authenticationMD5Password(salt: (UInt8, UInt8, UInt8, UInt8)) {
        message("R") {
            $0.int32(5)
            $0.bytes.append(contentsOf: [salt.0, salt.1, salt.2, salt.3])
        }
    }

    /// One of these SASL mechanisms is asked for, the best one first.
    public mutating func authenticationSASL(mechanisms: [String]) {
        message("R") {
            $0.int32(10)
            for mechanism in mechanisms { $0.string(mechanism) }
            $0.bytes.append(0)
        }
    }

    /// A step of a SASL exchange.
    public mutating func authenticationSASLContinue(_ data: [UInt8]) {
        message("R") {
            $0.int32(11)
            $0.bytes.append(contentsOf: data)
        }
    }

    /// The last step of a SASL exchange.
    public mutating func authenticationSASLFinal(_ data: [UInt8]) {
        message("R") {
            $0.int32(12)
            $0.bytes.append(contentsOf: data)
        }
    }
}

extension BackendEncoder {
    /// A message of `kind`; its length is filled in once its body is there.
    @inline(__always)
    mutating func message(_ kind: Unicode.Scalar, _ body: (inout BackendEncoder) -> Void) {
        let start = begin(kind)
        body(&self)
        end(start)
    }

    /// Begins a message and returns where its length stands.
    mutating func begin(_ kind: Unicode.Scalar) -> Int {
        bytes.append(UInt8(truncatingIfNeeded: kind.value))
        let start = bytes.count
        int32(0)
        return start
    }

    /// Fills in the length of the message whose length stands at `start`.
    mutating func end(_ start: Int) {
        put(Int32(truncatingIfNeeded: bytes.count - start), at: start)
    }

    /// Replaces the four bytes at `index`.
    mutating func put(_ value: Int32, at index: Int) {
        let bits = UInt32(bitPattern: value)
        bytes[index] = UInt8(truncatingIfNeeded: bits >> 24)
        bytes[index + 1] = UInt8(truncatingIfNeeded: bits >> 16)
        bytes[index + 2] = UInt8(truncatingIfNeeded: bits >> 8)
        bytes[index + 3] = UInt8(truncatingIfNeeded: bits)
    }

    mutating func int16(_ value: Int16) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// A count; callers have limits far below 65,535.
    mutating func count(_ value: Int) { int16(Int16(truncatingIfNeeded: value)) }

    mutating func int32(_ value: Int32) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func oid(_ value: OID) { int32(Int32(bitPattern: value.rawValue)) }

    /// Text and the NUL byte that ends it; text behind a NUL of its own is left out, because it
    /// would be read as the next field.
    mutating func string(_ text: String) {
        let characters = text.utf8Span.span
        var count = 0
        while count < characters.count, characters[count] != 0 { count += 1 }
        characters.extracting(0..<count).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        bytes.append(0)
    }
}
