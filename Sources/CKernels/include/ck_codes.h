// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// Everything a batch scorer reads: one prepared query and the table of codes it is compared with.
///
/// A scorer writes, for each slot, an estimated distance:
///
///     base + bias[slot] - multiplier * scale[slot] * (dot(query, code[slot]) - offset)
///
/// where `factors` holds (scale, bias) pairs. Scorers of exact vectors ignore the factors.
typedef struct {
    /// The prepared query, in the scorer's own layout, 64-byte aligned.
    const void *_Nullable query;
    /// Code of slot 0; slot s starts `s * stride` bytes further on.
    const uint8_t *_Nullable codes;
    /// Low halves of 8-bit codes, with the same stride; only the 8-bit scorer reads them.
    const uint8_t *_Nullable low_codes;
    /// Where each slot's bytes start after `codes`, for codes of varying size.
    const uint64_t *_Nullable offsets;
    /// (scale, bias) of every slot.
    const float *_Nullable factors;
    /// Bytes from one code to the next.
    size_t stride;
    /// Bytes of a code, or elements of an exact vector.
    size_t length;
    float base;
    float multiplier;
    float offset;
    float reserved;
} ck_scan;

/// Scores `count` slots into `distances`, prefetching ahead of itself.
typedef void (*ck_score)(const ck_scan *_Nonnull scan, const uint32_t *_Nonnull slots, size_t count,
                         float *_Nonnull distances);

/// Codes in a block, scored together by one scan of the query's tables.
#define CK_BLOCK_CODES 32

/// Bytes of a block of codes of `length` bytes; a multiple of 64 where `length` is one of 2.
static inline size_t ck_block_bytes(size_t length) {
    return CK_BLOCK_CODES * length + CK_BLOCK_CODES * (2 * sizeof(float) + sizeof(uint32_t));
}

/// Scores `blocks` blocks, which `ck_pack_block` made and which lie at `scan->codes` one after the
/// other, and writes slots and estimated distances of those below `bound`, at most
/// `CK_BLOCK_CODES * blocks`; returns how many.
///
/// The dot is the sum over the nibbles of a code of the query's table for each: `query` is 16
/// bytes a nibble, `2 * length` of them, `length` a multiple of 2. `stride` and `factors` are not
/// read.
typedef size_t (*ck_score_blocks)(const ck_scan *_Nonnull scan, size_t blocks, float bound,
                                  uint32_t *_Nonnull slots, float *_Nonnull distances);

/// Kernels over quantized codes and the transforms that make them, for one instruction set.
typedef struct {
    /// 4-bit codes against an 8-bit query. Byte j holds element j in its low nibble and element
    /// j + length in its high nibble; the query is 2 * length signed bytes in element order.
    ck_score _Nonnull int4;
    /// 8-bit codes split in two nibble planes of the layout above (codes: high, low_codes: low).
    ck_score _Nonnull int8;
    /// 1-bit codes against a query of four bit planes, least significant first, of `length` bytes
    /// each: the dot is the sum of the query's elements (0...15, less 7.5) whose code bit is set.
    ck_score _Nonnull bits;
    /// Codes of nibbles in blocks of 32, against a table of bytes for each nibble; André, Kermarrec
    /// and Le Scouarnec, "Cache locality is not enough: High-Performance Nearest Neighbor Search
    /// with Product Quantization Fast Scan", VLDB 2015.
    ck_score_blocks _Nonnull blocks;
    /// In-place Walsh-Hadamard transform of `count` floats, a power of two, times `scale`.
    void (*_Nonnull hadamard)(float *_Nonnull values, size_t count, float scale);
    /// Rotates all pairs (low[i], high[i]) by 45 degrees: sum and difference over sqrt(2).
    void (*_Nonnull butterfly)(float *_Nonnull low, float *_Nonnull high, size_t count);
    /// Flips the sign of values[i] where bit i of `bits` is set.
    void (*_Nonnull flip_signs)(float *_Nonnull values, const uint32_t *_Nonnull bits,
                                size_t count);
    /// Rounds values[i] * scale to signed bytes in -127...127; returns their sum.
    int32_t (*_Nonnull quantize)(const float *_Nonnull values, size_t count, float scale,
                                 int8_t *_Nonnull out);
    /// Largest magnitude among `count` floats; 0 when empty.
    float (*_Nonnull largest_magnitude)(const float *_Nonnull values, size_t count);
} ck_code_kernels;

/// Splits signed bytes (`count` even) into nibble planes of `count / 2` bytes each, the layout of
/// `ck_code_kernels.int4`, after adding 128 to make them unsigned. `low` may be null.
void ck_split_planes(const int8_t *_Nonnull values, size_t count, uint8_t *_Nonnull high,
                     uint8_t *_Nullable low);

/// The inverse of `ck_split_planes`; without `low` the middle of each high step is used. Returns
/// the sum of the values.
int32_t ck_join_planes(const uint8_t *_Nonnull high, const uint8_t *_Nullable low, size_t count,
                       int8_t *_Nonnull values);

/// How a vector relates to its own codes, of which scales and errors are made.
typedef struct {
    /// The inner product with the 4-bit code, in units of a high step.
    float high;
    /// The inner product with the 8-bit code.
    float full;
    /// The squared length of the 4-bit code.
    float high_squared;
    /// The squared length of the 8-bit code.
    float full_squared;
} ck_fit;

