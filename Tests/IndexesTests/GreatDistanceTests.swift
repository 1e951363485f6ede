// SPDX-License-Identifier: Apache-2.0

import Indexes
import Testing
import Vectors

/// Vectors so long, or so short, that float32 does not hold the square of their length.
@Suite struct GreatDistanceTests {
    static let sample = Sample(count: 2600, dimension: 3, seed: 77)
    static let metrics: [Metric] = [.l2, .innerProduct, .cosine]
    /// Every sign and order, so that differences and sums go beyond the range too.
    static let extremes: [[Float]] = [
        [2e19, 0, 0], [0, -2e19, 1], [3e38, 3e38, 3e38], [-3e38, 3e38, -3e38], [3e38, 0, 0],
        [-3e38, -3e38, -3e38], [3.4e38, -3.4e38, 1], [0x1p-133, 0x1p-132, 0], [0, 0x1p-149, 0],
        [1e25, 1, 1],
    ]

    private func mixed(_ count: Int) -> Sample {
        var sample = Self.sample
        sample.rows = Self.extremes + sample.rows.prefix(count)
        return sample
    }

    private func check(_ index: any NeighborIndex, _ sample: Sample) throws {
        #expect(index.count == sample.rows.count)
        #expect(index.checkInvariants().prefix(3).isEmpty)
        for query in [Self.extremes[0], Self.extremes[2], Self.extremes[7], [1, 2, 3]] {
            let all = try index.nearest(query, k: sample.rows.count + 5)
            #expect(Set(all.map(\.row)).count == sample.rows.count)
            #expect(all.count == sample.rows.count)
            #expect(try index.nearest(query, k: 30).count == 30)
            let streamed = try index.streamed(query)
            #expect(Set(streamed.map(\.row)).count == sample.rows.count)
            #expect(streamed.count == sample.rows.count)
        }
    }

    @Test("inverted files are built of them", arguments: metrics, Quantizer.allCases)
    func invertedFile(metric: Metric, quantizer: Quantizer) throws {
        let sample = mixed(600)
        var options = IVFOptions()
        options.lists = 20
        options.quantizer = quantizer
        let index = try IVFIndex.make(sample, metric, options)
        try check(index, sample)
        try index.vacuum()
        try check(index, sample)
    }

    @Test("lists of them are split", arguments: metrics)
    func splits(metric: Metric) throws {
        var options = IVFOptions()
        options.lists = 0
        let index = try IVFIndex(
            shape: VectorShape(element: .float32, dimension: 3, metric: metric),
            options: options
        )
        var generator = SplitMix64(seed: 4)
        for row in 0..<400 {
            let values = (0..<3).map { _ in 3e38 * Float.random(in: -1...1, using: &generator) }
            try index.insert(row: UInt64(row), values)
        }
        try index.vacuum()
        #expect(index.checkInvariants().prefix(3).isEmpty)
        #expect(try index.search([3e38, 0, 0], k: 400, probes: 1).count == 400)
    }

    @Test("graphs are built of them", arguments: metrics, Quantizer.allCases)
    func graph(metric: Metric, quantizer: Quantizer) throws {
        let sample = mixed(600)
        var options = HNSWOptions()
        options.quantizer = quantizer
        let built = try HNSWIndex.build(
            SampleSource(sample),
            shape: VectorShape(element: .float32, dimension: 3, metric: metric),
            options: options,
            threads: 2
        )
        try check(built, sample)
        let grown = try HNSWIndex.make(sample, metric, options)
        try check(grown, sample)
        try grown.vacuum()
        #expect(grown.unreachableRows.isEmpty)
    }

    @Test("flat indexes hold them", arguments: metrics)
    func flat(metric: Metric) throws {
        let sample = mixed(600)
        let index = try AnyIndex.flat.make(3, metric)
        for (row, values) in sample.rows.enumerated() { try index.add(row: UInt64(row), values) }
        try check(index, sample)
    }

    @Test("a far row goes into an index of near ones", arguments: AnyIndex.allCases)
    func farRow(kind: AnyIndex) throws {
        for quantizer in [Quantizer.none, .int8] {
            let index = try kind.make(3, .l2, quantizer: quantizer)
            for row in 0..<1000 { try index.add(row: UInt64(row), Self.sample.rows[row]) }
            #expect(try index.add(row: 5000, [1e20, 0, 0]))
            #expect(try index.add(row: 5001, [-1e20, 5, 0]))
            let found = try index.nearest([1e20, 0, 0], k: 3)
            #expect(found.first == Neighbor(row: 5000, distance: 0))
            #expect(found.count == 3)
            #expect(index.checkInvariants().isEmpty)
        }
    }

    @Test("a far query finds as many rows as it asks for", arguments: AnyIndex.allCases)
    func farQuery(kind: AnyIndex) throws {
        for quantizer in [Quantizer.none, .int8, .binary] {
            let index = try kind.make(3, .l2, quantizer: quantizer)
            for row in 0..<2600 { try index.add(row: UInt64(row), Self.sample.rows[row]) }
            for k in [1, 10, 2100] {
                let found = try index.nearest([1e20, 0, 0], k: k)
                #expect(found.count == k)
                #expect(found.allSatisfy { $0.distance == .infinity })
            }
            let filtered = try index.nearest(
                [1e20, 0, 0],
                k: 10,
                filter: .rows(RowSet((0..<2500).map { UInt64($0) }))
            )
            #expect(filtered.count == 10)
        }
    }

    @Test(
        "directions of the shortest and the longest vectors are exact",
        arguments: AnyIndex.allCases
    )
    func directions(kind: AnyIndex) throws {
        let index = try kind.make(3, .cosine, quantizer: .none)
        let factors: [Float] = [0x1p-149, 0x1p-133, 0x1p-129, 1e-30, 1, 1e30, 1e38]
        // The first is where walks begin.
        for (row, factor) in factors.enumerated() {
            #expect(try index.add(row: UInt64(10_000 + row), [factor, 2 * factor, 0]))
        }
        for row in 0..<2000 { try index.add(row: UInt64(row), Self.sample.rows[row]) }
        let found = try index.nearest([1, 2, 0], k: 4000)
        #expect(found.count == 2007)
        for match in found where match.row >= 10_000 { #expect(match.distance < 1e-6) }
        let copy = try index.nearest([0x1p-133, 0x1p-132, 0], k: 7)
        #expect(copy.allSatisfy { $0.distance < 1e-3 })
        var hits = 0
        for query in Self.sample.rows[2000..<2040] {
            let truth = Self.sample.exact(query, k: 10, .cosine) { $0 < 2000 }
            let rows = try index.nearest(query, k: 17).map(\.row)
            hits += Set(truth).intersection(rows).count
        }
        #expect(hits >= 380)
    }
}
