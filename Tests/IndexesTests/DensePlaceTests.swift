// SPDX-License-Identifier: Apache-2.0

import Indexes
import Testing
import Vectors

/// Vectors in clusters that are small compared with how far they are apart: codes, which are made
/// for the whole range, cannot tell the neighbours there.
@Suite struct DensePlaceTests {
    static let dimension = 64
    private static let centers = Sample(count: 3, dimension: dimension, seed: 31).rows
    private static let rows = scatter(Sample(count: 1_200, dimension: dimension, seed: 32))
    private static let queries = scatter(Sample(count: 15, dimension: dimension, seed: 33))
    private static let truth = queries.map { query in
        let distances = rows.map { Sample.distance(query, $0, .l2) }
        return Set(rows.indices.sorted { distances[$0] < distances[$1] }.prefix(10))
    }

    private static func scatter(_ noise: Sample) -> [[Float]] {
        noise.rows.enumerated().map { number, values in
            zip(centers[number % 3], values).map { $0 + 0.15 * $1 }
        }
    }

    private func make(_ kind: AnyIndex, _ quantizer: Quantizer) throws -> any NeighborIndex {
        let index = try kind.make(Self.dimension, .l2, quantizer: quantizer)
        for (row, values) in Self.rows.enumerated() { try index.add(row: UInt64(row), values) }
        return index
    }

    private func recall(_ index: any NeighborIndex, _ effort: SearchEffort) throws -> Double {
        var hits = 0
        for (query, truth) in zip(Self.queries, Self.truth) {
            let found = try index.nearest(query, k: 10, effort: effort)
            hits += truth.intersection(found.map { Int($0.row) }).count
        }
        return Double(hits) / Double(10 * Self.queries.count)
    }

    @Test(
        "more effort finds all of the nearest, whatever the codes",
        arguments: [
            (AnyIndex.flat, Quantizer.int8), (.ivf, .int8), (.hnsw, .int8), (.hnsw, .int4),
            (.hnsw, .binary),
        ]
    )
    func effort(kind: AnyIndex, quantizer: Quantizer) throws {
        let index = try make(kind, quantizer)
        #expect(try recall(index, SearchEffort(ef: 400, probes: 16)) > 0.98)
    }

    @Test("the default effort looks further where results are alike")
    func alike() throws {
        #expect(try recall(try make(.hnsw, .int8), SearchEffort()) > 0.95)
    }
}
