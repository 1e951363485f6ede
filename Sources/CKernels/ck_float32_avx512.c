// SPDX-License-Identifier: Apache-2.0

/// Float32 kernels for AVX-512 F, BW, DQ and VL.

#if defined(__x86_64__)

#include "ck_batch.h"
#include "ck_tables.h"

#include <immintrin.h>

#pragma clang attribute push(                                                                      \
    __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,fma,f16c"))), apply_to = function)
#include "ck_avx512.h"
#include "ck_float32_body.h"
#pragma clang attribute pop

const ck_float32_kernels ck_float32_avx512 = CK_FLOAT_TABLE;

#endif
