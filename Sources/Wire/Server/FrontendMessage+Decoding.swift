// SPDX-License-Identifier: Apache-2.0

import Values

extension FrontendMessage {
    /// The message of `kind` with `body`; nil for a kind that no session expects.
    ///
    /// - Throws: 08P01 for a body that cannot be read, 22021 for text that is not UTF-8.
    init?(kind: UInt8, _ body: Span<UInt8>) throws(DatabaseError) {
        var reader = MessageReader(body)
        switch kind {
        case UInt8(ascii: "Q"): self = .query(try reader.string())
        case UInt8(ascii: "P"): self = .parse(try Parse(&reader))
        case UInt8(ascii: "B"): self = .bind(try Bind(body))
        case UInt8(ascii: "D"): self = .describe(try NamedObject(&reader, of: "DESCRIBE"))
        case UInt8(ascii: "C"): self = .close(try NamedObject(&reader, of: "CLOSE"))
        case UInt8(ascii: "E"):
            let portal = try reader.string()
            // A negative number means all rows, like 0.
            self = .execute(portal: portal, maximumRows: max(0, Int(try reader.int32())))
        case UInt8(ascii: "H"): self = .flush
        case UInt8(ascii: "S"): self = .sync
        case UInt8(ascii: "F"): self = .functionCall(try FunctionCall(&reader))
        case UInt8(ascii: "X"):
            self = .terminate
            // Whatever else it carries, the client is going.
            return
        default: return nil
        }
        if kind != UInt8(ascii: "B") { try reader.end() }
    }
}

extension FrontendMessage.Parse {
    fileprivate init(_ reader: inout MessageReader) throws(DatabaseError) {
        name = try reader.string()
        query = try reader.string()
        let count = try reader.count(itemBytes: 4)
        parameterTypes = []
        parameterTypes.reserveCapacity(count)
        for _ in 0..<count { parameterTypes.append(OID(try reader.uint32())) }
    }
}

extension FrontendMessage.Bind {
    fileprivate init(_ bytes: Span<UInt8>) throws(DatabaseError) {
        var reader = MessageReader(bytes)
        portal = try reader.string()
        statement = try reader.string()
        parameterFormats = try reader.formats()
        let count = try reader.count(itemBytes: 4)
        if parameterFormats.count > 1, parameterFormats.count != count {
            throw .parameterFormats(parameterFormats.count, count)
        }
        parameters = []
        parameters.reserveCapacity(count)
        for index in 0..<count {
            do throws(DatabaseError) {
                parameters.append(try reader.optionalRange())
            } catch {
                let name = portal.isEmpty ? "unnamed portal" : "portal \"\(portal)\""
                throw error.with { $0.context = "\(name) parameter $\(index + 1)" }
            }
        }
        resultFormats = try reader.formats()
        try reader.end()
        body = bytes.withUnsafeBufferPointer { [UInt8]($0) }
    }
}

extension FrontendMessage.FunctionCall {
    fileprivate init(_ reader: inout MessageReader) throws(DatabaseError) {
        function = OID(try reader.uint32())
        argumentFormats = try reader.formats()
        let count = try reader.count(itemBytes: 4)
        if argumentFormats.count > 1, argumentFormats.count != count {
            throw .argumentFormats(argumentFormats.count, count)
        }
        arguments = []
        arguments.reserveCapacity(count)
        for _ in 0..<count {
            let length = try reader.int32()
            guard length >= -1 else { throw .invalidArgumentSize(length) }
            arguments.append(length == -1 ? nil : try reader.array(Int(length)))
        }
        resultFormat = try reader.format()
    }
}

extension NamedObject {
    /// `S` or `P` and a name.
    fileprivate init(_ reader: inout MessageReader, of message: String) throws(DatabaseError) {
        let kind = try reader.byte()
        let name = try reader.string()
        switch kind {
        case UInt8(ascii: "S"): self = .statement(name)
        case UInt8(ascii: "P"): self = .portal(name)
        default:
            try reader.end()
            throw .invalidSubtype(message, kind)
        }
    }
}

extension MessageReader {
    /// One format.
    @_lifetime(self: copy self)
    fileprivate mutating func format() throws(DatabaseError) -> FormatCode {
        let code = try int16()
        guard let format = FormatCode(rawValue: code) else { throw .unsupportedFormat(code) }
        return format
    }

    /// A count of formats and the formats.
    @_lifetime(self: copy self)
    fileprivate mutating func formats() throws(DatabaseError) -> [FormatCode] {
        let count = try count(itemBytes: 2)
        // Nearly always there is one for all, or none.
        if count == 1 { return try format() == .binary ? SharedFormats.binary : SharedFormats.text }
        var formats: [FormatCode] = []
        formats.reserveCapacity(count)
        for _ in 0..<count { formats.append(try format()) }
        return formats
    }
}

/// Lists of one format, which need not be made for every message.
private enum SharedFormats {
    static let binary: [FormatCode] = [.binary]
    static let text: [FormatCode] = [.text]
}
