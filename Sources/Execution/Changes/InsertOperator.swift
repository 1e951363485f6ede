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

    override func change(_ batch: Batch) throws(DatabaseError) -> Batch? {
        var rows = try specification.values.rows(writer.types, from: batch, context)
        try writer.complete(&rows, frame)
        switch specification.conflict {
        case .fail:
            _ = try insert(rows, .fail)
            run.affectedRows += rows.count
        case .skip(let arbiters):
            let outcomes = try insert(rows, .report(arbiters))
            let inserted = outcomes.indices.filter { outcomes[$0].isInserted }
            rows = rows.keeping(inserted)
            run.affectedRows += rows.count
        case .update(let arbiters, let update):
            rows = try upsert(rows, arbiters, update)
        }
        return try specification.returning.rows(rows, context)
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

    /// Inserts the rows or updates those in the way; the rows as stored.
    private func upsert(
        _ proposed: Batch,
        _ arbiters: Set<OID>,
        _ update: ConflictUpdate
    ) throws(DatabaseError) -> Batch {
        var stored = RowBuffer(writer.columns.map(\.type))
        // One after the other: a row may meet one that the statement itself has just stored.
        for row in 0..<proposed.count {
            let one = proposed.slice(row..<row + 1)
            if let result = try upsertOne(one, arbiters, update) {
                try stored.append(result, run.memory)
            }
        }
        run.affectedRows += stored.count
        let rows = stored.rows
        stored.removeAll(run.memory)
        return rows
    }

    /// Inserts a row or updates the one in its way; nil when the condition held it back.
    private func upsertOne(
        _ row: Batch,
        _ arbiters: Set<OID>,
        _ update: ConflictUpdate
    ) throws(DatabaseError) -> Batch? {
        var locked: UInt64?
        while true {
            try run.checkInterrupts()
            let outcome = try insert(row, .report(arbiters)).first
            switch outcome {
            case .inserted(let rowID):
                touched.insert(rowID)
                return row
            case .conflict(_, let rowID):
                guard !touched.contains(rowID) else { throw Self.secondTime }
                if rowID == locked { return try updateExisting(rowID, row, update) }
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
                    return try updateExisting(rowID, row, update)
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
    fileprivate var isInserted: Bool {
        if case .inserted = self { true } else { false }
    }
}
