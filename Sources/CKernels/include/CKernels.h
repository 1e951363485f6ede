// SPDX-License-Identifier: Apache-2.0

/// Distance kernels, chosen once per process for the CPU at hand.
///
/// `ck_active()` is the dispatch table. Vectors need no alignment: every kernel loads unaligned,
/// so a kernel may score a value in place wherever the storage engine put it.

#pragma once

#include "ck_bits.h"
#include "ck_codes.h"
#include "ck_dispatch.h"
#include "ck_float16.h"
#include "ck_float32.h"
#include "ck_sparse.h"
