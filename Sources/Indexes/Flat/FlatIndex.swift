// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

/// How a flat index is built.
public struct FlatOptions: Sendable, Equatable {
    /// What is kept beside the vectors to screen them by; ``Quantizer/none`` reads all of them.
    public var quantizer = Quantizer.int8
    /// The most rows the index may ever hold; address space, not memory, is reserved for them.
    public var rowLimit = HNSWOptions.defaultRowLimit
    /// Selects the random rotation.
    public var seed: UInt64 = 0x4E65_6564_6C65

    /// The defaults.
    public init() {}

    /// Checks every option against its range.
    public func validate() throws(IndexError) {
        guard HNSWOptions.rangeOfRowLimit.contains(rowLimit) else {
            throw .optionOutOfRange(
                name: "row_limit",
                value: rowLimit,
                allowed: HNSWOptions.rangeOfRowLimit
            )
        }
    }
}

/// An index that compares a query with every row, and so answers exactly.
///
/// Codes screen the rows: a row whose least possible distance by its code exceeds the k-th greatest
/// possible distance cannot be among the nearest, and is not looked at again. The right choice up
/// to tens of thousands of rows, and for rows that wait to be linked into a graph.
///
/// Any number of threads may search, insert and remove at once; searches take no lock, and what
/// they may know is not overwritten, as in ``HNSWIndex``.
///
/// Sendable because all state is immutable, atomic or behind a lock, and slots' bytes are written
/// before they are published (``SlotLedger``).
public final class FlatIndex: NeighborIndex, @unchecked Sendable {
    /// How the index is built.
    public let options: FlatOptions
    /// What the vectors are, and what is nearest.
    public let shape: VectorShape

    let table: VectorTable
    let ledger: SlotLedger
    let contexts: SearchContexts
    /// Held for reading by insertions, for writing by checkpoints.
    let changes = ReadWriteLock()
    /// Held by the one thread that collects dead slots.
    let vacuuming = Lock(())

    /// An empty index.
    ///
    /// - Parameters:
    ///   - shape: What the vectors are.
    ///   - options: How the index is built.
    ///   - center: The mean of the vectors to come, if known: codes are more accurate around it.
    /// - Throws: ``IndexError`` when an option is out of range or address space is short.
    public init(
        shape: VectorShape,
        options: FlatOptions = FlatOptions(),
        center: [Float] = []
    ) throws(IndexError) {
        try options.validate()
        guard center.isEmpty || center.count == shape.dimension else {
            throw .dimensionMismatch(expected: shape.dimension, got: center.count)
        }
        self.options = options
        self.shape = shape
        table = try VectorTable(
            shape: shape,
            // A single bit bounds distances too loosely to be worth its scan here.
            quantizer: options.quantizer == .none ? .none : .int8,
            slotLimit: options.rowLimit,
            center: center,
            seed: options.seed,
            keepsErrors: true
        )
        ledger = try SlotLedger(slotLimit: options.rowLimit)
        contexts = SearchContexts(table: table)
    }

    /// Rows in the index.
    public var count: Int { ledger.liveCount.load(ordering: .acquiring) }

    /// Slots of removed rows that are not usable again yet.
    public var deletedCount: Int { ledger.deadCount.load(ordering: .acquiring) }

    /// The vector that codes are relative to; empty for none.
    public var center: [Float] { table.center }

    /// Whether `row` is in the index.
    public func contains(_ row: UInt64) -> Bool { ledger.rowMap.slot(of: row) != nil }

    /// What the index takes now.
    public var memoryUse: IndexMemory {
        let count = ledger.slotCount.load(ordering: .acquiring)
        var use = IndexMemory()
        use.residentBytes = table.residentBytes(count) + ledger.byteCount(count)
        use.vectorBytes =
            shape.element == .sparse
            ? table.sparseBytes.withLock { $0 } : count * shape.exactBytes
        return use
    }

    /// Whether a slot holds a row that can be found.
    @inline(__always)
    func isLive(_ slot: UInt32) -> Bool { ledger.isLive(slot, row: table.row(of: slot)) }
}
