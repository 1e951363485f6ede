# SPDX-License-Identifier: Apache-2.0
"""Searching through vector indexes: answers, filters, cursors, transactions, maintenance.

The tests hold for PostgreSQL with pgvector; where Needletail promises more (LIMIT rows whatever
the filter, without asking for iterative scans) the fixture `settings` helps pgvector.
"""

import re
import threading

import numpy as np
import psycopg
import pytest

from vector_data import (CASES, DIMENSION, OPERATOR_CLASSES, distances, judge, parse, text,
                         values)

COUNT = 600


@pytest.fixture
def connection(dsn):
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("SELECT '[1]'::vector")
        # Tables of tests are so small that reading all of them is cheapest.
        connection.execute("SET enable_seqscan = off")
        yield connection


@pytest.fixture
def ours(connection):
    return "Needletail" in connection.execute("SELECT version()").fetchone()[0]


@pytest.fixture
def needletail(ours):
    if not ours:
        pytest.skip("an addition of Needletail")


@pytest.fixture
def settings(connection, ours):
    """What pgvector needs to return LIMIT rows under a filter."""
    if not ours:
        connection.execute("SET hnsw.iterative_scan = strict_order")
        connection.execute("SET hnsw.max_scan_tuples = 1000000")
        connection.execute("SET hnsw.scan_mem_multiplier = 100")


class Items:
    """A table of vectors and the same rows here."""

    def __init__(self, connection, name, kind="vector", count=COUNT, seed=1, dimension=DIMENSION):
        self.connection, self.name, self.kind, self.dimension = connection, name, kind, dimension
        self.random = np.random.default_rng(seed)
        rows = values(self.random, kind, count, dimension)
        self.rows = dict(enumerate(rows))
        connection.execute(f"CREATE TABLE {name} (id integer PRIMARY KEY, category integer, "
                           f"label text, v {kind}({dimension}))")
        with connection.cursor().copy(f"COPY {name} FROM STDIN") as out:
            for identity, row in self.rows.items():
                out.write_row([identity, identity % 100, f"item {identity}", text(kind, row)])

    def query(self):
        return values(self.random, self.kind, 1, self.dimension)[0]

    def index(self, method, operator_class, options="", expression="v", where=""):
        self.operator = OPERATOR_CLASSES[operator_class][1]
        self.connection.execute(
            f"CREATE INDEX {self.name}_v ON {self.name} USING {method} "
            f"({expression} {operator_class}) {options} {where}")
        if method == "ivfflat":
            self.connection.execute("SET ivfflat.probes = 100")

    def sql(self, k=10, where="", columns="id", expression="v", cast=None, query="%(q)s"):
        cast = cast or f"{self.kind}({self.dimension})"
        operator = self.operator.replace("%", "%%")
        order = f"{expression} {operator} {query}::{cast}"
        limit = "" if k is None else f"LIMIT {k}"
        return (f"SELECT {columns}, {order} FROM {self.name} {where} "
                f"ORDER BY {order} {limit}")

    def expected(self, query, keep=lambda identity: True):
        ids = [identity for identity in self.rows if keep(identity)]
        if not ids:
            return {}
        found = distances(self.operator, [self.rows[identity] for identity in ids], query)
        return {identity: d for identity, d in zip(ids, found) if not np.isnan(d)}

    def check(self, rounds=10, k=10, where="", keep=lambda identity: True, floor=0.95,
              connection=None, **more):
        """Searches and compares with exact answers; the mean recall must reach the floor, but for
        what chance explains: two and a half standard deviations of that many draws."""
        total = 0
        for _ in range(rounds):
            query = self.query()
            answer = (connection or self.connection).execute(
                self.sql(k, where, **more), {"q": text(self.kind, query)}).fetchall()
            total += judge(answer, self.expected(query, keep), k, order=self.order())
        chance = 2.5 * (floor * (1 - floor) / (rounds * k)) ** 0.5
        assert total / rounds >= floor - chance, total / rounds

    def order(self):
        """How far apart two rows in the wrong order may be: pgvector orders halfvec by cosine of
        normalized copies, which are rounded once more."""
        return 1e-3 if (self.kind, self.operator) == ("halfvec", "<=>") else 1e-6

    def plan(self, sql=None, query=None):
        query = self.query() if query is None else query
        rows = self.connection.execute("EXPLAIN " + (sql or self.sql()),
                                       {"q": text(self.kind, query)}).fetchall()
        return "\n".join(row[0] for row in rows)

    def put(self, identity, row=None, connection=None):
        row = self.query() if row is None else row
        (connection or self.connection).execute(
            f"INSERT INTO {self.name} VALUES (%s, %s, %s, %s) ON CONFLICT (id) DO UPDATE "
            "SET v = excluded.v",
            [identity, identity % 100, f"item {identity}", text(self.kind, row)])
        return row


@pytest.fixture
def items(connection, name):
    return Items(connection, name)


