// SPDX-License-Identifier: Apache-2.0

import Platform
import Storage
import TestSupport
import Testing

@Suite struct BulkLoadTests {
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

    @Test func `a load that is dropped leaves nothing behind`() throws {
        let directory = try TemporaryDirectory()
        let store = try Store(path: directory.path, options: makeOptions())
        do {
            let load = try store.makeBulkLoad()
            let key = Array("a".utf8)
            try load.add(.rows, key.span.bytes, key.span.bytes)
            #expect(try FileSystem.list(directory.path + "/staging").count == 1)
        }
        #expect(try FileSystem.list(directory.path + "/staging").isEmpty)
        #expect(try store.view(at: store.snapshot()).texts(.rows).isEmpty)
    }

    @Test func `keys that do not ascend begin new files and the last value wins`() throws {
        let store = try Store(inMemory: makeOptions())
        let load = try store.makeBulkLoad()
        for (key, value) in [("b", "1"), ("c", "2"), ("a", "3"), ("b", "4"), ("b", "5")] {
            let key = Array(key.utf8)
            let value = Array(value.utf8)
            try load.add(.rows, key.span.bytes, value.span.bytes)
        }
        #expect(load.count == 5)
        try store.begin().commit(load: load)
        #expect(try store.view(at: store.snapshot()).texts(.rows) == ["a=3", "b=5", "c=2"])
    }

    @Test func `an empty load commits nothing but its position`() throws {
        let store = try Store(inMemory: makeOptions())
        #expect(try store.begin().commit(load: store.makeBulkLoad()) == LSN(1))
        #expect(try store.view(at: store.snapshot()).texts(.rows).isEmpty)
    }

    /// 4 stops the take-over before the files are in the database, 8 right after.
    @Test(arguments: [4, 8])
    func `a load cut short after its commit is finished when the store is opened`(
        fault: Int
    ) throws {
        let directory = try TemporaryDirectory()
        do {
            var options = makeOptions()
            options.injectsFaults = true
            let store = try Store(path: directory.path, options: options)
            let load = try store.makeBulkLoad()
            for index in 100..<400 {
                let key = Array("k\(index)".utf8)
                try load.add(.rows, key.span.bytes, key.span.bytes)
                try load.add(.vectors, key.span.bytes, key.span.bytes)
            }
            let transaction = store.begin()
            transaction.record(.inserted(table: 1, firstRow: 100, count: 300))
            store.injectFault(fault, isNoSpace: false)
            #expect {
                try transaction.commit(load: load)
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
            let store = try Store(path: directory.path, options: makeOptions())
            let view = store.view(at: store.snapshot())
            #expect(try view.keys(.rows).count == 300)
            #expect(try view.keys(.vectors).count == 300)
            #expect(store.visibleLSN == LSN(1))
            #expect(!FileSystem.exists(directory.path + "/staging"))
        }
    }

    @Test func `the note of a load is written as documented`() throws {
        let directory = try TemporaryDirectory()
        let store = try Store(path: directory.path, options: makeOptions())
        let load = try store.makeBulkLoad()
        try load.add(.rows, [1].span.bytes, [1].span.bytes)
        try load.add(.vectors, [1].span.bytes, [1].span.bytes)
        let names = [Array("1-0.sst".utf8), Array("1-1.sst".utf8)]
        #expect(load.note() == [1, 2, 0, 7] + names[0] + [3, 0, 7] + names[1])
        let files = BulkLoad.files(inNote: load.note(), directory: "/x")
        #expect(files?.map(\.0) == [2, 3])
        #expect(files?.map(\.1) == ["/x/1-0.sst", "/x/1-1.sst"])
        for damaged in [[], [2], [1, 9, 0, 0], [1, 2, 0, 7, 1]] as [[UInt8]] {
            #expect(BulkLoad.files(inNote: damaged, directory: "/x") == nil)
        }
    }
}
