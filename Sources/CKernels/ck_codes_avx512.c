// SPDX-License-Identifier: Apache-2.0

#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#include "ck_codes_internal.h"

#pragma clang attribute push(                                                                      \
    __attribute__((                                                                                \
        target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx512vpopcntdq,fma,f16c"))),        \
    apply_to = function)

#define CK_NAME(name) avx512_##name
#include "ck_codes_transform.h"

/// Sums the lanes of four accumulators: lane i of the result is the sum of accumulator i.
static inline __m128i sum4(__m512i a, __m512i b, __m512i c, __m512i d) {
    const __m512i ab = _mm512_add_epi32(_mm512_unpacklo_epi32(a, b), _mm512_unpackhi_epi32(a, b));
    const __m512i cd = _mm512_add_epi32(_mm512_unpacklo_epi32(c, d), _mm512_unpackhi_epi32(c, d));
    const __m512i all =
        _mm512_add_epi32(_mm512_unpacklo_epi64(ab, cd), _mm512_unpackhi_epi64(ab, cd));
    const __m256i half =
        _mm256_add_epi32(_mm512_castsi512_si256(all), _mm512_extracti64x4_epi64(all, 1));
    return _mm_add_epi32(_mm256_castsi256_si128(half), _mm256_extracti128_si256(half, 1));
}

/// Adds the products of one block of 64 packed bytes, 128 elements, to `sum`.
static inline __m512i add_nibbles(__m512i sum, __m512i packed, __m512i first, __m512i second) {
    const __m512i mask = _mm512_set1_epi8(15);
    sum = _mm512_dpbusd_epi32(sum, _mm512_and_si512(packed, mask), first);
    return _mm512_dpbusd_epi32(sum, _mm512_and_si512(_mm512_srli_epi16(packed, 4), mask), second);
}

static inline __mmask64 tail_mask(size_t rest) {
    return rest >= 64 ? ~(__mmask64)0 : (((__mmask64)1 << rest) - 1);
}

static inline __m128i dot4(const uint8_t *a, const uint8_t *b, const uint8_t *c, const uint8_t *d,
                           const int8_t *query, size_t length) {
    __m512i sa = _mm512_setzero_si512(), sb = sa, sc = sa, sd = sa;
    size_t j = 0;
    for (; j + 64 <= length; j += 64) {
        const __m512i first = _mm512_loadu_si512(query + j);
        const __m512i second = _mm512_loadu_si512(query + length + j);
        sa = add_nibbles(sa, _mm512_loadu_si512(a + j), first, second);
        sb = add_nibbles(sb, _mm512_loadu_si512(b + j), first, second);
        sc = add_nibbles(sc, _mm512_loadu_si512(c + j), first, second);
        sd = add_nibbles(sd, _mm512_loadu_si512(d + j), first, second);
    }
    if (j < length) {
        const __mmask64 mask = tail_mask(length - j);
        const __m512i first = _mm512_maskz_loadu_epi8(mask, query + j);
        const __m512i second = _mm512_maskz_loadu_epi8(mask, query + length + j);
        sa = add_nibbles(sa, _mm512_maskz_loadu_epi8(mask, a + j), first, second);
        sb = add_nibbles(sb, _mm512_maskz_loadu_epi8(mask, b + j), first, second);
        sc = add_nibbles(sc, _mm512_maskz_loadu_epi8(mask, c + j), first, second);
        sd = add_nibbles(sd, _mm512_maskz_loadu_epi8(mask, d + j), first, second);
    }
    return sum4(sa, sb, sc, sd);
}

/// Applies the affine step to four dots of four slots.
static inline void finish4(const ck_scan *scan, const uint32_t *slots, __m128 dots, float *out) {
    const double *factors = (const double *)scan->factors;
    // One (scale, bias) pair is 8 bytes: load the four pairs and separate the members.
    const __m128 p01 =
        _mm_castpd_ps(_mm_loadh_pd(_mm_load_sd(factors + slots[0]), factors + slots[1]));
    const __m128 p23 =
        _mm_castpd_ps(_mm_loadh_pd(_mm_load_sd(factors + slots[2]), factors + slots[3]));
    const __m128 scale = _mm_shuffle_ps(p01, p23, 0x88), bias = _mm_shuffle_ps(p01, p23, 0xdd);
    const __m128 centred = _mm_sub_ps(dots, _mm_set1_ps(scan->offset));
    const __m128 weight = _mm_mul_ps(scale, _mm_set1_ps(scan->multiplier));
    _mm_storeu_ps(out, _mm_fnmadd_ps(weight, centred, _mm_add_ps(bias, _mm_set1_ps(scan->base))));
}

static void score_int4(const ck_scan *scan, const uint32_t *slots, size_t count, float *out) {
    const size_t ahead = count < CK_AHEAD ? count : CK_AHEAD, length = scan->length;
    for (size_t i = 0; i < ahead; i++)
        ck_prefetch_code(scan, slots[i], length);
    const uint8_t *codes = scan->codes;
    const size_t stride = scan->stride;
    size_t i = 0;
    for (; i < count; i += 4) {
        for (size_t p = i + CK_AHEAD; p < i + CK_AHEAD + 4 && p < count; p++) {
            ck_prefetch_code(scan, slots[p], length);
        }
        uint32_t padded[4];
        const size_t some = count - i < 4 ? count - i : 4;
        const uint32_t *four = slots + i;
        if (some < 4) {
            for (size_t k = 0; k < 4; k++)
                padded[k] = slots[i + (k < some ? k : 0)];
            four = padded;
        }
        const __m128i dots =
            dot4(codes + (size_t)four[0] * stride, codes + (size_t)four[1] * stride,
                 codes + (size_t)four[2] * stride, codes + (size_t)four[3] * stride, scan->query,
                 length);
        if (some == 4) {
            finish4(scan, four, _mm_cvtepi32_ps(dots), out + i);
        } else {
            float last[4];
            finish4(scan, four, _mm_cvtepi32_ps(dots), last);
            memcpy(out + i, last, some * sizeof(float));
        }
    }
}

static void score_int8(const ck_scan *scan, const uint32_t *slots, size_t count, float *out) {
    const size_t length = scan->length, stride = scan->stride;
    for (size_t i = 0; i < count; i++) {
        const uint8_t *high = scan->codes + (size_t)slots[i] * stride;
        const uint8_t *low = scan->low_codes + (size_t)slots[i] * stride;
        __builtin_prefetch(high, 0, 3);
        for (size_t j = 0; j < length; j += 64)
            __builtin_prefetch(low + j, 0, 3);
    }
    const int8_t *query = scan->query;
    for (size_t i = 0; i < count; i++) {
        const uint8_t *high = scan->codes + (size_t)slots[i] * stride;
        const uint8_t *low = scan->low_codes + (size_t)slots[i] * stride;
        __m512i h = _mm512_setzero_si512(), l = h;
        for (size_t j = 0; j < length; j += 64) {
            const __mmask64 mask = tail_mask(length - j);
            const __m512i first = _mm512_maskz_loadu_epi8(mask, query + j);
            const __m512i second = _mm512_maskz_loadu_epi8(mask, query + length + j);
            h = add_nibbles(h, _mm512_maskz_loadu_epi8(mask, high + j), first, second);
            l = add_nibbles(l, _mm512_maskz_loadu_epi8(mask, low + j), first, second);
        }
        const float dot =
            16.0f * (float)_mm512_reduce_add_epi32(h) + (float)_mm512_reduce_add_epi32(l);
        out[i] = ck_finish(scan, slots[i], dot);
    }
}

/// Twice the centred dot of one code with the four planes, in 64-bit lanes.
static inline __m512i dot_planes(const uint8_t *code, const uint8_t *planes, size_t length) {
    __m512i sum = _mm512_setzero_si512();
    for (size_t j = 0; j < length; j += 64) {
        const __mmask64 mask = tail_mask(length - j);
        const __m512i bits = _mm512_maskz_loadu_epi8(mask, code + j);
        __m512i plane[4];
        for (int p = 0; p < 4; p++) {
            plane[p] = _mm512_popcnt_epi64(
                _mm512_and_si512(bits, _mm512_maskz_loadu_epi8(mask, planes + p * length + j)));
        }
        const __m512i set = _mm512_popcnt_epi64(bits);
        const __m512i upper = _mm512_add_epi64(plane[2], _mm512_add_epi64(plane[3], plane[3]));
        const __m512i lower = _mm512_add_epi64(plane[0], _mm512_add_epi64(plane[1], plane[1]));
        // 2 * (lower + 4 * upper) - 15 * set
        const __m512i weighted = _mm512_add_epi64(lower, _mm512_slli_epi64(upper, 2));
        sum = _mm512_add_epi64(sum, _mm512_add_epi64(weighted, weighted));
        sum = _mm512_add_epi64(sum, _mm512_sub_epi64(set, _mm512_slli_epi64(set, 4)));
    }
    return sum;
}

static void score_bits(const ck_scan *scan, const uint32_t *slots, size_t count, float *out) {
    const size_t length = scan->length, ahead = count < 16 ? count : 16;
    for (size_t i = 0; i < ahead; i++)
        ck_prefetch_code(scan, slots[i], length);
    for (size_t i = 0; i < count; i++) {
        if (i + 16 < count)
            ck_prefetch_code(scan, slots[i + 16], length);
        const uint8_t *code = scan->codes + (size_t)slots[i] * scan->stride;
        const int64_t sum = _mm512_reduce_add_epi64(dot_planes(code, scan->query, length));
        out[i] = ck_finish(scan, slots[i], 0.5f * (float)sum);
    }
}

#pragma clang attribute pop

const ck_code_kernels ck_codes_avx512 = {
    .int4 = score_int4,
    .int8 = score_int8,
    .bits = score_bits,
    .blocks = ck_score_blocks_avx512,
    .hadamard = avx512_hadamard,
    .butterfly = avx512_butterfly,
    .flip_signs = avx512_flip_signs,
    .quantize = avx512_quantize,
    .largest_magnitude = avx512_largest_magnitude,
};

#endif
