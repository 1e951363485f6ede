// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Relations
import Schemas
import Values

/// INSERT: stores a row for each row of its source.
final class InsertOperator: ChangeOperator {
    /// The parts that are the same for every run.
    struct Specification: Sendable {
        let writer: TableWriter
        let values: RowAssignments
        let conflict: ConflictAction
        /// The system columns that RETURNING asks for.
        let systemColumns: ScanSource
        let returning: ReturningColumns
    }

    private let specification: Specification
    /// Rows that this statement has inserted or updated, when ON CONFLICT may meet them again.
    private var touched: Set<UInt64> = []

    init(
        _ frame: PlanFrame,
        _ specification: Specification,
        _ source: Operator,
        readsAhead: Bool
    ) {
        self.specification = specification
        super.init(frame, source, readsAhead: readsAhead)
    }

    private var writer: TableWriter { specification.writer }

    /// Rows as stored.
    private struct Written {
        var rows: Batch
        var rowIDs: [UInt64]
        /// Those that were there before.
        var updated: Set<UInt64> = []
    }

    override func change(_ batch: Batch) throws(DatabaseError) -> Batch? {
        var rows = try specification.values.rows(writer.types, from: batch, context)
        try writer.complete(&rows, frame)
        let written: Written
        switch specification.conflict {
        case .fail:
            let outcomes = try insert(rows, .fail)
            written = Written(rows: rows, rowIDs: outcomes.compactMap(\.insertedID))
        case .skip(let arbiters):
            let outcomes = try insert(rows, .report(arbiters))
            let inserted = outcomes.indices.filter { outcomes[$0].insertedID != nil }
            written = Written(
                rows: rows.keeping(inserted),
                rowIDs: outcomes.compactMap(\.insertedID)
            )
        case .update(let arbiters, let update):
            written = try upsert(rows, arbiters, update)
        }
        run.affectedRows += written.rows.count
        if specification.returning.isEmpty { return nil }
        let system = try specification.systemColumns.written(
            written.rowIDs,
            locked: written.updated,
            run.transaction
        )
        return try specification.returning.rows(written.rows.joined(system), context)
    }

    private func insert(
        _ rows: Batch,
        _ policy: ConflictPolicy
    ) throws(DatabaseError) -> [InsertOutcome] {
        try run.transaction.insert(
            writer.table,
            try writer.images(rows, context),
            conflicts: policy
        )
    }

    // MARK: - ON CONFLICT DO UPDATE

    /// Inserts the rows or updates those in the way.
    private func upsert(
        _ proposed: Batch,
        _ arbiters: Set<OID>,
        _ update: ConflictUpdate
    ) throws(DatabaseError) -> Written {
        var rowIDs: [UInt64] = []
        var updated: Set<UInt64> = []
        var stored = RowBuffer(writer.columns.map(\.type))
        // One after the other: a row may meet one that the statement itself has just stored.
        for row in 0..<proposed.count {
            let one = proposed.slice(row..<row + 1)
            if let result = try upsertOne(one, arbiters, update) {
                try stored.append(result.row, run.memory)
                rowIDs.append(result.rowID)
                if result.isUpdated { updated.insert(result.rowID) }
            }
        }
        let rows = stored.rows
        stored.removeAll(run.memory)
        return Written(rows: rows, rowIDs: rowIDs, updated: updated)
    }

    /// Inserts a row or updates the one in its way; nil when the condition held it back.
    private func upsertOne(
        _ row: Batch,
        _ arbiters: Set<OID>,
        _ update: ConflictUpdate
    ) throws(DatabaseError) -> (row: Batch, rowID: UInt64, isUpdated: Bool)? {
        func updated(_ rowID: UInt64) throws(DatabaseError) -> (Batch, UInt64, Bool)? {
            try updateExisting(rowID, row, update).map { ($0, rowID, true) }
        }
        var locked: UInt64?
        while true {
            try run.checkInterrupts()
            let outcome = try insert(row, .report(arbiters)).first
            switch outcome {
            case .inserted(let rowID):
                touched.insert(rowID)
                return (row, rowID, false)
            case .conflict(_, let rowID):
                guard !touched.contains(rowID) else { throw Self.secondTime }
                if rowID == locked { return try updated(rowID) }
                let state = try run.transaction.lock(
                    writer.table,
                    rowID: rowID,
                    .exclusive,
                    wait: .block
                )
                // Whoever changed the row may have given the key up, and somebody else taken it.
                switch state {
                case .deleted: continue
                case .changed: locked = rowID
                case .unchanged, .superseded, .skipped:
                    return try updated(rowID)
                }
            case nil: return nil
            }
        }
    }

    private func updateExisting(
        _ rowID: UInt64,
        _ proposed: Batch,
        _ update: ConflictUpdate
    ) throws(DatabaseError) -> Batch? {
        guard let existing = try update.existing.fetchLatest(rowID, run.transaction),
            let old = try update.current.fetchLatest(rowID, run.transaction)
        else { return nil }
        let excluded = try update.excluded(proposed)
        let both = existing.joined(excluded)
        if let filter = update.filter, try filter.matches(both, context).isEmpty { return nil }
        var new = old
        try update.assignments.apply(to: &new, from: both, context)
        try writer.complete(&new, frame)
        try run.transaction.update(
            writer.table,
            rowIDs: [rowID],
            old: try writer.images(old, context),
            new: try writer.images(new, context),
            changed: update.changed
        )
        touched.insert(rowID)
        return new
    }

    private static let secondTime = DatabaseError(
        .cardinalityViolation,
        "ON CONFLICT DO UPDATE command cannot affect row a second time",
        hint: "Ensure that no rows proposed for insertion within the same command have "
            + "duplicate constrained values."
    )
}

extension InsertOutcome {
    /// The id of the new row; nil when there is none.
    fileprivate var insertedID: UInt64? {
        if case .inserted(let rowID) = self { rowID } else { nil }
    }
}
