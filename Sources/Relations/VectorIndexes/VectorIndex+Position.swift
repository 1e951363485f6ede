// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Storage
import Values

/// Keeping the change log short for an index that little happens to while others are written.
extension VectorIndex {
    /// How many times more the log may hold for an index when it has to be saved as a whole.
    private static let wholeShare: UInt64 = 10

    /// The first commit whose record a restart would replay; nil when it would replay none.
    ///
    /// An index that is being loaded may need them all.
    var firstNeededLSN: LSN? {
        state.withLock { state in
            if state.phase != .ready { return .zero }
            return state.savedLSN.map { LSN($0.rawValue + 1) }
        }
    }

    /// What to do about a saved base that many commits came after.
    private enum Delay {
        case none
        /// None of them changed the index: its file only has to say so.
        case unchanged(LSN)
        case changed
    }

    /// Whether the change log holds so much for the index that ``keepUp(_:limit:)`` should be called.
    func isBehind(_ store: Store, limit: UInt64) -> Bool {
        if case .none = delay(store.durableLSN, limit) { false } else { true }
    }

    /// Moves the position of the saved base on when more than `limit` commits came after it: in the
    /// file when none of them changed the index, else by saving it anew, though more rarely.
    ///
    /// Called by the keeper.
    func keepUp(_ store: Store, limit: UInt64) throws(DatabaseError) {
        guard let path else { return }
        let durable = store.durableLSN
        switch delay(durable, limit) {
        case .none: break
        case .unchanged(let saved):
            try indexed { () throws(IndexError) in
                try SavedIndex.replaceSequence(at: path, with: durable.rawValue)
            }
            // A session may have saved the base meanwhile.
            state.withLock { if $0.savedLSN == saved { $0.savedLSN = durable } }
        case .changed: try save(store)
        }
    }

    /// `durable` was asked for before: what was visible then has been applied, and so is known.
    private func delay(_ durable: LSN, _ limit: UInt64) -> Delay {
        let newest = newestChangeLSN
        let (saved, rows) = state.withLock {
            ($0.phase == .ready ? $0.savedLSN : nil, $0.base?.count ?? 0)
        }
        guard let saved, durable.rawValue > saved.rawValue else { return .none }
        let behind = durable.rawValue - saved.rawValue
        if newest <= saved { return behind > limit ? .unchanged(saved) : .none }
        return behind > Self.wholeShare * max(limit, UInt64(rows)) ? .changed : .none
    }
}
