// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import TestSupport
import Testing
import Vectors

@Suite struct FlatIndexTests {
    private func make(
        _ sample: Sample,
        _ metric: Metric,
        _ quantizer: Quantizer = .int8,
        center: [Float] = []
    ) throws -> FlatIndex {
        var options = FlatOptions()
        options.quantizer = quantizer
        let index = try FlatIndex(
            shape: VectorShape(element: .float32, dimension: sample.dimension, metric: metric),
            options: options,
            center: center
        )
        for (row, values) in sample.rows.enumerated() {
            try insert(index, UInt64(row), values)
        }
        return index
    }

    private func insert(_ index: FlatIndex, _ row: UInt64, _ values: [Float]) throws {
        try values.withUnsafeBufferPointer { _ = try index.insert(row: row, .float32($0)) }
    }

    private func search(
        _ index: FlatIndex,
        _ query: [Float],
        k: Int,
        filter: RowFilter? = nil
    ) throws -> ([Neighbor], SearchStatistics) {
        var statistics = SearchStatistics()
        let found = try query.withUnsafeBufferPointer {
            try index.search(.float32($0), k: k, filter: filter, statistics: &statistics)
        }
        return (found, statistics)
    }

    @Test(
        "answers are exact",
        arguments: [Metric.l2, .innerProduct, .cosine, .l1],
        [Quantizer.int8, .none]
    )
    func exact(metric: Metric, quantizer: Quantizer) throws {
        for dimension in [2, 30, 96] {
            let sample = Sample(count: 800, dimension: dimension, seed: UInt64(dimension))
            let index = try make(sample, metric, quantizer, center: sample.rows[5])
            for query in sample.rows.prefix(15) {
                let truth = sample.exact(query, k: 10, metric)
                    .map { Sample.distance(query, sample.rows[Int($0)], metric) }
                let (found, _) = try search(index, query, k: 10)
                #expect(found.count == 10)
                for (neighbor, distance) in zip(found, truth) {
                    #expect(abs(neighbor.distance - distance) <= 2e-3 * max(1, abs(distance)))
                }
            }
        }
    }

    @Test("codes screen most rows, and none that is needed")
    func screening() throws {
        let sample = Sample(count: 3000, dimension: 128, seed: 8)
        let index = try make(sample, .l2)
        let (found, statistics) = try search(index, sample.rows[7], k: 10)
        #expect(found.first == Neighbor(row: 7, distance: 0))
        #expect(statistics.codesScored >= 3000)
        #expect(statistics.vectorsRescored < 300)
    }

    @Test("filters, large k, removal and reuse of slots")
    func changes() throws {
        let sample = Sample(count: 500, dimension: 16, seed: 9)
        let index = try make(sample, .l2)
        let even = RowFilter.predicate { $0 % 2 == 0 }
        #expect(try search(index, sample.rows[0], k: 900, filter: even).0.count == 250)
        let few = RowFilter.rows(RowSet([3, 9, 400, 9, 7000]))
        #expect(
            Set(try search(index, sample.rows[0], k: 9, filter: few).0.map(\.row)) == [3, 9, 400]
        )
        for row in 0..<250 { #expect(index.remove(row: UInt64(row))) }
        #expect(!index.remove(row: 0))
        #expect(index.count == 250)
        #expect(try search(index, sample.rows[0], k: 500).0.allSatisfy { $0.row >= 250 })
        let before = index.memoryUse
        for row in 0..<250 { try insert(index, UInt64(row), sample.rows[row]) }
        #expect(index.memoryUse == before)
        #expect(try search(index, sample.rows[3], k: 1).0.first?.row == 3)
        try insert(index, 3, sample.rows[400])
        #expect(Set(try search(index, sample.rows[400], k: 2).0.map(\.row)) == [3, 400])
        #expect(index.count == 500)
    }

    @Test("an index answers the same after it was saved and opened", arguments: [true, false])
    func roundTrip(isMapped: Bool) throws {
        let directory = try TemporaryDirectory()
        let sample = Sample(count: 300, dimension: 20, seed: 10)
        let index = try make(sample, .cosine)
        for row in 0..<30 { index.remove(row: UInt64(row)) }
        let before = try search(index, sample.rows[50], k: 20).0
        try index.checkpoint(to: directory.path + "/flat", sequence: 5, releasesVectors: true)
        #expect(try search(index, sample.rows[50], k: 20).0 == before)
        let (opened, sequence) = try FlatIndex.open(
            at: directory.path + "/flat",
            access: isMapped ? .mapped : .loaded
        )
        #expect(sequence == 5)
        #expect(try search(opened, sample.rows[50], k: 20).0 == before)
        for row in 0..<30 { try insert(opened, UInt64(row), sample.rows[row]) }
        #expect(opened.count == 300)
        #expect(throws: IndexError.self) {
            _ = try HNSWIndex.open(at: directory.path + "/flat")
        }
    }

    @Test("a row is removed at its slot only while it is there")
    func removeAtSlot() throws {
        let index = try #require(try AnyIndex.flat.make(2, .l2) as? FlatIndex)
        try index.add(row: 1, [1, 1])
        let slot = try #require(index.slot(of: 1))
        try index.add(row: 1, [2, 2])
        #expect(!index.remove(row: 1, at: slot))
        #expect(index.contains(1))
        #expect(index.remove(row: 1, at: try #require(index.slot(of: 1))))
        #expect(!index.contains(1))
    }

    @Test("rows on both sides of what the row map holds as an array are found")
    func largeRowIDs() throws {
        let shape = try VectorShape(element: .float32, dimension: 2, metric: .l2)
        for extra in 0...1 {
            var options = FlatOptions()
            options.rowLimit = HNSWOptions.defaultRowLimit + extra
            let index = try FlatIndex(shape: shape, options: options)
            let limit = UInt64(options.rowLimit) * 4
            let rows = [1, limit - 1, limit, limit + 1, limit + 5000]
            for row in rows {
                let vector: [Float] = [Float(row % 1000), 1]
                try vector.withUnsafeBufferPointer { _ = try index.insert(row: row, .float32($0)) }
            }
            #expect(rows.allSatisfy { index.contains($0) })
            #expect(!index.contains(limit + 2))
            #expect(rows.allSatisfy { index.remove(row: $0) })
            #expect(index.count == 0)
        }
    }
}
