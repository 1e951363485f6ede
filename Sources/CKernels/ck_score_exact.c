// SPDX-License-Identifier: Apache-2.0

#include "ck_codes.h"
#include "ck_dispatch.h"
#include "ck_sparse.h"

#define ROWS(name, kernel, sign)                                                                   \
    void name(const ck_scan *scan, const uint32_t *slots, size_t count, float *distances) {        \
        ck_active()->kernel(scan->query, scan->length, scan->codes, scan->stride, slots, count,    \
                            distances);                                                            \
        if (sign < 0) {                                                                            \
            for (size_t i = 0; i < count; i++)                                                     \
                distances[i] = -distances[i];                                                      \
        }                                                                                          \
    }

ROWS(ck_score_float32_squared, float32.squared_l2_rows, 1)
ROWS(ck_score_float32_dot, float32.dot_rows, -1)
ROWS(ck_score_float32_l1, float32.l1_rows, 1)
ROWS(ck_score_float16_squared, float16.squared_l2_rows, 1)
ROWS(ck_score_float16_dot, float16.dot_rows, -1)
ROWS(ck_score_float16_l1, float16.l1_rows, 1)
ROWS(ck_score_hamming, bits.hamming_rows, 1)
ROWS(ck_score_jaccard, bits.jaccard_rows, 1)

static ck_sparse sparse_at(const void *bytes) {
    const uint32_t *words = bytes;
    const uint32_t count = words[0];
    return (ck_sparse){
        .indices = (const int32_t *)(words + 1),
        .values = (const float *)(words + 1 + count),
        .count = count,
    };
}

#define SPARSE(name, kernel, sign)                                                                 \
    void name(const ck_scan *scan, const uint32_t *slots, size_t count, float *distances) {        \
        const ck_sparse query = sparse_at(scan->query);                                            \
        for (size_t i = 0; i < count; i++) {                                                       \
            if (i + 2 < count) {                                                                   \
                __builtin_prefetch(scan->codes + scan->offsets[slots[i + 2]], 0, 3);               \
            }                                                                                      \
            const ck_sparse row = sparse_at(scan->codes + scan->offsets[slots[i]]);                \
            distances[i] = sign * kernel(query, row);                                              \
        }                                                                                          \
    }

SPARSE(ck_score_sparse_squared, ck_sparse_squared_l2, 1)
SPARSE(ck_score_sparse_dot, ck_sparse_dot, -1)
SPARSE(ck_score_sparse_l1, ck_sparse_l1, 1)
