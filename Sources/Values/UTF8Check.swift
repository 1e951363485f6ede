// SPDX-License-Identifier: Apache-2.0

/// Turns bytes from a client or a file into text, which is UTF-8 without NUL.
public enum UTF8Check {
    /// The text in `bytes`.
    ///
    /// - Throws: 22021 naming the first bytes that are not UTF-8.
    public static func string(_ bytes: Span<UInt8>) throws(DatabaseError) -> String {
        try check(bytes)
        return bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// Checks that `bytes` are UTF-8 without NUL.
    ///
    /// - Throws: 22021 naming the first bytes that are not.
    public static func check(_ bytes: Span<UInt8>) throws(DatabaseError) {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte &- 1 < 0x7F {
                index += 1
                continue
            }
            let length = sequenceLength(bytes, at: index)
            if length == 0 { throw invalid(bytes, at: index) }
            index += length
        }
    }

    /// The bytes of the character that begins at `index`, 0 when there is no valid one.
    ///
    /// Source: RFC 3629, section 4; also excludes NUL, which PostgreSQL does not store.
    private static func sequenceLength(_ bytes: Span<UInt8>, at index: Int) -> Int {
        let first = bytes[index]
        let length = announcedLength(first)
        if first == 0 || first < 0xC2 && first > 0x7F || first > 0xF4 { return 0 }
        if index + length > bytes.count { return 0 }
        if length == 1 { return 1 }
        let second = bytes[index + 1]
        let least: UInt8 = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80
        let most: UInt8 = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF
        if second < least || second > most { return 0 }
        for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
        return length
    }

    /// The bytes that a character beginning with `first` claims to have.
    static func announcedLength(_ first: UInt8) -> Int {
        if first & 0xE0 == 0xC0 { return 2 }
        if first & 0xF0 == 0xE0 { return 3 }
        return first & 0xF8 == 0xF0 ? 4 : 1
    }

    private static func invalid(_ bytes: Span<UInt8>, at index: Int) -> DatabaseError {
        let end = min(index + announcedLength(bytes[index]), bytes.count)
        var names: [String] = []
        for position in index..<end {
            let digits = String(bytes[position], radix: 16)
            names.append("0x" + (digits.utf8.count < 2 ? "0" : "") + digits)
        }
        let list = names.joined(separator: " ")
        return DatabaseError(
            .characterNotInRepertoire,
            "invalid byte sequence for encoding \"UTF8\": \(list)"
        )
    }
}
