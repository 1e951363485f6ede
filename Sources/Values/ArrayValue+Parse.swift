// SPDX-License-Identifier: Apache-2.0

/// Reads an array literal: `{1,NULL,"a b"}`, `{{1,2},{3,4}}`, `[0:1]={a,b}`.
///
/// Source: PostgreSQL 15 manual, section 8.15.6 "Array Input and Output Syntax".
struct ArrayParser: ~Escapable {
    private let text: Span<UInt8>
    private let element: SQLType
    private let delimiter: UInt8
    private let formatting: Formatting
    private var index = 0
    /// Where the braces begin: errors inside of them quote the text from there.
    private var contentStart = 0
    private var counts: [Int] = []
    private var items: [Item] = []

    /// An element as it is written.
    private enum Item {
        case null
        case plain(Range<Int>)
        case unescaped([UInt8])
    }

    @_lifetime(copy text)
    init(_ text: Span<UInt8>, element: SQLType, _ formatting: Formatting) {
        self.text = text
        self.element = element
        self.formatting = formatting
        delimiter = TypeDescription(oid: element.oid)?.delimiter ?? UInt8(ascii: ",")
    }

    mutating func parse() throws(DatabaseError) -> ArrayValue {
        skipSpaces()
        let explicit = try explicitDimensions()
        guard peek == UInt8(ascii: "{") else {
            throw malformed(
                explicit == nil
                    ? "Array value must start with \"{\" or dimension information."
                    : "Array contents must start with \"{\"."
            )
        }
        contentStart = index
        try braces(depth: 1)
        skipSpaces()
        if index < text.count { throw malformed("Junk after closing right brace.") }
        return try assembled(explicit)
    }

    private var peek: UInt8? { index < text.count ? text[index] : nil }

    private mutating func skipSpaces() {
        while index < text.count, text[index].isSpace { index += 1 }
    }

    private func malformed(_ detail: String) -> DatabaseError {
        DatabaseError(
            .invalidTextRepresentation,
            "malformed array literal: \"\(text.extracting(contentStart...).string)\"",
            detail: detail
        )
    }

    private func unexpected(_ byte: UInt8?) -> DatabaseError {
        guard let byte else { return malformed("Unexpected end of input.") }
        return malformed("Unexpected \"\(Character(UnicodeScalar(byte)))\" character.")
    }

    private mutating func assembled(
        _ explicit: [ArrayValue.Dimension]?
    ) throws(DatabaseError) -> ArrayValue {
        if let explicit {
            let matches = !items.isEmpty && explicit.map { Int($0.count) } == counts
            guard matches else {
                contentStart = 0
                throw malformed("Specified array dimensions do not match array contents.")
            }
        }
        let dimensions = explicit ?? counts.map { ArrayValue.Dimension(count: Int32($0)) }
        // Only now, because errors of the whole come before errors of an element.
        var elements: [Value] = []
        elements.reserveCapacity(items.count)
        for item in items {
            switch item {
            case .null: elements.append(.null)
            case .plain(let range):
                let token = text.extracting(range)
                elements.append(try TypeCodec.parse(token, as: element, formatting))
            case .unescaped(let bytes):
                elements.append(try TypeCodec.parse(bytes.span, as: element, formatting))
            }
        }
        return ArrayValue(
            elementType: element.oid,
            dimensions: elements.isEmpty ? [] : dimensions,
            elements: elements
        )
    }
}

// MARK: - Dimensions in front

extension ArrayParser {
    /// Reads `[lower:upper]…=`; nil when there is none.
    private mutating func explicitDimensions() throws(DatabaseError) -> [ArrayValue.Dimension]? {
        var dimensions: [ArrayValue.Dimension] = []
        while peek == UInt8(ascii: "[") {
            index += 1
            if dimensions.count == ArrayValue.maximumDimensions {
                throw .tooManyDimensions(dimensions.count + 1)
            }
            let first = try bound(isFirst: true)
            var lower: Int32 = 1
            var upper = first
            if peek == UInt8(ascii: ":") {
                index += 1
                lower = first
                upper = try bound(isFirst: false)
            }
            guard peek == UInt8(ascii: "]") else {
                throw malformed("Missing \"]\" after array dimensions.")
            }
            index += 1
            guard upper >= lower else {
                throw DatabaseError(
                    .arraySubscriptError,
                    "upper bound cannot be less than lower bound"
                )
            }
            let count = Int64(upper) - Int64(lower) + 1
            guard count <= Int64(ArrayValue.maximumElements) else { throw .arrayTooLarge }
            guard upper < .max else {
                throw DatabaseError(
                    .programLimitExceeded,
                    "array lower bound is too large: \(lower)"
                )
            }
            dimensions.append(.init(count: Int32(count), lowerBound: lower))
        }
        if dimensions.isEmpty { return nil }
        skipSpaces()
        guard peek == UInt8(ascii: "=") else {
            throw malformed("Missing \"=\" after array dimensions.")
        }
        index += 1
        skipSpaces()
        return dimensions
    }

