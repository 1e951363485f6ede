# SPDX-License-Identifier: Apache-2.0
"""A server for the tests: the built binary on a directory and port of its own.

NEEDLETAIL_BINARY names another binary; NEEDLETAIL_TEST_PORT uses a server that runs already on
127.0.0.1, which may be PostgreSQL with pgvector: the tests must pass there too.
"""

import itertools
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

import psycopg
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("NEEDLETAIL_BINARY", str(ROOT / ".build/release/needletail"))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """The binary, running."""

    def __init__(self, directory, port=None, arguments=()):
        self.port = port or free_port()
        self.directory = directory
        self.log = open(f"{directory}.log", "w+")
        self.process = subprocess.Popen(
            [BINARY, "serve", "--data-dir", str(directory), "--listen", f"127.0.0.1:{self.port}"]
            + list(arguments),
            stderr=self.log,
            env={**os.environ, "SWIFT_BACKTRACE": "enable=no"},
        )
        deadline = time.monotonic() + 60
        while "is accepting connections" not in self.output():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the server did not start:\n{self.output()}")
            time.sleep(0.02)

    def output(self):
        return pathlib.Path(self.log.name).read_text()

    def stop(self, number=signal.SIGTERM):
        """Ends the server and returns its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(timeout=60)


@pytest.fixture(scope="session")
def port():
    if running := os.environ.get("NEEDLETAIL_TEST_PORT"):
        yield int(running)
        return
    base = pathlib.Path(tempfile.mkdtemp(prefix="needletail-clients-"))
    server = Server(base / "data")
    try:
        yield server.port
    finally:
        status = server.stop()
        output = server.output()
        shutil.rmtree(base)
    assert status == 0, output


@pytest.fixture(scope="session")
def dsn(port):
    text = f"postgresql://postgres@127.0.0.1:{port}/postgres"
    with psycopg.connect(text, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
    return text


counter = itertools.count(1)


@pytest.fixture
def name(dsn):
    """A name for a table that no other test uses; the table is dropped afterwards."""
    text = f"t{os.getpid()}_{next(counter)}"
    yield text
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(f"DROP TABLE IF EXISTS {text}")
