// SPDX-License-Identifier: Apache-2.0

import Platform
import Storage
import TestSupport
import Testing

@Suite struct MaintenanceTests {
    /// Two tables of 500 rows: keys that begin with `a` and with `b`.
    private func fill(_ store: Store) throws {
        let transaction = store.begin()
        for index in 100..<600 {
            try transaction.put(.vectors, "a\(index)", String(repeating: "x", count: 1000))
            try transaction.put(.vectors, "b\(index)", String(repeating: "y", count: 1000))
        }
        try transaction.commit()
    }

    @Test func `a purge frees a range, but not under an older snapshot`() throws {
        let directory = try TemporaryDirectory()
        let store = try Store(path: directory.path, options: makeOptions())
        try fill(store)
        try store.flush()
        let range = KeyRange(prefix: Array("a".utf8))
        #expect(store.approximateBytes(.vectors, range) > 300_000)
        var older: Snapshot? = store.snapshot()
        let drop = store.begin()
        drop.record(.truncated(table: 1))
        let dropped = try #require(try drop.commit())
        #expect(try !store.purge(.vectors, range, droppedAt: dropped))
        try store.compact(.vectors)
        if let older {
            #expect(try store.view(at: older).keys(.vectors).count == 1000)
        }
        #expect(try store.view(at: store.snapshot()).keys(.vectors).count == 500)
        older = nil
        #expect(try store.purge(.vectors, range, droppedAt: dropped))
        try store.compact(.vectors, range)
        #expect(store.approximateBytes(.vectors, range) < 50_000)
        #expect(try store.view(at: store.snapshot()).keys(.vectors).count == 500)
    }

    @Test func `a purge makes the drop durable before files go`() throws {
        let directory = try TemporaryDirectory()
        var options = makeOptions()
        options.asynchronousCommitMilliseconds = 60_000
        let store = try Store(path: directory.path, options: options)
        try fill(store)
        let drop = store.begin()
        drop.record(.truncated(table: 1))
        let dropped = try #require(try drop.commit(synchronous: false))
        #expect(store.durableLSN < dropped)
        try store.purge(.vectors, KeyRange(prefix: Array("a".utf8)), droppedAt: dropped)
        #expect(store.durableLSN >= dropped)
    }

    @Test func `a copy opens as a store of its own`() throws {
        let directory = try TemporaryDirectory()
        let copy = directory.path + "/copies/one"
        let store = try Store(path: directory.path + "/data", options: makeOptions())
        try fill(store)
        try store.checkpoint(to: copy)
        #expect(throws: StorageError.notAStore(path: copy)) { try store.checkpoint(to: copy) }
        let transaction = store.begin()
        try transaction.put(.rows, "later", "1")
        try transaction.commit()
        let other = try Store(path: copy, options: makeOptions())
        #expect(other.visibleLSN == LSN(1))
        let view = other.view(at: other.snapshot())
        #expect(try view.keys(.vectors).count == 1000)
        #expect(try view.keys(.rows).isEmpty)
        try other.verifyChecksums()
    }

    @Test func `a store in memory has nothing to copy`() throws {
        let store = try Store(inMemory: makeOptions())
        #expect(throws: StorageError.notSupported("a store in memory has no files to copy")) {
            try store.checkpoint(to: "/tmp/needletail-none")
        }
    }

    @Test func `checksums of a sound store agree`() throws {
        let directory = try TemporaryDirectory()
        let store = try Store(path: directory.path, options: makeOptions())
        try fill(store)
        try store.flush()
        try store.verifyChecksums()
    }
}
