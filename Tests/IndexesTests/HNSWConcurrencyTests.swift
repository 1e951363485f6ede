// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Synchronization
import TestSupport
import Testing
import Vectors

/// Rows of a sample in batches.
final class SampleSource: VectorSource, @unchecked Sendable {
    private let sample: Sample
    private let repeats: UInt64
    private var next = 0

    init(_ sample: Sample, rowsUnder repeats: UInt64 = .max) {
        self.sample = sample
        self.repeats = repeats
    }

    var estimatedCount: Int { sample.rows.count }

    func fill(_ batch: inout VectorBatch) {
        while next < sample.rows.count, batch.count < 64 {
            sample.rows[next].withUnsafeBufferPointer {
                batch.append(row: UInt64(next) % repeats, .float32($0))
            }
            next += 1
        }
    }
}

@Suite struct HNSWConcurrencyTests {
    static let sample = Sample(count: 2000, dimension: 24, seed: 41)
    static let shape = try? VectorShape(element: .float32, dimension: 24, metric: .l2)

    @Test("threads build an index as good as one thread's")
    func parallelBuild() throws {
        let shape = try #require(Self.shape)
        let progress = BuildProgress()
        let index = try HNSWIndex.build(
            SampleSource(Self.sample),
            shape: shape,
            threads: 3,
            progress: progress
        )
        #expect(progress.rowsDone == 2000)
        #expect(index.count == 2000)
        #expect(index.checkInvariants().isEmpty)
        #expect(index.unreachableRows.isEmpty)
        let recall = try index.recall(
            Self.sample,
            queries: Array(Self.sample.rows.prefix(40)),
            k: 10,
            ef: 60
        )
        #expect(recall >= 0.97)
    }

    @Test("a build refuses row ids that come twice, too little memory, and stops on request")
    func buildErrors() throws {
        let shape = try #require(Self.shape)
        #expect(throws: IndexError.self) {
            try HNSWIndex.build(SampleSource(Self.sample, rowsUnder: 1999), shape: shape)
        }
        let needed = HNSWIndex.estimatedBytes(rows: 2000, shape: shape, options: HNSWOptions())
        #expect(throws: IndexError.notEnoughMemory(needed: needed, allowed: 1000)) {
            try HNSWIndex.build(SampleSource(Self.sample), shape: shape, memoryLimitBytes: 1000)
        }
        let progress = BuildProgress()
        progress.cancel()
        #expect(throws: IndexError.cancelled) {
            try HNSWIndex.build(SampleSource(Self.sample), shape: shape, progress: progress)
        }
    }

    @Test("searches, inserts, removals, vacuums and checkpoints run at once and lose nothing")
    func everythingAtOnce() throws {
        let shape = try #require(Self.shape)
        let sample = Self.sample
        let directory = try TemporaryDirectory()
        let index = try HNSWIndex(shape: shape)
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
                for _ in 0..<600 {
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
                    _ = try HNSWIndex.open(at: directory.path + "/index")
                }
            },
            try run("search") {
                var row = 0
                while !isOver.load(ordering: .acquiring) {
                    row = (row + 1) % 500
                    let found = try index.search(sample.rows[row], k: 10, ef: 80)
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
        #expect(index.unreachableRows.isEmpty)
        #expect(index.deletedCount == 0)
    }
}
