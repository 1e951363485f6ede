// SPDX-License-Identifier: Apache-2.0

import Parsing
import Values

/// The statements of the query texts a session sent most recently, so that repeated simple queries
/// are neither parsed nor planned again.
struct StatementCache {
    /// Texts longer than this are rarely sent twice.
    private static let greatestLength = 8_192
    private static let capacity = 256

    private var entries: [[UInt8]: (statements: [PreparedStatement], used: UInt64)] = [:]
    private var clock: UInt64 = 0

    /// The statements of `sql`, parsed now or before.
    mutating func statements(of sql: String) throws(DatabaseError) -> [PreparedStatement] {
        guard sql.utf8.count <= Self.greatestLength else { return try Self.prepare(sql) }
        let key = Array(sql.utf8)
        clock += 1
        if let index = entries.index(forKey: key) {
            entries.values[index].used = clock
            return entries.values[index].statements
        }
        let statements = try Self.prepare(sql)
        if entries.count >= Self.capacity { evict() }
        entries[key] = (statements, clock)
        return statements
    }

    private static func prepare(_ sql: String) throws(DatabaseError) -> [PreparedStatement] {
        try Parser.parse(sql).map { parsed in
            PreparedStatement(
                name: "",
                text: parsed.text,
                statement: parsed.statement,
                declaredTypes: [],
                preparedAt: 0
            )
        }
    }

    /// Drops the half that was not used for longest.
    private mutating func evict() {
        let median = entries.values.map(\.used).sorted()[entries.count / 2]
        entries = entries.filter { $0.value.used > median }
    }
}
