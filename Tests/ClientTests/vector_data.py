# SPDX-License-Identifier: Apache-2.0
"""Vectors for tests: seeded rows of every type, their text, exact distances, and a judge.

A value is a float32 array for vector and halfvec (rounded to float16 for the latter), the same with
many zeros for sparsevec, and an array of 0 and 1 for bit.
"""

import numpy as np

DIMENSION = 16

# Operator class: (column type, operator, access methods of pgvector).
OPERATOR_CLASSES = {
    "vector_l2_ops": ("vector", "<->", ("hnsw", "ivfflat")),
    "vector_ip_ops": ("vector", "<#>", ("hnsw", "ivfflat")),
    "vector_cosine_ops": ("vector", "<=>", ("hnsw", "ivfflat")),
    "vector_l1_ops": ("vector", "<+>", ("hnsw",)),
    "halfvec_l2_ops": ("halfvec", "<->", ("hnsw", "ivfflat")),
    "halfvec_ip_ops": ("halfvec", "<#>", ("hnsw", "ivfflat")),
    "halfvec_cosine_ops": ("halfvec", "<=>", ("hnsw", "ivfflat")),
    "halfvec_l1_ops": ("halfvec", "<+>", ("hnsw",)),
    "sparsevec_l2_ops": ("sparsevec", "<->", ("hnsw",)),
    "sparsevec_ip_ops": ("sparsevec", "<#>", ("hnsw",)),
    "sparsevec_cosine_ops": ("sparsevec", "<=>", ("hnsw",)),
    "sparsevec_l1_ops": ("sparsevec", "<+>", ("hnsw",)),
    "bit_hamming_ops": ("bit", "<~>", ("hnsw", "ivfflat")),
    "bit_jaccard_ops": ("bit", "<%>", ("hnsw",)),
}

CASES = [
    (method, operator_class)
    for operator_class, (_, _, methods) in OPERATOR_CLASSES.items()
    for method in methods
]


def values(random, kind, count, dimension=DIMENSION):
    """Rows in clusters, so that neighbours mean something; of many dimensions, few matter."""
    shape = np.random.default_rng(99)
    inner = min(dimension, DIMENSION)
    centers = shape.standard_normal((12, inner))
    rows = centers[random.integers(0, 12, count)] + 0.5 * random.standard_normal((count, inner))
    if dimension > inner:
        rows = rows @ shape.standard_normal((inner, dimension)) / inner ** 0.5
        rows += 0.02 * random.standard_normal(rows.shape)
    if kind == "bit":
        return (rows > 0).astype(np.float32)
    if kind == "sparsevec":
        rows[random.random(rows.shape) < 0.5] = 0
        rows[:, 0] += 0.01
    return rows.astype(np.float16 if kind == "halfvec" else np.float32).astype(np.float32)


def text(kind, value):
    """What SQL reads as the value, without quotes."""
    if kind == "bit":
        return "".join("1" if x else "0" for x in value)
    if kind == "sparsevec":
        parts = (f"{i + 1}:{x:.9g}" for i, x in enumerate(value) if x != 0)
        return "{" + ",".join(parts) + "}/" + str(len(value))
    return "[" + ",".join(f"{x:.9g}" for x in value) + "]"


def parse(kind, string):
    """The value of what SQL printed."""
    if kind == "bit":
        return np.array([int(x) for x in string], np.float32)
    if kind == "sparsevec":
        inside, _, dimension = string[1:].partition("}/")
        made = np.zeros(int(dimension), np.float32)
        for part in filter(None, inside.split(",")):
            place, _, x = part.partition(":")
            made[int(place) - 1] = float(x)
        return made
    return np.array(string[1:-1].split(","), np.float32)


def distances(operator, rows, query):
    """Distances of all rows from a query; NaN where there is none (zero vectors under cosine)."""
    rows = np.asarray(rows, np.float64).reshape(len(rows), len(query))
    query = np.asarray(query, np.float64)
    if operator == "<->":
        return np.sqrt(((rows - query) ** 2).sum(1))
    if operator == "<#>":
        return -(rows @ query)
    if operator == "<=>":
        with np.errstate(invalid="ignore", divide="ignore"):
            return 1 - rows @ query / (np.linalg.norm(rows, axis=1) * np.linalg.norm(query))
    if operator == "<+>":
        return np.abs(rows - query).sum(1)
    if operator == "<~>":
        return (rows != query).sum(1).astype(np.float64)
    common = (rows * query).sum(1)
    either = np.maximum(rows, query).sum(1)
    return np.where(common == 0, 1.0, 1 - common / np.maximum(either, 1))


def judge(answer, expected, k, tolerance=1e-3, order=1e-6):
    """Checks (id, distance) rows against {id: exact distance}; the share of exact neighbours found.

    Asserts what holds for approximate answers too: k rows while there are k, each of them there,
    none twice, distances right, nearest first.
    """
    ids = [identity for identity, _ in answer]
    assert len(set(ids)) == len(ids), f"rows returned twice: {ids}"
    dead = [identity for identity in ids if identity not in expected]
    assert not dead, f"rows returned that are not there: {dead}"
    assert len(ids) == min(k, len(expected)), f"{len(ids)} of {min(k, len(expected))} rows"
    given = [distance for _, distance in answer]
    for identity, distance in answer:
        right = expected[identity]
        assert abs(distance - right) <= tolerance * max(1, abs(right)), (identity, distance, right)
    for one, next in zip(given, given[1:]):
        assert one <= next + order * max(1, abs(one)), f"out of order: {given}"
    if not ids:
        return 1.0
    bound = sorted(expected.values())[len(ids) - 1]
    slack = 1e-4 * max(1, abs(bound))
    return sum(expected[identity] <= bound + slack for identity in ids) / len(ids)
