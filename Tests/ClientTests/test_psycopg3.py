# SPDX-License-Identifier: Apache-2.0
"""psycopg 3: typed parameters, binary results, pipelines, COPY, named statements."""

import datetime
import decimal
import threading
import time
import uuid

import numpy as np
import psycopg
import pytest
from pgvector import Bit, HalfVector, SparseVector, Vector
from pgvector.psycopg import register_vector
from psycopg import errors
from psycopg.types.json import Jsonb

VALUES = [
    ("boolean", True),
    ("smallint", -32768),
    ("integer", 2147483647),
    ("bigint", -9223372036854775808),
    ("real", 1.5),
    ("double precision", 0.1),
    ("numeric", decimal.Decimal("-12345678901234567890.0001")),
    ("text", "häß 🐘 'quoted' \\"),
    ("varchar(10)", "abc"),
    ("bytea", b"\x00\xff\\'"),
    ("date", datetime.date(2024, 2, 29)),
    ("time", datetime.time(23, 59, 59, 999999)),
    ("timestamp", datetime.datetime(2024, 1, 1, 12, 34, 56, 789000)),
    ("timestamptz", datetime.datetime(2024, 1, 1, 12, tzinfo=datetime.timezone.utc)),
    ("interval", datetime.timedelta(days=3, seconds=4, microseconds=5)),
    ("uuid", uuid.UUID("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")),
    ("integer[]", [1, None, 3]),
    ("text[]", ["a", "b c", None, '"']),
    ("double precision[]", [0.5, -1.25]),
    ("integer[]", [[1, 2], [3, 4]]),
]


@pytest.fixture
def connection(dsn):
    with psycopg.connect(dsn, autocommit=True) as connection:
        yield connection


@pytest.mark.parametrize("binary", [False, True])
@pytest.mark.parametrize("type, value", VALUES)
def test_values_round_trip(connection, name, type, value, binary):
    connection.execute(f"CREATE TABLE {name} (a {type})")
    format = "%b" if binary else "%t"
    connection.execute(f"INSERT INTO {name} VALUES ({format})", [value])
    for result_binary in (False, True):
        cursor = connection.execute(f"SELECT a FROM {name}", binary=result_binary)
        assert cursor.fetchone() == (value,)


def test_null_and_json(connection):
    row = connection.execute(
        "SELECT %s::int, %s::jsonb, %s::json", [None, Jsonb({"a": [1, None]}), '{"b": 2}']
    ).fetchone()
    assert row == (None, {"a": [1, None]}, {"b": 2})


def test_small_integers_are_object_identifiers(connection):
    # psycopg sends them as int2, as SQLAlchemy's reflection does.
    query = "SELECT relname FROM pg_class WHERE oid IN (%s) AND oid = ANY (%s)"
    for binary in (False, True):
        row = connection.execute(query, [1259, [1259]], binary=binary).fetchone()
        assert row == ("pg_class",)
        row = connection.execute(
            "SELECT %s::oid, %s::regclass::oid, format_type(%s, NULL)", [-5, 1259, 23], binary=binary
        ).fetchone()
        assert row == (4294967291, 1259, "integer")


def test_small_integers_meet_other_types(connection, name):
    connection.execute(f"CREATE TABLE {name} (a bigint, b numeric, c double precision)")
    connection.execute(f"INSERT INTO {name} VALUES (%s, %s, %s)", [1, 2, 3])
    found = connection.execute(
        f"SELECT * FROM {name} WHERE a = %s AND b > %s AND c < %s LIMIT %s", [1, 1, 4, 5]
    ).fetchall()
    assert found == [(1, decimal.Decimal(2), 3.0)]


def test_prepared_after_five_executions(connection):
    for number in range(12):
        row = connection.execute("SELECT %s::int * 2", [number]).fetchone()
        assert row == (number * 2,)
    count = connection.execute("SELECT count(*) FROM pg_prepared_statements").fetchone()[0]
    assert count >= 1


