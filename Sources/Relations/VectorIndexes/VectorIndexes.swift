// SPDX-License-Identifier: Apache-2.0

import Platform
import Schemas
import Storage
import Values

/// The vector indexes of a cluster, and the threads that work for them.
final class VectorIndexes: Sendable {
    /// Indexes that can be worked for at once; a long build leaves the others to the rest.
    private static let threadCount = 4
    /// How long an index is left alone after its work failed.
    private static let retryMilliseconds = 10_000

    /// What a thread does next.
    private enum Task {
        case work(VectorIndex)
        case lookAround
        case stop
    }

    private struct State: Sendable {
        /// Commits that the change log must hold more than is needed before it is trimmed.
        let trimmedAtOnce: UInt64
        var indexes: [UInt32: VectorIndex] = [:]
        /// Indexes that there is work for, in the order in which it came up.
        var waiting: [VectorIndex] = []
        var isWaiting: Set<UInt32> = []
        /// Indexes that a thread works for.
        var busy: Set<UInt32> = []
        /// Indexes that more work came up for meanwhile.
        var again: Set<UInt32> = []
        var retryAt: [UInt32: MonotonicTime] = [:]
        var trimmed = LSN.zero
        var isStopped = false
    }

    private let store: Store
    private let state: Signal<State>
    private let threads: Lock<[OSThread]>
    /// Where bases are saved; nil in memory.
    let directory: String?

    /// Opens the indexes that `catalog` describes; they are read in the background.
    ///
    /// `trimmedAtOnce`: Commits that the change log must hold more than is needed before it is
    /// trimmed.
    init(_ store: Store, _ catalog: Catalog, trimmedAtOnce: UInt64) throws(DatabaseError) {
        self.store = store
        state = Signal(State(trimmedAtOnce: trimmedAtOnce))
        directory = store.directory.map { $0 + "/indexes" }
        threads = Lock([])
        var known: Set<UInt32> = []
        for case .index(let index) in catalog.relations.values where index.isVectorIndex {
            guard case .table(let table)? = catalog.relations[index.table] else { continue }
            known.insert(index.storageID)
            let follower = try VectorIndex(
                index,
                tableStorageID: table.storageID,
                directory: directory,
                phase: .opening
            )
            state.withLock { $0.indexes[index.storageID] = follower }
            enqueue(follower)
        }
        try prepareDirectory(known)
        for number in 1...Self.threadCount {
            do throws(PlatformError) {
                let thread = try OSThread(name: "vector index \(number)") { [state, store] in
                    Self.serve(state, store)
                }
                threads.withLock { $0.append(thread) }
            } catch {
                throw DatabaseError(.insufficientResources, error.description)
            }
        }
    }

    deinit { stop() }

    /// Makes the directory, and removes files of indexes that do not exist.
    private func prepareDirectory(_ known: Set<UInt32>) throws(DatabaseError) {
        guard let directory else { return }
        do throws(PlatformError) {
            try FileSystem.createDirectory(directory)
            for name in try FileSystem.list(directory) {
                let number = name.split(separator: ".").first.flatMap { UInt32($0) }
                if let number, known.contains(number), name.hasSuffix(".index") { continue }
                try FileSystem.remove("\(directory)/\(name)")
            }
        } catch {
            throw DatabaseError(.ioError, error.description)
        }
    }

    /// The index with that storage id.
    subscript(storageID: UInt32) -> VectorIndex? { state.withLock { $0.indexes[storageID] } }

    /// Adds an index that a commit made; called with the store's commit mutex held.
    func add(_ index: VectorIndex) { state.withLock { $0.indexes[index.storageID] = index } }

    /// Forgets an index that was dropped and that no snapshot can see any more.
    func drop(_ storageID: UInt32) {
        let dropped = state.withLock { $0.indexes.removeValue(forKey: storageID) }
        guard let dropped else { return }
        dropped.drop()
    }

    /// Has a thread look what there is to do for `index`.
    func enqueue(_ index: VectorIndex) { Self.enqueue(index, state) }