@pytest.mark.parametrize("count", [COUNT, 6000])
@pytest.mark.parametrize("method, operator_class", CASES)
def test_every_operator_class(connection, name, settings, method, operator_class, count):
    items = Items(connection, name, OPERATOR_CLASSES[operator_class][0], count)
    items.index(method, operator_class, "WITH (lists = 10)" if method == "ivfflat" else "")
    assert f"{name}_v" in items.plan()
    items.check(20)
    for identity in range(count, count + 50):
        items.rows[identity] = items.put(identity)
    connection.execute(f"DELETE FROM {name} WHERE id < 100")
    items.rows = {identity: row for identity, row in items.rows.items() if identity >= 100}
    items.check(20)
    connection.execute(f"VACUUM {name}")
    items.check(20)


@pytest.mark.parametrize("operator_class", OPERATOR_CLASSES)
def test_flat_for_every_operator_class(connection, name, needletail, operator_class):
    items = Items(connection, name, OPERATOR_CLASSES[operator_class][0])
    items.index("flat", operator_class)
    assert f"{name}_v" in items.plan()
    items.check(20, floor=0.99)


@pytest.mark.parametrize("operator_class",
                         ["vector_l2_ops", "vector_cosine_ops", "vector_ip_ops", "halfvec_l2_ops"])
@pytest.mark.parametrize("quantizer", ["none", "sq8", "sq4", "rabitq", "pq4", "pq8"])
@pytest.mark.parametrize("method", ["hnsw", "ivfflat", "flat"])
def test_quantizers(connection, name, needletail, method, quantizer, operator_class):
    items = Items(connection, name, OPERATOR_CLASSES[operator_class][0], 6000,
                  dimension=128 if quantizer in ("rabitq", "pq8") else DIMENSION)
    items.index(method, operator_class, f"WITH (quantizer = {quantizer})")
    assert f"{name}_v" in items.plan()
    # Product codes suit vectors whose elements depend on each other; these are noise.
    coarse = {"sq4": 0.85, "rabitq": 0.8, "pq4": 0.5, "pq8": 0.3}
    items.check(20, floor=coarse.get(quantizer, 0.95))


def test_index_made_before_the_rows(connection, name, settings):
    items = Items(connection, name, count=0)
    items.index("hnsw", "vector_l2_ops")
    items.check(1)
    for identity in range(300):
        items.rows[identity] = items.put(identity)
        if identity in (0, 1, 9, 10, 50):
            items.check(2)
    items.check()


def test_copy_into_an_indexed_table(connection, name, settings):
    items = Items(connection, name, count=100)
    items.index("hnsw", "vector_l2_ops")
    with connection.cursor().copy(f"COPY {name} FROM STDIN") as out:
        for identity in range(100, 1500):
            items.rows[identity] = items.query()
            out.write_row([identity, 1, "", text("vector", items.rows[identity])])
    items.check()
    connection.execute(f"INSERT INTO {name} SELECT id + 10000, 2, '', v FROM {name}")
    items.rows.update({identity + 10000: row for identity, row in list(items.rows.items())})
    items.check(k=20)


def test_null_and_zero_vectors(connection, name, settings, ours):
    items = Items(connection, name, count=50)
    connection.execute(f"INSERT INTO {name} VALUES (1000, 1, '', NULL), "
                       f"(1001, 1, '', array_fill(0, ARRAY[{DIMENSION}])::vector)")
    items.index("hnsw", "vector_cosine_ops")
    connection.execute(f"INSERT INTO {name} VALUES (1002, 1, '', NULL), "
                       f"(1003, 1, '', array_fill(0, ARRAY[{DIMENSION}])::vector)")
    items.check(k=50)
    # pgvector leaves them out of an index scan; a sort has them last, and so does Needletail.
    answer = connection.execute(items.sql(100), {"q": text("vector", items.query())}).fetchall()
    assert len(answer) == (54 if ours else 50)
    assert {identity for identity, _ in answer[50:]} == ({1000, 1001, 1002, 1003} if ours else set())
    connection.execute(f"DROP INDEX {name}_v")
    items.index("hnsw", "vector_l2_ops")
    items.rows[1001] = items.rows[1003] = np.zeros(DIMENSION, np.float32)
    items.check(k=52)
    connection.execute(f"UPDATE {name} SET v = NULL WHERE id < 10")
    items.rows = {i: row for i, row in items.rows.items() if i >= 10}
    items.check(k=42)


def test_equal_vectors(connection, name, settings):
    items = Items(connection, name, count=0)
    items.index("hnsw", "vector_l2_ops")
    row = items.query()
    for identity in range(40):
        items.rows[identity] = items.put(identity, row)
    items.check(k=30)
    connection.execute(f"DELETE FROM {name} WHERE id % 2 = 0")
    items.rows = {i: row for i, row in items.rows.items() if i % 2}
    items.check(k=30)


