// SPDX-License-Identifier: Apache-2.0

/// Whole numbers as PostgreSQL 15 reads and prints them: decimal digits, a sign, blanks around.
enum IntegerText {
    /// What the text of an integer turned out to be.
    private enum Outcome {
        case value(Int64)
        case outOfRange
        case malformed
    }

    static func int16(_ text: Span<UInt8>) throws(DatabaseError) -> Int16 {
        Int16(
            truncatingIfNeeded: try parse(
                text,
                Int64(Int16.min)...Int64(Int16.max),
                "smallint"
            )
        )
    }

    static func int32(_ text: Span<UInt8>) throws(DatabaseError) -> Int32 {
        Int32(
            truncatingIfNeeded: try parse(text, Int64(Int32.min)...Int64(Int32.max), "integer")
        )
    }

    static func int32(_ text: String) throws(DatabaseError) -> Int32 {
        try int32(text.utf8Span.span)
    }

    static func int64(_ text: Span<UInt8>) throws(DatabaseError) -> Int64 {
        try parse(text, .min ... .max, "bigint")
    }

    /// An unsigned 32-bit number; as C's `strtoul` a negative one wraps around.
    static func uint32(_ text: Span<UInt8>, type: String) throws(DatabaseError) -> UInt32 {
        UInt32(
            truncatingIfNeeded: try parse(text, Int64(Int32.min)...Int64(UInt32.max), type)
        )
    }

    private static func parse(
        _ text: Span<UInt8>,
        _ range: ClosedRange<Int64>,
        _ type: String
    ) throws(DatabaseError) -> Int64 {
        switch scan(text, range) {
        case .value(let value): return value
        case .outOfRange:
            throw DatabaseError(
                .numericValueOutOfRange,
                "value \"\(text.string)\" is out of range for type \(type)"
            )
        case .malformed: throw .invalidInput(type, text)
        }
    }

    /// Reads digits into a negative number, because the least one has no positive counterpart.
    private static func scan(_ text: Span<UInt8>, _ range: ClosedRange<Int64>) -> Outcome {
        var index = 0
        while index < text.count, text[index].isSpace { index += 1 }
        var isNegative = false
        if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+")
        {
            isNegative = text[index] == UInt8(ascii: "-")
            index += 1
        }
        let start = index
        var value: Int64 = 0
        while index < text.count {
            let digit = text[index] &- UInt8(ascii: "0")
            if digit > 9 { break }
            let (product, productOverflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, sumOverflow) = product.subtractingReportingOverflow(Int64(digit))
            if productOverflow || sumOverflow { return .outOfRange }
            value = sum
            index += 1
        }
        if index == start { return .malformed }
        while index < text.count, text[index].isSpace { index += 1 }
        if index < text.count { return .malformed }
        if !isNegative {
            if value == .min { return .outOfRange }
            value = -value
        }
        return range.contains(value) ? .value(value) : .outOfRange
    }

    /// Appends `value` in decimal.
    static func append(_ value: Int64, to output: inout [UInt8]) {
        if value < 0 { output.append(UInt8(ascii: "-")) }
        append(value.magnitude, to: &output)
    }

    /// Appends `value` in decimal.
    static func append(_ value: UInt64, to output: inout [UInt8]) {
        if value < 10 {
            output.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value))
            return
        }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var rest = value
            var first = 20
            while rest > 0 {
                let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
                first -= 1
                digits[first] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: remainder)
                rest = quotient
            }
            output.append(contentsOf: digits[first...])
        }
    }

    /// Appends `value`, below 10^`width`, with zeros in front up to `width` digits.
    static func append(_ value: UInt64, width: Int, to output: inout [UInt8]) {
        let start = output.count
        var rest = value
        for _ in 0..<width { output.append(UInt8(ascii: "0")) }
        var index = start + width
        while rest > 0, index > start {
            index -= 1
            output[index] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}
