// SPDX-License-Identifier: Apache-2.0

extension JSONScanner {
    /// Reads a string from its opening quote to behind its closing one, into ``content``.
    mutating func scanString() throws(DatabaseError) {
        let start = index
        content.removeAll(keepingCapacity: true)
        index += 1
        var highSurrogate: UInt32?
        while true {
            let run = index
            while index < text.count, text[index] >= 0x20, text[index] != UInt8(ascii: "\""),
                text[index] != UInt8(ascii: "\\")
            {
                index += 1
            }
            if index > run {
                if highSurrogate != nil { throw loneSurrogate(at: run) }
                if unescapes {
                    text.extracting(run..<index).withUnsafeBufferPointer {
                        content.append(contentsOf: $0)
                    }
                }
            }
            guard index < text.count else { throw invalidToken(start, endingAt: index) }
            switch text[index] {
            case UInt8(ascii: "\""):
                if highSurrogate != nil { throw loneSurrogate(at: index) }
                index += 1
                return
            case UInt8(ascii: "\\"):
                index += 1
                try scanEscape(start, &highSurrogate)
            default:
                let digits = String(text[index], radix: 16)
                throw error(
                    "Character with value 0x\(digits.utf8.count < 2 ? "0" : "")\(digits) must be"
                        + " escaped.",
                    endingAt: index
                )
            }
        }
    }

    /// Reads what follows a backslash.
    private mutating func scanEscape(
        _ start: Int,
        _ highSurrogate: inout UInt32?
    ) throws(DatabaseError) {
        guard index < text.count else { throw invalidToken(start, endingAt: index) }
        let letter = text[index]
        if letter == UInt8(ascii: "u") {
            return try scanUnicodeEscape(start, &highSurrogate)
        }
        let byte: UInt8
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte = letter
        case UInt8(ascii: "b"): byte = 0x08
        case UInt8(ascii: "f"): byte = 0x0C
        case UInt8(ascii: "n"): byte = 0x0A
        case UInt8(ascii: "r"): byte = 0x0D
        case UInt8(ascii: "t"): byte = 0x09
        default:
            if highSurrogate != nil { throw loneSurrogate(at: index) }
            let end = characterEnd(index)
            let character = text.extracting(index..<end).string
            throw error("Escape sequence \"\\\(character)\" is invalid.", endingAt: end)
        }
        if highSurrogate != nil { throw loneSurrogate(at: index) }
        index += 1
        if unescapes { content.append(byte) }
    }

    private mutating func scanUnicodeEscape(
        _ start: Int,
        _ highSurrogate: inout UInt32?
    ) throws(DatabaseError) {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            index += 1
            guard index < text.count else { throw invalidToken(start, endingAt: index) }
            guard let digit = text[index].hexadecimalValue else {
                throw error(
                    "\"\\u\" must be followed by four hexadecimal digits.",
                    endingAt: characterEnd(index)
                )
            }
            unit = unit << 4 | UInt32(digit)
        }
        let end = index + 1
        if unescapes { try append(unit, endingAt: end, &highSurrogate) }
        index = end
    }

    /// Appends the UTF-16 code unit of an escape, or keeps it as the first half of a pair.
    private mutating func append(
        _ unit: UInt32,
        endingAt end: Int,
        _ highSurrogate: inout UInt32?
    ) throws(DatabaseError) {
        var unit = unit
        if unit >= 0xD800, unit <= 0xDBFF {
            if highSurrogate != nil {
                throw error(
                    "Unicode high surrogate must not follow a high surrogate.",
                    endingAt: end
                )
            }
            highSurrogate = unit
            return
        }
        let isLow = unit >= 0xDC00 && unit <= 0xDFFF
        if isLow != (highSurrogate != nil) {
            throw error("Unicode low surrogate must follow a high surrogate.", endingAt: end)
        }
        if let high = highSurrogate {
            unit = 0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00)
            highSurrogate = nil
        }
        if unit == 0 {
            throw error(
                "\\u0000 cannot be converted to text.",
                endingAt: end,
                state: .untranslatableCharacter,
                message: "unsupported Unicode escape sequence"
            )
        }
        guard let scalar = Unicode.Scalar(unit) else { return }
        content.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    private func loneSurrogate(at position: Int) -> DatabaseError {
        error(
            "Unicode low surrogate must follow a high surrogate.",
            endingAt: characterEnd(position)
        )
    }

    /// Where the character at `position` ends.
    private func characterEnd(_ position: Int) -> Int {
        min(position + UTF8Check.announcedLength(text[position]), text.count)
    }
}
