# SPDX-License-Identifier: Apache-2.0
"""psycopg 2: literals in simple queries, server-side cursors, COPY, and the extras."""

import datetime
import decimal
import io
import select
import threading

import numpy as np
import psycopg2
import psycopg2.errors
import psycopg2.extensions
import psycopg2.extras
import pytest
from pgvector import HalfVector, SparseVector
from pgvector.psycopg2 import register_vector


@pytest.fixture
def connection(dsn):
    connection = psycopg2.connect(dsn)
    connection.autocommit = True
    yield connection
    connection.close()


@pytest.fixture
def cursor(connection):
    with connection.cursor() as cursor:
        yield cursor


@pytest.mark.parametrize(
    "type, value",
    [
        ("boolean", True),
        ("integer", -5),
        ("numeric", decimal.Decimal("1.50")),
        ("double precision", 0.1),
        ("text", "it's \\ 🐘"),
        ("bytea", b"\x00\xff"),
        ("date", datetime.date(2024, 2, 29)),
        ("timestamp", datetime.datetime(2024, 1, 1, 12, 34, 56, 789000)),
        ("interval", datetime.timedelta(days=1, seconds=2)),
        ("integer[]", [1, None, 3]),
        ("text[]", ["a", 'b "c"', None]),
    ],
)
def test_values_round_trip(cursor, name, type, value):
    cursor.execute(f"CREATE TABLE {name} (a {type})")
    cursor.execute(f"INSERT INTO {name} VALUES (%s)", [value])
    cursor.execute(f"SELECT a FROM {name}")
    found = cursor.fetchone()[0]
    assert (bytes(found) if type == "bytea" else found) == value
    assert cursor.description[0].name == "a"


def test_json(cursor):
    cursor.execute("SELECT %s::jsonb", [psycopg2.extras.Json({"a": [1, None]})])
    assert cursor.fetchone() == ({"a": [1, None]},)


def test_execute_values(cursor, name):
    cursor.execute(f"CREATE TABLE {name} (a int, b text)")
    rows = [(number, str(number)) for number in range(300)]
    found = psycopg2.extras.execute_values(
        cursor, f"INSERT INTO {name} VALUES %s RETURNING a", rows, fetch=True
    )
    assert len(found) == 300
    cursor.executemany(f"INSERT INTO {name} VALUES (%s, %s)", rows[:5])
    cursor.execute(f"SELECT count(*) FROM {name}")
    assert cursor.fetchone() == (305,)


def test_named_cursor(dsn):
    connection = psycopg2.connect(dsn)
    with connection.cursor("slices") as cursor:
        cursor.itersize = 7
        cursor.execute("SELECT g FROM generate_series(1, 30) g")
        assert [row[0] for row in cursor] == list(range(1, 31))
    connection.commit()
    with connection.cursor("kept", withhold=True, scrollable=True) as cursor:
        cursor.execute("SELECT g FROM generate_series(1, 5) g")
        connection.commit()
        assert cursor.fetchmany(2) == [(1,), (2,)]
        cursor.scroll(-1)
        assert cursor.fetchone() == (2,)
    connection.close()


def test_copy(cursor, name):
    cursor.execute(f"CREATE TABLE {name} (a int, b text)")
    cursor.copy_from(io.StringIO("1\tone\n2\t\\N\n"), name)
    cursor.copy_expert(f"COPY {name} FROM STDIN CSV HEADER", io.StringIO('a,b\n3,"x, ""y"""\n'))
    out = io.StringIO()
    cursor.copy_expert(f"COPY (SELECT * FROM {name} ORDER BY a) TO STDOUT CSV", out)
    assert out.getvalue() == '1,one\n2,\n3,"x, ""y"""\n'
    with pytest.raises(psycopg2.errors.InvalidTextRepresentation):
        cursor.copy_from(io.StringIO("x\ty\n"), name)


