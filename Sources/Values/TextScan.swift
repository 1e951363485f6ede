// SPDX-License-Identifier: Apache-2.0

extension UInt8 {
    /// Whether C's `isspace` holds: a blank, tab, newline, vertical tab, form feed or return.
    var isSpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
    /// Whether it is one of 0-9.
    var isDigit: Bool { self &- 0x30 <= 9 }
    /// Whether it is an ASCII letter.
    var isLetter: Bool { (self | 0x20) &- 0x61 <= 25 }
    /// The ASCII letter in lower case; everything else as it is.
    var lowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }

    /// The value of a hexadecimal digit.
    var hexadecimalValue: UInt8? {
        if isDigit { return self &- 0x30 }
        let letter = lowercased
        return letter >= 0x61 && letter <= 0x66 ? letter &- 0x61 &+ 10 : nil
    }
}

extension Span<UInt8> {
    /// The bytes as text, damaged UTF-8 repaired; for messages.
    var string: String { withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }

    /// The bytes as an array.
    var array: [UInt8] { withUnsafeBufferPointer { Array($0) } }

    /// The range without blanks at either end.
    var trimmedRange: Range<Int> {
        var start = 0
        var end = count
        while start < end, self[start].isSpace { start += 1 }
        while end > start, self[end - 1].isSpace { end -= 1 }
        return start..<end
    }

    /// Whether the bytes in `range` are `word` in any case; `word` is lower case.
    func matches(_ word: StaticString, in range: Range<Int>) -> Bool {
        if range.count != word.utf8CodeUnitCount { return false }
        return hasPrefix(of: word, in: range)
    }

    /// Whether the bytes in `range` are the beginning of `word` in any case.
    func hasPrefix(of word: StaticString, in range: Range<Int>) -> Bool {
        if range.count > word.utf8CodeUnitCount { return false }
        return word.withUTF8Buffer { letters in
            for (offset, index) in range.enumerated()
            where self[index].lowercased != letters[offset] {
                return false
            }
            return true
        }
    }
}

extension [UInt8] {
    /// Appends the UTF-8 of `text`.
    mutating func append(_ text: String) { append(contentsOf: text.utf8) }

    /// Appends the UTF-8 of a literal.
    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: $0) }
    }
}

extension DatabaseError {
    /// `invalid input syntax for type integer: "a"`.
    static func invalidInput(_ type: String, _ text: Span<UInt8>) -> DatabaseError {
        DatabaseError(
            .invalidTextRepresentation,
            "invalid input syntax for type \(type): \"\(text.string)\""
        )
    }
}
