// SPDX-License-Identifier: Apache-2.0

import Platform
import Storage
import TestSupport
import Testing

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

    @Test func `a directory of another format version is refused`() throws {
        let directory = try TemporaryDirectory()
        do { _ = try Store(path: directory.path, options: makeOptions()) }
        let golden = Array("needletail data\n1\n".utf8)
        #expect(try FileSystem.read(directory.path + "/FORMAT") == golden)
        let other = Array("needletail data\n99\n".utf8)
        try FileSystem.writeAtomically(other, to: directory.path + "/FORMAT")
        #expect(throws: StorageError.formatVersion(found: 99, supported: 1)) {
            _ = try Store(path: directory.path, options: makeOptions())
        }
        try FileSystem.writeAtomically([0, 1, 2], to: directory.path + "/FORMAT")
        #expect(throws: StorageError.corruption("\(directory.path)/FORMAT is not a format file")) {
            _ = try Store(path: directory.path, options: makeOptions())
        }
    }

    @Test func `a directory that holds something else is refused and left alone`() throws {
        let directory = try TemporaryDirectory()
        try FileSystem.writeAtomically([1], to: directory.path + "/letter")
        #expect(throws: StorageError.notAStore(path: directory.path)) {
            _ = try Store(path: directory.path, options: makeOptions())
        }
        #expect(try FileSystem.list(directory.path) == ["LOCK", "letter"])
    }

    @Test func `a missing directory is refused when none is to be made`() throws {
        let directory = try TemporaryDirectory()
        var options = makeOptions()
        options.createsIfMissing = false
        let path = directory.path + "/absent"
        #expect(throws: StorageError.notAStore(path: path)) {
            _ = try Store(path: path, options: options)
        }
        #expect(!FileSystem.exists(path))
        #expect(throws: StorageError.notAStore(path: directory.path)) {
            _ = try Store(path: directory.path, options: options)
        }
    }

    @Test func `a value outlives the store it was read from`() throws {
        var value = PinnedValue()
        do {
            let store = try Store(inMemory: makeOptions())
            let transaction = store.begin()
            try transaction.put(.rows, "a", "kept")
            try transaction.commit()
            try store.flush()
            let key = Array("a".utf8)
            #expect(try store.view(at: store.snapshot()).get(.rows, key.span.bytes, into: &value))
        }
        #expect(value.bytes.withUnsafeBytes { Array($0) } == Array("kept".utf8))
    }

    @Test func `many values are read at once, own writes among them`() throws {
        let store = try Store(inMemory: makeOptions())
        let transaction = store.begin()
        for index in 0..<100 where index % 3 == 0 {
            try transaction.put(.rows, "k\(index)", "v\(index)")
        }
        try transaction.commit()
        let writer = store.begin()
        try writer.put(.rows, "k1", "own")
        try writer.delete(.rows, "k3")
        var keys = KeyList()
        for index in 0..<100 { keys.append(Array("k\(index)".utf8).span.bytes) }
        var values = PinnedValues()
        try writer.view(at: store.snapshot()).get(.rows, keys, into: &values)
        #expect(values.count == 100)
        for index in 0..<100 {
            let expected =
                index == 1 ? "own" : index == 3 || index % 3 != 0 ? nil : "v\(index)"
            let found =
                values.exists(index)
                ? values.bytes(index).withUnsafeBytes { String(decoding: $0, as: UTF8.self) } : nil
            #expect(found == expected, "key \(index)")
        }
        keys.removeAll()
        try writer.view(at: store.snapshot()).get(.rows, keys, into: &values)
        #expect(values.count == 0)
    }

    @Test func `statistics and properties answer`() throws {
        let store = try Store(inMemory: makeOptions())
        let transaction = store.begin()
        try transaction.put(.rows, "a", "1")
        try transaction.commit()
        try store.flush()
        #expect(try store.view(at: store.snapshot()).text(.rows, "a") == "1")
        #expect(store.statistics.tableBytes > 0)
        #expect(store.statistics.cacheCapacityBytes == 32 << 20)
        #expect(store.property(.rows, "rocksdb.estimate-num-keys") == "1")
        #expect(store.property(.rows, "no such property") == nil)
        #expect(store.counters.values.contains { $0.name == "commits_total" && $0.value == 1 })
    }
}
