// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Locks over many small things that have numbers, shared out by number.
///
/// Cheaper than a lock for each of millions; two whose numbers share a stripe wait for each other.
/// Not recursive, and not nested: two numbers may be one stripe's.
///
/// Sendable because pthread's mutexes may be used by any thread (POSIX) and stay where they are.
public final class StripedLock: @unchecked Sendable {
    private static let count = 1024
    private let stripes: UnsafeMutablePointer<pthread_mutex_t>

    /// Unlocked locks.
    public init() {
        stripes = .allocate(capacity: StripedLock.count)
        for stripe in 0..<StripedLock.count {
            checkThreadCall(pthread_mutex_init(stripes + stripe, nil), "pthread_mutex_init")
        }
    }

    deinit {
        for stripe in 0..<StripedLock.count { pthread_mutex_destroy(stripes + stripe) }
        stripes.deallocate()
    }

    /// Runs `body` while no other thread has the stripe of `number`.
    public func withLock<Result: ~Copyable, Failure: Error>(
        _ number: UInt32,
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let stripe = stripes + Int(number) % StripedLock.count
        checkThreadCall(pthread_mutex_lock(stripe), "pthread_mutex_lock")
        defer { pthread_mutex_unlock(stripe) }
        return try body()
    }
}
