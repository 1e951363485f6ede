// SPDX-License-Identifier: Apache-2.0

/// The loops of the NEON kernels, written once for float32 and float16 elements. AArch64 always has
/// these instructions.

/// Loads through bytes, so that an address needs no alignment.
static inline float32x4_t load_float(const float *from) {
    return vreinterpretq_f32_u8(vld1q_u8((const uint8_t *)from));
}

/// The first `n` < 4 elements, then zeros; reads no further.
static inline float32x4_t tail_float(const float *from, size_t n) {
    float whole[4] = {0};
    for (size_t i = 0; i < n; i++)
        whole[i] = ((const ck_float *)from)[i];
    return load_float(whole);
}

static inline float32x4_t load_half(const uint16_t *from) {
    return vcvt_f32_f16(vreinterpret_f16_u8(vld1_u8((const uint8_t *)from)));
}

static inline float32x4_t tail_half(const uint16_t *from, size_t n) {
    uint16_t whole[4] = {0};
    for (size_t i = 0; i < n; i++)
        whole[i] = ((const ck_half *)from)[i];
    return load_half(whole);
}

static inline float32x4_t add_squared_difference(float32x4_t sum, float32x4_t x, float32x4_t y) {
    float32x4_t difference = vsubq_f32(x, y);
    return vfmaq_f32(sum, difference, difference);
}

static inline float32x4_t add_product(float32x4_t sum, float32x4_t x, float32x4_t y) {
    return vfmaq_f32(sum, x, y);
}

static inline float32x4_t add_absolute_difference(float32x4_t sum, float32x4_t x, float32x4_t y) {
    return vaddq_f32(sum, vabdq_f32(x, y));
}

/// Defines `name`, which sums `step` over pairs of elements; `half` or `float` each.
#define CK_SUM(name, a_kind, a_element, b_kind, b_element, step)                                   \
    static inline float name(const a_element *a, const b_element *b, size_t n) {                   \
        float32x4_t s0 = vdupq_n_f32(0), s1 = s0, s2 = s0, s3 = s0;                                \
        for (; n >= 16; n -= 16, a += 16, b += 16) {                                               \
            s0 = step(s0, load_##a_kind(a), load_##b_kind(b));                                     \
            s1 = step(s1, load_##a_kind(a + 4), load_##b_kind(b + 4));                             \
            s2 = step(s2, load_##a_kind(a + 8), load_##b_kind(b + 8));                             \
            s3 = step(s3, load_##a_kind(a + 12), load_##b_kind(b + 12));                           \
        }                                                                                          \
        for (; n >= 4; n -= 4, a += 4, b += 4)                                                     \
            s0 = step(s0, load_##a_kind(a), load_##b_kind(b));                                     \
        if (n > 0)                                                                                 \
            s1 = step(s1, tail_##a_kind(a, n), tail_##b_kind(b, n));                               \
        return vaddvq_f32(vaddq_f32(vaddq_f32(s0, s1), vaddq_f32(s2, s3)));                        \
    }

/// Defines `name`, which computes the three sums of the cosine.
#define CK_COSINE_PARTS(name, a_kind, a_element, b_kind, b_element)                                \
    static inline void name(const a_element *a, const b_element *b, size_t n, float parts[3]) {    \
        float32x4_t ab0 = vdupq_n_f32(0), aa0 = ab0, bb0 = ab0, ab1 = ab0, aa1 = ab0, bb1 = ab0;   \
        for (; n >= 8; n -= 8, a += 8, b += 8) {                                                   \
            float32x4_t x0 = load_##a_kind(a), y0 = load_##b_kind(b);                              \
            float32x4_t x1 = load_##a_kind(a + 4), y1 = load_##b_kind(b + 4);                      \
            ab0 = add_product(ab0, x0, y0), ab1 = add_product(ab1, x1, y1);                        \
            aa0 = add_product(aa0, x0, x0), aa1 = add_product(aa1, x1, x1);                        \
            bb0 = add_product(bb0, y0, y0), bb1 = add_product(bb1, y1, y1);                        \
        }                                                                                          \
        while (n > 0) {                                                                            \
            size_t step = n < 4 ? n : 4;                                                           \
            float32x4_t x = step < 4 ? tail_##a_kind(a, step) : load_##a_kind(a);                  \
            float32x4_t y = step < 4 ? tail_##b_kind(b, step) : load_##b_kind(b);                  \
            ab0 = add_product(ab0, x, y);                                                          \
            aa0 = add_product(aa0, x, x);                                                          \
            bb0 = add_product(bb0, y, y);                                                          \
            n -= step, a += step, b += step;                                                       \
        }                                                                                          \
        parts[0] = vaddvq_f32(vaddq_f32(ab0, ab1));                                                \
        parts[1] = vaddvq_f32(vaddq_f32(aa0, aa1));                                                \
        parts[2] = vaddvq_f32(vaddq_f32(bb0, bb1));                                                \
    }

/// Defines `name`, the sum of squares in float64.
#define CK_SQUARED_NORM(name, kind, element)                                                       \
    static double name(const element *a, size_t n) {                                               \
        float64x2_t low = vdupq_n_f64(0), high = low;                                              \
        while (n > 0) {                                                                            \
            size_t step = n < 4 ? n : 4;                                                           \
            float32x4_t x = step < 4 ? tail_##kind(a, step) : load_##kind(a);                      \
            float64x2_t x0 = vcvt_f64_f32(vget_low_f32(x)), x1 = vcvt_high_f64_f32(x);             \
            low = vfmaq_f64(low, x0, x0);                                                          \
            high = vfmaq_f64(high, x1, x1);                                                        \
            n -= step, a += step;                                                                  \
        }                                                                                          \
        return vaddvq_f64(vaddq_f64(low, high));                                                   \
    }
