// SPDX-License-Identifier: Apache-2.0

/// Bit kernels for AVX-512 F and BW with VPOPCNTDQ, 64 bytes at a time.

#if defined(__x86_64__)

#include "ck_batch.h"
#include "ck_tables.h"

#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vpopcntdq"))),          \
                             apply_to = function)
/// The `n` (at most 64) bytes at `at`, then zeros; reads no further.
static inline __m512i load(const uint8_t *at, size_t n) {
    if (n >= 64)
        return _mm512_loadu_si512(at);
    return _mm512_maskz_loadu_epi8(((__mmask64)1 << n) - 1, at);
}

static inline __m512i add_ones(__m512i sum, __m512i bits) {
    return _mm512_add_epi64(sum, _mm512_popcnt_epi64(bits));
}

static inline uint64_t sum_of(__m512i sums) { return (uint64_t)_mm512_reduce_add_epi64(sums); }

static inline uint64_t hamming(const uint8_t *a, const uint8_t *b, size_t bytes) {
    __m512i sum = _mm512_setzero_si512();
    for (size_t i = 0; i < bytes; i += 64)
        sum = add_ones(sum, _mm512_xor_si512(load(a + i, bytes - i), load(b + i, bytes - i)));
    return sum_of(sum);
}

static inline void jaccard_parts(const uint8_t *a, const uint8_t *b, size_t bytes,
                                 uint64_t parts[3]) {
    __m512i both = _mm512_setzero_si512(), in_a = both, in_b = both;
    for (size_t i = 0; i < bytes; i += 64) {
        __m512i x = load(a + i, bytes - i), y = load(b + i, bytes - i);
        both = add_ones(both, _mm512_and_si512(x, y));
        in_a = add_ones(in_a, x);
        in_b = add_ones(in_b, y);
    }
    parts[0] = sum_of(both), parts[1] = sum_of(in_a), parts[2] = sum_of(in_b);
}

static uint64_t count(const uint8_t *a, size_t bytes) {
    __m512i sum = _mm512_setzero_si512();
    for (size_t i = 0; i < bytes; i += 64)
        sum = add_ones(sum, load(a + i, bytes - i));
    return sum_of(sum);
}

#include "ck_bits_body.h"
#pragma clang attribute pop

const ck_bits_kernels ck_bits_avx512 = CK_BITS_TABLE;

#endif
