# SPDX-License-Identifier: Apache-2.0
"""Transactions that change, at the same time, what the other changes or has read."""

import threading

import psycopg
import pytest


@pytest.mark.parametrize(
    "second, rows",
    [
        ("UPDATE changes SET y = y + 1 WHERE id = 1", [(1, 15, 21)]),
        ("UPDATE changes SET x = x + 5 WHERE x BETWEEN 5 AND 15", [(1, 20, 20)]),
        ("UPDATE changes SET x = 7 WHERE x = 10", [(1, 15, 20)]),
        ("DELETE FROM changes WHERE id = 1", []),
    ],
)
def test_who_waited_goes_on_from_the_newest_version(dsn, second, rows):
    with (
        psycopg.connect(dsn, autocommit=True) as first,
        psycopg.connect(dsn, autocommit=True) as other,
    ):
        first.execute("DROP TABLE IF EXISTS changes")
        first.execute("CREATE TABLE changes (id int, x int, y int)")
        first.execute("CREATE INDEX ON changes (x)")
        first.execute("INSERT INTO changes SELECT i, 10 * i, 20 * i FROM generate_series(1, 500) i")
        first.execute("ANALYZE changes")
        first.execute("BEGIN")
        first.execute("UPDATE changes SET x = 15 WHERE id = 1")
        thread = threading.Thread(target=other.execute, args=(second,), daemon=True)
        thread.start()
        thread.join(0.5)
        assert thread.is_alive()
        first.execute("COMMIT")
        thread.join(20)
        assert not thread.is_alive()
        assert first.execute("SELECT * FROM changes WHERE id = 1").fetchall() == rows
        for x in (7, 10, 15, 20):
            found = first.execute(
                "SELECT * FROM changes WHERE x = %s AND id + 0 = 1", (x,)).fetchall()
            assert found == [row for row in rows if row[1] == x]
        first.execute("DROP TABLE changes")


def test_two_that_commit_at_once_do_not_both_miss_what_the_other_wrote(dsn):
    with (
        psycopg.connect(dsn, autocommit=True) as one,
        psycopg.connect(dsn, autocommit=True) as other,
    ):
        one.execute("DROP TABLE IF EXISTS skew_a, skew_b")
        one.execute("CREATE TABLE skew_a (x int)")
        one.execute("CREATE TABLE skew_b (x int)")
        for connection, read in ((one, "skew_a"), (other, "skew_b")):
            connection.execute("BEGIN ISOLATION LEVEL SERIALIZABLE")
            connection.execute("SAVEPOINT s")
            connection.execute(f"SELECT count(*) FROM {read}")
            connection.execute("ROLLBACK TO s")
        one.execute("INSERT INTO skew_b VALUES (1)")
        other.execute("INSERT INTO skew_a VALUES (1)")
        states = []

        def commit(connection):
            try:
                connection.execute("COMMIT")
                states.append("00000")
            except psycopg.Error as error:
                states.append(error.sqlstate)

        threads = [threading.Thread(target=commit, args=(c,), daemon=True) for c in (one, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert sorted(states) == ["00000", "40001"]
        one.execute("DROP TABLE skew_a, skew_b")
