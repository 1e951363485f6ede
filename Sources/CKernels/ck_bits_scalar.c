// SPDX-License-Identifier: Apache-2.0

/// Bit kernels in plain C, eight bytes at a time.

#include "ck_batch.h"
#include "ck_tables.h"

#include <string.h>

/// The `bytes` (at most 8) bytes at `at`, zero-extended.
static inline uint64_t word(const uint8_t *at, size_t bytes) {
    uint64_t value = 0;
    memcpy(&value, at, bytes < 8 ? bytes : 8);
    return value;
}

static uint64_t hamming(const uint8_t *a, const uint8_t *b, size_t bytes) {
    uint64_t sum = 0;
    for (size_t i = 0; i < bytes; i += 8)
        sum += (uint64_t)__builtin_popcountll(word(a + i, bytes - i) ^ word(b + i, bytes - i));
    return sum;
}

static void jaccard_parts(const uint8_t *a, const uint8_t *b, size_t bytes, uint64_t parts[3]) {
    parts[0] = parts[1] = parts[2] = 0;
    for (size_t i = 0; i < bytes; i += 8) {
        uint64_t x = word(a + i, bytes - i), y = word(b + i, bytes - i);
        parts[0] += (uint64_t)__builtin_popcountll(x & y);
        parts[1] += (uint64_t)__builtin_popcountll(x);
        parts[2] += (uint64_t)__builtin_popcountll(y);
    }
}

static uint64_t count(const uint8_t *a, size_t bytes) {
    uint64_t sum = 0;
    for (size_t i = 0; i < bytes; i += 8)
        sum += (uint64_t)__builtin_popcountll(word(a + i, bytes - i));
    return sum;
}

static float hamming_score(const uint8_t *a, const uint8_t *b, size_t bytes) {
    return (float)hamming(a, b, bytes);
}

static float jaccard_score(const uint8_t *a, const uint8_t *b, size_t bytes) {
    uint64_t parts[3];
    jaccard_parts(a, b, bytes, parts);
    return (float)ck_jaccard_distance(parts[0], parts[1], parts[2]);
}

CK_ROWS(hamming, uint8_t, uint8_t, hamming_score, n)
CK_ROWS(jaccard, uint8_t, uint8_t, jaccard_score, n)

const ck_bits_kernels ck_bits_scalar = CK_BITS_TABLE;
