// SPDX-License-Identifier: Apache-2.0

/// The loop over blocks, for inclusion once in the file of an instruction set.
///
/// The including file defines `block_sums(tables, codes, nibbles, sums)`, which adds up the entries
/// of at most CK_BLOCK_NIBBLES nibbles for 32 codes, so that 16 bits hold the sums, and adds them
/// to 32 numbers of 32 bits.

#include "ck_codes_internal.h"

/// 256 entries of at most 255 fit in 16 bits.
#define CK_BLOCK_NIBBLES 256

/// Writes the slots and distances below `bound`; returns how many.
static inline size_t finish_block(const ck_scan *scan, const uint32_t *sums, const uint8_t *tail,
                                  float bound, uint32_t *slots, float *distances) {
    float scales[CK_BLOCK_CODES], biases[CK_BLOCK_CODES], found[CK_BLOCK_CODES];
    memcpy(scales, tail, sizeof(scales));
    memcpy(biases, tail + sizeof(scales), sizeof(biases));
    uint32_t below = 0;
    for (size_t i = 0; i < CK_BLOCK_CODES; i++) {
        found[i] =
            scan->base + biases[i] - scan->multiplier * scales[i] * ((float)sums[i] - scan->offset);
    }
    for (size_t i = 0; i < CK_BLOCK_CODES; i++)
        below |= (uint32_t)(found[i] < bound) << i;
    size_t count = 0;
    for (; below; below &= below - 1, count++) {
        const size_t i = (size_t)__builtin_ctz(below);
        memcpy(slots + count, tail + sizeof(scales) + sizeof(biases) + 4 * i, 4);
        distances[count] = found[i];
    }
    return count;
}

static inline size_t score_blocks(const ck_scan *scan, size_t blocks, float bound, uint32_t *slots,
                                  float *distances) {
    const size_t nibbles = 2 * scan->length, size = ck_block_bytes(scan->length);
    const uint8_t *block = scan->codes;
    size_t count = 0;
    for (size_t b = 0; b < blocks; b++, block += size) {
        uint32_t sums[CK_BLOCK_CODES] __attribute__((aligned(64))) = {0};
        for (size_t start = 0; start < nibbles; start += CK_BLOCK_NIBBLES) {
            const size_t some =
                nibbles - start < CK_BLOCK_NIBBLES ? nibbles - start : CK_BLOCK_NIBBLES;
            block_sums((const uint8_t *)scan->query + 16 * start, block + 16 * start, some, sums);
        }
        count +=
            finish_block(scan, sums, block + 16 * nibbles, bound, slots + count, distances + count);
    }
    return count;
}
