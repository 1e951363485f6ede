# SPDX-License-Identifier: Apache-2.0
"""CREATE INDEX USING hnsw and ivfflat: options, limits, errors, settings, catalogs, psql.

Everything here holds for PostgreSQL with pgvector too, to the letter, except what the fixture
`needletail` guards: the access method flat and the option quantizer are additions.
"""

import re
import shutil
import subprocess
import threading
import time

import numpy as np
import psycopg
import pytest

from vector_data import CASES, text, values

COLUMNS = """id int, v vector(3), w vector, h halfvec(3), b bit(8), vb bit varying(8),
    s sparsevec(10), a int[], big vector(2001), bighalf halfvec(4001), bigbit bit(64001),
    one vector(1), txt text"""


@pytest.fixture
def connection(dsn):
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("SELECT '[1]'::vector")  # Loads the extension's settings.
        yield connection


@pytest.fixture
def needletail(connection):
    if "Needletail" not in connection.execute("SELECT version()").fetchone()[0]:
        pytest.skip("an addition of Needletail")


@pytest.fixture
def table(connection, name):
    connection.execute(f"CREATE TABLE {name} ({COLUMNS})")
    return name


def fails(connection, sql, state, message, detail=None, hint=None):
    with pytest.raises(psycopg.Error) as caught:
        connection.execute(sql)
    error = caught.value
    assert (error.sqlstate, error.diag.message_primary) == (state, message)
    assert error.diag.message_detail == detail
    assert error.diag.message_hint == hint


def notices_of(connection):
    """A list to which the connection's notices go: (message, detail, hint)."""
    notices = []
    connection.add_notice_handler(lambda n: notices.append(
        (n.message_primary, n.message_detail, n.message_hint)))
    return notices


def bounds(low, high):
    return f'Valid values are between "{low}" and "{high}".'


OPCLASS_HINT = ("You must specify an operator class for the index or define a default operator "
                "class for the data type.")


