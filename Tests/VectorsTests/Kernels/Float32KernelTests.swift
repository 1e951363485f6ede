// SPDX-License-Identifier: Apache-2.0

import CKernels
import Testing

@Suite struct Float32KernelTests {
    typealias Pair = (ck_float32_kernels) -> Float

    @Test("sums of integers are exact at any length", arguments: KernelSamples.instructionSets)
    func integers(_ set: ck_instruction_set) throws {
        let tested = try KernelSamples.kernels(set).float32
        var generator = SampleGenerator(seed: 1)
        for length in KernelSamples.lengths {
            let (x, y) = (generator.integers(length), generator.integers(length))
            let (a, b) = (Misaligned(x), Misaligned(y))
            let pairs = zip(x, y)
            #expect(
                tested.squared_l2(a.pointer, b.pointer, length)
                    == pairs.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) },
                "\(length)"
            )
            #expect(
                tested.dot(a.pointer, b.pointer, length)
                    == pairs.reduce(0) { $0 + $1.0 * $1.1 },
                "\(length)"
            )
            #expect(
                tested.l1(a.pointer, b.pointer, length)
                    == pairs.reduce(0) { $0 + abs($1.0 - $1.1) },
                "\(length)"
            )
            #expect(
                tested.squared_norm(a.pointer, length)
                    == x.reduce(0) { $0 + Double($1) * Double($1) },
                "\(length)"
            )
            var parts: [Float] = [-1, -1, -1]
            tested.cosine_parts(a.pointer, b.pointer, length, &parts)
            #expect(parts[0] == pairs.reduce(0) { $0 + $1.0 * $1.1 }, "\(length)")
            #expect(parts[1] == x.reduce(0) { $0 + $1 * $1 }, "\(length)")
            #expect(parts[2] == y.reduce(0) { $0 + $1 * $1 }, "\(length)")
        }
    }

    @Test("sums of fractions differ by rounding only", arguments: KernelSamples.instructionSets)
    func fractions(_ set: ck_instruction_set) throws {
        let tested = try KernelSamples.kernels(set).float32
        let reference = try KernelSamples.reference().float32
        var generator = SampleGenerator(seed: 2)
        for length in KernelSamples.lengths {
            let a = Misaligned(generator.floats(length))
            let b = Misaligned(generator.floats(length))
            // Each of `length` additions errs by at most half a unit in the last place of a sum
            // that is at most 4 · length.
            let tolerance = Float(length * length) * 4 * Float.ulpOfOne
            let kernels: [(String, Pair)] = [
                ("squared_l2", { $0.squared_l2(a.pointer, b.pointer, length) }),
                ("dot", { $0.dot(a.pointer, b.pointer, length) }),
                ("l1", { $0.l1(a.pointer, b.pointer, length) }),
            ]
            for (name, kernel) in kernels {
                let difference = abs(kernel(tested) - kernel(reference))
                #expect(difference <= tolerance, "\(name) of \(length) elements")
            }
        }
    }

    @Test("infinities and NaNs pass through", arguments: KernelSamples.instructionSets)
    func specials(_ set: ck_instruction_set) throws {
        let tested = try KernelSamples.kernels(set).float32
        for length in [1, 7, 16, 33] {
            var x = [Float](repeating: 1, count: length)
            let y = x
            x[length - 1] = 3e38
            #expect(tested.squared_l2(x, y, length) == .infinity)
            #expect(tested.squared_norm(x, length).isFinite)
            x[length - 1] = .nan
            #expect(tested.dot(x, y, length).isNaN)
            #expect(tested.l1(x, y, length).isNaN)
        }
    }

    @Test("batches score what single calls score", arguments: KernelSamples.instructionSets)
    func batches(_ set: ck_instruction_set) throws {
        let tested = try KernelSamples.kernels(set).float32
        var generator = SampleGenerator(seed: 3)
        for dimension in [1, 5, 16, 100, 384] {
            let count = 9
            let query = generator.floats(dimension)
            // Rows lie further apart than they are long, at odd addresses.
            let stride = dimension * 4 + 3
            let rows = (0..<count).map { _ in generator.floats(dimension) }
            var bytes: [UInt8] = []
            for row in rows { row.withUnsafeBytes { bytes += $0 + [0, 0, 0] } }
            let base = Misaligned(bytes)
            let ids: [UInt32] = [8, 0, 3, 3, 7]
            typealias Rows = ck_float32_rows
            typealias Single = ([Float]) -> Float
            let kernels: [(Rows, Single)] = [
                (tested.squared_l2_rows, { tested.squared_l2(query, $0, dimension) }),
                (tested.dot_rows, { tested.dot(query, $0, dimension) }),
                (tested.l1_rows, { tested.l1(query, $0, dimension) }),
            ]
            for (rowKernel, single) in kernels {
                var scores = [Float](repeating: -9, count: count)
                rowKernel(query, dimension, base.raw, stride, nil, count, &scores)
                #expect(scores == rows.map(single))
                scores = [Float](repeating: -9, count: ids.count)
                rowKernel(query, dimension, base.raw, stride, ids, ids.count, &scores)
                #expect(scores == ids.map { single(rows[Int($0)]) })
            }
        }
    }
}
