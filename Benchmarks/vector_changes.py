# SPDX-License-Identifier: Apache-2.0
"""What is measured of changes: inserts, searches beside inserts, churn, and a kill."""

import threading
import time

import numpy as np
from psycopg import pq

from datasets import exact
from vector_client import Search, Truth, encode, percentile
from vector_load import Writers, throughput


def moved(rows, seed, length=0.3):
    """Rows a little beside the given ones."""
    random = np.random.default_rng(seed)
    made = rows + random.standard_normal(rows.shape, dtype=np.float32) * \
        np.float32(length / rows.shape[1] ** 0.5)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def effort(data, server):
    return data.efforts.get((server.name, 0.95), 40)


def insert_each(server, table, first, records, commit):
    """Seconds of each single-row INSERT, and the server's processor seconds of one."""
    connection = server.connect()
    connection.execute(f"SET synchronous_commit = {commit}")
    pg = connection.pgconn
    pg.prepare(b"i", f"INSERT INTO {table} VALUES ($1, $2, $2, $3)".encode(), None)
    seconds = np.empty(len(records))
    before = server.processor(connection)
    for number, record in enumerate(records):
        began = time.perf_counter()
        result = pg.exec_prepared(
            b"i", [(first + number).to_bytes(4, "big"), b"\0\0\0\1", record], [1, 1, 1], 1)
        seconds[number] = time.perf_counter() - began
        if result.status != pq.ExecStatus.COMMAND_OK:
            raise RuntimeError(f"{server.name}: {result.error_message.decode()}")
    spent = (server.processor(connection) - before) / len(records)
    connection.close()
    return seconds, spent


def take_back(data, server, first):
    """Deletes what a section inserted and lets the servers settle."""
    with server.connect() as connection:
        connection.execute(f"DELETE FROM {data.table} WHERE id >= {first}")
        connection.execute(f"VACUUM {data.table}")


def inserts(data):
    """Single-row INSERT into a table with a vector index, one commit each."""
    count = data.options.inserts
    first = len(data.rows)
    records = [encode(row) for row in moved(np.array(data.rows[:2 * count]), 3)]
    for number, server in data.each():
        at = first + 2 * count * number
        for commit, part in (("on", records[:count]), ("off", records[count:2 * count])):
            seconds, spent = insert_each(server, data.table, at, part, commit)
            at += count
            data.note(f"INSERT p50, synchronous_commit {commit}, ms", server,
                      percentile(seconds, 50))
            data.note(f"INSERT p99, synchronous_commit {commit}, ms", server,
                      percentile(seconds, 99))
            data.note(f"INSERT server CPU, synchronous_commit {commit}, us", server, spent * 1e6)
    for server in data.servers:
        take_back(data, server, first)


def mixed(data):
    """Search latency while 1,000 rows a second are inserted by four connections."""
    first = len(data.rows)
    seconds = data.options.seconds * 2
    records = [encode(row) for row in moved(np.array(data.rows[:1000 * (seconds + 2)]), 4)]
    for number, server in data.each():
        one = Search(server, data.table, settings=data.settings(effort(data, server)))
        one.run(data.parameters)
        writers = Writers(server, data.table, first + number * 2 * len(records), records, 1000)
        taken = []
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            taken.append(one.run(data.parameters[:100])[1])
        data.note("inserts reached beside searches, rows/s", server, writers.stop())
        taken = np.concatenate(taken)
        data.note("search p50 beside 1,000 inserts/s, ms", server, percentile(taken, 50))
        data.note("search p99 beside 1,000 inserts/s, ms", server, percentile(taken, 99))
        one.close()
    for server in data.servers:
        take_back(data, server, first)


