// SPDX-License-Identifier: Apache-2.0

#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#include "ck_codes_internal.h"

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

static inline __m128i halves(__m256i v) {
    return _mm_add_epi16(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
}

/// Adds 16 sums, given as words of byte pairs and as the pairs' upper bytes.
static inline void add_sums(__m256i pairs, __m256i upper, uint32_t *sums) {
    const __m128i odd = halves(upper);
    const __m128i even = halves(_mm256_sub_epi16(pairs, _mm256_slli_epi16(upper, 8)));
    const __m256i first = _mm256_cvtepu16_epi32(_mm_unpacklo_epi16(even, odd));
    const __m256i second = _mm256_cvtepu16_epi32(_mm_unpackhi_epi16(even, odd));
    __m256i *out = (__m256i *)sums;
    _mm256_storeu_si256(out, _mm256_add_epi32(_mm256_loadu_si256(out), first));
    _mm256_storeu_si256(out + 1, _mm256_add_epi32(_mm256_loadu_si256(out + 1), second));
}

/// Two nibbles at a time. Bytes are added as halves of words: what the lower carries into the upper
/// is taken out at the end, when the uppers' own sums are known.
static inline void block_sums(const uint8_t *tables, const uint8_t *codes, size_t nibbles,
                              uint32_t *sums) {
    const __m256i mask = _mm256_set1_epi8(15);
    __m256i low = _mm256_setzero_si256(), low_upper = low, high = low, high_upper = low;
    for (size_t n = 0; n < nibbles; n += 2) {
        const __m256i table = _mm256_loadu_si256((const void *)(tables + 16 * n));
        const __m256i code = _mm256_loadu_si256((const void *)(codes + 16 * n));
        const __m256i a = _mm256_shuffle_epi8(table, _mm256_and_si256(code, mask));
        const __m256i b =
            _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(code, 4), mask));
        low = _mm256_add_epi16(low, a);
        low_upper = _mm256_add_epi16(low_upper, _mm256_srli_epi16(a, 8));
        high = _mm256_add_epi16(high, b);
        high_upper = _mm256_add_epi16(high_upper, _mm256_srli_epi16(b, 8));
    }
    add_sums(low, low_upper, sums);
    add_sums(high, high_upper, sums + 16);
}

#include "ck_blocks_body.h"

size_t ck_score_blocks_avx2(const ck_scan *scan, size_t blocks, float bound, uint32_t *slots,
                            float *distances) {
    return score_blocks(scan, blocks, bound, slots, distances);
}

#pragma clang attribute pop

#endif
