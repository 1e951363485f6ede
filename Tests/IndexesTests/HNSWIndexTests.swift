// SPDX-License-Identifier: Apache-2.0

import Indexes
import Testing
import Vectors

@Suite struct HNSWIndexTests {
    static let sample = Sample(count: 1500, dimension: 48, seed: 1)
    /// Drawn like the rows, and none of them.
    static let queries = Array(Sample(count: 1530, dimension: 48, seed: 1).rows[1500...])

    @Test(
        "recall holds for every metric and quantizer",
        arguments: [Metric.l2, .innerProduct, .cosine, .l1],
        Quantizer.allCases
    )
    func recall(metric: Metric, quantizer: Quantizer) throws {
        var options = HNSWOptions()
        options.quantizer = quantizer
        let index = try HNSWIndex.make(Self.sample, metric, options)
        #expect(index.checkInvariants().isEmpty)
        #expect(index.count == 1500)
        let recall = try index.recall(Self.sample, queries: Self.queries, k: 10, ef: 80)
        // Inner products over vectors of varying length are no metric; graphs do worse on them.
        #expect(recall >= (metric == .innerProduct ? 0.9 : 0.97))
    }

    @Test("distances are the operator's", arguments: [Metric.l2, .innerProduct, .cosine, .l1])
    func distances(metric: Metric) throws {
        let index = try HNSWIndex.make(Self.sample, metric)
        for query in Self.queries.prefix(5) {
            let found = try index.search(query, k: 5)
            for neighbor in found {
                let expected = Sample.distance(query, Self.sample.rows[Int(neighbor.row)], metric)
                #expect(abs(neighbor.distance - expected) <= 1e-3 * max(1, abs(expected)))
            }
            #expect(found.map(\.distance) == found.map(\.distance).sorted())
        }
    }

    @Test("the ef for a recall reaches it", arguments: [0.8, 0.95, 0.99])
    func targetRecall(wanted: Double) throws {
        let index = try HNSWIndex.make(Self.sample, .l2)
        let ef = try index.ef(forRecall: wanted, k: 10)
        #expect(ef >= 10)
        let recall = try index.recall(Self.sample, queries: Self.queries, k: 10, ef: ef)
        #expect(recall >= wanted - 0.01)
        #expect(try index.ef(forRecall: 0.5, k: 10) <= ef)
        let empty = try HNSWIndex(
            shape: VectorShape(element: .float32, dimension: 3, metric: .l2)
        )
        #expect(try empty.ef(forRecall: 0.9, k: 7) >= 7)
    }

    @Test(
        "a recall is to be had for any number of rows",
        arguments: [2100, 5000, Int.max - 1, .max]
    )
    func targetRecallOfMany(k: Int) throws {
        let effort = SearchEffort(ef: 50, targetRecall: 0.95)
        for kind in AnyIndex.allCases {
            let index = try kind.make(4, .l2)
            for row in 0..<2500 {
                let values = Self.sample.rows[row % Self.sample.rows.count]
                try index.add(row: UInt64(row), Array(values.prefix(4)))
            }
            let found = try index.nearest([1, 2, 3, 4], k: k, effort: effort)
            #expect(found.count == min(k, 2500))
        }
        let graph = try HNSWIndex.make(Sample(count: 300, dimension: 4, seed: 2), .l2)
        #expect(try graph.ef(forRecall: 0.9, k: k) >= 300)
        let lists = try IVFIndex.make(Sample(count: 300, dimension: 4, seed: 2), .l2)
        #expect(try lists.probes(forRecall: 0.9, k: k) >= 1)
    }

    @Test("k beyond the rows answers all of them, each once")
    func allRows() throws {
        let index = try HNSWIndex.make(Sample(count: 300, dimension: 16, seed: 3), .l2)
        let found = try index.search([Float](repeating: 0, count: 16), k: 1000)
        #expect(found.count == 300)
        #expect(Set(found.map(\.row)).count == 300)
    }

    @Test("an empty index and k of 0 answer nothing")
    func nothing() throws {
        let shape = try VectorShape(element: .float32, dimension: 3, metric: .l2)
        let index = try HNSWIndex(shape: shape)
        #expect(try index.search([1, 2, 3], k: 10).isEmpty)
        try index.insert(row: 7, [1, 2, 3])
        #expect(try index.search([1, 2, 3], k: 0).isEmpty)
        #expect(try index.search([1, 2, 3], k: 10) == [Neighbor(row: 7, distance: 0)])
    }

    @Test("filters of every selectivity keep recall and always answer k rows")
    func filters() throws {
        var sample = Sample(count: 3010, dimension: 32, seed: 5)
        let queries = Array(sample.rows[3000...])
        sample.rows.removeLast(queries.count)
        let index = try HNSWIndex.make(sample, .l2)
        for step in [2, 10, 100, 1000] {
            let rows = stride(from: 0, to: 3000, by: step).map { UInt64($0) }
            for query in queries {
                let found = try index.search(query, k: 10, filter: .rows(RowSet(rows)))
                #expect(found.count == min(10, rows.count))
                #expect(found.allSatisfy { $0.row % UInt64(step) == 0 })
                let other = try index.search(
                    query,
                    k: 10,
                    filter: .predicate { $0 % UInt64(step) == 0 }
                )
                #expect(other.count == min(10, rows.count))
            }
            let recall = try index.recall(
                sample,
                queries: queries,
                k: 10,
                ef: 60,
                filter: .rows(RowSet(rows)),
                accepts: { $0 % step == 0 }
            )
            #expect(recall >= 0.95)
        }
    }

