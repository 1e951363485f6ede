// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

/// Makes commits durable in groups: one sync of the write-ahead log covers all before it.
///
/// The first committer that finds nobody syncing leads its group: it notes the newest visible
/// commit, syncs once, and wakes all it covered and one of those it did not, which leads next.
/// Consecutive groups wait on different channels, so that nobody wakes only to wait again.
final class LogSynchronizer: Sendable {
    private struct State {
        var durable: UInt64
        /// The number of the last sync that began.
        var group = 0
        /// What the sync in progress covers; nil when there is none.
        var target: UInt64?
        var failure: String?
        /// The newest commit somebody wants durable without waiting for it.
        var requested: UInt64 = 0
        /// Whether the background thread waits for the sync in progress to end.
        var isBackgroundWaiting = false
        var isStopped = false

        /// Opens the next group, which covers what is in the log by now.
        mutating func begin(_ target: UInt64) {
            group += 1
            self.target = target
        }
    }

    private enum Turn {
        case covered
        case lead
        case wait(channel: Int)
    }

    /// The channel of the background thread; groups use 0 and 1.
    private static let background = 2

    private let engine: Engine
    private let state: Signal<State>
    /// Set together with the failure, so that every commit can look without the lock.
    private let hasFailed = Atomic(false)

    init(_ engine: Engine, durable: UInt64) {
        self.engine = engine
        state = Signal(State(durable: durable), channels: 3)
    }

    var durable: LSN { LSN(state.withLock { $0.durable }) }

    /// Why no commit can be made any more; nil while all is well.
    var failure: StorageError? {
        guard hasFailed.load(ordering: .acquiring) else { return nil }
        return state.withLock { $0.failure }.map { .failed($0) }
    }

    /// Waits until commit `lsn` is durable; `visible` is the newest commit in the log.
    ///
    /// - Throws: ``StorageError/failed(_:)`` for this and every later call once a sync has failed:
    ///   the kernel may have dropped the pages it could not write, so trying again proves nothing.
    func wait(for lsn: UInt64, visible: borrowing Atomic<UInt64>) throws(StorageError) {
        var turn = try state.withLock { state throws(StorageError) in
            try next(&state, lsn, visible)
        }
        while true {
            switch turn {
            case .covered: return
            case .lead:
                synchronize()
                turn = try state.withLock { state throws(StorageError) in
                    try next(&state, lsn, visible)
                }
            case .wait(let channel):
                turn = try state.wait(on: channel) { state throws(StorageError) -> Turn? in
                    let turn = try next(&state, lsn, visible)
                    if case .wait(channel) = turn { return nil }
                    return turn
                }
            }
        }
    }

    private func next(
        _ state: inout State,
        _ lsn: UInt64,
        _ visible: borrowing Atomic<UInt64>
    ) throws(StorageError) -> Turn {
        if state.durable >= lsn { return .covered }
        if let failure = state.failure { throw .failed(failure) }
        if let target = state.target {
            return .wait(channel: (lsn <= target ? state.group : state.group + 1) & 1)
        }
        state.begin(visible.load(ordering: .acquiring))
        return .lead
    }

    /// Asks that commit `lsn` becomes durable soon.
    func request(_ lsn: UInt64) {
        let isFirst = state.withLock { state in
            defer { state.requested = max(state.requested, lsn) }
            return state.requested <= state.durable
        }
        if isFirst { state.wakeOne(Self.background) }
    }

    /// Lets no commit succeed any more, for `reason`, and returns the error they get.
    func fail(_ reason: String) -> StorageError {
        state.withLock { $0.failure = $0.failure ?? reason }
        hasFailed.store(true, ordering: .releasing)
        for channel in 0...Self.background { state.wakeAll(channel) }
        return .failed(reason)
    }

    /// Lets ``serve(delayMilliseconds:)`` sync what was requested and return.
    func stop() {
        state.withLock { $0.isStopped = true }
        state.wakeAll(Self.background)
    }

    /// Syncs the log for the group in progress and wakes whom it concerns.
    private func synchronize() {
        var failure: String?
        do throws(StorageError) {
            try engine.synchronizeLog()
        } catch {
            failure = "\(error)"
        }
        let (group, wakesBackground) = state.withLock { state in
            // In one step with the end of the sync: the next one would be told that all is well.
            if let failure { state.failure = state.failure ?? failure }
            if failure == nil, let target = state.target {
                state.durable = max(state.durable, target)
            }
            state.target = nil
            defer { state.isBackgroundWaiting = false }
            return (state.group, state.isBackgroundWaiting)
        }
        if let failure {
            _ = fail(failure)
            return
        }
        state.wakeAll(group & 1)
        state.wakeOne((group + 1) & 1)
        // A wake-up for nothing would cost a lone committer two switches of context.
        if wakesBackground { state.wakeOne(Self.background) }
    }

    /// The work of the background thread, until ``stop()`` or a failure.
    ///
    /// It syncs what was requested, a little later, unless a committer does so first.
    func serve(delayMilliseconds: Int) {
        while true {
            state.wait(on: Self.background) { state -> Void? in
                state.isStopped || state.requested > state.durable ? () : nil
            }
            _ = state.wait(on: Self.background, until: .after(milliseconds: delayMilliseconds)) {
                state -> Void? in state.isStopped ? () : nil
            }
            let isLeading = state.wait(on: Self.background) { state -> Bool? in
                if state.failure != nil || state.requested <= state.durable { return false }
                if state.target != nil {
                    state.isBackgroundWaiting = true
                    return nil
                }
                // Everything requested by now is in the log: a request follows its commit.
                state.begin(state.requested)
                return true
            }
            if isLeading { synchronize() }
            if state.withLock({ $0.isStopped || $0.failure != nil }) { return }
        }
    }
}
