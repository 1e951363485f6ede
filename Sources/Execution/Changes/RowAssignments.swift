// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Values

/// New values for columns of a table, compiled.
struct RowAssignments: Sendable {
    private let assignments: [(slot: Int, value: Evaluator)]
    /// The numbers of the columns that get a value.
    let columns: Set<Int16>

    /// Compiles `assignments` over rows of `layout`, for the columns of `writer`'s table.
    init(
        _ assignments: [Plan.Assignment],
        _ layout: Layout,
        _ writer: TableWriter,
        _ builder: inout ExecutionBuilder
    ) throws(DatabaseError) {
        var compiled: [(slot: Int, value: Evaluator)] = []
        for assignment in assignments {
            guard let slot = writer.slot(ofColumn: assignment.column) else {
                throw DatabaseError(
                    .internalError,
                    "assignment to column \(assignment.column), which is gone"
                )
            }
            compiled.append((slot, try builder.evaluator(assignment.value, layout)))
        }
        self.assignments = compiled
        columns = Set(assignments.map(\.column))
    }

    /// New rows with one column for each of `types`: NULL unless it is assigned.
    func rows(
        _ types: [SQLType],
        from batch: Batch,
        _ context: EvaluationContext
    ) throws(DatabaseError) -> Batch {
        var columns: [Column] = []
        columns.reserveCapacity(types.count)
        for (slot, type) in types.enumerated() {
            // Assignments mostly come in the order of the columns.
            let hint = slot < assignments.count && assignments[slot].slot == slot
            let found = hint ? slot : assignments.lastIndex { $0.slot == slot }
            if let found {
                columns.append(
                    try assignments[found].value.evaluate(batch, context).retyped(type)
                )
            } else {
                columns.append(Column(type, repeating: .null, count: batch.count))
            }
        }
        return Batch(columns: columns, count: batch.count)
    }

    /// Replaces the assigned columns of `row` by values computed from `batch`.
    func apply(
        to row: inout Batch,
        from batch: Batch,
        _ context: EvaluationContext
    ) throws(DatabaseError) {
        for (slot, value) in assignments {
            row.columns[slot] = try value.evaluate(batch, context)
                .retyped(row.columns[slot].type)
        }
    }
}

/// The output columns of RETURNING, compiled over the row and what else is at hand.
struct ReturningColumns: Sendable {
    private let outputs: [ProjectOperator.Output]

    /// Whether there are none: the statement returns no rows.
    var isEmpty: Bool { outputs.isEmpty }

    /// The columns of `plan`, computed by `expressions` over rows of `layout`.
    init(
        _ plan: Plan,
        _ expressions: [NamedExpression],
        _ layout: Layout,
        _ builder: inout ExecutionBuilder
    ) throws(DatabaseError) {
        var outputs: [ProjectOperator.Output] = []
        for column in plan.columns {
            if let named = expressions.first(where: { $0.id == column.id }) {
                outputs.append(.computed(try builder.evaluator(named.expression, layout)))
            } else {
                outputs.append(.passed(try layout.require(column.id)))
            }
        }
        self.outputs = outputs
    }

    /// The output rows for `batch`; nil when there is nothing to return.
    func rows(_ batch: Batch, _ context: EvaluationContext) throws(DatabaseError) -> Batch? {
        if isEmpty || batch.count == 0 { return nil }
        var columns: [Column] = []
        for output in outputs {
            switch output {
            case .passed(let slot): columns.append(batch.columns[slot])
            case .computed(let evaluator):
                columns.append(try evaluator.evaluate(batch, context))
            }
        }
        return Batch(columns: columns, count: batch.count)
    }
}
