// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Storage
import Synchronization
import Values

/// Moving rows from the delta into the base.
extension VectorIndex {
    /// Rows linked between two looks at what else there is to do.
    private static let linkBatch = 64
    /// Waiting rows from which all processors link, and how many rows at a time.
    static let backlog = 4_096
    private static let backlogBatch = 1_024
    /// Segments from which they are merged where there is no base: a search passes them all, and so
    /// does each row of a commit.
    static let segmentLimit = 16

    /// Whether many more rows wait than the base has: a build, which puts rows into an order before it
    /// links them, takes less time for all than linking takes for those.
    var isOutnumbered: Bool {
        state.withLock { state in
            guard let base = state.base else { return false }
            return state.queue.count > max(base.count, Self.backlog)
        }
    }

    /// Moves rows from the delta into the base, making one when there are enough rows for it.
    ///
    /// - Returns: Whether there may be more to move.
    func link(_ store: Store) throws(DatabaseError) -> Bool {
        let (base, hasMany, isScattered) = state.withLock { state in
            state.dropEmptySegments()
            let hasMany = state.deltaCount > Self.baseThreshold
            // Without a base there is nothing to link to: the rows stay where they are.
            if state.base == nil, !hasMany { state.queue.removeAll() }
            return (state.base, hasMany, state.delta.count > Self.segmentLimit)
        }
        guard let base else {
            if hasMany {
                try makeBaseOfDelta()
            } else if isScattered {
                try make(store)
            }
            return hasMany || isScattered
        }
        let rows = state.withLock { state in
            let isBacklog = state.queue.count > Self.backlog
            return state.queue.prefix(isBacklog ? Self.backlogBatch : Self.linkBatch)
        }
        if rows.isEmpty { return false }
        try indexed { () throws(IndexError) in
            do throws(IndexError) {
                try link(rows, into: base)
            } catch {
                guard case .full = error, try hasMadeRoom(base) else { throw error }
                return
            }
            state.withLock { $0.queue.removeFirst(rows.count) }
        }
        state.wakeAll()
        return true
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
        try replaceParts { replaced throws(DatabaseError) in
            let base = try indexed { () throws(IndexError) in
                try makeBase(SegmentSource(replaced.segments))
            }
            install(base, replacing: replaced)
        }
    }
}
