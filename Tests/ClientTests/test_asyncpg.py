# SPDX-License-Identifier: Apache-2.0
"""asyncpg: binary everything, types looked up in the catalog, cursors by portal."""

import asyncio
import datetime
import decimal
import functools
import inspect
import io
import uuid

import asyncpg
import numpy as np
import pytest
from pgvector import HalfVector, SparseVector
from pgvector.asyncpg import register_vector


def asynchronous(test):
    """Runs a test that is a coroutine, with a connection."""

    @functools.wraps(test)
    def run(dsn, **arguments):
        async def body():
            connection = await asyncpg.connect(dsn)
            try:
                await test(connection, dsn=dsn, **arguments)
            finally:
                await connection.close()

        asyncio.run(asyncio.wait_for(body(), 60))

    # pytest asks for fixtures by the names of parameters; the connection is no fixture.
    parameters = list(inspect.signature(test).parameters.values())[1:]
    run.__signature__ = inspect.Signature(parameters)
    return run


@pytest.mark.parametrize(
    "type, value",
    [
        ("boolean", False),
        ("smallint", -5),
        ("integer", 7),
        ("bigint", 1 << 40),
        ("real", 1.5),
        ("double precision", 0.1),
        ("numeric", decimal.Decimal("-1234.5000")),
        ("text", "häß 🐘"),
        ("varchar(3)", "abc"),
        ("bytea", b"\x00\xff"),
        ("date", datetime.date(2024, 2, 29)),
        ("time", datetime.time(1, 2, 3, 4)),
        ("timestamp", datetime.datetime(2024, 1, 1, 12, 34, 56, 789000)),
        ("timestamptz", datetime.datetime(2024, 1, 1, 12, tzinfo=datetime.timezone.utc)),
        ("interval", datetime.timedelta(days=3, seconds=4)),
        ("uuid", uuid.UUID("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")),
        ("jsonb", '{"a": [1, null]}'),
        ("integer[]", [1, None, 3]),
        ("text[]", ["a", None, "b c"]),
        ("uuid[]", [uuid.UUID(int=1)]),
        ("bit varying", asyncpg.BitString("10110")),
    ],
)
@asynchronous
async def test_values_round_trip(connection, name, type, value, dsn):
    await connection.execute(f"CREATE TABLE {name} (a {type})")
    await connection.execute(f"INSERT INTO {name} VALUES ($1)", value)
    assert await connection.fetchval(f"SELECT a FROM {name}") == value
    assert await connection.fetchval(f"SELECT $1::{type}", value) == value


@asynchronous
async def test_rows_and_slices(connection, dsn):
    row = await connection.fetchrow("SELECT g, g * 2 AS double FROM generate_series(1, 9) g")
    assert dict(row) == {"g": 1, "double": 2}
    async with connection.transaction():
        cursor = await connection.cursor("SELECT g FROM generate_series(1, 25) g")
        assert [r["g"] for r in await cursor.fetch(10)] == list(range(1, 11))
        assert await cursor.forward(5) == 5
        assert (await cursor.fetchrow())["g"] == 16
        total = 0
        async for record in connection.cursor("SELECT g FROM generate_series(1, 130) g"):
            total += record["g"]
        assert total == 130 * 131 // 2


@asynchronous
async def test_slices_between_changes(connection, name, dsn):
    """A cursor's rows are those of its beginning, whatever its transaction writes meanwhile."""
    await connection.execute(
        f"CREATE TABLE {name} (id int PRIMARY KEY, a int); CREATE INDEX ON {name} (a);"
        f"INSERT INTO {name} SELECT g, g FROM generate_series(1, 1000) g"
    )
    async with connection.transaction():
        await connection.execute("SET LOCAL enable_seqscan = off")
        seen = []
        async for row in connection.cursor(
            f"SELECT id, a FROM {name} WHERE a > 100 ORDER BY a", prefetch=100
        ):
            if len(seen) % 100 == 0:
                await connection.execute(
                    f"UPDATE {name} SET a = a + 2000 WHERE a BETWEEN $1 AND $2",
                    row["a"], row["a"] + 150,
                )
            seen.append(tuple(row))
        assert seen == [(n, n) for n in range(101, 1001)]
    # Each row is changed once, though the index has its new place ahead.
    assert await connection.fetchval(f"SELECT max(a) FROM {name}") == 3000
    status = await connection.execute(f"UPDATE {name} SET a = a + 10000 WHERE a > 0")
    assert status == "UPDATE 1000"
    assert await connection.fetchval(f"SELECT max(a) FROM {name}") == 13000


