// SPDX-License-Identifier: Apache-2.0

import Values

/// A table of calls and what PostgreSQL answered.
struct CaseTable {
    /// One call: its fields, the answer being the last.
    struct Row: Sendable, CustomStringConvertible {
        let fields: [String]
        let description: String

        /// The fields but the answer.
        subscript(field: Int) -> String { fields[field] }
        var answer: String { fields[fields.count - 1] }
    }

    /// The lines of `text`; fields are separated by a broken bar, ∅ is the empty text and ⏎ the end
    /// of a line.
    static func rows(_ text: String) -> [Row] {
        text.split(separator: "\n").map { line in
            var fields: [String] = []
            var field: [Substring.Element] = []
            let characters = Array(line)
            var index = 0
            while index < characters.count {
                if characters[index...].starts(with: " ¦ ") {
                    fields.append(restored(field))
                    field = []
                    index += 3
                } else {
                    field.append(characters[index])
                    index += 1
                }
            }
            fields.append(restored(field))
            return Row(fields: fields, description: String(line))
        }
    }

    private static func restored(_ field: [Character]) -> String {
        if field == ["∅"] { return "" }
        return String(field.map { $0 == "⏎" ? "\n" : $0 })
    }

    /// What `body` returns, or its error as the tables show errors: `ERR 22P02 message | detail`,
    /// a hint after `!`, JSON's context after `||`.
    static func outcome(_ body: () throws(DatabaseError) -> String?) -> String {
        do {
            return try body() ?? "NULL"
        } catch {
            var text = "ERR \(error.state.code) \(error.message)"
            if let detail = error.fields.detail { text += " | \(detail)" }
            if let hint = error.fields.hint { text += " ! \(hint)" }
            if let context = error.fields.context { text += " || \(context)" }
            return text
        }
    }

    /// `bytes` as hexadecimal digits.
    static func hexadecimal(_ bytes: [UInt8]) -> String {
        var digits: [UInt8] = []
        Bytea.appendHexadecimalDigits(bytes, to: &digits)
        return String(decoding: digits, as: UTF8.self)
    }
}
