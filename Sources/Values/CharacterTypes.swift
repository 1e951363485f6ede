// SPDX-License-Identifier: Apache-2.0

/// The length rules of varchar(n), char(n), name and "char".
///
/// Source: PostgreSQL 15 manual, section 8.3 "Character Types".
public enum CharacterTypes {
    /// The bytes a name may have.
    public static let nameBytes = 63

    /// `text` as varchar(n) by `modifier`: too long fails, unless only blanks are lost or the cast
    /// is explicit.
    ///
    /// - Throws: 22001 `value too long for type character varying(3)`.
    public static func varchar(
        _ text: String,
        modifier: Int32,
        explicit: Bool = false
    ) throws(DatabaseError) -> String {
        guard modifier >= 4 else { return text }
        return try truncated(text, Int(modifier &- 4), "character varying", explicit)
    }

    /// `text` as char(n) by `modifier`: padded with blanks, too long as
    /// ``varchar(_:modifier:explicit:)``.
    ///
    /// - Throws: 22001 `value too long for type character(3)`.
    public static func bpchar(
        _ text: String,
        modifier: Int32,
        explicit: Bool = false
    ) throws(DatabaseError) -> String {
        guard modifier >= 4 else { return text }
        let limit = Int(modifier &- 4)
        let result = try truncated(text, limit, "character", explicit)
        let count = characterCount(result)
        return count < limit ? result + String(repeating: " ", count: limit - count) : result
    }

    /// `text` cut to 63 bytes, at a character's end.
    public static func name(_ text: String) -> String {
        if text.utf8.count <= nameBytes { return text }
        let bytes = Array(text.utf8.prefix(nameBytes + 1))
        var end = nameBytes
        while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return String(decoding: bytes[..<end], as: UTF8.self)
    }

    /// `text` as "char": its first byte, in octal when it is not ASCII.
    public static func char(_ text: String) -> String {
        let bytes = Array(text.utf8.prefix(4))
        guard let first = bytes.first else { return "" }
        if bytes.count == 4, first == UInt8(ascii: "\\"), text.utf8.count == 4 {
            let digits = bytes.dropFirst()
            if digits.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "7") }) {
                return char(octal: digits.reduce(0) { $0 << 3 | ($1 & 7) })
            }
        }
        return char(octal: first)
    }

    /// The byte that "char" `text` stands for.
    static func byte(ofChar text: String) -> UInt8 {
        let bytes = Array(text.utf8)
        if bytes.count == 4, bytes[0] == UInt8(ascii: "\\") {
            return bytes[1...].reduce(0) { $0 << 3 | ($1 & 7) }
        }
        return bytes.first ?? 0
    }

    /// The text of "char" `byte`: itself, empty for 0, `\ooo` above 127.
    static func char(octal byte: UInt8) -> String {
        if byte == 0 { return "" }
        if byte < 0x80 { return String(UnicodeScalar(byte)) }
        let digits = [byte >> 6, byte >> 3 & 7, byte & 7].map { String($0) }
        return "\\" + digits.joined()
    }

    /// How many characters, that is Unicode scalars, `text` has.
    public static func characterCount(_ text: String) -> Int {
        var count = 0
        for byte in text.utf8 where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }

    /// `text` without blanks at its end: how char(n) compares and casts to text.
    public static func withoutTrailingBlanks(_ text: String) -> String {
        guard text.utf8.last == 0x20 else { return text }
        let end = text.utf8.lastIndex { $0 != 0x20 }.map { text.utf8.index(after: $0) }
        return String(text[..<(end ?? text.startIndex)])
    }

    private static func truncated(
        _ text: String,
        _ limit: Int,
        _ type: String,
        _ explicit: Bool
    ) throws(DatabaseError) -> String {
        if text.utf8.count <= limit { return text }
        var count = 0
        var index = text.utf8.startIndex
        while index != text.utf8.endIndex {
            if text.utf8[index] & 0xC0 != 0x80 {
                if count == limit { break }
                count += 1
            }
            index = text.utf8.index(after: index)
        }
        if index == text.utf8.endIndex { return text }
        if !explicit, !text.utf8[index...].allSatisfy({ $0 == 0x20 }) {
            throw DatabaseError(
                .stringDataRightTruncation,
                "value too long for type \(type)(\(limit))"
            )
        }
        return String(text[..<index])
    }
}
