// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import TestSupport
import Testing
import Vectors

/// Insertion in two steps, alike for all kinds of index.
@Suite struct PreparedInsertTests {
    static let sample = Sample(count: 500, dimension: 16, seed: 5)

    private func fill(_ index: any NeighborIndex, _ rows: Range<Int>) throws {
        for row in rows { try index.add(row: UInt64(row), Self.sample.rows[row]) }
    }

    @Test("a prepared row is in no result until it is published", arguments: AnyIndex.allCases)
    func publish(kind: AnyIndex) throws {
        let index = try kind.make(16, .l2)
        try fill(index, 0..<200)
        let values = Self.sample.rows[300]
        let slot = try #require(try index.prepare(row: 300, values))
        #expect(try index.nearest(values, k: 5).allSatisfy { $0.row != 300 })
        #expect(try index.streamed(values).count == 200)
        #expect(try index.nearest(values, k: 300).count == 200)
        #expect(index.count == 200 && !index.contains(300))
        index.publish(row: 300, slot: slot)
        #expect(try index.nearest(values, k: 1).first?.row == 300)
        #expect(index.count == 201 && index.contains(300))
        #expect(index.checkInvariants().isEmpty)
    }

    @Test("publishing replaces the row's vector in one step", arguments: AnyIndex.allCases)
    func replace(kind: AnyIndex) throws {
        let index = try kind.make(16, .cosine)
        try fill(index, 0..<200)
        let values = Self.sample.rows[400]
        let slot = try #require(try index.prepare(row: 7, values))
        #expect(try index.nearest(Self.sample.rows[7], k: 1).first?.row == 7)
        index.publish(row: 7, slot: slot)
        #expect(index.count == 200)
        #expect(try index.nearest(values, k: 1).first?.row == 7)
        let streamed = try index.streamed(Self.sample.rows[7])
        #expect(streamed.filter { $0.row == 7 }.count == 1 && streamed.count == 200)
        #expect(index.deletedCount == 1)
    }

    @Test("a zero vector under cosine is not prepared", arguments: AnyIndex.allCases)
    func zero(kind: AnyIndex) throws {
        let index = try kind.make(16, .cosine)
        try fill(index, 0..<20)
        #expect(try index.prepare(row: 3, [Float](repeating: 0, count: 16)) == nil)
        #expect(index.contains(3))
        #expect(try !index.add(row: 3, [Float](repeating: 0, count: 16)))
        #expect(!index.contains(3))
    }

    @Test("vacuum spares prepared rows and frees discarded ones", arguments: AnyIndex.allCases)
    func vacuum(kind: AnyIndex) throws {
        let index = try kind.make(16, .l2)
        try fill(index, 0..<300)
        let slots = try (300..<340).map {
            try #require(try index.prepare(row: UInt64($0), Self.sample.rows[$0]))
        }
        for row in 0..<300 { index.remove(row: UInt64(row)) }
        for slot in slots[20...] { index.discard(slot) }
        for _ in 0..<3 { try index.vacuum() }
        #expect(index.deletedCount == 0)
        try fill(index, 340..<500)
        for (place, slot) in slots[..<20].enumerated() {
            index.publish(row: UInt64(300 + place), slot: slot)
        }
        #expect(index.count == 180)
        for row in 300..<320 {
            #expect(try index.nearest(Self.sample.rows[row], k: 1).first?.row == UInt64(row))
        }
        #expect(index.checkInvariants().isEmpty)
    }

    @Test("rows prepared together are linked with each other", arguments: AnyIndex.allCases)
    func together(kind: AnyIndex) throws {
        let index = try kind.make(16, .l2)
        let slots = try (0..<400).map {
            try #require(try index.prepare(row: UInt64($0), Self.sample.rows[$0]))
        }
        #expect(try index.nearest(Self.sample.rows[0], k: 5).isEmpty)
        for (row, slot) in slots.enumerated() { index.publish(row: UInt64(row), slot: slot) }
        for row in 0..<400 {
            #expect(try index.nearest(Self.sample.rows[row], k: 1).first?.row == UInt64(row))
        }
    }

