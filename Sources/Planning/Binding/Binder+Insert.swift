// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Schemas
import Values

/// INSERT.
///
/// Source: PostgreSQL 15 manual, SQL command INSERT.
extension Binder {
    func bind(insert: Syntax.Insert, _ scope: Scope) throws(DatabaseError) -> BoundQuery {
        isReadOnly = false
        let tables = try bind(with: insert.with, scope)
        let table = try changedTable(insert.relation, verb: "insert")
        let targets = try targets(of: insert, table)
        let expressions = try tableExpressions(table)
        let (source, given) = try bind(source: insert, targets, expressions, scope)

        var values: [Plan.Assignment] = []
        for column in table.liveColumns where !column.isGenerated {
            let fallback = expressions.defaults.first { $0.column == column.number }?.value
            values.append(
                Plan.Assignment(
                    column: column.number,
                    value: given[column.number] ?? fallback ?? .constant(.null, column.type)
                )
            )
        }
        let alias = insert.relation.alias?.name
        let onConflict = try bind(onConflict: insert.onConflict, expressions, alias: alias, scope)
        let returning = try bind(
            returning: insert.returning,
            [rangeItem(table, expressions.row, alias: alias)],
            scope
        )
        let node = Plan.Insert(
            source: source,
            table: expressions,
            values: values,
            onConflict: onConflict,
            systemColumns: scope.systemScanColumns(of: expressions.row),
            returning: returning.expressions
        )
        return finished(.insert(node), returning.columns, tables)
    }

    /// The plan of a change with the common tables around it.
    func finished(
        _ node: Plan.Node,
        _ columns: [QueryColumn],
        _ tables: [Plan.CommonTable]
    ) -> BoundQuery {
        var plan = Plan(node, columns.map(\.output))
        if !tables.isEmpty {
            plan = Plan(.with(Plan.With(tables: tables, body: plan)), plan.columns)
        }
        return BoundQuery(plan: plan, columns: columns)
    }

    /// The columns that values are given for, in the order they are given.
    private func targets(
        of insert: Syntax.Insert,
        _ table: TableDescription
    ) throws(DatabaseError) -> [ColumnDescription] {
        if insert.columns.isEmpty { return table.liveColumns }
        var columns: [ColumnDescription] = []
        for target in insert.columns {
            let column = try targetColumn(target, table)
            if columns.contains(where: { $0.number == column.number }) {
                throw DatabaseError(
                    .duplicateColumn,
                    "column \"\(column.name)\" specified more than once",
                    position: target.position
                )
            }
            columns.append(column)
        }
        return columns
    }

    /// What makes the rows, and the value of each column that has one, over its columns.
    private func bind(
        source insert: Syntax.Insert,
        _ targets: [ColumnDescription],
        _ expressions: TableExpressions,
        _ scope: Scope
    ) throws(DatabaseError) -> (Plan, [Int16: Expression]) {
        guard let query = insert.source else {
            return (Plan(.values(Plan.RowValues(rows: [[]])), []), [:])
        }
        if case .values(let rows) = query.body, query.isBare {
            return try bind(rows: rows, of: insert, targets, expressions, scope)
        }
        var bound = try bind(query: query, scope.beside(), keepsUnknown: true)
        let targets = try matched(
            targets,
            bound.columns.map(\.position),
            isListed: !insert.columns.isEmpty,
            insert
        )
        var given: [Int16: Expression] = [:]
        var values: [Expression] = []
        for (column, target) in zip(bound.columns, targets) {
            try refuseValue(for: target, insert, column.position)
            values.append(
                try assigned(
                    outputExpression(of: column, in: bound.plan),
                    to: target,
                    column.position
                )
            )
        }
        project(&bound, values)
        for (column, target) in zip(bound.columns, targets) where !ignored(target, insert) {
            given[target.number] = column.expression
        }
        return (bound.plan, given)
    }

    /// VALUES of an INSERT: each value becomes that of its column, and may be DEFAULT.
    private func bind(
        rows: [[Syntax.Expression]],
        of insert: Syntax.Insert,
        _ allTargets: [ColumnDescription],
        _ expressions: TableExpressions,
        _ scope: Scope
    ) throws(DatabaseError) -> (Plan, [Int16: Expression]) {
        let width = rows.first?.count ?? 0
        let targets = try matched(
            allTargets,
            (rows.first ?? []).map(\.position),
            isListed: !insert.columns.isEmpty,
            insert
        )
        let inner = scope.beside()
        var bound: [[Expression]] = []
        bound.reserveCapacity(rows.count)
        for row in rows {
            guard row.count == width else {
                throw DatabaseError(
                    .syntaxError,
                    "VALUES lists must all be the same length",
                    position: row.first?.position
                )
            }
            var values: [Expression] = []
            values.reserveCapacity(width)
            for (value, target) in zip(row, targets) {
                if case .default = value {
                    let fallback = expressions.defaults.first { $0.column == target.number }
                    values.append(fallback?.value ?? .constant(.null, target.type))
                    continue
                }
                try refuseValue(for: target, insert, value.position)
                values.append(
                    try assigned(
                        try bind(value, as: .values, inner),
                        to: target,
                        value.position
                    )
                )
            }
            bound.append(values)
        }
        var given: [Int16: Expression] = [:]
        var outputs: [Plan.Output] = []
        for target in targets {
            let output = Plan.Output(makeColumn(), target.type)
            outputs.append(output)
            if !target.isGenerated, !ignored(target, insert) {
                given[target.number] = output.expression
            }
        }
        return (Plan(.values(Plan.RowValues(rows: bound)), outputs), given)
    }

    /// The targets that so many values are for.
    private func matched(
        _ targets: [ColumnDescription],
        _ positions: [Int?],
        isListed: Bool,
        _ insert: Syntax.Insert
    ) throws(DatabaseError) -> [ColumnDescription] {
        if positions.count > targets.count {
            throw DatabaseError(
                .syntaxError,
                "INSERT has more expressions than target columns",
                position: positions[targets.count]
            )
        }
        if isListed, positions.count < targets.count {
            throw DatabaseError(
                .syntaxError,
                "INSERT has more target columns than expressions",
                position: insert.columns[positions.count].position
            )
        }
        return Array(targets.prefix(positions.count))
    }

    /// - Throws: 428C9 for a value for a column that makes its own.
    private func refuseValue(
        for column: ColumnDescription,
        _ insert: Syntax.Insert,
        _ position: Int?
    ) throws(DatabaseError) {
        if column.isGenerated {
            throw DatabaseError(
                .generatedAlways,
                "cannot insert a non-DEFAULT value into column \"\(column.name)\"",
                detail: "Column \"\(column.name)\" is a generated column."
            )
        }
        if column.identity == .always, insert.overriding == .none {
            throw DatabaseError(
                .generatedAlways,
                "cannot insert a non-DEFAULT value into column \"\(column.name)\"",
                detail: """
                    Column "\(column.name)" is an identity column defined as GENERATED ALWAYS.
                    """,
                hint: "Use OVERRIDING SYSTEM VALUE to override."
            )
        }
    }

    /// Whether OVERRIDING USER VALUE puts the sequence's value in place of the given one.
    private func ignored(_ column: ColumnDescription, _ insert: Syntax.Insert) -> Bool {
        insert.overriding == .user && column.identity != nil
    }
}
