// SPDX-License-Identifier: Apache-2.0

import Values

/// Operations on binary strings.
enum Bytes {
    static func check(_ index: Int64, _ count: Int) throws(DatabaseError) {
        guard index >= 0, index < Int64(count) else {
            throw DatabaseError(
                .arraySubscriptError,
                "index \(index) out of valid range, 0..\(count - 1)"
            )
        }
    }

    static func part(
        _ bytes: [UInt8],
        _ start: Int32,
        _ count: Int32?
    ) throws(DatabaseError) -> [UInt8] {
        if let count, count < 0 {
            throw DatabaseError(.substringError, "negative substring length not allowed")
        }
        let end = count.map { Int64(start) + Int64($0) } ?? .max
        let first = min(max(Int(start), 1) - 1, bytes.count)
        let last = min(max(Int(clamping: end) - 1, first), bytes.count)
        return Array(bytes[first..<last])
    }

    static func overlaid(
        _ bytes: [UInt8],
        _ other: [UInt8],
        _ start: Int32,
        _ count: Int32
    ) throws(DatabaseError) -> [UInt8] {
        if start <= 0 {
            throw DatabaseError(.substringError, "negative substring length not allowed")
        }
        let (end, overflow) = start.addingReportingOverflow(count)
        if overflow { throw Int32.outOfRange }
        return try part(bytes, 1, start - 1) + other + part(bytes, end, nil)
    }

    static func trimmed(_ bytes: [UInt8], _ set: [UInt8], start: Bool, end: Bool) -> [UInt8] {
        var rest = bytes[...]
        if start { rest = rest.drop { set.contains($0) } }
        if end { while let last = rest.last, set.contains(last) { rest.removeLast() } }
        return Array(rest)
    }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        var digits: [UInt8] = []
        Bytea.appendHexadecimalDigits(bytes, to: &digits)
        return String(decoding: digits, as: UTF8.self)
    }
}

// MARK: - encode and decode

extension Bytes {
    static func encoded(_ bytes: [UInt8], _ format: String) throws(DatabaseError) -> String {
        switch Text.lower(format) {
        case "hex": return hexadecimal(bytes)
        case "base64": return base64(bytes)
        case "escape":
            // Unlike the output format, only zero and bytes above 127 are escaped.
            var output: [UInt8] = []
            for byte in bytes {
                if byte == 0 || byte > 0x7F {
                    Bytea.appendEscaped([byte], to: &output)
                } else {
                    if byte == UInt8(ascii: "\\") { output.append(byte) }
                    output.append(byte)
                }
            }
            return String(decoding: output, as: UTF8.self)
        default: throw unrecognizedEncoding(format)
        }
    }

    static func decoded(_ text: String, _ format: String) throws(DatabaseError) -> [UInt8] {
        switch Text.lower(format) {
        case "hex": return try Bytea.hexadecimal(text.utf8Span.span)
        case "base64": return try bytes(base64: text)
        case "escape": return try Bytea.escaped(text.utf8Span.span)
        default: throw unrecognizedEncoding(format)
        }
    }

    private static func unrecognizedEncoding(_ name: String) -> DatabaseError {
        DatabaseError(.invalidParameterValue, "unrecognized encoding: \"\(name)\"")
    }

    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    /// Lines of 76 characters, as MIME has them.
    private static func base64(_ bytes: [UInt8]) -> String {
        var output: [UInt8] = []
        var column = 0
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits: UInt32 = 0
            for (index, byte) in group.enumerated() {
                bits |= UInt32(byte) << UInt32(16 - 8 * index)
            }
            if column == 76 {
                output.append(UInt8(ascii: "\n"))
                column = 0
            }
            for index in 0..<4 {
                let sextet = Int(bits >> UInt32(18 - 6 * index) & 63)
                output.append(index <= group.count ? alphabet[sextet] : UInt8(ascii: "="))
            }
            column += 4
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func bytes(base64 text: String) throws(DatabaseError) -> [UInt8] {
        var output: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        var padding = 0
        for scalar in text.unicodeScalars {
            if [" ", "\t", "\n", "\r"].contains(scalar) { continue }
            var sextet: UInt32 = 0
            if scalar == "=" {
                // Padding ends the text, after at least two digits.
                if padding == 0 {
                    guard count >= 2 else { throw unexpectedPadding }
                    padding = count == 2 ? 1 : 2
                }
            } else if scalar.isASCII, let index = alphabet.firstIndex(of: UInt8(scalar.value)) {
                sextet = UInt32(index)
            } else {
                throw DatabaseError(
                    .invalidParameterValue,
                    "invalid symbol \"\(scalar)\" found while decoding base64 sequence"
                )
            }
            bits = bits << 6 | sextet
            count += 1
            if count == 4 {
                output.append(UInt8(bits >> 16 & 0xFF))
                if padding == 0 || padding > 1 { output.append(UInt8(bits >> 8 & 0xFF)) }
                if padding == 0 || padding > 2 { output.append(UInt8(bits & 0xFF)) }
                (bits, count) = (0, 0)
            }
        }
        if count != 0 {
            throw DatabaseError(
                .invalidParameterValue,
                "invalid base64 end sequence",
                hint: "Input data is missing padding, is truncated, or is otherwise corrupted."
            )
        }
        return output
    }

    private static var unexpectedPadding: DatabaseError {
        DatabaseError(
            .invalidParameterValue,
            "unexpected \"=\" while decoding base64 sequence"
        )
    }
}

// MARK: - Character sets

extension Bytes {
    /// The character sets that texts convert from and to.
    private enum CharacterSet {
        case utf8, ascii, latin1

        init?(_ name: String) {
            let letters = Text.lower(name).utf8.filter { $0 != 0x5F && $0 != 0x2D && $0 != 0x20 }
            switch String(decoding: letters, as: UTF8.self) {
            case "utf8", "unicode": self = .utf8
            case "sqlascii": self = .ascii
            case "latin1", "iso88591": self = .latin1
            default: return nil
            }
        }
    }

    /// The text that `bytes` spell in the character set called `name`.
    static func text(_ bytes: [UInt8], _ name: String) throws(DatabaseError) -> String {
        guard let set = CharacterSet(name) else {
            throw DatabaseError(
                .invalidParameterValue,
                "invalid source encoding name \"\(name)\""
            )
        }
        return switch set {
        case .utf8, .ascii: try UTF8Check.string(bytes.span)
        case .latin1: Text.string(bytes.map { Unicode.Scalar($0) })
        }
    }

    /// The bytes of `text` in the character set called `name`.
    static func converted(_ text: String, _ name: String) throws(DatabaseError) -> [UInt8] {
        guard let set = CharacterSet(name) else {
            throw DatabaseError(
                .invalidParameterValue,
                "invalid destination encoding name \"\(name)\""
            )
        }
        if set != .latin1 { return Array(text.utf8) }
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            guard let byte = UInt8(exactly: scalar.value) else {
                let spelled = String(scalar).utf8.map { "0x" + hexadecimal([$0]) }
                throw DatabaseError(
                    .untranslatableCharacter,
                    """
                    character with byte sequence \(spelled.joined(separator: " ")) in encoding \
                    "UTF8" has no equivalent in encoding "LATIN1"
                    """
                )
            }
            bytes.append(byte)
        }
        return bytes
    }
}
