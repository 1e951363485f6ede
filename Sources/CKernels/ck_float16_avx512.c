// SPDX-License-Identifier: Apache-2.0

/// Float16 kernels for AVX-512 F, BW, DQ and VL.

#if defined(__x86_64__)

#include "ck_batch.h"
#include "ck_tables.h"

#include <immintrin.h>

#pragma clang attribute push(                                                                      \
    __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,fma,f16c"))), apply_to = function)
#include "ck_avx512.h"
#include "ck_float16_body.h"

static void from_float32(const float *source, uint16_t *target, size_t n) {
    enum { nearest = _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC };
    for (; n >= 16; n -= 16, source += 16, target += 16)
        _mm256_storeu_si256((__m256i *)target, _mm512_cvtps_ph(load_float(source), nearest));
    __m256i rest = _mm512_cvtps_ph(tail_float(source, n), nearest);
    _mm256_mask_storeu_epi16(target, first(n), rest);
}

static void to_float32(const uint16_t *source, float *target, size_t n) {
    for (; n >= 16; n -= 16, source += 16, target += 16)
        _mm512_storeu_ps(target, load_half(source));
    _mm512_mask_storeu_ps(target, first(n), tail_half(source, n));
}
#pragma clang attribute pop

const ck_float16_kernels ck_float16_avx512 = CK_HALF_TABLE;

#endif
