# SPDX-License-Identifier: Apache-2.0
"""Compares Needletail with PostgreSQL + pgvector on this machine, in one run.

Loads the same rows into both and prints rates and latencies side by side: COPY (text and binary),
INSERT, exact vector search with and without a filter, look-ups by primary key, and a TPC-B-like
transaction. Medians of five rounds, the two servers taking turns.
"""

import argparse
import gzip
import io
import json
import os
import shutil
import statistics
import struct
import sys
import tempfile
import threading
import time

import numpy

from servers import Needletail, PostgreSQL

ROUNDS = 5
SHARED = os.path.join(os.path.dirname(__file__), "..", "..", "shared", "data", "debian-packages")
EXAMPLE = os.path.join(os.path.dirname(__file__), "..", "Examples", "packages")


def load_data():
    """Names, sections, sizes, vectors and query vectors."""
    if os.path.isdir(SHARED):
        with gzip.open(os.path.join(SHARED, "packages.jsonl.gz"), "rt") as lines:
            packages = [json.loads(line) for line in lines]
        vectors = numpy.load(os.path.join(SHARED, "packages.f16.npy")).astype(numpy.float32)
        queries = numpy.load(os.path.join(SHARED, "queries.f32.npy"))
        rows = [(p["id"], p["name"], p["section"], p["size"] or 0) for p in packages]
        return rows, vectors, queries
    print("the full data set is missing: running on the small example", file=sys.stderr)
    rows, vectors = [], []
    with gzip.open(os.path.join(EXAMPLE, "packages.tsv.gz"), "rt") as lines:
        for line in lines:
            number, name, section, size, _, vector = line.rstrip("\n").split("\t")
            rows.append((int(number), name, section, 0 if size == "\\N" else int(size)))
            vectors.append(json.loads(vector))
    with gzip.open(os.path.join(EXAMPLE, "questions.tsv.gz"), "rt") as lines:
        queries = [json.loads(line.rstrip("\n").split("\t")[2]) for line in lines]
    return rows, numpy.array(vectors, numpy.float32), numpy.array(queries, numpy.float32)


def binary_rows(rows, vectors):
    """COPY BINARY's bytes for (integer, text, text, integer, vector) rows."""
    out = io.BytesIO()
    out.write(b"PGCOPY\n\xff\r\n\0" + struct.pack(">ii", 0, 0))
    dimension = vectors.shape[1]
    big = vectors.astype(">f4")
    for (number, name, section, size), vector in zip(rows, big):
        name, section = name.encode(), section.encode()
        out.write(struct.pack(">hii", 5, 4, number))
        out.write(struct.pack(">i", len(name)) + name)
        out.write(struct.pack(">i", len(section)) + section)
        out.write(struct.pack(">ii", 4, size))
        out.write(struct.pack(">ihh", 4 + 4 * dimension, dimension, 0) + vector.tobytes())
    out.write(struct.pack(">h", -1))
    return out.getvalue()


def text_rows(rows, vectors):
    lines = []
    for (number, name, section, size), vector in zip(rows, vectors):
        literal = "[" + ",".join(f"{x:.6g}" for x in vector) + "]"
        lines.append(f"{number}\t{name}\t{section}\t{size}\t{literal}\n")
    return "".join(lines).encode()


def create(connection, dimension):
    connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
    connection.execute("DROP TABLE IF EXISTS packages")
    connection.execute(
        f"CREATE TABLE packages (id integer PRIMARY KEY, name text, section text, size integer, "
        f"embedding vector({dimension}))")


def copy(connection, data, binary):
    started = time.perf_counter()
    with connection.cursor() as cursor:
        with cursor.copy("COPY packages FROM STDIN" + (" (FORMAT binary)" if binary else "")) as out:
            for offset in range(0, len(data), 1 << 16):
                out.write(data[offset:offset + (1 << 16)])
    return time.perf_counter() - started


def timed(action, count):
    started = time.perf_counter()
    for index in range(count):
        action(index)
    return (time.perf_counter() - started) / count


def vector_literal(vector):
    return "[" + ",".join(map(str, vector.tolist())) + "]"


def transactions(target, clients, seconds):
    """Transactions per second of the TPC-B-like script of pgbench at scale 1."""
    counts = [0] * clients
    deadline = time.perf_counter() + seconds

    def work(client):
        connection = target.connect()
        random = numpy.random.default_rng(client)
        while time.perf_counter() < deadline:
            account, teller, branch, delta = (int(random.integers(1, 100_000)),
                                              int(random.integers(1, 10)), 1,
                                              int(random.integers(-5000, 5000)))
            with connection.transaction():
                connection.execute("UPDATE pgbench_accounts SET abalance = abalance + %s "
                                   "WHERE aid = %s", (delta, account), prepare=True)
                connection.execute("SELECT abalance FROM pgbench_accounts WHERE aid = %s",
                                   (account,), prepare=True)
                connection.execute("UPDATE pgbench_tellers SET tbalance = tbalance + %s "
                                   "WHERE tid = %s", (delta, teller), prepare=True)
                connection.execute("UPDATE pgbench_branches SET bbalance = bbalance + %s "
                                   "WHERE bid = %s", (delta, branch), prepare=True)
                connection.execute("INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) "
                                   "VALUES (%s, %s, %s, %s, now())",
                                   (teller, branch, account, delta), prepare=True)
            counts[client] += 1
        connection.close()

    threads = [threading.Thread(target=work, args=(client,)) for client in range(clients)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - started)


