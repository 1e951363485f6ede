// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// The first row of each run of rows with equal keys.
final class UniqueOperator: Operator {
    private let input: Operator
    private let keys: [Evaluator]
    private let slots: [Int]?
    private var previous: [UInt8]?

    init(_ frame: PlanFrame, _ input: Operator, _ keys: [Evaluator], _ slots: [Int]?) {
        self.input = input
        self.keys = keys
        self.slots = slots
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        while let batch = try input.next() {
            let bytes = try KeyBytes(keys, batch, context)
            var rows: [Int] = []
            for row in 0..<batch.count {
                let key = bytes.bytes[bytes.range(row)]
                if let previous, key.elementsEqual(previous) { continue }
                rows.append(row)
                previous = Array(key)
            }
            if !rows.isEmpty { return batch.selecting(slots).keeping(rows) }
        }
        return nil
    }

    override func rescan() throws(DatabaseError) {
        previous = nil
        try input.rescan()
    }

    override func close() { input.close() }
}

extension KeyBytes {
    /// The keys that `evaluators` compute for the rows of `batch`.
    init(
        _ evaluators: [Evaluator],
        _ batch: Batch,
        _ context: EvaluationContext,
        _ nullsMatch: [Bool] = []
    ) throws(DatabaseError) {
        var columns: [Column] = []
        for evaluator in evaluators { columns.append(try evaluator.evaluate(batch, context)) }
        try self.init(columns, count: batch.count, nullsMatch: nullsMatch)
    }
}
