// SPDX-License-Identifier: Apache-2.0

import Values

extension DatabaseError {
    /// Bytes that are not UTF-8, at most one character's worth of them.
    static func invalidUTF8(_ bytes: some Collection<UInt8>) -> DatabaseError {
        let shown = bytes.map { byte in
            "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return DatabaseError(
            .characterNotInRepertoire,
            "invalid byte sequence for encoding \"UTF8\": \(shown.joined(separator: " "))"
        )
    }

    /// An end-of-copy marker whose line ends in another way than the lines before.
    static var copyMarkerStyle: DatabaseError {
        DatabaseError(
            .badCopyFileFormat,
            "end-of-copy marker does not match previous newline style"
        )
    }

    /// A marker followed by something else than the end of a line.
    static var copyMarkerCorrupt: DatabaseError {
        DatabaseError(.badCopyFileFormat, "end-of-copy marker corrupt")
    }

    /// A line end of another kind than those before.
    static func copyLineEnd(newline: Bool, isCSV: Bool) -> DatabaseError {
        let name = newline ? "newline" : "carriage return"
        let hint =
            isCSV
            ? "Use quoted CSV field to represent \(name)."
            : "Use \"\\\(newline ? "n" : "r")\" to represent \(name)."
        return DatabaseError(
            .badCopyFileFormat,
            "\(isCSV ? "unquoted" : "literal") \(name) found in data",
            hint: hint
        )
    }

    /// A binary file that ends in the middle of a row.
    static var copyUnexpectedEnd: DatabaseError {
        DatabaseError(.badCopyFileFormat, "unexpected EOF in COPY data")
    }
}

/// The first bytes of `bytes` that are not UTF-8: as many as the character seems to have.
func invalidUTF8(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    var position = bytes.startIndex
    while position < bytes.endIndex {
        let first = bytes[position]
        if first < 0x80 {
            if first == 0 { return [0] }
            position += 1
            continue
        }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        let character = bytes[position..<min(position + length, bytes.endIndex)]
        // The initialiser that validates rejects overlong forms, surrogates and stray bytes.
        guard character.count == length, String(validating: character, as: UTF8.self) != nil
        else { return Array(first >= 0xC0 ? character : character.prefix(1)) }
        position += length
    }
    return nil
}
