// SPDX-License-Identifier: Apache-2.0

extension JSONB {
    /// Appends the document as jsonb prints it: `{"a": [1, 2], "b": null}`.
    public func append(to output: inout [UInt8]) {
        var walker = JSONBWalker(self)
        var isFirst = true
        var followsKey = false
        while let event = walker.next() {
            switch event {
            case .endArray, .endObject: break
            default:
                if !isFirst, !followsKey { output.append(", " as StaticString) }
            }
            followsKey = false
            isFirst = false
            switch event {
            case .beginArray:
                output.append(UInt8(ascii: "["))
                isFirst = true
            case .beginObject:
                output.append(UInt8(ascii: "{"))
                isFirst = true
            case .endArray: output.append(UInt8(ascii: "]"))
            case .endObject: output.append(UInt8(ascii: "}"))
            case .key(let range):
                JSONText.appendQuoted(bytes[range], to: &output)
                output.append(": " as StaticString)
                followsKey = true
            case .scalar(let value): value.appendScalar(to: &output)
            }
        }
    }

    /// As jsonb prints it.
    public var text: String {
        var output: [UInt8] = []
        append(to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// As `jsonb_pretty` prints it: four blanks a level, a member a line.
    public var prettyText: String {
        var output: [UInt8] = []
        var walker = JSONBWalker(self)
        var depth = 0
        var isFirst = true
        var followsKey = false
        func newLine() {
            output.append(0x0A)
            for _ in 0..<4 * depth { output.append(0x20) }
        }
        while let event = walker.next() {
            switch event {
            case .endArray, .endObject:
                depth -= 1
                newLine()
            default:
                if !isFirst, !followsKey { output.append(UInt8(ascii: ",")) }
                if depth > 0, !followsKey { newLine() }
            }
            followsKey = false
            isFirst = false
            switch event {
            case .beginArray:
                output.append(UInt8(ascii: "["))
                depth += 1
                isFirst = true
            case .beginObject:
                output.append(UInt8(ascii: "{"))
                depth += 1
                isFirst = true
            case .endArray: output.append(UInt8(ascii: "]"))
            case .endObject: output.append(UInt8(ascii: "}"))
            case .key(let range):
                JSONText.appendQuoted(bytes[range], to: &output)
                output.append(": " as StaticString)
                followsKey = true
            case .scalar(let value): value.appendScalar(to: &output)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private func appendScalar(to output: inout [UInt8]) {
        switch tag {
        case Tag.null: output.append("null" as StaticString)
        case Tag.true: output.append("true" as StaticString)
        case Tag.false: output.append("false" as StaticString)
        case Tag.string: JSONText.appendQuoted(bytes[content], to: &output)
        default: numberValue?.append(to: &output)
        }
    }
}

extension JSONB: CustomStringConvertible {
    /// As jsonb prints it.
    public var description: String { text }
}
