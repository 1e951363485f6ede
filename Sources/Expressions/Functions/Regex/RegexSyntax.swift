// SPDX-License-Identifier: Apache-2.0

import Values

/// What the flags of regular expression functions, and options inside of patterns, choose.
struct RegexOptions: Hashable {
    var ignoresCase = false
    /// Whether newlines end lines for `^` and `$`.
    var anchorsMatchLines = false
    /// Whether `.` and negated brackets do not match newlines.
    var stopsAtNewlines = false
    /// Whether blanks and comments in the pattern are left out.
    var isExtended = false
    /// Whether the pattern is a plain string.
    var isLiteral = false
    /// Whether functions that take one go on to every match.
    var isGlobal = false

    /// The options that `flags` spell.
    ///
    /// - Throws: 22023 `invalid regular expression option: "z"`.
    init(flags: String = "") throws(DatabaseError) {
        for flag in flags.unicodeScalars {
            guard flag == "g" || apply(flag) else {
                throw DatabaseError(
                    .invalidParameterValue,
                    "invalid regular expression option: \"\(flag)\""
                )
            }
            if flag == "g" { isGlobal = true }
        }
    }

    /// Whether `flag` is one that a pattern may contain.
    fileprivate mutating func apply(_ flag: Unicode.Scalar) -> Bool {
        switch flag {
        case "i": ignoresCase = true
        case "c": ignoresCase = false
        case "n", "m": (anchorsMatchLines, stopsAtNewlines) = (true, true)
        case "p": (anchorsMatchLines, stopsAtNewlines) = (false, true)
        case "w": (anchorsMatchLines, stopsAtNewlines) = (true, false)
        case "s": (anchorsMatchLines, stopsAtNewlines) = (false, false)
        case "x": isExtended = true
        case "t": isExtended = false
        case "q": isLiteral = true
        case "b", "e": break
        default: return false
        }
        return true
    }
}

/// Translates PostgreSQL's advanced regular expressions into PCRE's.
///
/// Source: PostgreSQL 15 manual, section 9.7.3 "POSIX Regular Expressions".
struct RegexTranslator {
    private let pattern: [Unicode.Scalar]
    private var index = 0
    private var output = String.UnicodeScalarView()
    /// The options, those at the start of the pattern included.
    private(set) var options: RegexOptions
    /// Whether the whole prefers the shortest match: its first quantifier is a lazy one.
    private(set) var prefersShortest = false
    private(set) var hasBackReference = false
    private var sawQuantifier = false
    private var depth = 0
    private var groups = 0
    private var hasTopLevelAlternation = false

    init(_ pattern: String, _ options: RegexOptions) {
        self.pattern = Array(pattern.unicodeScalars)
        self.options = options
    }

    private var current: Unicode.Scalar? { index < pattern.count ? pattern[index] : nil }

    private func isNext(_ text: String) -> Bool {
        pattern[index...].starts(with: text.unicodeScalars)
    }

    static func invalid(_ problem: String) -> DatabaseError {
        DatabaseError(.invalidRegularExpression, "invalid regular expression: \(problem)")
    }

    /// The pattern in PCRE's syntax.
    mutating func translated() throws(DatabaseError) -> String {
        if isNext("***=") {
            index += 4
            options.isLiteral = true
        } else if isNext("***:") {
            index += 4
        }
        if !options.isLiteral { try leadingOptions() }
        if options.isLiteral {
            let escaped = pattern[index...].flatMap { Self.quoted($0) }
            return Text.string(escaped)
        }
        while let scalar = current { try translate(scalar) }
        if depth > 0 { throw Self.invalid("parentheses () not balanced") }
        if hasTopLevelAlternation { prefersShortest = false }
        return String(output)
    }

    /// `(?flags)` at the very start.
    private mutating func leadingOptions() throws(DatabaseError) {
        guard isNext("(?"), index + 2 < pattern.count, pattern[index + 2].properties.isAlphabetic,
            let end = pattern[index...].firstIndex(of: ")")
        else { return }
        for flag in pattern[(index + 2)..<end] where !options.apply(flag) {
            throw Self.invalid("invalid embedded option")
        }
        index = end + 1
    }

    private static func quoted(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        scalar.isASCII && !Text.isAlphanumeric(scalar) && scalar != " " ? ["\\", scalar] : [scalar]
    }

    private mutating func emit(_ text: String) { output.append(contentsOf: text.unicodeScalars) }