def test_replans_after_ddl(connection, name):
    connection.execute(f"CREATE TABLE {name} (a int)")
    connection.execute(f"INSERT INTO {name} VALUES (1)")
    for _ in range(8):
        connection.execute(f"SELECT a FROM {name}", prepare=True).fetchall()
    connection.execute(f"ALTER TABLE {name} ADD COLUMN b int DEFAULT 7")
    assert connection.execute(f"SELECT a FROM {name}", prepare=True).fetchall() == [(1,)]


def test_rows_in_slices(connection):
    with connection.transaction(), connection.cursor(name="slices") as cursor:
        cursor.execute("SELECT g FROM generate_series(1, 25) g")
        assert cursor.fetchmany(10) == [(n,) for n in range(1, 11)]
        assert cursor.fetchone() == (11,)
        assert len(cursor.fetchall()) == 14
    with connection.transaction(), connection.cursor(name="back", scrollable=True) as cursor:
        cursor.execute("SELECT g FROM generate_series(1, 5) g")
        assert cursor.fetchall() == [(n,) for n in range(1, 6)]
        cursor.scroll(1, mode="absolute")
        assert cursor.fetchone() == (2,)


def test_stream(connection):
    rows = connection.cursor().stream("SELECT g FROM generate_series(1, 3000) g")
    assert sum(row[0] for row in rows) == 3000 * 3001 // 2


def test_executemany(connection, name):
    connection.execute(f"CREATE TABLE {name} (a int, b text)")
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {name} VALUES (%s, %s) RETURNING a",
            [(n, str(n)) for n in range(50)],
            returning=True,
        )
        found = [cursor.fetchone()[0]]
        while cursor.nextset():
            found.append(cursor.fetchone()[0])
    assert found == list(range(50))


@pytest.mark.parametrize("pause", [0, 0.1])
def test_pipeline(connection, name, pause):
    connection.execute(f"CREATE TABLE {name} (a int PRIMARY KEY)")
    with connection.pipeline():
        connection.execute(f"INSERT INTO {name} VALUES (1)")
        connection.execute(f"INSERT INTO {name} VALUES (2)")
    # Whether the error is raised by a later statement or at the end of the block depends on how
    # fast the server answers; what follows it is skipped either way.
    with pytest.raises(errors.UniqueViolation), connection.pipeline():
        connection.execute(f"INSERT INTO {name} VALUES (1)")
        time.sleep(pause)
        connection.execute(f"INSERT INTO {name} VALUES (3)")
    assert connection.execute(f"SELECT a FROM {name} ORDER BY a").fetchall() == [(1,), (2,)]


def test_copy(connection, name):
    connection.execute(f"CREATE TABLE {name} (a int, b text, c timestamptz)")
    moment = datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=datetime.timezone.utc)
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {name} FROM STDIN") as copy:
            for number in range(1000):
                copy.write_row((number, f"tab\t{number}" if number % 2 else None, moment))
        with cursor.copy(f"COPY {name} (a, b, c) FROM STDIN (FORMAT binary)") as copy:
            copy.set_types(["int4", "text", "timestamptz"])
            for number in range(1000, 2000):
                copy.write_row((number, "b", moment))
        with cursor.copy(f"COPY (SELECT * FROM {name} ORDER BY a LIMIT 2) TO STDOUT") as copy:
            copy.set_types(["int4", "text", "timestamptz"])
            assert list(copy.rows()) == [(0, None, moment), (1, "tab\t1", moment)]
        sql = f"COPY (SELECT a, b FROM {name} WHERE a >= 1998) TO STDOUT (FORMAT binary)"
        with cursor.copy(sql) as copy:
            copy.set_types(["int4", "text"])
            assert sorted(copy.rows()) == [(1998, "b"), (1999, "b")]
    with pytest.raises(RuntimeError, match="changed my mind"):
        with connection.cursor().copy(f"COPY {name} FROM STDIN") as copy:
            copy.write_row((1, "x", moment))
            raise RuntimeError("changed my mind")
    assert connection.execute(f"SELECT count(*) FROM {name}").fetchone() == (2000,)


@pytest.mark.filterwarnings("ignore")
def test_copy_error_from_python(connection, name):
    connection.execute(f"CREATE TABLE {name} (a int)")
    with pytest.raises(errors.InvalidTextRepresentation) as caught:
        with connection.cursor().copy(f"COPY {name} FROM STDIN") as copy:
            copy.write("1\nx\n")
    assert caught.value.diag.context == f'COPY {name}, line 2, column a: "x"'
    assert connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE


