// SPDX-License-Identifier: Apache-2.0

import Platform
import Schemas
import Synchronization
import TestSupport
import Testing
import Values

@testable import Relations

@Suite struct RowCacheTests {
    /// A transaction, with what it should see.
    private struct Reader {
        let transaction: RelationTransaction
        let rows: [UInt64: Int64]
    }

    @Test(
        "Every snapshot reads its own versions, whatever is cached",
        arguments: [(seed: 1, bytes: 64 << 10), (seed: 2, bytes: 16 << 20), (seed: 3, bytes: 0)]
    )
    func snapshots(seed: UInt64, bytes: Int) throws {
        let fixture = try OneColumnTable(rowCacheBytes: bytes)
        var generator = SeededGenerator(seed: seed)
        var rows: [UInt64: Int64] = [:]
        let load = try fixture.begin()
        for rowID in try fixture.insert(Array(0..<200), load) { rows[rowID] = Int64(rowID) - 1 }
        try load.commit(synchronous: false)
        let all = rows.keys.sorted()

        var readers: [Reader] = []
        func check(_ reader: RelationTransaction, _ expected: [UInt64: Int64]) throws {
            let wanted = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
                all.randomElement(using: &generator) ?? 1
            }
            #expect(try fixture.read(wanted, reader) == wanted.map { expected[$0] })
        }
        for _ in 0..<400 {
            switch Int.random(in: 0..<6, using: &generator) {
            case 0:
                let transaction = try fixture.begin(.repeatableRead)
                transaction.beginStatement()
                readers.append(Reader(transaction: transaction, rows: rows))
            case 1 where readers.count > 4:
                readers.remove(at: Int.random(in: 0..<readers.count, using: &generator))
                    .transaction.rollback()
            case 2, 3:
                let writer = try fixture.begin()
                var changed = rows
                func change(_ count: Int, _ model: inout [UInt64: Int64]) throws {
                    for rowID in model.keys.sorted().shuffled(using: &generator).prefix(count) {
                        if Int.random(in: 0..<8, using: &generator) == 0 {
                            try fixture.delete(rowID, writer)
                            model[rowID] = nil
                        } else {
                            let value = Int64.random(in: 0...1_000_000, using: &generator)
                            try fixture.update(rowID, to: value, writer)
                            model[rowID] = value
                        }
                    }
                }
                try change(3, &changed)
                if Bool.random(using: &generator) {
                    try writer.setSavepoint()
                    var undone = changed
                    try change(3, &undone)
                    try check(writer, undone)
                    try writer.rollbackToSavepoint()
                }
                try check(writer, changed)
                if Int.random(in: 0..<3, using: &generator) == 0 {
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
        fixture.cluster.close()
    }

    private final class Progress: Sendable {
        let isDone = Atomic(false)
        /// Reads that saw a part of a commit.
        let torn = Atomic(0)
    }

    @Test("Readers beside writers see whole commits")
    func concurrency() throws {
        let fixture = try OneColumnTable(rowCacheBytes: 1 << 20)
        let load = try fixture.begin()
        let rowIDs = try fixture.insert([0, 0, 0, 0, 0, 0, 0, 0], load)
        try load.commit(synchronous: false)
        let progress = Progress()
        try withThreads(4) { number in
            if number < 2 {
                // Every commit gives all rows one new value.
                for round in 1...300 {
                    let writer = try fixture.begin()
                    for rowID in rowIDs {
                        try fixture.update(rowID, to: Int64(round * 2 + number), writer)
                    }
                    try writer.commit(synchronous: false)
                }
                progress.isDone.store(true, ordering: .relaxed)
            } else {
                while !progress.isDone.load(ordering: .relaxed) {
                    let reader = try fixture.begin()
                    let values = try fixture.read(rowIDs, reader)
                    if Set(values).count != 1 { progress.torn.wrappingAdd(1, ordering: .relaxed) }
                    try reader.commit(synchronous: false)
                }
            }
        }
        #expect(progress.torn.load(ordering: .relaxed) == 0)
        fixture.cluster.close()
    }

    /// Runs `body` on `count` threads and waits for them.
    private func withThreads(
        _ count: Int,
        _ body: @escaping @Sendable (Int) throws -> Void
    ) throws {
        let failures = Lock<[String]>([])
        let threads = try (0..<count).map { number in
            try OSThread(name: "test", stackBytes: 1 << 20) {
                do {
                    try body(number)
                } catch {
                    failures.withLock { $0.append("\(error)") }
                }
            }
        }
        for thread in threads { thread.join() }
        #expect(failures.withLock { $0 } == [])
    }
}
