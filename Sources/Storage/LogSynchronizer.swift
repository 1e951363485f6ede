// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

/// Makes commits durable in groups: one sync of the write-ahead log covers all before it.
///
/// The first committer that finds nobody syncing leads: it notes the newest visible commit, syncs
/// once, and wakes all it covered. Those that come meanwhile wait and are covered by the next.
final class LogSynchronizer: Sendable {
    private struct State {
        var durable: UInt64
        var isSyncing = false
        var failure: String?
        /// The newest commit somebody wants durable without waiting for it.
        var requested: UInt64 = 0
        var isStopped = false
    }

    private let engine: Engine
    private let state: Signal<State>
    private let thread: OSThread

    init(_ engine: Engine, durable: UInt64, delayMilliseconds: Int) throws(StorageError) {
        self.engine = engine
        let state = Signal(State(durable: durable))
        self.state = state
        thread = try platform { () throws(PlatformError) in
            try OSThread(name: "log-sync", stackBytes: 1 << 20) {
                LogSynchronizer.serve(state, engine, delayMilliseconds)
            }
        }
    }

    var durable: LSN { LSN(state.withLock { $0.durable }) }

    /// Why no commit can be made any more; nil while all is well.
    var failure: StorageError? {
        state.withLock { $0.failure }.map { .failed($0) }
    }

    /// Waits until commit `lsn` is durable; `visible` is the newest commit in the log.
    ///
    /// - Throws: ``StorageError/failed(_:)`` for this and every later call once a sync has failed:
    ///   the kernel may have dropped the pages it could not write, so trying again proves nothing.
    func wait(for lsn: UInt64, visible: borrowing Atomic<UInt64>) throws(StorageError) {
        enum Turn {
            case covered
            case lead
        }
        while true {
            let turn = try state.wait { state throws(StorageError) -> Turn? in
                if state.durable >= lsn { return .covered }
                if let failure = state.failure { throw .failed(failure) }
                if state.isSyncing { return nil }
                state.isSyncing = true
                return .lead
            }
            if case .covered = turn { return }
            // Pairs with the store's release of `visible` after the commit's log record.
            let target = visible.load(ordering: .acquiring)
            LogSynchronizer.synchronize(state, engine, upTo: target)
        }
    }

    /// Asks that commit `lsn` becomes durable soon.
    func request(_ lsn: UInt64) {
        let isFirst = state.withLock { state in
            defer { state.requested = max(state.requested, lsn) }
            return state.requested <= state.durable
        }
        if isFirst { state.update { _ in } }
    }

    /// Lets no commit succeed any more, for `reason`, and returns the error they get.
    func fail(_ reason: String) -> StorageError {
        state.update { $0.failure = $0.failure ?? reason }
        return .failed(reason)
    }

    /// Ends the background thread, which syncs what was requested first.
    func stop() {
        state.update { $0.isStopped = true }
        thread.join()
    }

    private static func synchronize(_ state: Signal<State>, _ engine: Engine, upTo target: UInt64) {
        do throws(StorageError) {
            try engine.synchronizeLog()
            state.update { state in
                state.durable = max(state.durable, target)
                state.isSyncing = false
            }
        } catch {
            state.update { state in
                state.failure = "\(error)"
                state.isSyncing = false
            }
        }
    }

    private static func serve(_ state: Signal<State>, _ engine: Engine, _ delayMilliseconds: Int) {
        while true {
            state.wait { state -> Void? in
                state.isStopped || state.requested > state.durable ? () : nil
            }
            _ = state.wait(until: .after(milliseconds: delayMilliseconds)) { state -> Void? in
                state.isStopped ? () : nil
            }
            // Everything requested by now is in the log: a request follows its commit.
            let target = state.wait { state -> UInt64? in
                if state.failure != nil || state.requested <= state.durable { return 0 }
                if state.isSyncing { return nil }
                state.isSyncing = true
                return state.requested
            }
            if target > 0 { synchronize(state, engine, upTo: target) }
            let isDone = state.withLock { state in
                state.isStopped || state.failure != nil
            }
            if isDone { return }
        }
    }
}
