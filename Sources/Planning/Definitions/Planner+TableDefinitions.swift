// SPDX-License-Identifier: Apache-2.0

public import Expressions
public import Parsing
public import Schemas
public import Values

/// An expression over the columns of a table's rows.
public struct RowExpression: Sendable {
    /// What it is computed from.
    public var expression: Expression
    /// The ids that stand for the live columns, in order.
    public var row: [Plan.ScanColumn]
    /// As the catalog keeps it.
    public var sql: String
    /// The numbers of the columns it refers to.
    public var columns: Set<Int16>
}

/// Expressions of table definitions, and their text as the catalog keeps it.
extension Planner {
    /// The expressions of `table` over a row of it, bound.
    public func tableExpressions(
        _ table: TableDescription
    ) throws(DatabaseError) -> TableExpressions {
        try makeBinder().tableExpressions(table)
    }

    /// A column's default as the catalog keeps it.
    ///
    /// - Throws: 42804 when it does not fit the column, 0A000 when it refers to columns.
    public func defaultSQL(
        _ expression: Syntax.Expression,
        for column: ColumnDescription
    ) throws(DatabaseError) -> String {
        let binder = makeBinder()
        let scope = Scope(parent: nil, frame: Frame(parent: nil), commonTables: [])
        let value = try binder.bind(expression, as: .defaultExpression, scope)
        guard
            binder.resolver.canCoerce(
                value.type,
                to: column.type.unmodified,
                context: .assignment
            )
        else {
            throw DatabaseError(
                .datatypeMismatch,
                "column \"\(column.name)\" is of type \(column.type.displayName) but default "
                    + "expression is of type \(value.type.displayName)",
                hint: "You will need to rewrite or cast the expression."
            )
        }
        let coerced = try binder.resolver.coerce(value, to: column.type, context: .assignment)
        return text(coerced, row: [], of: nil)
    }

    /// The default of a column that is not generated; nil when it has none.
    public func columnDefault(
        of column: ColumnDescription,
        in table: TableDescription
    ) throws(DatabaseError) -> Expression? {
        try makeBinder().defaultValue(of: column, table)
    }

    /// The expression of GENERATED ALWAYS AS … STORED as the catalog keeps it.
    ///
    /// - Throws: 42P17 when it is not immutable or refers to a generated column.
    public func generatedSQL(
        _ expression: Syntax.Expression,
        column: ColumnDescription,
        of table: TableDescription
    ) throws(DatabaseError) -> String {
        let bound = try rowExpression(expression, of: table, as: .generated, column.type)
        if bound.expression.volatility != .immutable {
            throw DatabaseError(
                .invalidObjectDefinition,
                "generation expression is not immutable"
            )
        }
        for number in bound.columns {
            guard let used = table.column(numbered: number) else { continue }
            if used.isGenerated || number == column.number {
                throw DatabaseError(
                    .invalidObjectDefinition,
                    "cannot use generated column \"\(used.name)\" in column generation expression",
                    detail: "A generated column cannot reference another generated column."
                )
            }
        }
        return bound.sql
    }

    /// A CHECK condition as the catalog keeps it, and the names of the columns it refers to.
    public func checkSQL(
        _ expression: Syntax.Expression,
        of table: TableDescription
    ) throws(DatabaseError) -> (sql: String, columns: [String]) {
        let bound = try rowExpression(expression, of: table, as: .check, .bool)
        let names = table.liveColumns.filter { bound.columns.contains($0.number) }.map(\.name)
        return (bound.sql, names)
    }

    /// The expression of an index key as the catalog keeps it, with its type.
    ///
    /// - Throws: 42P17 when it is not immutable.
    public func indexExpressionSQL(
        _ expression: Syntax.Expression,
        of table: TableDescription
    ) throws(DatabaseError) -> (sql: String, type: SQLType) {
        let bound = try rowExpression(expression, of: table, as: .indexExpression, nil)
        if bound.expression.volatility != .immutable {
            throw DatabaseError(
                .invalidObjectDefinition,
                "functions in index expression must be marked IMMUTABLE"
            )
        }
        return (bound.sql, bound.expression.type)
    }

    /// The type of an index key's expression, which the catalog keeps as text.
    public func indexExpressionType(
        _ sql: String,
        of table: TableDescription
    ) throws(DatabaseError) -> SQLType {
        let binder = makeBinder()
        let item = binder.rangeItem(table, binder.rowColumns(of: table))
        return try binder.bind(stored: sql, as: .indexExpression, nil, item).type
    }

    /// The name that an index key's expression suggests for the index; nil when it has none.
    public func suggestedName(of expression: Syntax.Expression) -> String? {
        makeBinder().strength(ofNameOf: expression).name
    }

