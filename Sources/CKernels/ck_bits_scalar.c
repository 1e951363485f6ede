// SPDX-License-Identifier: Apache-2.0

/// Bit kernels in plain C: the definition the others are tested against, and the fallback.

#include "ck_batch.h"
#include "ck_tables.h"

#include <string.h>

#include "ck_bits_words.h"

#include "ck_bits_body.h"

const ck_bits_kernels ck_bits_scalar = CK_BITS_TABLE;
