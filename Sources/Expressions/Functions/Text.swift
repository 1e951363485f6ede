// SPDX-License-Identifier: Apache-2.0

import Values

/// Operations on text by characters, that is Unicode scalars.
enum Text {
    /// The scalars of `text`.
    static func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

    /// The text of `scalars`.
    static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// How many characters there are.
    static func length(_ text: String) -> Int { CharacterTypes.characterCount(text) }

    /// The characters from the `start`th, counted from 1, `count` of them, or to the end.
    ///
    /// - Throws: 22011 when `count` is negative.
    static func substring(
        _ text: String,
        from start: Int32,
        count: Int32? = nil
    ) throws(DatabaseError) -> String {
        let end: Int64
        if let count {
            if count < 0 {
                throw DatabaseError(.substringError, "negative substring length not allowed")
            }
            end = Int64(start) + Int64(count)
        } else {
            end = .max
        }
        let first = max(Int(start), 1) - 1
        let last = max(Int(clamping: end) - 1, 0)
        if first >= last { return "" }
        var position = 0
        var lower: String.Index?
        var index = text.utf8.startIndex
        while index != text.utf8.endIndex {
            if text.utf8[index] & 0xC0 != 0x80 {
                if position == first { lower = index }
                if position == last { break }
                position += 1
            }
            index = text.utf8.index(after: index)
        }
        guard let lower else { return "" }
        return String(text[lower..<index])
    }

    /// The text with each character changed by `change` where that is a single character.
    static func mapped(_ text: String, _ change: (Unicode.Scalar) -> Unicode.Scalar) -> String {
        string(text.unicodeScalars.lazy.map(change))
    }

    /// In lower case, character by character.
    static func lower(_ text: String) -> String {
        if isASCII(text) { return String(decoding: text.utf8.map(lower), as: UTF8.self) }
        return mapped(text, lower)
    }

    /// In upper case, character by character.
    static func upper(_ text: String) -> String {
        if isASCII(text) { return String(decoding: text.utf8.map(upper), as: UTF8.self) }
        return mapped(text, upper)
    }

    private static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }

    static func lower(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }

    static func upper(_ byte: UInt8) -> UInt8 {
        (0x61...0x7A).contains(byte) ? byte & ~0x20 : byte
    }

    static func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        single(scalar.properties.lowercaseMapping) ?? scalar
    }

    static func upper(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        single(scalar.properties.uppercaseMapping) ?? scalar
    }

    private static func single(_ text: String) -> Unicode.Scalar? {
        text.unicodeScalars.count == 1 ? text.unicodeScalars.first : nil
    }

    /// Whether a character is part of a word.
    static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        return properties.isAlphabetic || properties.generalCategory == .decimalNumber
    }

    /// The first letter of each word in upper case, the others in lower case.
    static func capitalized(_ text: String) -> String {
        var inWord = false
        return mapped(text) { scalar in
            defer { inWord = isAlphanumeric(scalar) }
            return inWord ? lower(scalar) : upper(scalar)
        }
    }

    /// The text without the characters of `set` at the chosen ends.
    static func trimmed(
        _ text: String,
        _ set: String = " ",
        start: Bool = true,
        end: Bool = true
    ) -> String {
        let unwanted = Set(set.unicodeScalars)
        var rest = text.unicodeScalars[...]
        if start { rest = rest.drop { unwanted.contains($0) } }
        if end {
            while let last = rest.last, unwanted.contains(last) { rest.removeLast() }
        }
        return String(String.UnicodeScalarView(rest))
    }

    /// The text filled up or cut to `width` characters.
    ///
    /// - Throws: 54000 when the result would be too long.
    static func padded(
        _ text: String,
        _ width: Int32,
        _ fill: String,
        atStart: Bool
    ) throws(DatabaseError) -> String {
        let width = max(Int(width), 0)
        try checkLength(4 * width)
        let scalars = scalars(text)
        if scalars.count >= width { return string(scalars[..<width]) }
        let pattern = Self.scalars(fill)
        if pattern.isEmpty { return text }
        let padding = (0..<(width - scalars.count)).lazy.map { pattern[$0 % pattern.count] }
        return atStart ? string(padding) + text : text + string(padding)
    }

    /// Refuses what would not fit into a value.
    static func checkLength(_ byteCount: Int) throws(DatabaseError) {
        if byteCount > 0x3FFF_FFFB {
            throw DatabaseError(.programLimitExceeded, "requested length too large")
        }
    }

    /// The text `count` times.
    static func repeated(_ text: String, _ count: Int32) throws(DatabaseError) -> String {
        let count = max(Int(count), 0)
        let (byteCount, overflow) = text.utf8.count.multipliedReportingOverflow(by: count)
        try checkLength(overflow ? .max : byteCount)
        return String(repeating: text, count: count)
    }

    /// The first `count` characters, or all but the last `-count`.
    static func prefix(_ text: String, _ count: Int32) -> String {
        let scalars = text.unicodeScalars
        return count >= 0
            ? string(scalars.prefix(Int(count))) : string(scalars.dropLast(-Int(count)))
    }

    /// The last `count` characters, or all but the first `-count`.
    static func suffix(_ text: String, _ count: Int32) -> String {
        let scalars = text.unicodeScalars
        return count >= 0
            ? string(scalars.suffix(Int(count))) : string(scalars.dropFirst(-Int(count)))
    }

    /// Replaces each character of `from` by its counterpart in `to`, or by nothing.
    static func translated(_ text: String, _ from: String, _ to: String) -> String {
        let (keys, values) = (scalars(from), scalars(to))
        var table: [Unicode.Scalar: Unicode.Scalar?] = [:]
        for (index, key) in keys.enumerated() where table[key] == nil {
            table.updateValue(index < values.count ? values[index] : nil, forKey: key)
        }
        return string(
            text.unicodeScalars.compactMap { scalar in
                if let replacement = table[scalar] { replacement } else { scalar }
            }
        )
    }

    /// The code point of the first character, 0 of an empty text.
    static func codePoint(_ text: String) -> Int32 {
        text.unicodeScalars.first.map { Int32($0.value) } ?? 0
    }

    /// The character with that code point.
    static func character(_ code: Int32) throws(DatabaseError) -> String {
        if code < 0 {
            throw DatabaseError(.invalidParameterValue, "character number must be positive")
        }
        if code == 0 {
            throw DatabaseError(.programLimitExceeded, "null character not permitted")
        }
        if code > 0x10_FFFF {
            throw DatabaseError(
                .programLimitExceeded,
                "requested character too large for encoding: \(code)"
            )
        }
        guard let scalar = Unicode.Scalar(UInt32(code)) else {
            throw DatabaseError(
                .programLimitExceeded,
                "requested character not valid for encoding: \(code)"
            )
        }
        return String(scalar)
    }
}
