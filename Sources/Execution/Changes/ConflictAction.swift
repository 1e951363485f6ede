// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Values

/// What INSERT does about rows that exist already.
enum ConflictAction: Sendable {
    /// 23505.
    case fail
    /// DO NOTHING, for conflicts in these indexes, or in all when empty.
    case skip(Set<OID>)
    /// DO UPDATE.
    case update(Set<OID>, ConflictUpdate)
}

/// DO UPDATE, compiled.
///
/// Expressions are over the columns of the existing row, then those of the row proposed for
/// insertion.
struct ConflictUpdate: Sendable {
    /// What expressions see of the row in the way.
    let existing: ScanSource
    /// All live columns of the row in the way.
    let current: ScanSource
    /// What expressions see of the proposed row: positions in it.
    private let excludedSlots: [Int]
    let assignments: RowAssignments
    let filter: Evaluator?
    /// The columns that may change.
    let changed: Set<Int16>

    init(
        _ update: Plan.ConflictUpdate,
        _ table: TableExpressions,
        _ writer: TableWriter,
        _ builder: inout ExecutionBuilder
    ) throws(DatabaseError) {
        existing = ScanSource(table.table, update.existing)
        current = ScanSource(table.table, table.row)
        var slots: [Int] = []
        for column in update.excluded {
            guard case .column(let number) = column.source,
                let slot = writer.slot(ofColumn: number)
            else {
                throw DatabaseError(.internalError, "EXCLUDED has no such column")
            }
            slots.append(slot)
        }
        excludedSlots = slots
        let layout = Layout(update.existing).joined(Layout(update.excluded))
        assignments = try RowAssignments(update.assignments, layout, writer, &builder)
        changed = assignments.columns.union(table.generated.map(\.column))
        filter = try builder.evaluator(update.filter, layout)
    }

    /// What expressions see of the row `proposed`.
    func excluded(_ proposed: Batch) throws(DatabaseError) -> Batch {
        proposed.selecting(excludedSlots)
    }
}
