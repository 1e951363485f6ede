// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Relations
import Schemas
import Values

/// What makes the keys that an index holds of rows, compiled.
struct IndexKeyMaker: Sendable {
    private let index: IndexDescription
    private let keys: [Evaluator]
    private let predicate: Evaluator?

    /// Compiles the expressions of `index` for rows of `layout`.
    init(
        _ index: TableExpressions.Index,
        _ layout: Layout,
        _ builder: inout ExecutionBuilder
    ) throws(DatabaseError) {
        self.index = index.description
        keys = try builder.evaluators(index.keys, layout)
        predicate = try builder.evaluator(index.predicate, layout)
    }

    /// The keys of `rows`; NULLs for rows that the predicate excludes, of which the expressions may
    /// be undefined: `WHERE` is how a cast or a division is kept away from them.
    ///
    /// - Throws: What the expressions throw, and 22000 and 54000 for a vector that cannot be indexed.
    func keys(
        of rows: Batch,
        _ context: EvaluationContext
    ) throws(DatabaseError) -> RowImages.IndexKeys {
        let included = try predicate?.matches(rows, context)
        var columns: [Column] = []
        for key in keys {
            if let included, included.count < rows.count {
                let values = try key.evaluate(rows, rows: included, context)
                columns.append(values.spread(to: included, of: rows.count))
            } else {
                columns.append(try key.evaluate(rows, context))
            }
        }
        var isIncluded: [Bool]?
        if let included {
            var flags = [Bool](repeating: false, count: rows.count)
            for row in included { flags[row] = true }
            isIncluded = flags
        }
        let made = RowImages.IndexKeys(index: index, keys: columns, isIncluded: isIncluded)
        try made.requireIndexable()
        return made
    }
}

extension Column {
    /// These values as those of `rows` among `count`; the other rows are NULL.
    fileprivate func spread(to rows: [Int], of count: Int) -> Column {
        var values = self
        let null = values.count
        values.appendNull()
        var sources = [Int](repeating: null, count: count)
        for (position, row) in rows.enumerated() { sources[row] = position }
        return values.gathering(sources)
    }
}

/// The keys that a new index is to hold of the rows of its table, made from no more columns than
/// that takes.
struct IndexKeySource {
    /// The numbers of the columns to read.
    let columns: [Int16]
    private let maker: IndexKeyMaker

    /// Compiles the expressions of index `oid`, one of those in `expressions`.
    init(_ oid: OID, _ expressions: TableExpressions) throws(DatabaseError) {
        guard let index = expressions.indexes.first(where: { $0.description.oid == oid }) else {
            throw DatabaseError(.internalError, "index \(oid.rawValue) is not of its table")
        }
        var needed: Set<ColumnID> = []
        for part in index.keys + [index.predicate].compactMap({ $0 }) {
            needed.formUnion(part.referencedColumns)
        }
        var columns: [Int16] = []
        var row: [Plan.ScanColumn] = []
        for column in expressions.row where needed.contains(column.id) {
            guard case .column(let number) = column.source else { continue }
            columns.append(number)
            row.append(column)
        }
        self.columns = columns
        var builder = ExecutionBuilder()
        maker = try IndexKeyMaker(index, Layout(row), &builder)
    }

    /// The keys of rows whose ``columns`` are given.
    ///
    /// - Throws: What the expressions throw, and 22000 and 54000 for a vector that cannot be indexed.
    func keys(
        _ rows: Batch,
        _ context: EvaluationContext
    ) throws(DatabaseError) -> RowImages.IndexKeys {
        try maker.keys(of: rows, context)
    }
}
