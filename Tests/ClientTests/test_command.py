# SPDX-License-Identifier: Apache-2.0
"""The command itself: help, mistakes, exit statuses, signals, restarts."""

import os
import pathlib
import signal
import subprocess

import psycopg
import pytest
from conftest import BINARY, Server, free_port

pytestmark = pytest.mark.skipif(
    "NEEDLETAIL_TEST_PORT" in os.environ, reason="another server is tested"
)


def run(*arguments):
    return subprocess.run(
        [BINARY, *map(str, arguments)], capture_output=True, text=True, timeout=60
    )


def test_teaches():
    for arguments in [["--help"], ["help"], ["-h"]]:
        result = run(*arguments)
        assert result.returncode == 0
        assert "psql -h 127.0.0.1 -p 5433 -U postgres" in result.stdout
    assert "--data-dir DIR" in run("serve", "--help").stdout
    assert run("--version").stdout.startswith("needletail ")


@pytest.mark.parametrize(
    "arguments, words",
    [
        ([], ["no command given"]),
        (["sreve"], ['unknown command "sreve"', "Did you mean serve?"]),
        (["serve"], ["--data-dir is missing"]),
        (["serve", "--data-dri", "x"], ["Did you mean --data-dir?"]),
        (["serve", "--data-dir"], ["needs a value"]),
        (["serve", "x"], ['unexpected argument "x"']),
        (["serve", "--data-dir", "x", "--cache-size", "lots"], ['"lots"', "512MB"]),
        (["serve", "--data-dir", "x", "--cache-size", "0"], ["from 1MB"]),
        (["serve", "--data-dir", "x", "--max-connections=0"], ["from 1 to 10000"]),
        (["serve", "--data-dir", "x", "--listen", "127.0.0.1:99999"], ["127.0.0.1:5433"]),
        (["serve", "--data-dir", "x", "--log-level", "loud"], ["debug, info"]),
    ],
)
def test_refuses_mistakes(arguments, words):
    result = run(*arguments)
    assert result.returncode == 2
    assert result.stdout == ""
    for word in words:
        assert word in result.stderr


def test_works_without_caches_of_rows_and_columns(tmp_path):
    server = Server(tmp_path / "data", arguments=["--row-cache-size", "0", "--column-cache-size=0"])
    with psycopg.connect(f"host=127.0.0.1 port={server.port} user=postgres") as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
        connection.execute("CREATE TABLE t (id int PRIMARY KEY, v vector(2), k int)")
        connection.execute(
            "INSERT INTO t SELECT i, ARRAY[i, 1], i % 10 FROM generate_series(1, 300) i")
        connection.execute("CREATE INDEX ON t USING hnsw (v vector_l2_ops)")
        for _ in range(3):
            found = connection.execute(
                "SELECT id FROM t WHERE k = 3 ORDER BY v <-> '[50,1]' LIMIT 2").fetchall()
            assert found == [(53,), (43,)]
            assert connection.execute("SELECT k FROM t WHERE id = 53").fetchall() == [(3,)]
    assert server.stop() == 0


def test_refuses_addresses_others_reach(tmp_path):
    result = run("serve", "--data-dir", tmp_path / "data", "--listen", "0.0.0.0:0")
    assert result.returncode == 1
    assert "loopback" in result.stderr
    assert not (tmp_path / "data").exists()


def test_refuses_an_address_in_use(tmp_path):
    server = Server(tmp_path / "one")
    result = run("serve", "--data-dir", tmp_path / "two", "--listen", f"127.0.0.1:{server.port}")
    assert result.returncode == 1
    assert "Address already in use" in result.stderr
    assert server.stop() == 0


def test_refuses_a_directory_in_use(tmp_path):
    server = Server(tmp_path / "data")
    result = run("serve", "--data-dir", tmp_path / "data", "--listen", f"127.0.0.1:{free_port()}")
    assert result.returncode == 3
    assert f"in use by process {server.process.pid}" in result.stderr
    assert server.stop(signal.SIGINT) == 0


def test_refuses_another_format_version(tmp_path):
    Server(tmp_path / "data").stop()
    (tmp_path / "data" / "FORMAT").write_text("needletail data\n99\n")
    result = run("serve", "--data-dir", tmp_path / "data")
    assert result.returncode == 3
    assert "format version 99" in result.stderr


def test_refuses_what_is_no_data_directory(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "letter.txt").write_text("dear friend")
    result = run("serve", "--data-dir", tmp_path / "data")
    assert result.returncode == 3
    assert (tmp_path / "data" / "letter.txt").read_text() == "dear friend"


def test_keeps_data_over_restarts(tmp_path):
    for ending in (signal.SIGTERM, signal.SIGKILL, signal.SIGINT):
        server = Server(tmp_path / "data")
        url = f"postgresql://postgres@127.0.0.1:{server.port}/postgres"
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS t (a serial, b text)")
            connection.execute("INSERT INTO t (b) VALUES ('x')")
            count = connection.execute("SELECT count(*) FROM t").fetchone()[0]
            status = server.stop(ending)
            if ending != signal.SIGKILL:
                assert status == 0
                assert "the data directory is closed" in server.output()
                with pytest.raises(psycopg.errors.AdminShutdown):
                    connection.execute("SELECT 1")
    assert count == 3


def test_limits_connections(tmp_path):
    server = Server(tmp_path / "data", arguments=["--max-connections", "2"])
    url = f"postgresql://postgres@127.0.0.1:{server.port}/postgres"
    with psycopg.connect(url) as one, psycopg.connect(url):
        assert one.execute("SHOW max_connections").fetchone() == ("2",)
        with pytest.raises(psycopg.OperationalError, match="sorry, too many clients already"):
            psycopg.connect(url)
    assert server.stop() == 0


def test_logs_structured_lines(tmp_path):
    server = Server(tmp_path / "data", arguments=["--log-level=debug"])
    psycopg.connect(f"postgresql://postgres@127.0.0.1:{server.port}/postgres").close()
    assert server.stop() == 0
    lines = server.output().splitlines()
    assert f"needletail is accepting connections on 127.0.0.1:{server.port}" in lines
    rest = [line for line in lines if not line.startswith("needletail ")]
    assert all(line.startswith("ts=") and " level=" in line and " msg=" in line for line in rest)
    assert any("session begins" in line and "user=postgres" in line for line in rest)
