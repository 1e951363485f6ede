// SPDX-License-Identifier: Apache-2.0

/// Chooses the kernels once, before main.

#include "ck_tables.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#if defined(__aarch64__)
#include <sys/auxv.h>
#endif

static ck_kernels tables[ck_instruction_set_count];
static bool available[ck_instruction_set_count];

const ck_kernels *ck_active_table = &tables[ck_scalar];

const ck_kernels *ck_kernels_for(ck_instruction_set instruction_set) {
    if ((size_t)instruction_set >= ck_instruction_set_count || !available[instruction_set])
        return NULL;
    return &tables[instruction_set];
}

/// Begins the table of `set` with the kernels of `base`.
__attribute__((unused)) static ck_kernels *begin(ck_instruction_set set, const char *name,
                                                 ck_instruction_set base) {
    tables[set] = tables[base];
    tables[set].instruction_set = set;
    tables[set].name = name;
    available[set] = true;
    return &tables[set];
}

#if defined(__x86_64__)
static void fill_x86_tables(void) {
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma") ||
        !__builtin_cpu_supports("f16c") || !__builtin_cpu_supports("popcnt"))
        return;
    ck_kernels *avx2 = begin(ck_avx2, "avx2", ck_scalar);
    avx2->float32 = ck_float32_avx2;
    avx2->float16 = ck_float16_avx2;
    avx2->bits = ck_bits_avx2;
    avx2->codes = ck_codes_avx2;

    if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512bw") ||
        !__builtin_cpu_supports("avx512dq") || !__builtin_cpu_supports("avx512vl"))
        return;
    ck_kernels *avx512 = begin(ck_avx512, "avx512", ck_avx2);
    avx512->float32 = ck_float32_avx512;
    avx512->float16 = ck_float16_avx512;
    if (__builtin_cpu_supports("avx512vpopcntdq"))
        avx512->bits = ck_bits_avx512;
    if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512vpopcntdq"))
        avx512->codes = ck_codes_avx512;
}
#endif

/// Fills the table of every instruction set this CPU has, least first: each begins as a copy of the
/// one below and replaces what it does better.
static void fill_tables(void) {
    tables[ck_scalar] = (ck_kernels){
        .instruction_set = ck_scalar,
        .name = "scalar",
        .float32 = ck_float32_scalar,
        .float16 = ck_float16_scalar,
        .bits = ck_bits_scalar,
        .codes = ck_codes_scalar,
    };
    available[ck_scalar] = true;
#if defined(__x86_64__)
    fill_x86_tables();
#elif defined(__aarch64__)
    ck_kernels *neon = begin(ck_neon, "neon", ck_scalar);
    neon->float32 = ck_float32_neon;
    neon->float16 = ck_float16_neon;
    neon->bits = ck_bits_neon;
    if (getauxval(AT_HWCAP) & HWCAP_ASIMDDP)
        neon->codes = ck_codes_neon;
#endif
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
