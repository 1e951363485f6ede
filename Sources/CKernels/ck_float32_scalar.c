// SPDX-License-Identifier: Apache-2.0

/// Float32 kernels in plain C: the definition the others are tested against, and the fallback.

#include "ck_batch.h"
#include "ck_tables.h"

static float squared_l2(const float *pa, const float *pb, size_t n) {
    const ck_float *a = (const ck_float *)pa, *b = (const ck_float *)pb;
    float sum = 0;
    for (size_t i = 0; i < n; i++) {
        float difference = a[i] - b[i];
        sum += difference * difference;
    }
    return sum;
}

static float dot(const float *pa, const float *pb, size_t n) {
    const ck_float *a = (const ck_float *)pa, *b = (const ck_float *)pb;
    float sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

static float l1(const float *pa, const float *pb, size_t n) {
    const ck_float *a = (const ck_float *)pa, *b = (const ck_float *)pb;
    float sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += __builtin_fabsf(a[i] - b[i]);
    return sum;
}

static void cosine_parts(const float *pa, const float *pb, size_t n, float parts[3]) {
    const ck_float *a = (const ck_float *)pa, *b = (const ck_float *)pb;
    float both = 0, squared_a = 0, squared_b = 0;
    for (size_t i = 0; i < n; i++) {
        both += a[i] * b[i];
        squared_a += a[i] * a[i];
        squared_b += b[i] * b[i];
    }
    parts[0] = both, parts[1] = squared_a, parts[2] = squared_b;
}

static double squared_norm(const float *pa, size_t n) {
    const ck_float *a = (const ck_float *)pa;
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (double)a[i] * (double)a[i];
    return sum;
}

CK_ROWS(squared_l2, float, float, squared_l2, n * sizeof(float))
CK_ROWS(dot, float, float, dot, n * sizeof(float))
CK_ROWS(l1, float, float, l1, n * sizeof(float))

const ck_float32_kernels ck_float32_scalar = CK_FLOAT_TABLE;
