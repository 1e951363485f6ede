// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Schemas
import Storage
import Synchronization
import Values
import Vectors

/// One vector index of the database: a follower of the change log.
///
/// ```
///        commit ──► delta: flat segments ──link──► base: graph, lists or flat
///                     └──────── searched together ───────┘
/// ```
///
/// A commit puts its rows into the *delta*, where the next search finds them; a background worker
/// moves them into the *base*. The index keeps one version of a row, the newest committed one, and
/// remembers which rows changed since the oldest snapshot (``ChangedRows``): a search at an older
/// snapshot reads those rows from storage. Small indexes have no base: a flat segment is exact,
/// faster to make and as fast to search.
///
/// Commits change the index inside the store's commit mutex, so that what a snapshot sees and what
/// the index holds agree.
final class VectorIndex: Sendable {
    /// Rows up to which no base is made.
    static let baseThreshold = 4_096
    /// Rows of the delta beyond which writers wait for the worker.
    static let deltaLimit = 16_384
    /// Rows of a segment that takes the rows of many small commits.
    static let segmentRows = 8_192
    /// Slots after whose use an empty segment goes: making one for each commit costs more than the
    /// commit, and keeping it takes the memory of that many vectors.
    private static let wornSlots = 1_024

    let storageID: UInt32
    /// The storage id of its table, which the change log names.
    let tableStorageID: UInt32
    /// The OID of the index, to tell about it.
    let oid: OID
    let parameters: VectorIndexParameters
    let shape: VectorShape
    let keys: VectorKeys
    /// Where the base is saved; nil in memory.
    let path: String?
    /// The newest commit that changed the index: a search at it or after it sees base and delta as
    /// they are.
    private let newestChange = Atomic<UInt64>(0)
    let state: Signal<State>

    /// Whether searches may use the index.
    enum Phase: Sendable {
        /// The base is being read from its file: searches wait, because that is over before an exact
        /// search of many rows would be.
        case opening
        /// The base is being made from the table: exact search answers.
        case making
        /// Base and delta hold every committed row.
        case ready
    }

    /// Who makes, links, repairs and saves the base; there is one at a time.
    enum Keeper: Sendable {
        case worker
        /// A session that builds or vacuums the index while others write.
        case session
    }

    /// What changes with commits and the worker's doings.
    struct State: Sendable {
        var phase: Phase
        var base: (any NeighborIndex)?
        /// Flat segments of committed rows that are not in the base; the last takes new ones.
        var delta: [FlatIndex] = []
        /// Rows that entered the delta, in the order of their commits; some have left it since.
        ///
        /// Commits append to it, nobody but the keeper takes from it.
        var queue = LinkQueue()
        var changed = ChangedRows()
        var keeper: Keeper?
        /// Sessions that wait to be the keeper: the worker makes way for them.
        var claims = 0
        /// Rows that changed since the keeper began to make a base; nil when it is not at it.
        var touched: Set<UInt64>?
        /// Whether a commit could not be taken over since then.
        var isIncomplete = false
        /// Removed rows whose slots the last repair could not free: a search that still goes on may
        /// know them.
        var retainedSlots = 0
        /// Changes of rows, counted from the start.
        var changes = 0
        /// How many of them are in the saved base.
        var savedChanges = 0
        /// The position that the saved base holds everything up to; nil when there is none.
        var savedLSN: LSN?
        /// The build that goes on, to be cancelled when nobody needs its outcome any more.
        var build: BuildProgress?
        /// Whether the index has been dropped.
        var isDropped = false
        /// Whether the cluster closes.
        var isClosing = false
        /// Whether the worker's last try failed: waiting for it makes no sense.
        var isStuck = false

        /// How many changes the base holds, without a gap.
        var linkedChanges: Int { queue.changesBefore ?? changes }
        /// Changes that a restart need not replay once the base is saved as it is: not those of a
        /// commit of which a row still waits.
        var unsavedChanges: Int { max(0, linkedChanges - savedChanges) }

        /// Whether nothing is worth doing for the index any more.
        var isOver: Bool { isDropped || isClosing }

        /// Lets go of segments that hold nothing any more; for the keeper, who may have begun to
        /// make something of them.
        mutating func dropEmptySegments() {
            let last = delta.last
            delta.removeAll {
                $0.count == 0 && ($0 !== last || $0.slotsUsed >= VectorIndex.wornSlots)
            }
        }

        var deltaCount: Int { delta.reduce(0) { $0 + $1.count } }

        /// Whether an older snapshot may see `rowID` in the index; while that is being made, any row
        /// may be one that it does not hold yet.
        func mayHaveHeld(_ rowID: UInt64) -> Bool {
            if phase != .ready || base?.contains(rowID) ?? false { return true }
            return delta.contains { $0.contains(rowID) }
        }
    }