    /// The WHERE of a partial index as the catalog keeps it.
    ///
    /// - Throws: 42P17 when it is not immutable.
    public func predicateSQL(
        _ expression: Syntax.Expression,
        of table: TableDescription
    ) throws(DatabaseError) -> String {
        let bound = try rowExpression(expression, of: table, as: .indexPredicate, .bool)
        if bound.expression.volatility != .immutable {
            throw DatabaseError(
                .invalidObjectDefinition,
                "functions in index predicate must be marked IMMUTABLE"
            )
        }
        return bound.sql
    }

    /// What turns a column's old value into one of `type`, over rows of `table`.
    ///
    /// - Throws: 42804 when there is no such conversion and no USING.
    public func conversion(
        of column: ColumnDescription,
        to type: SQLType,
        using expression: Syntax.Expression?,
        in table: TableDescription
    ) throws(DatabaseError) -> RowExpression {
        let binder = makeBinder()
        let row = binder.rowColumns(of: table)
        let item = binder.rangeItem(table, row)
        let source: Expression
        if let expression {
            source = try binder.bind(written: expression, as: .alterType, nil, item)
        } else {
            guard let scan = row.first(where: { $0.source == .column(column.number) }) else {
                throw DatabaseError(.internalError, "column \"\(column.name)\" is not in its table")
            }
            source = .column(scan.id, scan.type)
        }
        guard binder.resolver.canCoerce(source.type, to: type.unmodified, context: .assignment)
        else {
            let what =
                expression == nil
                ? "column \"\(column.name)\""
                : "result of USING clause for column \"\(column.name)\""
            throw DatabaseError(
                .datatypeMismatch,
                "\(what) cannot be cast automatically to type \(type.displayName)",
                hint: expression == nil
                    ? "You might need to specify \"USING \(SQLText.identifier(column.name))::"
                        + "\(type.displayName)\"." : "You might need to add an explicit cast."
            )
        }
        let value = try binder.resolver.coerce(source, to: type, context: .assignment)
        return RowExpression(
            expression: value,
            row: row,
            sql: text(value, row: row, of: table),
            columns: Self.columns(of: value, row)
        )
    }

    /// A default kept for a column of another type, as one for `type`.
    public func convertedDefault(
        _ sql: String,
        of column: ColumnDescription,
        to type: SQLType
    ) throws(DatabaseError) -> String {
        let binder = makeBinder()
        let value = try binder.bind(stored: sql, as: .defaultExpression, column.type, nil)
        guard binder.resolver.canCoerce(value.type, to: type.unmodified, context: .assignment)
        else {
            throw DatabaseError(
                .datatypeMismatch,
                "default for column \"\(column.name)\" cannot be cast automatically to type "
                    + type.displayName
            )
        }
        let coerced = try binder.resolver.coerce(value, to: type, context: .assignment)
        return text(coerced, row: [], of: nil)
    }

    /// A condition that the catalog keeps, bound over rows of `table`.
    public func rowCondition(
        _ sql: String,
        of table: TableDescription
    ) throws(DatabaseError) -> RowExpression {
        try rowExpression(
            try makeBinder().parseExpression(sql),
            of: table,
            as: .check,
            .bool
        )
    }

    private func rowExpression(
        _ expression: Syntax.Expression,
        of table: TableDescription,
        as purpose: Purpose,
        _ type: SQLType?
    ) throws(DatabaseError) -> RowExpression {
        let binder = makeBinder()
        let row = binder.rowColumns(of: table)
        let item = binder.rangeItem(table, row)
        let value = try binder.bind(written: expression, as: purpose, type, item)
        return RowExpression(
            expression: value,
            row: row,
            sql: text(value, row: row, of: table),
            columns: Self.columns(of: value, row)
        )
    }

    private static func columns(of value: Expression, _ row: [Plan.ScanColumn]) -> Set<Int16> {
        let used = value.referencedColumns
        var numbers: Set<Int16> = []
        for column in row where used.contains(column.id) {
            if case .column(let number) = column.source { numbers.insert(number) }
        }
        return numbers
    }

    /// `value` as PostgreSQL prints it back, with the columns of `table` by name; unless it
    /// `isStored`, as the session's search path demands.
    func text(
        _ value: Expression,
        row: [Plan.ScanColumn],
        of table: TableDescription?,
        isStored: Bool = true
    ) -> String {
        let printing = Expression.Printing(context: context, isStored: isStored) { id in
            guard let scan = row.first(where: { $0.id == id }),
                case .column(let number) = scan.source,
                let column = table?.column(numbered: number)
            else { return "?" }
            return SQLText.identifier(column.name)
        }
        return value.sql(printing)
    }
}
