// SPDX-License-Identifier: Apache-2.0

/// The type json: text that is kept as it is.
public enum JSONText {
    /// Checks that `text`, which is UTF-8, is one JSON value.
    ///
    /// - Throws: 22P02, 54001 when it nests too deeply.
    public static func validate(_ text: Span<UInt8>) throws(DatabaseError) {
        var scanner = JSONScanner(text, unescapes: false)
        while true {
            if case .end = try scanner.next() { return }
        }
    }

    /// Appends `text` as a JSON string, quoted and escaped.
    public static func appendQuoted(
        _ text: some Collection<UInt8>,
        to output: inout [UInt8]
    ) {
        output.append(UInt8(ascii: "\""))
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                output.append(UInt8(ascii: "\\"))
                output.append(byte)
            case 0x08: output.append("\\b" as StaticString)
            case 0x0C: output.append("\\f" as StaticString)
            case 0x0A: output.append("\\n" as StaticString)
            case 0x0D: output.append("\\r" as StaticString)
            case 0x09: output.append("\\t" as StaticString)
            case 0..<0x20:
                output.append("\\u00" as StaticString)
                output.append(Bytea.hexadecimalDigit(byte >> 4))
                output.append(Bytea.hexadecimalDigit(byte & 15))
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
