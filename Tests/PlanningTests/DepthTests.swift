// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization
import Testing
import Values

@testable import Planning

/// Deeply nested and very long statements: planned, or refused with an error, on the stack that a
/// session's thread has.
@Suite struct DepthTests {
    /// `count` levels of each way to nest.
    private static func nested(_ count: Int) -> [String: String] {
        func wrapped(_ open: String, _ core: String, _ close: String) -> String {
            String(repeating: open, count: count) + core
                + String(repeating: close, count: count)
        }
        return [
            "operators": "SELECT 1" + String(repeating: " + 1", count: count),
            "right operators": "SELECT " + wrapped("1 + (", "1", ")"),
            "negations": "SELECT " + wrapped("NOT ", "true", ""),
            "minus": "SELECT " + wrapped("- ", "1", ""),
            "functions": "SELECT " + wrapped("abs(", "1", ")"),
            "cases": "SELECT " + wrapped("CASE WHEN true THEN ", "1", " END"),
            "coalesce": "SELECT " + wrapped("coalesce(1, ", "2", ")"),
            "casts": "SELECT " + wrapped("CAST(", "1", " AS int)"),
            "alternations": "SELECT " + wrapped("(true AND (false OR ", "true", "))"),
            "scalar subqueries": "SELECT " + wrapped("(SELECT ", "1", ")"),
            "derived tables": wrapped("SELECT * FROM (", "SELECT 1", ") s"),
            "exists": "SELECT 1 WHERE " + wrapped("EXISTS (SELECT 1 WHERE ", "true", ")"),
            "unions": "SELECT 1" + String(repeating: " UNION ALL SELECT 1", count: count),
            "mixed unions": wrapped("(SELECT 1 UNION ", "SELECT 2", ")"),
            "joins": "SELECT 1 FROM " + wrapped("(", "t", " CROSS JOIN t)"),
            "common tables": "SELECT * FROM "
                + wrapped("(WITH x AS (SELECT 1) SELECT * FROM ", "t", ") s"),
            "arrays": "SELECT " + wrapped("ARRAY[", "1", "]"),
            "rows": "SELECT " + wrapped("ROW(1, ", "2", ")"),
        ]
    }

    @Test("survives any depth", arguments: [50, 400, 900, 1_900, 50_000])
    func depth(_ count: Int) throws {
        let allowed: Set<String> = ["54001", "42601", "42712", "42804", "42P18", "54000"]
        for (name, sql) in Self.nested(count) {
            let code = onSessionStack { planningError(sql)?.state.code } ?? nil
            #expect(code == nil || allowed.contains(code ?? ""), "\(name): \(code ?? "")")
        }
    }

    @Test("plans long lists quickly")
    func length() throws {
        let many = (0..<5_000).map(String.init)
        for sql in [
            "SELECT * FROM t WHERE id IN (\(many.joined(separator: ",")))",
            "INSERT INTO t (id) VALUES (\(many.joined(separator: "),(")))",
            "SELECT \(many.prefix(1_600).joined(separator: ","))",
            "SELECT * FROM t WHERE \(many.map { "value = \($0)" }.joined(separator: " OR "))",
        ] {
            let start = ContinuousClock.now
            let code = onSessionStack { planningError(sql)?.state.code } ?? nil
            #expect(code == nil)
            #expect(ContinuousClock.now - start < .seconds(10), "\(sql.prefix(40))")
        }
    }

    /// Runs `body` on a thread with the stack of a session's.
    private func onSessionStack<Result: Sendable>(
        _ body: @escaping @Sendable () -> Result
    ) -> Result? {
        let box = Box(body)
        let thread = Thread { box.run() }
        thread.stackSize = 64 << 20
        thread.start()
        box.done.wait()
        return box.result.withLock { $0 }
    }

    /// What a thread runs and leaves behind.
    private final class Box<Result: Sendable>: Sendable {
        let result = Mutex<Result?>(nil)
        let done = DispatchSemaphore(value: 0)
        let body: @Sendable () -> Result

        init(_ body: @escaping @Sendable () -> Result) { self.body = body }

        func run() {
            let value = body()
            result.withLock { $0 = value }
            done.signal()
        }
    }
}
