// SPDX-License-Identifier: Apache-2.0

/// Writes a document front to back.
struct JSONBBuilder {
    private struct Frame {
        let isObject: Bool
        /// Where the container's bytes and its marks begin.
        let start: Int
        let marks: Int
    }

    private var bytes: [UInt8] = []
    private var frames: [Frame] = []
    /// For arrays the ends of elements; for objects start of key, start of value, end of value.
    private var marks: [Int] = []

    /// The finished document.
    func finish() -> JSONB { JSONB(bytes, 0..<bytes.count) }

    mutating func null() throws(DatabaseError) { try scalar(JSONB.Tag.null) }

    mutating func bool(_ value: Bool) throws(DatabaseError) {
        try scalar(value ? JSONB.Tag.true : JSONB.Tag.false)
    }

    mutating func number(_ value: Numeric) throws(DatabaseError) {
        bytes.appendNumeric(value)
        try scalar(JSONB.Tag.number)
    }

    mutating func string(_ value: some Collection<UInt8>) throws(DatabaseError) {
        guard value.count <= JSONB.maximumBytes else {
            throw DatabaseError(
                .programLimitExceeded,
                "string too long to represent as jsonb string",
                detail: "Due to an implementation restriction, jsonb strings cannot exceed"
                    + " \(JSONB.maximumBytes) bytes."
            )
        }
        bytes.append(contentsOf: value)
        try scalar(JSONB.Tag.string)
    }

    /// Appends a value of another document.
    mutating func copy(_ value: JSONB) throws(DatabaseError) {
        bytes += value.bytes[value.range]
        try finishValue()
    }

    mutating func beginArray() { begin(isObject: false) }
    mutating func beginObject() { begin(isObject: true) }

    private mutating func begin(isObject: Bool) {
        frames.append(Frame(isObject: isObject, start: bytes.count, marks: marks.count))
    }

    /// Begins the next member of an object; its value must follow.
    mutating func key(_ key: some Collection<UInt8>) {
        marks.append(bytes.count)
        bytes.append(contentsOf: key)
        marks.append(bytes.count)
    }

    private mutating func scalar(_ tag: UInt8) throws(DatabaseError) {
        bytes.append(tag)
        try finishValue()
    }

    private mutating func finishValue() throws(DatabaseError) {
        guard let frame = frames.last else { return }
        marks.append(bytes.count)
        if bytes.count - frame.start > JSONB.maximumBytes {
            let kind = frame.isObject ? "object" : "array"
            throw DatabaseError(
                .programLimitExceeded,
                "total size of jsonb \(kind) elements exceeds the maximum of"
                    + " \(JSONB.maximumBytes) bytes"
            )
        }
    }

    mutating func endArray() throws(DatabaseError) {
        guard let frame = frames.popLast() else { return }
        for mark in marks[frame.marks...] {
            bytes.appendLittleEndian(UInt32(mark - frame.start))
        }
        bytes.appendLittleEndian(UInt32(marks.count - frame.marks))
        marks.removeSubrange(frame.marks...)
        try scalar(JSONB.Tag.array)
    }

    mutating func endObject() throws(DatabaseError) {
        guard let frame = frames.popLast() else { return }
        let entries = sortedEntries(frame)
        for entry in entries {
            for mark in marks[entry..<entry + 3] {
                bytes.appendLittleEndian(UInt32(mark - frame.start))
            }
        }
        bytes.appendLittleEndian(UInt32(entries.count))
        marks.removeSubrange(frame.marks...)
        try scalar(JSONB.Tag.object)
    }

    /// Where the marks of each member begin, in the order of keys, of equal keys only the last.
    private func sortedEntries(_ frame: Frame) -> [Int] {
        var entries = Array(stride(from: frame.marks, to: marks.count, by: 3))
        let isSorted = zip(entries, entries.dropFirst()).allSatisfy { order($0, $1) < 0 }
        if isSorted { return entries }
        entries.sort { left, right in
            let order = order(left, right)
            return order != 0 ? order < 0 : left < right
        }
        var last = 0
        for index in entries.indices.dropFirst() {
            if order(entries[last], entries[index]) != 0 { last += 1 }
            entries[last] = entries[index]
        }
        entries.removeSubrange((last + 1)...)
        return entries
    }

    private func order(_ left: Int, _ right: Int) -> Int {
        JSONB.compareKeys(
            bytes.span.bytes.extracting(marks[left]..<marks[left + 1]),
            bytes.span.bytes.extracting(marks[right]..<marks[right + 1])
        )
    }
}

extension JSONB {
    /// -1, 0 or 1 as objects order their keys: by length, then by bytes.
    static func compareKeys(_ a: RawSpan, _ b: RawSpan) -> Int {
        if a.byteCount != b.byteCount { return a.byteCount < b.byteCount ? -1 : 1 }
        return TextOrder.compare(a, b)
    }

    /// The document that `text`, which is UTF-8, spells.
    ///
    /// - Throws: 22P02, 22P05 for \u0000, 54001 when it nests too deeply.
    public init(parsing text: Span<UInt8>) throws(DatabaseError) {
        var scanner = JSONScanner(text, unescapes: true)
        var builder = JSONBBuilder()
        loop: while true {
            switch try scanner.next() {
            case .beginObject: builder.beginObject()
            case .endObject: try builder.endObject()
            case .beginArray: builder.beginArray()
            case .endArray: try builder.endArray()
            case .key: builder.key(scanner.content)
            case .string: try builder.string(scanner.content)
            case .number(let range):
                try builder.number(try Numeric(parsing: text.extracting(range)))
            case .bool(let value): try builder.bool(value)
            case .null: try builder.null()
            case .end: break loop
            }
        }
        self = builder.finish()
    }

    /// The document that `text` spells; see ``init(parsing:)-(Span<UInt8>)``.
    public init(parsing text: String) throws(DatabaseError) {
        try self.init(parsing: text.utf8Span.span)
    }

    /// `null`.
    public static let null = JSONB([Tag.null], 0..<1)

    /// `true` or `false`.
    public init(_ value: Bool) { self.init([value ? Tag.true : Tag.false], 0..<1) }

    /// A number; NaN and the infinities, which JSON does not have, become strings.
    public init(_ value: Numeric) {
        guard value.isFinite else {
            self.init(value.text)
            return
        }
        var bytes: [UInt8] = []
        bytes.appendNumeric(value)
        bytes.append(Tag.number)
        self.init(bytes, 0..<bytes.count)
    }

    /// A string.
    public init(_ value: String) {
        var bytes = Array(value.utf8)
        bytes.append(Tag.string)
        self.init(bytes, 0..<bytes.count)
    }

    /// An array of `elements`.
    ///
    /// - Throws: 54000 when it is too large.
    public init(elements: [JSONB]) throws(DatabaseError) {
        var builder = JSONBBuilder()
        builder.beginArray()
        for element in elements { try builder.copy(element) }
        try builder.endArray()
        self = builder.finish()
    }

    /// An object of `entries`; of equal keys the last one counts.
    ///
    /// - Throws: 54000 when it is too large.
    public init(entries: [(key: String, value: JSONB)]) throws(DatabaseError) {
        var builder = JSONBBuilder()
        builder.beginObject()
        for (key, value) in entries {
            builder.key(key.utf8)
            try builder.copy(value)
        }
        try builder.endObject()
        self = builder.finish()
    }
}
