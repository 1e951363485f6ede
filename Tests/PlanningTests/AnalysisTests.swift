// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@testable import Planning

/// What PostgreSQL 15 answers to Parse and Describe: result columns and parameter types, or the
/// error with its position, detail and hint.
///
/// The expectations are its own answers.
@Suite struct AnalysisTests {
    @Test("describes statements as PostgreSQL does", arguments: PlanningCase.read("analysis.txt"))
    func analysis(_ item: PlanningCase) {
        #expect(described(item.sql) == item.expected)
    }

    @Test("finds its cases")
    func casesExist() {
        #expect(PlanningCase.read("analysis.txt").count > 200)
    }

    private func described(_ sql: String) -> [String] {
        do {
            let statement = try plan(sql)
            let columns = statement.outputs.map { column in
                let name = column.name.replacing(" ", with: "_")
                return "\(name):\(column.type.oid.rawValue):\(column.type.modifier)"
            }
            var lines = ["columns \(columns.joined(separator: " "))"]
            if !statement.parameters.isEmpty {
                let types = statement.parameters.map { String($0.rawValue) }
                lines.append("parameters \(types.joined(separator: " "))")
            }
            return lines
        } catch let error as DatabaseError {
            let position = error.fields.position.map(String.init) ?? "-"
            var lines = ["error \(error.state.code) \(position) \(error.message)"]
            if let detail = error.fields.detail { lines.append("detail \(detail)") }
            if let hint = error.fields.hint { lines.append("hint \(hint)") }
            return lines
        } catch {
            return ["\(error)"]
        }
    }
}
