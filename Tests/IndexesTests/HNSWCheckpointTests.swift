// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import TestSupport
import Testing
import Vectors

@Suite struct HNSWCheckpointTests {
    static let sample = Sample(count: 600, dimension: 24, seed: 11)

    private func answers(_ index: HNSWIndex) throws -> [[Neighbor]] {
        try Self.sample.rows.prefix(40).map { try index.search($0, k: 10) }
    }

    @Test(
        "an index answers the same after it was saved and opened",
        arguments: Quantizer.allCases,
        [IndexAccess.loaded, .mapped, .deferred]
    )
    func roundTrip(quantizer: Quantizer, access: IndexAccess) throws {
        let directory = try TemporaryDirectory()
        var options = HNSWOptions()
        options.quantizer = quantizer
        let index = try HNSWIndex.make(Self.sample, .l2, options)
        for row in 0..<50 { index.remove(row: UInt64(row)) }
        try index.vacuum()
        for row in 100..<120 { index.remove(row: UInt64(row)) }
        let before = try answers(index)
        try index.checkpoint(to: directory.path + "/index", sequence: 42, releasesVectors: true)
        #expect(try answers(index) == before)
        let (opened, sequence) = try HNSWIndex.open(at: directory.path + "/index", access: access)
        #expect(sequence == 42)
        #expect(opened.count == 530)
        #expect(opened.deletedCount == 20)
        #expect(opened.checkInvariants().isEmpty)
        #expect(try answers(opened) == before)
        // It goes on as if nothing had happened.
        for row in 0..<120 { try opened.insert(row: UInt64(row), Self.sample.rows[row]) }
        #expect(opened.count == 600)
        try opened.vacuum()
        #expect(opened.checkInvariants().isEmpty)
        try opened.checkpoint(to: directory.path + "/index", sequence: 43)
        #expect(try HNSWIndex.open(at: directory.path + "/index").index.count == 600)
    }

    @Test("every damaged byte is found")
    func damage() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/index"
        let index = try HNSWIndex.make(Sample(count: 60, dimension: 8, seed: 2), .cosine)
        try index.checkpoint(to: path, sequence: 1)
        let good = try FileSystem.read(path)
        var generator = SplitMix64(seed: 3)
        for trial in 0..<300 {
            var bad = good
            // The first bytes hold magic, version and checksum: try each of them.
            let place = trial < 64 ? trial : Int(generator.next() % UInt64(good.count))
            bad[place] ^= UInt8(1 << (generator.next() % 8))
            try FileSystem.writeAtomically(bad, to: path)
            #expect(throws: IndexError.self, "byte \(place)") {
                _ = try HNSWIndex.open(at: path, access: trial % 2 == 0 ? .mapped : .loaded)
            }
        }
    }

    @Test("a file cut short at any length is refused")
    func truncation() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/index"
        try HNSWIndex.make(Sample(count: 40, dimension: 8, seed: 2), .l2)
            .checkpoint(to: path, sequence: 1)
        let good = try FileSystem.read(path)
        for count in [0, 1, 7, 100, 4095, 4096, 5000, good.count / 2, good.count - 1] {
            try FileSystem.writeAtomically(Array(good.prefix(count)), to: path)
            #expect(throws: IndexError.self, "\(count) bytes") {
                _ = try HNSWIndex.open(at: path)
            }
        }
        try FileSystem.writeAtomically(good + [0], to: path)
        #expect(throws: IndexError.self) { _ = try HNSWIndex.open(at: path) }
        #expect(throws: IndexError.self) { _ = try HNSWIndex.open(at: path + ".missing") }
    }

    @Test("an empty index can be saved and opened")
    func empty() throws {
        let directory = try TemporaryDirectory()
        let shape = try VectorShape(element: .float32, dimension: 4, metric: .l2)
        try HNSWIndex(shape: shape).checkpoint(to: directory.path + "/index", sequence: 9)
        let (opened, sequence) = try HNSWIndex.open(at: directory.path + "/index")
        #expect(sequence == 9)
        #expect(opened.count == 0)
        try opened.insert(row: 1, [1, 2, 3, 4])
        #expect(try opened.search([1, 2, 3, 4], k: 3).map(\.row) == [1])
    }
}
