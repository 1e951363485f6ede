// SPDX-License-Identifier: Apache-2.0

import Parsing
import Platform
import Testing
import Values

@Suite("Deeply nested text is refused and never crashes")
struct DepthTests {
    /// A form that nests, with `count` levels of it.
    struct Form: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let text: @Sendable (Int) -> String

        init(_ name: String, _ text: @escaping @Sendable (Int) -> String) {
            testDescription = name
            self.text = text
        }
    }

    private static func repeated(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    static let forms: [Form] = [
        Form("operators") { "SELECT 1" + repeated("+1", $0) },
        Form("prefix operators") { "SELECT " + repeated("- ", $0) + "a" },
        Form("NOT") { "SELECT " + repeated("NOT ", $0) + "true" },
        Form("UNION") { "SELECT 1" + repeated(" UNION ALL SELECT 1", $0) },
        Form("INTERSECT to the right") {
            repeated("SELECT 1 INTERSECT (", $0) + "SELECT 1" + repeated(")", $0)
        },
        Form("scalar subqueries") {
            "SELECT " + repeated("(SELECT ", $0) + "1" + repeated(")", $0)
        },
        Form("subqueries in FROM") {
            "SELECT * FROM " + repeated("(SELECT * FROM ", $0) + "t" + repeated(") t", $0)
        },
        Form("parentheses") { "SELECT " + repeated("(", $0) + "1" + repeated(")", $0) },
        Form("ARRAY") { "SELECT ARRAY" + repeated("[", $0) + "1" + repeated("]", $0) },
        Form("ROW") { "SELECT " + repeated("ROW(", $0) + "1" + repeated(")", $0) },
        Form("CASE") { "SELECT " + repeated("CASE WHEN a THEN ", $0) + "1" + repeated(" END", $0) },
        Form("calls") { "SELECT " + repeated("abs(", $0) + "1" + repeated(")", $0) },
        Form("joins") { "SELECT 1 FROM t" + repeated(" CROSS JOIN t", $0) },
        Form("joins to the right") {
            "SELECT 1 FROM " + repeated("t JOIN (", $0) + "t JOIN t ON a" + repeated(") ON a", $0)
        },
        Form("minus in parentheses") { "SELECT " + repeated("-(", $0) + "1" + repeated(")", $0) },
        Form("casts") { "SELECT 1" + repeated("::int", $0) },
        Form("COLLATE") { "SELECT a" + repeated(" COLLATE x", $0) },
        Form("IS NULL") { "SELECT a" + repeated(" IS NULL", $0) },
        Form("AT TIME ZONE") { "SELECT a" + repeated(" AT TIME ZONE 'x'", $0) },
        Form("BETWEEN") { "SELECT 1" + repeated(" BETWEEN (1", $0) + repeated(") AND 1", $0) },
        Form("IN") { "SELECT " + repeated("1 IN (", $0) + "1" + repeated(")", $0) },
        Form("ANY") { "SELECT 1" + repeated(" = ANY (1", $0) + repeated(")", $0) },
        Form("LIKE") { "SELECT 1" + repeated(" LIKE (1", $0) + repeated(")", $0) },
        Form("subscripts in subscripts") {
            "SELECT " + repeated("a[", $0) + "1" + repeated("]", $0)
        },
        Form("AND in parentheses") {
            "SELECT " + repeated("(a AND (b OR ", $0) + "c" + repeated("))", $0)
        },
        Form("WITH") { repeated("WITH x AS (", $0) + "SELECT 1" + repeated(") SELECT 1", $0) },
        Form("GROUPING SETS") {
            "SELECT 1 GROUP BY " + repeated("GROUPING SETS (", $0) + "a" + repeated(")", $0)
        },
        Form("type modifiers") { "SELECT 1" + repeated("::x(1", $0) + repeated(")", $0) },
        Form("multiple assignment") {
            repeated("WITH x AS (UPDATE t SET (a, b) = (", $0) + "SELECT 1, 2"
                + repeated(") RETURNING 1) SELECT 1", $0)
        },
    ]

    @Test("100,000 levels give 54001 or 42601", arguments: forms)
    func refusesDepth(form: Form) throws {
        let error = try #require(throws: DatabaseError.self) {
            try Parser.parse(form.text(100_000))
        }
        #expect(error.state == .statementTooComplex || error.state == .syntaxError)
    }

    @Test("Whatever the depth, a tree is built and released or refused", arguments: forms)
    func survivesEveryDepth(form: Form) {
        for count in [10, 100, 400, 499, 500, 660, 990, 1_990, 1_996, 1_999, 2_001, 5_000] {
            do throws(DatabaseError) {
                _ = try Parser.parse(form.text(count))
            } catch {
                #expect(error.state == .statementTooComplex || error.state == .syntaxError)
            }
        }
    }

    @Test("Moderate depth is accepted", arguments: forms.prefix(20))
    func acceptsModerateDepth(form: Form) throws {
        #expect(try Parser.parse(form.text(200)).count == 1)
    }

    @Test("A stack of 2 MB is enough for any text")
    func smallStack() throws {
        let thread = try OSThread(name: "small", stackBytes: 2 << 20) {
            for form in Self.forms {
                for count in [1_000, 1_990, 100_000] { _ = try? Parser.parse(form.text(count)) }
            }
        }
        thread.join()
    }

    @Test("The error is PostgreSQL's, with its hint")
    func message() throws {
        let error = try #require(throws: DatabaseError.self) {
            try Parser.parse("SELECT 1" + String(repeating: "+1", count: 5_000))
        }
        #expect(error.state == .statementTooComplex)
        #expect(error.message == "stack depth limit exceeded")
        #expect(
            error.fields.hint
                == "Increase the configuration parameter \"max_stack_depth\" (currently 2048kB), "
                + "after ensuring the platform's stack depth limit is adequate."
        )
    }

    @Test("What is long but flat has no limit")
    func flatText() throws {
        let flat = [
            "SELECT true" + String(repeating: " AND true", count: 100_000),
            "SELECT a IN (1" + String(repeating: ",1", count: 100_000) + ")",
            "SELECT ARRAY[1" + String(repeating: ",1", count: 100_000) + "]",
            "SELECT (a)" + String(repeating: "[1]", count: 100_000),
            "SELECT a" + String(repeating: ".b", count: 100_000),
            "INSERT INTO t VALUES (1)" + String(repeating: ",(1)", count: 100_000),
        ]
        for text in flat { #expect(try Parser.parse(text).count == 1) }
    }
}