def test_prepared_and_binary(connection, items, settings):
    items.index("hnsw", "vector_l2_ops")
    for _ in range(12):
        query = items.query()
        packed = np.array([DIMENSION, 0], ">i2").tobytes() + query.astype(">f4").tobytes()
        oid = connection.execute("SELECT 'vector'::regtype::oid").fetchone()[0]
        result = connection.pgconn.exec_params(
            f"SELECT id, v <-> $1 FROM {items.name} ORDER BY v <-> $1 LIMIT 10".encode(),
            [packed], [oid], [1], 1)
        assert result.error_message == b""
        answer = [(int.from_bytes(result.get_value(r, 0), "big"),
                   float(np.frombuffer(result.get_value(r, 1), ">f8")[0]))
                  for r in range(result.ntuples)]
        judge(answer, items.expected(query), 10)
    connection.execute(f"PREPARE p (vector, int) AS SELECT id, v <-> $1 FROM {items.name} "
                       "ORDER BY v <-> $1 LIMIT $2")
    for k in (1, 5, 10, 20, 7, 3, 2, 11):
        query = items.query()
        judge(connection.execute(f"EXECUTE p ('{text('vector', query)}', {k})").fetchall(),
              items.expected(query), k)


def test_half_precision_of_a_vector(items, settings):
    items.index("hnsw", "halfvec_cosine_ops", expression="(v::halfvec(16))")
    sql = items.sql(expression="v::halfvec(16)", cast="halfvec(16)")
    assert f"{items.name}_v" in items.plan(sql)
    items.check(expression="v::halfvec(16)", cast="halfvec(16)")
    for identity in range(0, 50):
        items.rows[identity] = items.put(identity)
    items.check(expression="v::halfvec(16)", cast="halfvec(16)")


def test_binary_codes_and_rescoring(connection, name, settings):
    items = Items(connection, name, count=1000, dimension=64)
    items.index("hnsw", "bit_hamming_ops", expression="(binary_quantize(v)::bit(64))")
    inner = (f"SELECT id, v FROM {name} ORDER BY binary_quantize(v)::bit(64) <~> "
             "binary_quantize(%(q)s::vector(64))::bit(64) LIMIT 40")
    sql = f"SELECT id, v <=> %(q)s FROM ({inner}) AS s ORDER BY v <=> %(q)s LIMIT 10"
    assert f"{name}_v" in items.plan(sql)
    items.operator = "<=>"
    total = 0
    for _ in range(20):
        query = items.query()
        answer = connection.execute(sql, {"q": text("vector", query)}).fetchall()
        total += judge(answer, items.expected(query), 10)
    assert total / 20 > 0.4


def test_part_of_a_vector(connection, items, settings):
    items.index("hnsw", "vector_cosine_ops", expression="(subvector(v, 1, 4)::vector(4))")
    query = items.query()
    sql = (f"SELECT id, subvector(v, 1, 4)::vector(4) <=> %(q)s FROM {items.name} "
           "ORDER BY subvector(v, 1, 4)::vector(4) <=> %(q)s LIMIT 10")
    assert f"{items.name}_v" in items.plan(sql, query[:4])
    answer = connection.execute(sql, {"q": text("vector", query[:4])}).fetchall()
    expected = dict(zip(items.rows, distances(
        "<=>", [row[:4] for row in items.rows.values()], query[:4])))
    assert judge(answer, expected, 10) >= 0.8


def test_partial_index(connection, items, settings):
    items.index("hnsw", "vector_l2_ops", where="WHERE category < 10")
    where = "WHERE category < 10"
    assert f"{items.name}_v" in items.plan(items.sql(where=where))
    assert f"{items.name}_v" not in items.plan(items.sql())
    items.check(where=where, keep=lambda i: i % 100 < 10)
    assert f"{items.name}_v" in items.plan(items.sql(where="WHERE category < 5"))
    items.check(where="WHERE category < 5", keep=lambda i: i % 100 < 5)
    # Rows enter and leave it.
    connection.execute(f"UPDATE {items.name} SET category = 50 WHERE id % 100 = 3")
    connection.execute(f"UPDATE {items.name} SET category = 3 WHERE id % 100 = 60")
    items.check(where=where, keep=lambda i: i % 100 == 60 or (i % 100 < 10 and i % 100 != 3), k=20)
    connection.execute(f"DELETE FROM {items.name} WHERE id % 100 = 4")
    items.rows = {i: row for i, row in items.rows.items() if i % 100 != 4}
    items.check(where=where, keep=lambda i: i % 100 == 60 or (i % 100 < 10 and i % 100 != 3), k=20)
    items.check()


@pytest.mark.parametrize("method, operator_class", [("hnsw", "vector_l2_ops"),
                                                    ("ivfflat", "vector_cosine_ops")])