def test_error_fields(connection, name):
    connection.execute(f"CREATE TABLE {name} (a int PRIMARY KEY, b int NOT NULL CHECK (b > 0))")
    connection.execute(f"INSERT INTO {name} VALUES (1, 1)")
    with pytest.raises(errors.UniqueViolation) as caught:
        connection.execute(f"INSERT INTO {name} VALUES (1, 1)")
    diag = caught.value.diag
    assert diag.schema_name == "public"
    assert diag.table_name == name
    assert diag.constraint_name == f"{name}_pkey"
    assert diag.message_detail == "Key (a)=(1) already exists."
    with pytest.raises(errors.NotNullViolation) as caught:
        connection.execute(f"INSERT INTO {name} VALUES (2, NULL)")
    assert (caught.value.diag.table_name, caught.value.diag.column_name) == (name, "b")
    with pytest.raises(errors.CheckViolation) as caught:
        connection.execute(f"INSERT INTO {name} VALUES (2, 0)")
    assert caught.value.diag.constraint_name == f"{name}_b_check"
    with pytest.raises(errors.UndefinedColumn) as caught:
        connection.execute(f"SELECT a, nothing FROM {name}")
    assert caught.value.diag.statement_position == "11"
    with pytest.raises(errors.SyntaxError, match='syntax error at or near "SELEC"'):
        connection.execute("SELEC 1")


def test_transactions_and_savepoints(dsn, name):
    with psycopg.connect(dsn) as connection:
        connection.execute(f"CREATE TABLE {name} (a int)")
        connection.commit()
        connection.execute(f"INSERT INTO {name} VALUES (1)")
        connection.rollback()
        with connection.transaction():
            connection.execute(f"INSERT INTO {name} VALUES (2)")
            with pytest.raises(errors.DivisionByZero), connection.transaction():
                connection.execute(f"INSERT INTO {name} VALUES (3)")
                connection.execute("SELECT 1/0")
            connection.execute(f"INSERT INTO {name} VALUES (4)")
        found = connection.execute(f"SELECT a FROM {name} ORDER BY a").fetchall()
        assert found == [(2,), (4,)]


def test_isolation_between_sessions(dsn, name):
    with psycopg.connect(dsn) as one, psycopg.connect(dsn, autocommit=True) as two:
        two.execute(f"CREATE TABLE {name} (a int)")
        one.execute(f"INSERT INTO {name} VALUES (1)")
        assert two.execute(f"SELECT count(*) FROM {name}").fetchone() == (0,)
        one.commit()
        assert two.execute(f"SELECT count(*) FROM {name}").fetchone() == (1,)


def test_copy_waits_for_an_index_that_is_made_anew(dsn, name):
    """What COPY loads after it waited for REINDEX is in the indexes that REINDEX made."""
    keys = range(40)
    with psycopg.connect(dsn) as definer, psycopg.connect(dsn, autocommit=True) as loader:
        loader.execute(f"CREATE TABLE {name} (id int PRIMARY KEY, v vector(2))")
        loader.execute(f"CREATE INDEX {name}_v ON {name} USING hnsw (v vector_l2_ops)")
        definer.execute(f"REINDEX TABLE {name}")

        def load():
            with loader.cursor().copy(f"COPY {name} FROM STDIN") as copy:
                for key in keys:
                    copy.write_row((key, f"[{key},1]"))

        thread = threading.Thread(target=load)
        thread.start()
        time.sleep(0.3)
        assert thread.is_alive()
        definer.commit()
        thread.join()
        loader.execute("SET enable_seqscan = off")
        for key in keys:
            nearest = loader.execute(
                f"SELECT id FROM {name} ORDER BY v <-> '[{key},1]' LIMIT 1").fetchone()
            assert nearest == (key,)
            found = loader.execute(f"SELECT id FROM {name} WHERE id = {key}").fetchone()
            assert found == (key,)


