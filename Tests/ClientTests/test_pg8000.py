# SPDX-License-Identifier: Apache-2.0
"""pg8000: every step of the extended protocol with its own Sync."""

import datetime
import decimal
import io
import uuid

import numpy as np
import pg8000.native
import pytest
from pgvector import HalfVector, SparseVector
from pgvector.pg8000 import register_vector


@pytest.fixture
def connection(dsn, port):
    connection = pg8000.native.Connection("postgres", host="127.0.0.1", port=port)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    "type, value",
    [
        ("boolean", True),
        ("integer", -5),
        ("bigint", 1 << 40),
        ("double precision", 0.1),
        ("numeric", decimal.Decimal("1.50")),
        ("text", "häß 🐘"),
        ("bytea", b"\x00\xff"),
        ("date", datetime.date(2024, 2, 29)),
        ("timestamp", datetime.datetime(2024, 1, 1, 12, 34, 56, 789000)),
        ("uuid", uuid.UUID(int=5)),
        ("integer[]", [1, None, 3]),
        ("text[]", ["a", "b c"]),
    ],
)
def test_values_round_trip(connection, name, type, value):
    connection.run(f"CREATE TABLE {name} (a {type})")
    connection.run(f"INSERT INTO {name} VALUES (:value)", value=value)
    assert connection.run(f"SELECT a FROM {name}") == [[value]]


def test_prepared_statements(connection, name):
    connection.run(f"CREATE TABLE {name} (a int, b text)")
    statement = connection.prepare(f"INSERT INTO {name} VALUES (:a, :b) RETURNING a")
    assert [statement.run(a=n, b="x")[0][0] for n in range(5)] == list(range(5))
    statement.close()


def test_copy(connection, name):
    connection.run(f"CREATE TABLE {name} (a int, b text)")
    connection.run(f"COPY {name} FROM STDIN CSV", stream=io.BytesIO(b"1,one\n2,\n"))
    out = io.BytesIO()
    connection.run(f"COPY {name} TO STDOUT", stream=out)
    assert out.getvalue() == b"1\tone\n2\t\\N\n"


def test_errors_and_transactions(connection, name):
    connection.run(f"CREATE TABLE {name} (a int PRIMARY KEY)")
    connection.run("BEGIN")
    connection.run(f"INSERT INTO {name} VALUES (1)")
    connection.run("SAVEPOINT s")
    with pytest.raises(pg8000.native.DatabaseError) as caught:
        connection.run(f"INSERT INTO {name} VALUES (1)")
    fields = caught.value.args[0]
    assert (fields["C"], fields["n"]) == ("23505", f"{name}_pkey")
    connection.run("ROLLBACK TO SAVEPOINT s")
    connection.run("COMMIT")
    assert connection.run(f"SELECT count(*) FROM {name}") == [[1]]


def test_vectors(connection, name):
    register_vector(connection)
    connection.run(f"CREATE TABLE {name} (id serial, v vector(3), h halfvec(2), s sparsevec(5))")
    sparse = SparseVector({1: 1.5, 4: -2.0}, 5)
    connection.run(
        f"INSERT INTO {name} (v, h, s) VALUES (:v, :h, :s)",
        v=np.array([1.0, 2.0, 3.0]),
        h=HalfVector([4, 5]),
        s=sparse,
    )
    v, h, s = connection.run(f"SELECT v, h, s FROM {name}")[0]
    assert np.asarray(v).tolist() == [1, 2, 3]
    assert h == HalfVector([4, 5])
    assert s.to_list() == sparse.to_list()
    found = connection.run(
        f"SELECT id FROM {name} ORDER BY v <-> :query LIMIT 5", query=np.array([1.0, 1.0, 1.0])
    )
    assert found == [[1]]
