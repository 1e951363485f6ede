// SPDX-License-Identifier: Apache-2.0

import Schemas
import Testing
import Values
import Vectors

@testable import Relations

@Suite("Entries of a new index")
struct EntryBuilderTests {
    private func index(_ fixture: OneColumnTable, isUnique: Bool) -> IndexDescription {
        IndexDescription(
            oid: fixture.cluster.makeOID(),
            schema: OID(2_200),
            table: fixture.table.oid,
            name: "t_v",
            method: "btree",
            keys: [IndexDescription.Key(column: 1, type: .int8)],
            isUnique: isUnique,
            storageID: fixture.cluster.makeIdentifier()
        )
    }

    /// Builds an index of `values` and answers the rows in its order.
    private func build(
        _ values: [Int64],
        isUnique: Bool,
        chunkBytes: Int
    ) throws -> (rowIDs: [UInt64], order: [UInt64]) {
        // Few entries go with the transaction's other writes, the others to table files.
        let fixture = try OneColumnTable(stagingThresholdBytes: 4_096)
        let transaction = try fixture.begin()
        let rowIDs = try fixture.insert(values, transaction)
        let index = index(fixture, isUnique: isUnique)
        try transaction.put(.relation(.index(index)))
        var builder = EntryBuilder(transaction, fixture.table, index, chunkBytes: chunkBytes)
        for start in stride(from: 0, to: values.count, by: 50) {
            let part = start..<min(start + 50, values.count)
            try builder.add(
                rowIDs: Array(rowIDs[part]),
                RowImages.IndexKeys(
                    index: index,
                    keys: [Column(.int8, .int64(Array(values[part])))]
                )
            )
        }
        try builder.finish()
        let cursor = try transaction.entryScan(index, EntryRange())
        var order: [UInt64] = []
        while let next = try cursor.next(limit: 100) { order += next }
        try transaction.commit(synchronous: false)
        let committed = try fixture.begin().entryScan(index, EntryRange())
        var again: [UInt64] = []
        while let next = try committed.next(limit: 100) { again += next }
        #expect(again == order)
        return (rowIDs, order)
    }

    @Test("are in the order of their keys, then rows", arguments: [300, 1 << 20])
    func order(chunkBytes: Int) throws {
        var generator = SplitMix64(seed: 1)
        let values = (0..<700).map { _ in Int64.random(in: -200...200, using: &generator) }
        let (rowIDs, order) = try build(values, isUnique: false, chunkBytes: chunkBytes)
        let expected = zip(values, rowIDs).sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.1)
        #expect(order == expected)
    }

    @Test("are unique, wherever the second of a key is", arguments: [300, 1 << 20])
    func duplicates(chunkBytes: Int) throws {
        var generator = SplitMix64(seed: 2)
        let values = (0..<400).map { Int64($0) * 3 }.shuffled(using: &generator)
        let (rowIDs, order) = try build(values, isUnique: true, chunkBytes: chunkBytes)
        #expect(order == zip(values, rowIDs).sorted { $0.0 < $1.0 }.map(\.1))
        for (first, second) in [(0, 399), (10, 11), (49, 50)] {
            var bad = values
            bad[second] = bad[first]
            let error = #expect(throws: DatabaseError.self) {
                try build(bad, isUnique: true, chunkBytes: chunkBytes)
            }
            #expect(error?.state == .uniqueViolation)
            #expect(error?.message == "could not create unique index \"t_v\"")
            #expect(error?.fields.detail == "Key (v)=(\(bad[first])) is duplicated.")
        }
    }
}
