// SPDX-License-Identifier: Apache-2.0

import Platform
import Schemas
import Storage
import Synchronization
import TestSupport
import Testing
import Values

@testable import Relations

@Suite("Learned indexes answer as btree indexes do")
struct LearnedIndexTests {
    static let shapes = [
        OrderedPair.Shape(type: .int2),
        OrderedPair.Shape(type: .int4, isDescending: true, nullsFirst: true),
        OrderedPair.Shape(type: .int8),
        OrderedPair.Shape(type: .int8, isUnique: true),
        OrderedPair.Shape(type: .oid, isDescending: true),
        OrderedPair.Shape(type: .date, isUnique: true, isDescending: true),
        OrderedPair.Shape(type: .timestamptz, nullsFirst: true),
    ]

    /// Changes rows at random within `transaction`, savepoints included, and compares on the way.
    private func change(
        _ pair: OrderedPair,
        _ transaction: RelationTransaction,
        _ rows: inout [UInt64: Value],
        _ generator: inout SeededGenerator,
        among count: UInt64
    ) throws {
        var marks: [[UInt64: Value]] = []
        for _ in 0..<6 {
            switch generator.next() % 8 {
            case 0:
                try transaction.setSavepoint()
                marks.append(rows)
            case 1:
                guard let mark = marks.last else { continue }
                try transaction.rollbackToSavepoint()
                rows = mark
                if generator.next() % 2 == 0 {
                    try transaction.releaseSavepoint()
                    marks.removeLast()
                }
            case 2, 3, 4:
                let values = (0..<1 + generator.next() % 40).map { _ in
                    pair.value(&generator, among: count)
                }
                rows.merge(try pair.insert(values, transaction)) { $1 }
            default:
                let victims = rows.keys.sorted().shuffled(using: &generator).prefix(12)
                for (position, rowID) in victims.enumerated() {
                    guard let old = rows[rowID] else { continue }
                    if position % 3 == 0, !pair.shape.isUnique {
                        let new = pair.value(&generator, among: count)
                        try pair.update(rowID, from: old, to: new, transaction)
                        rows[rowID] = new
                    } else {
                        try pair.delete(rowID, old, transaction)
                        rows[rowID] = nil
                    }
                }
            }
            transaction.beginStatement()
            try pair.compare(transaction, &generator, scans: 2, among: count)
        }
    }

    @Test("A random history is seen alike, whatever the snapshot", arguments: shapes)
    func history(shape: OrderedPair.Shape) throws {
        let directory = try TemporaryDirectory()
        var pair = try OrderedPair(Cluster(path: directory.path), shape)
        var generator = SeededGenerator(seed: 11)
        var rows: [UInt64: Value] = [:]
        let count: UInt64 = 600
        for life in 0..<2 {
            try pair.waitUntilServing()
            var old: [(RelationTransaction, OrderedPair.OpenScan)] = []
            for round in 0..<10 {
                if round % 5 == 0 {
                    let reader = try pair.begin(.repeatableRead)
                    let range = pair.range(&generator, among: count)
                    let scan = try pair.scan(range, backward: round % 2 == 0, reader)
                    old.append((reader, scan))
                }
                let transaction = try pair.begin()
                var changed = rows
                try change(pair, transaction, &changed, &generator, among: count)
                if generator.next() % 4 == 0 {
                    transaction.rollback()
                } else {
                    try transaction.commit(synchronous: false)
                    rows = changed
                }
                let reader = try pair.begin()
                #expect(reader.learnedReader(pair.learned) != nil)
                try pair.compare(reader, &generator, among: count)
                for (reader, _) in old { try pair.compare(reader, &generator, among: count) }
            }
            for (_, scan) in old { try pair.finish(scan, limit: 17) }
            old = []
            if life == 1 { break }
            // The directory is free when nothing refers to the closed cluster any more.
            pair.cluster.close()
            pair.cluster = try Cluster(inMemory: ClusterOptions())
            pair.cluster = try Cluster(path: directory.path)
            try pair.compare(try pair.begin(), &generator, among: count)
        }
        pair.cluster.close()
    }

    @Test("Readers beside writers see one snapshot", arguments: [false, true])
    func concurrency(isUnique: Bool) throws {
        let shape = OrderedPair.Shape(type: .int4, isUnique: isUnique)
        let pair = try OrderedPair(Cluster(inMemory: ClusterOptions()), shape)
        try pair.waitUntilServing()
        let writersLeft = Atomic<Int>(2)
        let served = Atomic<Int>(0)
        try withThreads(4) { number in
            var generator = SeededGenerator(seed: UInt64(number) + 100)
            if number < 2 {
                defer { writersLeft.subtract(1, ordering: .relaxed) }
                var rows: [UInt64: Value] = [:]
                for _ in 0..<60 {
                    let transaction = try pair.begin()
                    // Keys of its own, or writers would wait for each other without end.
                    let values = (0..<20).map { _ in
                        let key = Int32(generator.next() % 1_500) * 2 + Int32(number) - 1_500
                        return Value.int32(key * 7_919)
                    }
                    rows.merge(try pair.insert(values, transaction)) { $1 }
                    for rowID in rows.keys.sorted().shuffled(using: &generator).prefix(15) {
                        if let old = rows.removeValue(forKey: rowID) {
                            try pair.delete(rowID, old, transaction)
                        }
                    }
                    try transaction.commit(synchronous: false)
                }
            } else {
                while writersLeft.load(ordering: .relaxed) > 0 {
                    let reader = try pair.begin(.repeatableRead)
                    if reader.learnedReader(pair.learned) != nil {
                        served.add(1, ordering: .relaxed)
                    }
                    try pair.compare(reader, &generator, scans: 4, among: 3_000)
                }
            }
        }
        #expect(served.load(ordering: .relaxed) > 0)
        pair.cluster.close()
    }

