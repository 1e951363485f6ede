// SPDX-License-Identifier: Apache-2.0

import Expressions
import Relations
import Values

/// Finds which rows of a table meet a filter, without reading more of them than it needs.
struct RowSurvey: Sendable {
    /// The columns the filter needs.
    let source: ScanSource
    let condition: Evaluator
    /// The plan node that counts what the filter drops.
    let id: Int

    /// The ids of all rows that meet the filter, ascending.
    func all(_ frame: PlanFrame) throws(DatabaseError) -> [UInt64] {
        let run = frame.run
        let cursor = try run.transaction.scan(source.table, columns: source.stored)
        var survivors: [UInt64] = []
        while let rows = try cursor.next(limit: Batch.capacity) {
            try run.checkInterrupts()
            let batch = source.batch(rows.columns, rowIDs: rows.rowIDs, writers: rows.writers)
            let matches = try condition.matches(batch, frame.evaluation)
            run.countFiltered(batch.count - matches.count, id)
            try run.memory.take(8 * matches.count)
            for row in matches { survivors.append(rows.rowIDs[row]) }
        }
        return survivors
    }

    /// Those of `rowIDs` that meet the filter, by their positions.
    func positions(
        of rowIDs: [UInt64],
        _ frame: PlanFrame
    ) throws(DatabaseError) -> [Int] {
        let (batch, present) = try source.fetch(rowIDs, frame.run.transaction)
        let matches = try condition.matches(batch, frame.evaluation)
        frame.run.countFiltered(batch.count - matches.count, id)
        return matches.map { present[$0] }
    }
}
