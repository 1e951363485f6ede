// SPDX-License-Identifier: Apache-2.0

/// Reads JSON text event by event, without recursion, with PostgreSQL's errors.
///
/// Source: RFC 8259; PostgreSQL 15 manual, section 8.14 "JSON Types".
struct JSONScanner: ~Escapable {
    /// What the text contains, in order.
    enum Event {
        case beginObject, endObject, beginArray, endArray
        /// A key, unescaped in ``JSONScanner/content``.
        case key
        /// A string, unescaped in ``JSONScanner/content``.
        case string
        /// A number: its bytes in the text.
        case number(Range<Int>)
        case bool(Bool)
        case null
        /// The end of the text, after exactly one value.
        case end
    }

    /// What may come next.
    private enum State {
        case value, firstElement, afterElement, firstKey, key, colon, afterMember, end
    }

    /// How deep arrays and objects may nest.
    static let maximumDepth = 10_000

    let text: Span<UInt8>
    /// Whether strings are unescaped, which also checks surrogates and refuses \u0000.
    let unescapes: Bool
    /// The last key or string.
    var content: [UInt8] = []
    /// The bytes of the last token.
    private(set) var token = 0..<0
    var index = 0
    private var lineStart = 0
    private var line = 1
    private var isAtEnd = false
    private var state = State.value
    /// For each open container whether it is an object.
    private var stack: [Bool] = []

    @_lifetime(copy text)
    init(_ text: Span<UInt8>, unescapes: Bool) {
        self.text = text
        self.unescapes = unescapes
    }

    /// The next event.
    mutating func next() throws(DatabaseError) -> Event {
        while true {
            skipBlanks()
            let start = index
            guard index < text.count else {
                isAtEnd = true
                token = start..<start
                if state == .end { return .end }
                throw error("The input string ended unexpectedly.")
            }
            let byte = text[index]
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "{"), UInt8(ascii: "}"),
                UInt8(ascii: "["), UInt8(ascii: "]"):
                index += 1
                token = start..<index
                if let event = try punctuation(byte) { return event }
            case UInt8(ascii: "\""):
                try scanString()
                token = start..<index
                return try string()
            default:
                let event = try scanWord()
                guard state == .value || state == .firstElement else { throw unexpected }
                finishValue()
                return event
            }
        }
    }

    private mutating func skipBlanks() {
        while index < text.count {
            let byte = text[index]
            guard byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D else { return }
            index += 1
            if byte == 0x0A {
                line += 1
                lineStart = index
            }
        }
    }

    /// Acts on one of `,:{}[]`; nil when it makes no event.
    private mutating func punctuation(_ byte: UInt8) throws(DatabaseError) -> Event? {
        switch (byte, state) {
        case (UInt8(ascii: "{"), .value), (UInt8(ascii: "{"), .firstElement):
            try open(isObject: true)
            state = .firstKey
            return .beginObject
        case (UInt8(ascii: "["), .value), (UInt8(ascii: "["), .firstElement):
            try open(isObject: false)
            state = .firstElement
            return .beginArray
        case (UInt8(ascii: "}"), .firstKey), (UInt8(ascii: "}"), .afterMember):
            stack.removeLast()
            finishValue()
            return .endObject
        case (UInt8(ascii: "]"), .firstElement), (UInt8(ascii: "]"), .afterElement):
            stack.removeLast()
            finishValue()
            return .endArray
        case (UInt8(ascii: ","), .afterElement): state = .value
        case (UInt8(ascii: ","), .afterMember): state = .key
        case (UInt8(ascii: ":"), .colon): state = .value
        default: throw unexpected
        }
        return nil
    }

    private mutating func open(isObject: Bool) throws(DatabaseError) {
        if stack.count == Self.maximumDepth { throw .stackDepthExceeded }
        stack.append(isObject)
    }

    private mutating func string() throws(DatabaseError) -> Event {
        switch state {
        case .value, .firstElement:
            finishValue()
            return .string
        case .key, .firstKey:
            state = .colon
            return .key
        case .afterElement, .colon, .afterMember, .end: throw unexpected
        }
    }

    private mutating func finishValue() {
        guard let isObject = stack.last else {
            state = .end
            return
        }
        state = isObject ? .afterMember : .afterElement
    }

    /// Reads a number, `true`, `false` or `null`.
    private mutating func scanWord() throws(DatabaseError) -> Event {
        let start = index
        let byte = text[index]
        if byte == UInt8(ascii: "-") || byte.isDigit {
            let isValid = scanNumber()
            let end = index
            while index < text.count, Self.isWord(text[index]) { index += 1 }
            token = start..<index
            if !isValid || index > end { throw invalidToken }
            return .number(token)
        }
        while index < text.count, Self.isWord(text[index]) { index += 1 }
        if index == start { index += 1 }
        token = start..<index
        let word = text.extracting(token)
        if word.isExactly("true") { return .bool(true) }
        if word.isExactly("false") { return .bool(false) }
        if word.isExactly("null") { return .null }
        throw invalidToken
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    /// Passes over the parts of a number, also when one of them is wrong, as a whole token.
    private mutating func scanNumber() -> Bool {
        var isValid = true
        if text[index] == UInt8(ascii: "-") { index += 1 }
        if index < text.count, text[index] == UInt8(ascii: "0") {
            index += 1
        } else if !scanDigits() {
            isValid = false
        }
        if index < text.count, text[index] == UInt8(ascii: ".") {
            index += 1
            if !scanDigits() { isValid = false }
        }
        if index < text.count, text[index].lowercased == UInt8(ascii: "e") {
            index += 1
            if index < text.count,
                text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-")
            {
                index += 1
            }
            if !scanDigits() { isValid = false }
        }
        return isValid
    }

    private mutating func scanDigits() -> Bool {
        let start = index
        while index < text.count, text[index].isDigit { index += 1 }
        return index > start
    }
}

