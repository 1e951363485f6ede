// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// The input's rows for which a condition is true.
final class FilterOperator: Operator {
    private let input: Operator
    private let condition: Evaluator
    private let slots: [Int]?
    private let id: Int

    init(
        _ frame: PlanFrame,
        _ input: Operator,
        _ condition: Evaluator,
        _ slots: [Int]?,
        _ id: Int
    ) {
        self.input = input
        self.condition = condition
        self.slots = slots
        self.id = id
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        while let batch = try input.next() {
            let rows = try condition.matches(batch, context)
            run.countFiltered(batch.count - rows.count, id)
            if !rows.isEmpty { return batch.selecting(slots).keeping(rows) }
        }
        return nil
    }

    override func rescan() throws(DatabaseError) { try input.rescan() }
    override func close() { input.close() }
}

extension StatementRun {
    /// Counts rows that a filter of plan node `id` dropped.
    func countFiltered(_ rows: Int, _ id: Int) {
        if id >= 0, id < counters.count { counters[id].filteredRows += rows }
    }
}
