// SPDX-License-Identifier: Apache-2.0

import Platform
import Storage
import TestSupport
import Testing

/// A store with small buffers, for tests.
func makeOptions() -> StoreOptions {
    var options = StoreOptions()
    options.cacheBytes = 32 << 20
    options.writeBufferBytes = 16 << 20
    return options
}

extension Transaction {
    func put(_ family: ColumnFamily, _ key: String, _ value: String) throws(StorageError) {
        let key = Array(key.utf8)
        let value = Array(value.utf8)
        try put(family, key.span.bytes, value.span.bytes)
    }

    func delete(_ family: ColumnFamily, _ key: String) throws(StorageError) {
        let key = Array(key.utf8)
        try delete(family, key.span.bytes)
    }

    func lock(
        _ family: ColumnFamily,
        _ key: String,
        _ mode: LockMode = .exclusive,
        wait: LockWait = .forever
    ) throws(StorageError) -> String? {
        let key = Array(key.utf8)
        var value = PinnedValue()
        guard try lock(family, key.span.bytes, mode, wait: wait, into: &value) else { return nil }
        return value.bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }
}

extension ReadView {
    func text(_ family: ColumnFamily, _ key: String) throws(StorageError) -> String? {
        let key = Array(key.utf8)
        return try get(family, key.span.bytes).map { String(decoding: $0, as: UTF8.self) }
    }

    func texts(
        _ family: ColumnFamily,
        _ range: KeyRange = .all,
        _ options: ScanOptions = ScanOptions()
    ) throws(StorageError) -> [String] {
        var scan = scan(family, range, options)
        var result: [String] = []
        while try scan.next() {
            for index in 0..<scan.count {
                let key = scan.key(index).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
                let value = scan.value(index).withUnsafeBytes {
                    String(decoding: $0, as: UTF8.self)
                }
                result.append("\(key)=\(value)")
            }
        }
        return result
    }
}

@Suite struct StoreTests {
    @Test func `what a transaction commits is there after opening again`() throws {
        let directory = try TemporaryDirectory()
        do {
            let store = try Store(path: directory.path, options: makeOptions())
            #expect(store.visibleLSN == .zero)
            let transaction = store.begin()
            try transaction.put(.rows, "a", "1")
            try transaction.put(.vectors, "b", "2")
            #expect(try transaction.commit() == LSN(1))
            #expect(store.visibleLSN == LSN(1))
            #expect(store.durableLSN == LSN(1))
        }
        let store = try Store(path: directory.path, options: makeOptions())
        #expect(store.visibleLSN == LSN(1))
        let view = store.view(at: store.snapshot())
        #expect(try view.text(.rows, "a") == "1")
        #expect(try view.text(.vectors, "b") == "2")
        #expect(try view.text(.rows, "b") == nil)
    }

    @Test func `a transaction sees its own writes and nobody else does before the commit`() throws {
        let store = try Store(inMemory: makeOptions())
        let first = store.begin()
        try first.put(.rows, "a", "1")
        let snapshot = store.snapshot()
        #expect(try first.view(at: snapshot).text(.rows, "a") == "1")
        #expect(try store.view(at: snapshot).text(.rows, "a") == nil)
        #expect(try first.view(at: snapshot).texts(.rows) == ["a=1"])
        try first.commit()
        #expect(try store.view(at: snapshot).text(.rows, "a") == nil)
        #expect(try store.view(at: store.snapshot()).text(.rows, "a") == "1")
    }

    @Test func `a second opener is told who holds the directory`() throws {
        let directory = try TemporaryDirectory()
        let store = try Store(path: directory.path, options: makeOptions())
        let holder = CurrentProcess.identifier
        #expect(throws: StorageError.inUse(path: directory.path, process: holder)) {
            _ = try Store(path: directory.path, options: makeOptions())
        }
        withExtendedLifetime(store) {}
    }

    @Test func `a bulk load works in memory`() throws {
        let store = try Store(inMemory: makeOptions())
        let load = try store.makeBulkLoad()
        for key in ["a", "b", "c"] {
            let key = Array(key.utf8)
            try load.add(.vectors, key.span.bytes, key.span.bytes)
        }
        try store.begin().commit(load: load)
        #expect(try store.view(at: store.snapshot()).texts(.vectors) == ["a=a", "b=b", "c=c"])
    }

    @Test func `a bulk load becomes visible with its commit and survives reopening`() throws {
        let directory = try TemporaryDirectory()
        do {
            let store = try Store(path: directory.path, options: makeOptions())
            let before = store.snapshot()
            let load = try store.makeBulkLoad()
            for index in 0..<1000 {
                let key = Array("k\(index + 1000)".utf8)
                try load.add(.rows, key.span.bytes, key.span.bytes)
                try load.add(.entries, key.span.bytes, key.span.bytes)
            }
            let transaction = store.begin()
            transaction.record(.inserted(table: 7, firstRow: 0, count: 1000))
            try transaction.put(.catalog, "t", "7")
            try transaction.commit(load: load)
            #expect(try store.view(at: before).texts(.rows).isEmpty)
            #expect(try store.view(at: store.snapshot()).texts(.rows).count == 1000)
        }
        let store = try Store(path: directory.path, options: makeOptions())
        let view = store.view(at: store.snapshot())
        #expect(try view.texts(.rows).count == 1000)
        #expect(try view.texts(.entries).count == 1000)
        #expect(try view.text(.catalog, "t") == "7")
        var log = store.changes(from: .zero, at: store.snapshot())
        let record = try log.next()
        #expect(record?.changes == [.inserted(table: 7, firstRow: 0, count: 1000)])
        #expect(try log.next() == nil)
    }
}
