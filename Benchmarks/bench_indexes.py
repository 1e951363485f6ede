# SPDX-License-Identifier: Apache-2.0
"""Compares Needletail's indexes with hnswlib, faiss and usearch in one run.

Prints recall@10 against queries per second of one core's processor time, build seconds, bytes per vector, filtered
search and churn; writes JSON and an SVG plot per data set. Peers and Needletail take turns within a
round, and every figure is the median of the rounds.
"""
import argparse, json, os, statistics, subprocess, tempfile, time

import numpy as np

from datasets import DEFAULT, at_recall, data_set, exact, present, recall

EF = {"coarse": [10, 14, 20, 28, 40, 60, 90, 140, 220, 340]}
RECALLS = [0.90, 0.95, 0.99]


class Needletail:
    efs = EF["coarse"]

    def __init__(self, program, directory, quantizer="sq8", m=16, ef=200):
        self.name = f"needletail {quantizer}"
        self.quantizer, self.m, self.ef = quantizer, m, ef
        self.directory = directory
        self.process = subprocess.Popen([program, "/dev/stdout"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)

    def ask(self, command):
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(f"{command}: {answer['error']}")
        return answer

    def build(self, rows, threads):
        self.rows = rows
        rows.tofile(f"{self.directory}/rows")
        self.ask(f"load {self.directory}/rows {rows.shape[1]}")
        seconds = self.ask(
            f"build cosine {self.m} {self.ef} {threads} {self.quantizer}")["seconds"]
        self.memory = self.ask(f"release {self.directory}/{self.quantizer}.index")
        return seconds

    def bytes(self):
        return self.memory["resident"] / self.memory["rows"]

    def prepare(self, queries):
        queries.tofile(f"{self.directory}/queries")
        self.ask(f"queries {self.directory}/queries")

    def search(self, queries, ef):
        answer = self.ask(f"search 10 {ef} {self.directory}/found")
        self.last = answer
        return answer["qps"], np.fromfile(f"{self.directory}/found", np.int32).reshape(-1, 10)


class Hnswlib:
    name = "hnswlib"
    efs = [10, 14, 20, 28, 40, 60, 90, 140, 220, 340]

    def build(self, rows, threads):
        import hnswlib
        self.index = hnswlib.Index(space="cosine", dim=rows.shape[1])
        self.index.init_index(len(rows), ef_construction=200, M=16)
        start = time.time()
        self.index.add_items(rows, num_threads=threads)
        return time.time() - start

    def bytes(self):
        return self.index.index_file_size() / self.index.element_count

    def prepare(self, queries):
        self.index.set_num_threads(1)

    def search(self, queries, ef):
        self.index.set_ef(ef)
        start = time.process_time()
        found = self.index.knn_query(queries, 10)[0]
        return len(queries) / (time.process_time() - start), found.astype(np.int64)


class Faiss:
    efs = [10, 14, 20, 28, 40, 60, 90, 140, 220, 340]

    def __init__(self, kind):
        self.kind = kind
        self.name = f"faiss {kind}"

    def build(self, rows, threads):
        import faiss
        faiss.omp_set_num_threads(threads)
        dimension = rows.shape[1]
        start = time.time()
        if self.kind == "HNSW-SQ8":
            self.index = faiss.IndexHNSWSQ(dimension, faiss.ScalarQuantizer.QT_8bit, 16)
            self.index.hnsw.efConstruction = 200
        elif self.kind == "HNSW":
            self.index = faiss.IndexHNSWFlat(dimension, 16)
            self.index.hnsw.efConstruction = 200
        else:
            lists = int(4 * len(rows) ** 0.5)
            self.index = faiss.index_factory(
                dimension, f"IVF{lists},PQ{dimension // 2}x4fs,RFlat", faiss.METRIC_L2)
        self.index.train(rows[np.random.default_rng(1).permutation(len(rows))[:200_000]])
        self.index.add(rows)
        return time.time() - start

    def bytes(self):
        import faiss
        path = tempfile.mktemp()
        faiss.write_index(self.index, path)
        size = os.path.getsize(path)
        os.remove(path)
        return size / self.index.ntotal

    def prepare(self, queries):
        import faiss
        faiss.omp_set_num_threads(1)

    def search(self, queries, ef):
        if self.kind.startswith("HNSW"):
            self.index.hnsw.efSearch = ef
        else:
            import faiss
            faiss.extract_index_ivf(self.index.base_index).nprobe = max(1, ef // 5)
            self.index.k_factor = 4
        start = time.process_time()
        found = self.index.search(queries, 10)[1]
        return len(queries) / (time.process_time() - start), found


class Usearch:
    name = "usearch i8"
    efs = [10, 20, 40, 80, 160, 320]

    def build(self, rows, threads):
        from usearch.index import Index
        self.index = Index(ndim=rows.shape[1], metric="cos", dtype="i8", connectivity=16,
                           expansion_add=200)
        start = time.time()
        self.index.add(np.arange(len(rows)), rows, threads=threads)
        return time.time() - start

    def bytes(self):
        return self.index.serialized_length / len(self.index)

    def prepare(self, queries):
        pass

    def search(self, queries, ef):
        self.index.expansion_search = ef
        start = time.process_time()
        found = self.index.search(queries, 10, threads=1).keys
        return len(queries) / (time.process_time() - start), found.astype(np.int64)


def sweep(peers, queries, truth, rounds):
    """Curves of (recall, queries per second), the peers taking turns in each round."""
    speeds = {peer.name: {ef: [] for ef in peer.efs} for peer in peers}
    recalls = {peer.name: {} for peer in peers}
    for _ in range(rounds):
        for position in range(max(len(peer.efs) for peer in peers)):
            for peer in peers:
                if position >= len(peer.efs):
                    continue
                ef = peer.efs[position]
                if recalls[peer.name].get(ef, 0) > 0.9985:
                    continue
                peer.prepare(queries)
                qps, found = peer.search(queries, ef)
                speeds[peer.name][ef].append(qps)
                recalls[peer.name].setdefault(ef, recall(found, truth))
    return {peer.name: [(recalls[peer.name][ef], statistics.median(speeds[peer.name][ef]))
                        for ef in peer.efs if speeds[peer.name][ef]] for peer in peers}


def split_mix(seed, count):
    """The numbers of Needletail's SplitMix64, for drawing the same rows."""
    with np.errstate(over="ignore"):
        state = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * \
            np.uint64(0x9E3779B97F4A7C15)
        z = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def filtered(ours, rows, queries):
    """Recall, short answers and latency under random filters."""
    lines = []
    queries = queries[:200]
    ours.prepare(queries)
    for share in [0.001, 0.01, 0.1, 0.5]:
        chosen = np.flatnonzero(
            split_mix(5, len(rows)) % np.uint64(1_000_000) < np.uint64(share * 1e6))
        truth = chosen[exact(rows[chosen], queries, min(10, len(chosen)))]
        best = None
        for ef in [40, 80, 160, 320]:
            answer = ours.ask(f"filter 10 {ef} {ours.directory}/found {int(share * 1e6)} 5")
            found = np.fromfile(f"{ours.directory}/found", np.int32).reshape(-1, 10)
            best = dict(share=share, ef=ef, recall=recall(found, truth), qps=answer["qps"],
                        p99_ms=answer["p99"] / 1e6,
                        short=float((found[:, :truth.shape[1]] < 0).any(axis=1).mean()))
            if best["recall"] >= 0.95:
                break
        lines.append(best)
        print("  filter {share:.1%}: recall {recall:.3f} at ef {ef}, {qps:,.0f} QPS, "
              "p99 {p99_ms:.2f} ms, short answers {short:.1%}".format(**best), flush=True)
    return lines


def churned(ours, queries, truth):
    """Recall and speed before and after rounds of removing and putting back a fifth."""
    def measure():
        ours.prepare(queries)
        runs = [ours.search(queries, ef)[0] for ef in [40] * 5]
        return recall(ours.search(queries, 40)[1], truth), statistics.median(runs)

    lines = [("fresh", *measure(), {})]
    for number in range(5):
        done = ours.ask(f"churn 200000 {number + 1}")
        lines.append((f"round {number + 1}", *measure(), done))
    for name, share, qps, done in lines:
        print(f"  churn {name}: recall {share:.4f}, {qps:,.0f} QPS {done}", flush=True)
    return lines


def equal_recall(options, rows, queries, truth, work, peer, peer_seconds):
    """The shortest of our builds whose graph finds as much as a peer's at the same ef."""
    peer.prepare(queries)
    wanted = recall(peer.search(queries, 40)[1], truth)
    lines = []
    for effort in [40, 64, 100, 150, 200]:
        ours = Needletail(options.program, work, ef=effort)
        seconds = ours.build(rows, options.threads)
        ours.prepare(queries)
        found = recall(ours.search(queries, 40)[1], truth)
        ours.process.stdin.close()
        ours.process.wait()
        lines.append(dict(ef_construction=effort, seconds=seconds, recall=found,
                          peer_recall=wanted, times_faster=peer_seconds / seconds))
        print("  build at ef_construction {ef_construction}: {seconds:.1f} s, recall at ef 40 "
              "{recall:.4f} ({peer_recall:.4f}), {times_faster:.1f}x".format(**lines[-1]), flush=True)
        if found >= wanted:
            break
    return lines


def plot(name, curves, path):
    """Recall against queries per second, both axes as is usual for such plots."""
    width, height, left, bottom = 720, 440, 80, 50
    top = max(q for curve in curves.values() for _, q in curve)
    low = min(q for curve in curves.values() for _, q in curve)

    def place(share, qps):
        x = left + (max(share, 0.8) - 0.8) / 0.2 * (width - left - 20)
        y = height - bottom - (np.log(qps / low) / np.log(top / low)) * (height - bottom - 20)
        return x, y

    colours = ["#1769aa", "#c62828", "#2e7d32", "#6a1b9a", "#ef6c00", "#00838f"]
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
             'font-family="sans-serif" font-size="12">',
             f'<text x="{left}" y="14">{name}: queries per second (log) by recall@10</text>']
    for share in [0.8, 0.85, 0.9, 0.95, 0.99, 1.0]:
        x, _ = place(share, low)
        parts.append(f'<line x1="{x}" x2="{x}" y1="20" y2="{height - bottom}" stroke="#ddd"/>'
                     f'<text x="{x - 12}" y="{height - bottom + 16}">{share}</text>')
    for qps in [10 ** power for power in range(2, 7)]:
        if low <= qps <= top:
            _, y = place(0.8, qps)
            parts.append(f'<line x1="{left}" x2="{width - 20}" y1="{y}" y2="{y}" stroke="#ddd"/>'
                         f'<text x="10" y="{y + 4}">{qps:,}</text>')
    for number, (peer, curve) in enumerate(curves.items()):
        colour = colours[number % len(colours)]
        line = " ".join("{:.1f},{:.1f}".format(*place(s, q)) for s, q in sorted(curve) if s >= 0.8)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>'
                     f'<text x="{left + 8}" y="{height - bottom - 14 * number - 8}" '
                     f'fill="{colour}">{peer}</text>')
    with open(path, "w") as file:
        file.write("\n".join(parts + ["</svg>", ""]))


