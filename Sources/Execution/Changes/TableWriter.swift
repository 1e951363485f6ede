// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Relations
import Schemas
import Values

/// What writing rows of a table takes, compiled: generated columns, constraints and index keys.
struct TableWriter: Sendable {
    let table: TableDescription
    /// The row as stored: one column per live column of the table.
    let layout: Layout
    /// The live columns, in the order of the row.
    let columns: [ColumnDescription]
    /// Their types.
    let types: [SQLType]
    private let generated: [(slot: Int, value: Evaluator)]
    private let checks: [(name: String, condition: Evaluator)]
    private let indexes: [IndexKeyMaker]

    /// Compiles `expressions`.
    init(
        _ expressions: TableExpressions,
        _ builder: inout ExecutionBuilder
    ) throws(DatabaseError) {
        table = expressions.table
        columns = table.liveColumns
        types = columns.map(\.type)
        layout = Layout(expressions.row)
        var generated: [(slot: Int, value: Evaluator)] = []
        for assignment in expressions.generated {
            guard let slot = columns.firstIndex(where: { $0.number == assignment.column })
            else { continue }
            generated.append((slot, try builder.evaluator(assignment.value, layout)))
        }
        self.generated = generated
        var checks: [(name: String, condition: Evaluator)] = []
        for check in expressions.checks {
            checks.append((check.name, try builder.evaluator(check.condition, layout)))
        }
        self.checks = checks
        var indexes: [IndexKeyMaker] = []
        for index in expressions.indexes {
            indexes.append(try IndexKeyMaker(index, layout, &builder))
        }
        self.indexes = indexes
    }

    /// The slot of column `number` in the row.
    func slot(ofColumn number: Int16) -> Int? { columns.firstIndex { $0.number == number } }

    /// Fills in the generated columns of `rows` and checks the table's constraints.
    ///
    /// - Throws: 23502 and 23514, with the row in the detail; of several bad rows the first.
    func complete(
        _ rows: inout Batch,
        _ frame: PlanFrame
    ) throws(DatabaseError) {
        try fillGenerated(&rows, frame.evaluation)
        let catalog = frame.run.environment.catalog
        if let violation = try violation(in: rows, frame.evaluation, catalog) {
            throw violation.error
        }
    }

    /// Fills in the generated columns of `rows`.
    func fillGenerated(
        _ rows: inout Batch,
        _ context: EvaluationContext
    ) throws(DatabaseError) {
        let base = rows
        for (slot, value) in generated {
            rows.columns[slot] = try value.evaluate(base, context)
                .retyped(rows.columns[slot].type)
        }
    }

    /// The first of `rows` that breaks a constraint of the table, with the error.
    func violation(
        in rows: Batch,
        _ context: EvaluationContext,
        _ catalog: any CatalogReader
    ) throws(DatabaseError) -> (row: Int, error: DatabaseError)? {
        var failure: (row: Int, error: DatabaseError)?
        for (slot, column) in columns.enumerated() where column.isNotNull {
            let nulls = rows.columns[slot].nulls
            if nulls.isEmpty { continue }
            for row in 0..<min(rows.count, failure?.row ?? .max) where nulls[row] {
                failure = (row, nullViolation(column, rows, row, context))
                break
            }
        }
        for (name, condition) in checks {
            let result = try condition.evaluate(rows, context)
            for row in 0..<min(rows.count, failure?.row ?? .max) {
                guard case .bool(false) = result[row] else { continue }
                failure = (row, checkViolation(name, rows, row, context))
                break
            }
        }
        guard let failure else { return nil }
        return (
            failure.row,
            failure.error.with {
                $0.schema = catalog.schema(table.schema)?.name
                $0.table = table.name
            }
        )
    }

    /// The rows with the keys that the table's indexes hold of them.
    func images(
        _ rows: Batch,
        _ context: EvaluationContext
    ) throws(DatabaseError) -> RowImages {
        var indexKeys: [RowImages.IndexKeys] = []
        for index in indexes { indexKeys.append(try index.keys(of: rows, context)) }
        return RowImages(columns: rows.columns, indexKeys: indexKeys, count: rows.count)
    }

    // MARK: - Violations

    private func nullViolation(
        _ column: ColumnDescription,
        _ rows: Batch,
        _ row: Int,
        _ context: EvaluationContext
    ) -> DatabaseError {
        DatabaseError(
            .notNullViolation,
            "null value in column \"\(column.name)\" of relation \"\(table.name)\" "
                + "violates not-null constraint",
            detail: failingRow(rows, row, context)
        ).with { $0.column = column.name }
    }

    private func checkViolation(
        _ name: String,
        _ rows: Batch,
        _ row: Int,
        _ context: EvaluationContext
    ) -> DatabaseError {
        DatabaseError(
            .checkViolation,
            "new row for relation \"\(table.name)\" violates check constraint \"\(name)\"",
            detail: failingRow(rows, row, context)
        ).with { $0.constraint = name }
    }

    /// The most bytes of a value that an error shows.
    private static let shownBytes = 64

    private func failingRow(
        _ rows: Batch,
        _ row: Int,
        _ context: EvaluationContext
    ) -> String {
        let values = rows.columns.map { column -> String in
            if column.isNull(row) { return "null" }
            var bytes: [UInt8] = []
            TypeCodec.print(column, row: row, context.session.formatting, into: &bytes)
            guard bytes.count > Self.shownBytes else {
                return String(decoding: bytes, as: UTF8.self)
            }
            var end = Self.shownBytes
            // Not in the middle of a character.
            while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
            return String(decoding: bytes[..<end], as: UTF8.self) + "..."
        }
        return "Failing row contains (\(values.joined(separator: ", ")))."
    }
}
