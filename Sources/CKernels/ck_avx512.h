// SPDX-License-Identifier: Apache-2.0

/// The loops of the AVX-512 kernels, written once for float32 and float16 elements.
///
/// For inclusion inside `#pragma clang attribute push(target("avx512f,avx512bw,avx512vl,…"))`,
/// after immintrin.h.

/// A mask of the first `n` < 16 elements.
static inline __mmask16 first(size_t n) { return (__mmask16)((1u << n) - 1); }

static inline __m512 load_float(const float *from) { return _mm512_loadu_ps(from); }

/// The first `n` < 16 elements, then zeros; reads no further.
static inline __m512 tail_float(const float *from, size_t n) {
    return _mm512_maskz_loadu_ps(first(n), from);
}

static inline __m512 load_half(const uint16_t *from) {
    return _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)from));
}

static inline __m512 tail_half(const uint16_t *from, size_t n) {
    return _mm512_cvtph_ps(_mm256_maskz_loadu_epi16(first(n), from));
}

static inline __m512 add_squared_difference(__m512 sum, __m512 x, __m512 y) {
    __m512 difference = _mm512_sub_ps(x, y);
    return _mm512_fmadd_ps(difference, difference, sum);
}

static inline __m512 add_product(__m512 sum, __m512 x, __m512 y) {
    return _mm512_fmadd_ps(x, y, sum);
}

static inline __m512 add_absolute_difference(__m512 sum, __m512 x, __m512 y) {
    return _mm512_add_ps(sum, _mm512_abs_ps(_mm512_sub_ps(x, y)));
}

/// Defines `name`, which sums `step` over pairs of elements; `half` or `float` each.
#define CK_SUM(name, a_kind, a_element, b_kind, b_element, step)                                   \
    static inline float name(const a_element *a, const b_element *b, size_t n) {                   \
        __m512 s0 = _mm512_setzero_ps(), s1 = s0, s2 = s0, s3 = s0;                                \
        for (; n >= 64; n -= 64, a += 64, b += 64) {                                               \
            s0 = step(s0, load_##a_kind(a), load_##b_kind(b));                                     \
            s1 = step(s1, load_##a_kind(a + 16), load_##b_kind(b + 16));                           \
            s2 = step(s2, load_##a_kind(a + 32), load_##b_kind(b + 32));                           \
            s3 = step(s3, load_##a_kind(a + 48), load_##b_kind(b + 48));                           \
        }                                                                                          \
        for (; n >= 16; n -= 16, a += 16, b += 16)                                                 \
            s0 = step(s0, load_##a_kind(a), load_##b_kind(b));                                     \
        if (n > 0)                                                                                 \
            s1 = step(s1, tail_##a_kind(a, n), tail_##b_kind(b, n));                               \
        return _mm512_reduce_add_ps(_mm512_add_ps(_mm512_add_ps(s0, s1), _mm512_add_ps(s2, s3)));  \
    }

/// Defines `name`, which computes the three sums of the cosine.
#define CK_COSINE_PARTS(name, a_kind, a_element, b_kind, b_element)                                \
    static inline void name(const a_element *a, const b_element *b, size_t n, float parts[3]) {    \
        __m512 ab0 = _mm512_setzero_ps(), aa0 = ab0, bb0 = ab0, ab1 = ab0, aa1 = ab0, bb1 = ab0;   \
        for (; n >= 32; n -= 32, a += 32, b += 32) {                                               \
            __m512 x0 = load_##a_kind(a), y0 = load_##b_kind(b);                                   \
            __m512 x1 = load_##a_kind(a + 16), y1 = load_##b_kind(b + 16);                         \
            ab0 = add_product(ab0, x0, y0), ab1 = add_product(ab1, x1, y1);                        \
            aa0 = add_product(aa0, x0, x0), aa1 = add_product(aa1, x1, x1);                        \
            bb0 = add_product(bb0, y0, y0), bb1 = add_product(bb1, y1, y1);                        \
        }                                                                                          \
        while (n > 0) {                                                                            \
            size_t step = n < 16 ? n : 16;                                                         \
            __m512 x = step < 16 ? tail_##a_kind(a, step) : load_##a_kind(a);                      \
            __m512 y = step < 16 ? tail_##b_kind(b, step) : load_##b_kind(b);                      \
            ab0 = add_product(ab0, x, y);                                                          \
            aa0 = add_product(aa0, x, x);                                                          \
            bb0 = add_product(bb0, y, y);                                                          \
            n -= step, a += step, b += step;                                                       \
        }                                                                                          \
        parts[0] = _mm512_reduce_add_ps(_mm512_add_ps(ab0, ab1));                                  \
        parts[1] = _mm512_reduce_add_ps(_mm512_add_ps(aa0, aa1));                                  \
        parts[2] = _mm512_reduce_add_ps(_mm512_add_ps(bb0, bb1));                                  \
    }

/// Defines `name`, the sum of squares in float64.
#define CK_SQUARED_NORM(name, kind, element)                                                       \
    static double name(const element *a, size_t n) {                                               \
        __m512d low = _mm512_setzero_pd(), high = low;                                             \
        while (n > 0) {                                                                            \
            size_t step = n < 16 ? n : 16;                                                         \
            __m512 x = step < 16 ? tail_##kind(a, step) : load_##kind(a);                          \
            __m512d x0 = _mm512_cvtps_pd(_mm512_castps512_ps256(x));                               \
            __m512d x1 = _mm512_cvtps_pd(_mm512_extractf32x8_ps(x, 1));                            \
            low = _mm512_fmadd_pd(x0, x0, low);                                                    \
            high = _mm512_fmadd_pd(x1, x1, high);                                                  \
            n -= step, a += step;                                                                  \
        }                                                                                          \
        return _mm512_reduce_add_pd(_mm512_add_pd(low, high));                                     \
    }