    private static func enqueue(_ index: VectorIndex, _ state: Signal<State>) {
        let isNew = state.withLock { state in
            if state.busy.contains(index.storageID) {
                state.again.insert(index.storageID)
                return false
            }
            guard state.isWaiting.insert(index.storageID).inserted else { return false }
            state.waiting.append(index)
            return true
        }
        if isNew { state.wakeOne() }
    }

    /// Ends the threads, waits for them, and saves what would take long to replay.
    func stop() {
        let indexes = state.withLock { state in
            defer { state.isStopped = true }
            return state.isStopped ? nil : Array(state.indexes.values)
        }
        guard let indexes else { return }
        for index in indexes { index.close() }
        state.wakeAll()
        for thread in threads.withLock({ $0 }) { thread.join() }
        for index in indexes {
            do throws(DatabaseError) { try index.saveAtClose(store) } catch {
                Self.warn(index, error)
            }
        }
    }

    // MARK: - Threads

    private static func serve(_ state: Signal<State>, _ store: Store) {
        while true {
            switch take(state) {
            case .stop: return
            case .work(let index): work(index, state, store)
            case .lookAround: lookAround(state, store)
            }
            trim(state, store)
        }
    }

    private static func work(_ index: VectorIndex, _ state: Signal<State>, _ store: Store) {
        var failure: DatabaseError?
        var isMore = false
        do throws(DatabaseError) {
            isMore = try index.work(store, keepsUpFrom: state.withLock { $0.trimmedAtOnce })
        } catch {
            failure = error
            warn(index, error)
        }
        index.note(hasFailed: failure != nil)
        let isAgain = state.withLock { state in
            state.busy.remove(index.storageID)
            state.retryAt[index.storageID] =
                failure == nil ? nil : .after(milliseconds: retryMilliseconds)
            let isChanged = state.again.remove(index.storageID) != nil
            let isAgain = isChanged || isMore || failure != nil
            if isAgain, state.isWaiting.insert(index.storageID).inserted {
                state.waiting.append(index)
            }
            return isAgain
        }
        if isAgain { state.wakeOne() }
    }

    /// Has indexes looked after that nothing happens to, but that hold back much of the change log.
    private static func lookAround(_ state: Signal<State>, _ store: Store) {
        let (indexes, limit) = state.withLock { (Array($0.indexes.values), $0.trimmedAtOnce) }
        for index in indexes where index.isBehind(store, limit: limit) { enqueue(index, state) }
    }

    /// What there is to do next, as soon as there is something, or to look around after a while.
    private static func take(_ state: Signal<State>) -> Task {
        let task: Task? = state.wait(until: .after(milliseconds: 1_000)) { state in
            if state.isStopped { return .stop }
            let now = MonotonicTime.now
            let position = state.waiting.firstIndex { index in
                state.retryAt[index.storageID].map { $0 < now } ?? true
            }
            guard let position else { return nil }
            let index = state.waiting.remove(at: position)
            state.isWaiting.remove(index.storageID)
            state.busy.insert(index.storageID)
            return .work(index)
        }
        return task ?? .lookAround
    }

    private static func warn(_ index: VectorIndex, _ error: DatabaseError) {
        Log.shared.warning(
            "work on a vector index failed",
            ["index": "\(index.oid.rawValue)", "error": error.message]
        )
    }

    /// Lets go of the part of the change log that every index has passed.
    private static func trim(_ state: Signal<State>, _ store: Store) {
        let (indexes, trimmed, limit) = state.withLock {
            (Array($0.indexes.values), $0.trimmed, $0.trimmedAtOnce)
        }
        var needed = store.durableLSN
        for index in indexes {
            guard let first = index.firstNeededLSN else { continue }
            needed = min(needed, first)
        }
        guard needed.rawValue > trimmed.rawValue + limit else { return }
        do throws(StorageError) {
            try store.trimChanges(before: needed)
            state.withLock { $0.trimmed = max($0.trimmed, needed) }
        } catch {
            Log.shared.warning("cannot trim the change log", ["error": "\(error)"])
        }
    }
}

extension VectorIndex {
    /// Takes note of how the worker's last try ended.
    fileprivate func note(hasFailed: Bool) {
        state.withLock { $0.isStuck = hasFailed }
        if hasFailed { state.wakeAll() }
    }
}
