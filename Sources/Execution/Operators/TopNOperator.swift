// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// The first rows of the input in an order, keeping no more than about twice as many.
final class TopNOperator: Operator {
    private let input: Operator
    private let keys: SortSpecification
    private let bounds: RowBounds
    private let slots: [Int]?

    private var buffer: RowBuffer
    private var isSorted = false
    private var position = 0

    init(
        _ frame: PlanFrame,
        _ input: Operator,
        _ keys: SortSpecification,
        _ bounds: RowBounds,
        _ types: [SQLType],
        _ slots: [Int]?
    ) {
        self.input = input
        self.keys = keys
        self.bounds = bounds
        self.slots = slots
        buffer = RowBuffer(types)
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        if !isSorted {
            let (offset, limit) = try bounds.values(context)
            position = offset
            let wanted = limit.map { offset.addingReportingOverflow($0) }
            try collect(wanted.map { $0.overflow ? .max : $0.partialValue } ?? .max)
            isSorted = true
        }
        guard position < buffer.count else { return nil }
        let end = min(position + Batch.capacity, buffer.count)
        defer { position = end }
        return buffer.rows.selecting(slots).slice(position..<end)
    }

    /// Fills the buffer with the first `wanted` rows in order.
    private func collect(_ wanted: Int) throws(DatabaseError) {
        guard wanted > 0 else { return }
        var kept = SortKeyBytes()
        /// The row that a new one must sort before, once there are enough: the last one kept.
        var hasThreshold = false
        while let batch = try input.next() {
            try run.checkInterrupts()
            var candidates = SortKeyBytes()
            try keys.append(batch, context, to: &candidates)
            var rows = Array(0..<batch.count)
            if hasThreshold {
                rows.removeAll { !kept.isAfter(wanted - 1, candidates, $0) }
                if rows.isEmpty { continue }
                candidates.keep(rows)
            }
            try buffer.append(batch.keeping(rows), run.memory)
            kept.append(candidates)
            // Sorting for a few rows more, again and again, would take quadratic time.
            guard buffer.count >= wanted, buffer.count - wanted >= wanted else { continue }
            trim(&kept, wanted)
            hasThreshold = true
        }
        trim(&kept, wanted)
    }

    private func trim(_ keys: inout SortKeyBytes, _ wanted: Int) {
        let rows = Array(keys.sortedRows().prefix(wanted))
        buffer.keep(rows, run.memory)
        keys.keep(rows)
    }

    override func rescan() throws(DatabaseError) {
        buffer.removeAll(run.memory)
        isSorted = false
        try input.rescan()
    }

    override func close() {
        buffer.removeAll(run.memory)
        input.close()
    }
}
