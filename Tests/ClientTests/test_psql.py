# SPDX-License-Identifier: Apache-2.0
"""psql: queries, meta commands and client-side COPY."""

import shutil
import subprocess

import pytest

pytestmark = pytest.mark.skipif(not shutil.which("psql"), reason="psql is not installed")


@pytest.fixture
def psql(port, dsn):
    def run(script, *arguments, check=True, input=None):
        """Runs a script and returns what psql printed, errors among it."""
        result = subprocess.run(
            ["psql", "-X", "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", *arguments],
            input=script,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=60,
        )
        if check:
            assert "ERROR" not in result.stdout, result.stdout
        return result.stdout

    return run


def test_prints_tables(psql, name):
    output = psql(
        f"""CREATE TABLE {name} (id serial PRIMARY KEY, embedding vector(3));
        INSERT INTO {name} (embedding) VALUES ('[1,2,3]'), ('[4,5,6]');
        SELECT id, embedding, embedding <-> '[3,1,2]' AS distance FROM {name} ORDER BY 3;"""
    )
    assert output.endswith(
        """\
 id | embedding |     distance      
----+-----------+-------------------
  1 | [1,2,3]   | 2.449489742783178
  2 | [4,5,6]   | 5.744562646538029
(2 rows)

"""
    )


def test_points_at_errors(psql):
    output = psql("SELECT 1,\n  nothing;", check=False)
    assert output == (
        'ERROR:  column "nothing" does not exist\nLINE 2:   nothing;\n          ^\n'
    )


def test_describes_a_table(psql, name):
    psql(
        f"""CREATE TABLE {name} (id serial PRIMARY KEY, label varchar(20) NOT NULL DEFAULT 'x',
            price numeric(8,2) CHECK (price > 0), embedding vector(3));
        CREATE INDEX {name}_label ON {name} (label);
        COMMENT ON TABLE {name} IS 'things';"""
    )
    output = psql(f"\\d {name}")
    for part in [
        f'Table "public.{name}"',
        f"nextval('{name}_id_seq'::regclass)",
        "character varying(20)",
        "'x'::character varying",
        "numeric(8,2)",
        "vector(3)",
        f'"{name}_pkey" PRIMARY KEY, btree (id)',
        f'"{name}_label" btree (label)',
        f'"{name}_price_check" CHECK (',
    ]:
        assert part in output, output
    assert "things" in psql(f"\\dt+ {name}")


@pytest.mark.xfail(reason="expressions are printed with every parenthesis, never pretty")
def test_prints_conditions_pretty(psql, name):
    psql(f"CREATE TABLE {name} (price numeric CHECK (price > 0))")
    assert "CHECK (price > 0::numeric)" in psql(f"\\d {name}")


@pytest.mark.parametrize(
    "command",
    [
        "\\d", "\\dt", "\\di", "\\ds", "\\dv", "\\dn", "\\dn+", "\\du", "\\l", "\\dx", "\\df avg",
        "\\dT", "\\do <->", "\\db", "\\dp", "\\dC", "\\dD", "\\dm", "\\dE", "\\des", "\\dF",
        "\\dO", "\\dRp", "\\dRs", "\\dy", "\\dg", "\\drds", "\\dc", "\\da", "\\dA", "\\dAc",
        "\\ddp", "\\dL", "\\dS pg_class", "\\conninfo", "\\encoding", "\\sf version",
    ],
)
def test_meta_commands(psql, command):
    psql(command)


def test_variables_and_gdesc(psql):
    assert "'a b'" in psql("\\set x 'a b'\nSELECT quote_literal(:'x');", "-At")
    output = psql("SELECT 1 AS one, '[1]'::vector(1) AS v \\gdesc", "-At")
    assert output == "one|integer\nv|vector(1)\n"
    assert psql("SELECT 1 AS one, 2 AS two \\gset\nSELECT :one + :two;", "-At") == "3\n"


def test_copies_files(psql, name, tmp_path):
    source = tmp_path / "in.csv"
    source.write_text('id,text\n1,"a, b"\n2,\n')
    target = tmp_path / "out.tsv"
    output = psql(
        f"""CREATE TABLE {name} (id int, text text);
        \\copy {name} FROM '{source}' CSV HEADER
        \\copy (SELECT * FROM {name} ORDER BY id) TO '{target}'
        """
    )
    assert "COPY 2" in output
    assert target.read_text() == "1\ta, b\n2\t\\N\n"


def test_single_transaction_and_stop_on_error(psql, name):
    output = psql(
        f"CREATE TABLE {name} (a int);\nSELECT 1/0;\nSELECT 5;",
        "-1", "-v", "ON_ERROR_STOP=1", check=False,
    )
    assert "division by zero" in output
    assert "exist" in psql(f"SELECT * FROM {name}", check=False)


def test_rows_in_slices(psql):
    output = psql("\\set FETCH_COUNT 10\nSELECT g FROM generate_series(1, 25) g;", "-At")
    assert output.split() == [str(n) for n in range(1, 26)]
