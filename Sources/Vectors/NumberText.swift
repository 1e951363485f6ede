// SPDX-License-Identifier: Apache-2.0

import CNumbers

/// A number read from the beginning of a text.
public struct NumberPrefix<Number: Sendable>: Sendable {
    /// The value; an infinity where the text overflows, a zero where it underflows.
    public let value: Number
    /// The bytes that the number takes.
    public let byteCount: Int
    /// Whether the text is a number too large or too small for the type.
    public let isOutOfRange: Bool
}

/// Floating-point numbers as PostgreSQL writes them, with `extra_float_digits` at its default 1.
extension Float {
    /// The shortest decimal that reads back as this: `1.5`, `-0`, `1e-05`, `1e+06`, `Infinity`.
    public var postgresText: String {
        var bytes: [UInt8] = []
        appendPostgresText(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the same to `bytes` as ASCII.
    public func appendPostgresText(to bytes: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(cn_float_text_size)) { room in
            guard let out = room.baseAddress else { return }
            let count = cn_print_float(self, out)
            bytes.append(contentsOf: room[..<count])
        }
    }

    /// Reads the number that `text` begins with, correctly rounded, as C's `strtof` does except
    /// that blanks before it are not skipped; nil where there is none.
    public static func postgresPrefix(of text: Span<UInt8>) -> NumberPrefix<Float>? {
        var value: Float = 0
        var count = 0
        let status = text.withUnsafeBufferPointer { text in
            guard let start = text.baseAddress else { return cn_not_a_number }
            return cn_parse_float(start, text.count, &value, &count)
        }
        if status == cn_not_a_number { return nil }
        return NumberPrefix(value: value, byteCount: count, isOutOfRange: status != cn_ok)
    }
}

extension Double {
    /// The shortest decimal that reads back as this: `1.5`, `-0`, `1e-05`, `1e+15`, `Infinity`.
    public var postgresText: String {
        var bytes: [UInt8] = []
        appendPostgresText(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the same to `bytes` as ASCII.
    public func appendPostgresText(to bytes: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(cn_double_text_size)) { room in
            guard let out = room.baseAddress else { return }
            let count = cn_print_double(self, out)
            bytes.append(contentsOf: room[..<count])
        }
    }

    /// `digits` (1...17) significant digits as C's `%.*g` writes them: what PostgreSQL prints where
    /// `extra_float_digits` is 0 or less.
    public func postgresText(digits: Int) -> String {
        precondition((1...17).contains(digits), "a float64 has 1 to 17 significant digits")
        return String(unsafeUninitializedCapacity: Int(cn_double_text_size)) { room in
            guard let out = room.baseAddress else { return 0 }
            return cn_print_general(self, Int32(digits), out)
        }
    }

    /// Reads the number that `text` begins with; see ``Swift/Float/postgresPrefix(of:)``.
    public static func postgresPrefix(of text: Span<UInt8>) -> NumberPrefix<Double>? {
        var value = 0.0
        var count = 0
        let status = text.withUnsafeBufferPointer { text in
            guard let start = text.baseAddress else { return cn_not_a_number }
            return cn_parse_double(start, text.count, &value, &count)
        }
        if status == cn_not_a_number { return nil }
        return NumberPrefix(value: value, byteCount: count, isOutOfRange: status != cn_ok)
    }
}
