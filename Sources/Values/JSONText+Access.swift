// SPDX-License-Identifier: Apache-2.0

/// Parts of json text, which stay the text they are: the operators `->`, `->>` and `#>` of json.
///
/// Source: PostgreSQL 15 manual, section 9.16 "JSON Functions and Operators".
extension JSONText {
    /// A value within json text.
    public struct Part: Sendable {
        /// The sort of value.
        public let kind: JSONB.Kind
        /// The value as it is written.
        public let text: String

        /// A string without quotes, nil for null; everything else as it is written.
        ///
        /// - Throws: 22P05 when the string has an escape that text cannot hold.
        public func unquotedText() throws(DatabaseError) -> String? {
            switch kind {
            case .null: return nil
            case .string: return try JSONB(parsing: text).stringValue
            case .number, .bool, .array, .object: return text
            }
        }
    }

    /// The whole of `json` without blanks around it.
    ///
    /// - Throws: 22P02 when it is not JSON.
    public static func whole(_ json: String) throws(DatabaseError) -> Part {
        let range = json.utf8Span.span.trimmedRange
        let text = json.utf8Span.span.extracting(range).string
        return Part(kind: kind(text), text: text)
    }

    /// The value of `key` in an object, of equal keys the last one; nil when there is none.
    ///
    /// - Throws: 22P02 when `json` is not JSON.
    public static func value(_ json: String, forKey key: String) throws(DatabaseError) -> Part? {
        var found: Part?
        for (name, part) in try members(json) where TextOrder.areEqual(name, key) { found = part }
        return found
    }

    /// Element `index` of an array, from 0, or from the end when negative; nil when there is none.
    ///
    /// - Throws: 22P02 when `json` is not JSON.
    public static func value(_ json: String, at index: Int) throws(DatabaseError) -> Part? {
        let parts = try elements(json)
        let position = index < 0 ? index + parts.count : index
        return parts.indices.contains(position) ? parts[position] : nil
    }

    /// What the path of keys and subscripts leads to; nil when it leads nowhere.
    ///
    /// - Throws: 22P02 when `json` is not JSON.
    public static func value(_ json: String, atPath path: [String]) throws(DatabaseError) -> Part? {
        var part = try whole(json)
        for step in path {
            let next: Part?
            switch part.kind {
            case .object: next = try value(part.text, forKey: step)
            case .array:
                guard let index = JSONB.subscriptNumber(step) else { return nil }
                next = try value(part.text, at: index)
            case .null, .string, .number, .bool: next = nil
            }
            guard let next else { return nil }
            part = next
        }
        return part
    }

    /// The members of an object in the order of the text, repeated keys included; empty for
    /// everything else.
    ///
    /// - Throws: 22P02 when `json` is not JSON.
    public static func members(
        _ json: String
    ) throws(DatabaseError) -> [(key: String, value: Part)] {
        guard kind(json) == .object else { return [] }
        return try children(json).map { ($0.key, $0.value) }
    }

    /// The elements of an array; empty for everything else.
    ///
    /// - Throws: 22P02 when `json` is not JSON.
    public static func elements(_ json: String) throws(DatabaseError) -> [Part] {
        guard kind(json) == .array else { return [] }
        return try children(json).map(\.value)
    }

    /// The sort of value that `json` begins with.
    public static func kind(_ json: String) -> JSONB.Kind {
        switch json.utf8.first(where: { !$0.isSpace }) {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
        case UInt8(ascii: "n"): .null
        default: .number
        }
    }

    /// The values directly inside of `json`, with their keys where they have any.
    private static func children(
        _ json: String
    ) throws(DatabaseError) -> [(key: String, value: Part)] {
        let text = json.utf8Span.span
        var scanner = JSONScanner(text, unescapes: true)
        var children: [(key: String, value: Part)] = []
        var depth = 0
        var key = ""
        var start = 0
        while true {
            let event = try scanner.next()
            switch event {
            case .beginObject, .beginArray:
                depth += 1
                if depth == 2 { start = scanner.token.lowerBound }
                continue
            case .endObject, .endArray:
                depth -= 1
                if depth != 1 { continue }
            case .key:
                if depth == 1 { key = String(decoding: scanner.content, as: UTF8.self) }
                continue
            case .string, .number, .bool, .null:
                if depth != 1 { continue }
                start = scanner.token.lowerBound
            case .end: return children
            }
            let value = text.extracting(start..<scanner.token.upperBound).string
            children.append((key, Part(kind: kind(value), text: value)))
        }
    }
}
