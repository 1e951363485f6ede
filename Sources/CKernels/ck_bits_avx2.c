// SPDX-License-Identifier: Apache-2.0

/// Bit kernels for the POPCNT instruction, which every CPU with AVX2 has.

#if defined(__x86_64__)

#include "ck_batch.h"
#include "ck_tables.h"

#include <string.h>

#pragma clang attribute push(__attribute__((target("popcnt"))), apply_to = function)
#include "ck_bits_words.h"

#include "ck_bits_body.h"
#pragma clang attribute pop

const ck_bits_kernels ck_bits_avx2 = CK_BITS_TABLE;

#endif
