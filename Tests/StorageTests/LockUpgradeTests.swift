// SPDX-License-Identifier: Apache-2.0

import Platform
import Storage
import Testing

/// Locks that a transaction shares and wants alone.
@Suite struct LockUpgradeTests {
    let store: Store

    init() throws {
        store = try Store(inMemory: makeOptions())
    }

    /// What locking `key` alone ends with, on a thread of its own.
    private final class Attempt: Sendable {
        private let outcome = Signal<StorageError??>(nil)
        private let thread: OSThread

        /// Waits until `count` attempts are `ready`, having the locks that they share.
        init(
            _ store: Store,
            shares: [String],
            wants key: String,
            ready: Signal<Int>,
            of count: Int = 0
        ) throws {
            let outcome = outcome
            thread = try OSThread(name: "attempt") {
                let transaction = store.begin()
                do throws(StorageError) {
                    for key in shares { _ = try transaction.lock(.rows, key, .shared) }
                    ready.update { $0 += 1 }
                    ready.wait { $0 >= count ? () : nil }
                    _ = try transaction.lock(.rows, key)
                    outcome.update { $0 = .some(nil) }
                } catch {
                    outcome.update { $0 = error }
                }
                transaction.rollback()
            }
        }

        /// How it ended; nil inside for success, nil when it has not within `milliseconds`.
        func result(within milliseconds: Int) -> StorageError?? {
            outcome.wait(until: .after(milliseconds: milliseconds)) { $0 }
        }

        func join() { thread.join() }
    }

    @Test func `a sharer gets the lock alone as soon as the others are gone`() throws {
        let other = store.begin()
        _ = try other.lock(.rows, "a", .shared)
        let ready = Signal(0)
        let attempt = try Attempt(store, shares: ["a"], wants: "a", ready: ready)
        #expect(attempt.result(within: 60) == nil)
        let waits = store.lockWaits.current
        #expect(waits.count == 1)
        #expect(waits.first?.blockers == other.id.map { [$0] })
        other.rollback()
        #expect(attempt.result(within: 10_000) == .some(nil))
        attempt.join()
        #expect(store.lockWaits.current.isEmpty)
    }

    @Test func `waiting to have a lock alone ends with the time or the interrupt`() throws {
        let other = store.begin()
        _ = try other.lock(.rows, "a", .shared)
        let interrupt = Interrupt()
        let transaction = store.begin(interrupt: interrupt)
        _ = try transaction.lock(.rows, "a", .shared)
        let start = MonotonicTime.now
        #expect(throws: StorageError.lockTimeout) {
            _ = try transaction.lock(.rows, "a", wait: LockWait(milliseconds: 40))
        }
        #expect(MonotonicTime.now.nanoseconds(since: start) >= 40_000_000)
        interrupt.raise(.cancelled)
        #expect(throws: StorageError.interrupted(.cancelled)) {
            _ = try transaction.lock(.rows, "a")
        }
    }

    @Test func `of two who want the same lock alone the second is told so at once`() throws {
        let ready = Signal(0)
        let transaction = store.begin()
        _ = try transaction.lock(.rows, "a", .shared)
        let first = try Attempt(store, shares: ["a"], wants: "a", ready: ready)
        ready.wait { $0 == 1 ? () : nil }
        while store.lockWaits.current.isEmpty { OSThread.yield() }
        #expect(throws: StorageError.deadlock) { _ = try transaction.lock(.rows, "a") }
        transaction.rollback()
        #expect(first.result(within: 10_000) == .some(nil))
        first.join()
    }

    @Test func `two who want what the other shares are told so`() throws {
        let ready = Signal(0)
        let keys = ["a", "b"]
        let attempts = try keys.map {
            try Attempt(store, shares: keys, wants: $0, ready: ready, of: 2)
        }
        let results = attempts.map { $0.result(within: 10_000) }
        for attempt in attempts { attempt.join() }
        #expect(results.contains(.deadlock))
        #expect(results.contains(.some(nil)))
    }

    @Test func `who shares the lock and waits for who wants it alone is found`() throws {
        let mine = store.begin()
        _ = try mine.lock(.rows, "b")
        _ = try mine.lock(.rows, "a", .shared)
        let ready = Signal(0)
        // Waits for b before, or after, a is wanted alone.
        let other = try Attempt(store, shares: ["a"], wants: "b", ready: ready)
        ready.wait { $0 == 1 ? () : nil }
        #expect(throws: StorageError.deadlock) { _ = try mine.lock(.rows, "a") }
        mine.rollback()
        #expect(other.result(within: 10_000) == .some(nil))
        other.join()
    }

    @Test func `a hundred who are waited for and wait are no deadlock`() throws {
        let holder = store.begin()
        _ = try holder.lock(.rows, "a")
        let ready = Signal(0)
        var attempts = try (0..<100).map { _ in
            try Attempt(store, shares: ["s"], wants: "a", ready: ready)
        }
        ready.wait { $0 == 100 ? () : nil }
        attempts.append(try Attempt(store, shares: ["x"], wants: "s", ready: ready))
        ready.wait { $0 == 101 ? () : nil }
        attempts.append(try Attempt(store, shares: [], wants: "x", ready: ready))
        #expect(attempts[100].result(within: 200) == nil)
        holder.rollback()
        for attempt in attempts {
            #expect(attempt.result(within: 20_000) == .some(nil))
            attempt.join()
        }
    }
}