def test_errors(connection, cursor, name):
    cursor.execute(f"CREATE TABLE {name} (a int UNIQUE)")
    cursor.execute(f"INSERT INTO {name} VALUES (1)")
    with pytest.raises(psycopg2.errors.UniqueViolation) as caught:
        cursor.execute(f"INSERT INTO {name} VALUES (1)")
    assert caught.value.diag.constraint_name == f"{name}_a_key"
    assert caught.value.pgcode == "23505"
    with pytest.raises(psycopg2.errors.UndefinedTable) as caught:
        cursor.execute("SELECT * FROM no_such_table")
    assert "LINE 1: SELECT * FROM no_such_table\n" in str(caught.value)


def test_transaction_status(dsn):
    connection = psycopg2.connect(dsn)
    status = connection.get_transaction_status
    assert status() == psycopg2.extensions.TRANSACTION_STATUS_IDLE
    cursor = connection.cursor()
    cursor.execute("SELECT 1")
    assert status() == psycopg2.extensions.TRANSACTION_STATUS_INTRANS
    with pytest.raises(psycopg2.errors.DivisionByZero):
        cursor.execute("SELECT 1/0")
    assert status() == psycopg2.extensions.TRANSACTION_STATUS_INERROR
    with pytest.raises(psycopg2.errors.InFailedSqlTransaction):
        cursor.execute("SELECT 1")
    connection.rollback()
    connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
    with pytest.raises(psycopg2.errors.ReadOnlySqlTransaction):
        cursor.execute("CREATE TABLE never (a int)")
    connection.rollback()
    connection.set_client_encoding("UTF8")
    assert connection.encoding == "UTF8"
    connection.close()


def test_cancel(connection, cursor):
    timer = threading.Timer(0.3, connection.cancel)
    timer.start()
    with pytest.raises(psycopg2.errors.QueryCanceled):
        cursor.execute("SELECT pg_sleep(30)")
    timer.join()


def test_notify_and_notices(dsn, connection, cursor):
    cursor.execute("LISTEN news")
    sender = psycopg2.connect(dsn)
    sender.autocommit = True
    sender.cursor().execute("NOTIFY news, 'hello'")
    sender.close()
    assert select.select([connection], [], [], 10)[0]
    connection.poll()
    assert [(n.channel, n.payload) for n in connection.notifies] == [("news", "hello")]
    cursor.execute("DROP TABLE IF EXISTS no_such_table")
    assert connection.notices[-1] == 'NOTICE:  table "no_such_table" does not exist, skipping\n'


def test_several_statements_in_one_text(cursor, name):
    cursor.execute(f"CREATE TABLE {name} (a int); INSERT INTO {name} VALUES (1); SELECT 7")
    assert cursor.fetchone() == (7,)


def test_vectors(dsn, name):
    connection = psycopg2.connect(dsn)
    register_vector(connection, arrays=True)
    cursor = connection.cursor()
    cursor.execute(
        f"CREATE TABLE {name} (id serial, v vector(3), h halfvec(3), s sparsevec(5), vs vector[])"
    )
    sparse = SparseVector({1: 1.5, 4: -2.0}, 5)
    arrays = [np.array([1.0, 2.0]), np.array([3.0, 4.0])]
    cursor.execute(
        f"INSERT INTO {name} (v, h, s, vs) VALUES (%s, %s, %s, %s::vector[])",
        [np.array([1.0, 2.0, 3.0]), HalfVector([4, 5, 6]), sparse, arrays],
    )
    cursor.execute(f"SELECT v, h, s, vs FROM {name}")
    v, h, s, vs = cursor.fetchone()
    assert np.asarray(v).tolist() == [1, 2, 3]
    assert h == HalfVector([4, 5, 6])
    assert s.to_list() == sparse.to_list()
    assert [np.asarray(item).tolist() for item in vs] == [[1, 2], [3, 4]]
    cursor.execute(f"SELECT id FROM {name} ORDER BY v <-> %s LIMIT 5", [np.array([1.0, 1, 1])])
    assert cursor.fetchall() == [(1,)]
    connection.rollback()
    connection.close()
