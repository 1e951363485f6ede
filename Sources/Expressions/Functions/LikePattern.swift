// SPDX-License-Identifier: Apache-2.0

import Values

/// A LIKE pattern, taken apart once to be matched against many texts.
///
/// Source: PostgreSQL 15 manual, section 9.7.1 "LIKE".
struct LikePattern {
    /// One step of a pattern.
    private enum Part {
        case literal([UInt8])
        /// `_`: one character.
        case any
        /// `%`: any characters.
        case rest
    }

    private let parts: [Part]
    private let ignoresCase: Bool
    /// Whether there is nothing but a literal between optional `%`: what most patterns are.
    private let simple: (prefix: Bool, literal: [UInt8], suffix: Bool)?

    /// Reads `pattern`, in which a backslash takes the next character literally.
    ///
    /// - Throws: 22025 when it ends in a backslash.
    init(_ pattern: [UInt8], ignoringCase: Bool = false) throws(DatabaseError) {
        var parts: [Part] = []
        var literal: [UInt8] = []
        func flush() {
            if !literal.isEmpty { parts.append(.literal(literal)) }
            literal = []
        }
        var index = 0
        while index < pattern.count {
            switch pattern[index] {
            case UInt8(ascii: "\\"):
                index += 1
                guard index < pattern.count else {
                    throw DatabaseError(
                        .invalidEscapeSequence,
                        "LIKE pattern must not end with escape character"
                    )
                }
                literal.append(pattern[index])
            case UInt8(ascii: "%"):
                flush()
                if case .rest? = parts.last {} else { parts.append(.rest) }
            case UInt8(ascii: "_"):
                flush()
                parts.append(.any)
            default: literal.append(pattern[index])
            }
            index += 1
        }
        flush()
        self.parts = parts
        ignoresCase = ignoringCase
        simple = Self.simplified(parts)
    }

    private static func simplified(
        _ parts: [Part]
    ) -> (prefix: Bool, literal: [UInt8], suffix: Bool)? {
        switch parts.count {
        case 0: return (false, [], false)
        case 1:
            if case .literal(let literal) = parts[0] { return (false, literal, false) }
            if case .rest = parts[0] { return (true, [], true) }
        case 2:
            if case .literal(let literal) = parts[0], case .rest = parts[1] {
                return (false, literal, true)
            }
            if case .rest = parts[0], case .literal(let literal) = parts[1] {
                return (true, literal, false)
            }
        case 3:
            if case .rest = parts[0], case .literal(let literal) = parts[1], case .rest = parts[2] {
                return (true, literal, true)
            }
        default: break
        }
        return nil
    }

    /// Whether `text` matches.
    func matches(_ text: String) -> Bool {
        if ignoresCase { return matches(Array(Text.lower(text).utf8)) }
        var text = text
        return text.withUTF8 { matches($0) }
    }

    /// Whether `text` matches byte for byte.
    func matches(_ text: some RandomAccessCollection<UInt8>) -> Bool {
        if let simple {
            switch (simple.prefix, simple.suffix) {
            case (false, false): return text.elementsEqual(simple.literal)
            case (false, true): return text.starts(with: simple.literal)
            case (true, false):
                return text.suffix(simple.literal.count).elementsEqual(simple.literal)
            case (true, true): break
            }
        }
        return match(text)
    }

    /// Matches part by part; on failure the last `%` takes one character more, which suffices
    /// because an earlier one need never give way to a later one.
    private func match<Bytes: RandomAccessCollection<UInt8>>(_ text: Bytes) -> Bool {
        var (part, position) = (0, text.startIndex)
        var retry: (part: Int, position: Bytes.Index)?
        while true {
            var fits = true
            if part == parts.count {
                if position == text.endIndex { return true }
                fits = false
            } else {
                switch parts[part] {
                case .rest:
                    retry = (part + 1, position)
                    part += 1
                    continue
                case .any:
                    fits = position != text.endIndex
                    if fits { position = next(text, position) }
                case .literal(let literal):
                    fits = text[position...].starts(with: literal)
                    if fits { position = text.index(position, offsetBy: literal.count) }
                }
                if fits { part += 1 }
            }
            if fits { continue }
            guard let (again, start) = retry, start != text.endIndex else { return false }
            let advanced = next(text, start)
            retry = (again, advanced)
            (part, position) = (again, advanced)
        }
    }

    private func next<Bytes: Collection<UInt8>>(
        _ text: Bytes,
        _ position: Bytes.Index
    ) -> Bytes.Index {
        var position = text.index(after: position)
        while position != text.endIndex, text[position] & 0xC0 == 0x80 {
            position = text.index(after: position)
        }
        return position
    }

    /// `pattern` with another escape character made into backslashes: what ESCAPE does.
    ///
    /// - Throws: 22019 when `escape` is longer than one character.
    static func escaping(_ pattern: String, with escape: String) throws(DatabaseError) -> String {
        let escapes = Array(escape.unicodeScalars)
        guard escapes.count <= 1 else {
            throw DatabaseError(
                .invalidEscapeSequence,
                "invalid escape string",
                hint: "Escape string must be empty or one character."
            )
        }
        guard let mark = escapes.first else { return try Text.replaced(pattern, "\\", "\\\\") }
        if mark == "\\" { return pattern }
        var result = String.UnicodeScalarView()
        var afterEscape = false
        for scalar in pattern.unicodeScalars {
            if scalar == mark, !afterEscape {
                result.append("\\")
                afterEscape = true
            } else {
                if scalar == "\\", !afterEscape { result.append("\\") }
                result.append(scalar)
                afterEscape = false
            }
        }
        return String(result)
    }
}
