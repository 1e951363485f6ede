// SPDX-License-Identifier: Apache-2.0

/// The float16 kernels of one instruction set, from the loops that its header defines; for
/// inclusion once in the file of that set.

CK_SUM(squared_l2, half, uint16_t, half, uint16_t, add_squared_difference)
CK_SUM(dot, half, uint16_t, half, uint16_t, add_product)
CK_SUM(l1, half, uint16_t, half, uint16_t, add_absolute_difference)
CK_COSINE_PARTS(cosine_parts, half, uint16_t, half, uint16_t)
CK_SQUARED_NORM(squared_norm, half, uint16_t)

CK_SUM(squared_l2_mixed, float, float, half, uint16_t, add_squared_difference)
CK_SUM(dot_mixed, float, float, half, uint16_t, add_product)
CK_SUM(l1_mixed, float, float, half, uint16_t, add_absolute_difference)

CK_ROWS(squared_l2, float, uint16_t, squared_l2_mixed, n * sizeof(uint16_t))
CK_ROWS(dot, float, uint16_t, dot_mixed, n * sizeof(uint16_t))
CK_ROWS(l1, float, uint16_t, l1_mixed, n * sizeof(uint16_t))
