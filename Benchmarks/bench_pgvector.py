# SPDX-License-Identifier: Apache-2.0
"""Compares vector indexes inside Needletail with PostgreSQL + pgvector, in one run.

Real text embeddings (the directory --data) with short texts as queries, the same with texts held
out as queries (searching only), a million of 384 dimensions and a hundred thousand of 1536 drawn
near them. The same client sends the same prepared statements with binary vectors to both servers;
they take turns, and figures are medians of the rounds. Recall is against exact truth.

Needletail answers with the quantizer it chooses by itself; PostgreSQL's shared buffers hold table
and index, and its two maintenance workers build beside the leader.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time

import datasets
import vector_changes
import vector_sections
from servers import BINARY, Needletail, PostgreSQL
from vector_report import Report

SECTIONS = {"search": vector_sections.search, "filters": vector_sections.filters,
            "inserts": vector_changes.inserts, "mixed": vector_changes.mixed,
            "churn": vector_changes.churn, "restart": vector_changes.restart}
SETS = ("packages", "heldout", "join1536", "lift1m")
REAL = ("packages", "heldout")
CACHE = os.path.join(os.path.dirname(__file__), "..", ".build", "bench-data")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=datasets.DEFAULT,
                        help="a directory like debian-packages (default ../shared/data/...)")
    parser.add_argument("--sets", default=",".join(SETS), help="which of " + ", ".join(SETS))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--builds", type=int, default=1,
                        help="builds of the large sets; the small one is built every round")
    parser.add_argument("--churns", type=int, default=1)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="small sets, one round")
    parser.add_argument("--only", help="sections, by comma: " + ", ".join(SECTIONS))
    parser.add_argument("--skip-postgresql", action="store_true")
    parser.add_argument("--skip-needletail", action="store_true")
    parser.add_argument("--binary", default=BINARY)
    parser.add_argument("--cache-size", default="256MB", help="Needletail's block cache")
    parser.add_argument("--json", default=os.path.join(".build", "bench-pgvector.json"))
    options = parser.parse_args()
    options.queries, options.filter_queries, options.inserts, options.seconds = 1000, 200, 2000, 4
    options.sizes = {name: None for name in SETS}
    if options.quick:
        options.rounds = options.builds = options.churns = options.kills = 1
        options.queries, options.filter_queries, options.inserts, options.seconds = 200, 50, 300, 1
        options.sizes = {"packages": 3_000, "heldout": 2_000, "join1536": 1_500, "lift1m": 6_000}
    return options


def main():
    options = arguments()
    sets = options.sets.split(",")
    options.data = datasets.present(options.data)
    chosen = options.only.split(",") if options.only else list(SECTIONS)
    root = tempfile.mkdtemp(prefix="bench-pgvector-")
    servers, report = [], Report(options)
    began = time.time()
    try:
        if not options.skip_needletail:
            servers.append(Needletail(root, options.cache_size, options.binary))
        if not options.skip_postgresql:
            servers.append(PostgreSQL(root, "1GB" if options.quick else "5GB"))
        for name in sets:
            rows, queries = datasets.data_set(name, options.data, options.sizes[name], CACHE)
            if name not in REAL:
                datasets.check(name, rows, queries)
            data = vector_sections.DataSet(name, rows, queries, servers, report, options)
            report.describe(name, rows)
            keys = [key for key in chosen
                    if key == "search" or (name == sets[0] if options.quick
                                           else name != "heldout")]
            for section in [vector_sections.load, vector_sections.build,
                            *(SECTIONS[key] for key in keys)]:
                started = time.time()
                section(data)
                print(f"  {name} {section.__name__}: {time.time() - started:.0f} s",
                      file=sys.stderr, flush=True)
                report.write(options.json)
            for server in servers:
                with server.connect() as connection:
                    connection.execute(f"DROP TABLE {data.table}")
    finally:
        for server in servers:
            server.stop()
        shutil.rmtree(root, ignore_errors=True)
    report.finish(servers, time.time() - began)
    report.write(options.json)
    report.print()


if __name__ == "__main__":
    main()
