// SPDX-License-Identifier: Apache-2.0

import Platform
import Storage
import TestSupport
import Testing

extension Transaction {
    func add(_ family: ColumnFamily, _ key: String, _ value: String) throws(StorageError) {
        let key = Array(key.utf8)
        let value = Array(value.utf8)
        try add(family, key.span.bytes, value.span.bytes, prefixLength: 1)
    }

    /// Adds `k<index>` with the index as the value, for each.
    func add(_ family: ColumnFamily, _ indexes: Range<Int>) throws(StorageError) {
        for index in indexes { try add(family, "k\(index)", "\(index)") }
    }
}

@Suite struct BulkLoadTests {
    /// A store that stages beyond so many bytes; with 64 a file holds about 512.
    private func makeStore(_ path: String? = nil, threshold: Int = 64) throws -> Store {
        var options = makeOptions()
        options.stagingThresholdBytes = threshold
        options.injectsFaults = true
        guard let path else { return try Store(inMemory: options) }
        return try Store(path: path, options: options)
    }

    private func newest(_ store: Store) -> ReadView { store.view(at: store.snapshot()) }

    @Test(arguments: [0, 64, 4_000, 1 << 20])
    func `what is added becomes visible with the commit`(threshold: Int) throws {
        let store = try makeStore(threshold: threshold)
        let before = store.snapshot()
        let transaction = store.begin()
        try transaction.add(.vectors, 100..<400)
        #expect(transaction.hasWrites)
        #expect(try newest(store).texts(.vectors).isEmpty)
        try transaction.commit()
        #expect(try newest(store).texts(.vectors) == (100..<400).map { "k\($0)=\($0)" })
        #expect(try store.view(at: before).texts(.vectors).isEmpty)
    }

    @Test func `a load survives reopening together with the other writes`() throws {
        let directory = try TemporaryDirectory()
        do {
            let store = try makeStore(directory.path)
            let transaction = store.begin()
            try transaction.add(.rows, 1000..<2000)
            try transaction.add(.vectors, 1000..<2000)
            transaction.record(.inserted(table: 7, firstRow: 0, count: 1000))
            try transaction.put(.catalog, "t", "7")
            try transaction.put(.rows, "k1500", "changed")
            try transaction.delete(.vectors, "k1501")
            #expect(try FileSystem.list(directory.path + "/staging").count > 2)
            try transaction.commit()
            #expect(try FileSystem.list(directory.path + "/staging").isEmpty)
        }
        let store = try makeStore(directory.path)
        let view = newest(store)
        #expect(try view.texts(.rows).count == 1000)
        #expect(try view.text(.rows, "k1500") == "changed")
        #expect(try view.texts(.vectors).count == 999)
        #expect(try view.text(.catalog, "t") == "7")
        var log = store.changes(from: .zero, at: store.snapshot())
        let record = try log.next()
        #expect(record?.changes == [.inserted(table: 7, firstRow: 0, count: 1000)])
        #expect(try log.next() == nil)
    }

    @Test func `small transactions make no files, nor do small additions to large ones`() throws {
        let directory = try TemporaryDirectory()
        let store = try makeStore(directory.path, threshold: 1 << 16)
        let transaction = store.begin()
        try transaction.add(.rows, 0..<10)
        #expect(!FileSystem.exists(directory.path + "/staging"))
        try transaction.put(.entries, "large", String(repeating: "x", count: 1 << 16))
        for index in 10..<30 {
            try transaction.add(.rows, "l\(index)", "\(index)")
            #expect(try transaction.view(at: store.snapshot()).keys(.rows).count == index + 1)
        }
        #expect(try FileSystem.list(directory.path + "/staging").isEmpty)
        try transaction.commit()
        #expect(try newest(store).keys(.rows).count == 30)
    }

    @Test func `a rollback removes the files`() throws {
        let directory = try TemporaryDirectory()
        let store = try makeStore(directory.path)
        var transaction = store.begin()
        try transaction.add(.rows, 100..<400)
        #expect(try !FileSystem.list(directory.path + "/staging").isEmpty)
        transaction.rollback()
        #expect(try FileSystem.list(directory.path + "/staging").isEmpty)
        transaction = store.begin()
        try transaction.add(.rows, 100..<400)
        transaction = store.begin()
        #expect(try FileSystem.list(directory.path + "/staging").isEmpty)
        #expect(try newest(store).texts(.rows).isEmpty)
    }

    @Test func `more streams than are open at once are no matter`() throws {
        let store = try makeStore()
        let transaction = store.begin()
        for index in 100..<120 {
            for prefix in 0x21...0x7E {
                let prefix = String(UnicodeScalar(UInt8(prefix)))
                try transaction.add(.rows, "\(prefix)\(index)", "\(index)")
            }
        }
        #expect(try transaction.view(at: store.snapshot()).keys(.rows).count == 94 * 20)
        try transaction.commit()
        #expect(try newest(store).keys(.rows).count == 94 * 20)
    }

