// SPDX-License-Identifier: Apache-2.0

#if defined(__aarch64__)

#include <arm_neon.h>
#include <string.h>

#include "ck_codes_internal.h"

static inline void add_sums(uint16x8_t words, uint32_t *sums) {
    vst1q_u32(sums, vaddw_u16(vld1q_u32(sums), vget_low_u16(words)));
    vst1q_u32(sums + 4, vaddw_u16(vld1q_u32(sums + 4), vget_high_u16(words)));
}

static inline void block_sums(const uint8_t *tables, const uint8_t *codes, size_t nibbles,
                              uint32_t *sums) {
    const uint8x16_t mask = vdupq_n_u8(15);
    uint16x8_t words[4] = {vdupq_n_u16(0), vdupq_n_u16(0), vdupq_n_u16(0), vdupq_n_u16(0)};
    for (size_t n = 0; n < nibbles; n++) {
        const uint8x16_t table = vld1q_u8(tables + 16 * n), code = vld1q_u8(codes + 16 * n);
        const uint8x16_t a = vqtbl1q_u8(table, vandq_u8(code, mask));
        const uint8x16_t b = vqtbl1q_u8(table, vshrq_n_u8(code, 4));
        words[0] = vaddw_u8(words[0], vget_low_u8(a));
        words[1] = vaddw_u8(words[1], vget_high_u8(a));
        words[2] = vaddw_u8(words[2], vget_low_u8(b));
        words[3] = vaddw_u8(words[3], vget_high_u8(b));
    }
    for (size_t i = 0; i < 4; i++)
        add_sums(words[i], sums + 8 * i);
}

#include "ck_blocks_body.h"

size_t ck_score_blocks_neon(const ck_scan *scan, size_t blocks, float bound, uint32_t *slots,
                            float *distances) {
    return score_blocks(scan, blocks, bound, slots, distances);
}

#endif