@pytest.mark.parametrize("btree", [False, True])
@pytest.mark.parametrize("below", [1, 30, 100])
def test_filters_return_limit_rows(connection, name, settings, method, operator_class, btree,
                                   below):
    items = Items(connection, name, count=6000)
    if btree:
        connection.execute(f"CREATE INDEX ON {name} (category)")
    items.index(method, operator_class, "WITH (lists = 20)" if method == "ivfflat" else "")
    connection.execute(f"ANALYZE {name}")
    connection.execute("SET hnsw.ef_search = 100")
    items.check(where=f"WHERE category < {below}", keep=lambda i: i % 100 < below)
    items.check(where=f"WHERE category < {below} AND label LIKE '%%7'",
                keep=lambda i: i % 100 < below and i % 10 == 7)
    items.check(2, where="WHERE category = -1", keep=lambda i: False)
    items.check(2, k=40, where=f"WHERE category < {below} AND id >= 1000",
                keep=lambda i: i % 100 < below and i >= 1000)


def test_effort_matters(connection, name):
    """hnsw.ef_search and ivfflat.probes trade time for recall; neither is ignored."""
    random = np.random.default_rng(5)
    rows = random.standard_normal((8000, 32)).astype(np.float32)
    queries = random.standard_normal((50, 32)).astype(np.float32)
    connection.execute(f"CREATE TABLE {name} (id int, v vector(32))")
    with connection.cursor().copy(f"COPY {name} FROM STDIN") as out:
        for identity, row in enumerate(rows):
            out.write_row([identity, text("vector", row)])

    def recall():
        total = 0
        for query in queries:
            answer = connection.execute(
                f"SELECT id, v <-> %(q)s::vector FROM {name} ORDER BY v <-> %(q)s::vector LIMIT 10",
                {"q": text("vector", query)}).fetchall()
            total += judge(answer, dict(enumerate(distances("<->", rows, query))), 10)
        return total / len(queries)

    connection.execute(f"ANALYZE {name}")
    connection.execute(f"CREATE INDEX i_{name} ON {name} USING hnsw (v vector_l2_ops) "
                       "WITH (m = 5, ef_construction = 10)")
    connection.execute("SET hnsw.ef_search = 10")
    low = recall()
    connection.execute("SET hnsw.ef_search = 600")
    high = recall()
    assert low < high - 0.05 and high > 0.9, (low, high)
    connection.execute(f"DROP INDEX i_{name}")
    connection.execute(f"CREATE INDEX i_{name} ON {name} USING ivfflat (v vector_l2_ops) "
                       "WITH (lists = 40)")
    connection.execute("SET ivfflat.probes = 2")
    low = recall()
    connection.execute("SET ivfflat.probes = 40")
    high = recall()
    assert low < 0.8 and high > 0.999, (low, high)


def test_more_rows_than_the_effort(connection, items, ours):
    """LIMIT k returns k rows whatever hnsw.ef_search is (pgvector returns ef_search rows)."""
    items.index("hnsw", "vector_l2_ops")
    connection.execute("SET hnsw.ef_search = 5")
    query = items.query()
    answer = connection.execute(items.sql(50), {"q": text("vector", query)}).fetchall()
    assert len(answer) == (50 if ours else 5)


def test_iterative_scans(connection, items, ours):
    items.index("hnsw", "vector_l2_ops")
    for mode in ("strict_order", "relaxed_order"):
        connection.execute(f"SET hnsw.iterative_scan = {mode}")
        connection.execute("SET hnsw.max_scan_tuples = 100000")
        answer = connection.execute(
            items.sql(100), {"q": text("vector", items.query())}).fetchall()
        assert len({row[0] for row in answer}) == 100
        if mode == "strict_order":
            assert [row[1] for row in answer] == sorted(row[1] for row in answer)
    connection.execute(f"DROP INDEX {items.name}_v")
    items.index("ivfflat", "vector_l2_ops", "WITH (lists = 20)")
    connection.execute("SET ivfflat.probes = 1")
    connection.execute("SET ivfflat.iterative_scan = relaxed_order")
    answer = connection.execute(items.sql(300), {"q": text("vector", items.query())}).fetchall()
    assert len({row[0] for row in answer}) == 300
    if not ours:
        connection.execute("SET ivfflat.max_probes = 1")
        answer = connection.execute(
            items.sql(300), {"q": text("vector", items.query())}).fetchall()
        assert len(answer) < 300