    @Test func `a scan does not see what is added after it began`() throws {
        let store = try makeStore()
        let transaction = store.begin()
        try transaction.add(.rows, 100..<200)
        let view = transaction.view(at: store.snapshot())
        var options = ScanOptions()
        options.batchCount = 10
        var scan = view.scan(.rows, .all, options)
        var count = 0
        while try scan.next() {
            count += scan.count
            try transaction.add(.rows, (200 + count)..<(200 + count + scan.count))
            _ = try view.keys(.rows)
        }
        #expect(count == 100)
        #expect(try view.keys(.rows).count == 200)
    }

    @Test func `a lock reads the transaction's own staged value`() throws {
        let store = try makeStore()
        let transaction = store.begin()
        try transaction.add(.rows, 100..<200)
        #expect(try transaction.lock(.rows, "k150") == "150")
        try transaction.delete(.rows, "k150")
        #expect(try transaction.lock(.rows, "k150") == nil)
        #expect(try transaction.lock(.rows, "k200") == nil)
    }

    /// 4 stops the take-over before the files are in the database, 8 right after, 2 fails the sync
    /// of the log, after which it cannot be known whether the commit happens.
    @Test(arguments: [2, 4, 8])
    func `a load cut short after its commit is finished when the store is opened`(
        fault: Int
    ) throws {
        let directory = try TemporaryDirectory()
        do {
            let store = try makeStore(directory.path)
            let transaction = store.begin()
            try transaction.add(.rows, 100..<400)
            try transaction.add(.vectors, 100..<400)
            transaction.record(.inserted(table: 1, firstRow: 100, count: 300))
            // Settled before the fault: a file that cannot be synced would end the matter.
            _ = try transaction.setSavepoint()
            try transaction.put(.rows, "k100", "changed")
            try transaction.delete(.vectors, "k101")
            store.injectFault(fault, isNoSpace: false)
            #expect {
                try transaction.commit()
            } throws: { error in
                if case StorageError.failed = error { true } else { false }
            }
            store.injectFault(0, isNoSpace: false)
            // Nobody may build on a commit that is half there.
            #expect(throws: StorageError.self) {
                let other = store.begin()
                try other.put(.rows, "a", "b")
                try other.commit()
            }
            #expect(store.visibleLSN == .zero)
        }
        for _ in 0..<2 {
            let store = try makeStore(directory.path)
            let view = newest(store)
            #expect(try view.keys(.rows).count == 300)
            #expect(try view.text(.rows, "k100") == "changed")
            #expect(try view.keys(.vectors).count == 299)
            #expect(store.visibleLSN == LSN(1))
            #expect(!FileSystem.exists(directory.path + "/staging"))
        }
    }

    @Test(arguments: [1, 2])
    func `a full disk fails the load and nothing of it stays`(fault: Int) throws {
        let directory = try TemporaryDirectory()
        let store = try makeStore(directory.path)
        let transaction = store.begin()
        try transaction.add(.rows, 100..<400)
        store.injectFault(fault, isNoSpace: true)
        for _ in 0..<2 {
            #expect(throws: StorageError.self) { _ = try transaction.setSavepoint() }
        }
        // Half a file is never taken over, whatever the disk does by then.
        store.injectFault(0, isNoSpace: false)
        #expect(throws: StorageError.self) { try transaction.commit() }
        #expect(try newest(store).texts(.rows).isEmpty)
        #expect(try FileSystem.list(directory.path + "/staging").isEmpty)
        let again = store.begin()
        try again.add(.rows, 100..<400)
        try again.commit()
        #expect(try newest(store).keys(.rows).count == 300)
    }

    @Test func `a full disk under the note refuses the commit`() throws {
        let directory = try TemporaryDirectory()
        let store = try makeStore(directory.path)
        let first = store.begin()
        try first.put(.rows, "before", "value")
        try first.commit()
        let transaction = store.begin()
        try transaction.add(.rows, 100..<400)
        _ = try transaction.setSavepoint()
        store.injectFault(1, isNoSpace: true)
        #expect {
            try transaction.commit()
        } throws: { error in
            if case StorageError.diskFull = error { true } else { false }
        }
        store.injectFault(0, isNoSpace: false)
        #expect(try FileSystem.list(directory.path + "/staging").isEmpty)
        let again = store.begin()
        try again.put(.rows, "after", "value")
        try again.commit()
        #expect(try newest(store).texts(.rows) == ["after=value", "before=value"])
    }

    @Test func `the note of a load is written as documented`() throws {
        let names = [Array("1-0.sst".utf8), Array("1-1.sst".utf8)]
        let files = [
            LoadNote.File(family: .rows, name: "1-0.sst"),
            LoadNote.File(family: .vectors, name: "1-1.sst"),
        ]
        let bytes = LoadNote.bytes(files)
        #expect(bytes == [2, 0, 0, 0, 2, 2, 0, 7] + names[0] + [3, 0, 7] + names[1])
        let whole = bytes + [7, 8]
        let note = LoadNote(whole.span.bytes)
        #expect(note?.files == files)
        #expect(note?.writes == [7, 8])
        for damaged in [[], [1, 0], [2, 0, 0, 0, 1, 9, 0, 0], [2, 0, 0, 0, 1, 2, 0, 7, 1]]
            as [[UInt8]]
        {
            #expect(LoadNote(damaged.span.bytes) == nil)
        }
    }
}
