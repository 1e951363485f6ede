// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization
import Vectors

/// An approximate nearest-neighbour index: a hierarchical navigable small world graph.
///
/// Malkov and Yashunin, "Efficient and robust approximate nearest neighbor search using
/// Hierarchical Navigable Small World graphs", 2018. The graph is walked on quantized codes;
/// results are rescored from exact vectors.
///
/// Any number of threads may search, insert and remove at once. Searches take no lock; what they
/// rely on is written where it is used: links are single words (``HNSWGraph``), memory never moves,
/// slots are reused only when no thread can know them (``SearchContexts``), and a row is visible
/// exactly while the row map names its slot.
///
/// Sendable because all state is immutable, atomic or behind a lock, and slots' bytes are written
/// before the slot is published.
public final class HNSWIndex: NeighborIndex, @unchecked Sendable {
    /// How the graph is built.
    public let options: HNSWOptions
    /// What the vectors are, and what is nearest.
    public let shape: VectorShape

    let table: VectorTable
    let memory: HNSWGraphMemory
    let ledger: SlotLedger
    /// Slots that are linked behind one with an equal vector.
    let twins: SlotBits
    let contexts: SearchContexts
    /// The entry point: level in the upper, slot in the lower half; ``noEntry`` when empty.
    let entry = Atomic<UInt64>(HNSWIndex.noEntry)
    let entryLock = Lock(())
    /// Held for reading by insertions, for writing by checkpoints and when a vacuum begins.
    let changes = ReadWriteLock()
    /// Held by the one vacuum.
    let vacuuming = Lock(())
    /// Measured recall by k.
    let recallCurves = RecallCurves()
    /// The slot that was linked last, ``noSlot`` for none; see ``crossToLast(_:_:_:)``.
    let lastLinked = Atomic<UInt32>(HNSWIndex.noSlot)
    /// Who rewrites a list holds its stripe.
    let stripes: StripedLock

    static let noEntry = UInt64.max
    static let noSlot = UInt32.max
    static let maximumLevel = 24

    /// An empty index.
    ///
    /// - Parameters:
    ///   - shape: What the vectors are.
    ///   - options: How the graph is built.
    ///   - center: The mean of the vectors to come, if known: codes are more accurate around it.
    ///     Building from a source finds it.
    /// - Throws: ``IndexError`` when an option is out of range or address space is short.
    public convenience init(
        shape: VectorShape,
        options: HNSWOptions = HNSWOptions(),
        center: [Float] = []
    ) throws(IndexError) {
        try self.init(shape: shape, options: options, center: center, codebook: [])
    }

    /// As the public one, with the codebook of product codes; empty for the standard one.
    init(
        shape: VectorShape,
        options: HNSWOptions,
        center: [Float],
        codebook: [Float]
    ) throws(IndexError) {
        try options.validate()
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
            codebook: codebook
        )
        memory = try HNSWGraphMemory(slotLimit: options.rowLimit, m: options.m)
        ledger = try SlotLedger(slotLimit: options.rowLimit)
        twins = try SlotBits(slotLimit: options.rowLimit)
        contexts = SearchContexts(table: table)
        stripes = StripedLock()
    }

    /// Rows in the index.
    public var count: Int { ledger.liveCount.load(ordering: .acquiring) }

    /// Slots of removed rows that wait for ``vacuum(threads:)``.
    public var deletedCount: Int { ledger.deadCount.load(ordering: .acquiring) }

    /// Slots that take memory: those of rows, of removed rows, and free ones.
    public var slotsUsed: Int { ledger.slotCount.load(ordering: .acquiring) }

    /// The vector that codes are relative to; empty for none.
    public var center: [Float] { table.center }

    /// Whether `row` is in the index.
    public func contains(_ row: UInt64) -> Bool { ledger.rowMap.slot(of: row) != nil }

    // MARK: - Shared by operations

    /// The level of the node in `slot`, drawn from its number: 0 for all but one in M.
    func level(of slot: UInt32) -> Int {
        var generator = SplitMix64(seed: options.seed ^ UInt64(slot) &* 0xD6E8_FEB8_6659_FD93)
        var level = 0
        while level < HNSWIndex.maximumLevel, generator.next() % UInt64(options.m) == 0 {
            level += 1
        }
        return level
    }

    /// The levels on which the node in `slot` has lists; one whose preparation failed may lack
    /// upper ones.
    func levels(of slot: UInt32) -> ClosedRange<Int> {
        0...(memory.view.hasUpperLists(slot) ? level(of: slot) : 0)
    }

    /// Whether a slot holds a row that can be found.
    @inline(__always)
    func isLive(_ slot: UInt32) -> Bool { ledger.isLive(slot, row: table.row(of: slot)) }

    /// A gate that admits what searches may return.
    var openGate: SlotGate { SlotGate(ledger, table) }

    /// A gate that admits what may become a neighbour: also what is not published yet.
    var linkGate: SlotGate {
        let hasDead = ledger.deadCount.load(ordering: .acquiring) > 0
        return SlotGate(hidden: hasDead ? ledger.dead.words : nil, rows: table.rowWords)
    }
}