def test_cancel(connection):
    timer = threading.Timer(0.3, connection.cancel)
    timer.start()
    began = time.monotonic()
    with pytest.raises(errors.QueryCanceled):
        connection.execute("SELECT pg_sleep(30)")
    timer.join()
    assert time.monotonic() - began < 10
    assert connection.execute("SELECT 1").fetchone() == (1,)


def test_notices(connection):
    seen = []
    connection.add_notice_handler(lambda diag: seen.append((diag.severity, diag.message_primary)))
    connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
    connection.execute("DROP TABLE IF EXISTS no_such_table")
    assert seen == [
        ("NOTICE", 'extension "vector" already exists, skipping'),
        ("NOTICE", 'table "no_such_table" does not exist, skipping'),
    ]


def test_notify(dsn, connection):
    connection.execute("LISTEN news")
    with psycopg.connect(dsn, autocommit=True) as sender:
        sender.execute("SELECT pg_notify('news', 'hello')")
    notification = next(connection.notifies(timeout=10, stop_after=1))
    assert (notification.channel, notification.payload) == ("news", "hello")


def test_session_settings(dsn):
    with psycopg.connect(
        dsn, application_name="tests", options="-c statement_timeout=5s -c timezone=UTC"
    ) as connection:
        assert connection.execute("SHOW statement_timeout").fetchone() == ("5s",)
        assert connection.info.parameter_status("application_name") == "tests"
        assert connection.info.parameter_status("TimeZone") == "UTC"
        assert connection.info.server_version // 10000 >= 15


@pytest.mark.parametrize("binary", [False, True])
def test_vectors(dsn, name, binary):
    with psycopg.connect(dsn, autocommit=True) as connection:
        register_vector(connection)
        connection.execute(
            f"CREATE TABLE {name} (id serial, v vector(3), h halfvec(3), b bit(3), s sparsevec(5))"
        )
        sparse = SparseVector({1: 1.5, 4: -2.0}, 5)
        connection.execute(
            f"INSERT INTO {name} (v, h, b, s) VALUES (%s, %s, %s, %s)",
            [np.array([1.0, 2.0, 3.0]), HalfVector([4, 5, 6]), Bit("101"), sparse],
        )
        cursor = connection.execute(f"SELECT v, h, b, s FROM {name}", binary=binary)
        v, h, b, s = cursor.fetchone()
        assert np.asarray(v.to_numpy() if isinstance(v, Vector) else v).tolist() == [1, 2, 3]
        assert h == HalfVector([4, 5, 6])
        assert s.to_list() == sparse.to_list()
        # psycopg leaves bits as they came: text, or a length and bytes.
        assert b == (b"\0\0\0\3\xa0" if binary else "101")
        connection.execute(f"INSERT INTO {name} (v) VALUES (%s)", [np.array([9.0, 9.0, 9.0])])
        found = connection.execute(
            f"SELECT id, v <-> %s AS d FROM {name} ORDER BY v <-> %s LIMIT 1",
            [np.array([1.0, 2.0, 4.0]), np.array([1.0, 2.0, 4.0])],
        ).fetchone()
        assert found == (1, 1.0)


def test_float_lists_are_assigned_to_vectors(connection, name):
    connection.execute(f"CREATE TABLE {name} (v vector(3))")
    connection.execute(f"INSERT INTO {name} VALUES (%s)", [[1.0, 2.0, 3.0]])
    assert connection.execute(f"SELECT v::text FROM {name}").fetchone() == ("[1,2,3]",)
    with pytest.raises(errors.DataException, match="expected 3 dimensions, not 2"):
        connection.execute(f"INSERT INTO {name} VALUES (%s)", [[1.0, 2.0]])


def test_copy_vectors_in_binary(dsn, name):
    with psycopg.connect(dsn, autocommit=True) as connection:
        register_vector(connection)
        connection.execute(f"CREATE TABLE {name} (v vector(8))")
        data = np.random.default_rng(1).random((500, 8), dtype=np.float32)
        with connection.cursor().copy(f"COPY {name} FROM STDIN WITH (FORMAT BINARY)") as copy:
            copy.set_types(["vector"])
            for row in data:
                copy.write_row([row])
        query = data[7]
        found = connection.execute(
            f"SELECT v <=> %s FROM {name} ORDER BY v <=> %s LIMIT 3", [query, query], binary=True
        ).fetchall()
        assert found[0][0] == pytest.approx(0, abs=1e-6)
        similarity = data @ query / np.linalg.norm(data, axis=1) / np.linalg.norm(query)
        assert [row[0] for row in found] == pytest.approx(sorted(1 - similarity)[:3], abs=1e-5)


