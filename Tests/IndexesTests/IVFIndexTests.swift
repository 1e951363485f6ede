// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import TestSupport
import Testing
import Vectors

extension IVFIndex {
    @discardableResult
    func insert(row: UInt64, _ values: [Float]) throws(IndexError) -> Bool {
        var result: Result<Bool, IndexError> = .success(false)
        values.withUnsafeBufferPointer { buffer in
            do throws(IndexError) {
                result = .success(try insert(row: row, .float32(buffer)))
            } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }

    func search(
        _ values: [Float],
        k: Int,
        probes: Int = 1,
        filter: RowFilter? = nil
    ) throws(IndexError) -> [Neighbor] {
        var result: Result<[Neighbor], IndexError> = .success([])
        values.withUnsafeBufferPointer { buffer in
            var statistics = SearchStatistics()
            do throws(IndexError) {
                result = .success(
                    try search(
                        .float32(buffer),
                        k: k,
                        probes: probes,
                        filter: filter,
                        statistics: &statistics
                    )
                )
            } catch { result = .failure(error) }
        }
        return try result.get()
    }

    static func make(
        _ sample: Sample,
        _ metric: Metric,
        _ options: IVFOptions = IVFOptions(),
        threads: Int = 2
    ) throws(IndexError) -> IVFIndex {
        try build(
            SampleSource(sample),
            shape: VectorShape(element: .float32, dimension: sample.dimension, metric: metric),
            options: options,
            threads: threads
        )
    }

    func recall(
        _ sample: Sample,
        _ queries: [[Float]],
        probes: Int,
        accepts: (Int) -> Bool = { _ in true }
    ) throws(IndexError) -> Double {
        var hits = 0
        var wanted = 0
        for query in queries {
            let truth = Set(sample.exact(query, k: 10, shape.metric, accepts: accepts))
            let found = try search(query, k: 10, probes: probes).map(\.row)
            wanted += truth.count
            hits += truth.intersection(found).count
        }
        return wanted == 0 ? 1 : Double(hits) / Double(wanted)
    }
}

@Suite struct IVFIndexTests {
    static let sample = Sample(count: 2000, dimension: 24, seed: 41, centers: 30)
    static let queries = Array(
        Sample(count: 2060, dimension: 24, seed: 41, centers: 30).rows[2000...]
    )

    private func options(_ quantizer: Quantizer = .none, lists: Int = 30) -> IVFOptions {
        var options = IVFOptions()
        options.lists = lists
        options.quantizer = quantizer
        return options
    }

    @Test(
        "few probes find most, all probes find everything",
        arguments: [Metric.l2, .innerProduct, .cosine],
        Quantizer.allCases
    )
    func recall(metric: Metric, quantizer: Quantizer) throws {
        let index = try IVFIndex.make(Self.sample, metric, options(quantizer))
        #expect(index.count == 2000)
        #expect(index.checkInvariants().isEmpty)
        #expect(index.listSizes.count >= 15 && index.listSizes.count <= 80)
        #expect(try index.recall(Self.sample, Self.queries, probes: 8) >= 0.9)
        let all = try index.recall(Self.sample, Self.queries, probes: 100)
        #expect(all >= (quantizer == .none ? 1 : quantizer == .binary ? 0.96 : 0.99))
        let found = try index.search(Self.queries[0], k: 10, probes: 100)
        let truth = Sample.distance(Self.queries[0], Self.sample.rows[Int(found[0].row)], metric)
        #expect(abs(found[0].distance - truth) < 1e-3)
        #expect(found.map(\.distance) == found.map(\.distance).sorted())
    }

    @Test("builds repeat themselves and do not depend on threads")
    func deterministic() throws {
        let one = try IVFIndex.make(Self.sample, .l2, options(), threads: 1)
        let again = try IVFIndex.make(Self.sample, .l2, options(), threads: 1)
        #expect(one.listSizes == again.listSizes)
        #expect(abs(one.listCount - (try IVFIndex.make(Self.sample, .l2, options())).listCount) < 8)
    }

