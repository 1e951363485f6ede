// SPDX-License-Identifier: Apache-2.0

/// Kernels over packed bits. Lengths are in bytes; bits past the end of a vector must be zero.

#pragma once

#include <stddef.h>
#include <stdint.h>

/// Scores one query against rows of `bytes` bytes: see `ck_float32_rows`.
typedef void (*ck_bits_rows)(const uint8_t *_Nonnull query, size_t bytes, const void *_Nonnull base,
                             size_t stride, const uint32_t *_Nullable ids, size_t count,
                             float *_Nonnull out);

typedef struct ck_bits_kernels {
    /// The number of bits that differ.
    uint64_t (*_Nonnull hamming)(const uint8_t *_Nonnull a, const uint8_t *_Nonnull b,
                                 size_t bytes);
    /// The numbers of bits set in a & b, in a and in b, in this order.
    void (*_Nonnull jaccard_parts)(const uint8_t *_Nonnull a, const uint8_t *_Nonnull b,
                                   size_t bytes, uint64_t parts[_Nonnull 3]);
    /// The number of bits set.
    uint64_t (*_Nonnull count)(const uint8_t *_Nonnull a, size_t bytes);

    ck_bits_rows _Nonnull hamming_rows;
    /// 1 - |a & b| / |a | b|, or 1 where no bit is common.
    ck_bits_rows _Nonnull jaccard_rows;
} ck_bits_kernels;
