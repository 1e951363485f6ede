// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// How far a build has come; read by any thread.
public final class BuildProgress: Sendable {
    private let rows = Atomic<Int>(0)
    private let isCancelled = Atomic<Bool>(false)

    /// Progress of a build that has not begun.
    public init() {}

    /// Rows in the index so far.
    public var rowsDone: Int { rows.load(ordering: .relaxed) }

    /// Asks the build to stop; it throws ``IndexError/cancelled``.
    public func cancel() { isCancelled.store(true, ordering: .releasing) }

    func add(_ count: Int) throws(IndexError) {
        rows.add(count, ordering: .relaxed)
        if isCancelled.load(ordering: .acquiring) { throw .cancelled }
    }
}
