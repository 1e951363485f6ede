// SPDX-License-Identifier: Apache-2.0

import Sessions
import Testing

/// ALTER TABLE of a table that has rows.
@Suite("ALTER TABLE")
struct AlterTableTests {
    let instance: TestInstance
    let client: Client

    init() throws {
        instance = try TestInstance()
        client = try instance.client()
        try client.run("CREATE TABLE t (a int)")
        try client.run("INSERT INTO t VALUES (1), (2)")
    }

    @Test("A new column's constraints hold for the rows there are")
    func addColumn() throws {
        #expect(client.failure("ALTER TABLE t ADD id int PRIMARY KEY") == "23502")
        #expect(client.failure("ALTER TABLE t ADD id int DEFAULT 1 PRIMARY KEY") == "23505")
        #expect(client.failure("ALTER TABLE t ADD d int DEFAULT 1 CHECK (d > 2)") == "23514")
        #expect(client.failure("ALTER TABLE t ADD d int CHECK (d IS NOT NULL)") == "23514")
        let volatile = "float DEFAULT random()"
        #expect(client.failure("ALTER TABLE t ADD d \(volatile) CHECK (d > 2)") == "23514")
        let generated = "int GENERATED ALWAYS AS (a + 1) STORED"
        #expect(client.failure("ALTER TABLE t ADD g \(generated) CHECK (g < 3)") == "23514")
        #expect(try client.run("SELECT * FROM t ORDER BY a") == ["1", "2"])
        try client.run("ALTER TABLE t ADD id serial PRIMARY KEY, ADD d int DEFAULT 3 CHECK (d > 2)")
        #expect(try client.run("SELECT * FROM t ORDER BY a") == ["1|1|3", "2|2|3"])
    }

    @Test("VALIDATE CONSTRAINT looks at the rows, and the catalog tells")
    func validate() throws {
        try client.run("ALTER TABLE t ADD CONSTRAINT c CHECK (a > 1) NOT VALID")
        let shown = "SELECT convalidated, pg_get_constraintdef(oid) FROM pg_constraint"
        #expect(try client.run(shown) == ["f|CHECK ((a > 1)) NOT VALID"])
        #expect(client.failure("INSERT INTO t VALUES (0)") == "23514")
        #expect(client.failure("ALTER TABLE t VALIDATE CONSTRAINT c") == "23514")
        try client.run("DELETE FROM t WHERE a = 1")
        try client.run("ALTER TABLE t VALIDATE CONSTRAINT c")
        #expect(try client.run(shown) == ["t|CHECK ((a > 1))"])
        try client.run("ALTER TABLE t ADD CONSTRAINT u UNIQUE (a)")
        #expect(client.failure("ALTER TABLE t VALIDATE CONSTRAINT u") == "42809")
        #expect(client.failure("ALTER TABLE t VALIDATE CONSTRAINT v") == "42704")
    }

    @Test("DROP COLUMN CASCADE takes the generated columns with it")
    func dropColumn() throws {
        try client.run("ALTER TABLE t ADD b int, ADD g int GENERATED ALWAYS AS (b + 1) STORED")
        try client.run("ALTER TABLE t ADD h int GENERATED ALWAYS AS (a + b) STORED CHECK (h > 0)")
        try client.run("CREATE INDEX ON t (g)")
        #expect(client.failure("ALTER TABLE t DROP COLUMN b") == "2BP01")
        try client.run("ALTER TABLE t DROP COLUMN b CASCADE")
        #expect(try client.run("SELECT * FROM t ORDER BY a") == ["1", "2"])
        #expect(try client.run("SELECT count(*) FROM pg_constraint WHERE contype = 'c'") == ["0"])
    }
}