@pytest.mark.parametrize(
    "definition, state, message, detail, hint",
    [
        ("hnsw (v)", "42704",
         'data type vector has no default operator class for access method "hnsw"', None,
         OPCLASS_HINT),
        ("hnsw (txt)", "42704",
         'data type text has no default operator class for access method "hnsw"', None,
         OPCLASS_HINT),
        ("ivfflat (h)", "42704",
         'data type halfvec has no default operator class for access method "ivfflat"', None,
         OPCLASS_HINT),
        ("hnsw (w vector_l2_ops)", "22023", "column does not have dimensions", None, None),
        ("ivfflat (w vector_l2_ops)", "22023", "column does not have dimensions", None, None),
        ("hnsw (big vector_l2_ops)", "54000",
         "column cannot have more than 2000 dimensions for hnsw index", None, None),
        ("hnsw (bighalf halfvec_l2_ops)", "54000",
         "column cannot have more than 4000 dimensions for hnsw index", None, None),
        ("hnsw (bigbit bit_hamming_ops)", "54000",
         "column cannot have more than 64000 dimensions for hnsw index", None, None),
        ("ivfflat (big vector_l2_ops)", "54000",
         "column cannot have more than 2000 dimensions for ivfflat index", None, None),
        ("ivfflat (bighalf halfvec_l2_ops)", "54000",
         "column cannot have more than 4000 dimensions for ivfflat index", None, None),
        ("ivfflat (bigbit bit_hamming_ops)", "54000",
         "column cannot have more than 64000 dimensions for ivfflat index", None, None),
        ("ivfflat (one vector_cosine_ops)", "22023",
         "dimensions must be greater than one for this opclass", None, None),
        ("hnsw (vb bit_hamming_ops)", "0A000", "type not supported for hnsw index", None, None),
        ("ivfflat (vb bit_hamming_ops)", "0A000", "type not supported for ivfflat index", None,
         None),
        ("ivfflat (s sparsevec_l2_ops)", "42704",
         'operator class "sparsevec_l2_ops" does not exist for access method "ivfflat"', None,
         None),
        ("ivfflat (v vector_l1_ops)", "42704",
         'operator class "vector_l1_ops" does not exist for access method "ivfflat"', None, None),
        ("ivfflat (b bit_jaccard_ops)", "42704",
         'operator class "bit_jaccard_ops" does not exist for access method "ivfflat"', None,
         None),
        ("hnsw (v nosuch_ops)", "42704",
         'operator class "nosuch_ops" does not exist for access method "hnsw"', None, None),
        ("hnsw (h vector_l2_ops)", "42804",
         'operator class "vector_l2_ops" does not accept data type halfvec', None, None),
        ("hnsw (txt vector_l2_ops)", "42804",
         'operator class "vector_l2_ops" does not accept data type text', None, None),
        ("hnsw (v vector_l2_ops) WITH (m = 1)", "22023",
         'value 1 out of bounds for option "m"', bounds(2, 100), None),
        ("hnsw (v vector_l2_ops) WITH (m = 101)", "22023",
         'value 101 out of bounds for option "m"', bounds(2, 100), None),
        ("hnsw (v vector_l2_ops) WITH (ef_construction = 3)", "22023",
         'value 3 out of bounds for option "ef_construction"', bounds(4, 1000), None),
        ("hnsw (v vector_l2_ops) WITH (ef_construction = 1001)", "22023",
         'value 1001 out of bounds for option "ef_construction"', bounds(4, 1000), None),
        ("hnsw (v vector_l2_ops) WITH (m = 16, ef_construction = 31)", "22023",
         "ef_construction must be greater than or equal to 2 * m", None, None),
        ("hnsw (v vector_l2_ops) WITH (lists = 10)", "22023", 'unrecognized parameter "lists"',
         None, None),
        ("ivfflat (v vector_l2_ops) WITH (m = 10)", "22023", 'unrecognized parameter "m"', None,
         None),
        ("hnsw (v vector_l2_ops) WITH (m = 'abc')", "22023",
         'invalid value for integer option "m": abc', None, None),
        ("ivfflat (v vector_l2_ops) WITH (lists = 0)", "22023",
         'value 0 out of bounds for option "lists"', bounds(1, 32768), None),
        ("ivfflat (v vector_l2_ops) WITH (lists = 32769)", "22023",
         'value 32769 out of bounds for option "lists"', bounds(1, 32768), None),
        ("hnsw (v vector_l2_ops, h halfvec_l2_ops)", "0A000",
         'access method "hnsw" does not support multicolumn indexes', None, None),
        ("ivfflat (v vector_l2_ops) INCLUDE (id)", "0A000",
         'access method "ivfflat" does not support included columns', None, None),
        ("hnsw (v vector_l2_ops DESC)", "0A000",
         'access method "hnsw" does not support ASC/DESC options', None, None),
        ("hnsw (v vector_l2_ops NULLS FIRST)", "0A000",
         'access method "hnsw" does not support NULLS FIRST/LAST options', None, None),
        ("nosuch (v)", "42704", 'access method "nosuch" does not exist', None, None),
        ("hnsw ((v::halfvec) halfvec_l2_ops)", "22023", "column does not have dimensions", None,
         None),
    ],
)
def test_refuses_definitions(connection, table, definition, state, message, detail, hint):
    fails(connection, f"CREATE INDEX ON {table} USING {definition}", state, message, detail, hint)
    assert connection.execute(
        "SELECT count(*) FROM pg_index WHERE indrelid = %s::regclass", [table]).fetchone() == (0,)


def test_refuses_unique_and_what_needs_no_transaction(connection, table):
    fails(connection, f"CREATE UNIQUE INDEX ON {table} USING hnsw (v vector_l2_ops)", "0A000",
          'access method "hnsw" does not support unique indexes')
    with connection.transaction():
        with pytest.raises(psycopg.errors.ActiveSqlTransaction) as caught:
            with connection.transaction():
                connection.execute(
                    f"CREATE INDEX CONCURRENTLY ON {table} USING hnsw (v vector_l2_ops)")
    assert caught.value.diag.message_primary == (
        "CREATE INDEX CONCURRENTLY cannot run inside a transaction block")


