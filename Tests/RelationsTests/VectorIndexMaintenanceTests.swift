// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Schemas
import Storage
import TestSupport
import Testing
import Values
import Vectors

@testable import Relations

/// What the background worker, VACUUM and a close do to an index.
@Suite("Vector indexes are kept in order")
struct VectorIndexMaintenanceTests {
    @Test("Rows that change while an index is made are there for older snapshots")
    func olderSnapshots() throws {
        let fixture = try VectorIndexFixture(Cluster(inMemory: ClusterOptions()), seed: 21)
        try fixture.load(200)
        try fixture.createIndex()
        let found = try fixture.followedIndex()
        // As after a start, before the worker has come to it.
        try fixture.becomeKeeper()
        found.state.withLock { state in
            state.phase = .making
            state.delta = []
        }
        let old = try fixture.begin(.repeatableRead)
        old.beginStatement()
        let model = fixture.rows
        try fixture.commitChanges { writer, model in
            try fixture.change(60, writer, &model)
            try fixture.insert(20, writer, &model)
        }
        try found.make(fixture.cluster.store)
        found.leave()
        #expect(try fixture.recall(old, model, k: 50) == 1)
        #expect(try fixture.recall(try fixture.begin(), fixture.rows, k: 50) == 1)
        let reader = try #require(try old.vectorReader(fixture.table, fixture.index))
        let query = Value.vector(Vector(trusted: fixture.vector()))
        let stream = try reader.stream(query, VectorSearchOptions())
        var seen: Set<UInt64> = []
        while case let batch = try stream.next(), !batch.isEmpty {
            seen.formUnion(batch.map(\.rowID))
        }
        #expect(seen == Set(model.keys))
    }

    @Test("A session that waits for an index comes between two batches of the worker")
    func makesWay() throws {
        let fixture = try VectorIndexFixture(
            Cluster(inMemory: ClusterOptions()),
            seed: 22,
            method: "flat"
        )
        try fixture.load(18_000)
        try fixture.createIndex()
        let found = try fixture.followedIndex()
        // Returns when enough of them are linked, with thousands still to go.
        try fixture.load(17_500)
        try fixture.becomeKeeper()
        #expect(found.state.withLock { $0.queue.count } > VectorIndex.backlog)
        found.leave()
        fixture.cluster.vectorIndexes.enqueue(found)
        try fixture.waitUntilIdle()
        #expect(found.state.withLock { $0.base?.count } == 35_500)
    }