@asynchronous
async def test_executemany_and_copy(connection, name, dsn):
    await connection.execute(f"CREATE TABLE {name} (a int PRIMARY KEY, b text)")
    await connection.executemany(
        f"INSERT INTO {name} VALUES ($1, $2)", [(n, str(n)) for n in range(200)]
    )
    tag = await connection.copy_records_to_table(
        name, records=[(n, None) for n in range(200, 700)], columns=["a", "b"]
    )
    assert tag == "COPY 500"
    out = io.BytesIO()
    await connection.copy_from_query(f"SELECT a FROM {name} WHERE a < 2", output=out)
    assert out.getvalue() == b"0\n1\n"
    with pytest.raises(asyncpg.UniqueViolationError) as caught:
        await connection.executemany(
            f"INSERT INTO {name} VALUES ($1, $2)", [(1000, "x"), (1, "")]
        )
    assert caught.value.constraint_name == f"{name}_pkey"
    assert await connection.fetchval(f"SELECT count(*) FROM {name}") == 700


@asynchronous
async def test_transactions(connection, name, dsn):
    await connection.execute(f"CREATE TABLE {name} (a int)")
    async with connection.transaction():
        await connection.execute(f"INSERT INTO {name} VALUES (1)")
        with pytest.raises(asyncpg.DivisionByZeroError):
            async with connection.transaction():
                await connection.execute(f"INSERT INTO {name} VALUES (2)")
                await connection.execute("SELECT 1/0")
    assert await connection.fetchval(f"SELECT sum(a) FROM {name}") == 1
    with pytest.raises(asyncpg.SerializationError):
        async with connection.transaction(isolation="repeatable_read"):
            await connection.fetchval(f"SELECT sum(a) FROM {name}")
            other = await asyncpg.connect(dsn)
            await other.execute(f"UPDATE {name} SET a = a + 1")
            await other.close()
            await connection.execute(f"UPDATE {name} SET a = a + 1")


@asynchronous
async def test_plans_follow_ddl(connection, name, dsn):
    await connection.execute(f"CREATE TABLE {name} (a int)")
    statement = f"SELECT * FROM {name}"
    assert await connection.fetch(statement) == []
    other = await asyncpg.connect(dsn)
    await other.execute(f"ALTER TABLE {name} ADD COLUMN b int")
    await other.close()
    # The server says that the cached plan is stale, and asyncpg prepares again.
    assert await connection.fetch(statement) == []


@asynchronous
async def test_cancel_and_timeout(connection, dsn):
    with pytest.raises(asyncio.TimeoutError):
        await connection.fetchval("SELECT pg_sleep(30)", timeout=0.3)
    assert await connection.fetchval("SELECT 1") == 1


@asynchronous
async def test_pool_and_reset(connection, dsn):
    async with asyncpg.create_pool(dsn, min_size=2, max_size=4) as pool:
        results = await asyncio.gather(
            *[pool.fetchval("SELECT $1::int * 2", number) for number in range(40)]
        )
    assert results == [number * 2 for number in range(40)]


@asynchronous
async def test_listen(connection, dsn):
    heard = asyncio.get_running_loop().create_future()
    await connection.add_listener("news", lambda *arguments: heard.set_result(arguments[2:]))
    other = await asyncpg.connect(dsn)
    await other.execute("NOTIFY news, 'hello'")
    await other.close()
    assert await asyncio.wait_for(heard, 10) == ("news", "hello")


@asynchronous
async def test_vectors(connection, name, dsn):
    await register_vector(connection)
    await connection.execute(
        f"CREATE TABLE {name} (id serial, v vector(3), h halfvec(3), b bit(3), s sparsevec(5))"
    )
    sparse = SparseVector({1: 1.5, 4: -2.0}, 5)
    await connection.execute(
        f"INSERT INTO {name} (v, h, b, s) VALUES ($1, $2, $3, $4)",
        np.array([1.0, 2.0, 3.0]),
        HalfVector([4, 5, 6]),
        asyncpg.BitString("101"),
        sparse,
    )
    row = await connection.fetchrow(f"SELECT v, h, b, s FROM {name}")
    assert np.asarray(row["v"]).tolist() == [1, 2, 3]
    assert row["h"] == HalfVector([4, 5, 6])
    assert row["b"].as_string() == "101"
    assert row["s"].to_list() == sparse.to_list()
    found = await connection.fetch(
        f"SELECT id FROM {name} ORDER BY v <=> $1 LIMIT $2", np.array([1.0, 1.0, 1.0]), 5
    )
    assert [r["id"] for r in found] == [1]


@asynchronous
async def test_copies_vectors(connection, name, dsn):
    await register_vector(connection)
    await connection.execute(f"CREATE TABLE {name} (id int, v vector(4))")
    data = np.random.default_rng(2).random((300, 4))
    await connection.copy_records_to_table(name, records=list(enumerate(data)))
    count = f"SELECT count(*) FROM {name} WHERE v <-> $1 < 9"
    assert await connection.fetchval(count, data[0]) == 300