def test_names_indexes_and_skips_existing_ones(connection, table):
    notices = notices_of(connection)
    connection.execute(f"CREATE INDEX ON {table} USING hnsw (v vector_l2_ops)")
    connection.execute(f"CREATE INDEX ON {table} USING hnsw (v vector_l2_ops)")
    connection.execute(f"CREATE INDEX ON {table} USING hnsw ((v::halfvec(3)) halfvec_l2_ops)")
    connection.execute(
        f"CREATE INDEX IF NOT EXISTS {table}_v_idx ON {table} USING hnsw (v vector_l2_ops)")
    names = connection.execute(
        "SELECT indexname FROM pg_indexes WHERE tablename = %s ORDER BY 1", [table]).fetchall()
    assert names == [(f"{table}_v_idx",), (f"{table}_v_idx1",), (f"{table}_v_idx2",)]
    assert [message for message, _, _ in notices] == [
        f'relation "{table}_v_idx" already exists, skipping']
    fails(connection, f"CREATE INDEX {table}_v_idx ON {table} USING hnsw (v vector_ip_ops)",
          "42P07", f'relation "{table}_v_idx" already exists')


def test_warns_of_lists_made_from_little_data(connection, table):
    notices = notices_of(connection)
    connection.execute(f"CREATE INDEX ON {table} USING ivfflat (v vector_l2_ops)")
    assert notices == [
        ("ivfflat index created with little data", "This will cause low recall.",
         "Drop the index until the table has more data.")]


def test_checks_memory_before_making_lists(connection, name):
    connection.execute(f"CREATE TABLE {name} (v vector(1000))")
    connection.execute(
        f"INSERT INTO {name} SELECT array_agg(random())::vector FROM "
        "generate_series(1, 20) r, generate_series(1, 1000) d GROUP BY r")
    connection.execute("SET maintenance_work_mem = '1MB'")
    with pytest.raises(psycopg.errors.ProgramLimitExceeded) as caught:
        connection.execute(
            f"CREATE INDEX ON {name} USING ivfflat (v vector_l2_ops) WITH (lists = 1000)")
    assert re.fullmatch(r"memory required is \d+ MB, maintenance_work_mem is 1 MB",
                        caught.value.diag.message_primary)
    connection.execute(f"TRUNCATE {name}")
    connection.execute(f"CREATE INDEX ON {name} USING ivfflat (v vector_l2_ops)")


@pytest.mark.parametrize(
    "setting, value, message",
    [
        ("hnsw.ef_search", "0",
         '0 is outside the valid range for parameter "hnsw.ef_search" (1 .. 1000)'),
        ("hnsw.ef_search", "1001",
         '1001 is outside the valid range for parameter "hnsw.ef_search" (1 .. 1000)'),
        ("hnsw.ef_search", "'x'", 'invalid value for parameter "hnsw.ef_search": "x"'),
        ("hnsw.iterative_scan", "'x'", 'invalid value for parameter "hnsw.iterative_scan": "x"'),
        ("hnsw.max_scan_tuples", "0",
         '0 is outside the valid range for parameter "hnsw.max_scan_tuples" (1 .. 2147483647)'),
        ("hnsw.scan_mem_multiplier", "0.5",
         '0.5 is outside the valid range for parameter "hnsw.scan_mem_multiplier" (1 .. 1000)'),
        ("ivfflat.probes", "0",
         '0 is outside the valid range for parameter "ivfflat.probes" (1 .. 32768)'),
        ("ivfflat.probes", "32769",
         '32769 is outside the valid range for parameter "ivfflat.probes" (1 .. 32768)'),
        ("ivfflat.iterative_scan", "'strict_order'",
         'invalid value for parameter "ivfflat.iterative_scan": "strict_order"'),
        ("ivfflat.max_probes", "0",
         '0 is outside the valid range for parameter "ivfflat.max_probes" (1 .. 32768)'),
    ],
)
def test_refuses_settings(connection, setting, value, message):
    with pytest.raises(psycopg.errors.InvalidParameterValue) as caught:
        connection.execute(f"SET {setting} = {value}")
    assert caught.value.diag.message_primary == message
    if setting == "hnsw.iterative_scan":
        assert caught.value.diag.message_hint == (
            "Available values: off, relaxed_order, strict_order.")
    if setting == "ivfflat.iterative_scan":
        assert caught.value.diag.message_hint == "Available values: off, relaxed_order."


