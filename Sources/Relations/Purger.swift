// SPDX-License-Identifier: Apache-2.0

import Platform
import Storage
import Values

/// Frees in the background what DROP and TRUNCATE left behind.
///
/// The catalog remembers each purge until it is done, so a crash only delays it.
final class Purger: Sendable {
    private struct State: Sendable {
        var waiting: [(purge: Purge, dropped: LSN)] = []
        var isStopped = false
    }

    private let state: Signal<State>
    private let thread: OSThread

    /// Starts the thread; `whenDone` learns which storage ids nobody can see any more.
    init(
        _ store: Store,
        whenDone: @escaping @Sendable (UInt32) -> Void
    ) throws(DatabaseError) {
        let state = Signal(State())
        self.state = state
        do throws(PlatformError) {
            thread = try OSThread(name: "purger", stackBytes: 1 << 20) {
                Self.serve(state, store, whenDone)
            }
        } catch {
            throw DatabaseError(.insufficientResources, error.description)
        }
    }

    deinit { stop() }

    /// Frees what `purge` names once no snapshot before `dropped` is left.
    func add(_ purge: Purge, droppedAt dropped: LSN) {
        state.update { $0.waiting.append((purge, dropped)) }
    }

    /// Ends the thread and waits for it.
    func stop() {
        state.update { $0.isStopped = true }
        thread.join()
    }

    private static func serve(
        _ state: Signal<State>,
        _ store: Store,
        _ whenDone: (UInt32) -> Void
    ) {
        while true {
            let next: (purge: Purge, dropped: LSN)?? = state.wait { state in
                if state.isStopped { return .some(nil) }
                return state.waiting.isEmpty ? nil : .some(state.waiting.removeFirst())
            }
            guard case .some(.some(let item)) = next else { return }
            do throws(StorageError) {
                if try purge(item.purge, droppedAt: item.dropped, store) {
                    whenDone(item.purge.storageID)
                    continue
                }
            } catch {
                Log.shared.warning(
                    "purge failed",
                    ["storage": "\(item.purge.storageID)", "error": "\(error)"]
                )
            }
            // An old snapshot is in the way, or the disk: look again in a while.
            let isStopped: Bool? = state.wait(until: .after(milliseconds: 2_000)) {
                $0.isStopped ? true : nil
            }
            if isStopped == true { return }
            state.withLock { $0.waiting.append(item) }
        }
    }

    /// Whether everything is gone; forgets the purge then.
    private static func purge(
        _ purge: Purge,
        droppedAt dropped: LSN,
        _ store: Store
    ) throws(StorageError) -> Bool {
        let range = KeyRange(prefix: RowKey.table(purge.storageID))
        var isDone = true
        for family in [ColumnFamily.rows, .vectors, .entries]
        where try !store.purge(family, range, droppedAt: dropped) {
            isDone = false
        }
        guard isDone else { return false }
        let transaction = store.begin()
        let key = CatalogCoding.key(.purge(purge))
        try transaction.delete(.catalog, key.span.bytes, isLocked: true)
        try transaction.commit(
            synchronous: false,
            publish: { _, attachment in
                var catalog = Cluster.catalog(attachment)
                catalog.remember(done: purge)
                attachment = CatalogAttachment(catalog)
            }
        )
        return true
    }
}
