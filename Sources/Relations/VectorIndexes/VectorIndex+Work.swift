// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Storage
import Synchronization
import Values

/// What the background worker does for an index: link, repair, save.
extension VectorIndex {
    /// Rows linked between two looks at what else there is to do.
    private static let linkBatch = 64
    /// Waiting rows from which all processors link, and how many rows at a time.
    private static let backlog = 4_096
    private static let backlogBatch = 1_024
    /// Slots after whose use an empty segment goes: making one for each commit costs more than the
    /// commit, and keeping it takes the memory of that many vectors.
    private static let wornSlots = 1_024
    /// The least number of changes, and the share of the rows, after which the base is saved.
    private static let leastUnsaved = 20_000
    private static let unsavedShare = 4
    /// The share of deleted rows from which the base is vacuumed.
    private static let deletedShare = 10

    /// Does everything there is to do now, until `isStopped` answers true; nothing while a session
    /// builds the index, which has a thread look again when it is done.
    ///
    /// `limit`: Commits that may come after the saved base before its position is moved on.
    ///
    /// - Returns: Whether there is more, which may take long and for which others should not wait.
    func work(
        _ store: Store,
        keepsUpFrom limit: UInt64,
        isStopped: () -> Bool
    ) throws(DatabaseError) -> Bool {
        let isKeeper = state.withLock { state in
            if state.keeper != nil { return false }
            state.keeper = .worker
            return true
        }
        guard isKeeper else { return false }
        defer { leave() }
        switch state.withLock({ $0.phase }) {
        case .opening:
            guard try open(store) else { return true }
        case .making: try make(store)
        case .ready: break
        }
        try checkFile(store, isStopped: isStopped)
        forgetChanges(upTo: store.oldestSnapshotLSN)
        while !isStopped(), !state.withLock({ $0.isDropped }) {
            if isOutnumbered { try make(store) }
            let hasWork = try link(isStopped)
            try vacuumIfWorthwhile(store)
            try saveIfWorthwhile(store)
            if !hasWork { break }
        }
        try keepUp(store, limit: limit)
        forgetChanges(upTo: store.oldestSnapshotLSN)
        return false
    }

    /// Lets others make, link and save the base.
    func leave() {
        state.withLock { $0.keeper = nil }
        state.wakeAll()
    }

    /// Whether many more rows wait than the base has: a build, which puts rows into an order before it
    /// links them, takes less time for all than linking takes for those.
    private var isOutnumbered: Bool {
        state.withLock { state in
            guard let base = state.base else { return false }
            return state.queue.count > max(base.count, Self.backlog)
        }
    }

    /// Moves rows from the delta into the base, making one when there are enough rows for it.
    ///
    /// - Returns: Whether there may be more to move.
    private func link(_ isStopped: () -> Bool) throws(DatabaseError) -> Bool {
        let (base, hasMany) = state.withLock { state in
            let hasMany = state.deltaCount > Self.baseThreshold
            // Without a base there is nothing to link to: the rows stay where they are.
            if state.base == nil, !hasMany { state.queue.removeAll() }
            return (state.base, hasMany)
        }
        guard let base else {
            if !hasMany { return false }
            try makeBaseOfDelta()
            return true
        }
        return try indexed { () throws(IndexError) in
            while !isStopped() {
                let rows = state.withLock { state in
                    let isBacklog = state.queue.count > Self.backlog
                    return state.queue.prefix(isBacklog ? Self.backlogBatch : Self.linkBatch)
                }
                if rows.isEmpty { return false }
                try link(rows, into: base)
                state.withLock { state in
                    state.queue.removeFirst(rows.count)
                    let last = state.delta.last
                    state.delta.removeAll {
                        $0.count == 0 && ($0 !== last || $0.slotsUsed >= Self.wornSlots)
                    }
                }
                state.wakeAll()
            }
            return true
        }
    }

