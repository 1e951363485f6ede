// SPDX-License-Identifier: Apache-2.0

import Values

/// `~` and the functions of regular expressions.
///
/// Source: PostgreSQL 15 manual, sections 9.7.2 and 9.7.3.
extension RegistryBuilder {
    mutating func addRegexes() {
        for (type, prefix, numbers) in [
            (OID.text, "text", [641, 1254, 642, 1256, 1228, 1238, 1229, 1239]),
            (.name, "name", [639, 79, 640, 1252, 1226, 1240, 1227, 1241]),
            (.bpchar, "bpchar", [1055, 1658, 1056, 1659, 1234, 1656, 1235, 1657]),
        ] as [(OID, String, [UInt32])] {
            let kinds = [
                ("~", "regexeq", false, false), ("!~", "regexne", false, true),
                ("~*", "icregexeq", true, false), ("!~*", "icregexne", true, true),
            ]
            for (index, (symbol, suffix, ignoresCase, negated)) in kinds.enumerated() {
                let opposite = numbers[2 * (index ^ 1)]
                add(
                    infix: numbers[2 * index],
                    symbol,
                    numbers[2 * index + 1],
                    prefix + suffix,
                    type,
                    .text,
                    .bool,
                    negator: opposite,
                    .regex(ignoringCase: ignoresCase, negated: negated)
                )
            }
        }
        add(
            1986,
            "similar_to_escape",
            [.text, .text],
            .text,
            .each {
                (pattern: String, escape: String) throws(DatabaseError) in
                try SimilarPattern.translated(pattern, escape: escape)
            }
        )
        add(
            1987,
            "similar_to_escape",
            [.text],
            .text,
            .each {
                (pattern: String) throws(DatabaseError) in
                try SimilarPattern.translated(pattern, escape: "\\")
            }
        )
        add(
            1623,
            "similar_escape",
            [.text, .text],
            .text,
            .nullable,
            .each {
                (pattern: String?, escape: String?) throws(DatabaseError) -> String? in
                guard let pattern else { return nil }
                return try SimilarPattern.translated(pattern, escape: escape ?? "\\")
            }
        )
        add(
            2073,
            "substring",
            [.text, .text],
            .text,
            .values {
                (context, arguments) throws(DatabaseError) in
                let call = try RegexCall(context, arguments)
                guard let match = try call.regex.firstMatch(call.text) else { return .null }
                return call.value(match.ranges.count > 1 ? match.ranges[1] : match.range)
            }
        )
        add(
            2074,
            "substring",
            [.text, .text, .text],
            .text,
            .values {
                (context, arguments) throws(DatabaseError) in
                let pattern = try SimilarPattern.translated(
                    String.unwrap(arguments[1]),
                    escape: String.unwrap(arguments[2])
                )
                let call = try RegexCall(context, [arguments[0], .text(pattern)])
                guard let match = try call.regex.firstMatch(call.text) else { return .null }
                return call.value(match.ranges.count > 1 ? match.ranges[1] : match.range)
            }
        )
        addRegexMatches()
        addRegexSplits()
        addRegexPositions()
        addRegexReplacement()
    }

    private func names(_ count: Int, _ all: [String]) -> FunctionOptions {
        FunctionOptions(argumentNames: Array(all.prefix(count)))
    }

    private mutating func addRegexMatches() {
        for (number, count) in [(3396, 2), (3397, 3)] as [(UInt32, Int)] {
            add(
                number,
                "regexp_match",
                Array(repeating: .text, count: count),
                .textArray,
                names(count, ["string", "pattern", "flags"]),
                .values { (context, arguments) throws(DatabaseError) in
                    let call = try RegexCall(
                        context,
                        arguments,
                        flags: 2,
                        refusingGlobal: "regexp_match()"
                    )
                    return try call.regex.firstMatch(call.text).map(call.groups) ?? .null
                }
            )
        }
        for (number, count) in [(2763, 2), (2764, 3)] as [(UInt32, Int)] {
            add(
                number,
                "regexp_matches",
                Array(repeating: .text, count: count),
                .textArray,
                names(count, ["string", "pattern", "flags"]),
                .rows { (context, arguments) throws(DatabaseError) in
                    let call = try RegexCall(context, arguments, flags: 2)
                    var rows: [[Value]] = []
                    try call.regex.forEachMatch(call.text) { (match) in
                        rows.append([call.groups(match)])
                        return call.options.isGlobal
                    }
                    return rows
                }
            )
        }
        for (number, count) in [(6263, 2), (6264, 3)] as [(UInt32, Int)] {
            add(
                number,
                "regexp_like",
                Array(repeating: .text, count: count),
                .bool,
                names(count, ["string", "pattern", "flags"]),
                .values { (context, arguments) throws(DatabaseError) in
                    let call = try RegexCall(
                        context,
                        arguments,
                        flags: 2,
                        refusingGlobal: "regexp_like()"
                    )
                    return .bool(try call.regex.matches(call.text))
                }
            )
        }
    }

