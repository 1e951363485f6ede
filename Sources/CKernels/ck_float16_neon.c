// SPDX-License-Identifier: Apache-2.0

/// Float16 kernels for NEON.

#if defined(__aarch64__)

#include "ck_batch.h"
#include "ck_tables.h"

#include <arm_neon.h>

#include "ck_neon.h"

#include "ck_float16_body.h"

static inline uint8x8_t narrow(float32x4_t x) { return vreinterpret_u8_f16(vcvt_f16_f32(x)); }

static void from_float32(const float *source, uint16_t *target, size_t n) {
    for (; n >= 4; n -= 4, source += 4, target += 4)
        vst1_u8((uint8_t *)target, narrow(load_float(source)));
    uint16_t rest[4];
    vst1_u8((uint8_t *)rest, narrow(tail_float(source, n)));
    for (size_t i = 0; i < n; i++)
        ((ck_half *)target)[i] = rest[i];
}

static void to_float32(const uint16_t *source, float *target, size_t n) {
    for (; n >= 4; n -= 4, source += 4, target += 4)
        vst1q_u8((uint8_t *)target, vreinterpretq_u8_f32(load_half(source)));
    float rest[4];
    vst1q_f32(rest, tail_half(source, n));
    for (size_t i = 0; i < n; i++)
        ((ck_float *)target)[i] = rest[i];
}

const ck_float16_kernels ck_float16_neon = CK_HALF_TABLE;

#endif
