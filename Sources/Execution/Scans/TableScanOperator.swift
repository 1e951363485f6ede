// SPDX-License-Identifier: Apache-2.0

import Relations
import Schemas
import Values

/// All rows of a table, in the order of their row ids.
final class TableScanOperator: Operator {
    private let source: ScanSource
    private let filter: ScanFilter
    private var cursor: TableCursor?

    init(_ frame: PlanFrame, _ source: ScanSource, _ filter: ScanFilter) {
        self.source = source
        self.filter = filter
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        if cursor == nil {
            cursor = try run.transaction.scan(source.table, columns: source.stored)
            run.countScans(of: source.table.storageID)
        }
        while let rows = try cursor?.next(limit: Batch.capacity) {
            try run.checkInterrupts()
            run.countScanned(rows.rowIDs.count, of: source.table.storageID)
            let batch = source.batch(rows.columns, rowIDs: rows.rowIDs, writers: rows.writers)
            if let result = try filter.apply(batch, frame) { return result }
        }
        return nil
    }

    override func rescan() { cursor = nil }
    override func close() { cursor = nil }
}
