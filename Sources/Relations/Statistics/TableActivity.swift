// SPDX-License-Identifier: Apache-2.0

public import Platform

/// Which tables commits have changed, for whoever analyzes them in the background.
///
/// A commit leaves a note and never waits; the background takes the notes when it likes.
public final class TableActivity: Sendable {
    private struct State: Sendable {
        /// Storage ids.
        var changed: Set<UInt32> = []
        var workers = 0
        /// Stops what the background is doing.
        var running: Interrupt?
        var isClosed = false

        mutating func take() -> Set<UInt32> {
            defer { changed = [] }
            return changed
        }
    }

    /// Channel 0 is for ``next()``, which every note would wake, 1 for everything else.
    private let state = Signal(State(), channels: 2)

    /// A commit changed the tables with the storage ids `tables`.
    func note(_ tables: some Collection<UInt32>) {
        if tables.isEmpty { return }
        // A commit must not pay for waking a thread that has been woken already.
        let isFirst = state.withLock { state in
            defer { state.changed.formUnion(tables) }
            return state.changed.isEmpty
        }
        if isFirst { state.wakeOne() }
    }

    /// The storage ids of the tables changed since the last call, once there are any; nil when the
    /// cluster closes.
    public func next() -> Set<UInt32>? {
        state.wait { $0.isClosed ? .some(nil) : $0.changed.isEmpty ? nil : .some($0.take()) }
    }

    /// The storage ids of the tables changed since the last call, maybe none.
    public func take() -> Set<UInt32> { state.withLock { $0.take() } }

    /// Waits for `milliseconds`; false when the cluster closes.
    public func rest(milliseconds: Int) -> Bool {
        let isClosed: Bool? = state.wait(on: 1, until: .after(milliseconds: milliseconds)) {
            $0.isClosed ? true : nil
        }
        return isClosed != true
    }

    /// A thread begins to use this; false when the cluster has closed already.
    public func enter() -> Bool {
        state.withLock { state in
            if state.isClosed { return false }
            state.workers += 1
            return true
        }
    }

    /// What the background does now can be stopped by `interrupt`, or it does nothing; false when
    /// the cluster has closed already.
    public func setRunning(_ interrupt: Interrupt?) -> Bool {
        state.withLock { state in
            state.running = interrupt
            return !state.isClosed
        }
    }

    /// A thread that called ``enter()`` is done.
    public func leave() {
        state.withLock { $0.workers -= 1 }
        state.wakeAll(1)
    }

    /// Tells the background to end.
    public func stop() {
        state.withLock { state in
            state.isClosed = true
            state.running?.raise(.terminated)
        }
        state.wakeAll(0)
        state.wakeAll(1)
    }

    /// Tells the background to end, and waits for that.
    func close() {
        stop()
        state.wait(on: 1) { $0.workers == 0 ? () : nil }
    }
}