    private mutating func bound(isFirst: Bool) throws(DatabaseError) -> Int32 {
        let start = index
        if peek == UInt8(ascii: "-") || peek == UInt8(ascii: "+") { index += 1 }
        let digits = index
        while let byte = peek, byte.isDigit { index += 1 }
        if digits == index {
            throw malformed(
                isFirst
                    ? "\"[\" must introduce explicitly-specified array dimensions."
                    : "Missing array dimension value."
            )
        }
        guard let value = Int32(text.extracting(start..<index).string) else {
            throw .arrayTooLarge
        }
        return value
    }
}

// MARK: - Contents

extension ArrayParser {
    /// Reads `{…}` at nesting `depth`, the outermost being 1.
    private mutating func braces(depth: Int) throws(DatabaseError) {
        if depth > ArrayValue.maximumDimensions { throw .tooManyDimensions(depth) }
        index += 1
        skipSpaces()
        var count = 0
        if depth == 1, peek == UInt8(ascii: "}") {
            index += 1
            return
        }
        while true {
            skipSpaces()
            if peek == UInt8(ascii: "{") {
                if counts.count == depth, !items.isEmpty {
                    throw count > 0 ? unexpected(peek) : mismatched
                }
                try braces(depth: depth + 1)
            } else {
                try item(depth: depth, isFirst: count == 0)
            }
            count += 1
            skipSpaces()
            guard let byte = peek else { throw malformed("Unexpected end of input.") }
            index += 1
            if byte == UInt8(ascii: "}") { break }
            if byte != delimiter {
                throw byte == UInt8(ascii: "{")
                    ? unexpected(byte) : malformed("Unexpected array element.")
            }
        }
        try close(depth: depth, count: count)
    }

    /// Notes that a list at `depth` had `count` members; all lists of one depth must agree.
    private mutating func close(depth: Int, count: Int) throws(DatabaseError) {
        while counts.count < depth { counts.append(-1) }
        if counts[depth - 1] < 0 {
            counts[depth - 1] = count
        } else if counts[depth - 1] != count {
            throw mismatched
        }
        if items.count > ArrayValue.maximumElements { throw .arrayTooLarge }
    }

    private var mismatched: DatabaseError {
        malformed("Multidimensional arrays must have sub-arrays with matching dimensions.")
    }

    /// Reads one element of a list at `depth`.
    private mutating func item(depth: Int, isFirst: Bool) throws(DatabaseError) {
        guard let first = peek else { throw malformed("Unexpected end of input.") }
        if first == delimiter || first == UInt8(ascii: "}") { throw unexpected(first) }
        if counts.count > depth {
            throw isFirst ? mismatched : malformed("Unexpected array element.")
        }
        while counts.count < depth { counts.append(-1) }
        if first == UInt8(ascii: "\"") {
            index += 1
            items.append(.unescaped(try quoted()))
            return
        }
        let start = index
        var end = index
        var unescaped: [UInt8]?
        while let byte = peek, byte != delimiter, byte != UInt8(ascii: "}") {
            if byte == UInt8(ascii: "{") { throw unexpected(byte) }
            if byte == UInt8(ascii: "\"") { throw malformed("Unexpected array element.") }
            if byte == UInt8(ascii: "\\") {
                if unescaped == nil { unescaped = text.extracting(start..<index).array }
                index += 1
                guard let escaped = peek else { throw malformed("Unexpected end of input.") }
                unescaped?.append(escaped)
                index += 1
                end = index
                continue
            }
            unescaped?.append(byte)
            index += 1
            if !byte.isSpace { end = index }
        }
        if index == text.count { throw malformed("Unexpected end of input.") }
        if var bytes = unescaped {
            bytes.removeLast(index - end)
            items.append(.unescaped(bytes))
        } else {
            let isNull = text.matches("null", in: start..<end)
            items.append(isNull ? .null : .plain(start..<end))
        }
    }

    /// Reads up to the closing quote.
    private mutating func quoted() throws(DatabaseError) -> [UInt8] {
        var bytes: [UInt8] = []
        while let byte = peek {
            index += 1
            if byte == UInt8(ascii: "\"") { return bytes }
            if byte == UInt8(ascii: "\\") {
                guard let escaped = peek else { break }
                bytes.append(escaped)
                index += 1
            } else {
                bytes.append(byte)
            }
        }
        throw malformed("Unexpected end of input.")
    }
}
