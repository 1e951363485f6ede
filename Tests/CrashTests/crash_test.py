# SPDX-License-Identifier: Apache-2.0
"""Kills the server at random moments under load, restarts it and checks what it acknowledged.

Every worker owns its keys, so what the tables must hold follows from the commits the server has
acknowledged to that worker; of the one statement in flight at the kill either all or nothing may
be there. Accounts moved between by all workers keep their sum. Indexes must agree with the rows;
vector indexes (a graph, lists, a partial one, one over an expression) must answer at once after the
restart, find acknowledged rows as their own nearest neighbours, return no row that is gone, and
agree with exact answers computed here.
"""

import argparse
import hashlib
import io
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

import numpy as np
import psycopg2

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "ClientTests"))
from vector_data import distances, judge  # noqa: E402

DIMENSION = 16
ACCOUNTS = 20
BALANCE = 1000

# Every vector index: its name, definition, the key and operator it serves, and the rows it holds.
VECTOR_INDEXES = [
    ("by_graph", "hnsw (embedding vector_l2_ops)", "embedding", "<->", ""),
    ("by_lists", "ivfflat (embedding vector_cosine_ops) WITH (lists = 10)", "embedding", "<=>", ""),
    ("by_part", "hnsw (embedding vector_l1_ops) WHERE version > 0", "embedding", "<+>",
     "version > 0"),
    ("by_half", f"hnsw ((embedding::halfvec({DIMENSION})) halfvec_l2_ops)",
     f"embedding::halfvec({DIMENSION})", "<->", ""),
]
ANSWER_SECONDS = 3.0
RECALL = 0.95


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def numbers(key, version):
    """The vector every version of a row must have: integers that every type holds exactly."""
    bits = hashlib.blake2b(f"{key} {version}".encode(), digest_size=2 * DIMENSION).digest()
    return [int.from_bytes(bits[2 * i:2 * i + 2], "big") % 1000 for i in range(DIMENSION)]


def vector(key, version):
    return "[" + ",".join(map(str, numbers(key, version))) + "]"


class Server:
    def __init__(self, binary, directory):
        self.binary = binary
        self.directory = directory
        self.port = free_port()
        self.process = None

    def start(self):
        self.log = open(self.directory + ".log", "ab")
        self.process = subprocess.Popen(
            [self.binary, "serve", "--data-dir", self.directory,
             "--listen", f"127.0.0.1:{self.port}"],
            stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise SystemExit(f"the server ended by itself with {self.process.returncode}; "
                                 f"see {self.log.name}")
            try:
                self.connect().close()
                return
            except psycopg2.OperationalError:
                time.sleep(0.02)
        raise SystemExit("the server does not accept connections")

    def connect(self):
        connection = psycopg2.connect(
            host="127.0.0.1", port=self.port, user="postgres", dbname="postgres",
            connect_timeout=30)
        connection.autocommit = True
        return connection

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.log.close()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=60)
        self.log.close()
        return code


