// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Values

/// The select list and RETURNING.
extension Binder {
    func bind(
        targets: [Syntax.Target],
        as purpose: Purpose,
        _ scope: Scope
    ) throws(DatabaseError) -> [Target] {
        var bound: [Target] = []
        for target in targets {
            if let expanded = try expand(star: target, as: purpose, scope) {
                bound += expanded
                continue
            }
            let value = try bind(target.value, as: purpose, scope)
            bound.append(
                Target(
                    name: target.alias ?? columnName(of: target.value),
                    expression: value,
                    origin: origin(of: value, scope),
                    position: target.value.position
                )
            )
        }
        if bound.count > 1_664 {
            throw DatabaseError(
                .tooManyColumns,
                "target lists can have at most 1664 entries"
            )
        }
        return bound
    }

    /// The table column that `value` is, unchanged.
    private func origin(of value: Expression, _ scope: Scope) -> RangeColumn.Origin? {
        guard case .column(let id, _) = value else { return nil }
        for item in scope.items {
            for column in item.columns {
                if case .column(id, _) = column.expression { return column.origin }
            }
        }
        return nil
    }

    /// The columns that `*`, `table.*` or `(record).*` stands for; nil for anything else.
    private func expand(
        star target: Syntax.Target,
        as purpose: Purpose,
        _ scope: Scope
    ) throws(DatabaseError) -> [Target]? {
        switch target.value {
        case .column(let reference) where reference.isStar:
            return try expand(star: reference, scope)
        case .indirection(let chain):
            guard case .star? = chain.steps.last else { return nil }
            var record = chain
            record.steps.removeLast()
            let base =
                record.steps.isEmpty ? chain.base : Syntax.Expression.indirection(record)
            let value = try bind(base, as: purpose, scope)
            return try expand(record: value, chain.position)
        default: return nil
        }
    }

    private func expand(
        star reference: Syntax.ColumnReference,
        _ scope: Scope
    ) throws(DatabaseError) -> [Target] {
        let items: [RangeItem]
        var level = scope
        if reference.names.isEmpty {
            items = scope.items.filter(\.showsColumns)
            guard !scope.items.isEmpty else {
                throw DatabaseError(
                    .syntaxError,
                    "SELECT * with no tables specified is not valid",
                    position: reference.position
                )
            }
        } else {
            let names = reference.names
            let schema = names.count > 1 ? names[names.count - 2] : nil
            let table = names[names.count - 1]
            guard
                let found = try findItem(table, schema: schema, reference.position, scope)
            else {
                throw missingFromItem(table, schema: schema, reference.position, scope)
            }
            items = [found.0]
            level = found.1
        }
        return items.flatMap(\.columns).map { column in
            level.references += 1
            for id in column.expression.columnList where level.columnPositions[id] == nil {
                level.columnPositions[id] = reference.position
            }
            return Target(
                name: column.name,
                expression: scope.frame.importing(column.expression, from: level.frame),
                origin: column.origin,
                position: reference.position
            )
        }
    }

    private func expand(
        record: Expression,
        _ position: Int?
    ) throws(DatabaseError) -> [Target] {
        guard let fields = fields(of: record.type) else {
            if record.type.oid == .record {
                throw DatabaseError(
                    .featureNotSupported,
                    "record type has not been registered",
                    position: position
                )
            }
            throw DatabaseError(
                .wrongObjectType,
                "type \(record.type.displayName) is not composite",
                position: position
            )
        }
        return fields.enumerated().map { index, field in
            Target(
                name: field.name,
                expression: self.field(index, of: record, field.type),
                position: position
            )
        }
    }

    /// Field `index` of a record.
    func field(_ index: Int, of record: Expression, _ type: SQLType) -> Expression {
        if case .row(let fields, _) = record, index < fields.count { return fields[index] }
        return .call(.fieldSelection(index, type), [record], type)
    }

    /// The name of an output column without AS.
    ///
    /// Source: PostgreSQL 15 manual, section 7.3.2 "Column Labels", and what its server does.
    func columnName(of expression: Syntax.Expression) -> String {
        strength(ofNameOf: expression).name ?? "?column?"
    }

    /// The name an expression suggests, and how good it is: 2 when it is a name somebody wrote, 1
    /// for that of a construct that a name inside of it beats.
    func strength(
        ofNameOf expression: Syntax.Expression
    ) -> (name: String?, strength: Int) {
        switch expression {
        case .column(let reference): return (reference.names.last, 2)
        case .call(let call): return (call.name.name, 2)
        case .cast(let cast):
            let inner = strength(ofNameOf: cast.operand)
            if inner.strength > 1 { return inner }
            return (cast.type.name, 1)
        case .case(let node):
            if let otherwise = node.otherwise {
                let inner = strength(ofNameOf: otherwise)
                if inner.strength > 1 { return inner }
            }
            return ("case", 1)
        case .coalesce: return ("coalesce", 2)
        case .greatest: return ("greatest", 2)
        case .least: return ("least", 2)
        case .nullIf: return ("nullif", 2)
        case .array: return ("array", 2)
        case .row: return ("row", 2)
        case .grouping: return ("grouping", 2)
        case .valueFunction(let function): return (function.kind.name, 2)
        case .collate(let collate): return strength(ofNameOf: collate.operand)
        case .indirection(let chain):
            for step in chain.steps.reversed() {
                if case .field(let name) = step { return (name, 2) }
            }
            return strength(ofNameOf: chain.base)
        case .subquery(let subquery):
            switch subquery.kind {
            case .exists: return ("exists", 2)
            case .array: return ("array", 2)
            case .scalar:
                guard case .select(let select) = subquery.query.body,
                    let target = select.targets.first
                else { return (nil, 0) }
                if let alias = target.alias { return (alias, 2) }
                return strength(ofNameOf: target.value)
            case .any, .all: return (nil, 0)
            }
        default: return (nil, 0)
        }
    }
}

extension Syntax.ValueFunction.Kind {
    /// The construct's name as a column label.
    var name: String {
        switch self {
        case .currentDate: "current_date"
        case .currentTime: "current_time"
        case .currentTimestamp: "current_timestamp"
        case .localTime: "localtime"
        case .localTimestamp: "localtimestamp"
        case .currentRole: "current_role"
        case .currentUser: "current_user"
        case .user: "user"
        case .sessionUser: "session_user"
        case .currentCatalog: "current_catalog"
        case .currentSchema: "current_schema"
        }
    }
}
