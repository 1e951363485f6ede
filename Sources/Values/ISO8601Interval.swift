// SPDX-License-Identifier: Apache-2.0

import Vectors

/// Reads intervals of ISO 8601: `P1Y2M3DT4H5M6S`, `P0001-02-03T04:05:06`, `P00010203T040506`.
///
/// Source: ISO 8601:2004, sections 4.4.3.2 and 4.4.3.3; PostgreSQL 15 manual, section 8.5.4.
struct ISO8601Interval {
    private var rest: ArraySlice<UInt8>
    private var fields = IntervalFields()

    static func parse(_ text: Span<UInt8>) throws(DateTimeFailure) -> IntervalFields {
        let bytes = text.array
        guard bytes.count >= 2, bytes[0] == UInt8(ascii: "P") else { throw .badFormat }
        var parser = ISO8601Interval(rest: bytes.dropFirst())
        try parser.parse()
        return parser.fields
    }

    private mutating func parse() throws(DateTimeFailure) {
        var isDate = true
        var hasField = false
        while let byte = rest.first {
            if byte == UInt8(ascii: "T") {
                isDate = false
                hasField = false
                rest.removeFirst()
                continue
            }
            let start = rest
            let (whole, fraction) = try number()
            let unit = rest.popFirst()
            if isDate {
                switch unit {
                case UInt8(ascii: "Y"): try fields.add(whole, fraction, .year)
                case UInt8(ascii: "M"): try fields.add(whole, fraction, .month)
                case UInt8(ascii: "W"): try fields.add(whole, fraction, .week)
                case UInt8(ascii: "D"): try fields.add(whole, fraction, .day)
                case UInt8(ascii: "T"), nil:
                    guard Self.digitCount(start) == 8, !hasField, fraction == 0 else {
                        guard !hasField else { throw .badFormat }
                        try fields.add(whole, fraction, .year)
                        if unit == nil { return }
                        isDate = false
                        continue
                    }
                    try fields.add(whole / 10_000, 0, .year)
                    try fields.add(whole / 100 % 100, 0, .month)
                    try fields.add(whole % 100, 0, .day)
                    if unit == nil { return }
                    isDate = false
                    hasField = false
                    continue
                case UInt8(ascii: "-"):
                    guard !hasField else { throw .badFormat }
                    try fields.add(whole, fraction, .year)
                    try readRest([.month, .day], separator: UInt8(ascii: "-"))
                    isDate = false
                    if rest.isEmpty { return }
                    rest.removeFirst()
                    continue
                default: throw .badFormat
                }
            } else {
                switch unit {
                case UInt8(ascii: "H"): try fields.add(whole, fraction, .hour)
                case UInt8(ascii: "M"): try fields.add(whole, fraction, .minute)
                case UInt8(ascii: "S"): try fields.add(whole, fraction, .second)
                case nil where Self.digitCount(start) == 6 && !hasField:
                    try fields.add(whole / 10_000, 0, .hour)
                    try fields.add(whole / 100 % 100, 0, .minute)
                    try fields.add(whole % 100, fraction, .second)
                    return
                case UInt8(ascii: ":"), nil:
                    guard !hasField else { throw .badFormat }
                    try fields.add(whole, fraction, .hour)
                    if unit == nil { return }
                    try readRest([.minute, .second], separator: UInt8(ascii: ":"))
                    guard rest.isEmpty else { throw .badFormat }
                    return
                default: throw .badFormat
                }
            }
            hasField = true
        }
    }

    /// Reads the further numbers of a form with separators, up to the end or a `T`.
    private mutating func readRest(
        _ units: [IntervalFields.Unit],
        separator: UInt8
    ) throws(DateTimeFailure) {
        for (index, unit) in units.enumerated() {
            let (whole, fraction) = try number()
            try fields.add(whole, fraction, unit)
            guard let next = rest.first, next != UInt8(ascii: "T") else { return }
            guard next == separator, index + 1 < units.count else { throw .badFormat }
            rest.removeFirst()
        }
    }

    private static func digitCount(_ text: ArraySlice<UInt8>) -> Int {
        let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text
        return digits.prefix { $0.isDigit }.count
    }

    /// A signed number and its fraction.
    private mutating func number() throws(DateTimeFailure) -> (whole: Int64, fraction: Double) {
        var text = rest
        if text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+") { text.removeFirst() }
        guard let first = text.first, first.isDigit || first == UInt8(ascii: ".") else {
            throw .badFormat
        }
        guard let prefix = Double.postgresPrefix(of: rest.span), !prefix.isOutOfRange else {
            throw .badFormat
        }
        rest = rest.dropFirst(prefix.byteCount)
        let whole = prefix.value.rounded(.towardZero)
        guard abs(whole) <= 1.0e15 else { throw .outOfRange }
        return (Int64(whole), prefix.value - whole)
    }
}
