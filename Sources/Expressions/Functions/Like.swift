// SPDX-License-Identifier: Apache-2.0

import Values

/// LIKE and ILIKE.
///
/// Source: PostgreSQL 15 manual, section 9.7.1 "LIKE".
extension RegistryBuilder {
    mutating func addLike() {
        for (type, prefix, numbers) in [
            (OID.text, "text", [1209, 850, 1210, 851, 1627, 1633, 1628, 1634]),
            (.name, "name", [1207, 858, 1208, 859, 1625, 1635, 1626, 1636]),
            (.bpchar, "bpchar", [1211, 1631, 1212, 1632, 1629, 1660, 1630, 1661]),
        ] as [(OID, String, [UInt32])] {
            let kinds = [
                ("~~", "like", false, false), ("!~~", "nlike", false, true),
                ("~~*", "iclike", true, false), ("!~~*", "icnlike", true, true),
            ]
            for (index, (symbol, suffix, ignoresCase, negated)) in kinds.enumerated() {
                add(
                    infix: numbers[2 * index],
                    symbol,
                    numbers[2 * index + 1],
                    prefix + suffix,
                    type,
                    .text,
                    .bool,
                    negator: numbers[2 * (index ^ 1)],
                    .like(ignoringCase: ignoresCase, negated: negated)
                )
            }
        }
        for (number, name, type, negated) in [
            (1569, "like", OID.text, false), (1570, "notlike", .text, true),
            (1571, "like", .name, false), (1572, "notlike", .name, true),
        ] as [(UInt32, String, OID, Bool)] {
            add(number, name, [type, .text], .bool, .like(ignoringCase: false, negated: negated))
        }
        addByteaLike()
        add(
            1637,
            "like_escape",
            [.text, .text],
            .text,
            .each {
                (pattern: String, escape: String) throws(DatabaseError) in
                try LikePattern.escaping(pattern, with: escape)
            }
        )
    }

    private mutating func addByteaLike() {
        for (number, function, symbol, name, negated) in [
            (2016, 2005, "~~", "bytealike", false), (2017, 2006, "!~~", "byteanlike", true),
        ] as [(UInt32, UInt32, String, String, Bool)] {
            add(
                infix: number,
                symbol,
                function,
                name,
                .bytea,
                .bytea,
                .bool,
                negator: number ^ 1,
                .each { (a: [UInt8], pattern: [UInt8]) throws(DatabaseError) in
                    try LikePattern(pattern).matches(a) != negated
                }
            )
        }
    }
}

extension Function.Body {
    /// Whether a text matches a LIKE pattern, which is taken apart once for all rows when it can.
    static func like(ignoringCase: Bool, negated: Bool) -> Function.Body {
        .columns { (context, operands, count) throws(DatabaseError) in
            func pattern(_ value: Value) throws(DatabaseError) -> LikePattern? {
                guard case .text(let text) = value else { return nil }
                let bytes = Array((ignoringCase ? Text.lower(text) : text).utf8)
                return try LikePattern(bytes, ignoringCase: ignoringCase)
            }
            let (texts, patterns) = (operands[0], operands[1])
            let fixed = patterns.isConstant ? try pattern(patterns.column[0]) : nil
            let rows = try String.rows(texts.column)
            let nulls = texts.column.nulls
            var results: [Bool] = []
            results.reserveCapacity(count)
            for row in 0..<count {
                let position = texts.isConstant ? 0 : row
                var isMatch = false
                if !nulls[position] {
                    if let fixed {
                        isMatch = fixed.matches(rows[position])
                    } else if !patterns.isConstant, let own = try pattern(patterns[row]) {
                        isMatch = own.matches(rows[position])
                    }
                }
                results.append(isMatch != negated)
            }
            return Column(context.resultType, .bool(results))
        }
    }
}
