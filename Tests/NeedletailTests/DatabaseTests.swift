// SPDX-License-Identifier: Apache-2.0

import Needletail
import Testing
import Values

@Suite("An embedded database")
struct DatabaseTests {
    @Test("Creates, fills and searches a table of vectors")
    func searches() throws {
        let connection = try Database.inMemory().connect()
        try connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
        try connection.execute("CREATE TABLE items (id bigint PRIMARY KEY, embedding vector(3))")
        #expect(
            try connection.execute("INSERT INTO items VALUES ($1, $2)", 1, [1, 2, 3] as [Float])
                == 1
        )
        try connection.execute("INSERT INTO items VALUES ($1, $2)", 2, [4, 5, 6] as [Float])
        let rows = try connection.query(
            "SELECT id FROM items ORDER BY embedding <-> $1 LIMIT 5",
            [3, 3, 3] as [Float]
        )
        #expect(try rows.map { try $0.decode(Int.self, "id") } == [1, 2])
    }
}
