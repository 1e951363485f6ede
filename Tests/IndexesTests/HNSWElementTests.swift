// SPDX-License-Identifier: Apache-2.0

import Indexes
import Testing
import Vectors

/// The other vector types, each against its own distances.
@Suite struct HNSWElementTests {
    @Test("half vectors", arguments: [Metric.l2, .innerProduct, .cosine, .l1])
    func halfVectors(metric: Metric) throws {
        let sample = Sample(count: 500, dimension: 20, seed: 31)
        let shape = try VectorShape(element: .float16, dimension: 20, metric: metric)
        let index = try HNSWIndex(shape: shape)
        let halves = try sample.rows.map { try HalfVector(rounding: $0) }
        for (row, half) in halves.enumerated() {
            try half.bitPatterns.withUnsafeBufferPointer {
                _ = try index.insert(row: UInt64(row), .float16($0))
            }
        }
        var hits = 0
        for query in 0..<20 {
            let truth = Set(sample.exact(halves[query].elements, k: 10, metric))
            var statistics = SearchStatistics()
            let found = try halves[query].bitPatterns.withUnsafeBufferPointer {
                try index.search(.float16($0), k: 10, ef: 60, statistics: &statistics)
            }
            hits += truth.intersection(found.map(\.row)).count
            #expect(statistics.codesScored > 0 && statistics.bytesRead > 0)
        }
        #expect(hits >= 190)
    }

    @Test("bits", arguments: [Metric.hamming, .jaccard])
    func bits(metric: Metric) throws {
        var generator = SplitMix64(seed: 5)
        let rows = (0..<500).map { _ in
            BitString((0..<100).map { _ in generator.next() % 3 == 0 })
        }
        let index = try HNSWIndex(
            shape: VectorShape(element: .bit, dimension: 100, metric: metric)
        )
        for (row, bits) in rows.enumerated() {
            try bits.bytes.withUnsafeBufferPointer {
                _ = try index.insert(row: UInt64(row), .bits($0, count: 100))
            }
        }
        for query in rows.prefix(10) {
            var statistics = SearchStatistics()
            let found = try query.bytes.withUnsafeBufferPointer {
                try index.search(.bits($0, count: 100), k: 5, ef: 100, statistics: &statistics)
            }
            let truth = rows.map { differing($0, query, metric) }.sorted()
            #expect(found.count == 5)
            for (rank, neighbor) in found.enumerated() {
                let expected = differing(rows[Int(neighbor.row)], query, metric)
                #expect(abs(neighbor.distance - expected) < 1e-5)
                #expect(neighbor.distance <= truth[rank + 5])
            }
        }
    }

    private func differing(_ a: BitString, _ b: BitString, _ metric: Metric) -> Float {
        var both = 0
        var either = 0
        for index in 0..<a.bitCount {
            if a[index] && b[index] { both += 1 }
            if a[index] || b[index] { either += 1 }
        }
        if metric == .hamming { return Float(either - both) }
        return both == 0 ? 1 : 1 - Float(both) / Float(either)
    }

    @Test("sparse vectors", arguments: [Metric.l2, .innerProduct, .cosine, .l1])
    func sparse(metric: Metric) throws {
        var generator = SplitMix64(seed: 6)
        let dense = (0..<400).map { _ in
            (0..<60).map { _ in
                generator.next() % 4 == 0 ? Float.random(in: 0.1...1, using: &generator) : 0
            }
        }
        var sample = Sample(count: 0, dimension: 60, seed: 0)
        sample.rows = dense
        let index = try HNSWIndex(
            shape: VectorShape(element: .sparse, dimension: 60, metric: metric)
        )
        let rows = try dense.map { try SparseVector(elements: $0) }
        func withView<Result>(
            _ vector: SparseVector,
            _ body: (VectorView) throws -> Result
        ) rethrows -> Result {
            try vector.indices.withUnsafeBufferPointer { indices in
                try vector.values.withUnsafeBufferPointer { values in
                    try body(.sparse(dimension: 60, indices: indices, values: values))
                }
            }
        }
        for (row, vector) in rows.enumerated() {
            _ = try withView(vector) { try index.insert(row: UInt64(row), $0) }
        }
        // A removed slot's space is used again when the next vector fits.
        for row in 0..<100 { index.remove(row: UInt64(row)) }
        try index.vacuum()
        for row in 0..<100 {
            _ = try withView(rows[row]) { try index.insert(row: UInt64(row), $0) }
        }
        #expect(index.checkInvariants().isEmpty)
        var hits = 0
        for query in 0..<20 {
            var statistics = SearchStatistics()
            let found = try withView(rows[query]) {
                try index.search($0, k: 10, ef: 100, statistics: &statistics)
            }
            hits +=
                Set(sample.exact(dense[query], k: 10, metric)).intersection(found.map(\.row))
                .count
        }
        #expect(hits >= 180)
    }

    @Test("a vector of another type is refused")
    func otherType() throws {
        let index = try HNSWIndex(
            shape: VectorShape(element: .bit, dimension: 8, metric: .hamming)
        )
        #expect(throws: IndexError.self) { try index.insert(row: 1, [1, 2]) }
    }
}
