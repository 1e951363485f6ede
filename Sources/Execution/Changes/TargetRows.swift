// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Relations
import Values

/// Rows of a table that the rows of a plan name, compiled: how to lock them, and how to look again
/// at those that were changed by others meanwhile.
struct TargetRows: Sendable {
    /// The input column that holds the row id.
    private let rowIDSlot: Int
    /// What is read again, and where it goes in the input row.
    private let source: ScanSource
    private let slots: [Int]
    private let recheck: Evaluator?

    init(
        _ reference: Plan.RowReference,
        _ layout: Layout,
        _ builder: inout ExecutionBuilder
    ) throws(DatabaseError) {
        rowIDSlot = try layout.require(reference.rowID)
        var columns: [Plan.ScanColumn] = []
        var slots: [Int] = []
        for column in reference.columns {
            // Columns that nothing above the scan needs are not in the input.
            guard let slot = layout.slot(column.id) else { continue }
            columns.append(column)
            slots.append(slot)
        }
        source = ScanSource(reference.table, columns)
        self.slots = slots
        recheck = try builder.evaluator(reference.recheck, layout)
    }

    /// The row id of each row of `batch`; nil where an outer join found no row.
    func rowIDs(_ batch: Batch) throws(DatabaseError) -> [UInt64?] {
        let column = batch.columns[rowIDSlot]
        guard case .int64(let values) = column.elements else {
            throw DatabaseError(.internalError, "row id is not a bigint")
        }
        return values.indices.map { column.isNull($0) ? nil : UInt64(bitPattern: values[$0]) }
    }

    /// Locks for a change the rows that `batch` names, but for those that `seen` has already.
    ///
    /// - Returns: What is left of the batch, up to date, and the rows it names; nil when nothing is.
    func take(
        _ batch: Batch,
        _ seen: inout Set<UInt64>,
        _ frame: PlanFrame
    ) throws(DatabaseError) -> (batch: Batch, rowIDs: [UInt64])? {
        var first: [Int] = []
        var rowIDs: [UInt64] = []
        for (row, rowID) in try self.rowIDs(batch).enumerated() {
            guard let rowID, seen.insert(rowID).inserted else { continue }
            first.append(row)
            rowIDs.append(rowID)
        }
        var rows = batch.keeping(first)
        let locked = try lock(&rows, rowIDs, .exclusive, wait: .block, frame)
        if locked.isEmpty { return nil }
        return (rows.keeping(locked), locked.map { rowIDs[$0] })
    }

    /// Locks the rows that `batch` names, waiting for their holders, and drops from it those that
    /// are gone or no longer meet the conditions; changed ones are brought up to date.
    ///
    /// - Parameters:
    ///   - batch: Rows of the input.
    ///   - rowIDs: Which row of the table each names.
    ///   - strength: How strongly.
    ///   - wait: What to do about rows that others have locked.
    ///   - frame: Where conditions are evaluated.
    /// - Returns: Which rows of `batch` are left, by position.
    /// - Throws: 40001 above READ COMMITTED, 55P03, 40P01 and 57014.
    func lock(
        _ batch: inout Batch,
        _ rowIDs: [UInt64?],
        _ strength: RowLock,
        wait: RowLockWait,
        _ frame: PlanFrame
    ) throws(DatabaseError) -> [Int] {
        let transaction = frame.run.transaction
        var kept: [Int] = []
        var renewed: [(row: Int, values: Batch)] = []
        for (row, rowID) in rowIDs.enumerated() {
            guard let rowID else {
                kept.append(row)
                continue
            }
            switch try transaction.lock(source.table, rowID: rowID, strength, wait: wait) {
            case .unchanged: kept.append(row)
            case .skipped, .deleted, .superseded: break
            case .changed:
                guard let values = try source.fetchLatest(rowID, transaction) else { continue }
                var latest = batch.slice(row..<row + 1)
                for (index, slot) in slots.enumerated() {
                    latest.columns[slot] = values.columns[index]
                }
                if let recheck, try recheck.matches(latest, frame.evaluation).isEmpty { continue }
                renewed.append((row, latest))
                kept.append(row)
            }
        }
        for (row, values) in renewed { batch.replace(row, by: values) }
        return kept
    }
}

extension Batch {
    /// Puts the one row of `other` in the place of row `row`.
    fileprivate mutating func replace(_ row: Int, by other: Batch) {
        for index in columns.indices {
            var column = Column(columns[index].type, capacity: count)
            column.append(contentsOf: columns[index].slice(0..<row))
            column.append(contentsOf: other.columns[index])
            column.append(contentsOf: columns[index].slice(row + 1..<count))
            columns[index] = column
        }
    }
}
