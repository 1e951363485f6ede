// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Reads case files of `Tests/Cases/expressions`.
enum CaseFile {
    static func lines(_ name: String, of source: String) throws -> [String] {
        let tests = URL(fileURLWithPath: source).deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = tests.appendingPathComponent("Cases/expressions/\(name).txt")
        return try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    }
}
