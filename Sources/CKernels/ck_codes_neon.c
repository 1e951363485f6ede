// SPDX-License-Identifier: Apache-2.0

#if defined(__aarch64__)

#include <arm_neon.h>

#include "ck_codes_internal.h"

#pragma clang attribute push(__attribute__((target("dotprod"))), apply_to = function)

#define CK_NAME(name) neon_##name
#include "ck_codes_transform.h"

static float nibble_dot(const uint8_t *code, const int8_t *query, size_t length) {
    const uint8x16_t mask = vdupq_n_u8(15);
    int32x4_t sum = vdupq_n_s32(0);
    size_t j = 0;
    for (; j + 16 <= length; j += 16) {
        const uint8x16_t packed = vld1q_u8(code + j);
        const int8x16_t low = vreinterpretq_s8_u8(vandq_u8(packed, mask));
        const int8x16_t high = vreinterpretq_s8_u8(vshrq_n_u8(packed, 4));
        sum = vdotq_s32(sum, low, vld1q_s8(query + j));
        sum = vdotq_s32(sum, high, vld1q_s8(query + length + j));
    }
    int32_t total = vaddvq_s32(sum);
    for (; j < length; j++) {
        total += (code[j] & 15) * query[j] + (code[j] >> 4) * query[j + length];
    }
    return (float)total;
}

static void score_int4(const ck_scan *scan, const uint32_t *slots, size_t count, float *out) {
    const size_t ahead = count < CK_AHEAD ? count : CK_AHEAD;
    for (size_t i = 0; i < ahead; i++)
        ck_prefetch_code(scan, slots[i], scan->length);
    for (size_t i = 0; i < count; i++) {
        if (i + CK_AHEAD < count)
            ck_prefetch_code(scan, slots[i + CK_AHEAD], scan->length);
        const uint8_t *code = scan->codes + (size_t)slots[i] * scan->stride;
        out[i] = ck_finish(scan, slots[i], nibble_dot(code, scan->query, scan->length));
    }
}

static void score_int8(const ck_scan *scan, const uint32_t *slots, size_t count, float *out) {
    for (size_t i = 0; i < count; i++) {
        const size_t start = (size_t)slots[i] * scan->stride;
        const float high = nibble_dot(scan->codes + start, scan->query, scan->length);
        const float low = nibble_dot(scan->low_codes + start, scan->query, scan->length);
        out[i] = ck_finish(scan, slots[i], 16 * high + low);
    }
}

static void score_bits(const ck_scan *scan, const uint32_t *slots, size_t count, float *out) {
    const uint8_t *planes = scan->query;
    const size_t length = scan->length;
    for (size_t i = 0; i < count; i++) {
        if (i + CK_AHEAD < count)
            ck_prefetch_code(scan, slots[i + CK_AHEAD], length);
        const uint8_t *code = scan->codes + (size_t)slots[i] * scan->stride;
        int64_t sum = 0;
        // Lengths are multiples of 8.
        for (size_t j = 0; j < length; j += 8) {
            const uint8x8_t bits = vld1_u8(code + j);
            for (int p = 0; p < 4; p++) {
                const uint8x8_t plane = vld1_u8(planes + p * length + j);
                sum += (int64_t)vaddv_u8(vcnt_u8(vand_u8(bits, plane))) << (p + 1);
            }
            sum -= 15 * (int64_t)vaddv_u8(vcnt_u8(bits));
        }
        out[i] = ck_finish(scan, slots[i], 0.5f * (float)sum);
    }
}

#pragma clang attribute pop

const ck_code_kernels ck_codes_neon = {
    .int4 = score_int4,
    .int8 = score_int8,
    .bits = score_bits,
    .blocks = ck_score_blocks_neon,
    .hadamard = neon_hadamard,
    .butterfly = neon_butterfly,
    .flip_signs = neon_flip_signs,
    .quantize = neon_quantize,
    .largest_magnitude = neon_largest_magnitude,
};

#endif
