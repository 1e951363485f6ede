// SPDX-License-Identifier: Apache-2.0

extension SparseVector {
    /// Reads `{1:1.5,5:-2}/7`: indices from 1 in any order, blanks allowed around every item, zeros
    /// left out.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - expected: The declared dimension of the column, if any.
    /// - Throws: ``VectorError`` in pgvector's words.
    public init(text: Span<UInt8>, expected: Int? = nil) throws(VectorError) {
        var parser = SparseParser(text)
        let (dimension, found) = try parser.parse()
        try Self.check(dimension: dimension)
        if let expected, expected != dimension {
            throw .expectedDimensions(expected, not: dimension)
        }
        var elements = found
        elements.sort { $0.index < $1.index }
        var previous: Int32?
        for element in elements {
            try Self.check(index: element.index, after: previous, dimension: dimension)
            previous = element.index
        }
        self.init(
            trusted: dimension,
            indices: elements.map(\.index),
            values: elements.map(\.value)
        )
    }

    /// Reads the same from a string.
    public init(text: String, expected: Int? = nil) throws(VectorError) {
        try self.init(text: text.utf8.span, expected: expected)
    }

    /// `{1:1.5,5:-2}/7`, ascending.
    public var text: String { String(decoding: textBytes, as: UTF8.self) }

    /// The same as ASCII.
    public var textBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16 + 24 * values.count)
        bytes.append(UInt8(ascii: "{"))
        for (index, value) in zip(indices, values) {
            if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: String(index + 1).utf8)
            bytes.append(UInt8(ascii: ":"))
            value.appendPostgresText(to: &bytes)
        }
        bytes.append(contentsOf: "}/".utf8)
        bytes.append(contentsOf: String(dimension).utf8)
        return bytes
    }
}

/// Reads the text form of a sparse vector, up to the checks that need all of it.
private struct SparseParser: ~Escapable {
    struct Element {
        let index: Int32
        let value: Float
    }

    private let text: Span<UInt8>
    private var offset = 0

    @_lifetime(copy text)
    init(_ text: Span<UInt8>) { self.text = text }

    mutating func parse() throws(VectorError) -> (dimension: Int, elements: [Element]) {
        try checkElementCount()
        skipBlanks()
        guard take(UInt8(ascii: "{")) else {
            throw invalid(detail: "Vector contents must start with \"{\".")
        }
        skipBlanks()
        var elements: [Element] = []
        if !take(UInt8(ascii: "}")) { elements = try parseElements() }
        skipBlanks()
        guard take(UInt8(ascii: "/")) else { throw invalid(detail: "Unexpected end of input.") }
        skipBlanks()
        guard let dimension = takeInteger() else { throw invalid() }
        skipBlanks()
        guard offset == text.count else { throw invalid(detail: "Junk after closing.") }
        return (dimension, elements)
    }

    /// Bounds the work before it is begun: pgvector counts the commas.
    private func checkElementCount() throws(VectorError) {
        var count = 1
        for position in text.indices where text[position] == UInt8(ascii: ",") { count += 1 }
        if count > SparseVector.maximumElements {
            throw .tooManyElements(limit: SparseVector.maximumElements)
        }
    }

    private mutating func parseElements() throws(VectorError) -> [Element] {
        var elements: [Element] = []
        while true {
            skipBlanks()
            guard let index = takeInteger() else { throw invalid() }
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw invalid() }
            skipBlanks()
            let value = try takeValue()
            // Zeros vanish, even where their index is wrong.
            if value != 0 { elements.append(Element(index: zeroBased(index), value: value)) }
            skipBlanks()
            if take(UInt8(ascii: "}")) { return elements }
            guard take(UInt8(ascii: ",")) else { throw invalid() }
        }
    }

    private mutating func takeValue() throws(VectorError) -> Float {
        let rest = text.extracting(offset..<text.count)
        guard let number = Float.postgresPrefix(of: rest) else { throw invalid() }
        if number.isOutOfRange {
            let literal = Self.string(rest.extracting(0..<number.byteCount))
            throw .outOfRange(literal, .sparsevec)
        }
        if number.value.isNaN { throw .notANumber(.sparsevec) }
        if number.value.isInfinite { throw .infinite(.sparsevec) }
        offset += number.byteCount
        return number.value
    }

    /// The index from 0 for one from 1; what Int32 cannot hold is out of bounds either way.
    private func zeroBased(_ index: Int) -> Int32 {
        Int32(clamping: max(min(index, Int(Int32.max)), Int(Int32.min) + 1) - 1)
    }

    /// A decimal integer with an optional sign, held at the ends of Int32.
    private mutating func takeInteger() -> Int? {
        var position = offset
        var isNegative = false
        if position < text.count,
            text[position] == UInt8(ascii: "-") || text[position] == UInt8(ascii: "+")
        {
            isNegative = text[position] == UInt8(ascii: "-")
            position += 1
        }
        let start = position
        var magnitude = 0
        while position < text.count, case let digit = text[position] &- UInt8(ascii: "0"),
            digit < 10
        {
            magnitude = min(magnitude * 10 + Int(digit), Int(Int32.max) + 1)
            position += 1
        }
        guard position > start else { return nil }
        offset = position
        return Int(Int32(clamping: isNegative ? -magnitude : magnitude))
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard offset < text.count, text[offset] == byte else { return false }
        offset += 1
        return true
    }

    private mutating func skipBlanks() {
        while offset < text.count, text[offset] == 0x20 || (0x09...0x0D).contains(text[offset]) {
            offset += 1
        }
    }

    private func invalid(detail: String? = nil) -> VectorError {
        .invalidText(.sparsevec, Self.string(text), detail: detail)
    }

    private static func string(_ bytes: Span<UInt8>) -> String {
        bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
