// SPDX-License-Identifier: Apache-2.0

/// Kernels over float32 vectors. Sums are kept in float32, as pgvector keeps them, in several
/// partial sums whose order differs between instruction sets; sums of integers are exact.

#pragma once

#include <stddef.h>
#include <stdint.h>

/// Scores one query against rows of `dimension` elements that lie `stride` bytes apart, from
/// `base`: row `ids[i]` into `out[i]`, or rows 0..<count where `ids` is NULL.
typedef void (*ck_float32_rows)(const float *_Nonnull query, size_t dimension,
                                const void *_Nonnull base, size_t stride,
                                const uint32_t *_Nullable ids, size_t count, float *_Nonnull out);

typedef struct ck_float32_kernels {
    /// The sum of (a - b)².
    float (*_Nonnull squared_l2)(const float *_Nonnull a, const float *_Nonnull b, size_t n);
    /// The sum of a · b.
    float (*_Nonnull dot)(const float *_Nonnull a, const float *_Nonnull b, size_t n);
    /// The sum of |a - b|.
    float (*_Nonnull l1)(const float *_Nonnull a, const float *_Nonnull b, size_t n);
    /// The sums of a · b, a² and b², in this order.
    void (*_Nonnull cosine_parts)(const float *_Nonnull a, const float *_Nonnull b, size_t n,
                                  float parts[_Nonnull 3]);
    /// The sum of a² in float64.
    double (*_Nonnull squared_norm)(const float *_Nonnull a, size_t n);

    ck_float32_rows _Nonnull squared_l2_rows;
    ck_float32_rows _Nonnull dot_rows;
    ck_float32_rows _Nonnull l1_rows;
} ck_float32_kernels;
