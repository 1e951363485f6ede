// SPDX-License-Identifier: Apache-2.0

import Indexes
import Testing
import Vectors

/// Vectors of few elements: under inner product a few long ones are the nearest of all others,
/// which a graph must not leave out because of that.
@Suite struct LowDimensionTests {
    private static func draw(_ count: Int, isProduct: Bool, seed: UInt64) -> [[Float]] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { _ in
            (0..<3).map { _ in
                let value = Float.random(in: 0..<1, using: &generator)
                return isProduct ? value * Float.random(in: 0..<1, using: &generator) : value
            }
        }
    }

    private static let sample: Sample = {
        var sample = Sample(count: 0, dimension: 3, seed: 0)
        sample.rows = draw(1500, isProduct: true, seed: 41)
        return sample
    }()
    private static let queries = draw(20, isProduct: false, seed: 42)

    @Test(
        "a graph of few links has ways to nearly all of the nearest",
        arguments: [Metric.l2, .innerProduct, .cosine, .l1]
    )
    func recall(metric: Metric) throws {
        var options = HNSWOptions()
        options.quantizer = .none
        options.m = 8
        options.efConstruction = 32
        let index = try HNSWIndex.make(Self.sample, metric, options)
        #expect(index.checkInvariants().isEmpty)
        let recall = try index.recall(Self.sample, queries: Self.queries, k: 20, ef: 20)
        #expect(recall >= 0.97)
    }
}
