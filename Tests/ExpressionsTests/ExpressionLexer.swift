// SPDX-License-Identifier: Apache-2.0

import Values

/// The tokens of a SQL expression; enough of SQL's lexical rules for the case files.
enum Token: Equatable {
    case word(String)
    case quotedName(String)
    case string(String)
    case bits(String)
    case number(String)
    case symbol(String)
    case end
}

struct ExpressionLexer {
    private let bytes: [UInt8]
    private var index = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }
    private func peek(_ offset: Int) -> UInt8? {
        index + offset < bytes.count ? bytes[index + offset] : nil
    }

    mutating func tokens() throws -> [Token] {
        var tokens: [Token] = []
        while true {
            while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x09 { index += 1 }
            guard let byte = current else { break }
            tokens.append(try token(byte))
        }
        return tokens + [.end]
    }

    private mutating func token(_ byte: UInt8) throws -> Token {
        let character = Character(UnicodeScalar(byte))
        if byte == 0x27 { return .string(string()) }
        if character == "E" || character == "e", peek(1) == 0x27 {
            index += 1
            return .string(escapedString())
        }
        if "BbXx".contains(character), peek(1) == 0x27 {
            index += 1
            return .bits(String(character).lowercased() + string())
        }
        if byte == 0x22 { return .quotedName(delimited(0x22)) }
        if character.isNumber || (character == "." && (peek(1).map(isDigit) ?? false)) {
            return .number(number())
        }
        if character.isLetter || character == "_" || byte >= 0x80 {
            let start = index
            while let byte = current, isWord(byte) { index += 1 }
            return .word(String(decoding: bytes[start..<index], as: UTF8.self).lowercased())
        }
        if "()[],;.".contains(character) {
            index += 1
            return .symbol(String(character))
        }
        if character == ":" {
            index += peek(1) == 0x3A ? 2 : 1
            return .symbol(
                bytes[index - 1] == 0x3A && index >= 2 && bytes[index - 2] == 0x3A ? "::" : ":"
            )
        }
        let start = index
        while let byte = current, Array("+-*/<>=~!@#%^&|`?".utf8).contains(byte) { index += 1 }
        guard index > start else { throw CaseError("cannot read \(character)") }
        // As in PostgreSQL: a trailing + or - belongs to an operator only beside ~ ! @ # % ^ & | ?.
        while index - start > 1, bytes[index - 1] == 0x2B || bytes[index - 1] == 0x2D,
            !bytes[start..<index].contains(where: { Array("~!@#%^&|`?".utf8).contains($0) })
        {
            index -= 1
        }
        return .symbol(String(decoding: bytes[start..<index], as: UTF8.self))
    }

    private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == 0x5F || byte == 0x24 || byte >= 0x80
            || (0x41...0x5A).contains(byte & ~0x20)
    }

    private mutating func string() -> String { delimited(0x27) }

    private mutating func delimited(_ mark: UInt8) -> String {
        var content: [UInt8] = []
        index += 1
        while let byte = current {
            if byte == mark {
                if peek(1) != mark { break }
                index += 1
            }
            content.append(byte)
            index += 1
        }
        index += 1
        return String(decoding: content, as: UTF8.self)
    }

    private mutating func escapedString() -> String {
        var content: [UInt8] = []
        index += 1
        while let byte = current {
            if byte == 0x27 {
                if peek(1) != 0x27 { break }
                index += 1
                content.append(0x27)
            } else if byte == 0x5C, let next = peek(1) {
                index += 1
                switch next {
                case UInt8(ascii: "n"): content.append(0x0A)
                case UInt8(ascii: "t"): content.append(0x09)
                case UInt8(ascii: "r"): content.append(0x0D)
                default: content.append(next)
                }
            } else {
                content.append(byte)
            }
            index += 1
        }
        index += 1
        return String(decoding: content, as: UTF8.self)
    }

    private mutating func number() -> String {
        let start = index
        while let byte = current, isDigit(byte) { index += 1 }
        if current == 0x2E, peek(1) != 0x2E {
            index += 1
            while let byte = current, isDigit(byte) { index += 1 }
        }
        if let byte = current, byte | 0x20 == 0x65,
            peek(1).map({ isDigit($0) || $0 == 0x2B || $0 == 0x2D }) ?? false
        {
            index += 2
            while let byte = current, isDigit(byte) { index += 1 }
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }
}

/// A case that the tests cannot read.
struct CaseError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
