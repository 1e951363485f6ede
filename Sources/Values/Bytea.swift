// SPDX-License-Identifier: Apache-2.0

/// The two text formats of byte strings.
///
/// Source: PostgreSQL 15 manual, section 8.4 "Binary Data Types".
public enum Bytea {
    /// The bytes that `text` spells: `\x` and pairs of hexadecimal digits, or characters with
    /// `\ooo` and `\\` as escapes.
    ///
    /// - Throws: 22023 for bad hexadecimal data, 22P02 for a bad escape.
    public static func parse(_ text: Span<UInt8>) throws(DatabaseError) -> [UInt8] {
        if text.count >= 2, text[0] == UInt8(ascii: "\\"), text[1] == UInt8(ascii: "x") {
            return try hexadecimal(text.extracting(2..<text.count))
        }
        return try escaped(text)
    }

    /// The bytes of pairs of hexadecimal digits, with blanks allowed between pairs: the format
    /// `hex` of `decode`.
    ///
    /// - Throws: 22023.
    public static func hexadecimal(_ text: Span<UInt8>) throws(DatabaseError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 2)
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D {
                index += 1
                continue
            }
            let high = try digit(text, at: index)
            guard index + 1 < text.count else {
                throw DatabaseError(
                    .invalidParameterValue,
                    "invalid hexadecimal data: odd number of digits"
                )
            }
            bytes.append(high << 4 | (try digit(text, at: index + 1)))
            index += 2
        }
        return bytes
    }

    private static func digit(_ text: Span<UInt8>, at index: Int) throws(DatabaseError) -> UInt8 {
        if let value = text[index].hexadecimalValue { return value }
        let end = min(index + UTF8Check.announcedLength(text[index]), text.count)
        let character = text.extracting(index..<end).string
        throw DatabaseError(.invalidParameterValue, "invalid hexadecimal digit: \"\(character)\"")
    }

    /// The bytes of characters with `\ooo` and `\\` as escapes: the format `escape` of `decode`.
    ///
    /// - Throws: 22P02.
    public static func escaped(_ text: Span<UInt8>) throws(DatabaseError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte != UInt8(ascii: "\\") {
                bytes.append(byte)
                index += 1
            } else if index + 1 < text.count, text[index + 1] == UInt8(ascii: "\\") {
                bytes.append(byte)
                index += 2
            } else if index + 3 < text.count, let value = octal(text, at: index + 1) {
                bytes.append(value)
                index += 4
            } else {
                throw DatabaseError(
                    .invalidTextRepresentation,
                    "invalid input syntax for type bytea"
                )
            }
        }
        return bytes
    }

    private static func octal(_ text: Span<UInt8>, at index: Int) -> UInt8? {
        let digits = [text[index] &- 0x30, text[index + 1] &- 0x30, text[index + 2] &- 0x30]
        guard digits[0] <= 3, digits[1] <= 7, digits[2] <= 7 else { return nil }
        return digits[0] << 6 | digits[1] << 3 | digits[2]
    }

    /// Appends `\x` and the bytes in hexadecimal.
    public static func appendHexadecimal(_ bytes: [UInt8], to output: inout [UInt8]) {
        output.reserveCapacity(output.count + 2 * bytes.count + 2)
        output.append("\\x" as StaticString)
        appendHexadecimalDigits(bytes, to: &output)
    }

    /// Appends the bytes in hexadecimal.
    public static func appendHexadecimalDigits(_ bytes: [UInt8], to output: inout [UInt8]) {
        for byte in bytes {
            output.append(hexadecimalDigit(byte >> 4))
            output.append(hexadecimalDigit(byte & 15))
        }
    }

    /// The lower-case hexadecimal digit of `value`, below 16.
    static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 &+ value : 0x57 &+ value
    }

    /// Appends the bytes, `\ooo` for those outside of printing ASCII and `\\` for backslashes.
    public static func appendEscaped(_ bytes: [UInt8], to output: inout [UInt8]) {
        for byte in bytes {
            if byte == UInt8(ascii: "\\") {
                output.append("\\\\" as StaticString)
            } else if byte < 0x20 || byte > 0x7E {
                output.append(UInt8(ascii: "\\"))
                output.append(0x30 + (byte >> 6))
                output.append(0x30 + (byte >> 3 & 7))
                output.append(0x30 + (byte & 7))
            } else {
                output.append(byte)
            }
        }
    }
}