    /// Runs `body` on some threads, with their numbers, and throws what it threw.
    private func withThreads(
        _ count: Int,
        _ body: @escaping @Sendable (Int) throws -> Void
    ) throws {
        let failure = Lock<(any Error)?>(nil)
        let threads = try (0..<count).map { number in
            try OSThread(name: "reader \(number)") {
                do { try body(number) } catch { failure.withLock { $0 = error } }
            }
        }
        for thread in threads { thread.join() }
        if let error = failure.withLock({ $0 }) { throw error }
    }

    @Test("A dropped index is let go, a new one made of the rows there are")
    func dropAndMakeAgain() throws {
        var pair = try OrderedPair(
            Cluster(inMemory: ClusterOptions()),
            OrderedPair.Shape(type: .int8)
        )
        var generator = SeededGenerator(seed: 5)
        let transaction = try pair.begin()
        let values = (0..<3_000).map { _ in pair.value(&generator, among: 900) }
        let rows = try pair.insert(values, transaction)
        try transaction.commit(synchronous: false)

        let old = pair.learned
        pair.learned.storageID = pair.cluster.makeIdentifier()
        let again = try pair.begin()
        try again.purge(storageID: old.storageID)
        try again.put(.relation(.index(pair.learned)))
        let ids = rows.keys.sorted()
        let column = Column(SQLType(.int8), values: ids.compactMap { rows[$0] })
        try again.buildEntries(
            pair.table,
            rowIDs: ids,
            RowImages.IndexKeys(index: pair.learned, keys: [column])
        )
        try pair.compare(again, &generator, among: 900)
        try again.commit(synchronous: false)
        try pair.waitUntilServing()
        try pair.compare(try pair.begin(), &generator, among: 900)
        let deadline = MonotonicTime.after(milliseconds: 60_000)
        while pair.cluster.learnedIndexes.map(of: old.storageID) != nil {
            try #require(MonotonicTime.now < deadline)
            OSThread.yield()
        }
        pair.cluster.close()
    }

    @Test("A map is made anew when it may be wrong about too many keys, or commits are too large")
    func madeAnew() throws {
        let pair = try OrderedPair(
            Cluster(inMemory: ClusterOptions()),
            OrderedPair.Shape(type: .int8)
        )
        var generator = SeededGenerator(seed: 9)
        let transaction = try pair.begin()
        _ = try pair.insert(
            (0..<500).map { _ in pair.value(&generator, among: 300) },
            transaction
        )
        try transaction.commit(synchronous: false)
        let (indexes, storageID) = (pair.cluster.learnedIndexes, pair.learned.storageID)
        var stale = LearnedWrites()
        for key in 0..<UInt64(70_000) {
            stale.append(.put(key: key, rowID: 1), storageID)
            stale.append(.put(key: key, rowID: 2), storageID)
            stale.append(.delete(key: key, rowID: 1), storageID)
            stale.append(.delete(key: key, rowID: 2), storageID)
        }
        var large = LearnedWrites()
        for _ in 0...1 << 20 { large.append(.unmapped, storageID) }
        for writes in [stale, large] {
            try pair.waitUntilServing()
            let old = try #require(indexes.map(of: storageID))
            var unfinished = indexes.apply(writes, at: pair.cluster.store.visibleLSN)
            if unfinished.isEmpty {
                #expect(old.isStale)
                unfinished = indexes.apply(stale, at: pair.cluster.store.visibleLSN)
            }
            #expect(!old.isCurrent(at: LSN(UInt64.max - 1)))
            for index in unfinished { indexes.enqueue(index) }
            try pair.waitUntilServing()
            #expect(indexes.map(of: storageID) !== old)
            try pair.compare(try pair.begin(), &generator, among: 300)
        }
        pair.cluster.close()
    }

    @Test("Numbers order like entries, and give back values")
    func numbers() throws {
        for shape in Self.shapes {
            let pair = try OrderedPair(Cluster(inMemory: ClusterOptions()), shape)
            let keys = try #require(LearnedKeys(pair.learned))
            var generator = SeededGenerator(seed: 3)
            for _ in 0..<200 {
                let value = pair.value(&generator, among: 1_000)
                let column = Column(SQLType(shape.type), values: [value])
                let entry = try EntryKey.make(pair.learned, [column], row: 0, rowID: 7)
                let number = keys.number(ofEntry: entry.key.span.bytes)
                #expect(number == keys.number(of: value))
                #expect((number == nil) == value.isNull)
                guard let number else { continue }
                #expect("\(keys.column([number])[0])" == "\(value)")
            }
            pair.cluster.close()
        }
    }

    @Test("A transaction remembers a bounded number of changes")
    func boundedChanges() {
        var changes = LearnedChanges()
        for key in 0..<UInt64(1 << 20) + 5 { changes.append(.put(key: key, rowID: key)) }
        #expect(!changes.isComplete)
        #expect(changes.count == 1 << 20 + 5)
        changes.truncate(to: 1 << 20 + 1)
        changes.append(.unmapped)
        #expect(!changes.isComplete)
        changes.truncate(to: 3)
        #expect(changes.isComplete)
        changes.append(.unmapped)
        #expect(changes.count == 4 && changes.list.count == 4)
    }
}