def test_settings_have_defaults_and_scopes(connection):
    defaults = {"hnsw.ef_search": "40", "hnsw.iterative_scan": "off",
                "hnsw.max_scan_tuples": "20000", "hnsw.scan_mem_multiplier": "1",
                "ivfflat.probes": "1", "ivfflat.iterative_scan": "off",
                "ivfflat.max_probes": "32768"}
    for setting, value in defaults.items():
        assert connection.execute(f"SHOW {setting}").fetchone() == (value,)
        assert connection.execute(
            "SELECT setting, boot_val FROM pg_settings WHERE name = %s", [setting]
        ).fetchone() == (value, value)
    with connection.transaction():
        connection.execute("SET LOCAL hnsw.ef_search = 100")
        connection.execute("SET LOCAL hnsw.iterative_scan = 'relaxed_order'")
        assert connection.execute("SHOW hnsw.ef_search").fetchone() == ("100",)
        assert connection.execute("SELECT current_setting('hnsw.iterative_scan')").fetchone() == (
            "relaxed_order",)
    assert connection.execute("SHOW hnsw.ef_search").fetchone() == ("40",)
    fails(connection, "SET hnsw.nosuch = 1", "42602",
          'invalid configuration parameter name "hnsw.nosuch"', '"hnsw" is a reserved prefix.')
    fails(connection, "SET ivfflat.nosuch = 1", "42602",
          'invalid configuration parameter name "ivfflat.nosuch"',
          '"ivfflat" is a reserved prefix.')


def test_options_change_and_stay(connection, table):
    connection.execute(f"CREATE INDEX i_{table} ON {table} USING hnsw (v vector_l2_ops) "
                       "WITH (m = 8, ef_construction = 40)")
    fails(connection, f"ALTER INDEX i_{table} SET (m = 1)", "22023",
          'value 1 out of bounds for option "m"', bounds(2, 100))
    fails(connection, f"ALTER INDEX i_{table} SET (lists = 8)", "22023",
          'unrecognized parameter "lists"')
    connection.execute(f"ALTER INDEX i_{table} SET (ef_construction = 80)")
    options = "SELECT reloptions FROM pg_class WHERE relname = %s"
    found = connection.execute(options, [f"i_{table}"]).fetchone()[0]
    assert sorted(found) == ["ef_construction=80", "m=8"]
    connection.execute(f"ALTER INDEX i_{table} RESET (m)")
    assert connection.execute(options, [f"i_{table}"]).fetchone() == (["ef_construction=80"],)
    connection.execute(f"REINDEX INDEX i_{table}")
    connection.execute(f"ALTER INDEX i_{table} RENAME TO j_{table}")
    assert connection.execute(
        "SELECT pg_get_indexdef(%s::regclass)", [f"j_{table}"]).fetchone() == (
        f"CREATE INDEX j_{table} ON public.{table} USING hnsw (v vector_l2_ops) "
        "WITH (ef_construction='80')",)


