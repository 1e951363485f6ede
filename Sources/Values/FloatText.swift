// SPDX-License-Identifier: Apache-2.0

import Vectors

/// Floating-point numbers as PostgreSQL reads and prints them.
enum FloatText {
    static func float(_ text: Span<UInt8>) throws(DatabaseError) -> Float {
        let range = text.trimmedRange
        guard let prefix = Float.postgresPrefix(of: text.extracting(range)) else {
            throw .invalidInput("real", text)
        }
        try check(text, range, prefix.byteCount, prefix.isOutOfRange, "real")
        return prefix.value
    }

    static func double(_ text: Span<UInt8>) throws(DatabaseError) -> Double {
        let range = text.trimmedRange
        guard let prefix = Double.postgresPrefix(of: text.extracting(range)) else {
            throw .invalidInput("double precision", text)
        }
        try check(text, range, prefix.byteCount, prefix.isOutOfRange, "double precision")
        return prefix.value
    }

    private static func check(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ byteCount: Int,
        _ isOutOfRange: Bool,
        _ type: String
    ) throws(DatabaseError) {
        if isOutOfRange {
            let number = text.extracting(range.lowerBound..<range.lowerBound + byteCount).string
            throw DatabaseError(
                .numericValueOutOfRange,
                "\"\(number)\" is out of range for type \(type)"
            )
        }
        if byteCount != range.count { throw .invalidInput(type, text) }
    }

    /// Appends `value`; `extraDigits` of 1 and above print the shortest exact text, others
    /// 6 + `extraDigits` significant digits.
    static func append(_ value: Float, extraDigits: Int32, to output: inout [UInt8]) {
        if extraDigits > 0 { return value.appendPostgresText(to: &output) }
        appendRounded(Double(value), digits: max(1, 6 + Int(extraDigits)), to: &output)
    }

    /// Appends `value`; see ``append(_:extraDigits:to:)``, with 15 digits.
    static func append(_ value: Double, extraDigits: Int32, to output: inout [UInt8]) {
        if extraDigits > 0 { return value.appendPostgresText(to: &output) }
        appendRounded(value, digits: max(1, 15 + Int(extraDigits)), to: &output)
    }

    private static func appendRounded(_ value: Double, digits: Int, to output: inout [UInt8]) {
        if value.isFinite {
            output.append(value.postgresText(digits: digits))
        } else {
            value.appendPostgresText(to: &output)
        }
    }
}
