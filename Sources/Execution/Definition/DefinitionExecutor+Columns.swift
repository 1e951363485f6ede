// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Planning
import Relations
import Schemas
import Values

/// ALTER TABLE's changes of columns.
extension DefinitionExecutor {
    /// ADD COLUMN: rows keep their bytes and read the default, when it is the same for every row;
    /// otherwise the table is written anew.
    func addColumn(
        _ definition: Syntax.ColumnDefinition,
        ifNotExists: Bool,
        to table: TableDescription
    ) throws(DatabaseError) {
        if table.column(named: definition.name) != nil {
            if ifNotExists {
                return notice(
                    .duplicateColumn,
                    "column \"\(definition.name)\" of relation \"\(table.name)\" already exists, "
                        + "skipping"
                )
            }
            throw DatabaseError(
                .duplicateColumn,
                "column \"\(definition.name)\" of relation \"\(table.name)\" already exists"
            )
        }
        guard let schema = catalog.schema(table.schema) else { return }
        let old = table
        var table = table
        var pending = PendingConstraints()
        try addColumn(definition, to: &table, schema, &pending)
        try linkSequences(pending, to: table)
        for (column, expression) in pending.generated {
            table.columns[column].defaultSQL = try planner.generatedSQL(
                expression,
                column: table.columns[column],
                of: table
            )
            table.columns[column].isGenerated = true
        }
        let constraints = pending.constraints
        pending = PendingConstraints()
        pending.constraints = constraints

        let index = table.columns.count - 1
        if constraints.contains(where: { $0.0.isPrimaryKey }) {
            table.columns[index].isNotNull = true
        }
        let column = table.columns[index]
        let isFilled = column.defaultSQL != nil || column.identity != nil
        if isFilled, let constant = try constantDefault(of: column, in: table) {
            if let constant { table.columns[index].missingValue = constant }
            try transaction.put(.relation(.table(table)))
            if constant == nil { try requireNoRows(column, of: old) }
        } else if isFilled {
            try transaction.put(.relation(.table(table)))
            try rewrite(from: old, to: &table, reading: nil)
        } else {
            try requireNoRows(column, of: old)
            try transaction.put(.relation(.table(table)))
        }
        try finish(pending, &table)
        for constraint in table.constraints.dropFirst(old.constraints.count) {
            try validate(constraint, of: table)
        }
    }

    /// The one value, as text, that a new column has in every existing row: `.some(nil)` for NULL;
    /// nil when rows differ or the value is stored out of the row.
    private func constantDefault(
        of column: ColumnDescription,
        in table: TableDescription
    ) throws(DatabaseError) -> String?? {
        if column.identity != nil || column.isGenerated || column.isStoredOutOfRow { return nil }
        guard let expression = try planner.columnDefault(of: column, in: table) else {
            return .some(nil)
        }
        if expression.isVolatile { return nil }
        let value = try Evaluator(expression).value(context)
        if value.isNull { return .some(nil) }
        return .some(TypeCodec.text(value, as: column.type, Formatting()))
    }

    /// Fails with 23502 when a NOT NULL column without a value joins a table that has rows.
    private func requireNoRows(
        _ column: ColumnDescription,
        of table: TableDescription
    ) throws(DatabaseError) {
        guard column.isNotNull else { return }
        let cursor = try transaction.scan(table, columns: [])
        if try cursor.next(limit: 1) != nil { throw containsNulls(column, table) }
    }

    /// Fails with 23502 when `column` holds NULL in some row.
    func requireNoNulls(
        _ column: ColumnDescription,
        of table: TableDescription
    ) throws(DatabaseError) {
        let cursor = try transaction.scan(table, columns: [column.number])
        while let batch = try cursor.next(limit: Batch.capacity) {
            try session.checkInterrupts()
            for row in batch.rowIDs.indices where batch.columns[0].isNull(row) {
                throw containsNulls(column, table)
            }
        }
    }

    private func containsNulls(
        _ column: ColumnDescription,
        _ table: TableDescription
    ) -> DatabaseError {
        DatabaseError(
            .notNullViolation,
            "column \"\(column.name)\" of relation \"\(table.name)\" contains null values"
        ).with {
            $0.schema = catalog.schema(table.schema)?.name
            $0.table = table.name
            $0.column = column.name
        }
    }