def test_cursors_and_no_limit_stream_in_order(connection, items, settings, ours):
    items.index("hnsw", "vector_l2_ops")
    query = items.query()
    exact = items.expected(query)
    sql = items.sql(None, query=f"'{text('vector', query)}'")
    assert f"{items.name}_v" in items.plan(sql)
    whole = connection.execute(sql).fetchall()
    given = [distance for _, distance in whole]
    assert given == sorted(given)
    assert len({i for i, _ in whole}) == len(whole)
    assert len(whole) == COUNT if ours else len(whole) > 0.9 * COUNT
    with connection.transaction(), connection.cursor(name="slices") as cursor:
        cursor.itersize = 9
        cursor.execute(sql)
        assert list(cursor) == whole
    with connection.transaction():
        connection.execute(f"DECLARE c CURSOR FOR {sql}")
        fetched = []
        for step in (1, 7, 10, 40, 2, 100):
            fetched += connection.execute(f"FETCH {step} FROM c").fetchall()
        assert len(fetched) == 160
        assert judge(fetched, exact, 160) > 0.9
        # Rows changed after the cursor was opened do not move it.
        connection.execute(f"DELETE FROM {items.name} WHERE id >= 0")
        rest = connection.execute("FETCH ALL FROM c").fetchall()
        assert not {i for i, _ in rest} & {i for i, _ in fetched}
        assert len(rest) + len(fetched) == len(whole)
        connection.execute("CLOSE c")
        assert connection.execute(items.sql(), {"q": text("vector", query)}).fetchall() == []


def test_offset(connection, items, settings):
    items.index("hnsw", "vector_l2_ops")
    query = items.query()
    first = connection.execute(items.sql(30), {"q": text("vector", query)}).fetchall()
    for offset in (0, 1, 10, 25):
        part = connection.execute(items.sql(5) + f" OFFSET {offset}",
                                  {"q": text("vector", query)}).fetchall()
        expected = [d for _, d in first[offset:offset + 5]]
        assert [d for _, d in part] == pytest.approx(expected, rel=1e-5) or \
            judge(part, items.expected(query), 5) <= 1


def test_distance_conditions(connection, items, settings):
    items.index("hnsw", "vector_l2_ops")
    query = items.query()
    bound = sorted(items.expected(query).values())[6]
    answer = connection.execute(
        items.sql(10, where=f"WHERE v <-> %(q)s::vector <= {bound + 1e-6}"),
        {"q": text("vector", query)}).fetchall()
    assert len(answer) >= 6
    assert max(d for _, d in answer) <= bound + 1e-5


def test_other_orders_do_not_use_the_index(connection, items):
    items.index("hnsw", "vector_l2_ops")
    query = text("vector", items.query())
    for order in ("v <=> %(q)s", "v <-> %(q)s DESC", "-(v <-> %(q)s)"):
        sql = f"SELECT id FROM {items.name} ORDER BY {order} LIMIT 5"
        plan = "\n".join(r[0] for r in connection.execute("EXPLAIN " + sql, {"q": query}))
        assert f"{items.name}_v" not in plan, plan
    items.operator = "<=>"
    items.check(floor=1)
    farthest = connection.execute(
        f"SELECT id FROM {items.name} ORDER BY v <-> %(q)s DESC LIMIT 1", {"q": query}).fetchone()
    items.operator = "<->"
    exact = items.expected(np.array(query[1:-1].split(","), np.float32))
    assert farthest[0] == max(exact, key=exact.get)


def test_around_joins_and_ctes(connection, items, name, settings):
    items.index("hnsw", "vector_l2_ops")
    connection.execute(f"CREATE TABLE {name}_names AS SELECT id, 'name ' || id AS n FROM {name}")
    query = items.query()
    q = {"q": text("vector", query)}
    nearest = [i for i, _ in connection.execute(items.sql(), q).fetchall()]
    joined = connection.execute(
        f"WITH near AS MATERIALIZED ({items.sql(columns='id AS it')}) "
        f"SELECT it, n.n FROM near JOIN {name}_names n ON n.id = it", q).fetchall()
    assert sorted(joined) == sorted((i, f"name {i}") for i in nearest)
    inner = connection.execute(
        f"SELECT s.id, n FROM (SELECT id FROM {name} ORDER BY v <-> %(q)s LIMIT 10) s "
        f"LEFT JOIN {name}_names USING (id)", q).fetchall()
    assert {i for i, _ in inner} == set(nearest)
    counted = connection.execute(
        f"SELECT count(*), min(id), max(id) FROM (SELECT id FROM {name} ORDER BY v <-> %(q)s "
        "LIMIT 10) s", q).fetchone()
    assert counted == (10, min(nearest), max(nearest))
    direct = connection.execute(
        f"SELECT {name}.id, n FROM {name} JOIN {name}_names USING (id) "
        "ORDER BY v <-> %(q)s LIMIT 10",
        q).fetchall()
    assert len(set(direct) & {(i, f"name {i}") for i in nearest}) >= 9
    union = connection.execute(
        f"(SELECT id FROM {name} ORDER BY v <-> %(q)s LIMIT 3) UNION ALL "
        f"(SELECT id FROM {name} ORDER BY v <-> %(q)s LIMIT 2)", q).fetchall()
    assert [i for i, in union] == nearest[:3] + nearest[:2]
    scalar = connection.execute(
        f"SELECT (SELECT id FROM {name} ORDER BY v <-> %(q)s LIMIT 1)", q).fetchone()
    assert scalar == (nearest[0],)
    connection.execute(f"DROP TABLE {name}_names")


