// SPDX-License-Identifier: Apache-2.0

import Platform
import Schemas
import TestSupport
import Testing
import Values
import Vectors

@testable import Relations

/// A table of one vector column with an index, and what it should hold.
final class VectorIndexFixture {
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

    /// Commits what `change` does to a transaction and the model.
    func commitChanges(
        _ change: (RelationTransaction, inout [UInt64: [Float]]) throws -> Void
    ) throws {
        let writer = try begin()
        var model = rows
        try change(writer, &model)
        try writer.commit(synchronous: false)
        rows = model
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
            if position % 2 == 0 {
                try update(rowID, transaction, &model)
            } else {
                try delete(rowID, transaction, &model)
            }
        }
    }

    func update(
        _ rowID: UInt64,
        _ transaction: RelationTransaction,
        _ model: inout [UInt64: [Float]]
    ) throws {
        let old = try #require(model[rowID])
        let new = vector()
        _ = try transaction.lock(table, rowID: rowID, .exclusive, wait: .block)
        try transaction.update(
            table,
            rowIDs: [rowID],
            old: images([old]),
            new: images([new]),
            changed: [1]
        )
        model[rowID] = new
    }

    func delete(
        _ rowID: UInt64,
        _ transaction: RelationTransaction,
        _ model: inout [UInt64: [Float]]
    ) throws {
        let old = try #require(model[rowID])
        _ = try transaction.lock(table, rowID: rowID, .exclusive, wait: .block)
        try transaction.delete(table, rowIDs: [rowID], old: images([old]))
        model[rowID] = nil
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

    /// The index as the cluster has it.
    func followedIndex() throws -> VectorIndex {
        try #require(cluster.vectorIndexes[index.storageID])
    }

    /// Keeps the worker away from the index.
    func becomeKeeper() throws {
        try followedIndex().becomeKeeper {}
    }

    /// Waits until `condition` holds of the index.
    func wait(
        _ condition: (VectorIndex.State) -> Bool,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        try #require(try followedIndex().comes(to: condition), sourceLocation: location)
    }

    /// Waits until searches may use the index, as after a start.
    func waitUntilReady() throws { try wait { $0.phase == .ready } }

    /// Waits until the worker has nothing to do for the index.
    func waitUntilIdle() throws { try wait { $0.queue.count == 0 && $0.keeper == nil } }
}

extension VectorIndex {
    /// Whether `condition` holds of the index within a minute; looks often, since not every change
    /// wakes who waits.
    func comes(to condition: (State) -> Bool) -> Bool {
        let deadline = MonotonicTime.after(milliseconds: 60_000)
        while MonotonicTime.now < deadline {
            let isSo = state.wait(until: .after(milliseconds: 5)) { condition($0) ? true : nil }
            if isSo == true { return true }
        }
        return false
    }
}
