// SPDX-License-Identifier: Apache-2.0

import Execution
public import Platform
import Values

/// The sessions that are running, so that one can cancel or end another.
public final class SessionRegistry: Sendable {
    private struct Entry: Sendable {
        let interrupt: Interrupt
        /// Wakes the session's thread when it waits for its client.
        var waker: (@Sendable () -> Void)?
        /// The index it builds, and in which database.
        var indexBuild: IndexBuild?
    }

    /// The build of an index by a session.
    struct IndexBuild: Sendable {
        let processID: Int32
        let database: OID
        let databaseName: String
        let status: IndexBuildStatus
    }

    private let entries = Lock<[Int32: Entry]>([:])

    /// A registry without sessions.
    public init() {}

    /// Session `processID` has begun.
    func add(_ processID: Int32, interrupt: Interrupt) {
        entries.withLock { $0[processID] = Entry(interrupt: interrupt) }
    }

    /// Session `processID` is woken by `waker`.
    func setWaker(_ processID: Int32, _ waker: @escaping @Sendable () -> Void) {
        entries.withLock { $0[processID]?.waker = waker }
    }

    /// Session `processID` is building an index, or has done so.
    func setIndexBuild(_ processID: Int32, _ build: IndexBuild?) {
        entries.withLock { $0[processID]?.indexBuild = build }
    }

    /// The indexes being built.
    var indexBuilds: [IndexBuild] {
        entries.withLock { $0.values.compactMap(\.indexBuild) }.sorted {
            $0.processID < $1.processID
        }
    }

    /// Session `processID` has ended.
    func remove(_ processID: Int32) {
        entries.withLock { $0[processID] = nil }
    }

    /// Interrupts session `processID`; false when there is none.
    public func interrupt(_ processID: Int32, _ reason: Interrupt.Reason) -> Bool {
        guard let entry = entries.withLock({ $0[processID] }) else { return false }
        entry.interrupt.raise(reason)
        entry.waker?()
        return true
    }

    /// How many sessions there are.
    public var count: Int { entries.withLock { $0.count } }
}
