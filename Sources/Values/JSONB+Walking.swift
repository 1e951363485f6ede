// SPDX-License-Identifier: Apache-2.0

/// Visits a document in order without recursion.
struct JSONBWalker {
    enum Event {
        case beginArray(count: Int)
        case endArray
        case beginObject(count: Int)
        case endObject
        /// A key: its bytes in the document.
        case key(Range<Int>)
        case scalar(JSONB)
    }

    private struct Frame {
        let value: JSONB
        /// The next element or member.
        var index = 0
        /// Whether the key of that member has been visited.
        var isAtValue = false
    }

    private var stack: [Frame] = []
    private var root: JSONB?

    init(_ document: JSONB) { root = document }

    mutating func next() -> Event? {
        if let document = root {
            root = nil
            return enter(document)
        }
        guard var frame = stack.last else { return nil }
        let isObject = frame.value.tag == JSONB.Tag.object
        if frame.index == frame.value.count {
            stack.removeLast()
            return isObject ? .endObject : .endArray
        }
        let child: Range<Int>
        if isObject {
            let (key, value) = frame.value.entryRanges(frame.index)
            if !frame.isAtValue {
                stack[stack.count - 1].isAtValue = true
                return .key(key)
            }
            child = value
        } else {
            child = frame.value.elementRange(frame.index)
        }
        frame.index += 1
        frame.isAtValue = false
        stack[stack.count - 1] = frame
        return enter(JSONB(frame.value.bytes, child))
    }

    private mutating func enter(_ value: JSONB) -> Event {
        if value.isScalar { return .scalar(value) }
        stack.append(Frame(value: value))
        return value.tag == JSONB.Tag.array
            ? .beginArray(count: value.count) : .beginObject(count: value.count)
    }
}
