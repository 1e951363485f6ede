// SPDX-License-Identifier: Apache-2.0

import Values

/// Rows kept in memory, column by column, paid for from a statement's memory.
struct RowBuffer {
    private(set) var rows: Batch
    private var charged = 0

    /// A buffer of rows with columns of `types`.
    init(_ types: [SQLType]) {
        rows = Batch(columns: types.map { Column($0) }, count: 0)
    }

    var count: Int { rows.count }

    /// Adds the rows of `batch`.
    ///
    /// - Throws: 53200 when the statement has used up its memory.
    mutating func append(_ batch: Batch, _ memory: MemoryAccount) throws(DatabaseError) {
        let byteCount = batch.byteCount
        try memory.take(byteCount)
        charged += byteCount
        for index in rows.columns.indices {
            rows.columns[index].append(contentsOf: batch.columns[index])
        }
        rows.count += batch.count
    }

    /// Replaces the rows by some of them, in a given order.
    mutating func keep(_ kept: [Int], _ memory: MemoryAccount) {
        let share = rows.count == 0 ? 0 : charged / max(rows.count, 1) * kept.count
        rows = rows.gathering(kept)
        memory.give(charged - share)
        charged = share
    }

    /// Drops all rows.
    mutating func removeAll(_ memory: MemoryAccount) {
        rows = Batch(columns: rows.columns.map { Column($0.type) }, count: 0)
        memory.give(charged)
        charged = 0
    }
}
