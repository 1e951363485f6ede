// SPDX-License-Identifier: Apache-2.0

import Sessions
import Testing

/// What depends on views, and on what views depend.
@Suite("Views") struct ViewTests {
    @Test("A view whose table was renamed stands in the way of nothing else")
    func brokenView() throws {
        let instance = try TestInstance()
        let client = try instance.client()
        try client.run("CREATE TABLE a (x int); CREATE TABLE b (x int); CREATE SEQUENCE s")
        try client.run("CREATE VIEW v AS SELECT x FROM a; CREATE VIEW w AS SELECT x FROM b")
        try client.run("ALTER TABLE a RENAME TO c")
        #expect(client.failure("DROP TABLE b") == "2BP01")
        try client.run("DROP VIEW w; DROP TABLE b; DROP SEQUENCE s")
        let reads = """
            SELECT count(*) FROM pg_depend d JOIN pg_class c ON d.refobjid = c.oid \
            WHERE d.deptype = 'n' AND c.relname = 'c'
            """
        #expect(try client.run(reads) == ["0"])
        try client.run("ALTER TABLE c RENAME TO a")
        #expect(client.failure("DROP TABLE a") == "2BP01")
    }
}
