// SPDX-License-Identifier: Apache-2.0

/// An index that finds the rows whose vectors are nearest to a query's.
///
/// What its kinds have in common, so that callers treat them alike; called once for each query or
/// row, never for each vector that a search meets. Any number of threads may search, insert,
/// remove, vacuum and save at once.
public protocol NeighborIndex: AnyObject, Sendable {
    /// What the vectors are, and what is nearest.
    var shape: VectorShape { get }
    /// Rows in the index.
    var count: Int { get }
    /// Slots of removed rows that wait for ``vacuum(threads:)``.
    var deletedCount: Int { get }
    /// Slots that take memory: those of rows, of removed rows, and free ones.
    var slotsUsed: Int { get }
    /// The vector that codes are relative to, for another index over vectors like these; empty for
    /// none.
    var center: [Float] { get }
    /// What the index takes now.
    var memoryUse: IndexMemory { get }

    /// Whether `row` is in the index.
    func contains(_ row: UInt64) -> Bool

    /// Does all the work of an insertion but the last step: no search returns the row yet.
    ///
    /// What others inserted meanwhile may be linked with it, so a slot that is prepared is to be
    /// published or discarded. May wait for a running
    /// ``checkpoint(to:sequence:releasesVectors:beforeRename:)``.
    ///
    /// - Returns: The slot, for ``publish(row:slot:)``; nil for a zero vector under cosine, which
    ///   no index holds, as in pgvector.
    /// - Throws: ``IndexError`` when the vector is unfit or memory is short; nothing changes then.
    func prepareInsert(row: UInt64, _ vector: VectorView) throws(IndexError) -> UInt32?

    /// Lets searches find a row at a slot that was prepared for it, and no longer where it was.
    ///
    /// Waits for nothing but other calls of this kind.
    ///
    /// - Complexity: O(1).
    func publish(row: UInt64, slot: UInt32)

    /// Gives up a slot that was prepared.
    ///
    /// - Complexity: O(1), and waits for nothing, as ``publish(row:slot:)``.
    func discard(_ slot: UInt32)

    /// Takes a row out; whether it was there.
    ///
    /// - Complexity: O(1), and waits for nothing, as ``publish(row:slot:)``.
    @discardableResult
    func remove(row: UInt64) -> Bool

    /// Finds about the `k` nearest rows; exactly `min(k, matching rows)` of them.
    ///
    /// - Parameters:
    ///   - query: A vector of the index's shape.
    ///   - k: Rows wanted, at least 0.
    ///   - effort: How far to look.
    ///   - filter: Which rows may be returned; nil for all.
    ///   - statistics: What the search cost is added here.
    /// - Returns: Nearest first; under cosine nothing is near a zero vector, and any rows answer.
    /// - Throws: ``IndexError`` when the query is not of the index's shape or not finite, or when a
    ///   vector cannot be read from the index's file.
    func search(
        _ query: VectorView,
        k: Int,
        effort: SearchEffort,
        filter: RowFilter?,
        statistics: inout SearchStatistics
    ) throws(IndexError) -> [Neighbor]

    /// Begins a search that can be continued.
    ///
    /// - Parameters:
    ///   - query: A vector of the index's shape, copied.
    ///   - effort: How far to look for each batch.
    ///   - filter: Which rows may be returned; nil for all.
    ///   - ranking: By what the rows of a batch are ordered.
    /// - Returns: The search, nothing of it done yet.
    /// - Throws: ``IndexError`` when the query is not of the index's shape or not finite.
    func makeIterator(
        _ query: VectorView,
        effort: SearchEffort,
        filter: RowFilter?,
        ranking: IteratorRanking
    ) throws(IndexError) -> any NeighborIterator

    /// Makes the slots of removed rows usable again, and mends what they leave behind.
    ///
    /// Everything else goes on meanwhile; rows removed later wait for the next.
    @discardableResult
    func vacuum(threads: Int) throws(IndexError) -> VacuumReport

    /// Checks what of the index's file ``IndexAccess/deferred`` has left unchecked, until
    /// `isStopped` answers true; does nothing when nothing is left.
    ///
    /// - Throws: ``IndexError/damaged(_:)`` when the file is not what was written,
    ///   ``IndexError/system(_:)``.
    /// - Complexity: reads what is left once.
    func checkFile(isStopped: () -> Bool) throws(IndexError)

