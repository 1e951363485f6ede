// SPDX-License-Identifier: Apache-2.0

import CPCRE2
import Values

/// A compiled regular expression of PostgreSQL's dialect, run by PCRE2.
///
/// POSIX demands the longest of the leftmost matches, PCRE takes the first that works; so where the
/// extent of a match is asked for, it is found by PCRE's DFA matcher, which knows the longest, and
/// the groups by matching again within that extent. Patterns with back references, which no DFA can
/// match, take PCRE's own choice.
///
/// Source: PCRE2 manual, pcre2api(3) and pcre2matching(3).
final class Regex {
    /// Byte offsets of a match: of the whole, then of each group, nil for groups that took no part.
    struct Match {
        var ranges: [Range<Int>?]
        /// The whole match.
        var range: Range<Int>
    }

    private let code: OpaquePointer
    private let data: OpaquePointer
    private let prefersShortest: Bool
    private let hasBackReference: Bool
    /// How many groups capture.
    let groupCount: Int

    /// The room that DFA matching may use, in integers.
    private static let workspaceSize = 4_096

    /// Compiles `pattern`.
    ///
    /// - Throws: 2201B `invalid regular expression: …`.
    init(_ pattern: String, _ options: RegexOptions) throws(DatabaseError) {
        var translator = RegexTranslator(pattern, options)
        let translated = Array(try translator.translated().utf8)
        prefersShortest = translator.prefersShortest
        hasBackReference = translator.hasBackReference
        var flags = UInt32(PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK | PCRE2_DOTALL)
        flags |= UInt32(PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C)
        // Possessive repetitions would hide the shorter matches from the DFA.
        flags |= UInt32(PCRE2_NO_AUTO_POSSESS)
        if translator.options.ignoresCase { flags |= UInt32(PCRE2_CASELESS) }
        if translator.options.anchorsMatchLines { flags |= UInt32(PCRE2_MULTILINE) }
        var error: Int32 = 0
        var offset = 0
        guard
            let code = pcre2_compile_8(translated, translated.count, flags, &error, &offset, nil)
        else { throw Self.failure(error) }
        // Matching without the JIT works too, only slower.
        _ = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
        guard let data = pcre2_match_data_create_from_pattern_8(code, nil) else {
            pcre2_code_free_8(code)
            throw DatabaseError(.outOfMemory, "out of memory")
        }
        var groups: UInt32 = 0
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_CAPTURECOUNT), &groups)
        self.code = code
        self.data = data
        groupCount = Int(groups)
    }

    deinit {
        pcre2_match_data_free_8(data)
        pcre2_code_free_8(code)
    }

    private static func failure(_ code: Int32) -> DatabaseError {
        let problem =
            switch code {
            case PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS,
                PCRE2_ERROR_UNMATCHED_CLOSING_PARENTHESIS:
                "parentheses () not balanced"
            case PCRE2_ERROR_MISSING_SQUARE_BRACKET: "brackets [] not balanced"
            case PCRE2_ERROR_QUANTIFIER_INVALID: "quantifier operand invalid"
            case PCRE2_ERROR_QUANTIFIER_OUT_OF_ORDER, PCRE2_ERROR_QUANTIFIER_TOO_BIG:
                "invalid repetition count(s)"
            case PCRE2_ERROR_CLASS_RANGE_ORDER: "invalid character range"
            case PCRE2_ERROR_UNKNOWN_POSIX_CLASS: "invalid character class"
            case PCRE2_ERROR_PATTERN_TOO_LARGE, PCRE2_ERROR_PARENTHESES_NEST_TOO_DEEP:
                "regular expression is too complex"
            default: "invalid escape \\ sequence"
            }
        return RegexTranslator.invalid(problem)
    }

    /// Whether the pattern occurs in `text` at or after byte `start`.
    func matches(_ text: [UInt8], from start: Int = 0) throws(DatabaseError) -> Bool {
        let result = text.withUnsafeBufferPointer { text in
            pcre2_match_8(code, text.baseAddress, text.count, start, Self.flags, data, nil)
        }
        return try check(result)
    }

    private static let flags = UInt32(PCRE2_NO_UTF_CHECK)

    private func check(_ result: Int32) throws(DatabaseError) -> Bool {
        if result >= 0 { return true }
        if result == PCRE2_ERROR_NOMATCH { return false }
        throw DatabaseError(
            .invalidRegularExpression,
            "regular expression failed: regular expression is too complex"
        )
    }

    /// The first match in `text` at or after byte `start`.
    func firstMatch(_ text: [UInt8], from start: Int = 0) throws(DatabaseError) -> Match? {
        if let whole = try extent(text, from: start) {
            guard let whole = whole.range else { return nil }
            if groupCount == 0 { return Match(ranges: [whole], range: whole) }
            let flags = Self.flags | UInt32(PCRE2_ANCHORED | PCRE2_ENDANCHORED)
            let result = text.withUnsafeBufferPointer { text in
                pcre2_match_8(
                    code,
                    text.baseAddress,
                    whole.upperBound,
                    whole.lowerBound,
                    flags,
                    data,
                    nil
                )
            }
            if try check(result), let match = currentMatch() { return match }
            // What follows the match decides about it, as a lookahead does: match freely.
        }
        return try matches(text, from: start) ? currentMatch() : nil
    }

    /// The longest of the leftmost matches, or the shortest when the pattern prefers that; nil when
    /// no DFA can tell.
    private func extent(
        _ text: [UInt8],
        from start: Int
    ) throws(DatabaseError) -> (range: Range<Int>?, known: Bool)? {
        if hasBackReference { return nil }
        let flags = Self.flags | UInt32(prefersShortest ? PCRE2_DFA_SHORTEST : 0)
        let result = withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.workspaceSize) {
            workspace in
            text.withUnsafeBufferPointer { text in
                pcre2_dfa_match_8(
                    code,
                    text.baseAddress,
                    text.count,
                    start,
                    flags,
                    data,
                    nil,
                    workspace.baseAddress,
                    Self.workspaceSize
                )
            }
        }
        if result == PCRE2_ERROR_NOMATCH { return (nil, true) }
        // Too complex for the DFA's workspace, or beyond what it can do.
        if result < 0 { return nil }
        let offsets = pcre2_get_ovector_pointer_8(data)
        guard let offsets, offsets[0] <= offsets[1] else { return nil }
        return (offsets[0]..<offsets[1], true)
    }

    private func currentMatch() -> Match? {
        guard let offsets = pcre2_get_ovector_pointer_8(data), offsets[0] <= offsets[1] else {
            return nil
        }
        var ranges: [Range<Int>?] = []
        for group in 0...groupCount {
            let (lower, upper) = (offsets[2 * group], offsets[2 * group + 1])
            // An unset offset is the largest size_t, here -1.
            ranges.append(lower < 0 || lower > upper ? nil : lower..<upper)
        }
        return Match(ranges: ranges, range: offsets[0]..<offsets[1])
    }

    /// Calls `body` with each match from byte `start` on, until it returns false.
    ///
    /// After an empty match the search goes on one character further.
    func forEachMatch(
        _ text: [UInt8],
        from start: Int = 0,
        _ body: (Match) throws(DatabaseError) -> Bool
    ) throws(DatabaseError) {
        var position = start
        while position <= text.count, let match = try firstMatch(text, from: position) {
            if try !body(match) { return }
            position = match.range.upperBound
            if match.range.isEmpty {
                repeat {
                    position += 1
                } while position < text.count
                    && text[position] & 0xC0 == 0x80
            }
        }
    }
}