    @Test("a file holds no prepared row, and opens as what it is", arguments: AnyIndex.allCases)
    func save(kind: AnyIndex) throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/index"
        let index = try kind.make(16, .l2)
        try fill(index, 0..<200)
        let slot = try #require(try index.prepare(row: 5, Self.sample.rows[405]))
        let other = try #require(try index.prepare(row: 300, Self.sample.rows[300]))
        try index.checkpoint(to: path, sequence: 9)
        index.publish(row: 5, slot: slot)
        index.discard(other)
        let (opened, sequence) = try SavedIndex.open(at: path)
        #expect(type(of: opened) == type(of: index) && sequence == 9)
        #expect(opened.count == 200 && !opened.contains(300))
        #expect(try opened.nearest(Self.sample.rows[5], k: 1).first?.distance == 0)
        #expect(opened.checkInvariants().isEmpty)
        #expect(index.checkInvariants().isEmpty)
    }

    @Test(
        "removals and publications do not wait for a checkpoint that is running",
        arguments: AnyIndex.allCases
    )
    func checkpointRunning(kind: AnyIndex) throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/index"
        let index = try kind.make(16, .l2)
        try fill(index, 0..<200)
        let slot = try #require(try index.prepare(row: 300, Self.sample.rows[300]))
        // The file is being written while this closure runs: were the calls to wait for its end,
        // they would wait forever.
        try index.checkpoint(to: path, sequence: 1, releasesVectors: true) {
            index.publish(row: 300, slot: slot)
            index.remove(row: 0)
        }
        #expect(index.contains(300) && !index.contains(0) && index.count == 200)
        let opened = try SavedIndex.open(at: path).index
        #expect(opened.contains(0) && !opened.contains(300) && opened.count == 200)
    }

    @Test(
        "a checkpoint that is stopped before its renaming leaves the old file",
        arguments: AnyIndex.allCases
    )
    func stopped(kind: AnyIndex) throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/index"
        let index = try kind.make(16, .l2)
        try fill(index, 0..<50)
        try index.checkpoint(to: path, sequence: 1)
        try fill(index, 50..<60)
        #expect(throws: IndexError.cancelled) {
            try index.checkpoint(to: path, sequence: 2, releasesVectors: true) {
                () throws(IndexError) in throw .cancelled
            }
        }
        #expect(try FileSystem.list(directory.path) == ["index"])
        let (opened, sequence) = try SavedIndex.open(at: path)
        #expect(opened.count == 50 && sequence == 1)
        #expect(index.count == 60 && index.checkInvariants().isEmpty)
    }

    @Test(
        "damage that opening has not looked for is found by the check, by saving and by searches",
        arguments: AnyIndex.allCases
    )
    func deferredCheck(kind: AnyIndex) throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/index"
        let index = try kind.make(256, .l2)
        let rows = Sample(count: 300, dimension: 256, seed: 7).rows
        for (row, values) in rows.enumerated() { try index.add(row: UInt64(row), values) }
        try index.checkpoint(to: path, sequence: 1)
        let good = try FileSystem.read(path)
        let queries = Sample(count: 20, dimension: 256, seed: 8).rows
        let answers = try queries.map { try index.nearest($0, k: 10) }
        let streams = try queries.map { try index.streamed($0) }
        var generator = SplitMix64(seed: 4)
        var unnoticed = 0
        for _ in 0..<40 {
            var bad = good
            bad[Int(generator.next() % UInt64(good.count))] ^= UInt8(1 << (generator.next() % 8))
            try FileSystem.writeAtomically(bad, to: path)
            let opened: any NeighborIndex
            do throws(IndexError) {
                opened = try SavedIndex.open(at: path, access: .deferred).index
            } catch { continue }
            unnoticed += 1
            var errors = 0
            for (number, query) in queries.enumerated() {
                do throws(IndexError) {
                    #expect(try opened.nearest(query, k: 10) == answers[number])
                    #expect(try opened.streamed(query) == streams[number])
                } catch { errors += 1 }
            }
            // A stream reads every vector.
            #expect(errors == queries.count)
            try opened.checkFile { true }
            #expect(throws: IndexError.self) { try opened.checkFile { false } }
            #expect(throws: IndexError.self) { try opened.checkpoint(to: path, sequence: 2) }
        }
        // Most of the file is vectors.
        #expect(unnoticed > 10)
        try FileSystem.writeAtomically(good, to: path)
        let opened = try SavedIndex.open(at: path, access: .deferred).index
        try opened.checkFile { false }
        #expect(try queries.map { try opened.nearest($0, k: 10) } == answers)
    }

    @Test(
        "a file that is damaged, short or of another kind is refused",
        arguments: AnyIndex.allCases
    )
    func damage(kind: AnyIndex) throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/index"
        let index = try kind.make(16, .l2)
        try fill(index, 0..<60)
        try index.checkpoint(to: path, sequence: 1)
        let good = try FileSystem.read(path)
        var generator = SplitMix64(seed: 3)
        for trial in 0..<200 {
            var bad = good
            if trial % 4 == 3 {
                bad.removeLast(Int(generator.next() % UInt64(good.count)) + 1)
            } else {
                let place = trial < 64 ? trial : Int(generator.next() % UInt64(good.count))
                bad[place] ^= UInt8(1 << (generator.next() % 8))
            }
            try FileSystem.writeAtomically(bad, to: path)
            #expect(throws: IndexError.self) { _ = try SavedIndex.open(at: path) }
        }
        try FileSystem.writeAtomically([], to: path)
        #expect(throws: IndexError.self) { _ = try SavedIndex.open(at: path) }
        #expect(throws: IndexError.self) { _ = try SavedIndex.open(at: directory.path) }
        #expect(throws: IndexError.self) { _ = try SavedIndex.open(at: path + ".none") }
    }
}
