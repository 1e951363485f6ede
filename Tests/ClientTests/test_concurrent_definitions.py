# SPDX-License-Identifier: Apache-2.0
"""Definitions that wait for another transaction's changes, in every isolation level."""

import threading

import psycopg
import pytest


@pytest.mark.parametrize("level", ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"])
@pytest.mark.parametrize(
    "definition",
    ["ALTER TABLE waited ALTER COLUMN id TYPE bigint", "CREATE UNIQUE INDEX ON waited (id)"],
)
def test_what_waited_sees_what_it_waited_for(dsn, level, definition):
    with (
        psycopg.connect(dsn, autocommit=True) as one,
        psycopg.connect(dsn, autocommit=True) as other,
    ):
        one.execute("DROP TABLE IF EXISTS waited")
        one.execute("CREATE TABLE waited AS SELECT 1 AS id")
        other.execute("BEGIN")
        other.execute("INSERT INTO waited VALUES (2)")
        one.execute(f"BEGIN ISOLATION LEVEL {level}")
        thread = threading.Thread(target=one.execute, args=(definition,), daemon=True)
        thread.start()
        thread.join(0.2)
        assert thread.is_alive()
        other.execute("COMMIT")
        thread.join(20)
        assert not thread.is_alive()
        one.execute("COMMIT")
        assert one.execute("SELECT id FROM waited ORDER BY id").fetchall() == [(1,), (2,)]
        other.execute("SET enable_seqscan = off")
        assert other.execute("SELECT count(*) FROM waited WHERE id = 2").fetchall() == [(1,)]
        one.execute("DROP TABLE waited")


@pytest.mark.parametrize(
    "definition",
    [
        "ALTER TABLE waited ALTER COLUMN id TYPE bigint",
        "CREATE INDEX ON waited (id)",
        "TRUNCATE waited",
    ],
)
def test_changes_of_common_tables_wait_and_are_planned_again(dsn, definition):
    """What a change below or beside WITH waited for is in its plan."""
    with (
        psycopg.connect(dsn, autocommit=True) as one,
        psycopg.connect(dsn, autocommit=True) as other,
    ):
        for name in ("waited", "queue"):
            one.execute(f"DROP TABLE IF EXISTS {name}")
            one.execute(f"CREATE TABLE {name} (id int)")
        one.execute("INSERT INTO queue SELECT generate_series(1, 9)")
        other.execute("BEGIN")
        other.execute(definition)
        change = """WITH taken AS (DELETE FROM queue RETURNING id)
            INSERT INTO waited SELECT id FROM taken"""
        thread = threading.Thread(target=one.execute, args=(change,), daemon=True)
        thread.start()
        thread.join(0.2)
        assert thread.is_alive()
        other.execute("COMMIT")
        thread.join(20)
        assert not thread.is_alive()
        assert other.execute("SELECT count(*) FROM waited").fetchone() == (9,)
        other.execute("SET enable_seqscan = off")
        assert other.execute("SELECT count(*) FROM waited WHERE id = 3").fetchone() == (1,)
        for name in ("waited", "queue"):
            one.execute(f"DROP TABLE {name}")
