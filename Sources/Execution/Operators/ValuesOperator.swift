// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// Rows written out in the statement.
final class ValuesOperator: Operator {
    private let rows: [[Evaluator]]
    private let types: [SQLType]
    private var position = 0

    init(_ frame: PlanFrame, _ rows: [[Evaluator]], _ types: [SQLType]) {
        self.rows = rows
        self.types = types
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        guard position < rows.count else { return nil }
        try run.checkInterrupts()
        let end = min(position + Batch.capacity, rows.count)
        var columns = types.map { Column($0, capacity: end - position) }
        for row in rows[position..<end] {
            for (index, evaluator) in row.enumerated() {
                columns[index].append(try evaluator.value(context))
            }
        }
        defer { position = end }
        return Batch(columns: columns, count: end - position)
    }

    override func rescan() { position = 0 }
}
