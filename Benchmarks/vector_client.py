# SPDX-License-Identifier: Apache-2.0
"""One client for both servers: prepared statements and binary vectors straight through libpq.

The recall of an answer is the share of returned rows that are no farther than the exact tenth; so
equal rows count as equal, and a row returned twice counts once.
"""

import struct
import time

import numpy as np
from psycopg import pq


def encode(vector):
    """pgvector's binary form of a vector."""
    return struct.pack(">hh", len(vector), 0) + vector.astype(">f4").tobytes()


def rows_for_copy(first, filters, vectors):
    """COPY BINARY's bytes for (integer, integer, integer, vector) rows, without header and end."""
    count, dimension = vectors.shape
    layout = np.dtype([("columns", ">i2"), ("l1", ">i4"), ("id", ">i4"), ("l2", ">i4"),
                       ("plain", ">i4"), ("l3", ">i4"), ("indexed", ">i4"), ("l4", ">i4"),
                       ("dimension", ">i2"), ("unused", ">i2"), ("vector", ">f4", dimension)])
    made = np.zeros(count, layout)
    made["columns"], made["l1"], made["l2"], made["l3"] = 4, 4, 4, 4
    made["l4"], made["dimension"] = 4 + 4 * dimension, dimension
    made["id"] = np.arange(first, first + count)
    made["plain"] = made["indexed"] = filters
    made["vector"] = vectors
    return made.tobytes()


class Search:
    """A prepared nearest-neighbour query on one connection."""

    def __init__(self, server, table, condition="", settings=(), k=10, operator="<=>"):
        self.server = server
        self.connection = server.connect()
        self.pg = self.connection.pgconn
        self.k = k
        for setting in settings:
            self.set(setting)
        where = f"WHERE {condition} " if condition else ""
        sql = f"SELECT id FROM {table} {where}ORDER BY embedding {operator} $1 LIMIT {k}"
        oid = self.connection.execute("SELECT 'vector'::regtype::oid").fetchone()[0]
        result = self.pg.prepare(b"search", sql.encode(), [oid])
        if result.status != pq.ExecStatus.COMMAND_OK:
            raise RuntimeError(f"{server.name}: {sql}: {result.error_message.decode()}")
        self.sql = sql

    def set(self, setting):
        self.connection.execute(f"SET {setting}")

    def plan(self, query):
        text = "[" + ",".join(map(str, query.tolist())) + "]"
        rows = self.connection.execute(
            "EXPLAIN (COSTS OFF) " + self.sql.replace("$1", f"'{text}'"))
        return "; ".join(row[0].split("(")[0].strip() for row in rows if "->" in row[0]
                         or "Scan" in row[0])

    def ids(self, parameter):
        result = self.pg.exec_prepared(b"search", [parameter], [1], 1)
        if result.status != pq.ExecStatus.TUPLES_OK:
            raise RuntimeError(f"{self.server.name}: {self.sql}: {result.error_message.decode()}")
        return [int.from_bytes(result.get_value(row, 0), "big") for row in range(result.ntuples)]

    def run(self, parameters):
        """Ids found (-1 where short), seconds of each query, server's processor seconds a query."""
        found = np.full((len(parameters), self.k), -1, np.int64)
        seconds = np.empty(len(parameters))
        before = self.server.processor(self.connection)
        for position, parameter in enumerate(parameters):
            began = time.perf_counter()
            ids = self.ids(parameter)
            seconds[position] = time.perf_counter() - began
            found[position, :len(ids)] = ids
        spent = (self.server.processor(self.connection) - before) / len(parameters)
        return found, seconds, spent

    def close(self):
        self.connection.close()


class Truth:
    """Exact answers, and how much of them an answer has. The row at position p has the id p."""

    def __init__(self, rows, queries, near, dead=()):
        self.queries = queries
        self.rows = rows
        self.near = near
        self.dead = set(dead)
        self.bound = np.array([rows[ids[-1]] @ query for ids, query in zip(near, queries)])

    def recall(self, found):
        hits = 0
        for query, bound, ids in zip(self.queries, self.bound, found):
            ids = np.array([i for i in set(ids.tolist())
                            if 0 <= i < len(self.rows) and i not in self.dead], np.int64)
            if len(ids):
                scores = self.rows[np.sort(ids)] @ query
                hits += min(int((scores >= bound - 1e-6).sum()), self.near.shape[1])
        return hits / (len(found) * self.near.shape[1])

    def returned_dead(self, found):
        """Rows returned that were deleted before the query began."""
        return sum(1 for identity in found.ravel().tolist() if identity in self.dead)

    def short(self, found):
        """Share of queries that returned fewer rows than there are."""
        return float(((found >= 0).sum(axis=1) < self.near.shape[1]).mean())


def percentile(seconds, share):
    return float(np.percentile(seconds, share) * 1e3)


def interpolate(curve, wanted):
    """The cost at a recall between measured points (recall, cost), on the logarithm of cost.

    None when the recall is never reached; the cheapest point's cost when all are above it.
    """
    points = sorted(curve)
    if not points or points[-1][0] < wanted:
        return None
    if points[0][0] >= wanted:
        return points[0][1]
    for (low, less), (high, more) in zip(points, points[1:]):
        if low <= wanted <= high:
            share = (wanted - low) / max(high - low, 1e-9)
            return float(np.exp(np.log(less) * (1 - share) + np.log(more) * share))
    return None


def effort_for(search, parameters, truth, wanted, low=10, high=1000):
    """The smallest ef_search whose recall is the wanted one, or the highest there is."""
    while low < high:
        middle = int(round((low * high) ** 0.5)) if high > 2 * low else (low + high) // 2
        search.set(f"hnsw.ef_search = {middle}")
        if truth.recall(search.run(parameters)[0]) >= wanted:
            high = middle
        else:
            low = middle + 1
    return low
