// SPDX-License-Identifier: Apache-2.0

import Indexes
import Testing
import Vectors

/// Chains of equal vectors whose members come and go.
@Suite struct HNSWTwinTests {
    private static let sample = Sample(count: 300, dimension: 8, seed: 8)
    private static let same: [Float] = [9, 9, 9, 9, 9, 9, 9, 9]

    /// Rows unlike each other, and copies from row 1000 on: the first is the head, the last is next
    /// to it, the others follow.
    private func index(copies: Int) throws -> HNSWIndex {
        let index = try HNSWIndex.make(Self.sample, .l2)
        for copy in 0..<copies { try index.insert(row: 1000 + UInt64(copy), Self.same) }
        #expect(index.unreachableRows.isEmpty)
        return index
    }

    @Test("a copy that takes the place of a dead one leads on to those behind it")
    func behindDead() throws {
        for dead in 1...5 {
            let index = try index(copies: 8)
            // The newest, which the head names, and those behind it.
            for copy in 0..<dead { index.remove(row: 1007 - UInt64(copy)) }
            try index.insert(row: 2000, Self.same)
            #expect(index.unreachableRows.isEmpty)
            let found = Set(try index.search(Self.same, k: 9 - dead).map(\.row))
            #expect(found == Set((1000..<1008 - UInt64(dead)) + [2000]))
            try index.vacuum()
            #expect(index.unreachableRows.isEmpty)
            #expect(index.checkInvariants().isEmpty)
        }
    }

    @Test("copies in any order of coming and going stay reachable", arguments: 0..<12)
    func history(seed: Int) throws {
        var generator = SplitMix64(seed: UInt64(seed))
        let index = try index(copies: 3)
        var live: [UInt64] = [1000, 1001, 1002]
        for row in 1003..<UInt64(1200) {
            // The head stays: the copies behind a dead one begin a chain of their own.
            if live.count > 2, generator.next() % 5 < 2 {
                index.remove(
                    row: live.remove(at: 1 + Int(generator.next() % UInt64(live.count - 1)))
                )
            } else {
                try index.insert(row: row, Self.same)
                live.append(row)
            }
            let lost = index.unreachableRows
            #expect(lost.isEmpty, "after row \(row)")
            if !lost.isEmpty { return }
        }
        try index.vacuum()
        #expect(index.unreachableRows.isEmpty)
        #expect(index.checkInvariants().isEmpty)
    }
}
