// SPDX-License-Identifier: Apache-2.0

/// A parsed JSON document, or a part of one; immutable, shares the bytes it is a part of.
///
/// Objects keep each key once, the last one given, in the order of length and then bytes. Numbers
/// are exact decimals.
///
/// A value is its content followed by a footer, so that a document is written front to back, and
/// parts are found without reading the rest. Offsets count from the value's first byte.
///
/// | value | content | footer |
/// |---|---|---|
/// | null, false, true | – | tag 0, 1, 2 |
/// | number | the compact form of numeric | tag 3 |
/// | string | UTF-8 | tag 4 |
/// | array | the elements | end of each, u32; count, u32; tag 5 |
/// | object | keys and values, in any order | for each key in order: start of the key, start of the value and so end of the key, end of the value, u32; count, u32; tag 6 |
///
/// Source: PostgreSQL 15 manual, section 8.14 "JSON Types".
public struct JSONB: Sendable {
    /// The sorts of value, in ascending order of comparison.
    public enum Kind: Int, Sendable {
        case null
        case string
        case number
        case bool
        case array
        case object
    }

    enum Tag {
        static let null: UInt8 = 0
        static let `false`: UInt8 = 1
        static let `true`: UInt8 = 2
        static let number: UInt8 = 3
        static let string: UInt8 = 4
        static let array: UInt8 = 5
        static let object: UInt8 = 6
    }

    /// How many bytes an array or object may take.
    static let maximumBytes = 0x0FFF_FFFF

    /// The document this is a part of.
    let bytes: [UInt8]
    /// The bytes of this value, the tag being the last.
    private let first: UInt32
    private let end: UInt32

    /// The value at `range` of `bytes`.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        first = UInt32(range.lowerBound)
        end = UInt32(range.upperBound)
    }

    /// The bytes of this value.
    var range: Range<Int> { Int(first)..<Int(end) }
    var tag: UInt8 { bytes[Int(end) - 1] }
    /// The bytes before the tag of a string or number.
    var content: Range<Int> { Int(first)..<Int(end) - 1 }

    /// What sort of value it is.
    public var kind: Kind {
        switch tag {
        case Tag.null: .null
        case Tag.false, Tag.true: .bool
        case Tag.number: .number
        case Tag.string: .string
        case Tag.array: .array
        default: .object
        }
    }

    /// The name that `jsonb_typeof` gives to the kind.
    public var typeName: String {
        switch kind {
        case .null: "null"
        case .string: "string"
        case .number: "number"
        case .bool: "boolean"
        case .array: "array"
        case .object: "object"
        }
    }

    /// Whether it is neither an array nor an object.
    public var isScalar: Bool { tag < Tag.array }

    /// How many elements or keys it has; 0 for scalars.
    public var count: Int { isScalar ? 0 : Int(word(at: Int(end) - 5)) }

    func word(at position: Int) -> UInt32 {
        bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt32.self).littleEndian
    }

    /// Where element `index` of an array lies.
    func elementRange(_ index: Int) -> Range<Int> {
        let table = Int(end) - 5 - 4 * count
        let start = index == 0 ? 0 : word(at: table + 4 * (index - 1))
        return Int(first) + Int(start)..<Int(first) + Int(word(at: table + 4 * index))
    }

    /// Where the key and the value of entry `index` of an object lie.
    func entryRanges(_ index: Int) -> (key: Range<Int>, value: Range<Int>) {
        let entry = Int(end) - 5 - 12 * (count - index)
        let key = Int(first) + Int(word(at: entry))
        let value = Int(first) + Int(word(at: entry + 4))
        return (key..<value, value..<Int(first) + Int(word(at: entry + 8)))
    }

    /// Element `index` of an array, from 0, which must exist.
    func element(_ index: Int) -> JSONB { JSONB(bytes, elementRange(index)) }

    /// Value `index` of an object in the order of keys, which must exist.
    func entryValue(_ index: Int) -> JSONB { JSONB(bytes, entryRanges(index).value) }

    /// The text in `range`.
    func string(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// The string that a string is, nil for everything else.
    public var stringValue: String? { tag == Tag.string ? string(content) : nil }

    /// The truth of a boolean, nil for everything else.
    public var boolValue: Bool? {
        tag == Tag.true ? true : tag == Tag.false ? false : nil
    }

    /// The number that a number is, nil for everything else.
    public var numberValue: Numeric? {
        guard tag == Tag.number else { return nil }
        var reader = CompactReader(bytes.span.bytes.extracting(content))
        do {
            return try reader.numeric()
        } catch {
            preconditionFailure("a number in a document was checked when it was read: \(error)")
        }
    }

    /// The elements of an array, empty for everything else.
    public var elements: [JSONB] {
        kind == .array ? (0..<count).map { element($0) } : []
    }

    /// The keys of an object with their values, in order; empty for everything else.
    public var entries: [(key: String, value: JSONB)] {
        kind == .object
            ? (0..<count).map { (string(entryRanges($0).key), entryValue($0)) } : []
    }
}