def create_accounts(connection):
    connection.execute("CREATE TABLE pgbench_branches (bid int PRIMARY KEY, bbalance int)")
    connection.execute("CREATE TABLE pgbench_tellers (tid int PRIMARY KEY, bid int, tbalance int)")
    connection.execute("CREATE TABLE pgbench_accounts (aid int PRIMARY KEY, bid int, abalance int, "
                       "filler char(84))")
    connection.execute("CREATE TABLE pgbench_history (tid int, bid int, aid int, delta int, "
                       "mtime timestamp, filler char(22))")
    connection.execute("INSERT INTO pgbench_branches VALUES (1, 0)")
    connection.execute("INSERT INTO pgbench_tellers SELECT g, 1, 0 FROM generate_series(1, 10) g")
    connection.execute("INSERT INTO pgbench_accounts SELECT g, 1, 0, '' "
                       "FROM generate_series(1, 100000) g")


def measure(target, data, results):
    rows, vectors, queries, text, binary = data
    connection = target.connect()

    def note(what, value):
        results.setdefault(what, {}).setdefault(target.name, []).append(value)

    create(connection, vectors.shape[1])
    note("COPY text, rows/s", len(rows) / copy(connection, text, False))
    connection.execute("TRUNCATE packages")
    note("COPY binary, rows/s", len(rows) / copy(connection, binary, True))

    literals = [vector_literal(query) for query in queries]
    search = "SELECT id FROM packages ORDER BY embedding <=> %s::vector LIMIT 10"
    filtered = ("SELECT id FROM packages WHERE section = 'games' "
                "ORDER BY embedding <=> %s::vector LIMIT 10")
    for sql, what in ((search, "exact search, ms"), (filtered, "exact search, section filter, ms")):
        timed(lambda i: connection.execute(sql, (literals[i],), prepare=True).fetchall(), 3)
        note(what, 1e3 * timed(
            lambda i: connection.execute(sql, (literals[i],), prepare=True).fetchall(), 20))
    lookup = "SELECT name, size FROM packages WHERE id = %s"
    note("look-up by primary key, us", 1e6 * timed(
        lambda i: connection.execute(lookup, (rows[i * 7 % len(rows)][0],), prepare=True).fetchall(),
        2000))
    base = 10_000_000
    insert = "INSERT INTO packages VALUES (%s, 'n', 's', 1, %s::vector)"
    note("INSERT, one row a commit, rows/s", 1 / timed(
        lambda i: connection.execute(insert, (base + i, literals[i % len(literals)]),
                                     prepare=True), 300))
    with connection.transaction():
        note("INSERT, one transaction, rows/s", 1 / timed(
            lambda i: connection.execute(insert, (base * 2 + i, literals[i % len(literals)]),
                                         prepare=True), 1000))
    connection.close()
    note("TPC-B-like, 1 client, tps", transactions(target, 1, 3))
    note("TPC-B-like, 4 clients, tps", transactions(target, 4, 3))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--json", help="where to write the figures")
    arguments = parser.parse_args()
    rows, vectors, queries = load_data()
    data = (rows, vectors, queries, text_rows(rows, vectors), binary_rows(rows, vectors))
    print(f"{len(rows)} rows of {vectors.shape[1]} dimensions, {arguments.rounds} rounds",
          flush=True)
    root = tempfile.mkdtemp(prefix="needletail-bench-")
    targets = [Needletail(root, "4GB"), PostgreSQL(root, "4GB")]
    results = {}
    try:
        for target in targets:
            with target.connect() as connection:
                create_accounts(connection)
        for round in range(arguments.rounds):
            for target in targets:
                measure(target, data, results)
            print(f"round {round + 1} of {arguments.rounds} done", file=sys.stderr, flush=True)
    finally:
        for target in targets:
            target.stop()
        shutil.rmtree(root, ignore_errors=True)

    print(f"{'':38}{'Needletail':>14}{'PostgreSQL':>14}{'ratio':>8}")
    for what, by_target in results.items():
        ours = statistics.median(by_target[Needletail.name])
        theirs = statistics.median(by_target[PostgreSQL.name])
        ratio = ours / theirs if what.endswith("/s") or what.endswith("tps") else theirs / ours
        print(f"{what:38}{ours:14,.1f}{theirs:14,.1f}{ratio:7.2f}x")
    print("ratio: above 1 is better for Needletail")
    if arguments.json:
        with open(arguments.json, "w") as out:
            json.dump(results, out, indent=1)


if __name__ == "__main__":
    main()
