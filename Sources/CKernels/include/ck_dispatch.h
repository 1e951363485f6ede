// SPDX-License-Identifier: Apache-2.0

/// The dispatch table and how it is chosen.

#pragma once

#include "ck_bits.h"
#include "ck_codes.h"
#include "ck_float16.h"
#include "ck_float32.h"

/// The levels kernels are written for, least first.
typedef enum ck_instruction_set {
    ck_scalar,
    /// AVX2, FMA, F16C and POPCNT: x86-64-v3.
    ck_avx2,
    /// AVX-512 F, BW, DQ and VL: x86-64-v4; single kernels use more where the CPU has it.
    ck_avx512,
    /// AArch64's Advanced SIMD.
    ck_neon,
} ck_instruction_set;

enum { ck_instruction_set_count = ck_neon + 1 };

/// One kernel of each kind.
typedef struct ck_kernels {
    ck_instruction_set instruction_set;
    const char *_Nonnull name;
    ck_float32_kernels float32;
    ck_float16_kernels float16;
    ck_bits_kernels bits;
    ck_code_kernels codes;
} ck_kernels;

/// The table in use; set before main and constant from then on.
extern const ck_kernels *_Nonnull ck_active_table;

/// The kernels of the best instruction set this CPU has, or of the one that the environment
/// variable NEEDLETAIL_KERNELS (scalar, avx2, avx512, neon) names where the CPU has that.
static inline const ck_kernels *_Nonnull ck_active(void) { return ck_active_table; }

/// The kernels of one instruction set, or NULL where this CPU lacks it.
const ck_kernels *_Nullable ck_kernels_for(ck_instruction_set instruction_set);

/// The arc cosine of -1...1 in radians; the C library's, which Vectors cannot import itself.
double ck_arc_cosine(double cosine);