    /// Saves the index to the file `path`, to be opened by ``SavedIndex/open(at:access:)``.
    ///
    /// The file is written beside `path` and renamed when it is whole and on disk, so that a crash
    /// leaves the old generation or the new one. It holds the rows of a moment between the call and
    /// its return. Searches, removals and publications go on meanwhile; preparations wait.
    ///
    /// - Parameters:
    ///   - path: Where the file will be; what is there is replaced.
    ///   - sequence: A number of the caller's that opening gives back, such as the log position up
    ///     to which changes are in the index for certain.
    ///   - releasesVectors: Whether exact vectors are from now on read from the file instead of
    ///     memory; pages come and go as they are used.
    ///   - beforeRename: Called when the file is on disk and before it takes the place of the old
    ///     one: whoever must make sure of something first, such as that a log has reached the disk,
    ///     does it here. Must not insert or vacuum. When it throws, the old generation stays.
    /// - Throws: ``IndexError/system(_:)``, ``IndexError/damaged(_:)`` when the file that vectors
    ///   are read from is, or what `beforeRename` throws; what was at `path` is untouched then.
    func checkpoint(
        to path: String,
        sequence: UInt64,
        releasesVectors: Bool,
        beforeRename: () throws(IndexError) -> Void
    ) throws(IndexError)

    /// Checks what must hold whenever nothing is inserted, removed or vacuumed; returns what does
    /// not, empty when all is well.
    func checkInvariants() -> [String]
}

extension NeighborIndex {
    /// Adds a row, or gives a row that is there another vector.
    ///
    /// Searches find the row from the moment this returns, and its old vector until then.
    ///
    /// - Returns: False for a zero vector under cosine, which no index holds, as in pgvector; a row
    ///   that was there is removed then.
    /// - Throws: ``IndexError`` when the vector is unfit or memory is short; nothing changes then.
    @discardableResult
    public func insert(row: UInt64, _ vector: VectorView) throws(IndexError) -> Bool {
        guard let slot = try prepareInsert(row: row, vector) else {
            remove(row: row)
            return false
        }
        publish(row: row, slot: slot)
        return true
    }

    /// Saves the index to the file `path`; see
    /// ``checkpoint(to:sequence:releasesVectors:beforeRename:)``.
    public func checkpoint(
        to path: String,
        sequence: UInt64,
        releasesVectors: Bool = false
    ) throws(IndexError) {
        try checkpoint(
            to: path,
            sequence: sequence,
            releasesVectors: releasesVectors,
            beforeRename: {}
        )
    }

    /// Makes the slots of removed rows usable again by one thread.
    @discardableResult
    public func vacuum() throws(IndexError) -> VacuumReport { try vacuum(threads: 1) }
}

/// How far a search looks; each kind of index takes what it understands.
public struct SearchEffort: Sendable, Equatable {
    /// Candidates that a walk through a graph keeps, pgvector's `hnsw.ef_search`; of an iterator,
    /// the rows of a batch.
    public var ef: Int
    /// Lists that are scanned, pgvector's `ivfflat.probes`.
    public var probes: Int
    /// The share of the true nearest that is to be found, in 0...1, whatever that takes; nil for
    /// ``ef`` and ``probes``.
    public var targetRecall: Double?

    /// An effort; pgvector's defaults.
    public init(
        ef: Int = HNSWIndex.defaultEf,
        probes: Int = IVFOptions.defaultProbes,
        targetRecall: Double? = nil
    ) {
        self.ef = ef
        self.probes = probes
        self.targetRecall = targetRecall
    }
}

/// By what distances an iterator orders the rows of a batch, and what it says they are.
public enum IteratorRanking: Sendable {
    /// The distances themselves.
    case exact
    /// Those of 8-bit codes where the index has them, which are off by about a hundredth: cheaper
    /// for a caller that drops most of the rows, because no exact vector is read from the index's
    /// file. Exact in other indexes.
    case codes
}

/// A search without an end: rows in about the order of their distance, a batch at a time.
///
/// Within a batch rows are sorted; a later batch may hold a row that is a little nearer than the
/// last of an earlier one (pgvector's `relaxed_order`). Every row that matches is returned once,
/// unless it is removed meanwhile.
///
/// Used by one thread at a time. While it lives, slots of removed rows are not used again.
public protocol NeighborIterator: AnyObject {
    /// The next rows, nearest first; empty at the end.
    ///
    /// - Throws: ``IndexError/damaged(_:)`` or ``IndexError/system(_:)`` when a vector cannot be
    ///   read from the index's file.
    func next() throws(IndexError) -> [Neighbor]
    /// What the search cost so far.
    var statistics: SearchStatistics { get }
}

/// What a vacuum did.
public struct VacuumReport: Sendable, Equatable {
    /// Slots of removed rows that can be used again.
    public var slotsFreed = 0
    /// Lists, of links or of rows, that named removed rows and were written anew.
    public var listsRepaired = 0
    /// Live rows that no walk from the entry point reached, and that were linked again.
    public var rowsReconnected = 0
    /// Lists of rows that were split.
    public var listsSplit = 0
    /// Lists whose rows went to their neighbours.
    public var listsMerged = 0

    /// A report of nothing done.
    public init() {}
}
