// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Values

/// Who makes, links, repairs and saves the base: one at a time, because a base that is made takes
/// the place of what was there when it was begun, and a file is written beside the one it replaces.
extension VectorIndex {
    /// How often who waits for the index asks whether to go on waiting.
    private static let waitMilliseconds = 100

    /// Makes a session the keeper, as soon as the worker comes to the end of what it is at.
    ///
    /// - Parameter waiting: Called now and then meanwhile; throws to give up.
    /// - Throws: What `waiting` throws.
    func becomeKeeper(
        _ waiting: () throws(DatabaseError) -> Void
    ) throws(DatabaseError) {
        state.withLock { $0.claims += 1 }
        defer { state.withLock { $0.claims -= 1 } }
        while true {
            let isKeeper: Bool? = state.wait(
                until: .after(milliseconds: Self.waitMilliseconds)
            ) { state in
                if state.keeper != nil { return nil }
                state.keeper = .session
                return true
            }
            if isKeeper == true { return }
            try waiting()
        }
    }

    /// Makes the worker the keeper; whether nobody else is or waits to be.
    func becomeWorkersOwn() -> Bool {
        state.withLock { state in
            if state.keeper != nil || state.claims > 0 { return false }
            state.keeper = .worker
            return true
        }
    }

    /// Lets others make, link and save the base.
    ///
    /// Who was the keeper for a session has a thread look at the index afterwards: the worker keeps
    /// away meanwhile, whatever commits leave for it.
    func leave() {
        state.withLock { $0.keeper = nil }
        state.wakeAll()
    }

    /// Whether nothing is worth doing for the index any more.
    var isOver: Bool { state.withLock { $0.isOver } }

    /// Ends the worker's doings, a build with them: the cluster closes.
    func close() {
        state.withLock { state in
            state.isClosing = true
            state.build?.cancel()
        }
        state.wakeAll()
    }

    /// Ends the index's life: no search can see it any more.
    func drop() {
        state.withLock { state in
            state.isDropped = true
            state.build?.cancel()
            state.delta = []
            state.base = nil
        }
        state.wakeAll()
        removeFile()
    }
}
