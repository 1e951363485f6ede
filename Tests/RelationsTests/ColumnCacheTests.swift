// SPDX-License-Identifier: Apache-2.0

import Platform
import TestSupport
import Testing
import Values

@testable import Relations

@Suite struct ColumnCacheTests {
    private struct Reader {
        let transaction: RelationTransaction
        let rows: [UInt64: Int64]
    }

    @Test("every snapshot sees its own rows, whatever is kept", arguments: 1...3)
    func snapshots(seed: UInt64) throws {
        let fixture = try OneColumnTable(columnCacheBytes: 1 << 20)
        var generator = SeededGenerator(seed: seed)
        var rows: [UInt64: Int64] = [:]
        var readers: [Reader] = []
        var keptCount = 0
        func check(_ transaction: RelationTransaction, _ expected: [UInt64: Int64]) throws {
            let (found, kept) = try fixture.readAll(transaction)
            #expect(found == expected)
            if kept { keptCount += 1 }
        }
        for _ in 0..<300 {
            switch Int.random(in: 0..<5, using: &generator) {
            case 0:
                let transaction = try fixture.begin(.repeatableRead)
                transaction.beginStatement()
                readers.append(Reader(transaction: transaction, rows: rows))
            case 1 where readers.count > 3:
                readers.remove(at: Int.random(in: 0..<readers.count, using: &generator))
                    .transaction.rollback()
            case 2:
                let writer = try fixture.begin()
                var changed = rows
                for rowID in try fixture.insert([1, 2, 3], writer) { changed[rowID] = 0 }
                for rowID in changed.keys where changed[rowID] == 0 {
                    let value = Int64.random(in: 1...1_000, using: &generator)
                    try fixture.update(rowID, to: value, writer)
                    changed[rowID] = value
                }
                if let gone = changed.keys.randomElement(using: &generator) {
                    try fixture.delete(gone, writer)
                    changed[gone] = nil
                }
                try check(writer, changed)
                if Bool.random(using: &generator) {
                    writer.rollback()
                } else {
                    try writer.commit(synchronous: false)
                    rows = changed
                }
            default:
                let newest = try fixture.begin()
                try check(newest, rows)
                try newest.commit(synchronous: false)
            }
            for reader in readers { try check(reader.transaction, reader.rows) }
        }
        for reader in readers { reader.transaction.rollback() }
        #expect(keptCount > 20)
        fixture.cluster.close()
    }

    @Test("rows are found by their ids, with gaps between them")
    func gaps() throws {
        let fixture = try OneColumnTable(columnCacheBytes: 1 << 20)
        let load = try fixture.begin()
        let all = try fixture.insert(Array(0..<50), load)
        try load.commit(synchronous: false)
        let change = try fixture.begin()
        for (index, rowID) in all.enumerated() where index % 3 == 1 {
            try fixture.delete(rowID, change)
        }
        try change.commit(synchronous: false)
        let reader = try fixture.begin()
        let (rows, _) = try fixture.readAll(reader)
        let kept = try #require(try reader.keptColumns(fixture.table, [1]))
        let wanted = Array(all.reversed()) + [0, .max]
        let (columns, positions) = kept.rows(wanted)
        guard case .int64(let values) = columns[0].elements else { return }
        #expect(positions.map { wanted[$0] } == all.reversed().filter { rows[$0] != nil })
        #expect(values == positions.map { rows[wanted[$0]] ?? -1 })
        reader.rollback()
        fixture.cluster.close()
    }

    @Test("columns that are too large are not kept, and not asked for again")
    func tooLarge() throws {
        let fixture = try OneColumnTable(columnCacheBytes: 100)
        let load = try fixture.begin()
        _ = try fixture.insert(Array(0..<50), load)
        try load.commit(synchronous: false)
        let reader = try fixture.begin()
        #expect(reader.noteColumnDemand(fixture.table, [1], microseconds: 5) == 5)
        #expect(reader.noteColumnDemand(fixture.table, [1], microseconds: 5) == 10)
        _ = try fixture.readAll(reader)
        #expect(try !fixture.readAll(reader).kept)
        #expect(reader.noteColumnDemand(fixture.table, [1], microseconds: 1e9) < 0)
        reader.rollback()
        fixture.cluster.close()
    }
}
