// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization
import TestSupport
import Testing
import Vectors

@testable import Indexes

@Suite struct IVFConcurrencyTests {
    static let sample = Sample(count: 2000, dimension: 16, seed: 43)

    @Test("searches, inserts, removals, vacuums and checkpoints run at once and lose nothing")
    func everythingAtOnce() throws {
        let sample = Self.sample
        let directory = try TemporaryDirectory()
        var options = IVFOptions()
        options.lists = 20
        let index = try IVFIndex(
            shape: VectorShape(element: .float32, dimension: 16, metric: .l2),
            options: options
        )
        // Rows below 500 stay for good; the others come and go.
        for row in 0..<500 { try index.insert(row: UInt64(row), sample.rows[row]) }
        let failures = Mutex<[String]>([])
        let isOver = Atomic<Bool>(false)
        func run(_ name: String, _ body: @escaping @Sendable () throws -> Void) throws -> OSThread {
            try OSThread(name: name) {
                do { try body() } catch { failures.withLock { $0.append("\(name): \(error)") } }
            }
        }
        let writers = try (0..<2).map { number in
            try run("writer \(number)") {
                var generator = SplitMix64(seed: UInt64(number))
                for _ in 0..<4000 {
                    let row = 500 + 2 * Int(generator.next() % 750) + number
                    if generator.next() % 3 == 0 {
                        index.remove(row: UInt64(row))
                    } else {
                        try index.insert(row: UInt64(row), sample.rows[row])
                    }
                }
            }
        }
        let others = [
            try run("vacuum") {
                while !isOver.load(ordering: .acquiring) { try index.vacuum() }
            },
            try run("checkpoint") {
                while !isOver.load(ordering: .acquiring) {
                    try index.checkpoint(to: directory.path + "/index", sequence: 1)
                    _ = try IVFIndex.open(at: directory.path + "/index")
                }
            },
            try run("search") {
                var row = 0
                while !isOver.load(ordering: .acquiring) {
                    row = (row + 1) % 500
                    // All lists: a lasting row may never be missed.
                    let found = try index.search(sample.rows[row], k: 10, probes: 10_000)
                    if found.count != 10 || Set(found.map(\.row)).count != 10 {
                        failures.withLock { $0.append("\(found.count) rows for \(row)") }
                    }
                    if found.first?.row != UInt64(row), found.first?.distance != 0 {
                        failures.withLock { $0.append("row \(row) not found") }
                    }
                }
            },
        ]
        for thread in writers { thread.join() }
        isOver.store(true, ordering: .releasing)
        for thread in others { thread.join() }
        try index.vacuum()
        try index.vacuum()
        #expect(failures.withLock { $0 }.prefix(5).isEmpty)
        #expect(index.checkInvariants().prefix(5).isEmpty)
        #expect(index.deletedCount == 0)
    }

    @Test("a split between two looks at the centroids hides no list")
    func splitWhileChoosing() throws {
        let sample = Self.sample
        var options = IVFOptions()
        options.lists = 20
        let index = try IVFIndex(
            shape: VectorShape(element: .float32, dimension: 16, metric: .l2),
            options: options
        )
        for row in 0..<500 { try index.insert(row: UInt64(row), sample.rows[row]) }
        try index.vacuum()
        let first = index.listCount
        var next = 500
        var tries = 0
        let chosen = try index.withoutDepartures { () throws(IndexError) -> [UInt32] in
            tries += 1
            let slots = 0..<UInt32(index.centroids.ledger.slotCount.load(ordering: .acquiring))
            // Lists come after the last centroid that is looked at, and go before the first is.
            while tries == 1, index.listCount < first + 3 {
                try index.insert(row: UInt64(next), sample.rows[next])
                next += 1
            }
            return slots.filter(index.centroids.isLive)
                .map { UInt32(index.centroids.table.row(of: $0)) }
        }
        #expect(tries == 2)
        let found = Set(chosen.flatMap { index.lists.slots($0) }.map { index.table.row(of: $0) })
        #expect((0..<UInt64(next)).filter { !found.contains($0) }.isEmpty)
    }

    @Test("a split that fails midway keeps what has moved for the searches that run")
    func failedSplit() throws {
        var options = IVFOptions()
        options.lists = 20
        options.rowLimit = 4000
        let index = try IVFIndex(
            shape: VectorShape(element: .float32, dimension: 16, metric: .l2),
            options: options
        )
        for row in 0..<64 { try index.insert(row: UInt64(row), Self.sample.rows[row]) }
        let list = index.list(of: 0)
        #expect(index.lists.size(list) == 64 && index.splitSize == 64)
        // All chunks of lists but one are taken: one of the halves gets it, the other none.
        let spare = try index.lists.makeList([0])
        var size = 1 << 23
        while size > 0 {
            let slots = [UInt32](repeating: 0, count: size)
            if (try? index.lists.makeList(slots)) == nil { size /= 2 }
        }
        index.lists.freeList(spare)
        let epoch = index.contexts.advance()
        try index.insert(row: 64, Self.sample.rows[64])
        let moved = (0..<UInt32(65)).count { index.list(of: $0) != list }
        #expect(moved > 0 && moved < 65)
        #expect(index.reshaping.withLock { $0.moved } > epoch)
        #expect(try index.search(Self.sample.rows[3], k: 65, probes: 10).count == 65)
    }

    @Test(
        "an index answers the same after it was saved and opened",
        arguments: Quantizer.allCases,
        [IndexAccess.loaded, .mapped, .deferred]
    )
    func roundTrip(quantizer: Quantizer, access: IndexAccess) throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/index"
        var options = IVFOptions()
        options.lists = 20
        options.quantizer = quantizer
        let index = try IVFIndex.make(Self.sample, .cosine, options)
        for row in 0..<50 { index.remove(row: UInt64(row)) }
        let queries = Self.sample.rows.prefix(40)
        let before = try queries.map { try index.search($0, k: 10, probes: 100) }
        try index.checkpoint(to: path, sequence: 42, releasesVectors: true)
        #expect(try queries.map { try index.search($0, k: 10, probes: 100) } == before)
        let (opened, sequence) = try IVFIndex.open(at: path, access: access)
        #expect(sequence == 42)
        #expect(opened.count == 1950)
        #expect(opened.listCount == index.listCount)
        #expect(opened.checkInvariants().isEmpty)
        #expect(try queries.map { try opened.search($0, k: 10, probes: 100) } == before)
        for row in 0..<50 { try opened.insert(row: UInt64(row), Self.sample.rows[row]) }
        try opened.vacuum()
        #expect(opened.count == 2000)
        #expect(opened.checkInvariants().isEmpty)
    }

    @Test("every damaged byte and every cut is found")
    func damage() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/index"
        try IVFIndex.make(Sample(count: 80, dimension: 8, seed: 2), .l2)
            .checkpoint(to: path, sequence: 1)
        let good = try FileSystem.read(path)
        var generator = SplitMix64(seed: 3)
        for trial in 0..<200 {
            var bad = good
            let place = trial < 64 ? trial : Int(generator.next() % UInt64(good.count))
            bad[place] ^= UInt8(1 << (generator.next() % 8))
            try FileSystem.writeAtomically(bad, to: path)
            #expect(throws: IndexError.self, "byte \(place)") {
                _ = try IVFIndex.open(at: path, access: trial % 2 == 0 ? .mapped : .loaded)
            }
        }
        for count in [0, 7, 4096, good.count / 2, good.count - 1] {
            try FileSystem.writeAtomically(Array(good.prefix(count)), to: path)
            #expect(throws: IndexError.self) { _ = try IVFIndex.open(at: path) }
        }
    }
}
