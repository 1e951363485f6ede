// SPDX-License-Identifier: Apache-2.0

/// The batch kernels of one instruction set, from its `hamming` and `jaccard_parts`; for inclusion
/// once in the file of that set.

static inline float hamming_score(const uint8_t *a, const uint8_t *b, size_t bytes) {
    return (float)hamming(a, b, bytes);
}

static inline float jaccard_score(const uint8_t *a, const uint8_t *b, size_t bytes) {
    uint64_t parts[3];
    jaccard_parts(a, b, bytes, parts);
    return (float)ck_jaccard_distance(parts[0], parts[1], parts[2]);
}

CK_ROWS(hamming, uint8_t, uint8_t, hamming_score, n)
CK_ROWS(jaccard, uint8_t, uint8_t, jaccard_score, n)
