// SPDX-License-Identifier: Apache-2.0

import Platform
import Storage
import TestSupport
import Testing

@Suite struct ChangeLogTests {
    private func readAll(_ store: Store, from start: LSN = .zero) throws -> [CommitRecord] {
        var reader = store.changes(from: start, at: store.snapshot())
        var records: [CommitRecord] = []
        while let record = try reader.next() { records.append(record) }
        return records
    }

    @Test func `each commit leaves one record with its changes in order`() throws {
        let store = try Store(inMemory: makeOptions())
        let before = WallClock.microseconds
        let first = store.begin()
        first.record(.inserted(table: 1, firstRow: 5, count: 1))
        first.record(.inserted(table: 1, firstRow: 6, count: 2))
        first.record(.inserted(table: 2, firstRow: 8, count: 1))
        first.record(.updated(table: 2, firstRow: 1, count: 1, vectors: 3))
        first.record(.updated(table: 2, firstRow: 2, count: 1, vectors: 3))
        first.record(.updated(table: 2, firstRow: 3, count: 1, vectors: 0))
        first.record(.deleted(table: 2, firstRow: 1, count: 1))
        first.record(.truncated(table: 3))
        first.record(.note([1, 2, 3]))
        try first.commit()
        let second = store.begin()
        try second.put(.rows, "a", "1")
        try second.commit()

        let records = try readAll(store)
        #expect(records.map(\.lsn) == [LSN(1), LSN(2)])
        #expect(
            records[0].changes == [
                .inserted(table: 1, firstRow: 5, count: 3),
                .inserted(table: 2, firstRow: 8, count: 1),
                .updated(table: 2, firstRow: 1, count: 2, vectors: 3),
                .updated(table: 2, firstRow: 3, count: 1, vectors: 0),
                .deleted(table: 2, firstRow: 1, count: 1),
                .truncated(table: 3),
                .note([1, 2, 3]),
            ]
        )
        #expect(records[1].changes.isEmpty)
        #expect(records[0].microseconds >= before)
        #expect(try readAll(store, from: LSN(2)).map(\.lsn) == [LSN(2)])
    }

    @Test func `a record is stored byte for byte as documented`() throws {
        let store = try Store(inMemory: makeOptions())
        let transaction = store.begin()
        transaction.record(.inserted(table: 0x0102_0304, firstRow: 0x05, count: 2))
        transaction.record(
            .updated(table: 1, firstRow: 2, count: 3, vectors: 0x8000_0000_0000_0001)
        )
        transaction.record(.deleted(table: 1, firstRow: 2, count: 1))
        transaction.record(.truncated(table: 9))
        transaction.record(.note([0xAA, 0xBB]))
        try transaction.commit()
        var scan = store.view(at: store.snapshot()).scan(.changes, .all)
        #expect(try scan.next())
        #expect(scan.count == 1)
        #expect(scan.key(0).withUnsafeBytes { Array($0) } == [0, 0, 0, 0, 0, 0, 0, 1])
        let value = scan.value(0).withUnsafeBytes { Array($0) }
        let golden: [UInt8] = [
            1, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 2,
            2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 3, 0x80, 0, 0, 0, 0, 0, 0, 1,
            3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1,
            4, 0, 0, 0, 9,
            5, 0, 0, 0, 2, 0xAA, 0xBB,
        ]
        #expect(value[0] == 1)
        #expect(Array(value[9...]) == golden)
        let time = value[1..<9].reduce(Int64(0)) { $0 << 8 | Int64($1) }
        #expect(abs(time - WallClock.microseconds) < 60_000_000)
    }

    @Test func `rows that would pass the largest count or id begin a new record`() throws {
        let store = try Store(inMemory: makeOptions())
        let transaction = store.begin()
        transaction.record(.inserted(table: 1, firstRow: 0, count: .max))
        transaction.record(.inserted(table: 1, firstRow: UInt64(UInt32.max), count: 1))
        transaction.record(.deleted(table: 1, firstRow: .max, count: 1))
        transaction.record(.deleted(table: 1, firstRow: 0, count: 1))
        try transaction.commit()
        #expect(try readAll(store)[0].changes.count == 4)
    }

    @Test func `a record that was cut short is reported`() throws {
        let store = try Store(inMemory: makeOptions())
        for value in [
            [], [2], [1, 0, 0], [1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0], [UInt8](repeating: 1, count: 20),
        ]
            as [[UInt8]]
        {
            let transaction = store.begin()
            let key: [UInt8] = [0xF0, 0, 0, 0, 0, 0, 0, 0]
            try transaction.put(.changes, key.span.bytes, value.span.bytes)
            try transaction.commit()
            var reader = store.changes(from: LSN(0xF000_0000_0000_0000), at: store.snapshot())
            #expect(throws: StorageError.self) { _ = try reader.next() }
        }
    }

    @Test func `positions go on after trimming everything and opening again`() throws {
        let directory = try TemporaryDirectory()
        do {
            let store = try Store(path: directory.path, options: makeOptions())
            #expect(try store.oldestChange() == nil)
            for index in 0..<10 {
                let transaction = store.begin()
                try transaction.put(.rows, "k", "\(index)")
                try transaction.commit()
            }
            #expect(try store.oldestChange() == LSN(1))
            try store.trimChanges(before: LSN(5))
            #expect(try store.oldestChange() == LSN(5))
            try store.flush()
            try store.trimChanges(before: LSN(1000))
            #expect(try store.oldestChange() == LSN(10))
            try store.trimChanges(before: .zero)
        }
        let store = try Store(path: directory.path, options: makeOptions())
        #expect(store.visibleLSN == LSN(10))
        let transaction = store.begin()
        try transaction.put(.rows, "k", "x")
        #expect(try transaction.commit() == LSN(11))
    }
}
