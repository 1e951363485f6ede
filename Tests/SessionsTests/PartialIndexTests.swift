// SPDX-License-Identifier: Apache-2.0

import Testing

/// Indexes with WHERE whose keys are undefined for the rows that it excludes.
@Suite("Keys of partial indexes")
struct PartialIndexTests {
    let instance: TestInstance
    let client: Client

    init() throws {
        instance = try TestInstance()
        client = try instance.client()
        try client.run(
            "CREATE EXTENSION vector; CREATE TABLE e (id int, model_id bigint, embedding vector)"
        )
    }

    private static let vectorIndex =
        "e USING hnsw ((embedding::vector(3)) vector_l2_ops) WHERE model_id = 123"

    /// The rows of one model, nearest to [1,2,3] first.
    private func nearest() throws -> [String] {
        try client.run(
            """
            SELECT id FROM e WHERE model_id = 123
            ORDER BY embedding::vector(3) <-> '[1,2,3]' LIMIT 5
            """
        )
    }

    private func change() throws {
        try client.run("INSERT INTO e VALUES (3, 123, '[1,2,4]'), (4, 456, '[1]')")
        try client.run("INSERT INTO e VALUES (5, 456, '[1,2,3,4]')")
        #expect(try nearest() == ["1", "3"])
        // Out of the index, into it, and beside it.
        try client.run("UPDATE e SET model_id = 456, embedding = '[7]' WHERE id = 1")
        try client.run("UPDATE e SET model_id = 123, embedding = '[1,2,5]' WHERE id = 2")
        try client.run("UPDATE e SET embedding = '[8,9]' WHERE id = 5")
        #expect(try nearest() == ["3", "2"])
        try client.run("DELETE FROM e WHERE model_id = 456")
        #expect(try client.run("SELECT id FROM e ORDER BY id") == ["2", "3"])
    }

    @Test("pgvector's index of one model's dimension leaves the others' vectors alone")
    func oneModel() throws {
        try client.run("CREATE INDEX ON \(Self.vectorIndex)")
        try client.run("INSERT INTO e VALUES (1, 123, '[1,2,3]'), (2, 456, '[1,2]')")
        try change()
        #expect(client.failure("INSERT INTO e VALUES (9, 123, '[1,2]')") == "22000")
    }

    @Test("It is built over rows of several dimensions", arguments: ["", "CONCURRENTLY"])
    func built(how: String) throws {
        try client.run("INSERT INTO e VALUES (1, 123, '[1,2,3]'), (2, 456, '[1,2]')")
        try client.run("CREATE INDEX \(how) i ON \(Self.vectorIndex)")
        try client.run("REINDEX INDEX \(how) i")
        try change()
    }

    @Test("A unique index divides by what its predicate lets through only")
    func ordered() throws {
        try client.run("CREATE TABLE q (id int, d int); INSERT INTO q VALUES (1, 0), (2, 0)")
        try client.run("CREATE UNIQUE INDEX ON q ((100 / d)) WHERE d <> 0")
        try client.run("INSERT INTO q VALUES (3, 10), (4, 0), (5, 20)")
        try client.run("UPDATE q SET d = 0 WHERE id = 3")
        try client.run("UPDATE q SET d = 10 WHERE id = 4")
        #expect(client.failure("INSERT INTO q VALUES (6, 10)") == "23505")
        #expect(client.failure("UPDATE q SET d = 20 WHERE id = 1") == "23505")
        try client.run("DELETE FROM q WHERE d = 0")
        let found = try client.run("SELECT id FROM q WHERE d <> 0 AND 100 / d = 10")
        #expect(found == ["4"])
    }
}
