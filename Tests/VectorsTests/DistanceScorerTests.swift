// SPDX-License-Identifier: Apache-2.0

import Testing
import Vectors

@Suite struct DistanceScorerTests {
    private static let metrics: [Metric] = [.l2, .innerProduct, .cosine, .l1]

    @Test("stored vectors score as decoded ones, to the bit", arguments: metrics)
    func dense(_ metric: Metric) throws {
        var generator = SampleGenerator(seed: 21)
        for dimension in [1, 3, 17, 384] {
            let query = try Vector(generator.floats(dimension))
            let row = try Vector(generator.floats(dimension))
            let score = try score(DistanceScorer(query, metric: metric), row.appendStored)
            #expect(score == (try row.distance(to: query, metric)))
            let (halfQuery, halfRow) = (try HalfVector(query), try HalfVector(row))
            let halfScore = try self.score(
                DistanceScorer(halfQuery, metric: metric),
                halfRow.appendStored
            )
            #expect(halfScore == (try halfRow.distance(to: halfQuery, metric)))
            let (sparseQuery, sparseRow) = (SparseVector(query), SparseVector(row))
            let sparseScore = try self.score(
                DistanceScorer(sparseQuery, metric: metric),
                sparseRow.appendStored
            )
            #expect(sparseScore == (try sparseRow.distance(to: sparseQuery, metric)))
        }
    }

    @Test("stored bits score as decoded ones", arguments: [Metric.hamming, .jaccard])
    func bits(_ metric: Metric) throws {
        let (query, row) = (try BitString(text: "1100110011"), try BitString(text: "1010101010"))
        let score = try score(DistanceScorer(query, metric: metric), row.appendStored)
        #expect(score == (try row.distance(to: query, metric)))
    }

    @Test("another dimension is an error that names the stored one first")
    func dimensions() throws {
        let scorer = DistanceScorer(try Vector([1, 2]), metric: .l2)
        let row = try Vector([1, 2, 3])
        let error = #expect(throws: VectorError.self) { try score(scorer, row.appendStored) }
        #expect(error?.message == "different vector dimensions 3 and 2")
        let half = DistanceScorer(try HalfVector(rounding: [1, 2]), metric: .l2)
        let halfError = #expect(throws: VectorError.self) {
            try score(half, HalfVector(row).appendStored)
        }
        #expect(halfError?.message == "different halfvec dimensions 3 and 2")
    }

    @Test("bytes of no vector have no distance")
    func damage() throws {
        let sparse = DistanceScorer(SparseVector(try Vector([1, 2])), metric: .l2)
        #expect(try score(sparse) { $0 += [1, 2, 3] } == nil)
        let bits = DistanceScorer(try BitString(text: "1"), metric: .hamming)
        #expect(try score(bits) { $0 += [1, 0, 0, 0, 0, 0] } == nil)
    }

    private func score(
        _ scorer: DistanceScorer,
        _ write: (inout [UInt8]) -> Void
    ) throws -> Double? {
        var bytes: [UInt8] = []
        write(&bytes)
        let copy = Misaligned(bytes)
        return try scorer.distance(
            to: UnsafeRawBufferPointer(start: copy.raw, count: bytes.count)
        )
    }
}
