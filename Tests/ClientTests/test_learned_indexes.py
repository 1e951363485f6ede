# SPDX-License-Identifier: Apache-2.0
"""Learned indexes, USING alex: definitions, errors, catalogs, plans, and answers after a kill."""

import os
import signal

import psycopg
import pytest
from conftest import Server

pytestmark = pytest.mark.skipif(
    "NEEDLETAIL_TEST_PORT" in os.environ, reason="alex is an access method of Needletail's own"
)

HINT = ("You must specify an operator class for the index or define a default operator class for "
        "the data type.")
BOUNDS = 'Valid values are between "20" and "90".'


@pytest.fixture()
def table(dsn):
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS learned")
        connection.execute(
            "CREATE TABLE learned (id int, k int, b bigint, d date, txt text, f float8, j json)"
        )
        connection.execute(
            "INSERT INTO learned SELECT i, i * 2, i, date '2020-01-01' + i "
            "FROM generate_series(1, 1000) i"
        )
        yield connection
        connection.execute("DROP TABLE learned")


@pytest.mark.parametrize(
    "definition, state, message, detail, hint",
    [
        ("(txt)", "42704",
         'data type text has no default operator class for access method "alex"', None, HINT),
        ("(f)", "42704",
         'data type double precision has no default operator class for access method "alex"', None,
         HINT),
        ("(j)", "42704",
         'data type json has no default operator class for access method "alex"', None, HINT),
        ("((id::numeric))", "42704",
         'data type numeric has no default operator class for access method "alex"', None, HINT),
        ("(k nosuch_ops)", "42704",
         'operator class "nosuch_ops" does not exist for access method "alex"', None, None),
        ("(k text_ops)", "42704",
         'operator class "text_ops" does not exist for access method "alex"', None, None),
        ("(k date_ops)", "42804",
         'operator class "date_ops" does not accept data type integer', None, None),
        ("(k, b)", "0A000", 'access method "alex" does not support multicolumn indexes', None,
         None),
        ("(k) INCLUDE (b)", "0A000", 'access method "alex" does not support included columns',
         None, None),
        ("(k) WITH (fillfactor = 19)", "22023", 'value 19 out of bounds for option "fillfactor"',
         BOUNDS, None),
        ("(k) WITH (fillfactor = 91)", "22023", 'value 91 out of bounds for option "fillfactor"',
         BOUNDS, None),
        ("(k) WITH (deduplicate_items = on)", "22023",
         'unrecognized parameter "deduplicate_items"', None, None),
    ],
)
def test_refusals(table, definition, state, message, detail, hint):
    with pytest.raises(psycopg.Error) as caught:
        table.execute(f"CREATE INDEX ON learned USING alex {definition}")
    diagnostics = caught.value.diag
    assert (diagnostics.sqlstate, diagnostics.message_primary) == (state, message)
    assert (diagnostics.message_detail, diagnostics.message_hint) == (detail, hint)


def test_definitions(table):
    table.execute("CREATE INDEX learned_k ON learned USING alex (k)")
    table.execute("CREATE UNIQUE INDEX CONCURRENTLY learned_b ON learned USING alex "
                  "(b DESC NULLS LAST) WITH (fillfactor = 80)")
    table.execute("CREATE INDEX learned_d ON learned USING alex (d date_ops) WHERE id > 5")
    table.execute("CREATE INDEX learned_e ON learned USING alex ((id + k))")
    rows = table.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'learned' ORDER BY 1"
    ).fetchall()
    prefix = "INDEX {} ON public.learned USING alex "
    assert [definition for _, definition in rows] == [
        "CREATE UNIQUE " + prefix.format("learned_b")
        + "(b DESC NULLS LAST) WITH (fillfactor='80')",
        "CREATE " + prefix.format("learned_d") + "(d) WHERE (id > 5)",
        "CREATE " + prefix.format("learned_e") + "(((id + k)))",
        "CREATE " + prefix.format("learned_k") + "(k)",
    ]
    # What is printed makes the same indexes.
    for name, definition in rows:
        table.execute(f"DROP INDEX {name}")
        table.execute(definition)
    assert table.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'learned' ORDER BY 1"
    ).fetchall() == rows
    with pytest.raises(psycopg.errors.UniqueViolation):
        table.execute("INSERT INTO learned (b) VALUES (7)")
    with pytest.raises(psycopg.errors.DatatypeMismatch):
        table.execute("ALTER TABLE learned ALTER d TYPE int")
    table.execute("DROP INDEX learned_e")
    with pytest.raises(psycopg.errors.UndefinedObject) as caught:
        table.execute("ALTER TABLE learned ALTER k TYPE text")
    assert 'access method "alex"' in caught.value.diag.message_primary


