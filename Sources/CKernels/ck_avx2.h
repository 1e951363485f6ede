// SPDX-License-Identifier: Apache-2.0

/// The loops of the AVX2 kernels, written once for float32 and float16 elements.
///
/// For inclusion inside `#pragma clang attribute push(target("avx2,fma,f16c"))`, after immintrin.h.

/// The sum of the eight elements.
static inline float sum_of(__m256 x) {
    __m128 quarter = _mm_add_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
    quarter = _mm_add_ps(quarter, _mm_movehl_ps(quarter, quarter));
    return _mm_cvtss_f32(_mm_add_ss(quarter, _mm_movehdup_ps(quarter)));
}

static inline __m256 load_float(const float *from) { return _mm256_loadu_ps(from); }

/// The first `n` < 8 elements, then zeros; reads no further.
static inline __m256 tail_float(const float *from, size_t n) {
    static const int32_t ones[16] = {-1, -1, -1, -1, -1, -1, -1, -1};
    return _mm256_maskload_ps(from, _mm256_loadu_si256((const __m256i *)(ones + 8 - n)));
}

static inline __m256 load_half(const uint16_t *from) {
    return _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)from));
}

static inline __m256 tail_half(const uint16_t *from, size_t n) {
    uint16_t whole[8] = {0};
    for (size_t i = 0; i < n; i++)
        whole[i] = ((const ck_half *)from)[i];
    return load_half(whole);
}

static inline __m256 add_squared_difference(__m256 sum, __m256 x, __m256 y) {
    __m256 difference = _mm256_sub_ps(x, y);
    return _mm256_fmadd_ps(difference, difference, sum);
}

static inline __m256 add_product(__m256 sum, __m256 x, __m256 y) {
    return _mm256_fmadd_ps(x, y, sum);
}

static inline __m256 add_absolute_difference(__m256 sum, __m256 x, __m256 y) {
    return _mm256_add_ps(sum, _mm256_andnot_ps(_mm256_set1_ps(-0.0f), _mm256_sub_ps(x, y)));
}

/// Defines `name`, which sums `step` over pairs of elements; `half` or `float` each.
#define CK_SUM(name, a_kind, a_element, b_kind, b_element, step)                                   \
    static inline float name(const a_element *a, const b_element *b, size_t n) {                   \
        __m256 s0 = _mm256_setzero_ps(), s1 = s0, s2 = s0, s3 = s0;                                \
        for (; n >= 32; n -= 32, a += 32, b += 32) {                                               \
            s0 = step(s0, load_##a_kind(a), load_##b_kind(b));                                     \
            s1 = step(s1, load_##a_kind(a + 8), load_##b_kind(b + 8));                             \
            s2 = step(s2, load_##a_kind(a + 16), load_##b_kind(b + 16));                           \
            s3 = step(s3, load_##a_kind(a + 24), load_##b_kind(b + 24));                           \
        }                                                                                          \
        for (; n >= 8; n -= 8, a += 8, b += 8)                                                     \
            s0 = step(s0, load_##a_kind(a), load_##b_kind(b));                                     \
        if (n > 0)                                                                                 \
            s1 = step(s1, tail_##a_kind(a, n), tail_##b_kind(b, n));                               \
        return sum_of(_mm256_add_ps(_mm256_add_ps(s0, s1), _mm256_add_ps(s2, s3)));                \
    }

/// Defines `name`, which computes the three sums of the cosine.
#define CK_COSINE_PARTS(name, a_kind, a_element, b_kind, b_element)                                \
    static inline void name(const a_element *a, const b_element *b, size_t n, float parts[3]) {    \
        __m256 ab0 = _mm256_setzero_ps(), aa0 = ab0, bb0 = ab0, ab1 = ab0, aa1 = ab0, bb1 = ab0;   \
        for (; n >= 16; n -= 16, a += 16, b += 16) {                                               \
            __m256 x0 = load_##a_kind(a), y0 = load_##b_kind(b);                                   \
            __m256 x1 = load_##a_kind(a + 8), y1 = load_##b_kind(b + 8);                           \
            ab0 = add_product(ab0, x0, y0), ab1 = add_product(ab1, x1, y1);                        \
            aa0 = add_product(aa0, x0, x0), aa1 = add_product(aa1, x1, x1);                        \
            bb0 = add_product(bb0, y0, y0), bb1 = add_product(bb1, y1, y1);                        \
        }                                                                                          \
        while (n > 0) {                                                                            \
            size_t step = n < 8 ? n : 8;                                                           \
            __m256 x = step < 8 ? tail_##a_kind(a, step) : load_##a_kind(a);                       \
            __m256 y = step < 8 ? tail_##b_kind(b, step) : load_##b_kind(b);                       \
            ab0 = add_product(ab0, x, y);                                                          \
            aa0 = add_product(aa0, x, x);                                                          \
            bb0 = add_product(bb0, y, y);                                                          \
            n -= step, a += step, b += step;                                                       \
        }                                                                                          \
        parts[0] = sum_of(_mm256_add_ps(ab0, ab1));                                                \
        parts[1] = sum_of(_mm256_add_ps(aa0, aa1));                                                \
        parts[2] = sum_of(_mm256_add_ps(bb0, bb1));                                                \
    }

/// Defines `name`, the sum of squares in float64.
#define CK_SQUARED_NORM(name, kind, element)                                                       \
    static double name(const element *a, size_t n) {                                               \
        __m256d low = _mm256_setzero_pd(), high = low;                                             \
        while (n > 0) {                                                                            \
            size_t step = n < 8 ? n : 8;                                                           \
            __m256 x = step < 8 ? tail_##kind(a, step) : load_##kind(a);                           \
            __m256d x0 = _mm256_cvtps_pd(_mm256_castps256_ps128(x));                               \
            __m256d x1 = _mm256_cvtps_pd(_mm256_extractf128_ps(x, 1));                             \
            low = _mm256_fmadd_pd(x0, x0, low);                                                    \
            high = _mm256_fmadd_pd(x1, x1, high);                                                  \
            n -= step, a += step;                                                                  \
        }                                                                                          \
        double sums[4];                                                                            \
        _mm256_storeu_pd(sums, _mm256_add_pd(low, high));                                          \
        return (sums[0] + sums[1]) + (sums[2] + sums[3]);                                          \
    }