    /// The index `index` of a table, with nothing in it.
    ///
    /// - Throws: What the index's description may be wrong about, and 53200.
    init(
        _ index: IndexDescription,
        tableStorageID: UInt32,
        directory: String?,
        phase: Phase
    ) throws(DatabaseError) {
        guard let parameters = VectorIndexParameters(index) else {
            throw DatabaseError(.internalError, "index \"\(index.name)\" holds no vectors")
        }
        storageID = index.storageID
        self.tableStorageID = tableStorageID
        oid = index.oid
        self.parameters = parameters
        shape = try parameters.shape()
        keys = VectorKeys(index, tableStorageID: tableStorageID)
        path = directory.map { "\($0)/\(index.storageID).index" }
        var state = State(phase: phase)
        if phase != .ready { state.touched = [] }
        self.state = Signal(state)
    }

    /// The parts to search, as they are now; nil while the index cannot serve.
    func parts() -> (base: (any NeighborIndex)?, delta: [FlatIndex])? {
        state.withLock { $0.phase == .ready ? ($0.base, $0.delta) : nil }
    }

    /// Whether searches may use the index, after waiting for its file to be read.
    ///
    /// Where the worker has failed, or `interrupt` is raised, there is no waiting.
    func isReady(_ interrupt: Interrupt) -> Bool {
        while !interrupt.isRaised {
            let isReady: Bool? = state.wait(until: .after(milliseconds: 50)) { state in
                let isComing = state.phase == .opening && !state.isStuck && !state.isOver
                return isComing ? nil : state.phase == .ready
            }
            if let isReady { return isReady }
        }
        return false
    }

    /// The rows that changed after `lsn`, and whether the index may have held them then.
    func changed(after lsn: LSN) -> [UInt64: Bool] {
        if newestChange.load(ordering: .acquiring) <= lsn.rawValue { return [:] }
        return state.withLock { $0.changed.after(lsn) }
    }

    /// The newest commit that changed the index, or may have before the cluster was opened.
    var newestChangeLSN: LSN { LSN(newestChange.load(ordering: .acquiring)) }

    /// Commits up to `lsn`, from before the cluster was opened, changed the index.
    func noteReplay(upTo lsn: LSN) { newestChange.store(lsn.rawValue, ordering: .releasing) }

    /// Rows in the index.
    var count: Int { state.withLock { $0.deltaCount + ($0.base?.count ?? 0) } }

    // MARK: - Commits

    /// Takes over what a commit changed; called with the store's commit mutex held.
    ///
    /// Cannot fail: when memory is short, the index stops serving and is made anew.
    func apply(_ changes: PreparedVectorChanges, at lsn: LSN) {
        // Before anything changes: a search that sees the change knows that there is one.
        newestChange.store(lsn.rawValue, ordering: .releasing)
        state.withLock { state in
            do throws(IndexError) {
                for rowID in changes.rows {
                    state.changed.append(rowID, existed: state.mayHaveHeld(rowID), at: lsn)
                    state.touched?.insert(rowID)
                    state.base?.remove(row: rowID)
                    for segment in state.delta { segment.remove(row: rowID) }
                }
                try add(changes, &state)
                for rowID in changes.held {
                    state.queue.append(rowID, lsn, changesBefore: state.changes)
                }
            } catch {
                state.phase = .making
                state.touched = state.touched ?? []
                state.isIncomplete = true
            }
            state.changes += changes.rows.count
        }
    }

    private func add(
        _ changes: PreparedVectorChanges,
        _ state: inout State
    ) throws(IndexError) {
        if let segment = changes.segment {
            if segment.count > 0 { state.delta.append(segment) }
            return
        }
        guard changes.batch.count > 0 else { return }
        let segment: FlatIndex
        if let last = state.delta.last, last.slotsUsed < VectorIndex.segmentRows {
            segment = last
        } else {
            segment = try makeSegment(center: state.base?.center ?? [], count: 0)
            state.delta.append(segment)
        }
        for index in 0..<changes.batch.count {
            let rowID = changes.batch.rows[index]
            try changes.batch.withVector(index) { vector throws(IndexError) in
                _ = try segment.insert(row: rowID, vector)
            }
        }
    }

    /// An empty flat segment for `count` rows, or for those of many small commits.
    func makeSegment(center: [Float], count: Int) throws(IndexError) -> FlatIndex {
        var options = FlatOptions()
        // Address space is set aside for each row; a commit may begin just below the limit.
        options.rowLimit = max(count, Self.segmentRows) + PreparedVectorChanges.greatestBatch
        return try FlatIndex(shape: shape, options: options, center: center)
    }

    /// Waits until the delta is small again, so that it stays bounded, or `interrupt` is raised.
    ///
    /// Where the worker fails, for want of memory or because the base is full, and while a session
    /// keeps the index, writers go on: the delta answers exactly, however long it gets.
    func waitForRoom(_ interrupt: Interrupt) {
        while !interrupt.isRaised {
            let hasRoom: Bool? = state.wait(until: .after(milliseconds: 50)) { state in
                let isVain = state.isOver || state.isStuck || state.keeper == .session
                return isVain || state.queue.count <= VectorIndex.deltaLimit ? true : nil
            }
            if hasRoom == true { return }
        }
    }

    /// Forgets the changes that no snapshot asks about any more.
    func forgetChanges(upTo oldest: LSN) {
        state.withLock { $0.changed.forget(upTo: oldest) }
    }
}
