// SPDX-License-Identifier: Apache-2.0

import Planning
import Relations
import Schemas
import Values

/// UPDATE: changes the rows that its source names, each once.
final class UpdateOperator: ChangeOperator {
    /// The parts that are the same for every run.
    struct Specification: Sendable {
        let writer: TableWriter
        let target: TargetRows
        /// All live columns of the table.
        let current: ScanSource
        let assignments: RowAssignments
        /// The generated columns, which may change with any other.
        let generated: Set<Int16>
        /// The system columns that RETURNING asks for of the new rows.
        let systemColumns: ScanSource
        let returning: ReturningColumns
    }

    private let specification: Specification
    private var seen: Set<UInt64> = []

    init(
        _ frame: PlanFrame,
        _ specification: Specification,
        _ source: Operator,
        readsAhead: Bool
    ) {
        self.specification = specification
        super.init(frame, source, readsAhead: readsAhead)
    }

    override func change(_ batch: Batch) throws(DatabaseError) -> Batch? {
        let writer = specification.writer
        guard let (batch, kept) = try specification.target.take(batch, &seen, frame) else {
            return nil
        }
        let old = try specification.current.fetchLocked(kept, run.transaction)
        var new = old
        try specification.assignments.apply(to: &new, from: batch, context)
        try writer.complete(&new, frame)
        try run.transaction.update(
            writer.table,
            rowIDs: kept,
            old: try writer.images(old, context),
            new: try writer.images(new, context),
            changed: specification.assignments.columns.union(specification.generated)
        )
        run.affectedRows += kept.count
        if specification.returning.isEmpty { return nil }
        let system = try specification.systemColumns.written(kept, run.transaction)
        return try specification.returning.rows(new.joined(system).joined(batch), context)
    }
}