def test_definitions_print(connection, table):
    cases = {
        "hnsw (v vector_ip_ops)": "hnsw (v vector_ip_ops)",
        "hnsw (h halfvec_cosine_ops) WITH (m = 4, ef_construction = 8)":
            "hnsw (h halfvec_cosine_ops) WITH (m='4', ef_construction='8')",
        "hnsw ((v::halfvec(3)) halfvec_l2_ops)": "hnsw (((v)::halfvec(3)) halfvec_l2_ops)",
        "hnsw ((binary_quantize(v)::bit(3)) bit_hamming_ops)":
            "hnsw (((binary_quantize(v))::bit(3)) bit_hamming_ops)",
        "ivfflat (b bit_hamming_ops) WITH (lists = 5)":
            "ivfflat (b bit_hamming_ops) WITH (lists='5')",
        "hnsw (s sparsevec_l1_ops) WHERE id > 5":
            "hnsw (s sparsevec_l1_ops) WHERE (id > 5)",
        # The default operator class of a type is not printed.
        "ivfflat (v vector_l2_ops)": "ivfflat (v)",
    }
    for number, (definition, printed) in enumerate(cases.items()):
        index = f"i{number}_{table}"
        connection.execute(f"CREATE INDEX {index} ON {table} USING {definition}")
        assert connection.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s",
                                  [index]).fetchone() == (
            f"CREATE INDEX {index} ON public.{table} USING {printed}",)


def test_catalogs_know_the_access_methods(connection):
    assert connection.execute(
        "SELECT amname, amtype FROM pg_am WHERE amname IN ('hnsw', 'ivfflat') ORDER BY 1"
    ).fetchall() == [("hnsw", "i"), ("ivfflat", "i")]
    classes = connection.execute(
        """SELECT amname, opcname, opcintype::regtype::text, opcdefault FROM pg_opclass
           JOIN pg_am ON pg_am.oid = opcmethod WHERE amname IN ('hnsw', 'ivfflat')
           ORDER BY 1, 2""").fetchall()
    expected = []
    for method, operator_class in CASES:
        type = operator_class.split("_")[0]
        expected.append((method, operator_class, type,
                         (method, operator_class) == ("ivfflat", "vector_l2_ops")))
    # pg_opclass calls bit's class bit_hamming_ops for both methods.
    assert classes == sorted(expected)


def test_index_columns_and_sizes(connection, table):
    connection.execute(f"CREATE INDEX i_{table} ON {table} USING hnsw (v vector_l2_ops)")
    row = connection.execute(
        """SELECT relkind, amname, indisvalid, indisready, indisunique, indnatts,
               pg_relation_size(c.oid) > 0, format_type(atttypid, atttypmod)
           FROM pg_class c JOIN pg_am ON pg_am.oid = relam JOIN pg_index ON indexrelid = c.oid
           JOIN pg_attribute ON attrelid = c.oid WHERE relname = %s""", [f"i_{table}"]).fetchone()
    assert row == ("i", "hnsw", True, True, False, 1, True, "vector(3)")


