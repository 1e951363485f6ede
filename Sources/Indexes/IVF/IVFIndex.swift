// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization
import Vectors

/// An approximate nearest-neighbour index: an inverted file.
///
/// Vectors belong to the list of their nearest centroid; a search scans the lists of the centroids
/// nearest to the query (Jégou, Douze and Schmid, "Product Quantization for Nearest Neighbor
/// Search", 2011, section 4). Lists are scanned by vectors or codes and results rescored from exact
/// vectors. Centroids are k-means' at first; as rows come and go, lists are split and merged, and
/// rows near the new borders move (Xu et al., "SPFresh: Incremental In-Place Update for
/// Billion-Scale Vector Search", SOSP 2023, section 3: LIRE). Centroids are found by a graph.
///
/// Any number of threads may search, insert and remove at once. Splitting and merging hold up
/// inserts and removals for milliseconds, searches not at all: one that a split disturbs chooses
/// its lists once more (``withoutDepartures(_:)``).
///
/// Sendable because all state is immutable, atomic or behind a lock, and slots' bytes are written
/// before a list publishes the slot.
public final class IVFIndex: NeighborIndex, @unchecked Sendable {
    /// How the index is built.
    public let options: IVFOptions
    /// What the vectors are, and what is nearest.
    public let shape: VectorShape

    let table: VectorTable
    let ledger: SlotLedger
    let contexts: SearchContexts
    let lists: IVFLists
    /// The centroid of each list, under the list's number.
    let centroids: HNSWIndex
    /// The list that each slot belongs to; a list may name slots that have moved away.
    let listOfSlot: Column
    /// Held for reading by insertions, for writing by splits, merges and checkpoints.
    let changes = ReadWriteLock()
    /// Held by the one thread that splits, merges or vacuums, and its business left over.
    let reshaping = Lock(Reshaping())
    /// Measured recall by k.
    let recallCurves = RecallCurves()
    /// Splits and merges so far; counted before the centroid goes.
    let reshapeCount = Atomic<Int>(0)
    /// Held for writing while a centroid goes.
    let departures = ReadWriteLock()

    /// What waits until nobody can know it any more.
    struct Reshaping {
        var chains: [(epoch: UInt64, word: UInt64)] = []
        var lists: [(epoch: UInt64, list: UInt32)] = []
        /// The epoch in which slots last moved: who began later finds them in their new lists.
        var moved: UInt64 = 0
        /// Lists of equal vectors, which cannot be split, with the size to try again at.
        var unsplittable: [UInt32: Int] = [:]
    }

    /// An empty index, whose lists come with its rows.
    ///
    /// - Parameters:
    ///   - shape: What the vectors are.
    ///   - options: How the index is built.
    ///   - center: The mean of the vectors to come, if known: codes are more accurate around it.
    /// - Throws: ``IndexError/unsupported(_:)`` for sparse vectors and for metrics other than L2,
    ///   inner product, cosine and Hamming, as in pgvector; ``IndexError`` when an option is out
    ///   of range or address space is short.
    public convenience init(
        shape: VectorShape,
        options: IVFOptions = IVFOptions(),
        center: [Float] = []
    ) throws(IndexError) {
        try self.init(shape: shape, options: options, center: center, codebook: [])
    }

    /// As the public one, with the codebook of product codes; empty for the standard one.
    init(
        shape: VectorShape,
        options: IVFOptions,
        center: [Float],
        codebook: [Float]
    ) throws(IndexError) {
        try options.validate()
        guard shape.element != .sparse, shape.metric != .l1, shape.metric != .jaccard else {
            throw .unsupported("an inverted file of \(shape.element) elements by \(shape.metric)")
        }
        guard center.isEmpty || center.count == shape.dimension else {
            throw .dimensionMismatch(expected: shape.dimension, got: center.count)
        }
        self.options = options
        self.shape = shape
        table = try VectorTable(
            shape: shape,
            quantizer: options.quantizer,
            slotLimit: options.rowLimit,
            center: center,
            seed: options.seed,
            scansBlocks: true,
            codebook: codebook
        )
        ledger = try SlotLedger(slotLimit: options.rowLimit)
        contexts = SearchContexts(table: table)
        lists = try IVFLists(slotLimit: options.rowLimit)
        listOfSlot = try Column(width: 4, limit: options.rowLimit)
        var graph = HNSWOptions()
        graph.efConstruction = 100
        graph.rowLimit = IVFLists.listLimit
        graph.seed = options.seed
        centroids = try HNSWIndex(
            shape: VectorShape(
                element: shape.element == .bit ? .bit : .float32,
                dimension: shape.dimension,
                metric: shape.metric
            ),
            options: graph
        )
    }

