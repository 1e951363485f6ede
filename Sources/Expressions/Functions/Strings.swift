// SPDX-License-Identifier: Apache-2.0

import Values

/// Functions of character strings.
///
/// Source: PostgreSQL 15 manual, section 9.4 "String Functions and Operators".
extension RegistryBuilder {
    mutating func addStrings() {
        addStringLengths()
        addStringParts()
        addStringChanges()
        addStringTrimming()
        addStringSearch()
        addStringCodes()
    }

    private mutating func addStringLengths() {
        let characters = Function.Body.batch { (a: String) in Int32(Text.length(a)) }
        let trimmed = Function.Body.batch { (a: String) in
            Int32(Text.length(CharacterTypes.withoutTrailingBlanks(a)))
        }
        add(1317, "length", [.text], .int4, characters)
        add(1318, "length", [.bpchar], .int4, trimmed)
        add(1381, "char_length", [.text], .int4, characters)
        add(1372, "char_length", [.bpchar], .int4, trimmed)
        add(1369, "character_length", [.text], .int4, characters)
        add(1367, "character_length", [.bpchar], .int4, trimmed)
        let bytes = Function.Body.batch { (a: String) in Int32(a.utf8.count) }
        add(1374, "octet_length", [.text], .int4, bytes)
        add(1375, "octet_length", [.bpchar], .int4, bytes)
        add(1811, "bit_length", [.text], .int4, .batch { (a: String) in Int32(8 * a.utf8.count) })
    }

    private mutating func addStringParts() {
        let from = Function.Body.each { (a: String, start: Int32) throws(DatabaseError) in
            try Text.substring(a, from: start)
        }
        let fromFor = Function.Body.each {
            (a: String, start: Int32, count: Int32) throws(DatabaseError) in
            try Text.substring(a, from: start, count: count)
        }
        add(877, "substr", [.text, .int4, .int4], .text, fromFor)
        add(883, "substr", [.text, .int4], .text, from)
        add(936, "substring", [.text, .int4, .int4], .text, fromFor)
        add(937, "substring", [.text, .int4], .text, from)
        add(3060, "left", [.text, .int4], .text, .each(Text.prefix))
        add(3061, "right", [.text, .int4], .text, .each(Text.suffix))
        add(2088, "split_part", [.text, .text, .int4], .text, .each(Text.part))
        add(
            394,
            "string_to_array",
            [.text, .text],
            .textArray,
            .nullable,
            .each {
                (a: String?, separator: String?) in
                Text.pieces(a, separator, nil).map { ArrayValue(elementType: .text, $0) }
            }
        )
        add(
            376,
            "string_to_array",
            [.text, .text, .text],
            .textArray,
            .nullable,
            .each {
                (a: String?, separator: String?, null: String?) in
                Text.pieces(a, separator, null).map { ArrayValue(elementType: .text, $0) }
            }
        )
        add(
            6160,
            "string_to_table",
            [.text, .text],
            .text,
            .nullable,
            .each {
                (a: String?, separator: String?) in
                (Text.pieces(a, separator, nil) ?? []).map { [$0] }
            }
        )
        add(
            6161,
            "string_to_table",
            [.text, .text, .text],
            .text,
            .nullable,
            .each {
                (a: String?, separator: String?, null: String?) in
                (Text.pieces(a, separator, null) ?? []).map { [$0] }
            }
        )
    }

    private mutating func addStringChanges() {
        add(
            infix: 654,
            "||",
            1258,
            "textcat",
            .text,
            .text,
            .text,
            .batch {
                (a: String, b: String) throws(DatabaseError) in
                try ValueLimit.require(a.utf8.count, adding: b.utf8.count)
                return a + b
            }
        )
        for (number, symbol, name, left, right) in [
            (2003, 2779, "textanycat", OID.text, OID.anynonarray),
            (2004, 2780, "anytextcat", .anynonarray, .text),
        ] as [(UInt32, UInt32, String, OID, OID)] {
            add(
                infix: symbol,
                "||",
                number,
                name,
                left,
                right,
                .text,
                options: .stable,
                .values { (context, arguments) throws(DatabaseError) in
                    let left = try context.cast(arguments, 0)
                    let right = try context.cast(arguments, 1)
                    try ValueLimit.require(left.utf8.count, adding: right.utf8.count)
                    return .text(left + right)
                }
            )
        }
        add(870, "lower", [.text], .text, .batch { (a: String) in Text.lower(a) })
        add(871, "upper", [.text], .text, .batch { (a: String) in Text.upper(a) })
        add(872, "initcap", [.text], .text, .each(Text.capitalized))
        add(
            873,
            "lpad",
            [.text, .int4, .text],
            .text,
            .each {
                (a: String, width: Int32, fill: String) throws(DatabaseError) in
                try Text.padded(a, width, fill, atStart: true)
            }
        )
        add(
            879,
            "lpad",
            [.text, .int4],
            .text,
            .each {
                (a: String, width: Int32) throws(DatabaseError) in
                try Text.padded(a, width, " ", atStart: true)
            }
        )
        add(
            874,
            "rpad",
            [.text, .int4, .text],
            .text,
            .each {
                (a: String, width: Int32, fill: String) throws(DatabaseError) in
                try Text.padded(a, width, fill, atStart: false)
            }
        )
        add(
            880,
            "rpad",
            [.text, .int4],
            .text,
            .each {
                (a: String, width: Int32) throws(DatabaseError) in
                try Text.padded(a, width, " ", atStart: false)
            }
        )
        add(1622, "repeat", [.text, .int4], .text, .each(Text.repeated))
        add(
            3062,
            "reverse",
            [.text],
            .text,
            .each { (a: String) in
                Text.string(a.unicodeScalars.reversed())
            }
        )
        add(878, "translate", [.text, .text, .text], .text, .each(Text.translated))
        add(2087, "replace", [.text, .text, .text], .text, .each(Text.replaced))
        add(1404, "overlay", [.text, .text, .int4, .int4], .text, .each(Text.overlaid))
        add(
            1405,
            "overlay",
            [.text, .text, .int4],
            .text,
            .each {
                (a: String, b: String, start: Int32) throws(DatabaseError) in
                try Text.overlaid(a, b, start, Int32(Text.length(b)))
            }
        )
    }

