// SPDX-License-Identifier: Apache-2.0

#include <string.h>

#include "ck_codes_internal.h"

static inline void block_sums(const uint8_t *tables, const uint8_t *codes, size_t nibbles,
                              uint32_t *sums) {
    for (size_t n = 0; n < nibbles; n++, tables += 16, codes += 16) {
        for (size_t i = 0; i < 16; i++) {
            sums[i] += tables[codes[i] & 15];
            sums[i + 16] += tables[codes[i] >> 4];
        }
    }
}

#include "ck_blocks_body.h"

size_t ck_score_blocks_scalar(const ck_scan *scan, size_t blocks, float bound, uint32_t *slots,
                              float *distances) {
    return score_blocks(scan, blocks, bound, slots, distances);
}

void ck_pack_block(const uint8_t *codes, const float *factors, size_t length, const uint32_t *slots,
                   size_t count, uint8_t *block) {
    memset(block, 0, ck_block_bytes(length));
    uint8_t *tail = block + CK_BLOCK_CODES * length;
    for (size_t i = 0; i < CK_BLOCK_CODES; i++) {
        const float nowhere[2] = {0, __builtin_inff()};
        const float *own = i < count ? factors + 2 * (size_t)slots[i] : nowhere;
        memcpy(tail + 4 * i, own, 4);
        memcpy(tail + 4 * (CK_BLOCK_CODES + i), own + 1, 4);
        if (i >= count)
            continue;
        memcpy(tail + 4 * (2 * CK_BLOCK_CODES + i), slots + i, 4);
        const uint8_t *code = codes + (size_t)slots[i] * length;
        uint8_t *out = block + i % 16;
        const int shift = i < 16 ? 0 : 4;
        for (size_t j = 0; j < length; j++) {
            out[32 * j] |= (uint8_t)((code[j] & 15) << shift);
            out[32 * j + 16] |= (uint8_t)((code[j] >> 4) << shift);
        }
    }
}

void ck_score_nibbles(const ck_scan *scan, const uint32_t *slots, size_t count, float *distances) {
    const uint8_t *tables = scan->query;
    const size_t ahead = count < CK_AHEAD ? count : CK_AHEAD;
    for (size_t i = 0; i < ahead; i++)
        ck_prefetch_code(scan, slots[i], scan->length);
    for (size_t i = 0; i < count; i++) {
        if (i + CK_AHEAD < count)
            ck_prefetch_code(scan, slots[i + CK_AHEAD], scan->length);
        const uint8_t *code = scan->codes + (size_t)slots[i] * scan->stride;
        uint32_t low = 0, high = 0;
        for (size_t j = 0; j < scan->length; j++) {
            low += tables[32 * j + (code[j] & 15)];
            high += tables[32 * j + 16 + (code[j] >> 4)];
        }
        distances[i] = ck_finish(scan, slots[i], (float)(low + high));
    }
}

void ck_score_bytes(const ck_scan *scan, const uint32_t *slots, size_t count, float *distances) {
    const float *tables = scan->query;
    const size_t ahead = count < CK_AHEAD ? count : CK_AHEAD, length = scan->length;
    for (size_t i = 0; i < ahead; i++)
        ck_prefetch_code(scan, slots[i], length);
    for (size_t i = 0; i < count; i++) {
        if (i + CK_AHEAD < count)
            ck_prefetch_code(scan, slots[i + CK_AHEAD], length);
        const uint8_t *code = scan->codes + (size_t)slots[i] * scan->stride;
        // Four sums, so that additions need not wait for each other.
        float sums[4] = {0};
        size_t j = 0;
        for (; j + 4 <= length; j += 4) {
            for (size_t k = 0; k < 4; k++)
                sums[k] += tables[256 * (j + k) + code[j + k]];
        }
        for (; j < length; j++)
            sums[0] += tables[256 * j + code[j]];
        distances[i] = ck_finish(scan, slots[i], sums[0] + sums[1] + (sums[2] + sums[3]));
    }
}