class Worker(threading.Thread):
    """Works on keys of its own until the connection breaks."""

    def __init__(self, server, number, seed, model):
        super().__init__(daemon=True)
        self.server = server
        self.number = number
        self.random = random.Random(seed)
        self.model = model
        self.failure = None

    def run(self):
        try:
            connection = self.server.connect()
            cursor = connection.cursor()
            while True:
                self.step(cursor)
        except (psycopg2.OperationalError, psycopg2.InterfaceError, psycopg2.DatabaseError) as error:
            if isinstance(error, psycopg2.Error) and error.pgcode in (None, "57P01"):
                return
            self.failure = error
        except Exception as error:
            self.failure = error

    def step(self, cursor):
        choice = self.random.random()
        if choice < 0.45:
            self.insert(cursor)
        elif choice < 0.65:
            self.update(cursor)
        elif choice < 0.75:
            self.delete(cursor)
        elif choice < 0.85:
            self.transfer(cursor)
        elif choice < 0.92:
            self.copy(cursor)
        elif choice < 0.95:
            self.maintain(cursor)
        else:
            self.define(cursor)

    def commit(self, cursor, changes, statements):
        """Runs statements in one transaction whose effect on the model is `changes`."""
        self.model.pending = changes
        if len(statements) == 1:
            cursor.execute(*statements[0])
        else:
            cursor.execute("BEGIN")
            for statement in statements:
                cursor.execute(*statement)
            cursor.execute("COMMIT")
        self.model.acknowledge()

    def new_key(self):
        self.model.next_key += 1
        return self.number * 10_000_000 + self.model.next_key

    def insert(self, cursor):
        count = self.random.choice([1, 1, 1, 5, 40])
        keys = [self.new_key() for _ in range(count)]
        values = ",".join(f"({key}, 0, 'row {key}', '{vector(key, 0)}')" for key in keys)
        self.commit(cursor, {key: 0 for key in keys},
                    [("INSERT INTO rows_of_all VALUES " + values,)])

    def update(self, cursor):
        if not self.model.rows:
            return
        keys = self.random.sample(sorted(self.model.rows), min(3, len(self.model.rows)))
        changes = {key: self.model.rows[key] + 1 for key in keys}
        self.commit(cursor, changes, [
            ("UPDATE rows_of_all SET version = %s, label = %s, embedding = %s WHERE id = %s",
             (version, f"row {key} v{version}", vector(key, version), key))
            for key, version in changes.items()])

    def delete(self, cursor):
        if not self.model.rows:
            return
        keys = self.random.sample(sorted(self.model.rows), min(4, len(self.model.rows)))
        self.commit(cursor, {key: None for key in keys},
                    [("DELETE FROM rows_of_all WHERE id = ANY(%s)", (keys,))])

    def transfer(self, cursor):
        source, target = self.random.sample(range(ACCOUNTS), 2)
        low, high = sorted((source, target))
        amount = self.random.randint(1, 50)
        signs = {source: -amount, target: amount}
        self.commit(cursor, {}, [
            ("UPDATE accounts SET balance = balance + %s WHERE id = %s", (signs[low], low)),
            ("UPDATE accounts SET balance = balance + %s WHERE id = %s", (signs[high], high))])

    def copy(self, cursor):
        keys = [self.new_key() for _ in range(self.random.choice([10, 300]))]
        lines = "".join(f"{key}\t0\trow {key}\t{vector(key, 0)}\n" for key in keys)
        self.model.pending = {key: 0 for key in keys}
        cursor.copy_expert("COPY rows_of_all FROM STDIN", io.StringIO(lines))
        self.model.acknowledge()

    def maintain(self, cursor):
        name = self.random.choice(VECTOR_INDEXES)[0]
        self.model.pending = {}
        cursor.execute(self.random.choice(
            ["VACUUM rows_of_all", "CHECKPOINT", "ANALYZE rows_of_all", f"REINDEX INDEX {name}"]))

    def define(self, cursor):
        name = f"own_{self.number}"
        exists = self.model.table
        self.model.pending_table = not exists
        self.model.pending = {}
        if exists:
            cursor.execute(f"DROP TABLE {name}")
        else:
            cursor.execute("BEGIN")
            cursor.execute(f"CREATE TABLE {name} (id integer PRIMARY KEY, v vector(3))")
            cursor.execute(f"CREATE INDEX ON {name} USING hnsw (v vector_l2_ops)")
            cursor.execute(f"INSERT INTO {name} SELECT g, ARRAY[g, 2, 3]::vector "
                           "FROM generate_series(1, 20) g")
            cursor.execute(f"CREATE INDEX ON {name} (v)")
            cursor.execute("COMMIT")
        self.model.table = not exists
        self.model.acknowledge()


class Model:
    """What one worker's rows must be: acknowledged, and maybe what was in flight."""

    def __init__(self):
        self.rows = {}
        self.pending = {}
        self.table = False
        self.pending_table = None
        self.next_key = 0

    def acknowledge(self):
        self.rows = self.applied()
        self.pending = {}
        self.pending_table = None

    def applied(self):
        rows = dict(self.rows)
        for key, version in self.pending.items():
            if version is None:
                rows.pop(key, None)
            else:
                rows[key] = version
        return rows

    def settle(self, actual, has_table):
        """Compares with what is there and takes it over; the differences found, if any."""
        problems = []
        if actual == self.rows:
            pass
        elif actual == self.applied():
            self.rows = actual
        else:
            lost = [k for k in self.rows if k not in actual and k not in self.pending]
            extra = [k for k in actual if k not in self.rows and k not in self.pending]
            half = [k for k in self.pending if actual.get(k) != self.rows.get(k)]
            problems.append(f"lost {lost[:5]} ({len(lost)}), extra {extra[:5]} ({len(extra)}), "
                            f"in flight {len(self.pending)} of which applied {len(half)}")
        if has_table != self.table:
            if self.pending_table is None or has_table != self.pending_table:
                problems.append(f"own table: expected {self.table}, found {has_table}")
            self.table = has_table
        self.pending = {}
        self.pending_table = None
        return problems