    private mutating func translate(_ scalar: Unicode.Scalar) throws(DatabaseError) {
        index += 1
        switch scalar {
        case "\\": try escape()
        case "[": try bracket()
        case "(": try group()
        case ")":
            if depth == 0 { throw Self.invalid("parentheses () not balanced") }
            depth -= 1
            emit(")")
        case "|":
            if depth == 0 { hasTopLevelAlternation = true }
            emit("|")
        case "*", "+", "?": try quantifier(String(scalar))
        case "{" where current.map { ("0"..."9").contains($0) } == true:
            guard let end = pattern[index...].firstIndex(of: "}") else {
                throw Self.invalid("braces {} not balanced")
            }
            let bounds = Text.string(pattern[index..<end])
            try Self.check(bounds: bounds)
            index = end + 1
            try quantifier("{\(bounds)}")
        case ".": emit(options.stopsAtNewlines ? "[^\\n]" : ".")
        case "$": emit(options.anchorsMatchLines ? "$" : "\\z")
        case "^": emit("^")
        case "#" where options.isExtended:
            index = pattern[index...].firstIndex(of: "\n") ?? pattern.count
        case " ", "\t", "\n", "\r", "\u{0B}", "\u{0C}":
            if !options.isExtended { output.append(scalar) }
        default: output.append(contentsOf: Self.quoted(scalar))
        }
    }

    /// Refuses all but `m`, `m,` and `m,n`, each at most 255.
    private static func check(bounds text: String) throws(DatabaseError) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        var numbers: [Int] = []
        for (position, part) in parts.enumerated() {
            if part.isEmpty, position == 1 { continue }
            guard let number = Int(part), number <= 255, parts.count <= 2 else {
                throw invalid("invalid repetition count(s)")
            }
            numbers.append(number)
        }
        if numbers.count == 2, numbers[0] > numbers[1] {
            throw invalid("invalid repetition count(s)")
        }
    }

    private mutating func quantifier(_ text: String) throws(DatabaseError) {
        let follows = output.last.map { $0 != "(" && $0 != "|" } ?? false
        guard follows else { throw Self.invalid("quantifier operand invalid") }
        emit(text)
        if current == "?" {
            index += 1
            emit("?")
            if !sawQuantifier { prefersShortest = true }
        }
        sawQuantifier = true
        if let next = current, next == "*" || next == "+" || next == "?" {
            throw Self.invalid("quantifier operand invalid")
        }
    }

    private mutating func group() throws(DatabaseError) {
        depth += 1
        guard current == "?" else {
            if current == "*" || current == "+" {
                throw Self.invalid("quantifier operand invalid")
            }
            groups += 1
            emit("(")
            return
        }
        for opening in ["?:", "?=", "?!", "?<=", "?<!"] where isNext(opening) {
            index += opening.unicodeScalars.count
            emit("(" + opening)
            return
        }
        throw Self.invalid("quantifier operand invalid")
    }
}

// MARK: - Escapes

extension RegexTranslator {
    private mutating func escape() throws(DatabaseError) {
        guard let scalar = current else { throw Self.invalid("invalid escape \\ sequence") }
        index += 1
        switch scalar {
        case "d", "D", "s", "S", "w", "W": emit("\\\(scalar)")
        case "A": emit("\\A")
        case "Z": emit("\\z")
        case "m": emit("\\b(?=\\w)")
        case "M": emit("\\b(?<=\\w)")
        case "y": emit("\\b")
        case "Y": emit("\\B")
        case "1"..."9":
            index -= 1
            try backReference()
        default:
            if let code = try characterEscape(scalar) {
                emit("\\x{\(String(code, radix: 16))}")
            } else if Text.isAlphanumeric(scalar) {
                throw Self.invalid("invalid escape \\ sequence")
            } else {
                output.append(contentsOf: Self.quoted(scalar))
            }
        }
    }

    /// `\1`: a group before; more digits are one when there are as many groups, else octal.
    private mutating func backReference() throws(DatabaseError) {
        let digits = pattern[index...].prefix { ("0"..."9").contains($0) }
        let number = Int(Text.string(digits)) ?? Int.max
        if digits.count == 1 || number <= groups {
            index += digits.count
            guard number <= groups else { throw Self.invalid("invalid backreference number") }
            hasBackReference = true
            emit("(?:\\g{\(number)})")
            return
        }
        let octal = digits.prefix(3).prefix { $0 < "8" }
        index += octal.count
        emit("\\x{\(String(UInt32(Text.string(octal), radix: 8) ?? 0, radix: 16))}")
    }