    private mutating func addStringTrimming() {
        add(
            884,
            "btrim",
            [.text, .text],
            .text,
            .each { (a: String, set: String) in
                Text.trimmed(a, set)
            }
        )
        add(885, "btrim", [.text], .text, .each { (a: String) in Text.trimmed(a) })
        add(
            875,
            "ltrim",
            [.text, .text],
            .text,
            .each { (a: String, set: String) in
                Text.trimmed(a, set, end: false)
            }
        )
        add(881, "ltrim", [.text], .text, .each { (a: String) in Text.trimmed(a, end: false) })
        add(
            876,
            "rtrim",
            [.text, .text],
            .text,
            .each { (a: String, set: String) in
                Text.trimmed(a, set, start: false)
            }
        )
        add(882, "rtrim", [.text], .text, .each { (a: String) in Text.trimmed(a, start: false) })
    }

    private mutating func addStringSearch() {
        add(849, "position", [.text, .text], .int4, .each(Text.position))
        add(868, "strpos", [.text, .text], .int4, .each(Text.position))
        add(
            infix: 3877,
            "^@",
            3696,
            "starts_with",
            .text,
            .text,
            .bool,
            .batch {
                (a: String, b: String) in a.utf8.starts(with: b.utf8)
            }
        )
        // Order by bytes, whatever the collation: what indexes with text_pattern_ops use.
        let orders: [(UInt32, SixNumbers, String, String, @Sendable (Int) -> Bool)] = [
            (2160, [2314, 2318, 2317], "~<~", "lt", { $0 < 0 }),
            (2161, [2315, 2317, 2318], "~<=~", "le", { $0 <= 0 }),
            (2163, [2317, 2315, 2314], "~>=~", "ge", { $0 >= 0 }),
            (2164, [2318, 2314, 2315], "~>~", "gt", { $0 > 0 }),
        ]
        for (function, symbols, name, suffix, holds) in orders {
            add(
                infix: symbols[0],
                name,
                function,
                "text_pattern_" + suffix,
                .text,
                .text,
                .bool,
                commutator: symbols[1],
                negator: symbols[2],
                .batch { (a: String, b: String) in holds(TextOrder.compare(a, b)) }
            )
        }
    }

    private mutating func addStringCodes() {
        add(1620, "ascii", [.text], .int4, .each(Text.codePoint))
        add(1621, "chr", [.int4], .text, .each(Text.character))
        add(
            2089,
            "to_hex",
            [.int4],
            .text,
            .each { (a: Int32) in
                String(UInt32(bitPattern: a), radix: 16)
            }
        )
        add(
            2090,
            "to_hex",
            [.int8],
            .text,
            .each { (a: Int64) in
                String(UInt64(bitPattern: a), radix: 16)
            }
        )
        add(1282, "quote_ident", [.text], .text, .each(SQLText.identifier))
        add(1283, "quote_literal", [.text], .text, .each(SQLText.literal))
        add(
            1285,
            "quote_literal",
            [.anyelement],
            .text,
            .stable,
            .values {
                (context, arguments) throws(DatabaseError) in
                .text(SQLText.literal(try context.text(of: arguments, 0)))
            }
        )
        add(
            1289,
            "quote_nullable",
            [.text],
            .text,
            .nullable,
            .each { (a: String?) in
                a.map(SQLText.literal) ?? "NULL"
            }
        )
        add(
            1290,
            "quote_nullable",
            [.anyelement],
            .text,
            .stableNullable,
            .values {
                (context, arguments) throws(DatabaseError) in
                .text(
                    arguments[0].isNull
                        ? "NULL" : SQLText.literal(try context.text(of: arguments, 0))
                )
            }
        )
    }
}

extension CallContext {
    /// The text of argument `position`, which is not NULL, as its type writes it.
    func text(of arguments: [Value], _ position: Int) throws(DatabaseError) -> String {
        try TextForm.write(arguments[position], as: argumentTypes[position], evaluation)
    }

    /// The argument as the cast to text gives it, which spells booleans out.
    fileprivate func cast(
        _ arguments: [Value],
        _ position: Int
    ) throws(DatabaseError) -> String {
        if case .bool(let truth) = arguments[position] { return truth ? "true" : "false" }
        return try text(of: arguments, position)
    }
}
