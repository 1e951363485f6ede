// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Schemas
import TestSupport
import Testing
import Values
import Vectors

@testable import Relations

@Suite("Vector indexes follow transactions")
struct VectorIndexTests {
    @Test(
        "A random history is seen exactly, whatever the snapshot",
        arguments: [("hnsw", nil), ("flat", nil), ("hnsw", 1_000), ("flat", 0)]
    )
    func history(method: String, stagingThreshold: Int?) throws {
        let directory = try TemporaryDirectory()
        var options = ClusterOptions()
        options.stagingThresholdBytes = stagingThreshold
        let fixture = try VectorIndexFixture(
            Cluster(path: directory.path, options: options),
            seed: 7,
            method: method
        )
        try fixture.load(4_200)
        try fixture.createIndex()
        try changeAndCheck(fixture)
        try fixture.reopen(directory.path, options)
        #expect(try fixture.recall(try fixture.begin(), fixture.rows) > 0.85)
        fixture.cluster.close()
    }

    private func changeAndCheck(_ fixture: VectorIndexFixture) throws {
        var old: [(RelationTransaction, [UInt64: [Float]])] = []
        for round in 0..<12 {
            if round % 3 == 0 {
                let reader = try fixture.begin(.repeatableRead)
                reader.beginStatement()
                old.append((reader, fixture.rows))
            }
            let writer = try fixture.begin()
            var model = fixture.rows
            try fixture.insert(round % 4 == 0 ? 60 : 3, writer, &model)
            try fixture.change(20, writer, &model)
            try writer.setSavepoint()
            var undone = model
            try fixture.insert(5, writer, &undone)
            try fixture.change(5, writer, &undone)
            #expect(try fixture.recall(writer, undone) > 0.85)
            try writer.rollbackToSavepoint()
            #expect(try fixture.recall(writer, model) > 0.85)
            let reader = try fixture.begin()
            #expect(try fixture.recall(reader, fixture.rows) > 0.85)
            if round % 5 == 4 {
                writer.rollback()
            } else {
                try writer.commit(synchronous: false)
                fixture.rows = model
            }
            #expect(try fixture.recall(try fixture.begin(), fixture.rows) > 0.85)
            for (reader, model) in old { #expect(try fixture.recall(reader, model) > 0.85) }
        }
    }

    @Test("What is committed while an index is filled is in it, however much")
    func concurrentFill() throws {
        let fixture = try VectorIndexFixture(Cluster(inMemory: ClusterOptions()), seed: 3)
        try fixture.load(6_000)
        try fixture.createIndexConcurrently {
            let writer = try fixture.begin()
            var model = fixture.rows
            try fixture.change(200, writer, &model)
            try fixture.insert(VectorIndex.baseThreshold + 100, writer, &model)
            try writer.commit(synchronous: false)
            fixture.rows = model
        }
        let found = try fixture.followedIndex()
        for isLinked in [false, true] {
            if isLinked {
                try fixture.waitUntilIdle()
                #expect(found.state.withLock { $0.base?.count } == fixture.rows.count)
            }
            let reader = try fixture.begin()
            #expect(try fixture.recall(reader, fixture.rows) > 0.85)
            let search = try #require(try reader.vectorReader(fixture.table, fixture.index))
            #expect(search.rowCount == fixture.rows.count)
        }
    }

    @Test(
        "An index of which most rows went is made anew, without a base when few are left",
        arguments: [("hnsw", 4_200, 3_400), ("flat", 9_000, 7_000)]
    )
    func worn(method: String, rows: Int, changes: Int) throws {
        let directory = try TemporaryDirectory()
        let fixture = try VectorIndexFixture(
            Cluster(path: directory.path),
            seed: 17,
            method: method
        )
        try fixture.load(rows)
        try fixture.createIndex()
        try shrinkAndCheck(fixture, directory.path, changes: changes)
        try fixture.reopen(directory.path)
        #expect(try fixture.recall(try fixture.begin(), fixture.rows, queries: 3) == 1)
        fixture.cluster.close()
    }

    private func shrinkAndCheck(
        _ fixture: VectorIndexFixture,
        _ directory: String,
        changes: Int
    ) throws {
        let path = "\(directory)/indexes/\(fixture.index.storageID).index"
        #expect(FileSystem.exists(path))
        let writer = try fixture.begin()
        var model = fixture.rows
        try fixture.change(changes, writer, &model)
        try writer.commit(synchronous: false)
        fixture.rows = model
        try fixture.begin().vacuumVectorIndex(fixture.index)
        let found = try fixture.followedIndex()
        let isSmall = model.count <= VectorIndex.baseThreshold
        #expect(found.count == model.count)
        #expect(found.state.withLock { $0.base?.slotsUsed } == (isSmall ? nil : model.count))
        #expect(FileSystem.exists(path) == !isSmall)
        #expect(try fixture.recall(try fixture.begin(), model, queries: 3) == 1)
    }

    @Test("An index for which more rows wait than it has is made anew")
    func outnumbered() throws {
        let fixture = try VectorIndexFixture(
            Cluster(inMemory: ClusterOptions()),
            seed: 18,
            method: "flat"
        )
        try fixture.load(4_200)
        try fixture.createIndex()
        let found = try fixture.followedIndex()
        let first = found.state.withLock { $0.base }
        let writer = try fixture.begin()
        var model = fixture.rows
        try fixture.insert(4_300, writer, &model)
        try writer.commit(synchronous: false)
        fixture.rows = model
        try fixture.waitUntilIdle()
        let base = try #require(found.state.withLock { $0.base })
        #expect(base.count == 8_500)
        #expect(base !== first)
        #expect(try fixture.recall(try fixture.begin(), fixture.rows, queries: 3) == 1)
    }

    @Test("A search of an index that stops serving answers own rows once")
    func stopsServing() throws {
        let fixture = try VectorIndexFixture(Cluster(inMemory: ClusterOptions()), seed: 23)
        try fixture.load(100)
        try fixture.createIndex()
        let transaction = try fixture.begin()
        var model = fixture.rows
        try fixture.insert(20, transaction, &model)
        let reader = try #require(try transaction.vectorReader(fixture.table, fixture.index))
        let found = try #require(fixture.cluster.vectorIndexes[fixture.index.storageID])
        found.state.withLock { $0.phase = .making }
        let rows = try reader.nearest(
            .vector(Vector(trusted: fixture.vector())),
            limit: 1_000,
            VectorSearchOptions()
        ).map(\.rowID)
        #expect(rows.count == 120)
        #expect(Set(rows) == Set(model.keys))
    }

    @Test("A stream returns every visible row once, nearest first within a batch")
    func stream() throws {
        let fixture = try VectorIndexFixture(Cluster(inMemory: ClusterOptions()), seed: 11)
        try fixture.createIndex()
        try fixture.load(4_200)
        let writer = try fixture.begin()
        var model = fixture.rows
        try fixture.insert(10, writer, &model)
        try fixture.change(10, writer, &model)
        let reader = try #require(try writer.vectorReader(fixture.table, fixture.index))
        let stream = try reader.stream(
            .vector(Vector(trusted: fixture.vector())),
            VectorSearchOptions()
        )
        var seen: Set<UInt64> = []
        while true {
            let batch = try stream.next()
            if batch.isEmpty { break }
            for (before, after) in zip(batch, batch.dropFirst()) {
                #expect(before.distance <= after.distance)
            }
            for match in batch { #expect(seen.insert(match.rowID).inserted) }
        }
        #expect(seen == Set(model.keys))
        fixture.cluster.close()
    }

    @Test(
        "A damaged file is set aside, and the index made from the table",
        arguments: [true, false]
    )
    func damage(isInVectors: Bool) throws {
        let directory = try TemporaryDirectory()
        let fixture = try VectorIndexFixture(Cluster(path: directory.path), seed: 13)
        try fixture.load(4_200)
        try fixture.createIndex()
        let path = "\(directory.path)/indexes/\(fixture.index.storageID).index"
        var bytes = try FileSystem.read(path)
        // Vectors, which are checked after the first search, make the greater part behind the codes.
        bytes[isInVectors ? bytes.count / 2 : 5_000] ^= 1
        try FileSystem.writeAtomically(bytes, to: path)

        try fixture.reopen(directory.path)
        let found = try fixture.followedIndex()
        let isMade = found.state.wait(until: .after(milliseconds: 60_000)) { state in
            FileSystem.exists(path + ".damaged") && state.phase == .ready ? true : nil
        }
        #expect(isMade == true)
        #expect(try fixture.recall(try fixture.begin(), fixture.rows) > 0.85)
        fixture.cluster.close()
    }
}
