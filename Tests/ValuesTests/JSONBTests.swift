// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@Suite struct JSONBTests {
    private func json(_ text: String) throws(DatabaseError) -> JSONB { try JSONB(parsing: text) }

    private func path(_ text: String) -> [String] { text.split(separator: ",").map(String.init) }

    @Test("Texts are read, printed and refused as PostgreSQL does")
    func parsing() {
        for row in CaseTable.rows(JSONCases.parsing) {
            let type = SQLType(row[0] == "json" ? .json : .jsonb)
            let outcome = CaseTable.outcome { () throws(DatabaseError) in
                let value = try TypeCodec.parse(row[1], as: type, Formatting())
                return TypeCodec.text(value, as: type, Formatting())
            }
            #expect(outcome == row.answer, "\(row)")
        }
    }

    @Test("Operators agree with PostgreSQL")
    func operators() {
        for row in CaseTable.rows(JSONCases.operators) {
            let outcome = CaseTable.outcome { () throws(DatabaseError) in try call(row) }
            #expect(outcome == row.answer, "\(row)")
        }
    }

    private func call(_ row: CaseTable.Row) throws(DatabaseError) -> String? {
        if row[0].hasPrefix("json") { return try callText(row) }
        let document = try json(row[1])
        switch row[0] {
        case "->": return document.value(forKey: row[2])?.text
        case "->i": return document.value(at: Int(row[2]) ?? 0)?.text
        case "-": return try document.removing(keys: [row[2]]).text
        case "-i": return try document.removing(at: Int(row[2]) ?? 0).text
        case "?": return document.hasKey(row[2]) ? "true" : "false"
        case "#>": return document.value(atPath: path(row[2]))?.text
        case "#>>": return document.value(atPath: path(row[2]))?.unquotedText
        case "#-": return try document.removing(path: path(row[2])).text
        case "set":
            let isCreating = row[4] == "true"
            return try document.setting(
                path: path(row[2]),
                to: try json(row[3]),
                creating: isCreating
            ).text
        case "insert":
            return try document.inserting(
                path: path(row[2]),
                try json(row[3]),
                after: row[4] == "true"
            ).text
        case "strip": return try document.strippingNulls().text
        case "pretty": return document.prettyText
        case "typeof": return document.typeName
        case "||": return try document.concatenated(with: try json(row[2])).text
        case "compare": return String(JSONB.compare(document, try json(row[2])))
        default: return try document.contains(try json(row[2])) ? "true" : "false"
        }
    }

    private func callText(_ row: CaseTable.Row) throws(DatabaseError) -> String? {
        switch row[0] {
        case "json->i": try JSONText.value(row[1], at: Int(row[2]) ?? 0)?.text
        default: try JSONText.value(row[1], atPath: path(row[2]))?.text
        }
    }

    @Test("Nesting is bounded, and deep documents are printed, compared and freed")
    func nesting() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        let deep = try json(nested(10_000))
        #expect(deep.text.utf8.count == 20_000)
        #expect(JSONB.compare(deep, deep) == 0)
        #expect(deep.hashValue == (try json(nested(10_000))).hashValue)
        #expect(try deep.strippingNulls() == deep)
        let error = #expect(throws: DatabaseError.self) { try json(nested(100_000)) }
        #expect(error?.state == .statementTooComplex)
        #expect(error?.message == "stack depth limit exceeded")
        let textError = #expect(throws: DatabaseError.self) {
            try JSONText.validate(nested(100_000).utf8Span.span)
        }
        #expect(textError?.state == .statementTooComplex)
        let contained = #expect(throws: DatabaseError.self) { try deep.contains(deep) }
        #expect(contained?.state == .statementTooComplex)
    }

    @Test("Numbers compare and hash across scales")
    func numbers() throws {
        let a = try json("[1, 1.0, 1e0]")
        let b = try json("[1.00, 1, 1]")
        #expect(a == b)
        #expect(a.hashValue == b.hashValue)
        #expect(a.text == "[1, 1.0, 1]")
    }

    @Test("A part shares its document and prints alone")
    func parts() throws {
        let document = try json(#"{"a": {"b": [1, {"c": "d"}]}}"#)
        let part = try #require(document.value(atPath: ["a", "b", "1"]))
        #expect(part.text == #"{"c": "d"}"#)
        #expect(part == (try json(#"{"c":"d"}"#)))
        #expect(try JSONB(elements: [part, .null]).text == #"[{"c": "d"}, null]"#)
    }

    @Test("Documents are made of values")
    func making() throws {
        let object = try JSONB(entries: [
            ("b", JSONB(true)), ("a", JSONB("x")), ("b", JSONB(Numeric(2))), ("", JSONB.null),
        ])
        #expect(object.text == #"{"": null, "a": "x", "b": 2}"#)
        #expect(object.entries.map(\.key) == ["", "a", "b"])
        #expect(JSONB(Numeric.nan).text == #""NaN""#)
        #expect(JSONB("\u{1}\"\\\n/é").text == "\"\\u0001\\\"\\\\\\n/é\"")
        #expect(object.value(forKey: "b")?.numberValue == Numeric(2))
        #expect(object.value(forKey: "a")?.stringValue == "x")
    }

    @Test("json keeps its text, and members repeat")
    func members() throws {
        let members = try JSONText.members(#"{"a": 1 , "b" :[ 1 ], "a":null}"#)
        #expect(members.map(\.key) == ["a", "b", "a"])
        #expect(members.map(\.value.text) == ["1", "[ 1 ]", "null"])
        #expect(try JSONText.elements("[1, [2 ], \"x\"]").map(\.text) == ["1", "[2 ]", "\"x\""])
        #expect(try JSONText.elements("{}").isEmpty)
    }
}
