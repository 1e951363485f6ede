// SPDX-License-Identifier: Apache-2.0

#include <string.h>

#include "ck_codes.h"

#if defined(__x86_64__)
#include <nmmintrin.h>
#elif defined(__aarch64__)
#include <arm_acle.h>
#endif

/// Bit by bit, polynomial 0x82F63B78 reflected; for processors without the instruction.
static uint32_t crc_portable(uint32_t crc, const uint8_t *bytes, size_t count) {
    for (size_t i = 0; i < count; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (0x82F63B78u & -(crc & 1));
    }
    return crc;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) static uint32_t
crc_instruction(uint32_t crc, const uint8_t *bytes, size_t count) {
    uint64_t wide = crc;
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        uint64_t word;
        memcpy(&word, bytes + i, 8);
        wide = _mm_crc32_u64(wide, word);
    }
    crc = (uint32_t)wide;
    for (; i < count; i++)
        crc = _mm_crc32_u8(crc, bytes[i]);
    return crc;
}
static int has_instruction(void) { return __builtin_cpu_supports("sse4.2"); }
#elif defined(__aarch64__)
__attribute__((target("crc"))) static uint32_t crc_instruction(uint32_t crc, const uint8_t *bytes,
                                                               size_t count) {
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        uint64_t word;
        memcpy(&word, bytes + i, 8);
        crc = __crc32cd(crc, word);
    }
    for (; i < count; i++)
        crc = __crc32cb(crc, bytes[i]);
    return crc;
}
// Part of Armv8.1, as are the dot products that the other kernels of this library rely on.
static int has_instruction(void) { return 1; }
#endif

uint32_t ck_crc32c(uint32_t crc, const void *bytes, size_t count) {
#if defined(__x86_64__) || defined(__aarch64__)
    if (has_instruction())
        return ~crc_instruction(~crc, bytes, count);
#endif
    return ~crc_portable(~crc, bytes, count);
}
