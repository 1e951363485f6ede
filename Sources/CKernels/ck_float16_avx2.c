// SPDX-License-Identifier: Apache-2.0

/// Float16 kernels for AVX2, FMA and F16C.

#if defined(__x86_64__)

#include "ck_batch.h"
#include "ck_tables.h"

#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,fma,f16c"))), apply_to = function)
#include "ck_avx2.h"
#include "ck_float16_body.h"

static void from_float32(const float *source, uint16_t *target, size_t n) {
    enum { nearest = _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC };
    for (; n >= 8; n -= 8, source += 8, target += 8)
        _mm_storeu_si128((__m128i *)target, _mm256_cvtps_ph(load_float(source), nearest));
    uint16_t rest[8];
    _mm_storeu_si128((__m128i *)rest, _mm256_cvtps_ph(tail_float(source, n), nearest));
    for (size_t i = 0; i < n; i++)
        ((ck_half *)target)[i] = rest[i];
}

static void to_float32(const uint16_t *source, float *target, size_t n) {
    for (; n >= 8; n -= 8, source += 8, target += 8)
        _mm256_storeu_ps(target, load_half(source));
    float rest[8];
    _mm256_storeu_ps(rest, tail_half(source, n));
    for (size_t i = 0; i < n; i++)
        ((ck_float *)target)[i] = rest[i];
}
#pragma clang attribute pop

const ck_float16_kernels ck_float16_avx2 = CK_HALF_TABLE;

#endif
