// SPDX-License-Identifier: Apache-2.0

/// Parts of a document: the operators `->`, `->>`, `#>`, `?`.
///
/// Source: PostgreSQL 15 manual, section 9.16 "JSON Functions and Operators".
extension JSONB {
    /// The value of `key` in an object: `document -> 'key'`; nil when there is none.
    ///
    /// - Complexity: logarithmic in the count of keys.
    public func value(forKey key: String) -> JSONB? {
        guard kind == .object, let index = entryIndex(key.utf8Span.span.bytes) else { return nil }
        return entryValue(index)
    }

    /// Element `index` of an array, from 0, or from the end when negative: `document -> 0`.
    ///
    /// Nil when there is none. A scalar counts as an array of one.
    public func value(at index: Int) -> JSONB? {
        if isScalar { return index == 0 || index == -1 ? self : nil }
        guard kind == .array else { return nil }
        let position = index < 0 ? index + count : index
        return position >= 0 && position < count ? element(position) : nil
    }

    /// What the path of keys and subscripts leads to: `document #> path`; nil when it leads
    /// nowhere.
    public func value(atPath path: [String]) -> JSONB? {
        var value = self
        for step in path {
            let next =
                switch value.kind {
                case .object: value.value(forKey: step)
                case .array: Self.subscriptNumber(step).flatMap(value.value(at:))
                case .null, .string, .number, .bool: nil as JSONB?
                }
            guard let next else { return nil }
            value = next
        }
        return value
    }

    /// The value as text: a string without quotes, nil for null; everything else as it prints.
    public var unquotedText: String? {
        switch kind {
        case .null: nil
        case .string: stringValue
        case .number, .bool, .array, .object: text
        }
    }

    /// Whether `key` is a key of an object, a string among an array's elements, or the string that
    /// this is: `document ? 'key'`.
    public func hasKey(_ key: String) -> Bool {
        switch kind {
        case .object: return entryIndex(key.utf8Span.span.bytes) != nil
        case .array:
            return (0..<count).contains { element($0).isString(key) }
        case .string: return isString(key)
        case .null, .number, .bool: return false
        }
    }

    func isString(_ text: String) -> Bool {
        tag == Tag.string
            && TextOrder.compare(
                bytes.span.bytes.extracting(content),
                text.utf8Span.span.bytes
            ) == 0
    }

    /// Which entry of an object has `key`.
    func entryIndex(_ key: RawSpan) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            let order = Self.compareKeys(
                bytes.span.bytes.extracting(entryRanges(middle).key),
                key
            )
            if order == 0 { return middle }
            if order < 0 { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    /// The number that a step of a path spells: blanks, a sign and digits.
    static func subscriptNumber(_ step: String) -> Int? {
        var digits = step.utf8[...]
        while let first = digits.first, first.isSpace { digits.removeFirst() }
        guard let text = String(digits), let number = Int32(text) else { return nil }
        return Int(number)
    }
}
