// SPDX-License-Identifier: Apache-2.0

/// Kernels over sparse vectors: ascending indices and as many values. One merge of both, element by
/// element, with one float32 sum, in pgvector's order.

#pragma once

#include <stddef.h>
#include <stdint.h>

/// A view of a sparse vector.
typedef struct ck_sparse {
    const int32_t *_Nullable indices;
    const float *_Nullable values;
    size_t count;
} ck_sparse;

/// The sum of (a - b)².
float ck_sparse_squared_l2(ck_sparse a, ck_sparse b);
/// The sum of a · b.
float ck_sparse_dot(ck_sparse a, ck_sparse b);
/// The sum of |a - b|.
float ck_sparse_l1(ck_sparse a, ck_sparse b);
