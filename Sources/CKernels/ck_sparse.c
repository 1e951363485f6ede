// SPDX-License-Identifier: Apache-2.0

/// Sparse kernels: a merge of two ascending lists of indices.

#include "include/ck_sparse.h"

#include <math.h>

float ck_sparse_squared_l2(ck_sparse a, ck_sparse b) {
    float sum = 0;
    size_t i = 0, j = 0;
    while (i < a.count || j < b.count) {
        float difference;
        if (j == b.count || (i < a.count && a.indices[i] < b.indices[j]))
            difference = a.values[i++];
        else if (i == a.count || b.indices[j] < a.indices[i])
            difference = b.values[j++];
        else
            difference = a.values[i++] - b.values[j++];
        sum += difference * difference;
    }
    return sum;
}

float ck_sparse_l1(ck_sparse a, ck_sparse b) {
    float sum = 0;
    size_t i = 0, j = 0;
    while (i < a.count || j < b.count) {
        float difference;
        if (j == b.count || (i < a.count && a.indices[i] < b.indices[j]))
            difference = a.values[i++];
        else if (i == a.count || b.indices[j] < a.indices[i])
            difference = b.values[j++];
        else
            difference = a.values[i++] - b.values[j++];
        sum += fabsf(difference);
    }
    return sum;
}

float ck_sparse_dot(ck_sparse a, ck_sparse b) {
    float sum = 0;
    size_t i = 0, j = 0;
    while (i < a.count && j < b.count) {
        int32_t x = a.indices[i], y = b.indices[j];
        if (x == y)
            sum += a.values[i] * b.values[j];
        i += x <= y;
        j += y <= x;
    }
    return sum;
}
