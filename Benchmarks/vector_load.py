# SPDX-License-Identifier: Apache-2.0
"""Load on a server: pgbench as a client light enough to share two cores with what it measures, and
writers that keep to a rate."""

import multiprocessing
import os
import re
import shutil
import subprocess
import tempfile
import time

from psycopg import pq

STATEMENTS = 100


def pgbench(server):
    found = shutil.which("pgbench")
    if found is None:
        raise SystemExit("pgbench is not installed (Debian: postgresql-client-common and "
                         "postgresql-contrib)")
    return found


def throughput(server, table, queries, settings, clients, seconds):
    """Queries per second of `clients` connections.

    Every query vector is a prepared statement of its own, chosen at random for each execution, so
    the client sends 30 bytes a query and neither side converts vectors to text and back.
    """
    with tempfile.TemporaryDirectory(prefix="pgbench-") as directory:
        arguments = []
        for number, query in enumerate(queries[:STATEMENTS]):
            path = os.path.join(directory, f"{number}.sql")
            vector = ",".join(f"{x:.9g}" for x in query)
            with open(path, "w") as script:
                script.write(f"SELECT id FROM {table} ORDER BY embedding <=> '[{vector}]' "
                             "LIMIT 10;\n")
            arguments += ["-f", path]
        result = subprocess.run(
            [pgbench(server), "-n", "-M", "prepared", "-c", str(clients), "-j",
             str(min(clients, 2)), "-T", str(seconds), "--random-seed", "1", *arguments,
             "-h", "127.0.0.1", "-p", str(server.port), "-U", "postgres", "postgres"],
            env={**os.environ, "PGSSLMODE": "disable",
                 "PGOPTIONS": " ".join(f"-c {s.replace(' ', '')}" for s in settings)},
            capture_output=True, text=True)
    rate = re.search(r"tps = ([0-9.]+) \(without", result.stdout)
    if rate is None:
        raise RuntimeError(f"{server.name}: pgbench: {result.stdout}{result.stderr}")
    return float(rate.group(1))


def _write(port, table, first, records, rate, started, inserted, stop):
    """Inserts records one a commit, no faster than `rate` a second, until told to stop."""
    connection = pq.PGconn.connect(
        f"host=127.0.0.1 port={port} user=postgres dbname=postgres sslmode=disable".encode())
    connection.prepare(b"i", f"INSERT INTO {table} VALUES ($1, $2, $2, $3)".encode(), None)
    started.wait()
    began = time.perf_counter()
    for number, record in enumerate(records):
        if stop.is_set():
            return
        ahead = began + number / rate - time.perf_counter()
        if ahead > 0:
            time.sleep(ahead)
        result = connection.exec_prepared(
            b"i", [(first + number).to_bytes(4, "big"), b"\0\0\0\1", record], [1, 1, 1], 1)
        if result.status != pq.ExecStatus.COMMAND_OK:
            raise RuntimeError(result.error_message.decode())
        inserted.value += 1


class Writers:
    """Processes that insert rows, `rate` a second together."""

    def __init__(self, server, table, first, records, rate, count=4):
        context = multiprocessing.get_context("fork")
        self.started, self.stopping = context.Event(), context.Event()
        self.counts = [context.Value("l", 0) for _ in range(count)]
        self.workers = [
            context.Process(target=_write, daemon=True, args=(
                server.port, table, first + number * (len(records) // count + 1),
                records[number::count], rate / count, self.started, self.counts[number],
                self.stopping))
            for number in range(count)]
        for worker in self.workers:
            worker.start()
        time.sleep(0.2)
        self.began = time.perf_counter()
        self.started.set()

    def stop(self):
        """Inserts a second that were acknowledged."""
        rate = sum(count.value for count in self.counts) / (time.perf_counter() - self.began)
        self.stopping.set()
        for worker in self.workers:
            worker.join(30)
        return rate
