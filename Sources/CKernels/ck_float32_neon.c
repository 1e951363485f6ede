// SPDX-License-Identifier: Apache-2.0

/// Float32 kernels for NEON.

#if defined(__aarch64__)

#include "ck_batch.h"
#include "ck_tables.h"

#include <arm_neon.h>

#include "ck_neon.h"

#include "ck_float32_body.h"

const ck_float32_kernels ck_float32_neon = CK_FLOAT_TABLE;

#endif