@pytest.mark.skipif(not shutil.which("psql"), reason="psql is not installed")
def test_psql_describes_indexes(connection, port, name):
    connection.execute(f"CREATE TABLE {name} (id int PRIMARY KEY, v vector(3), kind int)")
    connection.execute(f"CREATE INDEX {name}_v ON {name} USING hnsw (v vector_cosine_ops) "
                       "WITH (m = 8) WHERE kind = 1")
    connection.execute(f"CREATE INDEX {name}_f ON {name} USING ivfflat (v) WITH (lists = 3)")

    def psql(command):
        return subprocess.run(
            ["psql", "-X", "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "-c", command],
            capture_output=True, text=True, check=True).stdout

    described = psql(f"\\d {name}")
    assert f'"{name}_v" hnsw (v vector_cosine_ops) WITH (m=\'8\') WHERE kind = 1\n' in described
    assert f'"{name}_f" ivfflat (v) WITH (lists=\'3\')\n' in described
    of_index = psql(f"\\d {name}_v")
    assert f'hnsw, for table "public.{name}", predicate (kind = 1)' in of_index
    assert re.search(r" v +\| vector\(3\) +\| yes +\| v *\n", of_index)
    assert re.search(rf"{name}_v +\| index +\| postgres +\| {name}\n", psql(f"\\di {name}_v"))
    assert re.search(rf"{name}_v +\|.*\| hnsw ", psql(f"\\di+ {name}_v"))


def test_progress_is_shown(connection, dsn, name):
    random = np.random.default_rng(8)
    connection.execute(f"CREATE TABLE {name} (id serial, v vector(64))")
    with connection.cursor().copy(f"COPY {name} (v) FROM STDIN") as out:
        for row in values(random, "vector", 15_000, 64):
            out.write_row([text("vector", row)])
    seen, done, failure = [], threading.Event(), []

    def build():
        try:
            with psycopg.connect(dsn, autocommit=True) as builder:
                builder.execute(f"CREATE INDEX ON {name} USING hnsw (v vector_l2_ops) "
                                "WITH (ef_construction = 200)")
        except Exception as error:
            failure.append(error)
        finally:
            done.set()

    thread = threading.Thread(target=build)
    thread.start()
    while not done.is_set():
        seen += connection.execute(
            """SELECT relid::regclass::text, command, phase, tuples_total, tuples_done
               FROM pg_stat_progress_create_index""").fetchall()
        # Reads go on meanwhile.
        assert connection.execute(f"SELECT count(*) FROM {name}").fetchone() == (15_000,)
        time.sleep(0.01)
    thread.join()
    assert not failure
    mine = [row for row in seen if row[0] == name]
    assert mine
    assert {row[1] for row in mine} == {"CREATE INDEX"}
    assert "building index: loading tuples" in {row[2] for row in mine}
    counts = [row[4] for row in mine if row[4] is not None]
    assert counts == sorted(counts)
    assert all(row[4] <= row[3] for row in mine if row[3])
    assert connection.execute("SELECT count(*) FROM pg_stat_progress_create_index "
                              "WHERE relid = %s::regclass", [name]).fetchone() == (0,)


def test_a_build_can_be_cancelled(connection, dsn, name):
    random = np.random.default_rng(9)
    connection.execute(f"CREATE TABLE {name} (id serial, v vector(64))")
    with connection.cursor().copy(f"COPY {name} (v) FROM STDIN") as out:
        for row in values(random, "vector", 20_000, 64):
            out.write_row([text("vector", row)])
    connection.execute("SET statement_timeout = '150ms'")
    with pytest.raises(psycopg.errors.QueryCanceled):
        connection.execute(f"CREATE INDEX ON {name} USING hnsw (v vector_l2_ops) "
                           "WITH (m = 32, ef_construction = 400)")
    connection.execute("SET statement_timeout = 0")
    assert connection.execute("SELECT count(*) FROM pg_index WHERE indrelid = %s::regclass",
                              [name]).fetchone() == (0,)
    connection.execute(f"INSERT INTO {name} (v) VALUES (%s)",
                       [text("vector", values(random, "vector", 1, 64)[0])])
    connection.execute(f"CREATE INDEX ON {name} USING hnsw (v vector_l2_ops) "
                       "WITH (m = 4, ef_construction = 8)")


@pytest.mark.parametrize("quantizer", ["none", "sq8", "sq4", "rabitq", "pq4", "pq8"])
@pytest.mark.parametrize("method", ["hnsw", "ivfflat", "flat"])
def test_quantizers(connection, table, needletail, method, quantizer):
    connection.execute(f"CREATE INDEX i_{table} ON {table} USING {method} (v vector_l2_ops) "
                       f"WITH (quantizer = {quantizer})")
    assert f"quantizer='{quantizer}'" in connection.execute(
        "SELECT pg_get_indexdef(%s::regclass)", [f"i_{table}"]).fetchone()[0] or \
        f"quantizer={quantizer}" in connection.execute(
            "SELECT pg_get_indexdef(%s::regclass)", [f"i_{table}"]).fetchone()[0]


def test_refuses_unknown_quantizers(connection, table, needletail):
    with pytest.raises(psycopg.errors.InvalidParameterValue) as caught:
        connection.execute(f"CREATE INDEX ON {table} USING hnsw (v vector_l2_ops) "
                           "WITH (quantizer = 'nosuch')")
    assert "quantizer" in caught.value.diag.message_primary
