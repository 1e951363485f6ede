// SPDX-License-Identifier: Apache-2.0

#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#include "ck_codes_internal.h"

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,fma"))),    \
                             apply_to = function)

static inline __m128i quarters(__m512i v) {
    const __m256i half =
        _mm256_add_epi16(_mm512_castsi512_si256(v), _mm512_extracti64x4_epi64(v, 1));
    return _mm_add_epi16(_mm256_castsi256_si128(half), _mm256_extracti128_si256(half, 1));
}

/// Adds 16 sums, given as words of byte pairs and as the pairs' upper bytes.
static inline void add_sums(__m512i pairs, __m512i upper, uint32_t *sums) {
    const __m128i odd = quarters(upper);
    const __m128i even = quarters(_mm512_sub_epi16(pairs, _mm512_slli_epi16(upper, 8)));
    const __m256i all =
        _mm256_set_m128i(_mm_unpackhi_epi16(even, odd), _mm_unpacklo_epi16(even, odd));
    _mm512_storeu_si512(sums,
                        _mm512_add_epi32(_mm512_loadu_si512(sums), _mm512_cvtepu16_epi32(all)));
}

/// Four nibbles at a time, as the AVX2 kernel does two.
static inline void block_sums(const uint8_t *tables, const uint8_t *codes, size_t nibbles,
                              uint32_t *sums) {
    const __m512i mask = _mm512_set1_epi8(15);
    __m512i low = _mm512_setzero_si512(), low_upper = low, high = low, high_upper = low;
    for (size_t n = 0; n < nibbles; n += 4) {
        const __m512i table = _mm512_loadu_si512(tables + 16 * n);
        const __m512i code = _mm512_loadu_si512(codes + 16 * n);
        const __m512i a = _mm512_shuffle_epi8(table, _mm512_and_si512(code, mask));
        const __m512i b =
            _mm512_shuffle_epi8(table, _mm512_and_si512(_mm512_srli_epi16(code, 4), mask));
        low = _mm512_add_epi16(low, a);
        low_upper = _mm512_add_epi16(low_upper, _mm512_srli_epi16(a, 8));
        high = _mm512_add_epi16(high, b);
        high_upper = _mm512_add_epi16(high_upper, _mm512_srli_epi16(b, 8));
    }
    add_sums(low, low_upper, sums);
    add_sums(high, high_upper, sums + 16);
}

#include "ck_blocks_body.h"

size_t ck_score_blocks_avx512(const ck_scan *scan, size_t blocks, float bound, uint32_t *slots,
                              float *distances) {
    return score_blocks(scan, blocks, bound, slots, distances);
}

#pragma clang attribute pop

#endif
