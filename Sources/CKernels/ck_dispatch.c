// SPDX-License-Identifier: Apache-2.0

/// Chooses the kernels once, before main.

#include "ck_tables.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static ck_kernels tables[ck_instruction_set_count];
static bool available[ck_instruction_set_count];

const ck_kernels *ck_active_table = &tables[ck_scalar];

const ck_kernels *ck_kernels_for(ck_instruction_set instruction_set) {
    if ((size_t)instruction_set >= ck_instruction_set_count || !available[instruction_set])
        return NULL;
    return &tables[instruction_set];
}

/// Fills the table of every instruction set this CPU has, least first: each begins as a copy of the
/// one below and replaces what it does better.
static void fill_tables(void) {
    tables[ck_scalar] = (ck_kernels){
        .instruction_set = ck_scalar,
        .name = "scalar",
        .float32 = ck_float32_scalar,
        .float16 = ck_float16_scalar,
        .bits = ck_bits_scalar,
    };
    available[ck_scalar] = true;
}

__attribute__((constructor)) static void choose(void) {
    fill_tables();
    const char *wanted = getenv("NEEDLETAIL_KERNELS");
    for (int set = ck_scalar; set < ck_instruction_set_count; set++) {
        if (!available[set])
            continue;
        ck_active_table = &tables[set];
        if (wanted && strcmp(wanted, tables[set].name) == 0)
            return;
    }
}

double ck_arc_cosine(double cosine) { return acos(cosine); }
