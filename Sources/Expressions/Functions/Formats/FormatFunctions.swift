// SPDX-License-Identifier: Apache-2.0

import Values

/// `to_char`, `to_number`, `to_date`, `to_timestamp` and `timeofday`.
///
/// Source: PostgreSQL 15 manual, section 9.8 "Data Type Formatting Functions".
extension RegistryBuilder {
    mutating func addFormats() {
        addNumberFormats()
        addDateTimeFormats()
    }

    private mutating func addNumberFormats() {
        add(
            1772,
            "to_char",
            [.numeric, .text],
            .text,
            .stable,
            .each {
                (a: Numeric, template: String) throws(DatabaseError) in
                try NumberFormat(template).text(of: a)
            }
        )
        add(
            1773,
            "to_char",
            [.int4, .text],
            .text,
            .stable,
            .each {
                (a: Int32, template: String) throws(DatabaseError) in
                try NumberFormat(template).text(of: Numeric(Int64(a)))
            }
        )
        add(
            1774,
            "to_char",
            [.int8, .text],
            .text,
            .stable,
            .each {
                (a: Int64, template: String) throws(DatabaseError) in
                try NumberFormat(template).text(of: Numeric(a))
            }
        )
        add(
            1775,
            "to_char",
            [.float4, .text],
            .text,
            .stable,
            .each {
                (a: Float, template: String) throws(DatabaseError) in
                try NumberFormat(template).text(of: Double(a))
            }
        )
        add(
            1776,
            "to_char",
            [.float8, .text],
            .text,
            .stable,
            .each {
                (a: Double, template: String) throws(DatabaseError) in
                try NumberFormat(template).text(of: a)
            }
        )
        add(
            1777,
            "to_number",
            [.text, .text],
            .numeric,
            .stable,
            .each {
                (text: String, template: String) throws(DatabaseError) -> Numeric? in
                try NumberFormat(template).number(in: text)
            }
        )
    }

    private mutating func addDateTimeFormats() {
        add(
            2049,
            "to_char",
            [.timestamp, .text],
            .text,
            .stable,
            .each {
                (a: Int64, template: String) throws(DatabaseError) -> String? in
                if template.isEmpty || DateTime.isInfinite(timestamp: a) { return nil }
                return try DateTimeFormat(template).text(of: DateTimeFields(timestamp: a))
            }
        )
        add(
            1770,
            "to_char",
            [.timestamptz, .text],
            .text,
            .stable,
            .zoned {
                (a: Int64, template: String, zone) throws(DatabaseError) -> String? in
                if template.isEmpty || DateTime.isInfinite(timestamp: a) { return nil }
                return try DateTimeFormat(template).text(
                    of: DateTimeFields(timestampTZ: a, in: zone)
                )
            }
        )
        add(
            1768,
            "to_char",
            [.interval, .text],
            .text,
            .stable,
            .each {
                (a: Interval, template: String) throws(DatabaseError) -> String? in
                if template.isEmpty { return nil }
                return try DateTimeFormat(template).text(of: DateTimeFields(interval: a))
            }
        )
        add(
            1780,
            "to_date",
            [.text, .text],
            .date,
            .stable,
            .each {
                (text: String, template: String) throws(DatabaseError) in
                DateTime.date(timestamp: try DateTimeFormat(template).parse(text).timestamp(text))
            }
        )
        add(
            1778,
            "to_timestamp",
            [.text, .text],
            .timestamptz,
            .stable,
            .zoned {
                (text: String, template: String, zone) throws(DatabaseError) in
                let parsed = try DateTimeFormat(template).parse(text)
                let local = try parsed.timestamp(text)
                if let offset = try parsed.zoneOffset(text) {
                    let west = Interval(microseconds: -offset * 1_000_000)
                    return try DateTime.adding(west, toTimestamp: local)
                }
                return try DateTime.timestampTZ(local: local, in: zone)
            }
        )
        add(
            274,
            "timeofday",
            [],
            .text,
            .volatile,
            .values {
                (context, _) throws(DatabaseError) in
                let moment = DateTimeFields(
                    timestampTZ: context.session.clockTimestamp,
                    in: context.zone
                )
                return .text(
                    try DateTimeFormat("Dy Mon DD HH24:MI:SS.US YYYY TZ").text(of: moment)
                )
            }
        )
    }
}

extension NumberFormat {
    /// The number that `text` spells by the template; nil when there is none.
    ///
    /// - Throws: 22P02 when digits are missing.
    func number(in text: String) throws(DatabaseError) -> Numeric? {
        if isRoman || isScientific {
            throw DatabaseError(
                .featureNotSupported,
                isRoman
                    ? "\"RN\" not supported for input" : "\"EEEE\" not supported for input"
            )
        }
        var digits: [UInt8] = []
        var isNegative = false
        var hasPoint = false
        let wanted = hasPointPlace
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "-"), UInt8(ascii: "<"): isNegative = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(byte)
            case UInt8(ascii: ".") where wanted && !hasPoint:
                hasPoint = true
                digits.append(byte)
            default: continue
            }
        }
        guard digits.contains(where: { $0 != UInt8(ascii: ".") }) else {
            throw DatabaseError(
                .invalidTextRepresentation,
                "invalid input syntax for type numeric: \" \""
            )
        }
        let number = try Numeric(parsing: String(decoding: digits, as: UTF8.self))
        let signed = isNegative ? number.negated : number
        return signed.rounded(toScale: max(fractionDigits, 0))
    }

    private var hasPointPlace: Bool { hasPoint }
}