// MARK: - Errors

extension JSONScanner {
    private var tokenText: String { text.extracting(token).string }

    /// The token just read cannot stand here.
    private var unexpected: DatabaseError {
        let found = tokenText
        return switch state {
        case .value, .firstElement: error("Expected JSON value, but found \"\(found)\".")
        case .afterElement: error("Expected \",\" or \"]\", but found \"\(found)\".")
        case .firstKey: error("Expected string or \"}\", but found \"\(found)\".")
        case .key: error("Expected string, but found \"\(found)\".")
        case .colon: error("Expected \":\", but found \"\(found)\".")
        case .afterMember: error("Expected \",\" or \"}\", but found \"\(found)\".")
        case .end: error("Expected end of input, but found \"\(found)\".")
        }
    }

    var invalidToken: DatabaseError { error("Token \"\(tokenText)\" is invalid.") }

    /// The token that began at `start` is wrong from `end` on.
    mutating func invalidToken(_ start: Int, endingAt end: Int) -> DatabaseError {
        token = start..<end
        return invalidToken
    }

    /// An error whose context ends after the token, or at `end`.
    func error(
        _ detail: String,
        endingAt end: Int? = nil,
        state: SQLState = .invalidTextRepresentation,
        message: String = "invalid input syntax for type json"
    ) -> DatabaseError {
        let context = context(endingAt: end ?? token.upperBound)
        return DatabaseError(state, message, detail: detail).with { $0.context = context }
    }

    /// The line up to `end`, at most 50 bytes of it.
    private func context(endingAt end: Int) -> String {
        var start = lineStart
        while end - start >= 50 { start += max(1, UTF8Check.announcedLength(text[start])) }
        if start - lineStart <= 3 { start = lineStart }
        let prefix = start > lineStart ? "..." : ""
        let goesOn = !isAtEnd && end < text.count && text[end] != 0x0A && text[end] != 0x0D
        let excerpt = text.extracting(min(start, end)..<end).string
        return "JSON data, line \(line): \(prefix)\(excerpt)\(goesOn ? "..." : "")"
    }
}

extension Span<UInt8> {
    /// Whether the bytes are those of `word`.
    fileprivate func isExactly(_ word: StaticString) -> Bool {
        if count != word.utf8CodeUnitCount { return false }
        return word.withUTF8Buffer { letters in
            for index in 0..<count where self[index] != letters[index] { return false }
            return true
        }
    }
}

extension DatabaseError {
    /// Something nests deeper than can be read safely.
    public static let stackDepthExceeded = DatabaseError(
        .statementTooComplex,
        "stack depth limit exceeded",
        hint: "Increase the configuration parameter \"max_stack_depth\" (currently 2048kB), after"
            + " ensuring the platform's stack depth limit is adequate."
    )
}