def check(server, models, thorough=False):
    """Checks everything acknowledged and every invariant; the list of problems."""
    problems = []
    connection = server.connect()
    cursor = connection.cursor()
    cursor.execute("SELECT id, version, label, embedding FROM rows_of_all")
    by_worker = {number: {} for number in models}
    for key, version, label, embedding in cursor.fetchall():
        by_worker[key // 10_000_000][key] = version
        if embedding != vector(key, version):
            problems.append(f"row {key} v{version} has the vector {embedding[:40]}")
        expected = f"row {key}" if version == 0 else f"row {key} v{version}"
        if label != expected:
            problems.append(f"row {key} v{version} has the label {label!r}")
    cursor.execute("SELECT relname FROM pg_class WHERE relname LIKE 'own\\_%' AND relkind = 'r'")
    tables = {name for (name,) in cursor.fetchall()}
    for number, model in models.items():
        for problem in model.settle(by_worker[number], f"own_{number}" in tables):
            problems.append(f"worker {number}: {problem}")
    for name in tables:
        cursor.execute(f"SELECT count(*), count(v) FROM {name}")
        if cursor.fetchone() != (20, 20):
            problems.append(f"table {name} is incomplete")
        cursor.execute(f"SELECT array_agg(id ORDER BY v <-> '[7,2,3]') FROM "
                       f"(SELECT id, v FROM {name} ORDER BY v <-> '[7,2,3]' LIMIT 3) s")
        if sorted(cursor.fetchone()[0]) != [6, 7, 8]:
            problems.append(f"the vector index of table {name} does not find its rows")
    cursor.execute("SELECT sum(balance), count(*) FROM accounts")
    if cursor.fetchone() != (ACCOUNTS * BALANCE, ACCOUNTS):
        problems.append("the accounts' sum has changed")
    keys = [key for model in models.values() for key in model.rows]
    for key in random.sample(keys, min(50, len(keys))):
        cursor.execute("SELECT count(*) FROM rows_of_all WHERE id = %s", (key,))
        if cursor.fetchone() != (1,):
            problems.append(f"row {key} is not found by its key")
    cursor.execute("SELECT count(*), count(DISTINCT label) FROM rows_of_all WHERE label >= ''")
    counted = cursor.fetchone()
    if counted != (len(keys), len(keys)):
        problems.append(f"the index on labels finds {counted}, there are {len(keys)} rows")
    problems += check_vector_indexes(cursor, models, thorough)
    connection.close()
    return problems


def search(cursor, index, query, k):
    """(id, distance) rows by way of a vector index."""
    _, _, key, operator, condition = index
    cast = key.partition("::")[2] or f"vector({DIMENSION})"
    order = f"{key} {operator} '{query}'::{cast}"
    cursor.execute(f"SELECT id, {order} FROM rows_of_all "
                   f"{'WHERE ' + condition if condition else ''} ORDER BY {order} LIMIT {k}")
    return cursor.fetchall()


def check_vector_indexes(cursor, models, thorough):
    """Compares searches through every vector index with exact answers; the list of problems."""
    problems = []
    rows = {key: version for model in models.values() for key, version in model.rows.items()}
    if not rows:
        return problems
    cursor.execute("SET enable_seqscan = off")
    cursor.execute("SET ivfflat.probes = 10")
    cursor.execute("SET hnsw.ef_search = 100")
    held = {key: np.array(numbers(key, version), np.float32) for key, version in rows.items()}
    for index in VECTOR_INDEXES:
        name, _, _, operator, condition = index
        keys = [key for key in held if not condition or rows[key] > 0]
        matrix = np.array([held[key] for key in keys], np.float32).reshape(-1, DIMENSION)
        cursor.execute("SELECT indisvalid FROM pg_index WHERE indexrelid = %s::regclass", (name,))
        if cursor.fetchone() != (True,):
            problems.append(f"{name} is not valid")
        recalls = []
        for number in range(20):
            query = numbers(-1 - number, random.randrange(1 << 30))
            expected = dict(zip(keys, distances(operator, matrix, np.array(query, np.float32))))
            try:
                recalls.append(judge(
                    search(cursor, index, "[" + ",".join(map(str, query)) + "]", 10), expected, 10))
            except AssertionError as problem:
                problems.append(f"{name}: {problem}")
        if recalls and np.mean(recalls) < RECALL:
            problems.append(f"{name}: recall {np.mean(recalls):.3f}")
        # The rows changed last are the ones a kill may catch between log and index.
        inside = set(keys)
        last = [key for model in models.values() for key in list(model.rows)[-20:]
                if key in inside]
        chosen = keys if thorough else last + random.sample(keys, min(100, len(keys)))
        missing = [key for key in chosen if key not in
                   [found for found, _ in search(cursor, index, vector(key, rows[key]), 3)]]
        if missing:
            problems.append(f"{name}: {len(missing)} of {len(chosen)} acknowledged rows are not "
                            f"their own nearest neighbours, such as {missing[:5]}")
    return problems


def first_answer(server):
    """Seconds until a search through the graph answers on a new connection."""
    began = time.monotonic()
    connection = server.connect()
    search(connection.cursor(), VECTOR_INDEXES[0], vector(0, 0), 10)
    connection.close()
    return time.monotonic() - began


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default=".build/release/needletail")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--workers", type=int, default=6)
    parser.add_argument("--rows", type=int, default=1000, help="rows of each worker at first")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    arguments = parser.parse_args()
    print(f"crash test: {arguments.kills} kills, {arguments.workers} workers, "
          f"seed {arguments.seed}")
    chance = random.Random(arguments.seed)
    random.seed(arguments.seed)
    root = tempfile.mkdtemp(prefix="needletail-crash-")
    server = Server(os.path.abspath(arguments.binary), os.path.join(root, "data"))
    models = {number: Model() for number in range(arguments.workers)}

    server.start()
    cursor = server.connect().cursor()
    cursor.execute("CREATE EXTENSION vector")
    cursor.execute(f"CREATE TABLE rows_of_all (id bigint PRIMARY KEY, version integer NOT NULL, "
                   f"label text UNIQUE, embedding vector({DIMENSION}) NOT NULL)")
    for name, definition, *_ in VECTOR_INDEXES:
        cursor.execute(f"CREATE INDEX {name} ON rows_of_all USING {definition}")
    # So many that the graph is linked, not only its delta scanned.
    lines = io.StringIO()
    for number, model in models.items():
        for key in range(number * 10_000_000 + 1, number * 10_000_000 + 1 + arguments.rows):
            model.rows[key] = 0
            lines.write(f"{key}\t0\trow {key}\t{vector(key, 0)}\n")
        model.next_key = arguments.rows
    lines.seek(0)
    cursor.copy_expert("COPY rows_of_all FROM STDIN", lines)
    cursor.execute("CREATE TABLE accounts (id integer PRIMARY KEY, balance integer NOT NULL)")
    cursor.execute("INSERT INTO accounts SELECT g, %s FROM generate_series(0, %s) g",
                   (BALANCE, ACCOUNTS - 1))

    commits = 0
    slowest = 0.0
    for kill in range(1, arguments.kills + 1):
        workers = [Worker(server, number, chance.random(), models[number]) for number in models]
        for worker in workers:
            worker.start()
        time.sleep(chance.uniform(0.05, 0.6))
        server.kill()
        for worker in workers:
            worker.join(timeout=60)
        failures = [worker.failure for worker in workers if worker.failure]
        started = time.monotonic()
        server.start()
        recovery = time.monotonic() - started
        problems = [f"a worker failed: {failure!r}" for failure in failures]
        answered = recovery + first_answer(server)
        slowest = max(slowest, answered)
        if answered > ANSWER_SECONDS:
            problems.append(f"the first search answered after {answered:.2f} s")
        problems += check(server, models, thorough=kill == arguments.kills)
        commits = sum(len(model.rows) for model in models.values())
        if problems:
            print(f"after kill {kill}:")
            for problem in problems[:20]:
                print("  " + problem)
            print(f"data directory kept: {root}")
            sys.exit(1)
        if kill % 10 == 0 or kill == arguments.kills:
            print(f"  {kill} kills survived, {commits} rows, slowest first answer "
                  f"{slowest:.2f} s")
    code = server.stop()
    if code != 0:
        print(f"the server ended with status {code} after SIGTERM")
        sys.exit(1)
    shutil.rmtree(root)
    print("nothing acknowledged was lost")


if __name__ == "__main__":
    main()
