// SPDX-License-Identifier: Apache-2.0

import Platform
import Schemas
import Values

@testable import Relations

/// A table of one bigint column.
struct OneColumnTable: Sendable {
    let cluster: Cluster
    let table: TableDescription

    init(
        rowCacheBytes: Int? = nil,
        columnCacheBytes: Int? = nil,
        stagingThresholdBytes: Int? = nil
    ) throws {
        var options = ClusterOptions()
        options.rowCacheBytes = rowCacheBytes
        options.columnCacheBytes = columnCacheBytes
        options.stagingThresholdBytes = stagingThresholdBytes
        cluster = try Cluster(inMemory: options)
        table = TableDescription(
            oid: cluster.makeOID(),
            schema: OID(2_200),
            name: "t",
            owner: OID(10),
            columns: [ColumnDescription(number: 1, name: "v", type: .int8)],
            storageID: cluster.makeIdentifier()
        )
        let transaction = try begin()
        try transaction.put(.relation(.table(table)))
        try transaction.commit(synchronous: false)
    }

    func begin(_ isolation: IsolationLevel = .readCommitted) throws -> RelationTransaction {
        try cluster.begin(database: OID(5), isolation: isolation, interrupt: Interrupt())
    }

    private func images(_ values: [Int64]) -> RowImages {
        RowImages(columns: [Column(.int8, .int64(values))], indexKeys: [], count: values.count)
    }

    func insert(_ values: [Int64], _ transaction: RelationTransaction) throws -> [UInt64] {
        try transaction.insert(table, images(values)).compactMap {
            if case .inserted(let rowID) = $0 { rowID } else { nil }
        }
    }

    func update(_ rowID: UInt64, to value: Int64, _ transaction: RelationTransaction) throws {
        _ = try transaction.lock(table, rowID: rowID, .exclusive, wait: .block)
        try transaction.update(
            table,
            rowIDs: [rowID],
            old: images([0]),
            new: images([value]),
            changed: [1]
        )
    }

    func delete(_ rowID: UInt64, _ transaction: RelationTransaction) throws {
        _ = try transaction.lock(table, rowID: rowID, .exclusive, wait: .block)
        try transaction.delete(table, rowIDs: [rowID], old: images([0]))
    }

    /// What is read of `rowIDs` by id; nil for rows that are not there.
    func read(_ rowIDs: [UInt64], _ transaction: RelationTransaction) throws -> [Int64?] {
        let rows = try transaction.fetch(table, rowIDs: rowIDs, columns: [1])
        guard case .int64(let values) = rows.columns[0].elements else { return [] }
        var result: [Int64?] = rowIDs.map { _ in nil }
        for (row, position) in rows.positions.enumerated() { result[position] = values[row] }
        return result
    }

    /// All rows, from kept columns where there are any, else from a scan that keeps them.
    func readAll(_ transaction: RelationTransaction) throws -> (rows: [UInt64: Int64], kept: Bool) {
        var batches: [TableBatch] = []
        let kept = try transaction.keptColumns(table, [1])
        if let kept {
            batches = kept.batches
        } else {
            var builder = transaction.makeColumnsBuilder()
            let cursor = try transaction.scan(table, columns: [1])
            while let batch = try cursor.next(limit: 7) {
                batches.append(batch)
                builder?.append(batch)
            }
            if let builder { transaction.keepColumns(table, [1], builder) }
        }
        var rows: [UInt64: Int64] = [:]
        for batch in batches {
            guard case .int64(let values) = batch.columns[0].elements else { continue }
            for (rowID, value) in zip(batch.rowIDs, values) { rows[rowID] = value }
        }
        return (rows, kept != nil)
    }
}