    /// The character that `\` and `scalar`, just read, stand for, in brackets or outside of them.
    private mutating func characterEscape(
        _ scalar: Unicode.Scalar
    ) throws(DatabaseError) -> UInt32? {
        switch scalar {
        case "a": return 0x07
        case "b": return 0x08
        case "B": return 0x5C
        case "e": return 0x1B
        case "f": return 0x0C
        case "n": return 0x0A
        case "r": return 0x0D
        case "t": return 0x09
        case "v": return 0x0B
        case "c":
            guard let next = current else { throw Self.invalid("invalid escape \\ sequence") }
            index += 1
            return next.value & 0x1F
        case "u": return try hexadecimal(4...4)
        case "U": return try hexadecimal(8...8)
        case "x": return try hexadecimal(1...Int.max)
        case "0":
            let digits = pattern[index...].prefix(2).prefix { ("0"..."7").contains($0) }
            index += digits.count
            return UInt32(Text.string(digits), radix: 8) ?? 0
        default: return nil
        }
    }

    private mutating func hexadecimal(_ count: ClosedRange<Int>) throws(DatabaseError) -> UInt32 {
        let digits = pattern[index...].prefix(count.upperBound).prefix {
            $0.isASCII && $0.properties.isASCIIHexDigit
        }
        guard digits.count >= count.lowerBound,
            let code = UInt32(Text.string(digits.suffix(8)), radix: 16), code <= 0x10_FFFF
        else { throw Self.invalid("invalid escape \\ sequence") }
        index += digits.count
        return code
    }
}

// MARK: - Brackets

extension RegexTranslator {
    private static let classNames: Set<String> = [
        "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct",
        "space", "upper", "word", "xdigit",
    ]

    private mutating func bracket() throws(DatabaseError) {
        // Word boundaries of old, written as brackets.
        for (boundary, meaning) in [("[:<:]]", "\\b(?=\\w)"), ("[:>:]]", "\\b(?<=\\w)")]
        where isNext(boundary) {
            index += boundary.unicodeScalars.count
            emit(meaning)
            return
        }
        var set = "["
        let isNegated = current == "^"
        if isNegated {
            index += 1
            set += options.stopsAtNewlines ? "^\\n" : "^"
        }
        var isFirst = true
        while true {
            guard let scalar = current else { throw Self.invalid("brackets [] not balanced") }
            index += 1
            if scalar == "]", !isFirst { break }
            isFirst = false
            try set += member(scalar)
        }
        emit(set + "]")
    }

    /// One member of a bracket expression: a class, a character, or a range.
    private mutating func member(_ scalar: Unicode.Scalar) throws(DatabaseError) -> String {
        if scalar == "[", current == ":" { return try named(":") }
        let code: UInt32
        if scalar == "\\" {
            guard let next = current else { throw Self.invalid("invalid escape \\ sequence") }
            index += 1
            if ["d", "s", "w"].contains(next) { return "\\\(next)" }
            if ["D", "S", "W"].contains(next) { throw Self.invalid("invalid escape \\ sequence") }
            code = try characterEscape(next) ?? next.value
        } else if scalar == "[", current == "." || current == "=" {
            code = try collating()
        } else {
            code = scalar.value
        }
        guard current == "-", index + 1 < pattern.count, pattern[index + 1] != "]" else {
            return Self.code(code)
        }
        index += 1
        let end = try rangeEnd()
        guard code <= end else { throw Self.invalid("invalid character range") }
        return "\(Self.code(code))-\(Self.code(end))"
    }

    private static func code(_ code: UInt32) -> String { "\\x{\(String(code, radix: 16))}" }

    private mutating func rangeEnd() throws(DatabaseError) -> UInt32 {
        guard let scalar = current else { throw Self.invalid("brackets [] not balanced") }
        index += 1
        if scalar == "\\", let next = current {
            index += 1
            return try characterEscape(next) ?? next.value
        }
        if scalar == "[", current == "." || current == "=" { return try collating() }
        if scalar == "[", current == ":" { throw Self.invalid("invalid character range") }
        return scalar.value
    }

    private mutating func named(_ mark: Unicode.Scalar) throws(DatabaseError) -> String {
        let name = try delimited(mark)
        guard Self.classNames.contains(name) else {
            throw Self.invalid("invalid character class")
        }
        return "[:\(name):]"
    }

    private mutating func collating() throws(DatabaseError) -> UInt32 {
        let name = try delimited(current ?? ".")
        guard name.unicodeScalars.count == 1, let scalar = name.unicodeScalars.first else {
            throw Self.invalid("invalid collating element")
        }
        return scalar.value
    }

    /// The text between `[:` and `:]`, or with another mark.
    private mutating func delimited(_ mark: Unicode.Scalar) throws(DatabaseError) -> String {
        let start = index + 1
        var end = start
        while end + 1 < pattern.count, !(pattern[end] == mark && pattern[end + 1] == "]") {
            end += 1
        }
        guard end + 1 < pattern.count else { throw Self.invalid("brackets [] not balanced") }
        index = end + 2
        return Text.string(pattern[start..<end])
    }
}