    /// Links rows, many of them on all processors.
    private func link(_ rows: [UInt64], into base: any NeighborIndex) throws(IndexError) {
        let next = Atomic<Int>(0)
        let failure = Lock<IndexError?>(nil)
        let body: @Sendable () -> Void = { [self] in
            while failure.withLock({ $0 == nil }) {
                let position = next.wrappingAdd(1, ordering: .relaxed).oldValue
                if position >= rows.count { return }
                do throws(IndexError) {
                    try link(rows[position], into: base)
                } catch {
                    failure.withLock { $0 = error }
                }
            }
        }
        var helpers: [OSThread] = []
        for number in 1..<(rows.count > Self.linkBatch ? Self.buildThreads : 1) {
            // With fewer threads than wished for it only takes longer.
            guard let thread = try? OSThread(name: "index link \(number)", body) else { break }
            helpers.append(thread)
        }
        body()
        for thread in helpers { thread.join() }
        if let error = failure.withLock({ $0 }) { throw error }
    }

    private func link(_ rowID: UInt64, into base: any NeighborIndex) throws(IndexError) {
        let segments = state.withLock { $0.delta }
        for segment in segments {
            var place: (delta: UInt32, base: UInt32?)?
            try segment.withVector(of: rowID) { slot, vector throws(IndexError) in
                place = (slot, try base.prepareInsert(row: rowID, vector))
            }
            guard let (from, prepared) = place else { continue }
            state.withLock { _ in
                // In the base before it leaves the delta, so that every search finds it in one.
                if segment.slot(of: rowID) == from {
                    if let prepared { base.publish(row: rowID, slot: prepared) }
                    _ = segment.remove(row: rowID, at: from)
                } else if let prepared {
                    base.discard(prepared)
                }
            }
        }
    }

    private func makeBaseOfDelta() throws(DatabaseError) {
        try indexed { () throws(IndexError) in
            let lsn = state.withLock { $0.queue.firstLSN ?? .zero }
            let sealed = try beginBase()
            let base = try makeBase(SegmentSource(sealed))
            install(base, nil, [], at: lsn, replacing: sealed.count)
        }
    }

    private func vacuumIfWorthwhile(_ store: Store) throws(DatabaseError) {
        guard let base = state.withLock({ $0.base }) else { return }
        guard base.deletedCount > max(64, base.count / Self.deletedShare) else { return }
        if isWorn(base) { return try make(store) }
        _ = try indexed { () throws(IndexError) in try base.vacuum(threads: 1) }
    }

    /// Whether more slots of a base are without a row than with one.
    ///
    /// It is then made anew, in two to three times the time of a repair: of 50,000 texts' embeddings
    /// without four fifths, a repaired graph finds 0.94 of the nearest at *ef* 40, a new one 0.96.
    /// The memory is given back as well, and what has become small goes on without a base.
    private func isWorn(_ base: any NeighborIndex) -> Bool { base.slotsUsed > 2 * base.count }

    private func saveIfWorthwhile(_ store: Store) throws(DatabaseError) {
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
            return (state.base, min(linked, visible), state.unsavedChanges)
        }
        guard let base else { return }
        try write(base, to: path, sequence, store)
        state.withLock {
            $0.savedLSN = sequence
            $0.unsavedChanges -= changes
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
        CurrentProcess.returnFreedMemory()
    }

    /// Repairs and saves everything, whatever it costs; VACUUM.
    func vacuum(_ store: Store) throws(DatabaseError) {
        guard let base = state.withLock({ $0.base }) else { return }
        if isWorn(base) {
            try makeAnew(base, store)
        } else if base.deletedCount > 0 {
            _ = try indexed { () throws(IndexError) in
                try base.vacuum(threads: Self.buildThreads)
            }
        }
        if state.withLock({ $0.unsavedChanges }) > 0 { try save(store) }
    }

    /// Makes the index anew from the table in the place of `base`, unless the worker does.
    private func makeAnew(_ base: any NeighborIndex, _ store: Store) throws(DatabaseError) {
        while true {
            let isKeeper: Bool? = state.wait(until: .after(milliseconds: 1_000)) { state in
                if state.isDropped || state.base !== base { return false }
                if state.keeper != nil { return nil }
                state.keeper = .session
                return true
            }
            if isKeeper == false { return }
            if isKeeper == true { break }
        }
        defer { leave() }
        try make(store)
    }
}