def test_neighbours_of_rows(connection, items, name, settings):
    """The query vector comes from another row: LATERAL, a subquery, a correlated subquery."""
    items.index("hnsw", "vector_l2_ops")
    pairs = connection.execute(
        f"SELECT a.id, b.id, a.v <-> b.v FROM {name} a CROSS JOIN LATERAL (SELECT id, v "
        f"FROM {name} c WHERE c.id <> a.id ORDER BY c.v <-> a.v LIMIT 3) b "
        "WHERE a.id < 20 ORDER BY 1, 3"
    ).fetchall()
    total = 0
    for identity in range(20):
        answer = [(b, d) for a, b, d in pairs if a == identity]
        total += judge(answer, items.expected(items.rows[identity], lambda i: i != identity), 3)
    assert total / 20 >= 0.95
    answer = connection.execute(
        f"SELECT id, v <-> (SELECT v FROM {name} WHERE id = 7) FROM {name} "
        f"ORDER BY v <-> (SELECT v FROM {name} WHERE id = 7) LIMIT 5").fetchall()
    assert answer[0][0] == 7
    judge(answer, items.expected(items.rows[7]), 5)
    own = connection.execute(
        f"SELECT a.id, (SELECT b.id FROM {name} b ORDER BY b.v <-> a.v LIMIT 1) FROM {name} a "
        "WHERE a.id < 50").fetchall()
    assert sum(a == b for a, b in own) >= 49


def test_own_writes(connection, items, settings):
    items.index("hnsw", "vector_l2_ops")
    before = dict(items.rows)
    with connection.transaction(force_rollback=True):
        for identity in range(COUNT, COUNT + 30):
            items.rows[identity] = items.put(identity)
        items.check(5, k=20)
        connection.execute(f"DELETE FROM {items.name} WHERE id % 5 = 0")
        items.rows = {i: row for i, row in items.rows.items() if i % 5}
        items.check(5, k=20)
        for identity in range(1, 100, 2):
            if identity in items.rows:
                items.rows[identity] = items.put(identity)
        items.check(5, k=20)
        kept = dict(items.rows)
        with pytest.raises(psycopg.errors.DivisionByZero), connection.transaction():
            connection.execute(f"DELETE FROM {items.name} WHERE id > 300")
            items.rows = {i: row for i, row in items.rows.items() if i <= 300}
            for identity in range(2000, 2030):
                items.rows[identity] = items.put(identity)
            items.check(5)
            connection.execute("SELECT 1 / 0")
        items.rows = kept
        items.check(5)
        connection.execute("SAVEPOINT a")
        connection.execute(f"UPDATE {items.name} SET v = v + v WHERE id < 50")
        connection.execute("SAVEPOINT b")
        connection.execute(f"DELETE FROM {items.name} WHERE id >= 50")
        connection.execute("RELEASE b")
        connection.execute("ROLLBACK TO a")
        items.check(5)
        connection.execute("RELEASE a")
        items.check(5, where="WHERE category < 40", keep=lambda i: i % 100 < 40)
    items.rows = before
    items.check()


def test_others_see_commits_only(connection, dsn, items, settings):
    items.index("hnsw", "vector_l2_ops")
    with psycopg.connect(dsn) as other:
        other.execute("SET enable_seqscan = off")
        new = {identity: items.put(identity, connection=other)
               for identity in list(range(0, 60)) + list(range(COUNT, COUNT + 60))}
        other.execute(f"DELETE FROM {items.name} WHERE id BETWEEN 100 AND 150")
        items.check(5)
        other.commit()
    items.rows.update(new)
    items.rows = {i: row for i, row in items.rows.items() if not 100 <= i <= 150}
    items.check(10, k=20)


def test_repeatable_read_keeps_its_neighbours(connection, dsn, items, settings, ours):
    items.index("hnsw", "vector_l2_ops")
    query = text("vector", items.query())
    frozen = dict(items.rows)
    with psycopg.connect(dsn) as reader:
        reader.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        reader.execute("SET enable_seqscan = off")
        if not ours:
            reader.execute("SET hnsw.iterative_scan = strict_order")
        before = reader.execute(items.sql(30), {"q": query}).fetchall()
        now = dict(items.rows)
        for identity in range(COUNT, COUNT + 200):
            now[identity] = items.put(identity)
        connection.execute(f"DELETE FROM {items.name} WHERE id % 3 = 0")
        now = {i: row for i, row in now.items() if i % 3}
        for identity in range(1, 200, 3):
            now[identity] = items.put(identity)
        # The nearest of all come and go.
        for identity in range(5000, 5020):
            items.put(identity, np.array(query[1:-1].split(","), np.float32))
        connection.execute(f"DELETE FROM {items.name} WHERE id >= 5000")
        connection.execute(f"VACUUM {items.name}")
        connection.execute("CHECKPOINT")
        assert reader.execute(items.sql(30), {"q": query}).fetchall() == before
        items.rows = frozen
        items.check(5, k=20, connection=reader)
        items.check(5, k=10, where="WHERE category < 20", keep=lambda i: i % 100 < 20,
                    connection=reader)
        reader.rollback()
        items.rows = now
        reader.execute("SELECT 1")
        items.check(10, k=20, connection=reader)
    items.check(10, k=20)


