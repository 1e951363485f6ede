// SPDX-License-Identifier: Apache-2.0

import CKernels
import Testing

@Suite struct Float16KernelTests {
    /// Small integers as bit patterns of float16, by the formula of the format.
    private func halves(_ integers: [Float]) -> [UInt16] { integers.map { Float16($0).bitPattern } }

    @Test("sums of integers are exact at any length", arguments: KernelSamples.instructionSets)
    func integers(_ set: ck_instruction_set) throws {
        let tested = try KernelSamples.kernels(set).float16
        let reference = try KernelSamples.reference().float32
        var generator = SampleGenerator(seed: 4)
        for length in KernelSamples.lengths {
            let (x, y) = (generator.integers(length), generator.integers(length))
            let (a, b) = (Misaligned(halves(x)), Misaligned(halves(y)))
            #expect(
                tested.squared_l2(a.pointer, b.pointer, length)
                    == reference.squared_l2(x, y, length),
                "\(length)"
            )
            #expect(
                tested.dot(a.pointer, b.pointer, length) == reference.dot(x, y, length),
                "\(length)"
            )
            #expect(
                tested.l1(a.pointer, b.pointer, length) == reference.l1(x, y, length),
                "\(length)"
            )
            #expect(
                tested.squared_norm(a.pointer, length) == reference.squared_norm(x, length),
                "\(length)"
            )
            var (parts, expected): ([Float], [Float]) = ([-1, -1, -1], [-2, -2, -2])
            tested.cosine_parts(a.pointer, b.pointer, length, &parts)
            reference.cosine_parts(x, y, length, &expected)
            #expect(parts == expected, "\(length)")
        }
    }

    @Test("a float32 query meets float16 rows", arguments: KernelSamples.instructionSets)
    func batches(_ set: ck_instruction_set) throws {
        let tested = try KernelSamples.kernels(set).float16
        let reference = try KernelSamples.reference().float32
        var generator = SampleGenerator(seed: 5)
        for dimension in KernelSamples.lengths where dimension > 0 {
            let query = generator.integers(dimension)
            let rows = (0..<3).map { _ in generator.integers(dimension) }
            let half = Misaligned(halves(rows.flatMap { $0 }))
            let full = rows.flatMap { $0 }
            let kernels: [(ck_float32_rows, ck_float32_rows)] = [
                (tested.squared_l2_rows, reference.squared_l2_rows),
                (tested.dot_rows, reference.dot_rows),
                (tested.l1_rows, reference.l1_rows),
            ]
            for (kernel, referenceKernel) in kernels {
                var (scores, expected): ([Float], [Float]) = ([-1, -1, -1], [-2, -2, -2])
                kernel(query, dimension, half.raw, dimension * 2, nil, 3, &scores)
                referenceKernel(query, dimension, full, dimension * 4, nil, 3, &expected)
                #expect(scores.map(\.bitPattern) == expected.map(\.bitPattern), "\(dimension)")
            }
        }
    }

    @Test("every float16 widens exactly", arguments: KernelSamples.instructionSets)
    func widening(_ set: ck_instruction_set) throws {
        let tested = try KernelSamples.kernels(set).float16
        let all = Array(UInt16.min...UInt16.max)
        var wide = [Float](repeating: 0, count: all.count)
        tested.to_float32(all, &wide, all.count)
        for (bits, value) in zip(all, wide) {
            let expected = Float(Float16(bitPattern: bits))
            #expect(value.bitPattern == expected.bitPattern || (value.isNaN && expected.isNaN))
        }
    }

    @Test("float32 narrows to nearest, ties to even", arguments: KernelSamples.instructionSets)
    func narrowing(_ set: ck_instruction_set) throws {
        let tested = try KernelSamples.kernels(set).float16
        var samples: [Float] = [
            0, -0, 1, 65504, 65519.996, 65520, -65520, 1e10, .infinity, -.infinity,
            .leastNonzeroMagnitude, 0x1p-24, 0x1p-25, 0x1.000002p-25, 0x1.8p-24, 0x1.ffep-15,
            0x1.fffp-15, 0x1.ffffp-15, 0x1p-14, 2049, 2051,
        ]
        // Both neighbours of every float16, and the tie between them, from either side.
        for bits in UInt16(0)..<0x7C00 {
            let (low, high) = (Float16(bitPattern: bits), Float16(bitPattern: bits + 1))
            guard high.isFinite else { continue }
            let tie = (Float(low) + Float(high)) / 2
            samples += [tie, tie.nextUp, -tie.nextDown]
        }
        for length in [1, 3, 8, 15, 17] {
            var narrow = [UInt16](repeating: 0xFFFF, count: length + 1)
            tested.from_float32(samples, &narrow, length)
            #expect(narrow[length] == 0xFFFF, "nothing is written past the end")
        }
        var narrow = [UInt16](repeating: 0, count: samples.count)
        tested.from_float32(samples, &narrow, samples.count)
        for (sample, bits) in zip(samples, narrow) {
            #expect(bits == Float16(sample).bitPattern, "\(sample)")
        }
    }

    @Test("widening writes nothing past the end", arguments: KernelSamples.instructionSets)
    func wideningTails(_ set: ck_instruction_set) throws {
        let tested = try KernelSamples.kernels(set).float16
        for length in 0...40 {
            var wide = [Float](repeating: -7, count: length + 1)
            tested.to_float32([UInt16](repeating: 0x3C00, count: length), &wide, length)
            #expect(wide == [Float](repeating: 1, count: length) + [-7])
        }
    }
}
