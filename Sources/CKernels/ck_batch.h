// SPDX-License-Identifier: Apache-2.0

/// The loops over many vectors, written once for all instruction sets and element types.
///
/// The macro defines a static function around `score(query, vector, n)`, which should be
/// inlinable: one call per batch then pays for dispatch, and the vector after next is fetched
/// meanwhile.

#pragma once

#include <stddef.h>
#include <stdint.h>

/// Asks for the first lines of a vector of `bytes` bytes; the CPU's own prefetcher follows from
/// there.
static inline void ck_prefetch(const void *vector, size_t bytes) {
    const char *line = vector;
    size_t ahead = bytes < 512 ? bytes : 512;
    for (size_t at = 0; at < ahead; at += 64)
        __builtin_prefetch(line + at);
}

#define CK_ROWS(name, query_element, row_element, score, row_bytes)                                \
    static void name##_rows(const query_element *query, size_t n, const void *base, size_t stride, \
                            const uint32_t *ids, size_t count, float *out) {                       \
        const char *rows = base;                                                                   \
        if (!ids) {                                                                                \
            for (size_t i = 0; i < count; i++)                                                     \
                out[i] = score(query, (const row_element *)(rows + i * stride), n);                \
            return;                                                                                \
        }                                                                                          \
        for (size_t i = 0; i < count; i++) {                                                       \
            if (i + 2 < count)                                                                     \
                ck_prefetch(rows + ids[i + 2] * stride, row_bytes);                                \
            out[i] = score(query, (const row_element *)(rows + ids[i] * stride), n);               \
        }                                                                                          \
    }

/// 1 - |a & b| / |a | b| from its three counts, 1 where nothing is common, as pgvector has it.
static inline double ck_jaccard_distance(uint64_t both, uint64_t a, uint64_t b) {
    return both == 0 ? 1 : 1 - (double)both / (double)(a + b - both);
}
