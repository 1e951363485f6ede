// SPDX-License-Identifier: Apache-2.0

import Values

extension BackendMessage {
    /// The message of `kind` with `body`.
    ///
    /// - Throws: 08P01 for a kind that is not known or a body that cannot be read.
    init(kind: UInt8, _ body: Span<UInt8>) throws(DatabaseError) {
        var reader = MessageReader(body)
        switch kind {
        case UInt8(ascii: "R"): self = .authentication(try Authentication(&reader))
        case UInt8(ascii: "Z"):
            guard let status = TransactionStatus(rawValue: try reader.byte()) else {
                throw .invalidMessageFormat
            }
            self = .readyForQuery(status)
        case UInt8(ascii: "T"): self = .rowDescription(try Self.fields(&reader))
        case UInt8(ascii: "D"): self = .dataRow(try Self.columns(&reader))
        case UInt8(ascii: "C"): self = .commandComplete(try reader.string())
        case UInt8(ascii: "E"): self = .error(try DatabaseError(&reader))
        case UInt8(ascii: "N"): self = .notice(try DatabaseError(&reader))
        case UInt8(ascii: "t"):
            var types: [OID] = []
            for _ in 0..<(try reader.count(itemBytes: 4)) { types.append(OID(try reader.uint32())) }
            self = .parameterDescription(types)
        case UInt8(ascii: "1"): self = .parseComplete
        case UInt8(ascii: "2"): self = .bindComplete
        case UInt8(ascii: "3"): self = .closeComplete
        case UInt8(ascii: "n"): self = .noData
        case UInt8(ascii: "s"): self = .portalSuspended
        case UInt8(ascii: "I"): self = .emptyQueryResponse
        default: self = try Self.rarer(kind, &reader)
        }
        try reader.end()
    }

    private static func rarer(
        _ kind: UInt8,
        _ reader: inout MessageReader
    ) throws(DatabaseError) -> BackendMessage {
        switch kind {
        case UInt8(ascii: "S"):
            return .parameterStatus(name: try reader.string(), value: try reader.string())
        case UInt8(ascii: "K"):
            return .backendKeyData(
                CancelKey(processID: try reader.int32(), secret: try reader.int32())
            )
        case UInt8(ascii: "v"):
            let newest = try reader.int32()
            var options: [String] = []
            let count = try reader.int32()
            guard count >= 0 else { throw .invalidMessageFormat }
            for _ in 0..<count { options.append(try reader.string()) }
            return .negotiateProtocolVersion(newest: newest, unsupportedOptions: options)
        case UInt8(ascii: "G"):
            return .copyInResponse(try byteFormat(&reader), columns: try formats(&reader))
        case UInt8(ascii: "H"):
            return .copyOutResponse(try byteFormat(&reader), columns: try formats(&reader))
        case UInt8(ascii: "W"):
            return .copyBothResponse(try byteFormat(&reader), columns: try formats(&reader))
        case UInt8(ascii: "d"): return .copyData(try reader.array(reader.remaining))
        case UInt8(ascii: "c"): return .copyDone
        case UInt8(ascii: "V"): return .functionCallResponse(try value(&reader))
        case UInt8(ascii: "A"):
            return .notification(
                processID: try reader.int32(),
                channel: try reader.string(),
                payload: try reader.string()
            )
        default:
            throw DatabaseError(
                .protocolViolation,
                "unexpected response from server; kind \(kind)"
            )
        }
    }

    private static func fields(
        _ reader: inout MessageReader
    ) throws(DatabaseError) -> [FieldDescription] {
        var fields: [FieldDescription] = []
        for _ in 0..<(try reader.count(itemBytes: 19)) {
            fields.append(
                FieldDescription(
                    name: try reader.string(),
                    table: OID(try reader.uint32()),
                    column: try reader.int16(),
                    type: OID(try reader.uint32()),
                    typeSize: try reader.int16(),
                    typeModifier: try reader.int32(),
                    format: try format(&reader)
                )
            )
        }
        return fields
    }

    private static func columns(_ reader: inout MessageReader) throws(DatabaseError) -> [[UInt8]?] {
        var columns: [[UInt8]?] = []
        for _ in 0..<(try reader.count(itemBytes: 4)) { columns.append(try value(&reader)) }
        return columns
    }

    private static func value(_ reader: inout MessageReader) throws(DatabaseError) -> [UInt8]? {
        let length = try reader.int32()
        return length == -1 ? nil : try reader.array(Int(length))
    }

    private static func format(_ reader: inout MessageReader) throws(DatabaseError) -> FormatCode {
        let code = try reader.int16()
        guard let format = FormatCode(rawValue: code) else { throw .unsupportedFormat(code) }
        return format
    }

    private static func byteFormat(
        _ reader: inout MessageReader
    ) throws(DatabaseError) -> FormatCode {
        let code = Int16(try reader.byte())
        guard let format = FormatCode(rawValue: code) else { throw .unsupportedFormat(code) }
        return format
    }

    private static func formats(
        _ reader: inout MessageReader
    ) throws(DatabaseError) -> [FormatCode] {
        var formats: [FormatCode] = []
        for _ in 0..<(try reader.count(itemBytes: 2)) { formats.append(try format(&reader)) }
        return formats
    }
}

extension BackendMessage.Authentication {
    fileprivate init(_ reader: inout MessageReader) throws(DatabaseError) {
        let request = try reader.int32()
        switch request {
        case 0: self = .ok
        case 3: self = .cleartextPassword
        case 5: self = .md5Password(salt: try reader.array(4))
        case 10:
            var mechanisms: [String] = []
            while true {
                let mechanism = try reader.string()
                if mechanism.isEmpty { break }
                mechanisms.append(mechanism)
            }
            self = .sasl(mechanisms: mechanisms)
        case 11: self = .saslContinue(try reader.array(reader.remaining))
        case 12: self = .saslFinal(try reader.array(reader.remaining))
        default:
            throw DatabaseError(
                .protocolViolation,
                "authentication method \(request) not supported"
            )
        }
    }
}

extension DatabaseError {
    /// The fields of ErrorResponse and NoticeResponse.
    fileprivate init(_ reader: inout MessageReader) throws(DatabaseError) {
        var fields = DatabaseError(.internalError, "").fields
        while true {
            let letter = try reader.byte()
            if letter == 0 { break }
            let text = try reader.string()
            fields.set(letter, text)
        }
        self.init(fields: fields)
    }
}

extension DatabaseError.Fields {
    /// Source: PostgreSQL 15 manual, section 55.8; fields with another letter are passed over.
    fileprivate mutating func set(_ letter: UInt8, _ text: String) {
        switch letter {
        case UInt8(ascii: "V"): severity = DatabaseError.Severity(rawValue: text) ?? severity
        case UInt8(ascii: "C"): state = SQLState(code: text)
        case UInt8(ascii: "M"): message = text
        case UInt8(ascii: "D"): detail = text
        case UInt8(ascii: "H"): hint = text
        case UInt8(ascii: "P"): position = Int(text)
        case UInt8(ascii: "W"): context = text
        case UInt8(ascii: "s"): schema = text
        case UInt8(ascii: "t"): table = text
        case UInt8(ascii: "c"): column = text
        case UInt8(ascii: "d"): dataType = text
        case UInt8(ascii: "n"): constraint = text
        case UInt8(ascii: "F"): file = text
        case UInt8(ascii: "L"): line = Int(text) ?? line
        case UInt8(ascii: "R"): routine = text
        default: break
        }
    }
}
