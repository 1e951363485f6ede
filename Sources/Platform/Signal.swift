// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A value behind a ``Lock`` whose changes other threads can wait for: a condition variable.
///
/// Threads that wait for different things can wait on different channels, so that a change wakes
/// only those it concerns.
///
/// Sendable because pthread's condition variables may be used by any thread (POSIX) and stay at
/// one heap address.
public final class Signal<State>: @unchecked Sendable {
    private let lock: Lock<State>
    private let conditions: UnsafeMutableBufferPointer<pthread_cond_t>

    /// A signal whose value is `state`, with `channels` channels.
    public init(_ state: sending State, channels: Int = 1) {
        lock = Lock(state)
        conditions = .allocate(capacity: channels)
        var attributes = pthread_condattr_t()
        checkThreadCall(pthread_condattr_init(&attributes), "pthread_condattr_init")
        checkThreadCall(
            pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC),
            "pthread_condattr_setclock"
        )
        for channel in 0..<channels {
            checkThreadCall(
                pthread_cond_init(condition(channel), &attributes),
                "pthread_cond_init"
            )
        }
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        for channel in conditions.indices { pthread_cond_destroy(condition(channel)) }
        conditions.deallocate()
    }

    private func condition(_ channel: Int) -> UnsafeMutablePointer<pthread_cond_t> {
        precondition(conditions.indices.contains(channel), "a signal has no channel \(channel)")
        guard let first = conditions.baseAddress else {
            preconditionFailure("a signal has at least one channel")
        }
        return first + channel
    }

    /// Reads or changes the value without waking anybody.
    public func withLock<Result, Failure: Error>(
        _ body: (inout State) throws(Failure) -> Result
    ) throws(Failure) -> Result { try lock.withLock(body) }

    /// Changes the value and wakes every thread that waits on channel 0.
    public func update<Result, Failure: Error>(
        _ body: (inout State) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { wakeAll() }
        return try withLock(body)
    }

    /// Wakes every thread that waits on `channel`, after a change that concerns them.
    public func wakeAll(_ channel: Int = 0) {
        checkThreadCall(pthread_cond_broadcast(condition(channel)), "pthread_cond_broadcast")
    }

    /// Wakes one thread that waits on `channel`.
    public func wakeOne(_ channel: Int = 0) {
        checkThreadCall(pthread_cond_signal(condition(channel)), "pthread_cond_signal")
    }

    /// Waits until `body`, called with the value at once and after each wake-up, answers.
    ///
    /// `body` runs with the mutex held and may change the value.
    public func wait<Result, Failure: Error>(
        on channel: Int = 0,
        _ body: (inout State) throws(Failure) -> Result?
    ) throws(Failure) -> Result {
        // Each call gets the value anew: other threads change it while this one waits.
        checkThreadCall(pthread_mutex_lock(lock.mutex), "pthread_mutex_lock")
        defer { pthread_mutex_unlock(lock.mutex) }
        while true {
            if let result = try body(&lock.state.pointee) { return result }
            checkThreadCall(pthread_cond_wait(condition(channel), lock.mutex), "pthread_cond_wait")
        }
    }

    /// Waits like ``wait(on:_:)``, but no longer than until `deadline`; nil when that has passed.
    public func wait<Result, Failure: Error>(
        on channel: Int = 0,
        until deadline: MonotonicTime,
        _ body: (inout State) throws(Failure) -> Result?
    ) throws(Failure) -> Result? {
        var time = timespec()
        time.tv_sec = Int(deadline.nanoseconds / 1_000_000_000)
        time.tv_nsec = Int(deadline.nanoseconds % 1_000_000_000)
        checkThreadCall(pthread_mutex_lock(lock.mutex), "pthread_mutex_lock")
        defer { pthread_mutex_unlock(lock.mutex) }
        while true {
            if let result = try body(&lock.state.pointee) { return result }
            let answer = pthread_cond_timedwait(condition(channel), lock.mutex, &time)
            if answer == ETIMEDOUT { return try body(&lock.state.pointee) }
            checkThreadCall(answer, "pthread_cond_timedwait")
        }
    }
}
