// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ck_tables.h"

/// Slots whose codes are requested from memory before the first is scored. Enough to cover one
/// memory latency with the time it takes to score them, few enough for the line fill buffers.
#define CK_AHEAD 16

/// The middle of a high step: code = 16 * high + low, low in 0...15, minus the zero point 128,
/// over 16.
#define CK_HIGH_CENTRE 7.53125f

static inline void ck_prefetch_code(const ck_scan *scan, const uint32_t slot, size_t bytes) {
    const uint8_t *code = scan->codes + (size_t)slot * scan->stride;
    for (size_t line = 0; line < bytes; line += 64)
        __builtin_prefetch(code + line, 0, 3);
    if (scan->factors)
        __builtin_prefetch(scan->factors + 2 * (size_t)slot, 0, 3);
}

/// The affine step all quantized scorers end with.
static inline float ck_finish(const ck_scan *scan, uint32_t slot, float dot) {
    const float *factor = scan->factors + 2 * (size_t)slot;
    return scan->base + factor[1] - scan->multiplier * factor[0] * (dot - scan->offset);
}

size_t ck_score_blocks_scalar(const ck_scan *scan, size_t blocks, float bound, uint32_t *slots,
                              float *distances);
#if defined(__x86_64__)
size_t ck_score_blocks_avx2(const ck_scan *scan, size_t blocks, float bound, uint32_t *slots,
                            float *distances);
size_t ck_score_blocks_avx512(const ck_scan *scan, size_t blocks, float bound, uint32_t *slots,
                              float *distances);
#elif defined(__aarch64__)
size_t ck_score_blocks_neon(const ck_scan *scan, size_t blocks, float bound, uint32_t *slots,
                            float *distances);
#endif
