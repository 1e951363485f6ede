// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Schemas
import TestSupport
import Testing
import Values
import Vectors

@testable import Relations

/// A table of one vector column with an index, and what it should hold.
private final class Fixture {
    static let database = OID(5)
    static let dimension = 8

    let table: TableDescription
    let index: IndexDescription
    var cluster: Cluster
    /// The committed vectors, by row.
    var rows: [UInt64: [Float]] = [:]
    var generator: SeededGenerator

    init(_ cluster: Cluster, seed: UInt64, method: String = "hnsw") throws {
        self.cluster = cluster
        generator = SeededGenerator(seed: seed)
        let column = SQLType(.vector, modifier: Int32(Self.dimension))
        table = TableDescription(
            oid: cluster.makeOID(),
            schema: OID(2_200),
            name: "t",
            owner: OID(10),
            columns: [ColumnDescription(number: 1, name: "v", type: column)],
            storageID: cluster.makeIdentifier()
        )
        index = IndexDescription(
            oid: cluster.makeOID(),
            schema: OID(2_200),
            table: table.oid,
            name: "t_v_idx",
            method: method,
            keys: [
                IndexDescription.Key(column: 1, type: column, operatorClass: "vector_l2_ops")
            ],
            isUnique: false,
            options: method == "hnsw" ? ["m=6", "ef_construction=24"] : [],
            storageID: cluster.makeIdentifier()
        )
        let transaction = try begin()
        try transaction.put(.relation(.table(table)))
        try transaction.commit(synchronous: false)
    }

    func begin(_ isolation: IsolationLevel = .readCommitted) throws -> RelationTransaction {
        try cluster.begin(
            database: Self.database,
            isolation: isolation,
            interrupt: Interrupt()
        )
    }

    func createIndex() throws {
        let transaction = try begin()
        try transaction.put(.relation(.index(index)))
        try transaction.buildVectorIndex(index, on: table) { _ in }
        try transaction.commit(synchronous: false)
    }

    /// Creates the index as CREATE INDEX CONCURRENTLY does; `meanwhile` runs once in the middle.
    func createIndexConcurrently(_ meanwhile: () throws -> Void) throws {
        let first = try begin()
        try first.put(.relation(.index(index)))
        try first.commit(synchronous: false)
        let second = try begin()
        var outcome: Result<Void, any Error>?
        try second.fillVectorIndex(index, on: table) { _ in
            if outcome == nil { outcome = Result { try meanwhile() } }
        }
        try second.commit(synchronous: false)
        try #require(outcome, "the build was over before it told of its progress").get()
    }

    func vector() -> [Float] {
        (0..<Self.dimension).map { _ in Float.random(in: -1...1, using: &generator) }
    }

    private func images(_ vectors: [[Float]]) -> RowImages {
        var column = Column(table.columns[0].type, capacity: vectors.count)
        for vector in vectors { column.append(.vector(Vector(trusted: vector))) }
        return RowImages(
            columns: [column],
            indexKeys: [RowImages.IndexKeys(index: index, keys: [column])],
            count: vectors.count
        )
    }

    /// Inserts rows and tells the model of them.
    func insert(
        _ count: Int,
        _ transaction: RelationTransaction,
        _ model: inout [UInt64: [Float]]
    ) throws {
        let vectors = (0..<count).map { _ in vector() }
        let outcomes = try transaction.insert(table, images(vectors))
        for (outcome, vector) in zip(outcomes, vectors) {
            guard case .inserted(let rowID) = outcome else { continue }
            model[rowID] = vector
        }
    }

    /// Inserts committed rows.
    func load(_ count: Int) throws {
        let transaction = try begin()
        try insert(count, transaction, &rows)
        try transaction.commit(synchronous: false)
    }

    /// Closes the cluster and opens it again.
    func reopen(_ path: String, _ options: ClusterOptions = ClusterOptions()) throws {
        cluster.close()
        // The directory is free when nothing refers to the closed cluster any more.
        cluster = try Cluster(inMemory: ClusterOptions())
        cluster = try Cluster(path: path, options: options)
        try waitUntilReady()
    }

    /// Updates or deletes about `count` rows of the model.
    func change(
        _ count: Int,
        _ transaction: RelationTransaction,
        _ model: inout [UInt64: [Float]]
    ) throws {
        let victims = Array(model.keys.sorted().shuffled(using: &generator).prefix(count))
        for (position, rowID) in victims.enumerated() {
            guard let old = model[rowID] else { continue }
            _ = try transaction.lock(table, rowID: rowID, .exclusive, wait: .block)
            if position % 2 == 0 {
                let new = vector()
                try transaction.update(
                    table,
                    rowIDs: [rowID],
                    old: images([old]),
                    new: images([new]),
                    changed: [1]
                )
                model[rowID] = new
            } else {
                try transaction.delete(table, rowIDs: [rowID], old: images([old]))
                model[rowID] = nil
            }
        }
    }

