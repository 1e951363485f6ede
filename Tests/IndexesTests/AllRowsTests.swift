// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Synchronization
import Testing
import Vectors

/// Searches for all rows while others come.
@Suite struct AllRowsTests {
    private static let sample = Sample(count: 3000, dimension: 8, seed: 15)

    @Test("rows that come meanwhile put no lasting row out", arguments: AnyIndex.allCases)
    func lasting(kind: AnyIndex) throws {
        let index = try kind.make(8, .l2)
        let lasting = 600
        for row in 0..<lasting { try index.add(row: UInt64(row), Self.sample.rows[row]) }
        let isOver = Atomic<Bool>(false)
        let failures = Lock<[String]>([])
        let writer = try OSThread(name: "writer") {
            do {
                for row in 600..<3000 where !isOver.load(ordering: .relaxed) {
                    try index.add(row: UInt64(row), Self.sample.rows[row])
                }
            } catch { failures.withLock { $0.append("\(error)") } }
        }
        // As many rows as there are, so that each that comes while it is searched is one more.
        for round in 0..<60 where index.count < 3000 {
            let k = index.count
            let found = Set(try index.nearest(Self.sample.rows[round], k: 3000).map(\.row))
            let lost = (0..<UInt64(lasting)).count { !found.contains($0) }
            if lost > 0 { failures.withLock { $0.append("\(lost) of \(k) rows lost") } }
        }
        isOver.store(true, ordering: .relaxed)
        writer.join()
        #expect(failures.withLock { $0 }.prefix(3).isEmpty)
    }
}
