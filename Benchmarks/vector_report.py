# SPDX-License-Identifier: Apache-2.0
"""The table bench_pgvector.py prints: medians, ratios, and the bar beside each figure."""

import json
import os
import platform
import re
import statistics

OURS, THEIRS = "Needletail", "PostgreSQL"

# (figure, data set or None, kind, bound): "times" is how many times better than PostgreSQL a figure
# must be, "most" and "least" are absolute.
BARS = [
    (r"server CPU a query at recall 0\.99, us", None, "times", 10),
    (r"server CPU a query at recall 0\.95, us", "heldout", "most", 35),
    (r"server CPU a query at recall 0\.95, us", "packages", "times", 9),
    (r"server CPU a query at recall 0\.95, us", "lift1m", "times", 10),
    (r"latency p50 at recall", None, "times", 8),
    (r"connections at recall .*, QPS", None, "times", 8),
    (r"build, s", None, "times", 10),
    (r"memory of server and index, B a row", None, "times", 3),
    (r"filter .*: recall", None, "least", 0.95),
    (r"filter .*: short answers", None, "most", 0),
    (r"filter .*: server CPU", None, "times", 10),
    (r"INSERT p99", None, "times", 1),
    (r"INSERT p99, synchronous_commit off, ms", None, "most", 0.1),
    (r"search p99 beside 1,000 inserts/s, ms", "lift1m", "most", 5),
    (r"churn.*: short answers, %", None, "most", 0),
    (r"churn.*: deleted rows returned", None, "most", 0),
    (r"churn, vacuumed: recall over fresh", None, "least", 0.98),
    (r"churn, vacuumed: QPS over fresh", None, "least", 0.98),
    (r"churn: VACUUM over rebuild", None, "most", 1),
    (r"kill -9: first answer after, s", "lift1m", "most", 3),
    (r"kill -9: acknowledged rows not found", None, "most", 0),
]
MORE_IS_BETTER = re.compile(r"QPS|rows/s|recall(?! 0\.9\d, (us|ms))|over fresh")
NO_RATIO = re.compile(r"ef_search|recall(?! 0\.9\d, (us|ms|QPS))|short|deleted rows|over |"
                      r"not found|uses the index|all PSS")


class Report:
    """Figures by data set, name and server; every round adds one value."""

    def __init__(self, options):
        self.figures = {}
        self.kept = {}
        self.facts = {"machine": machine(), "rounds": options.rounds,
                      "needletail_cache": options.cache_size, "quick": options.quick}

    def note(self, data, what, server, value):
        self.figures.setdefault(data, {}).setdefault(what, {}).setdefault(server, []).append(value)

    def keep(self, data, what, value):
        self.kept.setdefault(data, {})[what] = value

    def describe(self, data, rows):
        self.facts.setdefault("sets", {})[data] = f"{len(rows):,} x {rows.shape[1]}"

    def compare_churn(self, data):
        """Recall and speed after VACUUM over those of a fresh index of the same rows."""
        figures = self.figures[data]
        for what, name in (("recall", "recall"), ("QPS, 2 connections", "QPS")):
            for server, values in figures[f"churn, vacuumed: {what}"].items():
                for vacuumed, fresh in zip(values, figures[f"churn, fresh: {what}"][server]):
                    self.note(data, f"churn, vacuumed: {name} over fresh", server,
                              vacuumed / fresh)

    def finish(self, servers, seconds):
        self.facts["seconds"] = round(seconds)

    def median(self, data, what, server):
        values = self.figures[data][what].get(server)
        return None if not values else statistics.median(values)

    def rows(self):
        """(data set, figure, ours, theirs, ratio, bar, met) for every figure."""
        for data, figures in self.figures.items():
            for what in figures:
                ours, theirs = (self.median(data, what, name) for name in (OURS, THEIRS))
                ratio = None
                if ours and theirs and not NO_RATIO.search(what):
                    ratio = ours / theirs if MORE_IS_BETTER.search(what) else theirs / ours
                bars = [self.bar(kind, bound, ours, ratio)
                        for pattern, only, kind, bound in BARS
                        if re.search("^" + pattern if pattern[0] != "c" else pattern, what)
                        and only in (None, data) and ours is not None]
                if what == "build, s" and ratio:
                    recalls = [self.median(data, "recall after the build, ef_search 40", name)
                               for name in (OURS, THEIRS)]
                    if recalls[0] < recalls[1] - 0.002:
                        bars.append(("equal recall", False))
                yield data, what, ours, theirs, ratio, bars

    @staticmethod
    def bar(kind, bound, ours, ratio):
        if kind == "times":
            return (f"{bound}x", None if ratio is None else ratio >= bound)
        if kind == "most":
            return (f"<= {bound}", ours <= bound)
        return (f">= {bound}", ours >= bound)

    def print(self):
        print(f"{self.facts['machine']}; medians of {self.facts['rounds']} rounds; "
              f"{self.facts.get('seconds', 0)} s")
        last = None
        for data, what, ours, theirs, ratio, bars in self.rows():
            if data != last:
                print(f"\n{data}: {self.facts['sets'][data]}")
                print(f"{'':54}{OURS:>12}{THEIRS:>12}{'ratio':>8}  bar")
                last = data
            verdicts = ", ".join(
                name + ("" if met is None else " ok" if met else " MISSED") for name, met in bars)
            print(f"{what:54}{number(ours):>12}{number(theirs):>12}"
                  f"{'' if ratio is None else f'{ratio:.1f}x':>8}  {verdicts}")
        print("\nratio: above 1 is better for Needletail")

    def write(self, path):
        if os.path.dirname(path):
            os.makedirs(os.path.dirname(path), exist_ok=True)
        table = [dict(set=data, figure=what, needletail=ours, postgresql=theirs, ratio=ratio,
                      bars=[dict(bar=name, met=met) for name, met in bars])
                 for data, what, ours, theirs, ratio, bars in self.rows()]
        with open(path, "w") as out:
            json.dump({"facts": self.facts, "table": table, "rounds": self.figures,
                       "details": self.kept}, out, indent=1)


def number(value):
    if value is None:
        return "-"
    if value == int(value) and abs(value) < 1e6:
        return f"{int(value):,}"
    return f"{value:,.3f}" if abs(value) < 10 else f"{value:,.1f}" if abs(value) < 1000 \
        else f"{value:,.0f}"


def machine():
    """What the figures were measured on."""
    model = platform.machine()
    try:
        with open("/proc/cpuinfo") as lines:
            model = next(line.split(":")[1].strip() for line in lines if "model name" in line)
    except (OSError, StopIteration):
        pass
    return f"{model}, {os.cpu_count()} processors, Linux {platform.release()}"
