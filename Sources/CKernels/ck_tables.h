// SPDX-License-Identifier: Apache-2.0

/// What the kernel files define and ck_dispatch.c assembles.

#pragma once

#include "include/CKernels.h"

/// A float32 at any address: kernels score values in place, wherever the storage engine put them.
typedef float ck_float __attribute__((aligned(1), may_alias));
/// A float16 bit pattern at any address.
typedef uint16_t ck_half __attribute__((aligned(1), may_alias));

extern const ck_float32_kernels ck_float32_scalar;
extern const ck_float16_kernels ck_float16_scalar;
extern const ck_bits_kernels ck_bits_scalar;
extern const ck_code_kernels ck_codes_scalar;

#if defined(__x86_64__)
extern const ck_float32_kernels ck_float32_avx2, ck_float32_avx512;
extern const ck_float16_kernels ck_float16_avx2, ck_float16_avx512;
extern const ck_bits_kernels ck_bits_avx2, ck_bits_avx512;
extern const ck_code_kernels ck_codes_avx2, ck_codes_avx512;
#elif defined(__aarch64__)
extern const ck_float32_kernels ck_float32_neon;
extern const ck_float16_kernels ck_float16_neon;
extern const ck_bits_kernels ck_bits_neon;
extern const ck_code_kernels ck_codes_neon;
#endif

/// The members every float table begins with, from functions of the same names in the file.
#define CK_FLOAT_MEMBERS                                                                           \
    .squared_l2 = squared_l2, .dot = dot, .l1 = l1, .cosine_parts = cosine_parts,                  \
    .squared_norm = squared_norm, .squared_l2_rows = squared_l2_rows, .dot_rows = dot_rows,        \
    .l1_rows = l1_rows

#define CK_FLOAT_TABLE                                                                             \
    { CK_FLOAT_MEMBERS }

/// The same for tables of float16 kernels.
#define CK_HALF_TABLE                                                                              \
    { CK_FLOAT_MEMBERS, .from_float32 = from_float32, .to_float32 = to_float32 }

/// The same for tables of bit kernels.
#define CK_BITS_TABLE                                                                              \
    {                                                                                              \
        .hamming = hamming, .jaccard_parts = jaccard_parts, .count = count,                        \
        .hamming_rows = hamming_rows, .jaccard_rows = jaccard_rows                                 \
    }
