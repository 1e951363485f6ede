// SPDX-License-Identifier: Apache-2.0

#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#include "ck_codes_internal.h"

#pragma clang attribute push(__attribute__((target("avx2,fma,f16c,popcnt"))), apply_to = function)

#define CK_NAME(name) avx2_##name
#include "ck_codes_transform.h"

static inline int32_t sum_epi32(__m256i v) {
    __m128i s = _mm_add_epi32(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
    s = _mm_add_epi32(s, _mm_shuffle_epi32(s, 0x4e));
    return _mm_cvtsi128_si32(_mm_add_epi32(s, _mm_shuffle_epi32(s, 0xb1)));
}

/// Dot of packed nibbles with signed bytes. A pair of products is at most 2 * 15 * 127, so the
/// saturating 16-bit multiply-add never saturates.
static float nibble_dot(const uint8_t *code, const int8_t *query, size_t length) {
    const __m256i mask = _mm256_set1_epi8(15), ones = _mm256_set1_epi16(1);
    __m256i sum = _mm256_setzero_si256();
    size_t j = 0;
    for (; j + 32 <= length; j += 32) {
        const __m256i packed = _mm256_loadu_si256((const void *)(code + j));
        const __m256i low = _mm256_and_si256(packed, mask);
        const __m256i high = _mm256_and_si256(_mm256_srli_epi16(packed, 4), mask);
        const __m256i first = _mm256_loadu_si256((const void *)(query + j));
        const __m256i second = _mm256_loadu_si256((const void *)(query + length + j));
        const __m256i products =
            _mm256_add_epi16(_mm256_maddubs_epi16(low, first), _mm256_maddubs_epi16(high, second));
        sum = _mm256_add_epi32(sum, _mm256_madd_epi16(products, ones));
    }
    int32_t total = sum_epi32(sum);
    for (; j < length; j++) {
        total += (code[j] & 15) * query[j] + (code[j] >> 4) * query[j + length];
    }
    return (float)total;
}

static void score_int4(const ck_scan *scan, const uint32_t *slots, size_t count, float *out) {
    const size_t ahead = count < CK_AHEAD ? count : CK_AHEAD;
    for (size_t i = 0; i < ahead; i++)
        ck_prefetch_code(scan, slots[i], scan->length);
    for (size_t i = 0; i < count; i++) {
        if (i + CK_AHEAD < count)
            ck_prefetch_code(scan, slots[i + CK_AHEAD], scan->length);
        const uint8_t *code = scan->codes + (size_t)slots[i] * scan->stride;
        out[i] = ck_finish(scan, slots[i], nibble_dot(code, scan->query, scan->length));
    }
}

static void score_int8(const ck_scan *scan, const uint32_t *slots, size_t count, float *out) {
    for (size_t i = 0; i < count; i++) {
        const size_t start = (size_t)slots[i] * scan->stride;
        const float high = nibble_dot(scan->codes + start, scan->query, scan->length);
        const float low = nibble_dot(scan->low_codes + start, scan->query, scan->length);
        out[i] = ck_finish(scan, slots[i], 16 * high + low);
    }
}

static void score_bits(const ck_scan *scan, const uint32_t *slots, size_t count, float *out) {
    const uint8_t *planes = scan->query;
    const size_t length = scan->length;
    for (size_t i = 0; i < count; i++) {
        if (i + CK_AHEAD < count)
            ck_prefetch_code(scan, slots[i + CK_AHEAD], length);
        const uint8_t *code = scan->codes + (size_t)slots[i] * scan->stride;
        int64_t sum = 0;
        // Lengths are multiples of 8.
        for (size_t j = 0; j < length; j += 8) {
            uint64_t bits, plane;
            memcpy(&bits, code + j, 8);
            for (int p = 0; p < 4; p++) {
                memcpy(&plane, planes + p * length + j, 8);
                sum += _mm_popcnt_u64(bits & plane) << (p + 1);
            }
            sum -= 15 * _mm_popcnt_u64(bits);
        }
        out[i] = ck_finish(scan, slots[i], 0.5f * (float)sum);
    }
}

#pragma clang attribute pop

const ck_code_kernels ck_codes_avx2 = {
    .int4 = score_int4,
    .int8 = score_int8,
    .bits = score_bits,
    .blocks = ck_score_blocks_avx2,
    .hadamard = avx2_hadamard,
    .butterfly = avx2_butterfly,
    .flip_signs = avx2_flip_signs,
    .quantize = avx2_quantize,
    .largest_magnitude = avx2_largest_magnitude,
};

#endif