def test_updates_of_other_columns(connection, items, settings):
    items.index("hnsw", "vector_l2_ops")
    for _ in range(3):
        connection.execute(f"UPDATE {items.name} SET label = label || '!'")
    items.check()
    query = items.query()
    answer = connection.execute(
        f"SELECT id, label FROM {items.name} ORDER BY v <-> %s LIMIT 10",
        [text("vector", query)]).fetchall()
    assert all(label == f"item {i}!!!" for i, label in answer)


def test_truncate_reindex_drop(connection, items, settings):
    name = items.name
    items.index("hnsw", "vector_l2_ops")
    with connection.transaction(force_rollback=True):
        connection.execute(f"TRUNCATE {name}")
        items.rows, kept = {}, items.rows
        items.check(1)
        items.rows = kept
    items.check()
    for command in (f"REINDEX INDEX {name}_v", f"REINDEX TABLE {name}",
                    f"REINDEX INDEX CONCURRENTLY {name}_v",
                    f"ALTER INDEX {name}_v SET (m = 8)", f"REINDEX INDEX {name}_v"):
        connection.execute(command)
        items.check(5)
    connection.execute(f"TRUNCATE {name}")
    items.rows = {}
    items.check(1)
    for identity in range(100):
        items.rows[identity] = items.put(identity)
    items.check(5)
    connection.execute(f"DROP INDEX {name}_v")
    assert f"{name}_v" not in items.plan()
    items.check(5, floor=1)
    items.index("hnsw", "vector_l2_ops")
    connection.execute(f"DROP INDEX CONCURRENTLY {name}_v")
    with pytest.raises(psycopg.errors.UndefinedTable):
        connection.execute(f"REINDEX INDEX {name}_v")


def test_definition_in_transactions(connection, dsn, items, settings):
    name = items.name
    with connection.transaction(force_rollback=True):
        items.index("hnsw", "vector_l2_ops")
        assert f"{name}_v" in items.plan()
        items.check(5)
        items.rows[900] = items.put(900)
        items.check(5)
    del items.rows[900]
    assert f"{name}_v" not in items.plan()
    items.check(5, floor=1)
    items.index("hnsw", "vector_l2_ops")
    with connection.transaction(force_rollback=True):
        connection.execute(f"DROP INDEX {name}_v")
        assert f"{name}_v" not in items.plan()
        items.check(5, floor=1)
        connection.execute(f"DELETE FROM {name} WHERE id < 100")
    items.check(5)
    with connection.transaction():
        connection.execute(f"CREATE TABLE {name}_2 (LIKE {name})")
        connection.execute(f"INSERT INTO {name}_2 SELECT * FROM {name}")
        connection.execute(f"CREATE INDEX {name}_2v ON {name}_2 USING hnsw (v vector_l2_ops)")
        connection.execute(f"DELETE FROM {name}_2 WHERE id >= 300")
    copied = Items.__new__(Items)
    copied.__dict__.update(items.__dict__)
    copied.name, copied.rows = f"{name}_2", {i: r for i, r in items.rows.items() if i < 300}
    copied.check()
    connection.execute(f"DROP TABLE {name}_2")


def test_altering_the_table(connection, items, settings):
    name = items.name
    items.index("hnsw", "vector_l2_ops")
    connection.execute(f"ALTER TABLE {name} RENAME COLUMN v TO w")
    items.check(5, expression="w")
    connection.execute(f"ALTER TABLE {name} RENAME COLUMN w TO v")
    connection.execute(f"ALTER TABLE {name} ADD COLUMN more int DEFAULT 3")
    items.check(5)
    connection.execute(f"ALTER TABLE {name} DROP COLUMN label")
    items.check(5)
    connection.execute(f"ALTER TABLE {name} DROP COLUMN v")
    assert connection.execute("SELECT count(*) FROM pg_class WHERE relname = %s",
                              [f"{name}_v"]).fetchone() == (0,)


def test_refuses_what_does_not_fit(connection, items):
    items.index("hnsw", "vector_l2_ops")
    with pytest.raises(psycopg.errors.DataException,
                       match="different vector dimensions (16 and 3|3 and 16)"):
        connection.execute(f"SELECT id FROM {items.name} ORDER BY v <-> '[1,2,3]' LIMIT 1")
    with pytest.raises(psycopg.errors.DataException, match="expected 16 dimensions, not 3"):
        connection.execute(f"INSERT INTO {items.name} VALUES (1000, 1, '', '[1,2,3]')")
    answer = connection.execute(
        f"SELECT id FROM {items.name} ORDER BY v <-> NULL::vector LIMIT 5").fetchall()
    assert len(answer) == 5


