// SPDX-License-Identifier: Apache-2.0

import Values

/// One call of a regular expression function: its text, pattern and the choices among matches.
struct RegexCall {
    let text: [UInt8]
    let regex: Regex
    let options: RegexOptions
    /// The byte where the search begins.
    let start: Int
    /// Which match is meant, from 1; 0 for all where that is possible.
    let number: Int
    /// Which group of it is meant, 0 for the whole.
    let group: Int

    /// Reads the arguments; the labels give the positions of those that may be left out.
    init(
        _ context: CallContext,
        _ arguments: [Value],
        start startPosition: Int? = nil,
        occurrence: Int? = nil,
        flags: Int? = nil,
        group groupPosition: Int? = nil,
        refusingGlobal function: String? = nil
    ) throws(DatabaseError) {
        func number(_ position: Int?, _ name: String, _ least: Int32) throws(DatabaseError) -> Int?
        {
            guard let position, position < arguments.count else { return nil }
            let value = try Int32.unwrap(arguments[position])
            guard value >= least else { throw Self.invalid(name, String(value)) }
            return Int(value)
        }
        let source = try String.unwrap(arguments[0])
        let flagText: String
        if let flags, flags < arguments.count {
            flagText = try String.unwrap(arguments[flags])
        } else {
            flagText = ""
        }
        let first = try number(startPosition, "start", 1) ?? 1
        self.number =
            try number(occurrence, "n", function == nil ? 0 : 1) ?? (function == nil ? 0 : 1)
        group = try number(groupPosition, "subexpr", 0) ?? 0
        options = try RegexOptions(flags: flagText)
        if let function, options.isGlobal {
            throw DatabaseError(
                .invalidParameterValue,
                "\(function) does not support the \"global\" option"
            )
        }
        text = Array(source.utf8)
        var compiled = options
        compiled.isGlobal = false
        regex = try context.evaluation.patterns.regex(String.unwrap(arguments[1]), compiled)
        start = Self.offset(ofCharacter: first - 1, in: text)
    }

    static func invalid(_ name: String, _ value: String) -> DatabaseError {
        DatabaseError(
            .invalidParameterValue,
            "invalid value for parameter \"\(name)\": \(value)"
        )
    }

    private static func offset(ofCharacter index: Int, in text: [UInt8]) -> Int {
        var seen = 0
        for (offset, byte) in text.enumerated() where byte & 0xC0 != 0x80 {
            if seen == index { return offset }
            seen += 1
        }
        return seen == index ? text.count : text.count + 1
    }

    /// How many characters stand before byte `offset`.
    func characters(before offset: Int) -> Int32 {
        Int32(text[..<offset].count { $0 & 0xC0 != 0x80 })
    }

    /// The text of a range, NULL where there is none.
    func value(_ range: Range<Int>?) -> Value {
        range.map { .text(String(decoding: text[$0], as: UTF8.self)) } ?? .null
    }

    /// The texts of the groups of a match, or of the whole when it has none.
    func groups(_ match: Regex.Match) -> Value {
        let ranges = match.ranges.count > 1 ? Array(match.ranges.dropFirst()) : match.ranges
        return .array(ArrayValue(elementType: .text, ranges.map(value)))
    }

    /// The group of the match that is meant.
    func occurrence() throws(DatabaseError) -> Range<Int>? {
        var left = number
        var found: Regex.Match?
        try regex.forEachMatch(text, from: start) { (match) in
            left -= 1
            if left == 0 { found = match }
            return left > 0
        }
        guard let found, group < found.ranges.count else { return nil }
        return found.ranges[group]
    }

    /// The pieces of the text between matches; empty matches at its ends split nothing.
    func pieces() throws(DatabaseError) -> [Value] {
        var pieces: [Value] = []
        var position = 0
        try regex.forEachMatch(text) { (match) in
            let range = match.range
            if range.isEmpty, range.lowerBound == position || range.lowerBound == text.count {
                return true
            }
            pieces.append(value(position..<range.lowerBound))
            position = range.upperBound
            return true
        }
        pieces.append(value(position..<text.count))
        return pieces
    }

    /// The text with matches replaced: the one meant, all of them, or the first.
    func replaced(
        _ replacement: String,
        everyMatch isFlagged: Bool
    ) throws(DatabaseError) -> String {
        let template = Array(replacement.utf8)
        let wanted = isFlagged && !options.isGlobal ? 1 : number
        var output: [UInt8] = []
        var position = 0
        var count = 0
        try regex.forEachMatch(text, from: start) { (match) in
            count += 1
            if wanted != 0, count < wanted { return true }
            output += text[position..<match.range.lowerBound]
            Self.append(template, match, text, to: &output)
            position = match.range.upperBound
            return wanted == 0 && output.count <= ValueLimit.bytes
        }
        try ValueLimit.require(output.count, adding: text.count - position)
        output += text[position...]
        return String(decoding: output, as: UTF8.self)
    }

    /// Appends the replacement: `\&` is the match, `\1` a group, `\\` a backslash.
    private static func append(
        _ template: [UInt8],
        _ match: Regex.Match,
        _ text: [UInt8],
        to output: inout [UInt8]
    ) {
        var index = 0
        // One match can be copied any number of times; what is too large already fails.
        while index < template.count, output.count <= ValueLimit.bytes {
            guard template[index] == UInt8(ascii: "\\"), index + 1 < template.count else {
                output.append(template[index])
                index += 1
                continue
            }
            switch template[index + 1] {
            case UInt8(ascii: "&"): output += text[match.range]
            case UInt8(ascii: "1")...UInt8(ascii: "9"):
                let group = Int(template[index + 1] - UInt8(ascii: "0"))
                if group < match.ranges.count, let range = match.ranges[group] {
                    output += text[range]
                }
            case UInt8(ascii: "\\"): output.append(UInt8(ascii: "\\"))
            default: output += template[index...(index + 1)]
            }
            index += 2
        }
    }
}