    func dropColumn(
        _ name: String,
        ifExists: Bool,
        _ behavior: Syntax.DropBehavior,
        of table: TableDescription
    ) throws(DatabaseError) {
        guard table.column(named: name) != nil else {
            if ifExists {
                return notice(
                    .successfulCompletion,
                    "column \"\(name)\" of relation \"\(table.name)\" does not exist, skipping"
                )
            }
            _ = try columnIndex(name, of: table)
            return
        }
        var table = table
        let index = try columnIndex(name, of: table)
        let number = table.columns[index].number
        let users = try planner.users(ofColumn: number, of: table)
        if behavior == .restrict, let blocker = users.generated.first {
            throw DatabaseError(
                .dependentObjectsStillExist,
                "cannot drop column \(name) of table \(table.name) because other objects depend "
                    + "on it",
                detail: "column \(blocker) of table \(table.name) depends on column \(name) of "
                    + "table \(table.name)",
                hint: "Use DROP ... CASCADE to drop the dependent objects too."
            )
        }
        // What depends on it goes first: without the column its expressions mean nothing.
        for user in users.generated {
            try dropColumn(user, ifExists: true, behavior, of: table)
            if case .table(let current)? = catalog.relation(table.oid) { table = current }
        }
        for index in catalog.indexes(of: table.oid)
        where index.keys.contains(where: { $0.column == number })
            || index.included.contains(number) || users.indexes.contains(index.oid)
        {
            try remove(index)
        }
        table.constraints.removeAll { users.checks.contains($0.oid) }
        for sequence in sequences(ownedBy: table.oid, column: number) { try remove(sequence) }
        table.columns[index].isDropped = true
        table.columns[index].isNotNull = false
        table.columns[index].defaultSQL = nil
        table.columns[index].identity = nil
        table.columns[index].isGenerated = false
        try transaction.put(.relation(.table(table)))
    }

    /// ALTER COLUMN TYPE: writes the table anew unless the stored bytes mean the same.
    func changeType(
        of name: String,
        _ definition: Syntax.ColumnDefinition,
        in table: TableDescription
    ) throws(DatabaseError) {
        guard let typeName = definition.type else { return }
        let old = table
        var table = table
        let index = try columnIndex(name, of: table)
        if table.columns[index].isGenerated {
            throw DatabaseError(
                .featureNotSupported,
                "cannot alter the type of a generated column"
            )
        }
        if let user = try planner.users(ofColumn: table.columns[index].number, of: table)
            .generated.first
        {
            throw DatabaseError(
                .featureNotSupported,
                "cannot alter type of a column used by a generated column",
                detail: "Column \"\(name)\" is used by generated column \"\(user)\"."
            )
        }
        let type = try planner.type(typeName)
        let conversion = try planner.conversion(
            of: table.columns[index],
            to: type,
            using: definition.conversion,
            in: table
        )
        if let sql = table.columns[index].defaultSQL {
            table.columns[index].defaultSQL = try planner.convertedDefault(
                sql,
                of: table.columns[index],
                to: type
            )
        }
        table.columns[index].type = type
        table.columns[index].missingValue = nil
        try transaction.put(.relation(.table(table)))
        try retypeIndexes(of: table, column: table.columns[index])
        try rewrite(from: old, to: &table, reading: (index, conversion))
    }

    /// Has the indexes of a column, and of expressions over it, follow its type.
    ///
    /// - Throws: As CREATE INDEX, for what an index cannot follow.
    private func retypeIndexes(
        of table: TableDescription,
        column: ColumnDescription
    ) throws(DatabaseError) {
        for index in catalog.indexes(of: table.oid) {
            var changed = index
            for position in changed.keys.indices {
                let key = changed.keys[position]
                if key.column == column.number {
                    changed.keys[position].type = column.type
                } else if let sql = key.expressionSQL {
                    changed.keys[position].type = try planner.indexExpressionType(sql, of: table)
                }
                guard changed.keys[position] != key,
                    let method = AccessMethod.named(index.method)
                else { continue }
                _ = try operatorClass(
                    key.operatorClass.map { Syntax.ObjectName($0) },
                    of: changed.keys[position].type,
                    method
                )
            }
            if changed == index { continue }
            try requireSuitable(changed)
            try transaction.put(.relation(.index(changed)))
        }
    }

    /// Checks a new CHECK constraint against the rows there are.
    func validate(
        _ constraint: ConstraintDescription,
        of table: TableDescription
    ) throws(DatabaseError) {
        guard case .check(let sql) = constraint.kind else { return }
        let condition = try RowEvaluator(try planner.rowCondition(sql, of: table))
        let cursor = try transaction.scan(table, columns: table.liveColumns.map(\.number))
        let context = self.context
        while let batch = try cursor.next(limit: Batch.capacity) {
            try session.checkInterrupts()
            let rows = Batch(columns: batch.columns, count: batch.rowIDs.count)
            let results = try condition.evaluate(rows, context)
            for row in 0..<rows.count {
                guard case .bool(false) = results[row] else { continue }
                throw DatabaseError(
                    .checkViolation,
                    "check constraint \"\(constraint.name)\" of relation \"\(table.name)\" is "
                        + "violated by some row"
                ).with {
                    $0.schema = catalog.schema(table.schema)?.name
                    $0.table = table.name
                    $0.constraint = constraint.name
                }
            }
        }
    }
}

extension Syntax.Constraint {
    fileprivate var isPrimaryKey: Bool {
        if case .primaryKey = kind { true } else { false }
    }
}
