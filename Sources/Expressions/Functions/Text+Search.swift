// SPDX-License-Identifier: Apache-2.0

import Values

/// Searching text for text, by bytes: a match of valid UTF-8 begins and ends at characters.
extension Text {
    /// Where `part` begins in `text` at or after byte `start`; nil when it does not.
    static func find(_ part: [UInt8], in text: [UInt8], from start: Int = 0) -> Int? {
        guard let first = part.first else { return start <= text.count ? start : nil }
        var index = start
        while index + part.count <= text.count {
            if text[index] == first, text[index..<(index + part.count)].elementsEqual(part) {
                return index
            }
            index += 1
        }
        return nil
    }

    /// Whether `a` sorts before `b` by its bytes.
    static func isBefore(_ a: String, _ b: String) -> Bool { TextOrder.compare(a, b) < 0 }

    /// The position of `part` in characters from 1, 0 when it does not occur.
    static func position(_ text: String, _ part: String) -> Int32 {
        let bytes = Array(text.utf8)
        guard let offset = find(Array(part.utf8), in: bytes) else { return 0 }
        return Int32(bytes[..<offset].count { $0 & 0xC0 != 0x80 }) + 1
    }

    /// The text with each `from`, left to right, replaced by `to`.
    ///
    /// - Throws: 54000 when the result would be too large.
    static func replaced(
        _ text: String,
        _ from: String,
        _ to: String
    ) throws(DatabaseError) -> String {
        let (bytes, pattern) = (Array(text.utf8), Array(from.utf8))
        if pattern.isEmpty { return text }
        var result: [UInt8] = []
        var start = 0
        while let next = find(pattern, in: bytes, from: start) {
            try ValueLimit.require(result.count, adding: next - start + to.utf8.count)
            result += bytes[start..<next]
            result += to.utf8
            start = next + pattern.count
        }
        if start == 0 { return text }
        try ValueLimit.require(result.count, adding: bytes.count - start)
        result += bytes[start...]
        return String(decoding: result, as: UTF8.self)
    }

    /// The pieces of `text` between occurrences of `separator`, which is not empty.
    static func split(_ text: String, _ separator: String) -> [String] {
        let (bytes, pattern) = (Array(text.utf8), Array(separator.utf8))
        var pieces: [String] = []
        var start = 0
        while let next = find(pattern, in: bytes, from: start) {
            pieces.append(String(decoding: bytes[start..<next], as: UTF8.self))
            start = next + pattern.count
        }
        pieces.append(String(decoding: bytes[start...], as: UTF8.self))
        return pieces
    }

    /// The `field`th piece, from 1, or from the end when negative; empty when there is none.
    ///
    /// - Throws: 22023 when `field` is 0.
    static func part(
        _ text: String,
        _ separator: String,
        _ field: Int32
    ) throws(DatabaseError) -> String {
        if field == 0 {
            throw DatabaseError(.invalidParameterValue, "field position must not be zero")
        }
        if text.isEmpty { return "" }
        if separator.isEmpty { return field == 1 || field == -1 ? text : "" }
        let pieces = split(text, separator)
        let index = field > 0 ? Int(field) - 1 : pieces.count + Int(field)
        return pieces.indices.contains(index) ? pieces[index] : ""
    }

    /// What `string_to_array` and `string_to_table` make: pieces, NULL where one is `null`.
    static func pieces(
        _ text: String?,
        _ separator: String?,
        _ null: String?
    ) -> [Value]? {
        guard let text else { return nil }
        if text.isEmpty { return [] }
        let pieces: [String]
        if let separator {
            pieces = separator.isEmpty ? [text] : split(text, separator)
        } else {
            pieces = text.unicodeScalars.map { String($0) }
        }
        return pieces.map { piece in
            if let null, TextOrder.areEqual(piece, null) { .null } else { .text(piece) }
        }
    }

    /// `text` with `count` characters from the `start`th replaced by `other`.
    static func overlaid(
        _ text: String,
        _ other: String,
        _ start: Int32,
        _ count: Int32
    ) throws(DatabaseError) -> String {
        if start <= 0 {
            throw DatabaseError(.substringError, "negative substring length not allowed")
        }
        let (end, overflow) = start.addingReportingOverflow(count)
        if overflow { throw Int32.outOfRange }
        return try substring(text, from: 1, count: start - 1) + other
            + substring(text, from: end)
    }
}
