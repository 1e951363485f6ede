// SPDX-License-Identifier: Apache-2.0

/// Kernels over float16 vectors, whose elements are IEEE 754 binary16 bit patterns. Every element
/// is widened to float32 first; sums are kept in float32, as pgvector keeps them.

#pragma once

#include "ck_float32.h"

typedef struct ck_float16_kernels {
    /// The sum of (a - b)², of a · b and of |a - b| of two float16 vectors.
    float (*_Nonnull squared_l2)(const uint16_t *_Nonnull a, const uint16_t *_Nonnull b, size_t n);
    float (*_Nonnull dot)(const uint16_t *_Nonnull a, const uint16_t *_Nonnull b, size_t n);
    float (*_Nonnull l1)(const uint16_t *_Nonnull a, const uint16_t *_Nonnull b, size_t n);
    /// The sums of a · b, a² and b², in this order.
    void (*_Nonnull cosine_parts)(const uint16_t *_Nonnull a, const uint16_t *_Nonnull b, size_t n,
                                  float parts[_Nonnull 3]);
    /// The sum of a² in float64.
    double (*_Nonnull squared_norm)(const uint16_t *_Nonnull a, size_t n);

    /// A float32 query against float16 rows: see `ck_float32_rows`.
    ck_float32_rows _Nonnull squared_l2_rows;
    ck_float32_rows _Nonnull dot_rows;
    ck_float32_rows _Nonnull l1_rows;

    /// Rounds to nearest, ties to even; overflow gives infinity.
    void (*_Nonnull from_float32)(const float *_Nonnull source, uint16_t *_Nonnull target,
                                  size_t n);
    /// Exact.
    void (*_Nonnull to_float32)(const uint16_t *_Nonnull source, float *_Nonnull target, size_t n);
} ck_float16_kernels;
