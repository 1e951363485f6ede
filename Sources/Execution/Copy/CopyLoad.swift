// SPDX-License-Identifier: Apache-2.0

import Expressions
public import Planning
import Relations
import Schemas
public import Values

/// A COPY FROM being run: takes the bytes of the input and inserts rows, batch by batch.
///
/// Belongs to the thread of its session. The rows become visible with the transaction.
public struct CopyLoad {
    private let environment: ExecutionEnvironment
    private let context: EvaluationContext
    private let writer: TableWriter
    /// Where each column of the input goes in the row.
    private let slots: [Int]
    private let defaults: [(slot: Int, value: Evaluator)]
    private let filter: Evaluator?
    private var reader: CopyReader
    private var rowCount = 0

    /// Prepares a load of `target`.
    ///
    /// - Throws: 42703 or 42P10 when an option names a column that the input does not have.
    public init(
        _ target: CopyTarget,
        _ options: CopyOptions,
        in environment: ExecutionEnvironment
    ) throws(DatabaseError) {
        self.environment = environment
        context = EvaluationContext(
            session: environment.session,
            parameters: environment.parameters
        )
        var builder = ExecutionBuilder()
        let writer = try TableWriter(target.table, &builder)
        self.writer = writer
        var slots: [Int] = []
        for number in target.columns {
            guard let slot = writer.slot(ofColumn: number) else {
                throw DatabaseError(.internalError, "COPY fills a column that is gone")
            }
            slots.append(slot)
        }
        self.slots = slots
        var defaults: [(slot: Int, value: Evaluator)] = []
        for item in target.table.defaults where !target.columns.contains(item.column) {
            guard let slot = writer.slot(ofColumn: item.column) else { continue }
            defaults.append((slot, try builder.evaluator(item.value)))
        }
        self.defaults = defaults
        filter = try builder.evaluator(target.filter, writer.layout)
        for name in options.forceNull.names + options.forceNotNull.names
        where writer.table.column(named: name) == nil {
            throw DatabaseError(
                .undefinedColumn,
                "column \"\(name)\" of relation \"\(writer.table.name)\" does not exist"
            )
        }
        reader = try CopyReader(
            table: writer.table.name,
            columns: slots.map { writer.columns[$0] },
            options,
            environment.session.formatting
        )
    }

    /// Takes a piece of input, of any size, and inserts the rows that are complete.
    ///
    /// - Throws: 22P04, 22P02 and the errors of types and constraints, with the line in the context.
    public mutating func append(_ bytes: [UInt8]) throws(DatabaseError) {
        reader.append(bytes)
        try insertRows()
    }

    /// Ends the input and inserts what is left.
    ///
    /// - Returns: How many rows were inserted.
    public mutating func finish() throws(DatabaseError) -> Int {
        reader.finish()
        try insertRows()
        return rowCount
    }

    private mutating func insertRows() throws(DatabaseError) {
        while let rows = try reader.next(limit: Batch.capacity) {
            try environment.session.checkInterrupts()
            try insert(rows)
        }
    }

    private mutating func insert(_ input: CopyReader.Rows) throws(DatabaseError) {
        var rows = Batch.nulls(writer.columns.map(\.type), count: input.batch.count)
        for (index, slot) in slots.enumerated() {
            rows.columns[slot] = input.batch.columns[index]
        }
        let none = Batch(columns: [], count: input.batch.count)
        for (slot, value) in defaults {
            rows.columns[slot] = try value.evaluate(none, context)
                .retyped(rows.columns[slot].type)
        }
        try writer.fillGenerated(&rows, context)
        var kept = Array(0..<rows.count)
        if let filter {
            kept = try filter.matches(rows, context)
            rows = rows.keeping(kept)
        }
        if rows.count == 0 { return }
        if let violation = try writer.violation(in: rows, context, environment.catalog) {
            let row = kept[violation.row]
            throw reader.inContext(
                violation.error,
                line: input.lines[row],
                text: input.text(row)
            )
        }
        try store(rows) { (row, error) in
            reader.inContext(error, line: input.lines[kept[row]], text: nil)
        }
        rowCount += rows.count
    }

    /// Inserts checked rows; `inContext` adds to an error where its row comes from.
    private func store(
        _ rows: Batch,
        _ inContext: (Int, DatabaseError) -> DatabaseError
    ) throws(DatabaseError) {
        let transaction = environment.transaction
        let outcomes = try transaction.insert(
            writer.table,
            try writer.images(rows, context),
            conflicts: .report([])
        )
        let conflict = outcomes.firstIndex { outcome in
            if case .conflict = outcome { true } else { false }
        }
        guard let conflict else { return }
        // Again, to have the error made; the statement fails, so what went in does not matter.
        do throws(DatabaseError) {
            _ = try transaction.insert(
                writer.table,
                try writer.images(rows.slice(conflict..<conflict + 1), context),
                conflicts: .fail
            )
        } catch {
            throw inContext(conflict, error)
        }
    }
}
