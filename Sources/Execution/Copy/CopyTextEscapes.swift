// SPDX-License-Identifier: Apache-2.0

/// Removes the escapes of COPY's text format from `field`.
///
/// `\b \f \n \r \t \v`, up to three octal digits, `\x` and up to two hexadecimal digits; a
/// backslash before anything else stands for that.
///
/// Source: PostgreSQL 15 manual, page "COPY", section "Text Format".
func unescape(_ field: ArraySlice<UInt8>, into result: inout [UInt8]) {
    var position = field.startIndex
    let end = field.endIndex
    while position < end {
        let byte = field[position]
        position += 1
        guard byte == UInt8(ascii: "\\"), position < end else {
            result.append(byte)
            continue
        }
        let escaped = field[position]
        position += 1
        switch escaped {
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            var value = Int(escaped & 7)
            var digits = 1
            while digits < 3, position < end, field[position] & 0xF8 == 0x30 {
                value = value * 8 + Int(field[position] & 7)
                position += 1
                digits += 1
            }
            result.append(UInt8(truncatingIfNeeded: value))
        case UInt8(ascii: "x"):
            var value: UInt8 = 0
            var digits = 0
            while digits < 2, position < end, let digit = hexadecimalDigit(field[position]) {
                value = value << 4 | digit
                position += 1
                digits += 1
            }
            result.append(digits == 0 ? escaped : value)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "v"): result.append(0x0B)
        default: result.append(escaped)
        }
    }
}

private func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
