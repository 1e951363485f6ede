// SPDX-License-Identifier: Apache-2.0

import Foundation
import Parsing
import Testing
import Values

@Suite("What real clients send is parsed")
struct CorpusTests {
    /// Where statements recorded from real clients lie, beside a checkout that has them.
    private static let directory = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "shared/corpus")

    static let files: [String] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: directory.path)
        // The commands of a replication connection have a grammar of their own.
        return (names ?? []).filter { $0.hasSuffix(".sql") && $0 != "logical-replication.sql" }
            .sorted()
    }()

    @Test(
        "Each recorded statement has a tree",
        .disabled(if: files.isEmpty, "../shared/corpus is not there"),
        arguments: files
    )
    func corpus(file: String) throws {
        let text = try String(
            contentsOf: Self.directory.appending(path: file),
            encoding: .utf8
        )
        for entry in text.components(separatedBy: "\n-- #").dropFirst() {
            let (header, sql) = entry.split(at: "\n")
            if sql.contains("/* … cut */") { continue }
            do throws(DatabaseError) {
                _ = try Parser.parse(sql)
            } catch  where header.contains("error=\(error.state.code)") {
                continue
            } catch {
                Issue.record("\(file) #\(header): \(error)\n\(sql)")
            }
        }
    }
}

extension String {
    /// The text before and after the first `separator`.
    fileprivate func split(at separator: Character) -> (String, String) {
        guard let index = firstIndex(of: separator) else { return (self, "") }
        return (String(self[..<index]), String(self[self.index(after: index)...]))
    }
}
