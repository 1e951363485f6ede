// SPDX-License-Identifier: Apache-2.0

/// Bit kernels that go eight bytes at a time, for the instruction sets that count the bits of a
/// 64-bit word; for inclusion once in the file of one.

/// The `bytes` (at most 8) bytes at `at`, zero-extended.
static inline uint64_t word(const uint8_t *at, size_t bytes) {
    uint64_t value = 0;
    if (bytes >= 8)
        memcpy(&value, at, 8);
    else
        for (size_t i = 0; i < bytes; i++)
            value |= (uint64_t)at[i] << 8 * i;
    return value;
}

static inline uint64_t ones(uint64_t word) { return (uint64_t)__builtin_popcountll(word); }

static inline uint64_t hamming(const uint8_t *a, const uint8_t *b, size_t bytes) {
    uint64_t s0 = 0, s1 = 0;
    for (; bytes >= 16; bytes -= 16, a += 16, b += 16) {
        s0 += ones(word(a, 8) ^ word(b, 8));
        s1 += ones(word(a + 8, 8) ^ word(b + 8, 8));
    }
    if (bytes >= 8) {
        s0 += ones(word(a, 8) ^ word(b, 8));
        bytes -= 8, a += 8, b += 8;
    }
    return s0 + s1 + ones(word(a, bytes) ^ word(b, bytes));
}

static inline void jaccard_parts(const uint8_t *a, const uint8_t *b, size_t bytes,
                                 uint64_t parts[3]) {
    uint64_t both = 0, in_a = 0, in_b = 0;
    while (bytes > 0) {
        size_t step = bytes < 8 ? bytes : 8;
        uint64_t x = word(a, step), y = word(b, step);
        both += ones(x & y);
        in_a += ones(x);
        in_b += ones(y);
        bytes -= step, a += step, b += step;
    }
    parts[0] = both, parts[1] = in_a, parts[2] = in_b;
}

static uint64_t count(const uint8_t *a, size_t bytes) {
    uint64_t sum = 0;
    for (; bytes >= 8; bytes -= 8, a += 8)
        sum += ones(word(a, 8));
    return sum + ones(word(a, bytes));
}
