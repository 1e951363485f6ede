// SPDX-License-Identifier: Apache-2.0

/// Bit kernels for NEON, 16 bytes at a time.

#if defined(__aarch64__)

#include "ck_batch.h"
#include "ck_tables.h"

#include <arm_neon.h>

/// The `n` (at most 16) bytes at `at`, then zeros; reads no further.
static inline uint8x16_t load(const uint8_t *at, size_t n) {
    if (n >= 16)
        return vld1q_u8(at);
    uint8_t whole[16] = {0};
    for (size_t i = 0; i < n; i++)
        whole[i] = at[i];
    return vld1q_u8(whole);
}

/// Adds the bits set in each half to the halves of `sum`.
static inline uint64x2_t add_ones(uint64x2_t sum, uint8x16_t bits) {
    return vpadalq_u32(sum, vpaddlq_u16(vpaddlq_u8(vcntq_u8(bits))));
}

static inline uint64_t hamming(const uint8_t *a, const uint8_t *b, size_t bytes) {
    uint64x2_t sum = vdupq_n_u64(0);
    for (size_t i = 0; i < bytes; i += 16)
        sum = add_ones(sum, veorq_u8(load(a + i, bytes - i), load(b + i, bytes - i)));
    return vaddvq_u64(sum);
}

static inline void jaccard_parts(const uint8_t *a, const uint8_t *b, size_t bytes,
                                 uint64_t parts[3]) {
    uint64x2_t both = vdupq_n_u64(0), in_a = both, in_b = both;
    for (size_t i = 0; i < bytes; i += 16) {
        uint8x16_t x = load(a + i, bytes - i), y = load(b + i, bytes - i);
        both = add_ones(both, vandq_u8(x, y));
        in_a = add_ones(in_a, x);
        in_b = add_ones(in_b, y);
    }
    parts[0] = vaddvq_u64(both), parts[1] = vaddvq_u64(in_a), parts[2] = vaddvq_u64(in_b);
}

static uint64_t count(const uint8_t *a, size_t bytes) {
    uint64x2_t sum = vdupq_n_u64(0);
    for (size_t i = 0; i < bytes; i += 16)
        sum = add_ones(sum, load(a + i, bytes - i));
    return vaddvq_u64(sum);
}

#include "ck_bits_body.h"

const ck_bits_kernels ck_bits_neon = CK_BITS_TABLE;

#endif
