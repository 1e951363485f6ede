// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// The input's rows in order; equal rows keep theirs.
final class SortOperator: Operator {
    private let input: Operator
    private let keys: SortSpecification
    private let types: [SQLType]
    private let slots: [Int]?

    private var buffer: RowBuffer
    private var order: [Int]?
    private var position = 0

    init(
        _ frame: PlanFrame,
        _ input: Operator,
        _ keys: SortSpecification,
        _ types: [SQLType],
        _ slots: [Int]?
    ) {
        self.input = input
        self.keys = keys
        self.types = types
        self.slots = slots
        buffer = RowBuffer(types)
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        if order == nil { order = try sorted() }
        guard let order else { return nil }
        guard position < order.count else { return nil }
        try run.checkInterrupts()
        let end = min(position + Batch.capacity, order.count)
        defer { position = end }
        return buffer.rows.selecting(slots).gathering(Array(order[position..<end]))
    }

    private func sorted() throws(DatabaseError) -> [Int] {
        var bytes = SortKeyBytes()
        while let batch = try input.next() {
            let before = bytes.byteCount
            try keys.append(batch, context, to: &bytes)
            try run.memory.take(bytes.byteCount - before)
            try buffer.append(batch, run.memory)
        }
        let rows = bytes.sortedRows()
        run.memory.give(bytes.byteCount)
        return rows
    }

    override func rescan() throws(DatabaseError) {
        buffer.removeAll(run.memory)
        order = nil
        position = 0
        try input.rescan()
    }

    override func close() {
        buffer.removeAll(run.memory)
        input.close()
    }
}
