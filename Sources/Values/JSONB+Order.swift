// SPDX-License-Identifier: Apache-2.0

extension JSONB: Hashable, Comparable {
    /// -1, 0 or 1 as `a` sorts before, with or after `b`.
    ///
    /// Object > array > boolean > number > string > null; more members or elements > fewer; then
    /// pair by pair. As in PostgreSQL an empty array at the top sorts before every scalar.
    ///
    /// Source: PostgreSQL 15 manual, section 8.14.4 "jsonb Indexing".
    public static func compare(_ a: JSONB, _ b: JSONB) -> Int {
        let (left, right) = (a.topRank, b.topRank)
        if left != right { return left < right ? -1 : 1 }
        var x = JSONBWalker(a)
        var y = JSONBWalker(b)
        while let p = x.next(), let q = y.next() {
            let order = compare(p, a, q, b)
            if order != 0 { return order }
        }
        return 0
    }

    /// How values of different kinds sort at the top of a document, where a scalar counts as an
    /// array of one.
    private var topRank: Int {
        switch kind {
        case .array: count == 0 ? 0 : 2
        case .object: 3
        case .null, .string, .number, .bool: 1
        }
    }

    private static func compare(
        _ p: JSONBWalker.Event,
        _ a: JSONB,
        _ q: JSONBWalker.Event,
        _ b: JSONB
    ) -> Int {
        switch (p, q) {
        case (.scalar(let left), .scalar(let right)): return compareScalars(left, right)
        case (.key(let left), .key(let right)):
            return TextOrder.compare(
                a.bytes.span.bytes.extracting(left),
                b.bytes.span.bytes.extracting(right)
            )
        case (.beginArray(let left), .beginArray(let right)),
            (.beginObject(let left), .beginObject(let right)):
            return left == right ? 0 : left < right ? -1 : 1
        case (.endArray, .endArray), (.endObject, .endObject): return 0
        default: return p.rank < q.rank ? -1 : 1
        }
    }

    static func compareScalars(_ a: JSONB, _ b: JSONB) -> Int {
        if a.kind != b.kind { return a.kind.rawValue < b.kind.rawValue ? -1 : 1 }
        switch a.kind {
        case .string:
            return TextOrder.compare(
                a.bytes.span.bytes.extracting(a.content),
                b.bytes.span.bytes.extracting(b.content)
            )
        case .number:
            guard let x = a.numberValue, let y = b.numberValue else { return 0 }
            return Numeric.compare(x, y)
        case .bool: return a.tag == b.tag ? 0 : a.tag < b.tag ? -1 : 1
        case .null, .array, .object: return 0
        }
    }

    /// Whether both are the same document; numbers compare across scales.
    public static func == (a: JSONB, b: JSONB) -> Bool { compare(a, b) == 0 }

    /// Whether `a` sorts before `b`.
    public static func < (a: JSONB, b: JSONB) -> Bool { compare(a, b) < 0 }

    /// Equal documents hash alike.
    public func hash(into hasher: inout Hasher) {
        var walker = JSONBWalker(self)
        while let event = walker.next() {
            hasher.combine(event.rank)
            switch event {
            case .beginArray(let count), .beginObject(let count): hasher.combine(count)
            case .endArray, .endObject: break
            case .key(let range): hasher.combine(bytes[range])
            case .scalar(let value):
                if value.tag == Tag.number {
                    hasher.combine(value.numberValue)
                } else {
                    hasher.combine(value.tag)
                    hasher.combine(value.bytes[value.content])
                }
            }
        }
    }

    /// Appends bytes that order as ``compare(_:_:)`` does.
    ///
    /// | bytes | content |
    /// |---|---|
    /// | rank at the top | 0 empty array, 1 scalar, 2 array, 3 object |
    /// | 00 | null |
    /// | 01, bytes, 00 00 | string; zeros in it cannot occur |
    /// | 02, key of numeric | number |
    /// | 03, 00 or 01 | false, true |
    /// | 04, count u32, elements | array |
    /// | 05, count u32, keys (bytes, 00 00) and values | object |
    func appendKey(to key: inout KeyEncoder) {
        key.bytes.append(UInt8(topRank))
        var walker = JSONBWalker(self)
        while let event = walker.next() {
            switch event {
            case .endArray, .endObject: break
            case .beginArray(let count), .beginObject(let count):
                key.bytes.append(UInt8(event.rank))
                key.bytes.appendBigEndian(UInt32(count))
            case .key(let range): key.appendEscaped(Array(bytes[range]))
            case .scalar(let value):
                key.bytes.append(UInt8(event.rank))
                switch value.kind {
                case .string: key.appendEscaped(Array(bytes[value.content]))
                case .number: if let number = value.numberValue { key.append(number) }
                case .bool: key.bytes.append(value.tag == Tag.true ? 1 : 0)
                case .null, .array, .object: break
                }
            }
        }
    }
}

extension JSONBWalker.Event {
    /// Where the sort of value that begins here stands in the order.
    var rank: Int {
        switch self {
        case .scalar(let value): value.kind.rawValue
        case .key: JSONB.Kind.string.rawValue
        case .beginArray, .endArray: JSONB.Kind.array.rawValue
        case .beginObject, .endObject: JSONB.Kind.object.rawValue
        }
    }
}
