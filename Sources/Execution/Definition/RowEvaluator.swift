// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Values

/// An expression over the rows of a table, compiled.
struct RowEvaluator {
    private let evaluator: Evaluator

    /// Compiles `bound`, whose columns stand for a table's live columns in order.
    init(_ bound: RowExpression) throws(DatabaseError) {
        var builder = ExecutionBuilder()
        evaluator = try builder.evaluator(bound.expression, Layout(bound.row))
    }

    /// The values for `rows`, which have all live columns of the table.
    func evaluate(_ rows: Batch, _ context: EvaluationContext) throws(DatabaseError) -> Column {
        try evaluator.evaluate(rows, context)
    }
}
