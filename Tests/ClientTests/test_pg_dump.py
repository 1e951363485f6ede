# SPDX-License-Identifier: Apache-2.0
"""pg_dump and pg_restore: a database comes back as it was, from Needletail and from PostgreSQL."""

import os
import pathlib
import shutil
import subprocess

import psycopg
import pytest

pytestmark = pytest.mark.skipif(
    not all(shutil.which(tool) for tool in ("pg_dump", "pg_restore", "psql")),
    reason="pg_dump, pg_restore or psql is not installed",
)

HERE = pathlib.Path(__file__).parent
CATALOG = """
    SELECT schemaname, tablename, indexname, indexdef FROM pg_indexes
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2, 3;
    SELECT table_schema, table_name, column_name, data_type, column_default, is_nullable,
        is_identity, identity_generation, generation_expression FROM information_schema.columns
    WHERE table_schema IN ('public', 'app', 'Odd Name') ORDER BY 1, 2, ordinal_position;
    SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid <> 0 ORDER BY 1::text, 2;
    SELECT schemaname, sequencename, data_type, start_value, min_value, max_value, increment_by,
        cycle, cache_size, last_value FROM pg_sequences ORDER BY 1, 2;
    SELECT schemaname, viewname, definition FROM pg_views
    WHERE schemaname IN ('public', 'app') ORDER BY 1, 2;
    SELECT obj_description('items'::regclass), col_description('items'::regclass, 1),
        obj_description('app'::regnamespace, 'pg_namespace');
"""
ROWS = """
    SELECT * FROM items ORDER BY id; SELECT * FROM app.notes ORDER BY id;
    SELECT * FROM "Odd Name"."Tab le" ORDER BY 1; SELECT * FROM cheap ORDER BY id;
    SELECT * FROM app.nearest; SELECT id FROM items ORDER BY v <-> '[3,1,2]' LIMIT 5;
"""


@pytest.fixture
def tool(port):
    def run(name, *arguments, input=None):
        """Runs a client program of PostgreSQL and returns what it printed."""
        result = subprocess.run(
            [name, "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", *arguments],
            input=input, text=True, capture_output=True, timeout=60,
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    return run


def psql(tool, database, script):
    return tool("psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-d", database, input=script)


@pytest.fixture
def databases(dsn):
    """Makes empty databases, which are dropped afterwards."""
    made = []
    with psycopg.connect(dsn, autocommit=True) as connection:

        def make():
            made.append(f"dump{os.getpid()}_{len(made)}")
            connection.execute(f"CREATE DATABASE {made[-1]} TEMPLATE template0")
            return made[-1]

        yield make
        for name in made:
            connection.execute(f"DROP DATABASE {name}")


@pytest.fixture
def source(tool, databases):
    name = databases()
    psql(tool, name, (HERE / "dump_source.sql").read_text())
    return name


def state(tool, database):
    return psql(tool, database, CATALOG + ROWS)


@pytest.mark.parametrize("options", [[], ["--inserts"], ["--column-inserts"]])
def test_restores_a_script(tool, databases, source, options):
    target = databases()
    psql(tool, target, tool("pg_dump", *options, source))
    assert state(tool, target) == state(tool, source)


def test_restores_schema_then_data(tool, databases, source):
    target = databases()
    psql(tool, target, tool("pg_dump", "--schema-only", source))
    psql(tool, target, tool("pg_dump", "--data-only", source))
    assert state(tool, target) == state(tool, source)


@pytest.mark.parametrize("options", [[], ["-j", "2"]])
def test_restores_an_archive(tool, databases, source, tmp_path, options):
    target = databases()
    tool("pg_dump", "-Fc", "-f", str(tmp_path / "archive"), source)
    tool("pg_restore", "-e", *options, "-d", target, str(tmp_path / "archive"))
    assert state(tool, target) == state(tool, source)


def test_restores_over_what_is_there(tool, source):
    before = state(tool, source)
    script = tool("pg_dump", "--clean", "--if-exists", source)
    psql(tool, source, script)
    assert state(tool, source) == before


def test_restores_one_table(tool, databases, source):
    target = databases()
    psql(tool, target, "CREATE EXTENSION vector; CREATE SCHEMA app")
    psql(tool, target, tool("pg_dump", "-t", "app.notes", source))
    rows = "SELECT * FROM app.notes ORDER BY id; SELECT indexdef FROM pg_indexes " \
        "WHERE tablename = 'notes' ORDER BY 1"
    assert psql(tool, target, rows) == psql(tool, source, rows)


def test_restores_what_postgresql_dumped(tool, databases, source):
    """postgresql_dump.sql is PostgreSQL 18's dump of dump_source.sql."""
    target = databases()
    psql(tool, target, (HERE / "postgresql_dump.sql").read_text())
    # The view's text and the spelling of constants are PostgreSQL's.
    assert psql(tool, target, ROWS) == psql(tool, source, ROWS)
    names = "SELECT schemaname, indexname FROM pg_indexes WHERE schemaname <> 'pg_catalog' " \
        "ORDER BY 1, 2"
    assert psql(tool, target, names) == psql(tool, source, names)
    again = databases()
    psql(tool, again, tool("pg_dump", target))
    assert state(tool, again) == state(tool, target)


def test_values_go_on_after_a_restore(tool, databases, source):
    target = databases()
    psql(tool, target, tool("pg_dump", source))
    insert = "INSERT INTO items (name, v) VALUES ('new', '[1,1,1]') RETURNING id, ident, ident2"
    assert psql(tool, target, insert) == "21|21|110\n"
