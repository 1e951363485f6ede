// SPDX-License-Identifier: Apache-2.0

import Planning
import Relations
import Schemas
import Values

/// DELETE: removes the rows that its source names, each once.
final class DeleteOperator: ChangeOperator {
    /// The parts that are the same for every run.
    struct Specification: Sendable {
        let writer: TableWriter
        let target: TargetRows
        /// All live columns of the table.
        let current: ScanSource
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
        try run.transaction.delete(
            writer.table,
            rowIDs: kept,
            old: try writer.images(old, context)
        )
        run.affectedRows += kept.count
        return try specification.returning.rows(batch, context)
    }
}
