// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Tables written anew")
struct RewriteTests {
    @Test("A table is written anew twice in a transaction, its vectors with another dimension")
    func twice() throws {
        let instance = try TestInstance()
        let client = try instance.client()
        try client.run("CREATE EXTENSION vector; CREATE TABLE t (id int, e vector(3))")
        try client.run("CREATE INDEX ON t USING hnsw (e vector_l2_ops)")
        // Enough for the commit to encode the vectors of each index at once.
        try client.run(
            "INSERT INTO t SELECT g, ARRAY[g, 1, 2]::vector FROM generate_series(1, 40) g"
        )
        let nearest = "SELECT id FROM t ORDER BY e <-> '[7,1,2,3]' LIMIT 1"
        try client.run(
            """
            ALTER TABLE t ADD r float DEFAULT random(),
            ALTER COLUMN e TYPE vector(4) USING ('[' || id || ',1,2,3]')::vector(4)
            """
        )
        #expect(try client.run(nearest) == ["7"])
        try client.run("BEGIN; UPDATE t SET e = ARRAY[id + 1, 1, 2, 3]::vector")
        try client.run("ALTER TABLE t ALTER COLUMN e TYPE vector(2) USING subvector(e, 1, 2)")
        try client.run("TRUNCATE t; INSERT INTO t SELECT g FROM generate_series(1, 40) g")
        try client.run(
            "ALTER TABLE t ALTER COLUMN e TYPE vector(4) USING ARRAY[id, 1, 2, 3]::vector"
        )
        try client.run("COMMIT")
        #expect(try client.run(nearest) == ["7"])
        #expect(try client.run("SELECT count(*), count(e) FROM t") == ["40|40"])
    }
}