    @Test("VACUUM waits for who keeps the index, until it is cancelled")
    func vacuumWaits() throws {
        let fixture = try VectorIndexFixture(Cluster(inMemory: ClusterOptions()), seed: 23)
        try fixture.load(4_200)
        try fixture.createIndex()
        let found = try fixture.followedIndex()
        try fixture.becomeKeeper()
        try fixture.commitChanges { writer, model in try fixture.change(3_400, writer, &model) }
        let interrupt = Interrupt()
        let session = try fixture.cluster.begin(
            database: VectorIndexFixture.database,
            isolation: .readCommitted,
            interrupt: interrupt
        )
        interrupt.raise(.cancelled)
        let error = #expect(throws: DatabaseError.self) {
            try session.vacuumVectorIndex(fixture.index)
        }
        #expect(error?.state == .queryCanceled)
        found.leave()
        try fixture.begin().vacuumVectorIndex(fixture.index)
        #expect(found.count == fixture.rows.count)
        #expect(try fixture.recall(try fixture.begin(), fixture.rows, queries: 3) == 1)
    }

    @Test("A base made of a load is saved as of the load, and not made again after a start")
    func savedAfterLoad() throws {
        let directory = try TemporaryDirectory()
        let fixture = try VectorIndexFixture(Cluster(path: directory.path), seed: 24)
        try fixture.createIndex()
        try fixture.load(6_000)
        try fixture.load(10)
        try fixture.wait { $0.savedLSN != nil && $0.queue.count == 0 && $0.keeper == nil }
        let found = try fixture.followedIndex()
        let first = try #require(found.state.withLock { $0.savedLSN })
        #expect(first >= LSN(fixture.cluster.store.visibleLSN.rawValue - 1))
        try fixture.reopen(directory.path)
        let reopened = try fixture.followedIndex()
        #expect(reopened.state.withLock { $0.changes - $0.savedChanges } <= 10)
        #expect(reopened.state.withLock { $0.base?.slotsUsed ?? 0 } >= 6_000)
        #expect(try fixture.recall(try fixture.begin(), fixture.rows) > 0.85)
        fixture.cluster.close()
    }

    @Test("Changes of a commit count as saved when all of them are linked")
    func partlyLinked() throws {
        let directory = try TemporaryDirectory()
        let fixture = try VectorIndexFixture(
            Cluster(path: directory.path),
            seed: 25,
            method: "flat"
        )
        try fixture.load(18_000)
        try fixture.createIndex()
        let found = try fixture.followedIndex()
        let before = fixture.cluster.store.visibleLSN
        try fixture.load(17_500)
        try fixture.becomeKeeper()
        try found.save(fixture.cluster.store)
        #expect(found.state.withLock { $0.savedLSN } == before)
        #expect(found.state.withLock { $0.unsavedChanges } == 0)
        found.leave()
        fixture.cluster.vectorIndexes.enqueue(found)
        try fixture.waitUntilIdle()
        #expect(found.state.withLock { $0.unsavedChanges } == 17_500)
        fixture.cluster.close()
        #expect(found.state.withLock { $0.savedLSN } == fixture.cluster.store.visibleLSN)
    }

    @Test("Segments of a small index do not pile up", arguments: [true, false])
    func smallIndex(leavesRowsBehind: Bool) throws {
        let fixture = try VectorIndexFixture(Cluster(inMemory: ClusterOptions()), seed: 26)
        try fixture.createIndex()
        try fixture.load(1_000)
        for round in 0..<60 {
            try fixture.commitChanges { writer, model in
                if leavesRowsBehind {
                    var fresh: [UInt64: [Float]] = [:]
                    try fixture.insert(40, writer, &fresh)
                    model.merge(fresh) { $1 }
                    for rowID in fresh.keys.dropLast() {
                        try fixture.delete(rowID, writer, &model)
                    }
                } else {
                    for rowID in model.keys.sorted()[(round % 20 * 50)...].prefix(50) {
                        try fixture.update(rowID, writer, &model)
                    }
                }
            }
        }
        try fixture.wait { $0.delta.count <= VectorIndex.segmentLimit }
        #expect(try fixture.recall(try fixture.begin(), fixture.rows, queries: 3) == 1)
    }

    @Test("Deleting rows leaves no segments")
    func deletions() throws {
        let fixture = try VectorIndexFixture(Cluster(inMemory: ClusterOptions()), seed: 27)
        try fixture.load(6_000)
        try fixture.createIndex()
        for _ in 0..<20 {
            try fixture.commitChanges { writer, model in
                for rowID in model.keys.sorted().prefix(40) {
                    try fixture.delete(rowID, writer, &model)
                }
            }
        }
        try fixture.wait { $0.delta.isEmpty }
        #expect(try fixture.recall(try fixture.begin(), fixture.rows) > 0.85)
    }

    @Test("Commits share segments while a session builds the index and nobody merges them")
    func segmentsOfABuild() throws {
        let fixture = try VectorIndexFixture(Cluster(inMemory: ClusterOptions()), seed: 28)
        try fixture.createIndex()
        try fixture.becomeKeeper()
        for _ in 0..<160 {
            try fixture.commitChanges { writer, model in try fixture.insert(32, writer, &model) }
        }
        let found = try fixture.followedIndex()
        #expect(found.state.withLock { $0.delta.count } <= 130)
        #expect(try fixture.recall(try fixture.begin(), fixture.rows, queries: 3) == 1)
        found.leave()
    }

    /// An index that the worker makes of 20,000 rows, a build of some seconds that has begun.
    private func beginBuild(_ fixture: VectorIndexFixture) throws -> VectorIndex {
        try fixture.createIndex()
        let found = try fixture.followedIndex()
        try fixture.becomeKeeper()
        try fixture.load(20_000)
        found.state.withLock { $0.phase = .making }
        found.leave()
        fixture.cluster.vectorIndexes.enqueue(found)
        try fixture.wait { $0.build != nil }
        return found
    }

    @Test("A close does not wait for the worker's build")
    func closeEndsBuild() throws {
        let fixture = try VectorIndexFixture(Cluster(inMemory: ClusterOptions()), seed: 29)
        let found = try beginBuild(fixture)
        fixture.cluster.close()
        #expect(found.state.withLock { $0.keeper == nil && $0.build == nil })
        #expect(found.state.withLock { $0.phase == .making && $0.base == nil })
    }

    @Test("A dropped index is neither built on nor saved")
    func dropEndsBuild() throws {
        let directory = try TemporaryDirectory()
        let fixture = try VectorIndexFixture(Cluster(path: directory.path), seed: 30)
        let found = try beginBuild(fixture)
        fixture.cluster.vectorIndexes.drop(fixture.index.storageID)
        #expect(found.comes(to: { $0.keeper == nil }))
        #expect(found.state.withLock { $0.phase == .making && $0.base == nil && !$0.isStuck })
        // Nor by a save that had begun before.
        let other = try VectorIndexFixture(fixture.cluster, seed: 31, method: "flat")
        try other.load(4_200)
        try other.createIndex()
        let saved = try other.followedIndex()
        let path = try #require(saved.path)
        let base = try #require(saved.state.withLock { $0.base })
        fixture.cluster.vectorIndexes.drop(other.index.storageID)
        try saved.write(base, to: path, fixture.cluster.store.visibleLSN, fixture.cluster.store)
        #expect(!FileSystem.exists(path))
        fixture.cluster.close()
    }

    @Test("VACUUM that makes an index anew can be cancelled")
    func vacuumEnds() throws {
        let fixture = try VectorIndexFixture(Cluster(inMemory: ClusterOptions()), seed: 32)
        try fixture.load(15_000)
        try fixture.createIndex()
        let found = try fixture.followedIndex()
        try fixture.becomeKeeper()
        try fixture.commitChanges { writer, model in
            for rowID in model.keys.sorted().prefix(7_600) {
                try fixture.delete(rowID, writer, &model)
            }
        }
        let base = try #require(found.state.withLock { $0.base })
        let interrupt = Interrupt()
        let session = try fixture.cluster.begin(
            database: VectorIndexFixture.database,
            isolation: .readCommitted,
            interrupt: interrupt
        )
        let thread = try OSThread(name: "cancels") {
            _ = found.comes(to: { $0.build != nil })
            interrupt.raise(.cancelled)
        }
        found.leave()
        let error = #expect(throws: DatabaseError.self) {
            try session.vacuumVectorIndex(fixture.index)
        }
        thread.join()
        #expect(error?.state == .queryCanceled)
        #expect(found.state.withLock { $0.base === base })
        #expect(try fixture.recall(try fixture.begin(), fixture.rows, queries: 3) > 0.85)
    }
}
