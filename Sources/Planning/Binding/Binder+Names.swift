// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Schemas
import Values

/// Columns by name.
///
/// Source: PostgreSQL 15 manual, section 4.2.1 "Column References".
extension Binder {
    /// A column reference that is not a star.
    func bind(
        column reference: Syntax.ColumnReference,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        let names = reference.names
        switch names.count {
        case 1: return try bind(unqualified: names[0], reference.position, scope)
        case 2:
            return try bind(
                table: names[0],
                schema: nil,
                column: names[1],
                reference.position,
                scope
            )
        case 3:
            return try bind(
                table: names[1],
                schema: names[0],
                column: names[2],
                reference.position,
                scope
            )
        case 4:
            guard names[0].isSame(as: catalog.database.name) else {
                throw DatabaseError(
                    .featureNotSupported,
                    """
                    cross-database references are not implemented: \
                    \(names.joined(separator: "."))
                    """,
                    position: reference.position
                )
            }
            return try bind(
                table: names[2],
                schema: names[1],
                column: names[3],
                reference.position,
                scope
            )
        default:
            throw DatabaseError(
                .syntaxError,
                "improper qualified name (too many dotted names): \(names.joined(separator: "."))",
                position: reference.position
            )
        }
    }

    private func bind(
        unqualified name: String,
        _ position: Int?,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        if scope.purpose == .defaultExpression {
            throw DatabaseError(
                .featureNotSupported,
                "cannot use column reference in DEFAULT expression",
                position: position
            )
        }
        var current: Scope? = scope
        while let level = current {
            if let found = try find(unqualified: name, position, level) {
                return use(found, of: level, in: scope, position)
            }
            current = level.parent
        }
        current = scope
        while let level = current {
            if let item = level.items.first(where: {
                $0.showsName && $0.name?.isSame(as: name) ?? false
            }) {
                return use(wholeRow(item), of: level, in: scope, position)
            }
            current = level.parent
        }
        throw undefinedColumn(name, position, scope)
    }

    /// The one column called `name` that is visible without qualification at one level.
    private func find(
        unqualified name: String,
        _ position: Int?,
        _ level: Scope
    ) throws(DatabaseError) -> Expression? {
        var found: Expression?
        for item in level.items where item.showsColumns {
            for column in item.columns where column.name.isSame(as: name) {
                if found != nil { throw ambiguousColumn(name, position) }
                found = column.expression
            }
        }
        if found != nil { return found }
        for item in level.items where item.showsColumns && item.base != nil {
            guard let column = try systemColumn(name, of: item, in: level, position)
            else { continue }
            if found != nil { throw ambiguousColumn(name, position) }
            found = column
        }
        return found
    }

    private func ambiguousColumn(_ name: String, _ position: Int?) -> DatabaseError {
        DatabaseError(
            .ambiguousColumn,
            "column reference \"\(name)\" is ambiguous",
            position: position
        )
    }

    private func bind(
        table: String,
        schema: String?,
        column name: String,
        _ position: Int?,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        guard let (item, level) = try findItem(table, schema: schema, position, scope) else {
            throw missingFromItem(table, schema: schema, position, scope)
        }
        let matches = item.columns.filter { $0.name.isSame(as: name) }
        if matches.count > 1 { throw ambiguousColumn(name, position) }
        if let column = matches.first {
            return use(column.expression, of: level, in: scope, position)
        }
        if let column = try systemColumn(name, of: item, in: level, position) {
            return use(column, of: level, in: scope, position)
        }
        throw DatabaseError(
            .undefinedColumn,
            "column \(schema.map { "\($0)." } ?? "")\(table).\(name) does not exist",
            hint: similarColumnHint(name, table: table, scope),
            position: position
        )
    }

    /// The FROM item called `name`, at the innermost level that has one.
    func findItem(
        _ name: String,
        schema: String?,
        _ position: Int?,
        _ scope: Scope
    ) throws(DatabaseError) -> (RangeItem, Scope)? {
        var current: Scope? = scope
        while let level = current {
            var found: RangeItem?
            for item in level.items where item.showsName && item.name?.isSame(as: name) ?? false {
                if let schema, !(item.schema?.isSame(as: schema) ?? false) { continue }
                if found != nil {
                    throw DatabaseError(
                        .ambiguousAlias,
                        "table reference \"\(name)\" is ambiguous",
                        position: position
                    )
                }
                found = item
            }
            if let found { return (found, level) }
            current = level.parent
        }
        return nil
    }

    /// Notes a use of `value`, a column of `level`, and makes it usable in `scope`.
    private func use(
        _ value: Expression,
        of level: Scope,
        in scope: Scope,
        _ position: Int?
    ) -> Expression {
        level.references += 1
        if let position, !scope.isInsideAggregate {
            for column in value.columnList where level.columnPositions[column] == nil {
                level.columnPositions[column] = position
            }
        }
        return scope.frame.importing(value, from: level.frame)
    }

    /// The whole row of `item` as a record; of a function with one column, that column.
    func wholeRow(_ item: RangeItem) -> Expression {
        if item.isScalarFunction, let column = item.columns.first { return column.expression }
        let fields = item.columns.map { RecordField(name: $0.name, type: $0.type) }
        return .row(item.columns.map(\.expression), recordType(fields))
    }

    /// A system column of a table or catalog relation, noting that its scan has to provide it.
    ///
    /// - Throws: 42P10 and 0A000 where it may not be used.
    private func systemColumn(
        _ name: String,
        of item: RangeItem,
        in level: Scope,
        _ position: Int?
    ) throws(DatabaseError) -> Expression? {
        guard let base = item.base,
            let known = CatalogRelation.systemColumns.first(where: { $0.name == name })
        else { return nil }
        let first: ColumnID
        switch base {
        case .table(let id, let oid):
            first = id
            if let refusal = level.purpose.refusal(ofSystemColumn: name) {
                throw refusal.with { $0.position = position }
            }
            // It is the one that may be used there, where no scan could provide it.
            if level.purpose == .alterType { return .constant(.oid(oid.rawValue), known.type) }
        case .catalog(let id, _): first = id
        }
        if let column = level.systemColumns[first]?.first(where: { $0.name == name }) {
            return .column(column.id, column.type)
        }
        let column = Scope.SystemColumn(id: makeColumn(), type: known.type, name: name)
        level.systemColumns[first, default: []].append(column)
        return .column(column.id, column.type)
    }
}

extension Expression {
    /// The columns it refers to, each as often as it does.
    var columnList: [ColumnID] {
        if case .column(let id, _) = self { return [id] }
        return children.flatMap(\.columnList)
    }
}
