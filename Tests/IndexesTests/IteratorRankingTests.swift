// SPDX-License-Identifier: Apache-2.0

import Indexes
import Testing
import Vectors

/// Iterators that order rows by codes, alike for all kinds of index.
@Suite struct IteratorRankingTests {
    static let sample = Sample(count: 600, dimension: 24, seed: 8)

    private func fill(_ kind: AnyIndex, _ quantizer: Quantizer) throws -> any NeighborIndex {
        let index = try kind.make(24, .l2, quantizer: quantizer)
        for (row, values) in Self.sample.rows.enumerated() {
            try index.add(row: UInt64(row), values)
        }
        return index
    }

    @Test("8-bit codes order every row about as exact vectors do", arguments: AnyIndex.allCases)
    func codes(kind: AnyIndex) throws {
        let index = try fill(kind, .int8)
        let query = Self.sample.rows[11]
        let streamed = try index.streamed(query, ranking: .codes)
        #expect(Set(streamed.map(\.row)) == Set(0..<600))
        for neighbor in streamed {
            // What codes are off by is a share of the vectors' lengths, however near they are.
            let values = Self.sample.rows[Int(neighbor.row)]
            let exact = Sample.distance(query, values, .l2)
            let lengths = (query + values).reduce(0) { $0 + $1 * $1 }
            #expect(abs(neighbor.distance * neighbor.distance - exact * exact) < 0.02 * lengths)
        }
        #expect(try index.streamed(query) != streamed)
    }

    @Test("no exact vector is read where 8-bit codes order the rows", arguments: AnyIndex.allCases)
    func cost(kind: AnyIndex) throws {
        let index = try fill(kind, .int8)
        // Inverted files choose their lists by exact distances of centroids before.
        let (exact, codes) = (
            try index.begin(Self.sample.rows[3]),
            try index.begin(Self.sample.rows[3], ranking: .codes)
        )
        let before = codes.statistics.vectorsRescored
        #expect(try !exact.next().isEmpty)
        #expect(try !codes.next().isEmpty)
        #expect(exact.statistics.vectorsRescored > before)
        #expect(codes.statistics.vectorsRescored == before)
    }

    @Test("without 8-bit codes the distances are exact", arguments: [Quantizer.none, .binary])
    func exact(quantizer: Quantizer) throws {
        let index = try fill(.hnsw, quantizer)
        let query = Self.sample.rows[5]
        #expect(try index.streamed(query, ranking: .codes) == index.streamed(query))
    }
}
