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
/// before ``slotCount`` or the row map publishes them.
public final class FlatIndex: @unchecked Sendable {
    /// How the index is built.
    public let options: FlatOptions
    /// What the vectors are, and what is nearest.
    public let shape: VectorShape

    let table: VectorTable
    let rowMap: RowMap
    let contexts: SearchContexts
    let slotCount = Atomic<Int>(0)
    let liveCount = Atomic<Int>(0)
    /// What one writer at a time changes.
    let writing: Mutex<Writing>

    struct Writing {
        var committed = 0
        var free: [UInt32] = []
        /// Slots of removed rows, by the epoch in which they were removed.
        var retired: [RetiredSlots] = []
    }

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
        rowMap = try RowMap(slotLimit: options.rowLimit)
        contexts = SearchContexts(table: table)
        writing = Mutex(Writing())
    }

    /// Rows in the index.
    public var count: Int { liveCount.load(ordering: .acquiring) }

    /// Whether `row` is in the index.
    public func contains(_ row: UInt64) -> Bool { rowMap.slot(of: row) != nil }

    /// What the index takes now.
    public var memoryUse: IndexMemory {
        let count = slotCount.load(ordering: .acquiring)
        var use = IndexMemory()
        use.residentBytes = table.residentBytes(count) + rowMap.byteCount
        use.vectorBytes =
            shape.element == .sparse
            ? table.sparseBytes.withLock { $0 } : count * shape.exactBytes
        return use
    }

    /// Adds a row, or gives a row that is there another vector.
    ///
    /// - Returns: False for a zero vector under cosine, which no index holds, as in pgvector; a row
    ///   that was there is removed then.
    /// - Throws: ``IndexError`` when the vector is unfit or memory is short; nothing changes then.
    /// - Complexity: O(dimension × log dimension).
    @discardableResult
    public func insert(row: UInt64, _ vector: VectorView) throws(IndexError) -> Bool {
        try contexts.withContext { (context) throws(IndexError) in
            guard try table.load(vector, in: context) else {
                try remove(row: row)
                return false
            }
            try writing.withLock { (writing) throws(IndexError) in
                let (slot, isNew) = try takeSlot(&writing)
                do throws(IndexError) {
                    try table.write(row: row, to: slot, context)
                    if isNew { slotCount.store(Int(slot) + 1, ordering: .releasing) }
                    if let old = try rowMap.replace(row, with: slot) {
                        retire(old, &writing)
                    } else {
                        liveCount.add(1, ordering: .acquiringAndReleasing)
                    }
                } catch {
                    if !isNew { writing.free.append(slot) }
                    throw error
                }
            }
            return true
        }
    }

    /// Takes a row out; whether it was there.
    ///
    /// - Complexity: O(1).
    @discardableResult
    public func remove(row: UInt64) throws(IndexError) -> Bool {
        try writing.withLock { (writing) throws(IndexError) in
            guard let slot = try rowMap.replace(row, with: nil) else { return false }
            liveCount.subtract(1, ordering: .acquiringAndReleasing)
            retire(slot, &writing)
            return true
        }
    }

    private func retire(_ slot: UInt32, _ writing: inout Writing) {
        writing.retired.append(RetiredSlots(epoch: contexts.advance(), slots: [slot]))
    }

    private func takeSlot(_ writing: inout Writing) throws(IndexError) -> (UInt32, isNew: Bool) {
        if writing.free.isEmpty, let first = writing.retired.first,
            contexts.hasPassed(first.epoch)
        {
            let passed = writing.retired.prefix { contexts.hasPassed($0.epoch) }
            writing.free = passed.flatMap(\.slots)
            writing.retired.removeFirst(passed.count)
        }
        if let slot = writing.free.popLast() { return (slot, false) }
        let slot = slotCount.load(ordering: .acquiring)
        if slot >= writing.committed {
            guard slot < options.rowLimit else { throw .full(limit: options.rowLimit) }
            let target = min(slot + max(1024, slot / 8), options.rowLimit)
            try table.commit(target)
            writing.committed = target
        }
        return (UInt32(slot), true)
    }

    @inline(__always)
    func isLive(_ slot: UInt32) -> Bool { rowMap.slot(of: table.row(of: slot)) == slot }
}