    /// Rows in the index.
    public var count: Int { ledger.liveCount.load(ordering: .acquiring) }

    /// Lists in the index.
    public var listCount: Int { centroids.count }

    /// Slots of removed rows that wait for ``vacuum(threads:)``.
    public var deletedCount: Int { ledger.deadCount.load(ordering: .acquiring) }

    /// Slots that take memory: those of rows, of removed rows, and free ones.
    public var slotsUsed: Int { ledger.slotCount.load(ordering: .acquiring) }

    /// The vector that codes are relative to; empty for none.
    public var center: [Float] { table.center }

    /// Whether `row` is in the index.
    public func contains(_ row: UInt64) -> Bool { ledger.rowMap.slot(of: row) != nil }

    /// What the index takes now.
    public var memoryUse: IndexMemory {
        let slots = ledger.slotCount.load(ordering: .acquiring)
        let graph = centroids.memoryUse
        var use = IndexMemory()
        use.residentBytes =
            table.residentBytes(slots) + ledger.byteCount(slots) + lists.byteCount + 4 * slots
            + graph.residentBytes + graph.vectorBytes
        use.vectorBytes = slots * shape.exactBytes
        return use
    }

    // MARK: - Shared by operations

    /// The part of all lists, one in as many, from which on the nearest are found by a scan.
    private static let scanShare = 16

    /// Whether a slot holds a row that can be found.
    @inline(__always)
    func isLive(_ slot: UInt32) -> Bool { ledger.isLive(slot, row: table.row(of: slot)) }

    /// The list that a slot belongs to.
    @inline(__always)
    func list(of slot: UInt32) -> UInt32 {
        listWords[Int(slot)].load(ordering: .relaxed)
    }

    func setList(_ list: UInt32, of slot: UInt32) {
        listWords[Int(slot)].store(list, ordering: .relaxed)
    }

    private var listWords: UnsafeMutablePointer<Atomic<UInt32>> {
        listOfSlot.base.assumingMemoryBound(to: Atomic<UInt32>.self)
    }

    /// The slots of a list that belong to it and have a row, now or when they are published.
    func members(_ list: UInt32) -> [UInt32] {
        lists.slots(list).filter { self.list(of: $0) == list && !ledger.dead.contains($0) }
    }

    /// A gate that admits what searches may return.
    var openGate: SlotGate { SlotGate(ledger, table) }

    /// The vector in a context's `unit`, as the graph of centroids takes it.
    func unitView(_ context: SearchContext) -> VectorView {
        view(of: context.unit)
    }

    /// Floats, or bits, somewhere.
    func view(of start: UnsafeRawPointer) -> VectorView {
        if shape.element == .bit {
            return .bits(
                UnsafeBufferPointer(
                    start: start.assumingMemoryBound(to: UInt8.self),
                    count: (shape.dimension + 7) / 8
                ),
                count: shape.dimension
            )
        }
        return .float32(
            UnsafeBufferPointer(
                start: start.assumingMemoryBound(to: Float.self),
                count: shape.dimension
            )
        )
    }

    /// The numbers of up to `count` lists, those of the nearest centroids first.
    func nearestLists(
        _ query: VectorView,
        _ count: Int,
        _ statistics: inout SearchStatistics
    ) throws(IndexError) -> [UInt32] {
        // Where a good part of all is wanted, a walk has more to do than a scan.
        let isMany = centroids.count <= max(256, IVFIndex.scanShare * count)
        return try centroids.search(
            query,
            k: count,
            ef: max(24, count + count / 2),
            filter: nil,
            strategy: isMany ? .scan : nil,
            statistics: &statistics
        ).map { UInt32(truncatingIfNeeded: $0.row) }
    }
}