    private mutating func addRegexSplits() {
        for (number, count) in [(2767, 2), (2768, 3)] as [(UInt32, Int)] {
            add(
                number,
                "regexp_split_to_array",
                Array(repeating: .text, count: count),
                .textArray,
                names(count, ["string", "pattern", "flags"]),
                .values { (context, arguments) throws(DatabaseError) in
                    let call = try RegexCall(
                        context,
                        arguments,
                        flags: 2,
                        refusingGlobal: "regexp_split_to_array()"
                    )
                    return .array(ArrayValue(elementType: .text, try call.pieces()))
                }
            )
        }
        for (number, count) in [(2765, 2), (2766, 3)] as [(UInt32, Int)] {
            add(
                number,
                "regexp_split_to_table",
                Array(repeating: .text, count: count),
                .text,
                names(count, ["string", "pattern", "flags"]),
                .rows { (context, arguments) throws(DatabaseError) in
                    let call = try RegexCall(
                        context,
                        arguments,
                        flags: 2,
                        refusingGlobal: "regexp_split_to_table()"
                    )
                    return try call.pieces().map { [$0] }
                }
            )
        }
    }

    private mutating func addRegexPositions() {
        let types: [OID] = [.text, .text, .int4, .int4, .int4, .text, .int4]
        let labels = ["string", "pattern", "start", "N", "endoption", "flags", "subexpr"]
        for (number, count) in [(6254, 2), (6255, 3), (6256, 4)] as [(UInt32, Int)] {
            add(
                number,
                "regexp_count",
                [OID.text, .text, .int4, .text].dropLast(4 - count),
                .int4,
                names(count, ["string", "pattern", "start", "flags"]),
                .values { (context, arguments) throws(DatabaseError) in
                    let call = try RegexCall(
                        context,
                        arguments,
                        start: 2,
                        flags: 3,
                        refusingGlobal: "regexp_count()"
                    )
                    var count: Int32 = 0
                    try call.regex.forEachMatch(call.text, from: call.start) { (_) in
                        count += 1
                        return true
                    }
                    return .int32(count)
                }
            )
        }
        for count in 2...7 {
            add(
                6255 + UInt32(count),
                "regexp_instr",
                Array(types.prefix(count)),
                .int4,
                names(count, labels),
                .values { (context, arguments) throws(DatabaseError) in
                    let call = try RegexCall(
                        context,
                        arguments,
                        start: 2,
                        occurrence: 3,
                        flags: 5,
                        group: 6,
                        refusingGlobal: "regexp_instr()"
                    )
                    let option = arguments.count > 4 ? try Int32.unwrap(arguments[4]) : 0
                    guard option == 0 || option == 1 else {
                        throw RegexCall.invalid("endoption", String(option))
                    }
                    guard let range = try call.occurrence() else { return .int32(0) }
                    let offset = option == 0 ? range.lowerBound : range.upperBound
                    return .int32(call.characters(before: offset) + 1)
                }
            )
        }
        let substrTypes: [OID] = [.text, .text, .int4, .int4, .text, .int4]
        for count in 2...6 {
            add(
                6263 + UInt32(count),
                "regexp_substr",
                Array(substrTypes.prefix(count)),
                .text,
                names(count, ["string", "pattern", "start", "N", "flags", "subexpr"]),
                .values { (context, arguments) throws(DatabaseError) in
                    let call = try RegexCall(
                        context,
                        arguments,
                        start: 2,
                        occurrence: 3,
                        flags: 4,
                        group: 5,
                        refusingGlobal: "regexp_substr()"
                    )
                    return call.value(try call.occurrence())
                }
            )
        }
    }

    private mutating func addRegexReplacement() {
        let labels = ["string", "pattern", "replacement", "start", "N", "flags"]
        for (number, arguments, flags) in [
            (2284, [OID.text, .text, .text], nil), (2285, [.text, .text, .text, .text], 3),
            (6253, [.text, .text, .text, .int4], nil),
            (6252, [.text, .text, .text, .int4, .int4], nil),
            (6251, [.text, .text, .text, .int4, .int4, .text], 5),
        ] as [(UInt32, [OID], Int?)] {
            let named =
                flags == 3
                ? Array(labels.prefix(3)) + ["flags"] : Array(labels.prefix(arguments.count))
            add(
                number,
                "regexp_replace",
                arguments,
                .text,
                FunctionOptions(argumentNames: named),
                .values { (context, arguments) throws(DatabaseError) in
                    let hasStart = flags != 3
                    let call = try RegexCall(
                        context,
                        arguments,
                        start: hasStart ? 3 : nil,
                        occurrence: hasStart ? 4 : nil,
                        flags: flags
                    )
                    return .text(
                        try call.replaced(
                            String.unwrap(arguments[2]),
                            everyMatch: arguments.count < 5
                        )
                    )
                }
            )
        }
    }
}

extension Function.Body {
    /// Whether a text matches a regular expression.
    static func regex(ignoringCase: Bool, negated: Bool) -> Function.Body {
        .columns { (context, operands, count) throws(DatabaseError) in
            var options = try RegexOptions()
            options.ignoresCase = ignoringCase
            let (texts, patterns) = (operands[0], operands[1])
            var results: [Bool] = []
            results.reserveCapacity(count)
            for row in 0..<count {
                guard case .text(let text) = texts[row], case .text(let pattern) = patterns[row]
                else {
                    results.append(false)
                    continue
                }
                let regex = try context.evaluation.patterns.regex(pattern, options)
                results.append(try regex.matches(Array(text.utf8)) != negated)
            }
            return Column(context.resultType, .bool(results))
        }
    }
}
