// SPDX-License-Identifier: Apache-2.0

import Values

/// The regular expressions and LIKE patterns that a running statement has compiled.
final class PatternCache {
    private struct Key: Hashable {
        let pattern: [UInt8]
        let options: RegexOptions
    }

    /// How many patterns are kept; beyond, all are forgotten.
    private static let capacity = 64

    private var regexes: [Key: Regex] = [:]
    private var last: (key: Key, regex: Regex)?

    /// The compiled form of `pattern`.
    func regex(_ pattern: String, _ options: RegexOptions) throws(DatabaseError) -> Regex {
        let key = Key(pattern: Array(pattern.utf8), options: options)
        if let last, last.key == key { return last.regex }
        let regex: Regex
        if let found = regexes[key] {
            regex = found
        } else {
            regex = try Regex(pattern, options)
            if regexes.count >= Self.capacity { regexes.removeAll() }
            regexes[key] = regex
        }
        last = (key, regex)
        return regex
    }
}
