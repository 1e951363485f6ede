// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Planning
import Relations
import Schemas
import Values

/// Writing a table anew under a fresh storage id, and emptying it.
extension DefinitionExecutor {
    /// Copies all rows of `old` into fresh storage for `table`: new columns get their defaults, a
    /// converted one the value of its expression; indexes are built again.
    ///
    /// `reading`: The position of a column whose value is an expression over the old row.
    func rewrite(
        from old: TableDescription,
        to table: inout TableDescription,
        reading conversion: (column: Int, RowExpression)?
    ) throws(DatabaseError) {
        let cursor = try transaction.scan(old, columns: old.liveColumns.map(\.number))
        table.storageID = transaction.makeStorageID()
        for index in table.columns.indices { table.columns[index].missingValue = nil }
        try transaction.put(.relation(.table(table)))
        try renewIndexStorage(of: table)
        try transaction.purge(storageID: old.storageID)

        let filler = try TableFiller(try planner.tableExpressions(table))
        let converter = try conversion.map { conversion throws(DatabaseError) in
            try RowEvaluator(conversion.1)
        }
        let context = self.context
        while let batch = try cursor.next(limit: Batch.capacity) {
            try session.checkInterrupts()
            let rows = Batch(columns: batch.columns, count: batch.rowIDs.count)
            var given: [Int16: Column] = [:]
            for (column, values) in zip(old.liveColumns, rows.columns)
            where !table.columns[Int(column.number) - 1].isGenerated {
                given[column.number] = values
            }
            if let conversion, let converted = try converter?.evaluate(rows, context) {
                given[table.columns[conversion.column].number] = converted
            }
            try filler.insert(given, count: rows.count, context, transaction)
        }
    }

    private func renewIndexStorage(of table: TableDescription) throws(DatabaseError) {
        for var index in catalog.indexes(of: table.oid) {
            try transaction.purge(storageID: index.storageID)
            index.storageID = transaction.makeStorageID()
            try transaction.put(.relation(.index(index)))
        }
    }

    func truncate(_ truncate: Syntax.Truncate) throws(DatabaseError) {
        for name in truncate.relations {
            var table = try lockedTable(name)
            try transaction.lockForWriting(table)
            transaction.recordTruncation(of: table)
            try transaction.purge(storageID: table.storageID)
            table.storageID = transaction.makeStorageID()
            for index in table.columns.indices { table.columns[index].missingValue = nil }
            try transaction.put(.relation(.table(table)))
            try renewIndexStorage(of: table)
            guard truncate.restartsIdentity else { continue }
            for column in table.liveColumns {
                for sequence in sequences(ownedBy: table.oid, column: column.number) {
                    try transaction.restart(try locked(sequence))
                }
            }
        }
    }
}
