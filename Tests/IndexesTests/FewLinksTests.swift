// SPDX-License-Identifier: Apache-2.0

import Indexes
import Testing
import Vectors

/// Hands out strings of bits as rows 0, 1, 2, ...
private final class BitSource: VectorSource, @unchecked Sendable {
    private let rows: [BitString]
    private let count: Int
    private var next = 0

    init(_ rows: [BitString], count: Int) {
        self.rows = rows
        self.count = count
    }

    var estimatedCount: Int { rows.count }

    func fill(_ batch: inout VectorBatch) {
        while next < rows.count, batch.count < 64 {
            rows[next].bytes.withUnsafeBufferPointer {
                batch.append(row: UInt64(next), .bits($0, count: count))
            }
            next += 1
        }
    }
}

/// Graphs of few links over short strings of bits, whose distances are few and often equal.
@Suite struct FewLinksTests {
    private static let bits = 52

    private static func draw(_ count: Int, seed: UInt64) -> [BitString] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { _ in
            let word = generator.next()
            return BitString((0..<bits).map { word >> UInt64($0) & 1 != 0 })
        }
    }

    private func distance(_ a: BitString, _ b: BitString) -> Int {
        zip(a.bytes, b.bytes).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
    }

    @Test("walks find most of the nearest", arguments: [(4, 0.86), (16, 0.99)])
    func recall(m: Int, least: Double) throws {
        let rows = Self.draw(5000, seed: 1)
        var options = HNSWOptions()
        options.m = m
        let index = try HNSWIndex.build(
            BitSource(rows, count: Self.bits),
            shape: VectorShape(element: .bit, dimension: Self.bits, metric: .hamming),
            options: options
        )
        var hits = 0
        for query in Self.draw(40, seed: 2) {
            let last = rows.map { distance($0, query) }.sorted()[9]
            var statistics = SearchStatistics()
            let found = try query.bytes.withUnsafeBufferPointer {
                try index.search(
                    .bits($0, count: Self.bits),
                    k: 10,
                    ef: 100,
                    statistics: &statistics
                )
            }
            hits += found.count { Int($0.distance) <= last }
        }
        let recall = Double(hits) / 400
        #expect(recall >= least)
    }
}
