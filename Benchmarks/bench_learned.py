# SPDX-License-Identifier: Apache-2.0
"""Compares learned indexes (USING alex) with btree indexes of the same server, in one run.

Two tables of the same rows with 64-bit keys drawn at random, one with indexes of each kind: `id`
is unique, `k` is not. Prints medians of five rounds, in which the tables take turns: latency at one
client, which sends prepared statements, and processor time of the server.
"""

import argparse
import random
import shutil
import statistics
import tempfile
import time

from servers import Needletail

METHODS = ("btree", "alex")


def load(connection, rows, generator):
    """Makes the tables; returns the keys."""
    keys = sorted({generator.getrandbits(62) for _ in range(rows)})
    generator.shuffle(keys)
    for method in METHODS:
        connection.execute(f"CREATE TABLE t_{method} (id bigint NOT NULL, k bigint NOT NULL, x int)")
        with connection.cursor().copy(f"COPY t_{method} FROM STDIN") as copy:
            for number, key in enumerate(keys):
                copy.write_row((key, key // 3, number))
        connection.execute(f"CREATE UNIQUE INDEX ON t_{method} USING {method} (id)")
        connection.execute(f"CREATE INDEX ON t_{method} USING {method} (k)")
        connection.execute(f"ANALYZE t_{method}")
    connection.execute("CREATE TABLE probe (id bigint NOT NULL, k bigint NOT NULL)")
    with connection.cursor().copy("COPY probe FROM STDIN") as copy:
        for key in generator.choices(keys, k=100_000):
            copy.write_row((key, key // 3))
    connection.execute("ANALYZE probe")
    connection.execute("CHECKPOINT")
    return keys


def workloads(keys, generator, scale):
    """Name, statement, and the arguments of each execution."""
    ordered = sorted(keys)

    def pick(count):
        return [(key,) for key in generator.choices(keys, k=count)]

    def ranges(length, count):
        starts = [generator.randrange(len(ordered) - length) for _ in range(count)]
        return [(ordered[start], ordered[start + length - 1]) for start in starts]

    few = max(3, 30 // scale)
    # OFFSET keeps the planner from anything but a nested loop.
    join = ("SELECT sum(j.x) FROM probe p, LATERAL (SELECT x FROM {{t}} t WHERE t.{0} = p.{0} "
            "OFFSET 0) j")
    return [
        ("look-up, unique", "SELECT x FROM {t} WHERE id = %s", pick(5_000 // scale)),
        ("look-up, not unique", "SELECT x FROM {t} WHERE k = %s / 3", pick(5_000 // scale)),
        ("100 rows in order", "SELECT x FROM {t} WHERE id BETWEEN %s AND %s ORDER BY id",
         ranges(100, 2_000 // scale)),
        ("first 10 after a key", "SELECT x FROM {t} WHERE id > %s ORDER BY id LIMIT 10",
         pick(3_000 // scale)),
        ("sum over 10,000 rows", "SELECT sum(x) FROM {t} WHERE id BETWEEN %s AND %s",
         ranges(10_000, 4 * few)),
        ("join, 100,000 unique look-ups",
         join.format("id"), [()] * 2),
        ("join, 100,000 look-ups",
         join.format("k"), [()] * 2),
    ]


def measure(server, connection, sql, arguments):
    """Microseconds of latency, the median, and of processor time, the mean, per execution."""
    times, answers = [], []
    cursor = connection.cursor(binary=True)
    before = server.processor(connection)
    for values in arguments:
        began = time.perf_counter()
        answers.append(cursor.execute(sql, values, prepare=True).fetchall())
        times.append(time.perf_counter() - began)
    spent = server.processor(connection) - before
    return statistics.median(times) * 1e6, spent / len(arguments) * 1e6, answers


def insert(server, connection, method, rows, generator):
    """Microseconds of the server's processor time for each row that is inserted, and deleted."""
    values = [(generator.getrandbits(62) | 1 << 62, number) for number in range(rows)]
    before = server.processor(connection)
    with connection.transaction(), connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO t_{method} VALUES (%s, %s, 0)", values)
    inserted = server.processor(connection) - before
    before = server.processor(connection)
    connection.execute(f"DELETE FROM t_{method} WHERE id >= {1 << 62}")
    return inserted / rows * 1e6, (server.processor(connection) - before) / rows * 1e6


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--scale", type=int, default=1, help="executions are divided by this")
    arguments = parser.parse_args()
    generator = random.Random(7)
    root = tempfile.mkdtemp(prefix="needletail-learned-")
    server = Needletail(root, cache="1GB")
    try:
        connection = server.connect()
        keys = load(connection, arguments.rows, generator)
        found = {}
        for number in range(arguments.rounds + 1):
            for name, sql, values in workloads(keys, generator, arguments.scale):
                answers = []
                for method in METHODS if number % 2 else reversed(METHODS):
                    latency, spent, rows = measure(
                        server, connection, sql.format(t=f"t_{method}"), values)
                    answers.append(rows)
                    # The first round fills caches.
                    if number:
                        found.setdefault((name, method), []).append((latency, spent))
                assert answers[0] == answers[1], name
            for method in METHODS if number % 2 else reversed(METHODS):
                put, deleted = insert(server, connection, method, 2_000, generator)
                if number:
                    found.setdefault(("INSERT, CPU a row", method), []).append((put, put))
                    found.setdefault(("DELETE, CPU a row", method), []).append((deleted, deleted))
        print(f"{arguments.rows} rows, medians of {arguments.rounds} rounds, microseconds\n")
        print("| what | latency btree | alex | ratio | CPU btree | alex | ratio |")
        print("|---|---|---|---|---|---|---|")
        for name in dict.fromkeys(name for name, _ in found):
            cells = []
            for column in (0, 1):
                btree, alex = (statistics.median(x[column] for x in found[name, method])
                               for method in METHODS)
                cells += [f"{btree:,.1f}", f"{alex:,.1f}", f"{btree / alex:.2f}"]
            print(f"| {name} | " + " | ".join(cells) + " |")
    finally:
        server.stop()
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    main()