/// Relates `values` to the signed bytes `codes` that they were rounded to and to the 4-bit codes
/// that are the bytes' upper halves.
void ck_fit_code(const float *_Nonnull values, const int8_t *_Nonnull codes, size_t count,
                 ck_fit *_Nonnull fit);

/// Writes a - b to `difference` and returns its squared length.
float ck_subtract(const float *_Nonnull a, const float *_Nonnull b, size_t count,
                  float *_Nonnull difference);

/// Multiplies `count` columns of a matrix, `width` rows of `count` floats, with a vector of
/// `width`.
void ck_column_dots(const float *_Nonnull columns, size_t count, size_t width,
                    const float *_Nonnull vector, float *_Nonnull dots);

/// Packs the signs of `values` (`count` a multiple of 8): bit i of byte j is set where
/// values[8 * j + i] is positive or zero.
void ck_pack_signs(const float *_Nonnull values, size_t count, uint8_t *_Nonnull bits);

/// Splits `count` numbers 0...15 into four planes of `plane_bytes` bytes, bits as in
/// `ck_pack_signs`, least significant plane first.
void ck_pack_planes(const uint8_t *_Nonnull numbers, size_t count, size_t plane_bytes,
                    uint8_t *_Nonnull planes);

/// Makes a block of the codes, factors and numbers of `count` slots, at most 32; what is left over
/// is at no distance below any bound:
///
///     16 bytes for nibble 0: byte i has that of code i in its low half, of code i + 16 in its high
///     16 bytes for nibble 1, ... `2 * length` in all, then 32 scales, 32 biases, 32 slots
///
/// Nibble 2 j of a code is the low half of its byte j.
void ck_pack_block(const uint8_t *_Nonnull codes, const float *_Nonnull factors, size_t length,
                   const uint32_t *_Nonnull slots, size_t count, uint8_t *_Nonnull block);

/// Codes of nibbles, one by one, against the tables of `ck_score_blocks`.
void ck_score_nibbles(const ck_scan *_Nonnull, const uint32_t *_Nonnull, size_t, float *_Nonnull);
/// Codes of bytes against a table of 256 floats for each of `length` bytes.
void ck_score_bytes(const ck_scan *_Nonnull, const uint32_t *_Nonnull, size_t, float *_Nonnull);

/// Exact vectors scored through the dispatch table's kernels, in the shape of `ck_score`: the query
/// is a vector of the element type (float32 for float16 rows), distances are those of `ck_kernels`.
void ck_score_float32_squared(const ck_scan *_Nonnull, const uint32_t *_Nonnull, size_t,
                              float *_Nonnull);
/// Negative inner products of float32 vectors.
void ck_score_float32_dot(const ck_scan *_Nonnull, const uint32_t *_Nonnull, size_t,
                          float *_Nonnull);
/// Sums of absolute differences of float32 vectors.
void ck_score_float32_l1(const ck_scan *_Nonnull, const uint32_t *_Nonnull, size_t,
                         float *_Nonnull);
/// Squared Euclidean distances of float16 vectors.
void ck_score_float16_squared(const ck_scan *_Nonnull, const uint32_t *_Nonnull, size_t,
                              float *_Nonnull);
/// Negative inner products of float16 vectors.
void ck_score_float16_dot(const ck_scan *_Nonnull, const uint32_t *_Nonnull, size_t,
                          float *_Nonnull);
/// Sums of absolute differences of float16 vectors.
void ck_score_float16_l1(const ck_scan *_Nonnull, const uint32_t *_Nonnull, size_t,
                         float *_Nonnull);
/// Numbers of differing bits.
void ck_score_hamming(const ck_scan *_Nonnull, const uint32_t *_Nonnull, size_t, float *_Nonnull);
/// Jaccard distances of bit strings.
void ck_score_jaccard(const ck_scan *_Nonnull, const uint32_t *_Nonnull, size_t, float *_Nonnull);
/// Squared Euclidean distances of sparse vectors: at `offsets`, and as the query, a count in 32
/// bits, then as many 32-bit indices, then as many floats.
void ck_score_sparse_squared(const ck_scan *_Nonnull, const uint32_t *_Nonnull, size_t,
                             float *_Nonnull);
/// Negative inner products of sparse vectors.
void ck_score_sparse_dot(const ck_scan *_Nonnull, const uint32_t *_Nonnull, size_t,
                         float *_Nonnull);
/// Sums of absolute differences of sparse vectors.
void ck_score_sparse_l1(const ck_scan *_Nonnull, const uint32_t *_Nonnull, size_t, float *_Nonnull);

/// CRC-32C (Castagnoli) of `count` bytes, continued from `crc`, 0 at the start.
uint32_t ck_crc32c(uint32_t crc, const void *_Nonnull bytes, size_t count);

/// Hints that the cache line at `address` is read soon.
static inline void ck_prefetch_line(const void *_Nonnull address) {
    __builtin_prefetch(address, 0, 3);
}

/// Whether two stretches of memory hold the same bytes.
static inline bool ck_equal(const void *_Nonnull one, const void *_Nonnull other, size_t bytes) {
    return memcmp(one, other, bytes) == 0;
}
