// SPDX-License-Identifier: Apache-2.0

import Indexes
import Testing
import Vectors

@Suite struct HNSWIteratorTests {
    static let sample = Sample(count: 1200, dimension: 24, seed: 21)

    private func begin(_ index: HNSWIndex, filter: RowFilter? = nil) throws -> HNSWIterator {
        let query = Self.sample.rows[17]
        var made: Result<HNSWIterator, any Error>?
        query.withUnsafeBufferPointer { buffer in
            made = Result { try index.makeIterator(.float32(buffer), ef: 30, filter: filter) }
        }
        return try #require(made).get()
    }

    @Test("it returns every row once, in about the order of distance")
    func everyRow() throws {
        let index = try HNSWIndex.make(Self.sample, .l2)
        let iterator = try begin(index)
        var rows: [UInt64] = []
        while true {
            let batch = try iterator.next()
            if batch.isEmpty { break }
            #expect(batch.map(\.distance) == batch.map(\.distance).sorted())
            rows.append(contentsOf: batch.map(\.row))
        }
        #expect(rows.count == 1200)
        #expect(Set(rows).count == 1200)
        let exact = Self.sample.exact(Self.sample.rows[17], k: 200, .l2)
        #expect(Set(exact).intersection(rows.prefix(200)).count >= 180)
        #expect(try iterator.next().isEmpty)
    }

    @Test("a filter's rows all come, and no others")
    func filtered() throws {
        let index = try HNSWIndex.make(Self.sample, .l2)
        for filter in [
            RowFilter.predicate { $0 % 50 == 3 },
            .rows(RowSet(stride(from: 3, to: 1200, by: 50).map { UInt64($0) })),
        ] {
            let iterator = try begin(index, filter: filter)
            var rows: Set<UInt64> = []
            while true {
                let batch = try iterator.next()
                if batch.isEmpty { break }
                rows.formUnion(batch.map(\.row))
            }
            #expect(rows == Set(stride(from: 3, to: 1200, by: 50).map { UInt64($0) }))
        }
    }

    @Test("each batch says what it read: codes, links and vectors")
    func cost() throws {
        let iterator = try begin(try HNSWIndex.make(Self.sample, .l2))
        for _ in 0..<5 {
            let before = iterator.statistics
            #expect(try !iterator.next().isEmpty)
            let cost = iterator.statistics.since(before)
            #expect(cost.nodesExpanded > 0)
            // 32 links of four bytes, and 24 floats.
            #expect(cost.bytesRead > 128 * cost.nodesExpanded + 96 * cost.vectorsRescored)
        }
    }

    @Test("slots it may know are not reused while it lives")
    func reuse() throws {
        let index = try HNSWIndex.make(Self.sample, .l2)
        var iterator: HNSWIterator? = try begin(index)
        _ = try iterator?.next()
        for row in 0..<600 { index.remove(row: UInt64(row)) }
        #expect(try index.vacuum().slotsFreed == 0)
        var rows: Set<UInt64> = []
        while let batch = try iterator?.next(), !batch.isEmpty { rows.formUnion(batch.map(\.row)) }
        // What it meets now is neither removed nor another row in a removed one's place.
        #expect(rows.allSatisfy { $0 >= 600 })
        iterator = nil
        #expect(try index.vacuum().slotsFreed == 600)
        #expect(index.checkInvariants().isEmpty)
    }
}
