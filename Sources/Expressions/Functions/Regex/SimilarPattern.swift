// SPDX-License-Identifier: Apache-2.0

import Values

/// Translates SQL's SIMILAR TO patterns into regular expressions.
///
/// Source: PostgreSQL 15 manual, section 9.7.2 "SIMILAR TO Regular Expressions".
enum SimilarPattern {
    /// The pattern as an anchored regular expression; escape and double quote twice mark the part
    /// that `SUBSTRING` extracts.
    ///
    /// - Throws: 22019 when `escape` is longer than a character.
    static func translated(_ pattern: String, escape: String) throws(DatabaseError) -> String {
        let escapes = Array(escape.unicodeScalars)
        guard escapes.count <= 1 else {
            throw DatabaseError(
                .invalidEscapeSequence,
                "invalid escape string",
                hint: "Escape string must be empty or one character."
            )
        }
        var output = "^(?:"
        var afterEscape = false
        var inBrackets = false
        var quotes = 0
        for scalar in pattern.unicodeScalars {
            if afterEscape {
                if scalar == "\"", !inBrackets {
                    // The first mark ends what comes before, matched as shortly as possible.
                    quotes += 1
                    switch quotes {
                    case 1: output += "){1,1}?("
                    case 2: output += "){1,1}(?:"
                    default:
                        throw DatabaseError(
                            SQLState(code: "2200C"),
                            """
                            SQL regular expression may not contain more than two escape-double-\
                            quote separators
                            """
                        )
                    }
                } else {
                    output += "\\\(scalar)"
                }
                afterEscape = false
            } else if escapes.first == scalar {
                afterEscape = true
            } else if inBrackets {
                if scalar == "\\" { output += "\\" }
                output.unicodeScalars.append(scalar)
                if scalar == "]" { inBrackets = false }
            } else {
                switch scalar {
                case "[":
                    output += "["
                    inBrackets = true
                case "%": output += ".*"
                case "_": output += "."
                case "(": output += "(?:"
                case "\\", ".", "^", "$": output += "\\\(scalar)"
                default: output.unicodeScalars.append(scalar)
                }
            }
        }
        return output + ")$"
    }
}
