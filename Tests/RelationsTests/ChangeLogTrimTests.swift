// SPDX-License-Identifier: Apache-2.0

import Platform
import Schemas
import Storage
import TestSupport
import Testing
import Values
import Vectors

@testable import Relations

/// How much of the change log is kept.
@Suite("Trimming the change log")
struct ChangeLogTrimTests {
    let directory: TemporaryDirectory
    let options: ClusterOptions

    init() throws {
        directory = try TemporaryDirectory()
        var options = ClusterOptions()
        options.trimmedAtOnce = 50
        self.options = options
    }

    private func begin(_ cluster: Cluster) throws -> RelationTransaction {
        try cluster.begin(
            database: OID(5),
            isolation: .readCommitted,
            interrupt: Interrupt()
        )
    }

    private func makeTable(_ cluster: Cluster) throws -> TableDescription {
        let type = SQLType(.vector, modifier: 2)
        let table = TableDescription(
            oid: cluster.makeOID(),
            schema: OID(2_200),
            name: "t\(cluster.makeIdentifier())",
            owner: OID(10),
            columns: [ColumnDescription(number: 1, name: "v", type: type)],
            storageID: cluster.makeIdentifier()
        )
        let transaction = try begin(cluster)
        try transaction.put(.relation(.table(table)))
        try transaction.commit(synchronous: true)
        return table
    }

    /// Commits `count` times something that no index is told of.
    private func write(_ count: Int, _ cluster: Cluster) throws {
        for number in 1...count {
            let transaction = cluster.store.begin()
            transaction.record(.note([]))
            try transaction.commit(synchronous: number == count)
        }
    }

    /// Waits until the records of most commits are gone.
    private func isTrimmed(_ cluster: Cluster) throws -> Bool {
        let wanted = LSN(cluster.store.durableLSN.rawValue - 60)
        let end = MonotonicTime.after(milliseconds: 20_000)
        while let oldest = try cluster.store.oldestChange(), oldest < wanted {
            if end < .now { return false }
            _ = Signal(()).wait(until: .after(milliseconds: 50)) { _ -> Void? in nil }
        }
        return true
    }

    @Test("Without vector indexes nothing is kept for them")
    func withoutIndexes() throws {
        let cluster = try Cluster(path: directory.path, options: options)
        try write(300, cluster)
        #expect(try isTrimmed(cluster))
        cluster.close()
    }

    @Test("An index that nothing happens to holds nothing back, and opens from its file")
    func idleIndex() throws {
        let index: IndexDescription
        let rows: Int
        do {
            let cluster = try Cluster(path: directory.path, options: options)
            let vectors = try makeTable(cluster)
            (index, rows) = try makeIndex(vectors, cluster)
            // The second time the position is moved on that was moved on before.
            for _ in 0..<2 {
                try write(300, cluster)
                #expect(try isTrimmed(cluster))
            }
            cluster.close()
        }
        let cluster = try Cluster(path: directory.path, options: options)
        let found = try #require(cluster.vectorIndexes[index.storageID])
        #expect(found.isReady(Interrupt()))
        // What is made anew has no saved base at first.
        #expect(found.state.withLock { $0.savedLSN } != nil)
        #expect(found.count == rows)
        cluster.close()
    }

    @Test("An index with few changes is saved anew before the log grows too long")
    func rarelyChangedIndex() throws {
        let cluster = try Cluster(path: directory.path, options: options)
        let vectors = try makeTable(cluster)
        let (index, rows) = try makeIndex(vectors, cluster)
        try write(10, cluster)
        try insertVectors(1, index, vectors, cluster)
        let found = try #require(cluster.vectorIndexes[index.storageID])
        let saved = found.state.withLock { $0.savedLSN }
        let durable = cluster.store.durableLSN
        #expect(found.isBehind(cluster.store, limit: 1) == false)
        try found.keepUp(cluster.store, limit: 1)
        #expect(found.state.withLock { $0.savedLSN } == saved)
        try write(10 * rows + 20, cluster)
        #expect(try isTrimmed(cluster))
        #expect(found.state.withLock { $0.savedLSN ?? .zero } > durable)
        cluster.close()
    }

    private func insertVectors(
        _ count: Int,
        _ index: IndexDescription,
        _ table: TableDescription,
        _ cluster: Cluster
    ) throws {
        var column = Column(table.columns[0].type, capacity: count)
        for row in 0..<count {
            column.append(.vector(Vector(trusted: [Float(row % 61), Float(row / 61)])))
        }
        let transaction = try begin(cluster)
        _ = try transaction.insert(
            table,
            RowImages(
                columns: [column],
                indexKeys: [RowImages.IndexKeys(index: index, keys: [column])],
                count: count
            )
        )
        try transaction.commit(synchronous: true)
    }

    /// An index that is large enough to be saved, and how many rows it has.
    private func makeIndex(
        _ table: TableDescription,
        _ cluster: Cluster
    ) throws -> (index: IndexDescription, rows: Int) {
        let index = IndexDescription(
            oid: cluster.makeOID(),
            schema: OID(2_200),
            table: table.oid,
            name: "i",
            method: "flat",
            keys: [
                IndexDescription.Key(
                    column: 1,
                    type: table.columns[0].type,
                    operatorClass: "vector_l2_ops"
                )
            ],
            isUnique: false,
            storageID: cluster.makeIdentifier()
        )
        let rows = VectorIndex.baseThreshold + 10
        try insertVectors(rows, index, table, cluster)
        let transaction = try begin(cluster)
        try transaction.put(.relation(.index(index)))
        try transaction.buildVectorIndex(index, on: table) { _ in }
        try transaction.commit(synchronous: true)
        return (index, rows)
    }
}
