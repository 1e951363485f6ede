# SPDX-License-Identifier: Apache-2.0
"""Changes of a row that another transaction changes at the same time, under READ COMMITTED."""

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
