// SPDX-License-Identifier: Apache-2.0

/// The text formats of types that hardly anybody stores: WAL positions, tuple identifiers, money,
/// and the vectors of the system catalogs.
enum OtherTypes {
    // MARK: - pg_lsn: two hexadecimal halves, `16/B374D848`

    static func lsn(_ text: Span<UInt8>) throws(DatabaseError) -> Int64 {
        var halves: [UInt64] = []
        var digits = 0
        var value: UInt64 = 0
        for index in 0...text.count {
            let byte = index < text.count ? text[index] : UInt8(ascii: "/")
            if let digit = byte.hexadecimalValue, digits < 8 {
                value = value << 4 | UInt64(digit)
                digits += 1
            } else if byte == UInt8(ascii: "/"), digits > 0 {
                halves.append(value)
                value = 0
                digits = 0
            } else {
                throw .invalidInput("pg_lsn", text)
            }
        }
        guard halves.count == 2 else { throw .invalidInput("pg_lsn", text) }
        return Int64(bitPattern: halves[0] << 32 | halves[1])
    }

    static func append(lsn value: Int64, to output: inout [UInt8]) {
        let bits = UInt64(bitPattern: value)
        output.append(String(bits >> 32, radix: 16, uppercase: true))
        output.append(UInt8(ascii: "/"))
        output.append(String(bits & 0xFFFF_FFFF, radix: 16, uppercase: true))
    }

    // MARK: - tid: block and position within it, `(0,1)`

    static func tid(_ text: Span<UInt8>) throws(DatabaseError) -> Int64 {
        let parts = text.string.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.first == UInt8(ascii: "("),
            parts[1].utf8.last == UInt8(ascii: ")"), let block = UInt32(parts[0].dropFirst()),
            let position = UInt16(parts[1].dropLast())
        else { throw .invalidInput("tid", text) }
        return Int64(block) << 16 | Int64(position)
    }

    static func append(tid value: Int64, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "("))
        IntegerText.append(Int64(UInt32(truncatingIfNeeded: value >> 16)), to: &output)
        output.append(UInt8(ascii: ","))
        IntegerText.append(value & 0xFFFF, to: &output)
        output.append(UInt8(ascii: ")"))
    }

    // MARK: - xid8: an unsigned 64-bit number

    static func xid8(_ text: Span<UInt8>) throws(DatabaseError) -> Int64 {
        let range = text.trimmedRange
        guard let value = UInt64(text.extracting(range).string) else {
            throw .invalidInput("xid8", text)
        }
        return Int64(bitPattern: value)
    }

    // MARK: - money: cents, `-$1,234.50`

    static func money(_ text: Span<UInt8>) throws(DatabaseError) -> Int64 {
        var isNegative = false
        var cents: Int64 = 0
        var fraction: Int?
        for index in text.trimmedRange {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "-"), UInt8(ascii: "("): isNegative = true
            case UInt8(ascii: "$"), UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: "+"),
                UInt8(ascii: " "):
                continue
            case UInt8(ascii: ".") where fraction == nil: fraction = 0
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digits = fraction ?? -1
                if digits == 2, byte >= UInt8(ascii: "5") { cents = try sum(cents, -1, text) }
                if digits >= 2 {
                    fraction = 3
                    continue
                }
                if digits >= 0 { fraction = digits + 1 }
                cents = try sum(try tenfold(cents, text), -Int64(byte &- 0x30), text)
            default: throw .invalidInput("money", text)
            }
        }
        for _ in min(fraction ?? 0, 2)..<2 { cents = try tenfold(cents, text) }
        if isNegative { return cents }
        guard cents != .min else { throw moneyOutOfRange(text) }
        return -cents
    }

    private static func tenfold(_ value: Int64, _ text: Span<UInt8>) throws(DatabaseError) -> Int64
    {
        let (product, overflow) = value.multipliedReportingOverflow(by: 10)
        if overflow { throw moneyOutOfRange(text) }
        return product
    }

    private static func sum(
        _ left: Int64,
        _ right: Int64,
        _ text: Span<UInt8>
    ) throws(DatabaseError) -> Int64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        if overflow { throw moneyOutOfRange(text) }
        return sum
    }

    private static func moneyOutOfRange(_ text: Span<UInt8>) -> DatabaseError {
        DatabaseError(
            .numericValueOutOfRange,
            "value \"\(text.string)\" is out of range for type money"
        )
    }

    static func append(money value: Int64, to output: inout [UInt8]) {
        if value < 0 { output.append(UInt8(ascii: "-")) }
        output.append(UInt8(ascii: "$"))
        let (units, cents) = value.magnitude.quotientAndRemainder(dividingBy: 100)
        let digits = Array(String(units).utf8)
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { output.append(UInt8(ascii: ",")) }
            output.append(digit)
        }
        output.append(UInt8(ascii: "."))
        IntegerText.append(cents, width: 2, to: &output)
    }

    // MARK: - int2vector and oidvector: numbers and blanks, subscripts from 0

    static func int2vector(_ text: Span<UInt8>) throws(DatabaseError) -> ArrayValue {
        var elements: [Value] = []
        for word in words(text) {
            elements.append(.int16(try IntegerText.int16(text.extracting(word))))
        }
        return vector(.int2, elements)
    }

    static func oidvector(_ text: Span<UInt8>) throws(DatabaseError) -> ArrayValue {
        var elements: [Value] = []
        for word in words(text) {
            elements.append(.oid(try IntegerText.uint32(text.extracting(word), type: "oid")))
        }
        return vector(.oid, elements)
    }

    /// An array with subscripts from 0 that keeps its one dimension even when empty in print.
    private static func vector(_ type: OID, _ elements: [Value]) -> ArrayValue {
        let dimension = ArrayValue.Dimension(count: Int32(elements.count), lowerBound: 0)
        return ArrayValue(elementType: type, dimensions: [dimension], elements: elements)
    }

    private static func words(_ text: Span<UInt8>) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start: Int?
        for index in 0...text.count {
            let isBlank = index == text.count || text[index].isSpace
            if isBlank, let first = start {
                words.append(first..<index)
                start = nil
            } else if !isBlank, start == nil {
                start = index
            }
        }
        return words
    }

    static func append(
        vector array: ArrayValue,
        _ formatting: Formatting,
        to output: inout [UInt8]
    ) {
        for (index, element) in array.elements.enumerated() {
            if index > 0 { output.append(UInt8(ascii: " ")) }
            let type = SQLType(array.elementType)
            TypeCodec.print(element, as: type, formatting, into: &output)
        }
    }
}
