// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Storage
import Values

/// Saving the base in its file.
extension VectorIndex {
    /// The least number of changes, and the share of the rows, after which the base is saved.
    private static let leastUnsaved = 20_000
    private static let unsavedShare = 4
    /// Changes since the base was saved, from which it is saved once more when the cluster closes,
    /// because replaying them would take longer.
    private static let unsavedAtClose = 2_000

    /// Saves the base when it is new or enough of it has changed.
    func saveIfWorthwhile(_ store: Store) throws(DatabaseError) {
        let isWorthwhile = state.withLock { state in
            guard let base = state.base else { return false }
            return state.savedLSN == nil
                || state.unsavedChanges >= max(Self.leastUnsaved, base.count / Self.unsavedShare)
        }
        if isWorthwhile { try save(store) }
    }

    /// Saves the base, with the position up to which it holds every change.
    ///
    /// It may also hold something of later commits. Replaying the change log puts that right, as
    /// long as the log has them: so it is made durable before the file takes its place.
    func save(_ store: Store) throws(DatabaseError) {
        guard let path else { return }
        // In this order: what is visible has been applied.
        let visible = store.visibleLSN
        let (base, sequence, changes) = state.withLock { state in
            let linked = state.queue.firstLSN.map { LSN($0.rawValue - 1) } ?? visible
            return (state.base, min(linked, visible), state.linkedChanges)
        }
        guard let base else { return }
        try write(base, to: path, sequence, store)
        state.withLock {
            $0.savedLSN = sequence
            $0.savedChanges = changes
        }
    }

    /// Writes the file of a base.
    ///
    /// What the store holds in memory is written too: a recovery that reads the base from its file
    /// should not have to replay its rows from the log.
    func write(
        _ base: any NeighborIndex,
        to path: String,
        _ sequence: LSN,
        _ store: Store
    ) throws(DatabaseError) {
        var failure: StorageError?
        do throws(IndexError) {
            try base.checkpoint(
                to: path,
                sequence: sequence.rawValue,
                releasesVectors: true
            ) { () throws(IndexError) in
                do throws(StorageError) {
                    try store.synchronize()
                    try store.flush()
                } catch {
                    failure = error
                    throw .cancelled
                }
            }
        } catch {
            if let failure { throw DatabaseError(failure) }
            throw DatabaseError(error)
        }
        // Who dropped the index meanwhile found no file yet.
        if state.withLock({ $0.isDropped }) { removeFile() }
        CurrentProcess.returnFreedMemory()
    }

    /// Saves what would take long to replay or to make again, when the cluster closes.
    ///
    /// Not in the way of a session that builds or vacuums the index still: the log has everything.
    func saveAtClose(_ store: Store) throws(DatabaseError) {
        guard becomeWorkersOwn() else { return }
        defer { leave() }
        let isWorthwhile = state.withLock { state in
            state.phase == .ready
                && (state.savedLSN == nil || state.unsavedChanges >= Self.unsavedAtClose)
        }
        if isWorthwhile { try save(store) }
    }

    /// Removes the saved base.
    func removeFile() {
        guard let path, FileSystem.exists(path) else { return }
        do throws(PlatformError) { try FileSystem.remove(path) } catch {
            Log.shared.warning("cannot remove file", ["file": path, "error": "\(error)"])
        }
    }
}
