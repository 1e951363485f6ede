// SPDX-License-Identifier: Apache-2.0

/// Float16 kernels in plain C.

#include "ck_batch.h"
#include "ck_tables.h"

#include <string.h>

/// A float16 as float32: the exponent is moved and re-biased; subnormals and the values with all
/// exponent bits set come right by one multiplication and one comparison.
static inline float widen(uint16_t half) {
    uint32_t magnitude = (uint32_t)(half & 0x7FFF) << 13;
    uint32_t sign = (uint32_t)(half & 0x8000) << 16;
    float value;
    memcpy(&value, &magnitude, sizeof value);
    value *= 0x1p112f;
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    if ((half & 0x7C00) == 0x7C00)
        bits = magnitude | 0x7F800000;
    bits |= sign;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/// A float32 as float16, ties to even. Rounding is the FPU's own: adding a power of two whose last
/// place is the target's last place leaves exactly the bits that the target keeps.
static inline uint16_t narrow(float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    uint16_t sign = (uint16_t)(bits >> 16 & 0x8000);
    bits &= 0x7FFFFFFF;
    if (bits > 0x7F800000)
        return (uint16_t)(sign | 0x7E00 | (bits >> 13 & 0x3FF));
    if (bits >= 0x47800000) // 65536 and above
        return sign | 0x7C00;
    if (bits < 0x38800000) { // below the smallest normal, 2^-14: the last place is 2^-24
        float magnitude;
        memcpy(&magnitude, &bits, sizeof magnitude);
        magnitude += 0.5f;
        memcpy(&bits, &magnitude, sizeof bits);
        return (uint16_t)(sign | (bits - 0x3F000000));
    }
    uint32_t odd = bits >> 13 & 1;
    bits += 0xFFF + odd;
    return (uint16_t)(sign | ((bits - 0x38000000) >> 13));
}

#define DEFINE_PAIR(suffix, query_element, query_load)                                             \
    static float squared_l2##suffix(const query_element *a, const uint16_t *pb, size_t n) {        \
        const ck_half *b = (const ck_half *)pb;                                                    \
        float sum = 0;                                                                             \
        for (size_t i = 0; i < n; i++) {                                                           \
            float difference = query_load(a, i) - widen(b[i]);                                     \
            sum += difference * difference;                                                        \
        }                                                                                          \
        return sum;                                                                                \
    }                                                                                              \
    static float dot##suffix(const query_element *a, const uint16_t *pb, size_t n) {               \
        const ck_half *b = (const ck_half *)pb;                                                    \
        float sum = 0;                                                                             \
        for (size_t i = 0; i < n; i++)                                                             \
            sum += query_load(a, i) * widen(b[i]);                                                 \
        return sum;                                                                                \
    }                                                                                              \
    static float l1##suffix(const query_element *a, const uint16_t *pb, size_t n) {                \
        const ck_half *b = (const ck_half *)pb;                                                    \
        float sum = 0;                                                                             \
        for (size_t i = 0; i < n; i++)                                                             \
            sum += __builtin_fabsf(query_load(a, i) - widen(b[i]));                                \
        return sum;                                                                                \
    }

#define LOAD_FLOAT(a, i) (((const ck_float *)(a))[i])
#define LOAD_HALF(a, i) widen(((const ck_half *)(a))[i])

DEFINE_PAIR(, uint16_t, LOAD_HALF)
DEFINE_PAIR(_mixed, float, LOAD_FLOAT)

static void cosine_parts(const uint16_t *pa, const uint16_t *pb, size_t n, float parts[3]) {
    const ck_half *a = (const ck_half *)pa, *b = (const ck_half *)pb;
    float both = 0, squared_a = 0, squared_b = 0;
    for (size_t i = 0; i < n; i++) {
        float x = widen(a[i]), y = widen(b[i]);
        both += x * y;
        squared_a += x * x;
        squared_b += y * y;
    }
    parts[0] = both, parts[1] = squared_a, parts[2] = squared_b;
}

static double squared_norm(const uint16_t *pa, size_t n) {
    const ck_half *a = (const ck_half *)pa;
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        double value = widen(a[i]);
        sum += value * value;
    }
    return sum;
}

static void from_float32(const float *source, uint16_t *target, size_t n) {
    for (size_t i = 0; i < n; i++)
        ((ck_half *)target)[i] = narrow(((const ck_float *)source)[i]);
}

static void to_float32(const uint16_t *source, float *target, size_t n) {
    for (size_t i = 0; i < n; i++)
        ((ck_float *)target)[i] = widen(((const ck_half *)source)[i]);
}

CK_ROWS(squared_l2, float, uint16_t, squared_l2_mixed, n * sizeof(uint16_t))
CK_ROWS(dot, float, uint16_t, dot_mixed, n * sizeof(uint16_t))
CK_ROWS(l1, float, uint16_t, l1_mixed, n * sizeof(uint16_t))

const ck_float16_kernels ck_float16_scalar = CK_HALF_TABLE;
