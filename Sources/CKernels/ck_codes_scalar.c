// SPDX-License-Identifier: Apache-2.0

#include "ck_codes_internal.h"

#define CK_NAME(name) scalar_##name
#include "ck_codes_transform.h"

static float nibble_dot(const uint8_t *code, const int8_t *query, size_t length) {
    int32_t sum = 0;
    for (size_t j = 0; j < length; j++) {
        sum += (code[j] & 15) * query[j] + (code[j] >> 4) * query[j + length];
    }
    return (float)sum;
}

static void score_int4(const ck_scan *scan, const uint32_t *slots, size_t count, float *out) {
    for (size_t i = 0; i < count; i++) {
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
        const uint8_t *code = scan->codes + (size_t)slots[i] * scan->stride;
        int32_t sum = 0;
        for (size_t j = 0; j < length; j++) {
            for (int p = 0; p < 4; p++) {
                sum += __builtin_popcount(code[j] & planes[p * length + j]) << (p + 1);
            }
            sum -= 15 * __builtin_popcount(code[j]);
        }
        out[i] = ck_finish(scan, slots[i], 0.5f * (float)sum);
    }
}

const ck_code_kernels ck_codes_scalar = {
    .int4 = score_int4,
    .int8 = score_int8,
    .bits = score_bits,
    .blocks = ck_score_blocks_scalar,
    .hadamard = scalar_hadamard,
    .butterfly = scalar_butterfly,
    .flip_signs = scalar_flip_signs,
    .quantize = scalar_quantize,
    .largest_magnitude = scalar_largest_magnitude,
};
