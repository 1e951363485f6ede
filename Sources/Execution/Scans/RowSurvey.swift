// SPDX-License-Identifier: Apache-2.0

import Expressions
import Relations
import Schemas
import Values

/// Finds which rows of a table meet a filter, without reading more of them than it needs.
struct RowSurvey: Sendable {
    /// The columns the filter needs.
    let source: ScanSource
    let condition: Evaluator
    /// The plan node that counts what the filter drops.
    let id: Int

    /// The columns of all rows, when they are kept in memory.
    func keptColumns(_ frame: PlanFrame) throws(DatabaseError) -> TableColumns? {
        source.isKept ? try frame.run.transaction.keptColumns(source.table, source.stored) : nil
    }

    /// The ids of all rows that meet the filter, ascending; for ``giveBack(_:_:)``.
    func all(_ frame: PlanFrame) throws(DatabaseError) -> [UInt64] {
        let run = frame.run
        let transaction = run.transaction
        var survivors: [UInt64] = []
        if let kept = try keptColumns(frame) {
            for rows in kept.batches { try survivors += matching(rows, frame) }
            return survivors
        }
        let cursor = try transaction.scan(source.table, columns: source.stored)
        run.countScans(of: source.table.storageID)
        var builder = source.isKept ? transaction.makeColumnsBuilder() : nil
        while let rows = try cursor.next(limit: Batch.capacity) {
            run.countScanned(rows.rowIDs.count, of: source.table.storageID)
            try survivors += matching(rows, frame)
            builder?.append(rows)
        }
        if let builder { transaction.keepColumns(source.table, source.stored, builder) }
        return survivors
    }

    /// Gives up what ``all(_:)`` answered.
    func giveBack(_ rowIDs: [UInt64], _ frame: PlanFrame) {
        frame.run.memory.give(8 * rowIDs.count)
    }

    private func matching(
        _ rows: TableBatch,
        _ frame: PlanFrame
    ) throws(DatabaseError) -> [UInt64] {
        let run = frame.run
        try run.checkInterrupts()
        let batch = source.batch(rows.columns, rowIDs: rows.rowIDs, writers: rows.writers)
        let matches = try condition.matches(batch, frame.evaluation)
        run.countFiltered(batch.count - matches.count, id)
        try run.memory.take(8 * matches.count)
        return matches.map { rows.rowIDs[$0] }
    }

    /// Those of `rowIDs` that meet the filter, by their positions.
    func positions(
        of rowIDs: [UInt64],
        _ frame: PlanFrame
    ) throws(DatabaseError) -> [Int] {
        let (batch, present) = try fetch(rowIDs, frame)
        let matches = try condition.matches(batch, frame.evaluation)
        frame.run.countFiltered(batch.count - matches.count, id)
        return matches.map { present[$0] }
    }

    private func fetch(
        _ rowIDs: [UInt64],
        _ frame: PlanFrame
    ) throws(DatabaseError) -> (batch: Batch, positions: [Int]) {
        guard let kept = try keptColumns(frame) else {
            return try source.fetch(rowIDs, frame.run.transaction)
        }
        let (columns, positions) = kept.rows(rowIDs)
        let batch = source.batch(columns, rowIDs: positions.map { rowIDs[$0] }, writers: [])
        return (batch, positions)
    }
}
