# SPDX-License-Identifier: Apache-2.0
"""Vectors for benchmarks: a real set, larger ones drawn near it, exact neighbours, and a gate.

Generated sets lift real rows: points between a row and one of its near neighbours, plus noise.
Their local intrinsic dimension must be that of text embeddings; `describe` measures it, and `check`
refuses sets that are too easy (clusters that touch nothing) or too hard (noise). All is seeded.
"""

import gzip
import hashlib
import json
import os
import sys

import numpy as np

DEFAULT = os.path.join(os.path.dirname(__file__), "..", "..", "shared", "data", "debian-packages")
EXAMPLE = os.path.join(os.path.dirname(__file__), "..", "Examples", "packages")

# Local intrinsic dimension by the 100 nearest, and mean over nearest distance, of text embeddings
# and of what may stand in for them. Gaussian noise of 384 dimensions has 111 and 1.1.
DIMENSION_RANGE = (10.0, 35.0)
CONTRAST_RANGE = (1.2, 4.0)


def unit(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def present(directory):
    """The directory of a full data set; None, said aloud, where there is none.

    It holds `packages.f16.npy` and `queries.f32.npy`: rows and questions of 384 dimensions.
    """
    if os.path.isdir(directory):
        return directory
    print(f"THE FULL DATA SET IS MISSING ({directory}, see --data): packages and heldout are the "
          "few thousand rows of Examples/packages, other sets are drawn near generated seeds. "
          "Figures of other runs compare with these only where the sets are the same.",
          file=sys.stderr, flush=True)
    return None


def example():
    """The rows and the questions that the repository holds."""
    def vectors(name, column):
        with gzip.open(os.path.join(EXAMPLE, name), "rt") as lines:
            return unit(np.array([json.loads(line.rstrip("\n").split("\t")[column])
                                  for line in lines], np.float32))
    return vectors("packages.tsv.gz", 5), vectors("questions.tsv.gz", 2)


def real(directory):
    if directory is None:
        return example()
    rows = unit(np.load(os.path.join(directory, "packages.f16.npy")).astype(np.float32))
    queries = unit(np.load(os.path.join(directory, "queries.f32.npy")).astype(np.float32))
    return rows, queries


def branching(count=40_000, dimension=384, seed=11):
    """Stands in for the real rows where they are missing: leaves of a tree whose branches are
    low-dimensional, with a spectrum that falls like that of text embeddings."""
    random = np.random.default_rng(seed)
    spectrum = (np.arange(1, dimension + 1) ** -0.35).astype(np.float32)
    mean = random.standard_normal(dimension).astype(np.float32) * 0.4 * spectrum
    rows = np.tile(mean, (count, 1))
    node = np.zeros(count, np.int64)
    for level, (children, length) in enumerate([(12, 1.0), (8, 0.8), (8, 0.7), (6, 0.6)]):
        weights = 1 / np.arange(1, children + 1) ** 0.6
        node = node * children + random.choice(children, count, p=weights / weights.sum())
        offsets = random.standard_normal((node.max() + 1, dimension), dtype=np.float32)
        rows += offsets[node] * spectrum * length
    basis = random.standard_normal((node.max() + 1, 12, 1), dtype=np.float32)
    directions = random.standard_normal((64, dimension), dtype=np.float32) * spectrum
    for start in range(0, count, 4000):
        part = slice(start, start + 4000)
        chosen = (node[part, None] * 7 + np.arange(12) * 5) % 64
        weights = random.standard_normal((len(node[part]), 12), dtype=np.float32)
        weights *= 1 + 0.3 * basis[node[part], :, 0]
        rows[part] += 0.25 * np.einsum("nk,nkd->nd", weights, directions[chosen])
    rows += 0.35 * random.standard_normal((count, dimension), dtype=np.float32) * spectrum
    return unit(rows)


def neighbours(rows):
    """Ten near rows of each row, for the generators."""
    near = np.empty((len(rows), 10), np.int32)
    for start in range(0, len(rows), 4000):
        part = rows[start:start + 4000] @ rows.T
        part[np.arange(len(part)), np.arange(start, start + len(part))] = -9
        near[start:start + 4000] = np.argpartition(-part, 10, axis=1)[:, :10]
    return near


def kept_neighbours(rows, cache):
    """The same, read from the cache when they are there: every generated set begins with them."""
    if cache is None:
        return neighbours(rows)
    path = os.path.join(cache, f"near-{hashlib.sha256(rows.tobytes()).hexdigest()[:12]}.npy")
    if not os.path.exists(path):
        os.makedirs(cache, exist_ok=True)
        np.save(path, neighbours(rows))
    return np.load(path)


def lift(rows, near, count, noise, random):
    """Points between a real row and one of its neighbours, plus noise of a given length."""
    a = random.integers(0, len(rows), count)
    b = near[a, random.integers(0, 10, count)]
    t = random.random((count, 1), dtype=np.float32)
    made = unit(rows[a] * (1 - t) + rows[b] * t)
    made += random.standard_normal(made.shape, dtype=np.float32) * (noise / made.shape[1] ** 0.5)
    return unit(made)


def join(rows, near, count, noise, random):
    """A real row and three of its neighbours, one after the other, plus noise."""
    a = random.integers(0, len(rows), count)
    parts = [rows[a]] + [rows[near[a, random.integers(0, 10, count)]] for _ in range(3)]
    made = unit(np.concatenate(parts, 1))
    made += random.standard_normal(made.shape, dtype=np.float32) * (noise / made.shape[1] ** 0.5)
    return unit(made)


GENERATED = {"lift1m": (lift, 1_000_000, 0.7), "join1536": (join, 100_000, 0.5)}


def data_set(name, directory, count=None, cache=None):
    """Rows and 1,000 queries of a set: packages, heldout, lift1m or join1536.

    The queries of packages are one-line summaries, shorter than the texts they are asked of; those
    of heldout are 1,000 of the rows, taken out, which are easier to answer. `directory` is what
    `present` answers; without one both are of the example, which has fewer of either.

    `count` draws a set of another size from the same recipe. `cache` is a directory that keeps
    what was made; rows are mapped from there, so that two processes hold them once.
    """
    if name == "packages":
        rows, queries = real(directory)
        return rows[:count], queries
    if name == "heldout":
        rows = real(directory)[0]
        order = np.random.default_rng(13).permutation(len(rows))
        out = min(1000, len(rows) // 4)
        return rows[np.sort(order[out:])][:count], rows[order[:out]]
    make, usual, noise = GENERATED[name]
    count = count or usual
    key = hashlib.sha256(repr((name, count, noise, directory is not None, 2)).encode()).hexdigest()[:12]
    path = cache and os.path.join(cache, f"{name}-{key}")
    if path is None or not os.path.exists(path + ".queries.npy"):
        seeds = branching() if directory is None else real(directory)[0]
        if count < len(seeds) // 2:
            seeds = seeds[np.random.default_rng(5).permutation(len(seeds))[:count]]
        random = np.random.default_rng(7)
        near = kept_neighbours(seeds, cache)
        rows = np.empty((count, 384 if make is lift else 1536), np.float32)
        for start in range(0, count, 20_000):
            part = min(20_000, count - start)
            rows[start:start + part] = make(seeds, near, part, noise, random)
        queries = make(seeds, near, 1000, noise, random)
        if path is None:
            return rows, queries
        os.makedirs(cache, exist_ok=True)
        np.save(path + ".rows.npy", rows)
        np.save(path + ".queries.npy", queries)
        del rows
    return np.load(path + ".rows.npy", mmap_mode="r"), np.load(path + ".queries.npy")


def exact(rows, queries, k=10):
    """Positions of the nearest rows by inner product, nearest first."""
    best = []
    for start in range(0, len(rows), 100_000):
        scores = queries @ rows[start:start + 100_000].T
        top = np.argpartition(-scores, k, axis=1)[:, :k] if scores.shape[1] > k else \
            np.argsort(-scores, axis=1)
        best.append((np.take_along_axis(scores, top, 1), top + start))
    scores = np.concatenate([part[0] for part in best], 1)
    ids = np.concatenate([part[1] for part in best], 1)
    order = np.argsort(-scores, axis=1)[:, :k]
    return np.take_along_axis(ids, order, 1)


def recall(found, truth):
    hits = sum(len(set(a) & set(b)) for a, b in zip(found.tolist(), truth.tolist()))
    return hits / truth.size


def at_recall(curve, wanted):
    """Queries per second at a recall, between the measured points on a logarithmic scale."""
    points = sorted(curve)
    if not points or points[-1][0] < wanted:
        return None
    if points[0][0] >= wanted:
        return max(qps for _, qps in points)
    for (low, slow), (high, fast) in zip(points, points[1:]):
        if low <= wanted <= high:
            share = (wanted - low) / max(high - low, 1e-9)
            return float(np.exp(np.log(slow) * (1 - share) + np.log(fast) * share))
    return None


def describe(rows, queries):
    """Median local intrinsic dimension by the 100 nearest rows of queries, and mean over nearest
    distance (maximum likelihood, Levina and Bickel 2004)."""
    queries = queries[:200]
    k = min(100, len(rows) - 1)
    near = exact(rows, queries, k)
    distances = np.empty((len(queries), k))
    for position, ids in enumerate(near):
        distances[position] = np.linalg.norm(rows[np.sort(ids)] - queries[position], axis=1)
    distances = np.sort(np.maximum(distances, 1e-9), axis=1)
    dimensions = -1 / np.mean(np.log(distances[:, :-1] / distances[:, -1:]), axis=1)
    sample = rows[np.sort(np.random.default_rng(3).permutation(len(rows))[:2000])]
    mean = np.sqrt(np.maximum(0, 2 - 2 * queries @ sample.T)).mean(axis=1)
    return float(np.median(dimensions)), float(np.median(mean / distances[:, 0]))


def check(name, rows, queries):
    """Prints how hard a generated set is and refuses one that is unlike text embeddings."""
    dimension, contrast = describe(rows, queries)
    print(f"{name}: {len(rows):,} x {rows.shape[1]}, local dimension {dimension:.1f}, "
          f"contrast {contrast:.2f}", file=sys.stderr, flush=True)
    if len(rows) < 50_000:
        return  # The hundredth neighbour is too far away to tell.
    if not (DIMENSION_RANGE[0] <= dimension <= DIMENSION_RANGE[1]
            and CONTRAST_RANGE[0] <= contrast <= CONTRAST_RANGE[1]):
        raise SystemExit(f"{name} is unlike text embeddings; figures on it would mean nothing")
