// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One case of a file under `Tests/Cases`: a line of SQL, then what is expected, indented by four.
struct PlanningCase: CustomStringConvertible, Sendable {
    var sql: String
    var expected: [String]

    var description: String { sql }

    /// The cases of `Tests/Cases/planning/name`.
    static func read(_ name: String) -> [PlanningCase] {
        let path = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Cases/planning/\(name)")
        guard let text = try? String(contentsOf: path, encoding: .utf8) else { return [] }
        var cases: [PlanningCase] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("    ") {
                guard !cases.isEmpty else { continue }
                cases[cases.count - 1].expected.append(String(line.dropFirst(4)))
            } else if !line.hasPrefix("#") {
                cases.append(PlanningCase(sql: String(line), expected: []))
            }
        }
        return cases
    }
}
