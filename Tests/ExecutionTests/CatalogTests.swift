// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Testing
import Values

@Suite struct CatalogTests {
    private let database: TestDatabase

    init() throws {
        database = try TestDatabase()
        try database.installVector()
        try database.create(
            "docs",
            [
                ("id", .int4), ("title", SQLType(.varchar, modifier: 24)),
                ("embedding", SQLType(.vector, modifier: 3)),
                ("price", SQLType(.numeric, modifier: (10 << 16 | 2) + 4)),
            ],
            indexed: [[1], [2, 1]]
        )
    }

    @Test("every computed relation can be read", arguments: CatalogRelations.all.map(\.name))
    func everyRelation(_ name: String) throws {
        let relation = try #require(CatalogRelations.all.first { $0.name == name })
        _ = try database.query("select tableoid, * from \(relation.schema).\(relation.name)")
    }

    struct Case: Sendable {
        let sql: String
        let rows: [String]
    }

    static let cases: [Case] = [
        Case(
            sql: """
                select c.relname, c.relkind, n.nspname, am.amname from pg_class c
                join pg_namespace n on n.oid = c.relnamespace left join pg_am am on am.oid = c.relam
                where n.nspname = 'public' order by 1
                """,
            rows: [
                "docs|r|public|heap", "docs_1_idx|i|public|btree", "docs_pkey|i|public|btree",
            ]
        ),
        Case(
            sql: """
                select a.attname, t.typname, a.atttypmod, a.attnotnull, a.attlen from pg_attribute a
                join pg_type t on t.oid = a.atttypid join pg_class c on c.oid = a.attrelid
                where c.relname = 'docs' and a.attnum > 0 and not a.attisdropped order by a.attnum
                """,
            rows: [
                "id|int4|-1|t|4", "title|varchar|24|f|-1", "embedding|vector|3|f|-1",
                "price|numeric|655366|f|-1",
            ]
        ),
        Case(
            sql: """
                select i.indisunique, i.indisprimary, i.indkey, i.indclass, i.indoption, o.opcname
                from pg_index i join pg_class c on c.oid = i.indexrelid
                join pg_opclass o on o.oid = i.indclass[0] order by c.relname
                """,
            rows: ["f|f|2 1|3126 1978|0 0|text_ops", "t|t|1|1978|0|int4_ops"]
        ),
        Case(
            sql: "select conname, contype, conkey from pg_constraint",
            rows: ["docs_pkey|p|{1}"]
        ),
        Case(
            sql:
                "select oid, typname, typarray, typelem, typlen from pg_type where typname = 'int4'",
            rows: ["23|int4|1007|0|4"]
        ),
        Case(
            sql: "select relname, relkind from pg_class where oid = 1259",
            rows: ["pg_class|r"]
        ),
        Case(
            sql: "select attname, atttypid from pg_attribute where attrelid = 1259 and attnum = 2",
            rows: ["relname|19"]
        ),
        Case(
            sql:
                "select proname, prokind, proretset, proargtypes from pg_proc where oid in (1067, 2803)",
            rows: ["generate_series|f|t|23 23", "count|a|f|"]
        ),
        Case(
            sql: """
                select column_name, data_type, is_nullable, character_maximum_length,
                numeric_precision, numeric_scale, udt_name
                from information_schema.columns where table_name = 'docs' order by ordinal_position
                """,
            rows: [
                "id|integer|NO|~|32|0|int4", "title|character varying|YES|20|~|~|varchar",
                "embedding|USER-DEFINED|YES|~|~|~|vector", "price|numeric|YES|~|10|2|numeric",
            ]
        ),
        Case(
            sql: """
                select constraint_type, column_name from information_schema.table_constraints
                join information_schema.key_column_usage using (constraint_name)
                """,
            rows: ["PRIMARY KEY|id"]
        ),
        Case(
            sql: "select tablename, hasindexes from pg_tables where schemaname = 'public'",
            rows: ["docs|t"]
        ),
        Case(
            sql: "select datname, encoding, datallowconn from pg_database order by datname",
            rows: ["postgres|6|t", "template0|6|f", "template1|6|t"]
        ),
        Case(
            sql: "select rolname, rolsuper, rolcanlogin from pg_roles where rolname !~ '^pg_'",
            rows: ["postgres|t|t"]
        ),
    ]

    @Test("the catalogs describe a table as PostgreSQL's do", arguments: cases)
    func answers(_ item: Case) throws {
        #expect(try database.query(item.sql) == item.rows, "\(item.sql)")
    }

    @Test("built-in types, operators and functions are listed once each")
    func uniqueRows() throws {
        for relation in ["pg_type", "pg_proc", "pg_operator", "pg_cast", "pg_opclass", "pg_class"] {
            #expect(
                try database.query(
                    "select oid from \(relation) group by oid having count(*) > 1"
                ) == [],
                "\(relation)"
            )
        }
        #expect(
            try database.query(
                """
                select attrelid, attnum from pg_attribute
                group by attrelid, attnum having count(*) > 1
                """
            ) == []
        )
    }
}
