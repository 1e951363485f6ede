// SPDX-License-Identifier: Apache-2.0

// Transforms written once over vectors of 16 floats; each instruction set's file includes this
// inside its own target attribute, so the compiler lowers the vectors to that set's registers.

#pragma once

#include <stdint.h>

typedef float ck_f32x16 __attribute__((vector_size(64), aligned(4), may_alias));
typedef int32_t ck_i32x16 __attribute__((vector_size(64), aligned(4), may_alias));

#define CK_VECTOR(pointer) (*(ck_f32x16 *)(pointer))

/// The four smallest stages of the transform, within one vector of 16, after scaling.
static inline void CK_NAME(hadamard16)(float *x, float scale) {
    const ck_f32x16 s1 = {1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1};
    const ck_f32x16 s2 = {1, 1, -1, -1, 1, 1, -1, -1, 1, 1, -1, -1, 1, 1, -1, -1};
    const ck_f32x16 s4 = {1, 1, 1, 1, -1, -1, -1, -1, 1, 1, 1, 1, -1, -1, -1, -1};
    const ck_f32x16 s8 = {1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1, -1};
    ck_f32x16 v = CK_VECTOR(x) * scale;
    v = v * s1 +
        __builtin_shufflevector(v, v, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14);
    v = v * s2 +
        __builtin_shufflevector(v, v, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13);
    v = v * s4 +
        __builtin_shufflevector(v, v, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11);
    CK_VECTOR(x) = v * s8 + __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3,
                                                    4, 5, 6, 7);
}

static void CK_NAME(hadamard)(float *x, size_t n, float scale) {
    if (n < 16) {
        for (size_t h = 1; h < n; h *= 2) {
            for (size_t i = 0; i < n; i += 2 * h) {
                for (size_t j = i; j < i + h; j++) {
                    const float a = x[j], b = x[j + h];
                    x[j] = a + b;
                    x[j + h] = a - b;
                }
            }
        }
        for (size_t i = 0; i < n; i++)
            x[i] *= scale;
        return;
    }
    for (size_t i = 0; i < n; i += 16) {
        CK_NAME(hadamard16)(x + i, scale);
    }
    for (size_t h = 16; h < n; h *= 2) {
        for (size_t i = 0; i < n; i += 2 * h) {
            for (size_t j = i; j < i + h; j += 16) {
                const ck_f32x16 a = CK_VECTOR(x + j), b = CK_VECTOR(x + j + h);
                CK_VECTOR(x + j) = a + b;
                CK_VECTOR(x + j + h) = a - b;
            }
        }
    }
}

static void CK_NAME(butterfly)(float *low, float *high, size_t n) {
    const float half = 0.70710678f;
    size_t i = 0;
    for (; i + 16 <= n; i += 16) {
        const ck_f32x16 a = CK_VECTOR(low + i), b = CK_VECTOR(high + i);
        CK_VECTOR(low + i) = (a + b) * half;
        CK_VECTOR(high + i) = (a - b) * half;
    }
    for (; i < n; i++) {
        const float a = low[i], b = high[i];
        low[i] = (a + b) * half;
        high[i] = (a - b) * half;
    }
}

static void CK_NAME(flip_signs)(float *x, const uint32_t *bits, size_t n) {
    const ck_i32x16 lanes = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    size_t i = 0;
    for (; i + 16 <= n; i += 16) {
        const int32_t word = (int32_t)(bits[i / 32] >> (i % 32));
        const ck_i32x16 sign = ((word >> lanes) & 1) << 31;
        *(ck_i32x16 *)(x + i) ^= sign;
    }
    for (; i < n; i++) {
        if (bits[i / 32] >> (i % 32) & 1)
            x[i] = -x[i];
    }
}

static float CK_NAME(largest_magnitude)(const float *x, size_t n) {
    float largest[16] = {0};
    size_t i = 0;
    for (; i + 16 <= n; i += 16) {
        for (size_t j = 0; j < 16; j++) {
            const float a = __builtin_fabsf(x[i + j]);
            largest[j] = a > largest[j] ? a : largest[j];
        }
    }
    float result = 0;
    for (; i < n; i++) {
        const float a = __builtin_fabsf(x[i]);
        result = a > result ? a : result;
    }
    for (size_t j = 0; j < 16; j++)
        result = largest[j] > result ? largest[j] : result;
    return result;
}

static int32_t CK_NAME(quantize)(const float *x, size_t n, float scale, int8_t *out) {
    int32_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        float v = x[i] * scale;
        v = v > 127.0f ? 127.0f : v;
        v = v < -127.0f ? -127.0f : v;
        const int32_t q = (int32_t)__builtin_rintf(v);
        out[i] = (int8_t)q;
        sum += q;
    }
    return sum;
}
