// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Schemas
import Values

/// The expressions that belong to a table, and the targets of changes.
extension Binder {
    /// The table a statement changes.
    ///
    /// - Throws: 42P01 when there is none, 42809 and 55000 for relations that cannot be changed.
    func changedTable(
        _ relation: Syntax.RelationName,
        verb: String
    ) throws(DatabaseError) -> TableDescription {
        guard let found = try findRelation(relation.name) else {
            throw undefinedRelation(relation.name)
        }
        let name = relation.name.name
        switch found {
        case .stored(.table(let table)): return table
        case .stored(.view):
            let preposition = verb == "insert" ? "into " : verb == "delete" ? "from " : ""
            throw DatabaseError(
                .objectNotInPrerequisiteState,
                "cannot \(verb) \(preposition)view \"\(name)\"",
                detail: "Views are not automatically updatable."
            )
        case .stored(.sequence):
            throw DatabaseError(.wrongObjectType, "cannot change sequence \"\(name)\"")
        case .stored(.index):
            throw DatabaseError(
                .wrongObjectType,
                "cannot open relation \"\(name)\"",
                detail: "This operation is not supported for indexes.",
                position: relation.position
            )
        case .catalog(let computed):
            throw DatabaseError(
                .insufficientPrivilege,
                "permission denied: \"\(computed.name)\" is a system catalog"
            )
        }
    }

    /// The ids of a row of `table` as it is stored.
    func rowColumns(of table: TableDescription) -> [Plan.ScanColumn] {
        table.liveColumns.map { Plan.ScanColumn(makeColumn(), $0.type, .column($0.number)) }
    }

    /// What names find in a row of `table`, which its schema can qualify unless it has an alias.
    func rangeItem(
        _ table: TableDescription,
        _ row: [Plan.ScanColumn],
        alias: String? = nil
    ) -> RangeItem {
        var item = RangeItem(name: alias ?? table.name, columns: [])
        if alias == nil { item.schema = catalog.schema(table.schema)?.name }
        for (column, scan) in zip(table.liveColumns, row) {
            item.columns.append(
                RangeColumn(
                    name: column.name,
                    expression: .column(scan.id, scan.type),
                    origin: RangeColumn.Origin(table: table.oid, attribute: column.number)
                )
            )
        }
        if let first = row.first { item.base = .table(first: first.id, oid: table.oid) }
        item.table = table
        return item
    }

    /// The expressions of `table` over a row of it.
    func tableExpressions(_ table: TableDescription) throws(DatabaseError) -> TableExpressions {
        let row = rowColumns(of: table)
        let item = rangeItem(table, row)
        var result = TableExpressions(table: table, row: row)
        for column in table.liveColumns {
            if column.isGenerated {
                let value = try bind(
                    stored: column.defaultSQL ?? "NULL",
                    as: .generated,
                    column.type,
                    item
                )
                result.generated.append(Plan.Assignment(column: column.number, value: value))
            } else if let value = try defaultValue(of: column, table) {
                result.defaults.append(Plan.Assignment(column: column.number, value: value))
            }
        }
        for constraint in table.constraints {
            guard case .check(let sql) = constraint.kind else { continue }
            result.checks.append(
                TableExpressions.Check(
                    name: constraint.name,
                    condition: try bind(stored: sql, as: .check, .bool, item)
                )
            )
        }
        for index in catalog.indexes(of: table.oid) {
            result.indexes.append(try bind(index: index, item))
        }
        return result
    }

    /// The default of a column that is not generated; nil for NULL.
    func defaultValue(
        of column: ColumnDescription,
        _ table: TableDescription
    ) throws(DatabaseError) -> Expression? {
        if let sql = column.defaultSQL {
            return try bind(stored: sql, as: .defaultExpression, column.type, nil)
        }
        guard column.identity != nil, let sequence = identitySequence(of: column, table) else {
            return nil
        }
        let call = try resolver.function(
            CallSyntax(
                name: "nextval",
                schema: "pg_catalog",
                arguments: [.constant(.oid(sequence.rawValue), SQLType(.regclass))]
            )
        )
        guard let value = call.expression else { return nil }
        return try resolver.coerce(value, to: column.type, context: .assignment)
    }

    private func identitySequence(
        of column: ColumnDescription,
        _ table: TableDescription
    ) -> OID? {
        let reference = ColumnReference(table: table.oid, column: column.number)
        for relation in catalog.relations() {
            if case .sequence(let sequence) = relation, sequence.isIdentity,
                sequence.ownedBy == reference
            {
                return sequence.oid
            }
        }
        return nil
    }

