// SPDX-License-Identifier: Apache-2.0

import Platform
import Storage
import Values

/// What the background worker does for an index.
extension VectorIndex {
    /// Batches of rows that are linked before other indexes get their turn.
    private static let batchesAtOnce = 256

    /// Does what there is to do now; nothing while a session keeps the index, which has a thread look
    /// again when it is done.
    ///
    /// `limit`: Commits that may come after the saved base before its position is moved on.
    ///
    /// - Returns: Whether there is more, which may take long and for which others should not wait.
    func work(_ store: Store, keepsUpFrom limit: UInt64) throws(DatabaseError) -> Bool {
        guard !isOver, becomeWorkersOwn() else { return false }
        defer { leave() }
        do throws(DatabaseError) {
            if try keepInOrder(store) { return true }
            if !isOver { try keepUp(store, limit: limit) }
            return false
        } catch {
            // It was cancelled because nobody needs the index any more.
            if isOver { return false }
            throw error
        }
    }

    /// Looks after each batch whether the base is to be repaired or saved, and whether somebody waits
    /// for the index: writers may go on without an end.
    private func keepInOrder(_ store: Store) throws(DatabaseError) -> Bool {
        switch state.withLock({ $0.phase }) {
        case .opening:
            guard try open(store) else { return true }
        case .making: try make(store)
        case .ready: break
        }
        try checkFile(store) { isOver }
        for _ in 0..<Self.batchesAtOnce {
            forgetChanges(upTo: store.oldestSnapshotLSN)
            if state.withLock({ $0.isOver || $0.claims > 0 }) { return false }
            if isOutnumbered { try make(store) }
            let hasMore = try link(store)
            try vacuumIfWorthwhile(store)
            try saveIfWorthwhile(store)
            if !hasMore { return false }
        }
        return true
    }
}
