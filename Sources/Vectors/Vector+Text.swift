// SPDX-License-Identifier: Apache-2.0

import CNumbers

extension Vector {
    /// Reads `[1, 2.5, -3e-2]`, blanks allowed around every item.
    ///
    /// Every element is the float32 nearest to its text. About 10 ns per element.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - expected: The declared dimension of the column, if any.
    /// - Throws: ``VectorError`` in pgvector's words.
    public init(text: Span<UInt8>, expected: Int? = nil) throws(VectorError) {
        let elements = try FloatList.parse(
            text,
            type: .vector,
            maximum: Self.maximumDimension,
            limit: .infinity
        )
        self.init(trusted: elements)
        try check(expected: expected)
    }

    /// Reads the same from a string.
    public init(text: String, expected: Int? = nil) throws(VectorError) {
        try self.init(text: text.utf8.span, expected: expected)
    }

    /// `[1,2.5,-0.03]`: each element the shortest decimal that reads back as it.
    public var text: String { String(decoding: textBytes, as: UTF8.self) }

    /// The same as ASCII.
    public var textBytes: [UInt8] { FloatList.text(elements) }
}

/// The text form that `vector` and `halfvec` share.
enum FloatList {
    static func parse(
        _ text: Span<UInt8>,
        type: VectorType,
        maximum: Int,
        limit: Float
    ) throws(VectorError) -> [Float] {
        var result = cn_list_result()
        let elements = text.withUnsafeBufferPointer { text -> [Float] in
            guard let start = text.baseAddress else {
                result.status = cn_list_unopened
                return []
            }
            let room = min(cn_list_bound(start, text.count), maximum)
            return [Float](unsafeUninitializedCapacity: room) { buffer, count in
                guard let out = buffer.baseAddress else { return }
                result = cn_parse_float_list(start, text.count, limit, maximum, out)
                count = result.count
            }
        }
        if result.status == cn_list_ok { return elements }
        throw error(result, in: text, type: type, maximum: maximum)
    }

    private static func error(
        _ result: cn_list_result,
        in text: Span<UInt8>,
        type: VectorType,
        maximum: Int
    ) -> VectorError {
        let bytes = text.withUnsafeBufferPointer { [UInt8]($0) }
        let literal = String(decoding: bytes, as: UTF8.self)
        switch result.status {
        case cn_list_unopened:
            return .invalidText(
                type,
                literal,
                detail: "Vector contents must start with \"[\"."
            )
        case cn_list_empty: return .noDimensions(type)
        case cn_list_too_long: return .tooManyDimensions(type, limit: maximum)
        case cn_list_out_of_range:
            let number = bytes[result.position..<result.position + result.length]
            return .outOfRange(String(decoding: number, as: UTF8.self), type)
        case cn_list_nan: return .notANumber(type)
        case cn_list_infinite: return .infinite(type)
        case cn_list_junk:
            return .invalidText(type, literal, detail: "Junk after closing right brace.")
        default: return .invalidText(type, literal)
        }
    }

    static func text(_ elements: [Float]) -> [UInt8] {
        let room = elements.count * (Int(cn_float_text_size) + 1) + 2
        return [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            guard let out = buffer.baseAddress else { return }
            elements.withUnsafeBufferPointer { elements in
                guard let start = elements.baseAddress else { return }
                count = cn_print_float_list(start, elements.count, out)
            }
        }
    }
}