    /// The share of the true nearest rows that `transaction` finds; checks that everything found
    /// is in `model`, with its distance, in order, and as many as there should be.
    func recall(
        _ transaction: RelationTransaction,
        _ model: [UInt64: [Float]],
        queries: Int = 10,
        k: Int = 10
    ) throws -> Double {
        let reader = try #require(try transaction.vectorReader(table, index))
        var hits = 0
        var wanted = 0
        for _ in 0..<queries {
            let query = vector()
            let found = try reader.nearest(
                .vector(Vector(trusted: query)),
                limit: k,
                VectorSearchOptions()
            )
            #expect(found.count == min(k, model.count))
            #expect(Set(found.map(\.rowID)).count == found.count)
            for (before, after) in zip(found, found.dropFirst()) {
                #expect(before.distance <= after.distance)
            }
            for match in found {
                let vector = try #require(model[match.rowID])
                #expect(abs(match.distance - distance(vector, query)) < 1e-4)
            }
            let truth = Set(
                model.map { ($0.key, distance($0.value, query)) }
                    .sorted { $0.1 < $1.1 }.prefix(k).map(\.0)
            )
            wanted += truth.count
            hits += found.count { truth.contains($0.rowID) }
        }
        return wanted == 0 ? 1 : Double(hits) / Double(wanted)
    }

    private func distance(_ a: [Float], _ b: [Float]) -> Float {
        zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }

    /// Waits until searches may use the index, as after a start.
    func waitUntilReady() throws {
        let found = try #require(cluster.vectorIndexes[index.storageID])
        let isReady = found.state.wait(until: .after(milliseconds: 60_000)) {
            $0.phase == .ready ? true : nil
        }
        try #require(isReady == true)
    }
}

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
        let fixture = try Fixture(
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

    private func changeAndCheck(_ fixture: Fixture) throws {
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
        let fixture = try Fixture(Cluster(inMemory: ClusterOptions()), seed: 3)
        try fixture.load(6_000)
        try fixture.createIndexConcurrently {
            let writer = try fixture.begin()
            var model = fixture.rows
            try fixture.change(200, writer, &model)
            try fixture.insert(VectorIndex.baseThreshold + 100, writer, &model)
            try writer.commit(synchronous: false)
            fixture.rows = model
        }
        let found = try #require(fixture.cluster.vectorIndexes[fixture.index.storageID])
        for isLinked in [false, true] {
            if isLinked {
                let isDone = found.state.wait(until: .after(milliseconds: 60_000)) {
                    $0.queue.count == 0 && $0.keeper == nil ? true : nil
                }
                try #require(isDone == true)
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
        let fixture = try Fixture(Cluster(path: directory.path), seed: 17, method: method)
        try fixture.load(rows)
        try fixture.createIndex()
        try shrinkAndCheck(fixture, directory.path, changes: changes)
        try fixture.reopen(directory.path)
        #expect(try fixture.recall(try fixture.begin(), fixture.rows, queries: 3) == 1)
        fixture.cluster.close()
    }

    private func shrinkAndCheck(_ fixture: Fixture, _ directory: String, changes: Int) throws {
        let path = "\(directory)/indexes/\(fixture.index.storageID).index"
        #expect(FileSystem.exists(path))
        let writer = try fixture.begin()
        var model = fixture.rows
        try fixture.change(changes, writer, &model)
        try writer.commit(synchronous: false)
        fixture.rows = model
        try fixture.begin().vacuumVectorIndex(fixture.index)
        let found = try #require(fixture.cluster.vectorIndexes[fixture.index.storageID])
        let isSmall = model.count <= VectorIndex.baseThreshold
        #expect(found.count == model.count)
        #expect(found.state.withLock { $0.base?.slotsUsed } == (isSmall ? nil : model.count))
        #expect(FileSystem.exists(path) == !isSmall)
        #expect(try fixture.recall(try fixture.begin(), model, queries: 3) == 1)
    }

    @Test("An index for which more rows wait than it has is made anew")
    func outnumbered() throws {
        let fixture = try Fixture(Cluster(inMemory: ClusterOptions()), seed: 18, method: "flat")
        try fixture.load(4_200)
        try fixture.createIndex()
        let found = try #require(fixture.cluster.vectorIndexes[fixture.index.storageID])
        let first = found.state.withLock { $0.base }
        let writer = try fixture.begin()
        var model = fixture.rows
        try fixture.insert(4_300, writer, &model)
        try writer.commit(synchronous: false)
        fixture.rows = model
        let isDone = found.state.wait(until: .after(milliseconds: 60_000)) {
            $0.queue.count == 0 && $0.keeper == nil ? true : nil
        }
        try #require(isDone == true)
        let base = try #require(found.state.withLock { $0.base })
        #expect(base.count == 8_500)
        #expect(base !== first)
        #expect(try fixture.recall(try fixture.begin(), fixture.rows, queries: 3) == 1)
    }

    @Test("A search of an index that stops serving answers own rows once")
    func stopsServing() throws {
        let fixture = try Fixture(Cluster(inMemory: ClusterOptions()), seed: 23)
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
        let fixture = try Fixture(Cluster(inMemory: ClusterOptions()), seed: 11)
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
        let fixture = try Fixture(Cluster(path: directory.path), seed: 13)
        try fixture.load(4_200)
        try fixture.createIndex()
        let path = "\(directory.path)/indexes/\(fixture.index.storageID).index"
        var bytes = try FileSystem.read(path)
        // Vectors, which are checked after the first search, make the greater part behind the codes.
        bytes[isInVectors ? bytes.count / 2 : 5_000] ^= 1
        try FileSystem.writeAtomically(bytes, to: path)

        try fixture.reopen(directory.path)
        let found = try #require(fixture.cluster.vectorIndexes[fixture.index.storageID])
        let isMade = found.state.wait(until: .after(milliseconds: 60_000)) { state in
            FileSystem.exists(path + ".damaged") && state.phase == .ready ? true : nil
        }
        #expect(isMade == true)
        #expect(try fixture.recall(try fixture.begin(), fixture.rows) > 0.85)
        fixture.cluster.close()
    }
}