def churn(data):
    """Deletes a fifth, puts the rows back a little moved, vacuums, and compares with a rebuild."""
    random = np.random.default_rng(23)
    gone = np.sort(random.permutation(len(data.rows))[:len(data.rows) // 5])
    kept = np.setdiff1d(np.arange(len(data.rows)), gone)
    after = np.array(data.rows)
    after[gone] = moved(after[gone], 5)
    without = Truth(data.rows, data.queries, kept[exact(data.rows[kept], data.queries)], gone)
    whole = Truth(after, data.queries, exact(after, data.queries))

    def measure(server, stage, truth):
        ef = max(20, effort(data, server))
        one = Search(server, data.table, settings=data.settings(ef))
        runs = [one.run(data.parameters) for _ in range(3)]
        found = runs[0][0]
        data.note(f"churn, {stage}: recall", server, truth.recall(found))
        data.note(f"churn, {stage}: short answers, %", server, 100 * truth.short(found))
        data.note(f"churn, {stage}: deleted rows returned", server, truth.returned_dead(found))
        data.note(f"churn, {stage}: server CPU a query, us", server,
                  1e6 * float(np.median([run[2] for run in runs])))
        one.close()
        data.note(f"churn, {stage}: QPS, 2 connections", server, throughput(
            server, data.table, data.queries, data.settings(ef), 2, data.options.seconds))

    def put(connection, vectors):
        connection.pgconn.prepare(
            b"p", f"INSERT INTO {data.table} VALUES ($1, $2, $2, $3)".encode(), None)
        for identity in gone.tolist():
            connection.pgconn.exec_prepared(
                b"p", [identity.to_bytes(4, "big"), int(data.filters[identity]).to_bytes(4, "big"),
                       encode(vectors[identity])], [1, 1, 1], 1)

    for _, server in data.each(data.options.churns):
        with server.connect() as connection:
            connection.execute("SET synchronous_commit = off")
            connection.execute(f"SET maintenance_work_mem = '{server.maintenance}'")
            measure(server, "before", data.truth)
            connection.execute(f"DELETE FROM {data.table} WHERE id = ANY(%s)", (gone.tolist(),))
            measure(server, "a fifth deleted", without)
            began = time.perf_counter()
            put(connection, after)
            data.note("churn: rows put back, rows/s", server,
                      len(gone) / (time.perf_counter() - began))
            measure(server, "put back", whole)
            began = time.perf_counter()
            connection.execute(f"VACUUM {data.table}")
            vacuum = time.perf_counter() - began
            data.note("churn: VACUUM, s", server, vacuum)
            measure(server, "vacuumed", whole)
            began = time.perf_counter()
            connection.execute(f"REINDEX INDEX {data.index}")
            rebuild = time.perf_counter() - began
            data.note("churn: rebuild, s", server, rebuild)
            data.note("churn: VACUUM over rebuild", server, vacuum / rebuild)
            measure(server, "fresh", whole)
            connection.execute(f"DELETE FROM {data.table} WHERE id = ANY(%s)", (gone.tolist(),))
            put(connection, data.rows)
            connection.execute(f"VACUUM {data.table}")
    data.report.compare_churn(data.name)


def restart(data):
    """kill -9 while rows are inserted, start, first answer; then the answer's recall."""
    first = len(data.rows)
    # Opposite to the rows, so that the truth of the queries stays what it is.
    records = [encode(row) for row in moved(-np.array(data.rows[:5000]), 6)]
    for number, server in data.each(data.options.kills):
        acknowledged = []
        failure = []

        def write(start=first + number * len(records)):
            try:
                connection = server.connect()
                connection.execute("SET synchronous_commit = on")
                connection.pgconn.prepare(
                    b"i", f"INSERT INTO {data.table} VALUES ($1, $2, $2, $3)".encode(), None)
                for position, record in enumerate(records):
                    result = connection.pgconn.exec_prepared(
                        b"i", [(start + position).to_bytes(4, "big"), b"\0\0\0\1", record],
                        [1, 1, 1], 1)
                    if result.status != pq.ExecStatus.COMMAND_OK:
                        return
                    acknowledged.append((start + position, record))
            except Exception as error:
                failure.append(error)

        writer = threading.Thread(target=write)
        writer.start()
        until = time.perf_counter() + data.options.seconds * 2
        while writer.is_alive() and time.perf_counter() < until and len(acknowledged) < 4500:
            time.sleep(0.01)
        server.kill()
        writer.join()
        began = time.perf_counter()
        server.start()
        data.note("kill -9: accepts connections after, s", server, time.perf_counter() - began)
        one = Search(server, data.table, settings=data.settings(effort(data, server)))
        one.ids(data.parameters[0])
        data.note("kill -9: first answer after, s", server, time.perf_counter() - began)
        data.note("kill -9: plan uses the index", server,
                  float(data.index in one.plan(data.queries[0])))
        one.set("hnsw.ef_search = 400")  # What is lost must not be what is only not found.
        lost = sum(identity not in one.ids(record) for identity, record in acknowledged[-200:])
        data.note("kill -9: acknowledged rows not found", server, lost)
        one.set(f"hnsw.ef_search = {effort(data, server)}")
        found, seconds, _ = one.run(data.parameters)
        data.note("kill -9: recall after", server, data.truth.recall(found))
        data.note("kill -9: p99 after, ms", server, percentile(seconds, 99))
        one.close()
    for server in data.servers:
        take_back(data, server, first)
