// SPDX-License-Identifier: Apache-2.0

import CKernels
import Testing

@Suite struct DispatchTests {
    @Test("the kernels in use are those of a set this CPU has")
    func active() throws {
        let active = ck_active().pointee.instruction_set
        #expect(KernelSamples.instructionSets.contains(active))
        #expect(KernelSamples.instructionSets.first == ck_scalar)
    }

    @Test("an unknown set has no kernels")
    func unknown() {
        #expect(ck_kernels_for(ck_instruction_set(rawValue: 99)) == nil)
    }

    @Test("scalar kernels are among the tested")
    func scalar() throws { try check(ck_scalar) }

    @Test(
        "AVX2 kernels are among the tested",
        .enabled(if: ck_kernels_for(ck_avx2) != nil, "this CPU has no AVX2")
    )
    func avx2() throws { try check(ck_avx2) }

    @Test(
        "AVX-512 kernels are among the tested",
        .enabled(if: ck_kernels_for(ck_avx512) != nil, "this CPU has no AVX-512")
    )
    func avx512() throws { try check(ck_avx512) }

    @Test(
        "NEON kernels are among the tested",
        .enabled(if: ck_kernels_for(ck_neon) != nil, "this CPU has no NEON")
    )
    func neon() throws { try check(ck_neon) }

    private func check(_ set: ck_instruction_set) throws {
        #expect(KernelSamples.instructionSets.contains(set))
        let kernels = try KernelSamples.kernels(set)
        #expect(String(cString: kernels.name) == KernelSamples.name(set))
        #expect(kernels.instruction_set == set)
    }
}
