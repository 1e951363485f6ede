// SPDX-License-Identifier: Apache-2.0

import Platform
import Schemas
import Storage
import Values

/// The learned indexes of a cluster, and the thread that makes their maps.
final class LearnedIndexes: Sendable {
    private struct State: Sendable {
        var indexes: [UInt32: LearnedIndex] = [:]
        /// Indexes that there is work for.
        var waiting: [LearnedIndex] = []
        var isStopped = false
    }

    private let state = Signal(State())
    private let thread: OSThread

    /// Opens the indexes that `catalog` describes; their maps are made in the background.
    init(_ store: Store, _ catalog: Catalog) throws(DatabaseError) {
        let state = state
        do throws(PlatformError) {
            thread = try OSThread(name: "learned indexes") { Self.serve(state, store) }
        } catch {
            throw DatabaseError(.insufficientResources, error.description)
        }
        for case .index(let index) in catalog.relations.values {
            if let made = add(index) { enqueue(made) }
        }
    }

    deinit { stop() }

    /// The map of the index with that storage id; nil while there is none.
    func map(of storageID: UInt32) -> LearnedMap? {
        state.withLock { $0.indexes[storageID] }?.map
    }

    /// Adds an index that the catalog has, unless it is there or is not complete yet.
    ///
    /// Called with the store's commit mutex held, by the commit that makes the index valid.
    func add(_ index: IndexDescription) -> LearnedIndex? {
        guard index.isLearned, index.isValid else { return nil }
        return state.withLock { state in
            guard state.indexes[index.storageID] == nil, let made = LearnedIndex(index) else {
                return nil
            }
            state.indexes[index.storageID] = made
            return made
        }
    }

    /// Takes over what a commit did; called with the store's commit mutex held.
    ///
    /// - Returns: The indexes to ``enqueue(_:)``.
    func apply(_ writes: LearnedWrites, at lsn: LSN) -> [LearnedIndex] {
        writes.changes.compactMap { storageID, changes in
            // None: the index is not complete yet, or was dropped.
            guard let index = state.withLock({ $0.indexes[storageID] }) else { return nil }
            return index.apply(changes, at: lsn) ? index : nil
        }
    }

    /// Forgets an index that was dropped and that no snapshot can see any more.
    func drop(_ storageID: UInt32) {
        state.withLock { $0.indexes.removeValue(forKey: storageID) }?.drop()
    }

    /// Has the thread look what there is to do for `index`.
    func enqueue(_ index: LearnedIndex) { state.update { $0.waiting.append(index) } }

    /// Ends the thread and waits for it.
    func stop() {
        state.update { $0.isStopped = true }
        thread.join()
    }

    private static func serve(_ state: Signal<State>, _ store: Store) {
        while true {
            let next: LearnedIndex?? = state.wait { state in
                if state.isStopped { return .some(nil) }
                return state.waiting.isEmpty ? nil : .some(state.waiting.removeFirst())
            }
            guard case .some(.some(let index)) = next else { return }
            index.work(store) { state.withLock { $0.isStopped } }
        }
    }
}