    private func bind(
        index: IndexDescription,
        _ item: RangeItem
    ) throws(DatabaseError) -> TableExpressions.Index {
        var keys: [Expression] = []
        for key in index.keys {
            if let number = key.column,
                let column = item.columns.first(where: { $0.origin?.attribute == number })
            {
                keys.append(column.expression)
            } else {
                keys.append(
                    try bind(stored: key.expressionSQL ?? "NULL", as: .indexExpression, nil, item)
                )
            }
        }
        var predicate: Expression?
        if let sql = index.predicateSQL {
            predicate = try bind(stored: sql, as: .indexPredicate, .bool, item)
        }
        return TableExpressions.Index(description: index, keys: keys, predicate: predicate)
    }

    /// An expression that the catalog keeps as text, over the columns of `item`.
    ///
    /// Errors carry no position: it would not be one in the client's text.
    func bind(
        stored sql: String,
        as purpose: Purpose,
        _ type: SQLType?,
        _ item: RangeItem?
    ) throws(DatabaseError) -> Expression {
        do throws(DatabaseError) {
            return try bind(written: try parseExpression(sql), as: purpose, type, item)
        } catch {
            throw error.with { $0.position = nil }
        }
    }

    /// An expression over the columns of `item` alone, converted to `type` as stored values are.
    func bind(
        written expression: Syntax.Expression,
        as purpose: Purpose,
        _ type: SQLType?,
        _ item: RangeItem?
    ) throws(DatabaseError) -> Expression {
        let scope = Scope(parent: nil, frame: Frame(parent: nil), commonTables: [])
        if let item { scope.items = [item] }
        let value = try bind(expression, as: purpose, scope)
        guard let type else { return folded(value) }
        return folded(try resolver.coerce(value, to: type, context: .assignment))
    }

    /// `expression` with its constant parts computed.
    func folded(_ expression: Expression) -> Expression {
        expression.folded(in: resolver.context)
    }

    /// `value` as a value for `column`.
    ///
    /// - Throws: 42804 when it cannot be stored there.
    func assigned(
        _ value: Expression,
        to column: ColumnDescription,
        _ position: Int?
    ) throws(DatabaseError) -> Expression {
        try located(position) { () throws(DatabaseError) in
            guard resolver.canCoerce(value.type, to: column.type.unmodified, context: .assignment)
            else {
                throw DatabaseError(
                    .datatypeMismatch,
                    """
                    column "\(column.name)" is of type \(column.type.displayName) but expression \
                    is of type \(value.type.displayName)
                    """,
                    hint: "You will need to rewrite or cast the expression."
                )
            }
            return try resolver.coerce(value, to: column.type, context: .assignment)
        }
    }

    /// The column of `table` that an assignment names.
    func targetColumn(
        _ target: Syntax.AssignmentTarget,
        _ table: TableDescription
    ) throws(DatabaseError) -> ColumnDescription {
        guard let column = table.column(named: target.name) else {
            let isSystem = CatalogRelation.systemColumns.contains { $0.name == target.name }
            throw isSystem
                ? DatabaseError(
                    .featureNotSupported,
                    "cannot assign to system column \"\(target.name)\"",
                    position: target.position
                )
                : DatabaseError(
                    .undefinedColumn,
                    "column \"\(target.name)\" of relation \"\(table.name)\" does not exist",
                    position: target.position
                )
        }
        guard target.indirection.isEmpty else {
            throw DatabaseError(
                .featureNotSupported,
                "assignment to a part of column \"\(target.name)\" is not supported",
                position: target.position
            )
        }
        return column
    }

    /// RETURNING over `items`: its output columns.
    func bind(
        returning targets: [Syntax.Target],
        _ items: [RangeItem],
        _ scope: Scope
    ) throws(DatabaseError) -> (expressions: [NamedExpression], columns: [QueryColumn]) {
        scope.items = items
        var columns: [QueryColumn] = []
        var expressions: [NamedExpression] = []
        for target in try bind(targets: targets, as: .returning, scope) {
            let value =
                target.expression.type.oid == .unknown
                ? try resolver.coerce(target.expression, to: .text, context: .implicit)
                : target.expression
            let id = makeColumn()
            expressions.append(NamedExpression(id, value))
            columns.append(
                QueryColumn(
                    name: target.name,
                    id: id,
                    type: value.type,
                    origin: target.origin,
                    position: target.position
                )
            )
        }
        return (expressions, columns)
    }
}

extension Scope {
    /// The system columns asked for of the scan, or written row, with the columns `row`.
    func systemScanColumns(of row: [Plan.ScanColumn]) -> [Plan.ScanColumn] {
        guard let first = row.first?.id else { return [] }
        return (systemColumns[first] ?? []).map { Plan.ScanColumn($0) }
    }
}

extension Plan.ScanColumn {
    /// A system column to be fetched.
    init(_ column: Scope.SystemColumn) {
        let source: Source =
            switch column.name {
            case "ctid": .ctid
            case "tableoid": .tableOID
            default: .transaction(column.name)
            }
        self.init(column.id, column.type, source)
    }
}