def test_catalogs(table):
    table.execute("CREATE INDEX learned_k ON learned USING alex (k)")
    assert table.execute(
        """SELECT amname, amtype, opcname FROM pg_class c JOIN pg_am ON pg_am.oid = relam
           JOIN pg_index ON indexrelid = c.oid JOIN pg_opclass o ON o.oid = indclass[0]
           WHERE relname = 'learned_k'"""
    ).fetchall() == [("alex", "i", "int4_ops")]
    assert table.execute(
        """SELECT opcname, opcintype::regtype::text, opfname, opcdefault FROM pg_opclass
           JOIN pg_am ON pg_am.oid = opcmethod JOIN pg_opfamily f ON f.oid = opcfamily
           WHERE amname = 'alex' ORDER BY 1"""
    ).fetchall() == [
        ("date_ops", "date", "datetime_ops", True),
        ("int2_ops", "smallint", "integer_ops", True),
        ("int4_ops", "integer", "integer_ops", True),
        ("int8_ops", "bigint", "integer_ops", True),
        ("oid_ops", "oid", "oid_ops", True),
        ("timestamp_ops", "timestamp without time zone", "datetime_ops", True),
        ("timestamptz_ops", "timestamp with time zone", "datetime_ops", True),
    ]
    assert table.execute(
        """SELECT count(*) FROM pg_amop JOIN pg_am a ON a.oid = amopmethod
           WHERE amname = 'alex' AND amoppurpose = 's'"""
    ).fetchone() == (35,)


@pytest.mark.parametrize(
    "query, lines",
    [
        ("SELECT * FROM learned WHERE k = 10",
         ["Index Scan using learned_k on learned", "  Index Cond: (k = 10)"]),
        ("SELECT * FROM learned WHERE k > 10 AND k < 20",
         ["Index Scan using learned_k on learned", "  Index Cond: ((k > 10) AND (k < 20))"]),
        ("SELECT k FROM learned ORDER BY k LIMIT 3",
         ["Limit", "  ->  Index Scan using learned_k on learned"]),
        ("SELECT k FROM learned ORDER BY k DESC LIMIT 3",
         ["Limit", "  ->  Index Scan Backward using learned_k on learned"]),
    ],
)
def test_plans_are_those_of_btree(table, query, lines):
    plans = []
    for method in ("btree", "alex"):
        table.execute(f"CREATE INDEX learned_k ON learned USING {method} (k)")
        table.execute("ANALYZE learned")
        plans.append([row[0] for row in table.execute("EXPLAIN (COSTS OFF) " + query)])
        table.execute("DROP INDEX learned_k")
    assert plans == [lines, lines]


def test_answers_after_a_kill(tmp_path):
    server = Server(tmp_path / "data")
    try:
        url = f"postgresql://postgres@127.0.0.1:{server.port}/postgres"
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE t (k int, x int)")
            connection.execute("CREATE INDEX ON t USING alex (k)")
            connection.execute("INSERT INTO t SELECT i / 2, i FROM generate_series(1, 20000) i")
            connection.execute("DELETE FROM t WHERE x % 3 = 0")
            connection.execute("UPDATE t SET k = k + 50000 WHERE x % 5 = 0")
        server.stop(signal.SIGKILL)
        server = Server(tmp_path / "data", server.port)
        with psycopg.connect(url, autocommit=True) as connection:
            # At once, when the index is not in memory yet, and later.
            for _ in range(200):
                found = connection.execute(
                    "SELECT count(*), sum(x) FROM t WHERE k BETWEEN 100 AND 300"
                ).fetchone()
                kept = [x for x in range(1, 20001) if x % 3 and x % 5 and 100 <= x // 2 <= 300]
                assert found == (len(kept), sum(kept))
                assert connection.execute("SELECT x FROM t WHERE k = 51000").fetchall() == [(2000,)]
    finally:
        server.stop()
