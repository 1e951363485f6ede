// SPDX-License-Identifier: Apache-2.0

import Platform
import Storage
import TestSupport
import Testing

@Suite struct TransactionTests {
    private func makeStore(_ pairs: [(String, String)] = []) throws -> Store {
        let store = try Store(inMemory: makeOptions())
        let transaction = store.begin()
        for (key, value) in pairs { try transaction.put(.rows, key, value) }
        try transaction.commit()
        return store
    }

    @Test func `a commit without writes takes no position`() throws {
        let store = try makeStore()
        #expect(store.visibleLSN == .zero)
        let transaction = store.begin()
        #expect(try transaction.lock(.rows, "a") == nil)
        #expect(try transaction.commit() == nil)
        #expect(store.visibleLSN == .zero)
    }

    @Test func `what is rolled back or dropped is gone and its locks are free`() throws {
        let store = try makeStore([("a", "1")])
        let first = store.begin()
        try first.put(.rows, "a", "2")
        first.rollback()
        do {
            let second = store.begin()
            try second.put(.rows, "a", "3")
        }
        let third = store.begin()
        #expect(try third.lock(.rows, "a", wait: .never) == "1")
    }

    @Test func `a lock held by another is refused at once or after the wait`() throws {
        let store = try makeStore([("a", "1")])
        let holder = store.begin()
        _ = try holder.lock(.rows, "a")
        let other = store.begin()
        #expect(throws: StorageError.lockTimeout) {
            _ = try other.lock(.rows, "a", wait: .never)
        }
        let start = MonotonicTime.now
        #expect(throws: StorageError.lockTimeout) {
            _ = try other.lock(.rows, "a", wait: LockWait(milliseconds: 60))
        }
        let waited = MonotonicTime.now.nanoseconds(since: start) / 1_000_000
        #expect(waited >= 59)
        // A refused lock leaves the transaction usable.
        try other.put(.rows, "b", "2")
        try other.commit()
    }

    @Test func `a lock is had as soon as its holder ends`() throws {
        let store = try makeStore([("a", "1")])
        let key = Array("a".utf8)
        let holder = store.begin()
        try holder.put(.rows, "a", "2")
        let found = Lock<String?>(nil)
        let thread = try OSThread(name: "waiter") {
            let waiter = store.begin()
            var value = PinnedValue()
            let exists = try? waiter.lock(.rows, key.span.bytes, into: &value)
            guard exists == true else { return }
            let text = value.bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
            found.withLock { $0 = text }
        }
        try holder.commit()
        thread.join()
        #expect(found.withLock { $0 } == "2")
    }

    @Test func `shared locks allow each other and keep writers out`() throws {
        let store = try makeStore([("a", "1")])
        let first = store.begin()
        let second = store.begin()
        let writer = store.begin()
        #expect(try first.lock(.rows, "a", .shared, wait: .never) == "1")
        #expect(try second.lock(.rows, "a", .shared, wait: .never) == "1")
        #expect(throws: StorageError.lockTimeout) {
            _ = try writer.lock(.rows, "a", wait: .never)
        }
        #expect(throws: StorageError.lockTimeout) {
            _ = try first.lock(.rows, "a", .exclusive, wait: .never)
        }
        second.rollback()
        #expect(try first.lock(.rows, "a", .exclusive, wait: .never) == "1")
    }

    @Test func `an unlocked key can be had by others, a written one cannot`() throws {
        let store = try makeStore([("a", "1"), ("b", "1")])
        let first = store.begin()
        _ = try first.lock(.rows, "a")
        try first.put(.rows, "b", "2")
        first.unlock(.rows, Array("a".utf8).span.bytes)
        first.unlock(.rows, Array("b".utf8).span.bytes)
        let second = store.begin()
        #expect(try second.lock(.rows, "a", wait: .never) == "1")
        #expect(throws: StorageError.lockTimeout) {
            _ = try second.lock(.rows, "b", wait: .never)
        }
    }

    @Test func `two transactions that wait for each other are told so`() throws {
        let store = try makeStore([("a", "1"), ("b", "1")])
        let first = store.begin()
        _ = try first.lock(.rows, "a")
        let isHolding = Signal(false)
        let outcome = Lock<StorageError?>(nil)
        let thread = try OSThread(name: "other") {
            let second = store.begin()
            do throws(StorageError) {
                _ = try second.lock(.rows, "b")
                isHolding.update { $0 = true }
                _ = try second.lock(.rows, "a")
            } catch {
                outcome.withLock { $0 = error }
            }
        }
        isHolding.wait { $0 ? () : nil }
        var mine: StorageError?
        do throws(StorageError) {
            _ = try first.lock(.rows, "b")
        } catch {
            mine = error
        }
        first.rollback()
        thread.join()
        let theirs = outcome.withLock { $0 }
        #expect([mine, theirs].compactMap { $0 } == [.deadlock])
        #expect(store.counters.values.contains { $0.name == "deadlocks_total" && $0.value == 1 })
    }

    @Test func `a wait ends when the interrupt is raised`() throws {
        let store = try makeStore([("a", "1")])
        let holder = store.begin()
        _ = try holder.lock(.rows, "a")
        let interrupt = Interrupt()
        let outcome = Lock<StorageError?>(nil)
        let thread = try OSThread(name: "waiter") {
            let waiter = store.begin(interrupt: interrupt)
            do throws(StorageError) {
                _ = try waiter.lock(.rows, "a")
            } catch {
                outcome.withLock { $0 = error }
            }
        }
        interrupt.raise(.cancelled)
        thread.join()
        #expect(outcome.withLock { $0 } == .interrupted(.cancelled))
    }

    @Test func `locking a key changed after the transaction's snapshot is a conflict`() throws {
        let store = try makeStore([("a", "1"), ("b", "1")])
        let repeatable = store.begin()
        let snapshot = repeatable.takeSnapshot()
        let other = store.begin()
        try other.put(.rows, "a", "2")
        try other.commit()
        #expect(try repeatable.view(at: snapshot).text(.rows, "a") == "1")
        #expect(throws: StorageError.conflict) { _ = try repeatable.lock(.rows, "a") }
        #expect(throws: StorageError.conflict) { try repeatable.put(.rows, "a", "3") }
        #expect(try repeatable.lock(.rows, "b") == "1")
        let reader = store.begin()
        #expect(try reader.lock(.rows, "a") == "2")
    }

    @Test func `savepoints nest and undo writes, changes and locks`() throws {
        let store = try makeStore([("a", "1")])
        let transaction = store.begin()
        // Set before the engine's transaction exists.
        let outer = try transaction.setSavepoint()
        try transaction.put(.rows, "a", "2")
        transaction.record(.inserted(table: 1, firstRow: 0, count: 1))
        let inner = try transaction.setSavepoint()
        try transaction.put(.vectors, "b", "3")
        try transaction.delete(.rows, "a")
        transaction.record(.inserted(table: 1, firstRow: 1, count: 1))
        let snapshot = store.snapshot()
        #expect(try transaction.view(at: snapshot).text(.rows, "a") == nil)

        try transaction.rollback(to: inner)
        #expect(try transaction.view(at: snapshot).text(.rows, "a") == "2")
        #expect(try transaction.view(at: snapshot).text(.vectors, "b") == nil)
        let other = store.begin()
        try other.put(.vectors, "b", "free")
        other.rollback()

        // It stays set, and can be gone back to again.
        try transaction.put(.rows, "c", "4")
        try transaction.rollback(to: inner)
        try transaction.release(inner)
        try transaction.put(.rows, "d", "5")
        transaction.record(.deleted(table: 1, firstRow: 9, count: 1))
        try transaction.commit()
        let after = store.snapshot()
        #expect(try store.view(at: after).texts(.rows) == ["a=2", "d=5"])
        var log = store.changes(from: store.visibleLSN, at: after)
        #expect(
            try log.next()?.changes == [
                .inserted(table: 1, firstRow: 0, count: 1),
                .deleted(table: 1, firstRow: 9, count: 1),
            ]
        )
        withExtendedLifetime(outer) {}
    }

    @Test func `going back to an outer savepoint forgets the inner ones`() throws {
        let store = try makeStore()
        let transaction = store.begin()
        let outer = try transaction.setSavepoint()
        try transaction.put(.rows, "a", "1")
        _ = try transaction.setSavepoint()
        try transaction.put(.rows, "b", "2")
        try transaction.rollback(to: outer)
        #expect(!transaction.hasWrites)
        try transaction.put(.rows, "c", "3")
        try transaction.release(outer)
        try transaction.commit()
        #expect(try store.view(at: store.snapshot()).texts(.rows) == ["c=3"])
    }

    @Test func `the hook of a commit sees its position and replaces the attachment`() throws {
        final class Version: Sendable {
            let number: Int
            init(_ number: Int) { self.number = number }
        }
        let store = try makeStore()
        store.setAttachment(Version(1))
        let before = store.snapshot()
        let transaction = store.begin()
        try transaction.put(.catalog, "a", "1")
        var seen: LSN?
        let lsn = try transaction.commit(publish: { lsn, attachment in
            seen = lsn
            attachment = Version(2)
        })
        #expect(seen == lsn)
        #expect((before.attachment as? Version)?.number == 1)
        #expect((store.snapshot().attachment as? Version)?.number == 2)
        #expect((store.attachment as? Version)?.number == 2)
    }

    @Test func `what a commit prepares runs before its locks are let go of`() throws {
        let store = try makeStore()
        let transaction = store.begin()
        try transaction.put(.rows, "a", "1")
        func isLocked() -> Bool {
            let other = store.begin()
            do throws(StorageError) {
                _ = try other.lock(.rows, "a", wait: .never)
                return false
            } catch {
                return error == .lockTimeout
            }
        }
        var seen: LSN?
        var (before, after) = (false, true)
        let lsn = try transaction.commit { lsn in
            seen = lsn
            before = isLocked()
        } publish: { _, _ in
            after = isLocked()
        }
        #expect(seen == lsn)
        #expect(before)
        #expect(!after)
    }

    @Test func `snapshots are shared until the next commit and tell the oldest position`() throws {
        let store = try makeStore([("a", "1")])
        var first: Snapshot? = store.snapshot()
        #expect(first === store.snapshot())
        #expect(first?.lsn == LSN(1))
        let transaction = store.begin()
        try transaction.put(.rows, "a", "2")
        try transaction.commit()
        #expect(store.oldestSnapshotLSN == LSN(1))
        let second = store.snapshot()
        #expect(second.lsn == LSN(2))
        first = nil
        #expect(store.oldestSnapshotLSN == LSN(2))
    }

    @Test func `a commit that does not wait is durable soon`() throws {
        let directory = try TemporaryDirectory()
        var options = makeOptions()
        options.asynchronousCommitMilliseconds = 20
        let store = try Store(path: directory.path, options: options)
        let transaction = store.begin()
        try transaction.put(.rows, "a", "1")
        let lsn = try transaction.commit(synchronous: false)
        let deadline = MonotonicTime.after(milliseconds: 10_000)
        while store.durableLSN < lsn ?? .zero, MonotonicTime.now < deadline {}
        #expect(store.durableLSN == lsn)
    }

    @Test func `commits of many threads are all there, in one order`() throws {
        let directory = try TemporaryDirectory()
        let store = try Store(path: directory.path, options: makeOptions())
        let positions = Lock<[LSN]>([])
        let threads = try (0..<8).map { thread in
            try OSThread(name: "writer") {
                for index in 0..<50 {
                    let transaction = store.begin()
                    let key = Array("\(thread)-\(index)".utf8)
                    guard (try? transaction.put(.rows, key.span.bytes, key.span.bytes)) != nil,
                        let lsn = try? transaction.commit(synchronous: index % 4 != 0)
                    else { continue }
                    positions.withLock { $0.append(lsn) }
                }
            }
        }
        for thread in threads { thread.join() }
        #expect(positions.withLock { $0.sorted() } == (1...400).map { LSN(UInt64($0)) })
        #expect(try store.view(at: store.snapshot()).texts(.rows).count == 400)
    }
}