def test_sparse_vectors_have_a_limit(connection, name):
    connection.execute(f"CREATE TABLE {name} (id int, v sparsevec(5000))")
    connection.execute(f"CREATE INDEX ON {name} USING hnsw (v sparsevec_l2_ops)")
    row = np.zeros(5000, np.float32)
    row[:1000] = 1
    connection.execute(f"INSERT INTO {name} VALUES (1, %s)", [text("sparsevec", row)])
    row[1000] = 1
    with pytest.raises(psycopg.errors.ProgramLimitExceeded) as caught:
        connection.execute(f"INSERT INTO {name} VALUES (2, %s)", [text("sparsevec", row)])
    assert caught.value.diag.message_primary == (
        "sparsevec cannot have more than 1000 non-zero elements for hnsw index")
    assert connection.execute(f"SELECT id FROM {name}").fetchall() == [(1,)]


def test_two_indexes_on_a_column(connection, items, settings):
    items.index("hnsw", "vector_l2_ops")
    connection.execute(f"CREATE INDEX {items.name}_c ON {items.name} "
                       "USING hnsw (v vector_cosine_ops)")
    assert f"{items.name}_v" in items.plan()
    items.check(5)
    items.operator = "<=>"
    assert f"{items.name}_c" in items.plan()
    items.check(5)


def test_concurrent_build_with_writers(connection, dsn, name, settings):
    items = Items(connection, name, count=3000)
    stop, failures, models = threading.Event(), [], []

    def write(number):
        random = np.random.default_rng(number)
        mine = {}
        models.append(mine)
        try:
            with psycopg.connect(dsn, autocommit=True) as writer:
                step = 0
                while not stop.is_set():
                    step += 1
                    identity = 10_000 * (number + 1) + step
                    row = values(random, "vector", 1)[0]
                    items.put(identity, row, connection=writer)
                    mine[identity] = row
                    if step % 4 == 0:
                        gone = 3 * step + number
                        writer.execute(f"DELETE FROM {name} WHERE id = %s", [gone])
                        mine[gone] = None
                    if step % 5 == 0:
                        with writer.transaction(force_rollback=True):
                            items.put(identity + 5000, row, connection=writer)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    items.operator = "<->"
    connection.execute(f"CREATE INDEX CONCURRENTLY {name}_v ON {name} "
                       "USING hnsw (v vector_l2_ops) WITH (ef_construction = 200)")
    connection.execute(f"REINDEX INDEX CONCURRENTLY {name}_v")
    stop.set()
    for thread in threads:
        thread.join()
    assert not failures
    for mine in models:
        for identity, row in mine.items():
            if row is None:
                items.rows.pop(identity, None)
            else:
                items.rows[identity] = row
    assert connection.execute(
        "SELECT indisvalid, indisready FROM pg_index WHERE indexrelid = %s::regclass",
        [f"{name}_v"]).fetchone() == (True, True)
    assert f"{name}_v" in items.plan()
    items.check(20, k=20)
    for mine in models:
        for identity, row in list(mine.items())[-20:]:
            if row is not None:
                answer = connection.execute(items.sql(3), {"q": text("vector", row)}).fetchall()
                assert identity in [i for i, _ in answer]


def test_explain_analyze_counts(connection, items, needletail):
    items.index("hnsw", "vector_l2_ops")
    plan = "\n".join(row[0] for row in connection.execute(
        "EXPLAIN ANALYZE " + items.sql(), {"q": text("vector", items.query())}))
    assert f"{items.name}_v" in plan
    assert "actual" in plan
    for word in ("visited", "rescored", "delta"):
        assert word in plan.lower(), plan


def test_explain_analyze_counts_streams(connection, name, needletail):
    items = Items(connection, name, count=6000)
    items.index("hnsw", "vector_l2_ops")
    plan = "\n".join(row[0] for row in connection.execute(
        "EXPLAIN ANALYZE " + items.sql(where="WHERE category < 50"),
        {"q": text("vector", items.query())}))
    assert "Strategy: in order of distance" in plan
    assert int(re.search(r"Nodes Visited: (\d+)", plan)[1]) > 0, plan
    assert int(re.search(r"Vectors Rescored: (\d+)", plan)[1]) >= 10, plan


def test_target_recall_is_a_setting(connection, needletail):
    connection.execute("SET needletail.target_recall = 0.99")
    assert connection.execute("SHOW needletail.target_recall").fetchone() == ("0.99",)
    with pytest.raises(psycopg.errors.InvalidParameterValue):
        connection.execute("SET needletail.target_recall = 1.5")


def test_stored_values_are_exact(connection, items):
    items.index("hnsw", "vector_l2_ops")
    query = items.query()
    for identity, stored in connection.execute(
            f"SELECT id, v FROM {items.name} ORDER BY v <-> %s LIMIT 20",
            [text("vector", query)]):
        assert (parse("vector", stored) == items.rows[identity]).all()