    @Test("an index that starts empty grows lists as rows come, and merges as they go")
    func growth() throws {
        let index = try IVFIndex(
            shape: VectorShape(element: .float32, dimension: 24, metric: .l2),
            options: options()
        )
        #expect(try index.search(Self.queries[0], k: 5).isEmpty)
        for (row, values) in Self.sample.rows.enumerated() {
            try index.insert(row: UInt64(row), values)
            if row % 250 == 0 { #expect(index.checkInvariants().prefix(3).isEmpty) }
        }
        #expect(index.listCount >= 15)
        #expect((index.listSizes.max() ?? 0) < 500)
        #expect(try index.recall(Self.sample, Self.queries, probes: 8) >= 0.9)
        #expect(try index.recall(Self.sample, Self.queries, probes: 1000) == 1)
        try index.vacuum()
        #expect(index.checkInvariants().prefix(3).isEmpty)
        #expect(try index.recall(Self.sample, Self.queries, probes: 1000) == 1)
        let before = index.listCount
        for row in 0..<1900 { #expect(index.remove(row: UInt64(row))) }
        for _ in 0..<3 { try index.vacuum() }
        #expect(index.deletedCount == 0)
        #expect(index.listCount < before)
        #expect(index.checkInvariants().prefix(3).isEmpty)
        let rest = try index.recall(Self.sample, Self.queries, probes: 1000) { $0 >= 1900 }
        #expect(rest == 1)
        // Freed slots are used again.
        for row in 0..<1900 { try index.insert(row: UInt64(row), Self.sample.rows[row]) }
        #expect(index.count == 2000)
        #expect(try index.recall(Self.sample, Self.queries, probes: 1000) == 1)
    }

    @Test("as many rows as match are found, whatever the probes and the filter")
    func filters() throws {
        let index = try IVFIndex.make(Self.sample, .l2, options(.int8))
        for query in Self.queries.prefix(10) {
            #expect(try index.search(query, k: 500).count == 500)
            for step in [2, 7, 190] {
                let rows = RowSet((0..<2000).filter { $0 % step == 0 }.map(UInt64.init))
                let truth = Self.sample.exact(query, k: 10, .l2) { $0 % step == 0 }
                #expect(try index.search(query, k: 10, filter: .rows(rows)).map(\.row) == truth)
                let found = try index.search(
                    query,
                    k: 10,
                    probes: 1000,
                    filter: .predicate { $0 % UInt64(step) == 0 }
                )
                #expect(found.map(\.row) == truth)
                let near = try index.search(query, k: 10, filter: .predicate { $0 < 3 })
                #expect(near.count == 3)
            }
        }
    }

    @Test("an iterator answers every row once, nearer lists first")
    func iterator() throws {
        let index = try IVFIndex.make(Self.sample, .l2, options())
        let listsBefore = index.listCount
        let farthest = try #require(Self.sample.exact(Self.queries[0], k: 2000, .l2).last)
        var generator = SplitMix64(seed: 12)
        var added: UInt64 = 5000
        let all = try Self.queries[0].withUnsafeBufferPointer { query in
            let iterator = try index.makeIterator(.float32(query), probes: 2)
            var found: [UInt64] = []
            while true {
                let batch = try iterator.next()
                if batch.isEmpty { return found }
                #expect(batch.map(\.distance) == batch.map(\.distance).sorted())
                // Splits and removals meanwhile lose nothing.
                if found.count < 600 {
                    // Near rows whose list has been handed out, and near rows of a list to come.
                    for near in [Self.queries[0], Self.sample.rows[Int(farthest)]] {
                        for _ in 0..<60 {
                            let values = near.map {
                                $0 + Float.random(in: -0.2...0.2, using: &generator)
                            }
                            try index.insert(row: added, values)
                            added += 1
                        }
                        index.remove(row: added - 1)
                    }
                }
                found += batch.map(\.row)
            }
        }
        #expect(index.listCount > listsBefore)
        #expect(Set(all).count == all.count)
        #expect(Set(all).isSuperset(of: (0..<2000).map(UInt64.init)))
    }

    @Test("the probes for a recall reach it", arguments: [0.8, 0.95, 0.99])
    func targetRecall(wanted: Double) throws {
        let index = try IVFIndex.make(Self.sample, .l2)
        let probes = try index.probes(forRecall: wanted, k: 10)
        // Both recalls are of samples: two and a half deviations of their difference.
        #expect(try index.recall(Self.sample, Self.queries, probes: probes) >= wanted - 0.04)
        #expect(try index.probes(forRecall: 0.5, k: 10) <= probes)
        let shape = try VectorShape(element: .float32, dimension: 3, metric: .l2)
        #expect(try IVFIndex(shape: shape).probes(forRecall: 0.9, k: 7) == 1)
    }

    @Test("thousands of equal vectors are held, found and removed")
    func duplicates() throws {
        let same = [Float](repeating: 0.5, count: 8)
        let index = try IVFIndex(
            shape: VectorShape(element: .float32, dimension: 8, metric: .cosine),
            options: options(lists: 10)
        )
        for row in 0..<3000 { try index.insert(row: UInt64(row), same) }
        #expect(try index.search(same, k: 50).count == 50)
        var sample = Sample(count: 0, dimension: 8, seed: 1)
        sample.rows = Array(repeating: same, count: 3000)
        let built = try IVFIndex.make(sample, .l2, options())
        #expect(built.count == 3000)
        #expect(built.checkInvariants().isEmpty)
        #expect(try built.search(same, k: 3000).count == 3000)
        for row in 0..<3000 { built.remove(row: UInt64(row)) }
        try built.vacuum()
        #expect(try built.search(same, k: 5).isEmpty)
        #expect(built.checkInvariants().isEmpty)
    }

    @Test("bits are searched by Hamming distance, half vectors by theirs")
    func elements() throws {
        var generator = SplitMix64(seed: 4)
        let rows = (0..<600).map { _ in (0..<13).map { _ in UInt8(generator.next() & 0xFF) } }
        let index = try IVFIndex(
            shape: VectorShape(element: .bit, dimension: 104, metric: .hamming),
            options: options(lists: 8)
        )
        for (row, bytes) in rows.enumerated() {
            try bytes.withUnsafeBufferPointer {
                _ = try index.insert(row: UInt64(row), .bits($0, count: 104))
            }
        }
        #expect(index.checkInvariants().isEmpty)
        #expect(index.listCount > 3)
        var statistics = SearchStatistics()
        for (row, bytes) in rows.enumerated().prefix(50) {
            let found = try bytes.withUnsafeBufferPointer {
                try index.search(.bits($0, count: 104), k: 1, probes: 2, statistics: &statistics)
            }
            #expect(found == [Neighbor(row: UInt64(row), distance: 0)])
        }
        #expect(statistics.codesScored > 0 && statistics.codesScored < 50 * 600)
        let halves = try IVFIndex(
            shape: VectorShape(element: .float16, dimension: 24, metric: .cosine),
            options: options(.int8)
        )
        let stored = try Self.sample.rows.map { try HalfVector(Vector($0)) }
        for (row, half) in stored.enumerated() {
            try half.bitPatterns.withUnsafeBufferPointer {
                _ = try halves.insert(row: UInt64(row), .float16($0))
            }
        }
        let found = try stored[7].bitPatterns.withUnsafeBufferPointer {
            try halves.search(.float16($0), k: 1, statistics: &statistics)
        }
        #expect(found.first?.row == 7)
    }

    @Test("unfit metrics, options and vectors are refused")
    func refusals() throws {
        let l1 = try VectorShape(element: .float32, dimension: 3, metric: .l1)
        #expect(throws: IndexError.self) { try IVFIndex(shape: l1) }
        let shape = try VectorShape(element: .float32, dimension: 3, metric: .cosine)
        #expect(throws: IndexError.self) { try IVFIndex(shape: shape, options: options(lists: -1)) }
        let index = try IVFIndex(shape: shape)
        #expect(throws: IndexError.dimensionMismatch(expected: 3, got: 2)) {
            try index.insert(row: 1, [1, 2])
        }
        #expect(throws: IndexError.notFinite) { try index.insert(row: 1, [1, .nan, 2]) }
        #expect(try !index.insert(row: 1, [0, 0, 0]))
        #expect(index.count == 0)
        try index.insert(row: 1, [1, 0, 0])
        try index.insert(row: 1, [0, 1, 0])
        #expect(index.count == 1)
        #expect(try index.search([0, 1, 0], k: 5).map(\.distance) == [0])
        #expect(try index.search([0, 0, 0], k: 5).count == 1)
        #expect(try index.search([0, 1, 0], k: 0).isEmpty)
        #expect(throws: IndexError.self) {
            try IVFIndex.build(
                SampleSource(Self.sample, rowsUnder: 1999),
                shape: try #require(
                    try? VectorShape(element: .float32, dimension: 24, metric: .l2)
                )
            )
        }
    }
}
