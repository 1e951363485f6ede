// SPDX-License-Identifier: Apache-2.0

import CKernels
import Testing

@Suite struct BitKernelTests {
    @Test("bits are counted at any length", arguments: KernelSamples.instructionSets)
    func counts(_ set: ck_instruction_set) throws {
        let tested = try KernelSamples.kernels(set).bits
        var generator = SampleGenerator(seed: 6)
        for length in KernelSamples.lengths {
            let (x, y) = (generator.bytes(length), generator.bytes(length))
            let (a, b) = (Misaligned(x), Misaligned(y))
            func sum(_ bits: (UInt8, UInt8) -> UInt8) -> UInt64 {
                zip(x, y).reduce(0) { $0 + UInt64(bits($1.0, $1.1).nonzeroBitCount) }
            }
            #expect(tested.hamming(a.pointer, b.pointer, length) == sum { $0 ^ $1 }, "\(length)")
            #expect(tested.count(a.pointer, length) == sum { x, _ in x }, "\(length)")
            var parts: [UInt64] = [9, 9, 9]
            tested.jaccard_parts(a.pointer, b.pointer, length, &parts)
            #expect(
                parts == [sum { $0 & $1 }, sum { x, _ in x }, sum { _, y in y }],
                "\(length)"
            )
        }
    }

    @Test("batches score what single calls score", arguments: KernelSamples.instructionSets)
    func batches(_ set: ck_instruction_set) throws {
        let tested = try KernelSamples.kernels(set).bits
        var generator = SampleGenerator(seed: 7)
        for length in [1, 8, 48, 96, 65] {
            let query = generator.bytes(length)
            let rows = [generator.bytes(length), [UInt8](repeating: 0, count: length), query]
            let base = Misaligned(rows.flatMap { $0 })
            let ids: [UInt32] = [2, 0]
            func jaccard(_ row: [UInt8]) -> Float {
                var parts: [UInt64] = [0, 0, 0]
                tested.jaccard_parts(query, row, length, &parts)
                if parts[0] == 0 { return 1 }
                return Float(1 - Double(parts[0]) / Double(parts[1] + parts[2] - parts[0]))
            }
            func hamming(_ row: [UInt8]) -> Float { Float(tested.hamming(query, row, length)) }
            let kernels: [(ck_bits_rows, ([UInt8]) -> Float)] = [
                (tested.hamming_rows, hamming),
                (tested.jaccard_rows, jaccard),
            ]
            for (rowKernel, single) in kernels {
                var scores: [Float] = [-1, -1, -1]
                rowKernel(query, length, base.raw, length, nil, 3, &scores)
                #expect(scores == rows.map(single))
                scores = [-1, -1]
                rowKernel(query, length, base.raw, length, ids, 2, &scores)
                #expect(scores == ids.map { single(rows[Int($0)]) })
            }
        }
    }
}
