// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Locks over lists of links or rows, shared out by number.
///
/// Sendable because pthread's mutexes may be used by any thread (POSIX) and stay where they are.
final class ListLocks: @unchecked Sendable {
    private static let count = 1024
    private let stripes: UnsafeMutablePointer<pthread_mutex_t>

    init() {
        stripes = .allocate(capacity: ListLocks.count)
        for stripe in 0..<ListLocks.count { pthread_mutex_init(stripes + stripe, nil) }
    }

    deinit {
        for stripe in 0..<ListLocks.count { pthread_mutex_destroy(stripes + stripe) }
        stripes.deallocate()
    }

    /// Runs `body` while no other thread rewrites the lists of `number`; never nested.
    @inline(__always)
    func withLock<Result>(_ number: UInt32, _ body: () -> Result) -> Result {
        let stripe = stripes + Int(number) % ListLocks.count
        pthread_mutex_lock(stripe)
        defer { pthread_mutex_unlock(stripe) }
        return body()
    }
}
