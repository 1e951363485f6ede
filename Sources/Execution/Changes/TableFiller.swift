// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Relations
import Schemas
import Values

/// Stores rows made elsewhere than in a plan: by CREATE TABLE AS or the rewrite of a table.
///
/// Columns that are not given get their defaults.
struct TableFiller {
    private let writer: TableWriter
    private let defaults: [(number: Int16, value: Evaluator)]

    /// Compiles the expressions that go with the rows of a table.
    init(_ expressions: TableExpressions) throws(DatabaseError) {
        var builder = ExecutionBuilder()
        writer = try TableWriter(expressions, &builder)
        var defaults: [(number: Int16, value: Evaluator)] = []
        for assignment in expressions.defaults {
            defaults.append(
                (assignment.column, try builder.evaluator(assignment.value, Layout()))
            )
        }
        self.defaults = defaults
    }

    /// Inserts `count` rows whose columns are `given`, by column number.
    ///
    /// - Throws: 23502, 23514 and 23505 as INSERT does.
    func insert(
        _ given: [Int16: Column],
        count: Int,
        _ context: EvaluationContext,
        _ transaction: RelationTransaction
    ) throws(DatabaseError) {
        var rows = Batch(columns: [], count: count)
        for column in writer.columns {
            if let values = given[column.number] {
                rows.columns.append(values.retyped(column.type))
            } else if let index = defaults.firstIndex(where: { $0.number == column.number }) {
                let value = try defaults[index].value.evaluate(
                    Batch(columns: [], count: count),
                    context
                )
                rows.columns.append(value.retyped(column.type))
            } else {
                rows.columns.append(Column(column.type, repeating: .null, count: count))
            }
        }
        try writer.fillGenerated(&rows, context)
        if let violation = try writer.violation(in: rows, context, transaction.catalog) {
            throw violation.error
        }
        _ = try transaction.insert(
            writer.table,
            try writer.images(rows, context),
            conflicts: .fail
        )
    }
}