    @Test(
        "each way to search among a filter's rows finds them",
        arguments: SearchStrategy.allCases
    )
    func strategies(strategy: SearchStrategy) throws {
        var sample = Sample(count: 2020, dimension: 24, seed: 6)
        let queries = Array(sample.rows[2000...])
        sample.rows.removeLast(queries.count)
        let index = try HNSWIndex.make(sample, .l2)
        for step in [3, 12] {
            let set = RowSet(stride(from: 0, to: 2000, by: step).map { UInt64($0) })
            var hits = 0
            for query in queries {
                var statistics = SearchStatistics()
                let found = try query.withUnsafeBufferPointer {
                    try index.search(
                        .float32($0),
                        k: 10,
                        ef: 60,
                        filter: .rows(set),
                        strategy: strategy,
                        statistics: &statistics
                    )
                }
                #expect(found.count == 10)
                #expect(found.allSatisfy { set.contains($0.row) })
                if strategy != .scan { #expect(statistics.nodesExpanded > 0) }
                let truth = sample.exact(query, k: 10, .l2, accepts: { $0 % step == 0 })
                hits += Set(truth).intersection(found.map(\.row)).count
            }
            #expect(hits >= 190)
        }
    }

    @Test("removed rows are gone at once and take no place in the results")
    func removal() throws {
        let index = try HNSWIndex.make(Self.sample, .l2)
        for row in stride(from: 0, to: 1500, by: 2) { #expect(index.remove(row: UInt64(row))) }
        #expect(!index.remove(row: 0))
        #expect(index.count == 750)
        for query in Self.queries {
            let found = try index.search(query, k: 10, ef: 10)
            #expect(found.count == 10)
            #expect(found.allSatisfy { $0.row % 2 == 1 })
        }
        #expect(index.checkInvariants().isEmpty)
    }

    @Test("vacuum frees slots, keeps recall, and slots are used again")
    func vacuum() throws {
        let sample = Self.sample
        let index = try HNSWIndex.make(sample, .l2)
        for round in 0..<5 {
            for row in stride(from: round, to: 1500, by: 5) { index.remove(row: UInt64(row)) }
            let report = try index.vacuum()
            #expect(report.slotsFreed == 300)
            #expect(index.checkInvariants().isEmpty)
            #expect(index.unreachableRows.isEmpty)
            for row in stride(from: round, to: 1500, by: 5) {
                try index.insert(row: UInt64(row), sample.rows[row])
            }
            #expect(index.checkInvariants().isEmpty)
        }
        #expect(index.unreachableRows.count <= 1)
        let recall = try index.recall(sample, queries: Self.queries, k: 10, ef: 80)
        #expect(recall >= 0.97)
    }

    @Test("removing everything leaves an index that can be filled again")
    func emptied() throws {
        let sample = Sample(count: 200, dimension: 8, seed: 9)
        let index = try HNSWIndex.make(sample, .cosine)
        for row in 0..<200 { index.remove(row: UInt64(row)) }
        #expect(try index.search(sample.rows[0], k: 5).isEmpty)
        try index.vacuum()
        #expect(try index.search(sample.rows[0], k: 5).isEmpty)
        try index.insert(row: 5, sample.rows[5])
        #expect(try index.search(sample.rows[0], k: 5).map(\.row) == [5])
        #expect(index.checkInvariants().isEmpty)
    }

    @Test("inserting a row again replaces its vector")
    func replacing() throws {
        let index = try HNSWIndex.make(Self.sample, .l2)
        let far = [Float](repeating: 90, count: 48)
        try index.insert(row: 3, far)
        #expect(index.count == 1500)
        #expect(try index.search(far, k: 1).first?.row == 3)
        #expect(try !index.search(Self.sample.rows[3], k: 5).contains { $0.row == 3 })
    }

    @Test("thousands of equal vectors are all found")
    func equalVectors() throws {
        let shape = try VectorShape(element: .float32, dimension: 8, metric: .l2)
        let index = try HNSWIndex(shape: shape)
        for row in 0..<2000 { try index.insert(row: UInt64(row), [1, 2, 3, 4, 5, 6, 7, 8]) }
        #expect(try index.search([1, 2, 3, 4, 5, 6, 7, 8], k: 10).count == 10)
        let all = try index.search([1, 2, 3, 4, 5, 6, 7, 8], k: 2000)
        #expect(Set(all.map(\.row)).count == 2000)
    }

    @Test(
        "many copies of each vector do not hide the others",
        arguments: [Metric.l2, .cosine, .innerProduct],
        [Quantizer.none, .int8, .binary]
    )
    func copies(metric: Metric, quantizer: Quantizer) throws {
        var sample = Sample(count: 340, dimension: 32, seed: 11)
        let queries = sample.rows.suffix(40)
        // Some vectors come up a hundred times, most a few times.
        sample.rows = (0..<4000).map { sample.rows[$0 % 2 == 0 ? $0 % 20 : $0 % 300] }
        var options = HNSWOptions()
        options.quantizer = quantizer
        let index = try HNSWIndex.make(sample, metric, options)
        func share(among live: (Int) -> Bool) throws -> Double {
            var right = 0
            for query in queries {
                let truth = sample.exact(query, k: 20, metric, accepts: live).map {
                    Sample.distance(query, sample.rows[Int($0)], metric)
                }
                let found = try index.search(query, k: 20, ef: 100)
                #expect(found.count == 20)
                let last = truth[19] + 1e-3 * abs(truth[19])
                right += found.count { $0.distance <= last }
            }
            return Double(right) / Double(20 * queries.count)
        }
        // A bit a dimension is little in 32 dimensions.
        let least = quantizer == .binary ? 0.7 : 0.95
        #expect(try share { _ in true } >= least)
        #expect(index.checkInvariants().isEmpty)
        for row in 0..<4000 where row % 3 == 0 { index.remove(row: UInt64(row)) }
        try index.vacuum()
        #expect(index.checkInvariants().isEmpty)
        #expect(index.unreachableRows.isEmpty)
        #expect(try share { $0 % 3 != 0 } >= least)
    }

    @Test("rows that come again with the vectors they had are found", arguments: [1, 4])
    func again(rounds: Int) throws {
        let sample = Sample(count: 3000, dimension: 16, seed: 21, centers: 3000)
        let index = try HNSWIndex.make(sample, .l2)
        for _ in 0..<rounds {
            // As the replay of a log does after a crash, without a vacuum in between.
            for row in 2500..<3000 {
                index.remove(row: UInt64(row))
                try index.insert(row: UInt64(row), sample.rows[row])
            }
        }
        func lost() throws -> Int {
            try (2500..<3000).count { row in
                try !index.search(sample.rows[row], k: 3).contains { $0.row == UInt64(row) }
            }
        }
        #expect(try lost() == 0)
        try index.vacuum()
        #expect(try lost() == 0)
        #expect(index.checkInvariants().isEmpty)
    }

    @Test("rows unlike all others are found when they come together")
    func island() throws {
        var generator = SplitMix64(seed: 6)
        var sample = Sample(count: 4000, dimension: 16, seed: 31)
        sample.rows = sample.rows.map { $0.map { $0 + 3 } }
        for row in 0..<300 {
            // Opposite to the others.
            sample.rows.append(
                sample.rows[row].map { -$0 + Float.random(in: -0.2...0.2, using: &generator) }
            )
        }
        var options = HNSWOptions()
        options.m = 8
        options.efConstruction = 16
        let index = try HNSWIndex.make(sample, .cosine, options)
        let lost = try (4000..<4300).count { row in
            try index.search(sample.rows[row], k: 1, ef: 100).first?.row != UInt64(row)
        }
        #expect(lost <= 3)
        #expect(index.checkInvariants().isEmpty)
    }

    @Test("unfit vectors are refused and change nothing")
    func unfit() throws {
        let shape = try VectorShape(element: .float32, dimension: 3, metric: .cosine)
        let index = try HNSWIndex(shape: shape)
        #expect(throws: IndexError.dimensionMismatch(expected: 3, got: 2)) {
            try index.insert(row: 1, [1, 2])
        }
        #expect(throws: IndexError.notFinite) { try index.insert(row: 1, [1, .nan, 2]) }
        #expect(throws: IndexError.notFinite) { try index.insert(row: 1, [1, .infinity, 2]) }
        #expect(throws: IndexError.notFinite) { try index.search([1, .nan, 2], k: 1) }
        // Not indexed, as in pgvector.
        #expect(try !index.insert(row: 1, [0, 0, 0]))
        #expect(index.count == 0)
        try index.insert(row: 2, [1, 0, 0])
        #expect(try index.search([0, 0, 0], k: 1).map(\.row) == [2])
    }

    @Test("options out of range are refused")
    func options() throws {
        let shape = try VectorShape(element: .float32, dimension: 3, metric: .l2)
        var options = HNSWOptions()
        options.m = 1
        #expect(throws: IndexError.optionOutOfRange(name: "m", value: 1, allowed: 2...100)) {
            try HNSWIndex(shape: shape, options: options)
        }
        options.m = 40
        #expect(
            throws: IndexError.optionOutOfRange(
                name: "ef_construction",
                value: 64,
                allowed: 80...1000
            )
        ) { try HNSWIndex(shape: shape, options: options) }
        options = HNSWOptions()
        options.rowLimit = 2
        let index = try HNSWIndex(shape: shape, options: options)
        try index.insert(row: 1, [1, 2, 3])
        try index.insert(row: 2, [1, 2, 3])
        #expect(throws: IndexError.full(limit: 2)) { try index.insert(row: 3, [1, 2, 3]) }
        #expect(throws: IndexError.self) {
            try VectorShape(element: .bit, dimension: 3, metric: .l2)
        }
    }
}
