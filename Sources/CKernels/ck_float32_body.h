// SPDX-License-Identifier: Apache-2.0

/// The float32 kernels of one instruction set, from the loops that its header defines; for
/// inclusion once in the file of that set.

CK_SUM(squared_l2, float, float, float, float, add_squared_difference)
CK_SUM(dot, float, float, float, float, add_product)
CK_SUM(l1, float, float, float, float, add_absolute_difference)
CK_COSINE_PARTS(cosine_parts, float, float, float, float)
CK_SQUARED_NORM(squared_norm, float, float)

CK_ROWS(squared_l2, float, float, squared_l2, n * sizeof(float))
CK_ROWS(dot, float, float, dot, n * sizeof(float))
CK_ROWS(l1, float, float, l1, n * sizeof(float))
