// SPDX-License-Identifier: Apache-2.0

import CKernels
import Testing

@Suite struct SparseKernelTests {
    @Test("sparse sums are those of the dense vectors")
    func againstDense() throws {
        let dense = try KernelSamples.reference().float32
        var generator = SampleGenerator(seed: 8)
        for length in [0, 1, 2, 10, 64, 300] {
            for density in [0.0, 0.1, 0.9, 1.0] {
                let a = thinned(generator.integers(length), density, &generator)
                let b = thinned(generator.integers(length), density, &generator)
                let kernels = [
                    (ck_sparse_squared_l2(_:_:), dense.squared_l2),
                    (ck_sparse_dot(_:_:), dense.dot),
                    (ck_sparse_l1(_:_:), dense.l1),
                ]
                for (kernel, expected) in kernels {
                    let score = with(a) { a in with(b) { b in kernel(a, b) } }
                    #expect(score == expected(a, b, length))
                }
            }
        }
    }

    private func thinned(
        _ elements: [Float],
        _ density: Double,
        _ generator: inout SampleGenerator
    ) -> [Float] {
        elements.map { Double.random(in: 0..<1, using: &generator) < density ? $0 : 0 }
    }

    private func with(_ elements: [Float], _ body: (ck_sparse) -> Float) -> Float {
        let indices = elements.indices.filter { elements[$0] != 0 }.map { Int32($0) }
        let values = elements.filter { $0 != 0 }
        return indices.withUnsafeBufferPointer { indices in
            values.withUnsafeBufferPointer { values in
                body(
                    ck_sparse(
                        indices: indices.baseAddress,
                        values: values.baseAddress,
                        count: values.count
                    )
                )
            }
        }
    }
}
