// SPDX-License-Identifier: Apache-2.0

import Foundation
import Parsing
import Testing
import Values

/// Runs the case files of `Tests/Cases/parsing`.
///
/// A case is one line of SQL, then what becomes of it behind an arrow. An error is its SQLSTATE,
/// position, message and hint.
@Suite("Each construct has the tree, and each mistake the error, that its case file says")
struct GoldenTests {
    private static let directory = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Cases/parsing")

    @Test(
        "Case files",
        arguments: ["queries", "expressions", "tables", "objects", "sessions", "errors"]
    )
    func cases(file: String) throws {
        let text = try String(
            contentsOf: Self.directory.appending(path: "\(file).txt"),
            encoding: .utf8
        )
        let lines = text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("--") }
        try #require(lines.count.isMultiple(of: 2) && !lines.isEmpty)
        for index in stride(from: 0, to: lines.count, by: 2) {
            let outcome = Self.outcome(of: lines[index])
            #expect(outcome == lines[index + 1], "\(file).txt: \(lines[index])")
        }
    }

    /// What becomes of `sql`, as the case files write it.
    static func outcome(of sql: String) -> String {
        do throws(DatabaseError) {
            let statements = try Parser.parse(sql).map {
                "\($0.commandTag): \(shape(of: $0.statement))"
            }
            return statements.map { "    → \($0)" }.joined()
        } catch {
            let position = error.fields.position.map { " at \($0)" } ?? ""
            let hint = error.fields.hint.map { " HINT \($0)" } ?? ""
            return "    → \(error.state.code)\(position): \(error.message)\(hint)"
        }
    }
}
