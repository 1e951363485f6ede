// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@testable import Planning

@Suite struct BinderTests {
    @Test("names output columns as PostgreSQL does")
    func columnNames() throws {
        let statement = try plan(
            "SELECT id, value + 1, count(*) AS n, 'x', 1::int8, CASE WHEN true THEN name END, t.* "
                + "FROM t GROUP BY id"
        )
        #expect(
            statement.outputs.map(\.name)
                == ["id", "?column?", "n", "?column?", "int8", "case", "id", "value", "name"]
        )
        #expect(statement.outputs[0].attribute == 1)
        #expect(statement.outputs[3].type == .text)
    }

    @Test("infers the types of parameters from where they stand")
    func parameters() throws {
        let cases: [(String, [OID])] = [
            ("SELECT * FROM t WHERE id = $1", [.int4]),
            ("SELECT * FROM t LIMIT $1 OFFSET $2", [.int8, .int8]),
            ("INSERT INTO t VALUES ($1, $2, $3)", [.int4, .int4, .text]),
            ("SELECT $1", [.text]),
            ("SELECT $2::int8, $1 + 1", [.int4, .int8]),
            ("UPDATE t SET name = $1 WHERE id IN ($2, $3)", [.text, .int4, .int4]),
            ("SELECT coalesce($1, value) FROM t", [.int4]),
        ]
        for (sql, types) in cases {
            #expect(try plan(sql).parameters == types, "\(sql)")
        }
    }
}
