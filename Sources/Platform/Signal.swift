// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A value behind a mutex whose changes other threads can wait for: a condition variable.
///
/// Sendable because `state` is touched only with the mutex held, and pthread's mutex and
/// condition variable may be used by any thread (POSIX); both stay at one heap address.
public final class Signal<State>: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>
    private var state: State

    /// A signal whose value is `state`.
    public init(_ state: sending State) {
        self.state = state
        mutex = .allocate(capacity: 1)
        condition = .allocate(capacity: 1)
        checkThreadCall(pthread_mutex_init(mutex, nil), "pthread_mutex_init")
        var attributes = pthread_condattr_t()
        checkThreadCall(pthread_condattr_init(&attributes), "pthread_condattr_init")
        checkThreadCall(
            pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC),
            "pthread_condattr_setclock"
        )
        checkThreadCall(pthread_cond_init(condition, &attributes), "pthread_cond_init")
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Reads or changes the value without waking anybody.
    public func withLock<Result, Failure: Error>(
        _ body: (inout State) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        checkThreadCall(pthread_mutex_lock(mutex), "pthread_mutex_lock")
        defer { pthread_mutex_unlock(mutex) }
        return try body(&state)
    }

    /// Changes the value and wakes every waiting thread to look at it.
    public func update<Result, Failure: Error>(
        _ body: (inout State) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        checkThreadCall(pthread_mutex_lock(mutex), "pthread_mutex_lock")
        defer {
            pthread_mutex_unlock(mutex)
            pthread_cond_broadcast(condition)
        }
        return try body(&state)
    }

    /// Waits until `body`, called with the value at once and after each ``update(_:)``, answers.
    ///
    /// `body` runs with the mutex held and may change the value.
    public func wait<Result, Failure: Error>(
        _ body: (inout State) throws(Failure) -> Result?
    ) throws(Failure) -> Result {
        checkThreadCall(pthread_mutex_lock(mutex), "pthread_mutex_lock")
        defer { pthread_mutex_unlock(mutex) }
        while true {
            if let result = try body(&state) { return result }
            checkThreadCall(pthread_cond_wait(condition, mutex), "pthread_cond_wait")
        }
    }

    /// Waits like ``wait(_:)``, but no longer than until `deadline`; nil when that has passed.
    public func wait<Result, Failure: Error>(
        until deadline: MonotonicTime,
        _ body: (inout State) throws(Failure) -> Result?
    ) throws(Failure) -> Result? {
        var time = timespec()
        time.tv_sec = Int(deadline.nanoseconds / 1_000_000_000)
        time.tv_nsec = Int(deadline.nanoseconds % 1_000_000_000)
        checkThreadCall(pthread_mutex_lock(mutex), "pthread_mutex_lock")
        defer { pthread_mutex_unlock(mutex) }
        while true {
            if let result = try body(&state) { return result }
            let answer = pthread_cond_timedwait(condition, mutex, &time)
            if answer == ETIMEDOUT { return try body(&state) }
            checkThreadCall(answer, "pthread_cond_timedwait")
        }
    }
}
