// SPDX-License-Identifier: Apache-2.0

import Glibc
import Platform
import Testing

@Suite struct ThreadTests {
    @Test func `a joined thread has done its work`() throws {
        let value = Lock(0)
        let thread = try OSThread(name: "a name that is longer than fifteen bytes") {
            value.withLock { $0 = 7 }
        }
        thread.join()
        thread.join()
        #expect(value.withLock { $0 } == 7)
    }

    @Test func `a striped lock admits one thread to a number at a time`() throws {
        struct Failed: Error {}
        /// Sendable because it is counted with the lock held.
        final class Tally: @unchecked Sendable { var count = 0 }
        let lock = StripedLock()
        let tallies = (0..<3).map { _ in Tally() }
        let threads = try (0..<4).map { _ in
            try OSThread(name: "counter") {
                for round in 0..<3000 {
                    lock.withLock(UInt32(round % 3)) { tallies[round % 3].count += 1 }
                }
            }
        }
        for thread in threads { thread.join() }
        #expect(tallies.map(\.count) == [4000, 4000, 4000])
        // It is free again after an error.
        #expect(throws: Failed.self) {
            try lock.withLock(7) { () throws(Failed) in throw Failed() }
        }
        #expect(lock.withLock(7) { 1 } == 1)
    }

    @Test func `an impossible stack size is an error`() {
        #expect(throws: PlatformError.self) {
            _ = try OSThread(name: "huge", stackBytes: 1 << 55) {}
        }
    }

    @Test func `a signal hands values from one thread to another`() throws {
        let signal = Signal<[Int]>([])
        let thread = try OSThread(name: "producer") {
            for number in 0..<1000 { signal.update { $0.append(number) } }
        }
        var received: [Int] = []
        while received.count < 1000 {
            received += signal.wait { state -> [Int]? in
                guard !state.isEmpty else { return nil }
                defer { state = [] }
                return state
            }
        }
        thread.join()
        #expect(received == Array(0..<1000))
    }

    @Test func `a wait with a deadline ends without an answer`() {
        let signal = Signal(false)
        let start = MonotonicTime.now
        let answer = signal.wait(until: .after(milliseconds: 30)) { $0 ? 1 : nil }
        #expect(answer == nil)
        #expect(MonotonicTime.now.nanoseconds(since: start) >= 30_000_000)
        signal.withLock { $0 = true }
        #expect(signal.wait(until: .after(milliseconds: 0)) { $0 ? 1 : nil } == 1)
    }

    @Test func `channels wake only those who wait on them`() throws {
        let signal = Signal([0, 0], channels: 2)
        let counter = Counter("woken")
        let threads = try (0..<2).map { channel in
            try OSThread(name: "waiter") {
                signal.wait(on: channel) { state -> Void? in
                    if state[channel] == 1 { return () }
                    counter.add()
                    return nil
                }
            }
        }
        while counter.value < 2 {}
        signal.withLock { $0[1] = 1 }
        signal.wakeOne(1)
        threads[1].join()
        #expect(counter.value == 2)
        signal.withLock { $0[0] = 1 }
        signal.wakeAll(0)
        threads[0].join()
    }

    @Test func `writers of a read-write lock are alone, readers are not`() throws {
        let lock = ReadWriteLock()
        let readers = Counter("readers")
        let mostReaders = Lock(0)
        let total = Counter("writes")
        let threads = try (0..<4).map { index in
            try OSThread(name: "user") {
                for _ in 0..<2000 {
                    if index == 0 {
                        lock.withWriteLock {
                            total.add(readers.value == 0 ? 1 : -1_000_000)
                        }
                    } else {
                        lock.withReadLock {
                            readers.add()
                            mostReaders.withLock { $0 = max($0, readers.value) }
                            readers.add(-1)
                        }
                    }
                }
            }
        }
        for thread in threads { thread.join() }
        #expect(total.value == 2000)
        // Two readers at once, without a writer in between.
        lock.withReadLock {
            let other = try? OSThread(name: "reader") {
                lock.withReadLock { mostReaders.withLock { $0 = max($0, 2) } }
            }
            other?.join()
        }
        #expect(mostReaders.withLock { $0 } >= 2)
    }

    @Test func `an interrupt keeps the strongest reason`() {
        let interrupt = Interrupt()
        #expect(!interrupt.isRaised)
        #expect(interrupt.reason == .none)
        interrupt.raise(.timeout)
        interrupt.raise(.cancelled)
        #expect(interrupt.isRaised)
        #expect(interrupt.reason == .timeout)
        interrupt.reset()
        #expect(interrupt.reason == .none)
        interrupt.raise(.terminated)
        interrupt.reset()
        #expect(interrupt.reason == .terminated)
    }

    @Test func `termination signals reach the thread that waits`() throws {
        let received = Lock<[TerminationSignals.Kind]>([])
        let thread = try OSThread(name: "signals") {
            guard let signals = try? TerminationSignals() else { return }
            for number in [SIGTERM, SIGINT] {
                pthread_kill(pthread_self(), number)
                guard let kind = try? signals.wait() else { return }
                received.withLock { $0.append(kind) }
            }
        }
        thread.join()
        #expect(received.withLock { $0 } == [.terminate, .interrupt])
    }
}