def test_a_large_transaction_reads_and_changes_what_it_loads(dsn, name):
    """Enough rows that the transaction does not keep them in memory."""
    count, width = 12_000, 2_000
    data = np.random.default_rng(2).random((3 * count, 8), dtype=np.float32)

    def copy(connection, first):
        with connection.cursor().copy(f"COPY {name} FROM STDIN") as copy:
            for number in range(first, first + count):
                vector = "[" + ",".join(map(str, data[number])) + "]"
                copy.write_row((number, f"{number}-" + "x" * width, vector))

    def nearest(connection, query):
        found = connection.execute(
            f"SELECT id FROM {name} ORDER BY v <-> %s LIMIT 10", [query]).fetchall()
        ids = [number for number, in connection.execute(f"SELECT id FROM {name}")]
        true = sorted(ids, key=lambda number: ((data[number] - query) ** 2).sum())[:10]
        assert len(set(found) & {(number,) for number in true}) >= 9

    with psycopg.connect(dsn) as connection, psycopg.connect(dsn, autocommit=True) as other:
        register_vector(connection)
        connection.execute(
            f"CREATE TABLE {name} (id int PRIMARY KEY, t text, v vector(8))")
        connection.execute(f"CREATE INDEX ON {name} USING hnsw (v vector_l2_ops)")
        connection.commit()
        copy(connection, 0)
        copy(connection, count)
        assert connection.execute(
            f"SELECT count(*), sum(id), min(length(t)) FROM {name}"
        ).fetchone() == (2 * count, count * (2 * count - 1), width + 2)
        assert connection.execute(f"SELECT left(t, 6) FROM {name} WHERE id = 12345"
                                  ).fetchone() == ("12345-",)
        changed = connection.execute(f"UPDATE {name} SET t = 'new' WHERE id % 1000 = 1")
        assert changed.rowcount == 24
        assert connection.execute(f"DELETE FROM {name} WHERE id % 1000 = 2").rowcount == 24
        assert connection.execute(f"SELECT count(*) FROM {name}").fetchone() == (2 * count - 24,)
        nearest(connection, data[5])

        connection.execute("SAVEPOINT s")
        connection.execute(
            f"INSERT INTO {name} SELECT id + {2 * count}, t, v FROM {name} WHERE id < {count}")
        connection.execute(f"DELETE FROM {name} WHERE id < {count}")
        assert connection.execute(f"SELECT count(*) FROM {name}").fetchone() == (2 * count - 24,)
        connection.execute("ROLLBACK TO s")
        assert connection.execute(
            f"SELECT count(*), max(id) FROM {name}").fetchone() == (2 * count - 24, 2 * count - 1)
        with pytest.raises(errors.UniqueViolation):
            connection.execute(f"INSERT INTO {name} VALUES (13000, 'again')")
        connection.execute("ROLLBACK TO s")
        inserted = connection.execute(
            f"INSERT INTO {name} SELECT id, 'upsert', v FROM {name} WHERE id BETWEEN 100 AND 119 "
            f"ON CONFLICT (id) DO UPDATE SET t = excluded.t")
        assert inserted.rowcount == 20
        assert other.execute(f"SELECT count(*) FROM {name}").fetchone() == (0,)
        connection.commit()

        expected = (2 * count - 24, 24, 20)
        sql = f"""SELECT count(*), count(*) FILTER (WHERE t = 'new'),
                         count(*) FILTER (WHERE t = 'upsert') FROM {name}"""
        assert other.execute(sql).fetchone() == expected
        nearest(connection, data[20_000])
        connection.rollback()
        copy(connection, 2 * count)
        connection.rollback()
        assert connection.execute(sql).fetchone() == expected
