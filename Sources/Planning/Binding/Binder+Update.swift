// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Schemas
import Values

/// UPDATE and DELETE.
///
/// Source: PostgreSQL 15 manual, SQL commands UPDATE and DELETE.
extension Binder {
    func bind(update: Syntax.Update, _ scope: Scope) throws(DatabaseError) -> BoundQuery {
        isReadOnly = false
        let tables = try bind(with: update.with, scope)
        let table = try changedTable(update.relation, verb: "update")
        let expressions = try tableExpressions(table)
        let inner = scope.inner()
        var change = try bind(
            change: table,
            update.relation.alias,
            others: update.from,
            update.filter,
            inner
        )
        let assignments = try bind(assignments: update.assignments, expressions, inner)
        let others = inner.items.filter { $0.rows.first?.rowID != change.target.rowID }
        let after = scope.inner()
        // What RETURNING asks of the other tables, their scans have to provide.
        after.systemColumns = inner.systemColumns
        let returning = try bind(
            returning: update.returning,
            [rangeItem(table, expressions.row, alias: update.relation.alias?.name)] + others,
            after
        )
        inner.systemColumns = after.systemColumns
        try finish(&change, inner)
        let node = Plan.Update(
            source: change.source,
            target: change.target,
            table: expressions,
            assignments: assignments,
            systemColumns: after.systemScanColumns(of: expressions.row),
            returning: returning.expressions
        )
        return finished(.update(node), returning.columns, tables)
    }

    func bind(delete: Syntax.Delete, _ scope: Scope) throws(DatabaseError) -> BoundQuery {
        isReadOnly = false
        let tables = try bind(with: delete.with, scope)
        let table = try changedTable(delete.relation, verb: "delete")
        let inner = scope.inner()
        var change = try bind(
            change: table,
            delete.relation.alias,
            others: delete.using,
            delete.filter,
            inner
        )
        let returning = try bind(returning: delete.returning, inner.items, inner)
        try finish(&change, inner)
        let node = Plan.Delete(
            source: change.source,
            target: change.target,
            table: try tableExpressions(table),
            returning: returning.expressions
        )
        return finished(.delete(node), returning.columns, tables)
    }

    /// The rows an UPDATE or DELETE changes, before system columns are added.
    struct Change {
        var source: Plan
        var target: Plan.RowReference
        var filter: Expression?
    }

    private func bind(
        change table: TableDescription,
        _ alias: Syntax.Alias?,
        others: [Syntax.FromItem],
        _ condition: Syntax.Expression?,
        _ scope: Scope
    ) throws(DatabaseError) -> Change {
        let name = alias?.name ?? table.name
        var (scan, item) = scan(table, alias: name, rowID: true)
        if alias == nil { item.schema = catalog.schema(table.schema)?.name }
        guard let target = item.rows.first else {
            throw DatabaseError(.internalError, "scan of a changed table without row ids")
        }
        // The other items cannot refer to the changed table, but see that it is there.
        let hidden = scope.beside()
        hidden.items = [item]
        scope.hidden = hidden
        let joined = try bind(from: others, scope)
        scope.hidden = nil
        if scope.items.contains(where: { $0.showsName && $0.name?.isSame(as: name) ?? false }) {
            throw DatabaseError(
                .duplicateAlias,
                "table name \"\(name)\" specified more than once"
            )
        }
        scope.items.insert(item, at: 0)
        let source = joined.map { join(scan, FromPart(plan: $0, items: [])) } ?? scan
        var filter: Expression?
        if let condition {
            filter = try bind(
                condition: condition,
                purpose: .whereClause,
                construct: "WHERE",
                scope
            )
        }
        return Change(source: source, target: target, filter: filter)
    }

    private func finish(_ change: inout Change, _ scope: Scope) throws(DatabaseError) {
        change.source = change.source.providing(scope.systemColumns)
        if let filter = change.filter {
            change.source = filtered(change.source, by: filter)
            change.target.recheck = filter
        }
        change.target.columns += scope.systemScanColumns(of: change.target.columns)
    }

    /// SET: new values for columns of the table, over what `scope` sees.
    func bind(
        assignments: [Syntax.Assignment],
        _ table: TableExpressions,
        _ scope: Scope
    ) throws(DatabaseError) -> [Plan.Assignment] {
        var bound: [Plan.Assignment] = []
        for assignment in assignments {
            let column = try targetColumn(assignment.target, table.table)
            if bound.contains(where: { $0.column == column.number }) {
                throw DatabaseError(
                    .syntaxError,
                    "multiple assignments to same column \"\(column.name)\""
                )
            }
            if case .default = assignment.value {
                guard !column.isGenerated else { continue }
                let fallback = table.defaults.first { $0.column == column.number }
                bound.append(
                    Plan.Assignment(
                        column: column.number,
                        value: fallback?.value ?? .constant(.null, column.type)
                    )
                )
                continue
            }
            try refuseUpdate(of: column)
            let value = try bind(assigned: assignment.value, scope)
            bound.append(
                Plan.Assignment(
                    column: column.number,
                    value: try assigned(
                        value,
                        to: column,
                        assignment.value.position ?? assignment.target.position
                    )
                )
            )
        }
        return bound
    }

    private func refuseUpdate(of column: ColumnDescription) throws(DatabaseError) {
        guard column.isGenerated || column.identity == .always else { return }
        throw DatabaseError(
            .generatedAlways,
            "column \"\(column.name)\" can only be updated to DEFAULT",
            detail: column.isGenerated
                ? "Column \"\(column.name)\" is a generated column."
                : """
                Column "\(column.name)" is an identity column defined as GENERATED ALWAYS.
                """
        )
    }

    /// The value of one assignment; one column of a row or query in `(a, b) = …`.
    private func bind(
        assigned value: Syntax.Expression,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        guard case .multiAssignment(let share) = value else {
            return try bind(value, as: .updateSource, scope)
        }
        func mismatch(_ position: Int?) -> DatabaseError {
            DatabaseError(
                .syntaxError,
                "number of columns does not match number of values",
                position: position
            )
        }
        switch share.source {
        case .row(let row):
            guard row.elements.count == share.count else { throw mismatch(row.position) }
            return try bind(row.elements[share.index], as: .updateSource, scope)
        case .subquery(let subquery):
            let before = scope.purpose
            scope.purpose = .updateSource
            defer { scope.purpose = before }
            let (number, arguments, columns) = try subplan(subquery.query, scope) {
                (bound) throws(DatabaseError) in
                guard bound.columns.count == share.count else {
                    throw mismatch(subquery.position)
                }
                bound.columns = [bound.columns[share.index]]
            }
            return .subquery(
                Expression.Subquery(
                    number: number,
                    kind: .scalar,
                    arguments: arguments,
                    type: columns[0].type
                )
            )
        default:
            throw DatabaseError(
                .featureNotSupported,
                """
                source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression
                """,
                position: share.source.position
            )
        }
    }
}