def compare(name, options):
    rows, queries = data_set(name, options.data, options.rows or None)
    truth = exact(rows, queries)
    print(f"{name}: {len(rows):,} x {rows.shape[1]}", flush=True)
    work = tempfile.mkdtemp(prefix="bench-indexes-")
    peers = [Needletail(options.program, work), Hnswlib(), Faiss("HNSW-SQ8")]
    if not options.quick:
        peers += [Faiss("IVF-PQ fast-scan"), Usearch()]
    if name == "packages" and not options.quick:
        peers[1:1] = [Needletail(options.program, work, quantizer=quantizer)
                      for quantizer in ["sq4", "rabitq", "pq4"]]
    if options.peers:
        wanted = options.peers.split(",")
        peers = peers[:1] + [peer for peer in peers[1:]
                             if any(name in peer.name for name in wanted)]
    report = {"rows": len(rows), "dimension": rows.shape[1], "peers": {}}
    for peer in peers:
        seconds = peer.build(rows, options.threads)
        report["peers"][peer.name] = {"build_seconds": seconds, "bytes": peer.bytes()}
        print(f"  {peer.name}: built in {seconds:.1f} s, {peer.bytes():,.0f} bytes a vector",
              flush=True)
    curves = sweep(peers, queries, truth, options.rounds)
    for peer, curve in curves.items():
        report["peers"][peer]["curve"] = curve
        speeds = [at_recall(curve, wanted) for wanted in RECALLS]
        report["peers"][peer]["qps"] = speeds
        ratios = [at_recall(curves[peers[0].name], wanted) for wanted in RECALLS]
        print("  {:20s}".format(peer) + "".join(
            f"  {wanted}: {speed:9,.0f} ({ratio / speed:4.1f}x)" if speed and ratio else
            f"  {wanted}:         -        "
            for wanted, speed, ratio in zip(RECALLS, speeds, ratios)), flush=True)
    latency = {}
    for ef in [40, 100]:
        peers[0].prepare(queries)
        found = peers[0].search(queries, ef)[1]
        latency[ef] = dict(recall=recall(found, truth), p50_ms=peers[0].last["p50"] / 1e6,
                           p99_ms=peers[0].last["p99"] / 1e6)
        print("  latency at ef {}: p50 {p50_ms:.3f} ms, p99 {p99_ms:.3f} ms, recall {recall:.4f}"
              .format(ef, **latency[ef]), flush=True)
    report["latency"] = latency
    steps = options.steps.split(",")
    if "filter" in steps:
        report["filter"] = filtered(peers[0], rows, queries)
    if "churn" in steps:
        report["churn"] = churned(peers[0], queries, truth)
    hnswlib = [peer for peer in peers if peer.name == "hnswlib"]
    if "build" in steps and hnswlib:
        report["equal_recall_builds"] = equal_recall(
            options, rows, queries, truth, work, hnswlib[0],
            report["peers"]["hnswlib"]["build_seconds"])
    os.makedirs(options.out, exist_ok=True)
    plot(name, curves, os.path.join(options.out, f"{name}.svg"))
    with open(os.path.join(options.out, f"{name}.json"), "w") as file:
        json.dump(report, file, indent=1)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default=".build/release/IndexBenchmark")
    parser.add_argument("--data", default=DEFAULT, help="a directory like debian-packages")
    parser.add_argument("--sets", default="packages,join1536,lift1m")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", default=".build/bench-indexes")
    parser.add_argument("--quick", action="store_true", help="hnswlib and faiss HNSW-SQ8 only")
    parser.add_argument("--rows", type=int, default=0, help="this many rows of each set only")
    parser.add_argument("--peers", default="", help="of the peers those with one of these in their names")
    parser.add_argument("--steps", default="filter,churn,build",
                        help="what is measured besides the curves")
    options = parser.parse_args()
    options.data = present(options.data)
    for name in options.sets.split(","):
        compare(name, options)


if __name__ == "__main__":
    main()
