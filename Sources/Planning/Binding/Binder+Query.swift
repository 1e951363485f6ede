// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Values

/// Queries: WITH, a body, ORDER BY, LIMIT, and how their results are converted.
extension Binder {
    /// Binds `query` in `scope`, a level made for it.
    ///
    /// With `keepsUnknown` literals in the select list stay of unknown type, for the context to
    /// decide; otherwise they become text.
    func bind(
        query: Syntax.Query,
        _ scope: Scope,
        keepsUnknown: Bool = false
    ) throws(DatabaseError) -> BoundQuery {
        try descend { () throws(DatabaseError) in
            let tables = try bind(with: query.with, scope)
            var bound: BoundQuery
            switch query.body {
            case .select(let select): bound = try bind(select: select, of: query, scope)
            case .values(let rows):
                bound = try bind(values: rows, scope)
                try refuseLocking(query, "VALUES")
                try order(&bound, query, scope)
            case .setOperation(let operation):
                bound = try bind(setOperation: operation, scope)
                try refuseLocking(query, "UNION/INTERSECT/EXCEPT")
                try order(&bound, query, scope)
            }
            if !keepsUnknown { try resolveUnknown(&bound) }
            if !tables.isEmpty {
                bound.plan = Plan(
                    .with(Plan.With(tables: tables, body: bound.plan)),
                    bound.plan.columns
                )
            }
            return bound
        }
    }

    private func refuseLocking(_ query: Syntax.Query, _ what: String) throws(DatabaseError) {
        guard let locking = query.locking.first else { return }
        if what == "VALUES" {
            throw DatabaseError(
                .featureNotSupported,
                "\(locking.strength.text) cannot be applied to VALUES"
            )
        }
        throw DatabaseError(
            .featureNotSupported,
            "\(locking.strength.text) is not allowed with \(what)"
        )
    }

    /// ORDER BY, LIMIT and OFFSET of VALUES and set operations, which know output columns only.
    private func order(
        _ bound: inout BoundQuery,
        _ query: Syntax.Query,
        _ scope: Scope
    ) throws(DatabaseError) {
        var keys: [SortKey] = []
        if !query.orderBy.isEmpty {
            try resolveUnknown(&bound)
            for item in query.orderBy {
                let index = try outputIndex(of: item.value, bound.columns, "ORDER BY")
                guard let index else {
                    let names = scope.besideQuery()
                    names.items = [
                        RangeItem(
                            name: nil,
                            columns: bound.columns.map {
                                RangeColumn(name: $0.name, expression: $0.expression)
                            }
                        )
                    ]
                    _ = try bind(item.value, as: .orderBy, names)
                    throw DatabaseError(
                        .featureNotSupported,
                        "invalid UNION/INTERSECT/EXCEPT ORDER BY clause",
                        detail:
                            "Only result column names can be used, not expressions or functions.",
                        hint: """
                            Add the expression/function to every SELECT, or move the UNION into a \
                            FROM clause.
                            """,
                        position: item.value.leftmostPosition
                    )
                }
                keys.append(try sortKey(bound.columns[index].expression, item))
            }
        }
        sort(&bound.plan, by: keys)
        try limit(&bound.plan, query, keys, scope)
    }

    /// The output column that an element of ORDER BY or GROUP BY names by number or name; nil for
    /// any other expression.
    ///
    /// - Throws: 42P10 for a number out of range, 42702 for a name of different columns.
    func outputIndex(
        of expression: Syntax.Expression,
        _ columns: [QueryColumn],
        _ clause: String
    ) throws(DatabaseError) -> Int? {
        switch expression {
        case .constant(let constant):
            guard case .integer(let number) = constant.value else {
                throw DatabaseError(
                    .syntaxError,
                    "non-integer constant in \(clause)",
                    position: constant.position
                )
            }
            guard number >= 1, Int(number) <= columns.count else {
                throw DatabaseError(
                    .invalidColumnReference,
                    "\(clause) position \(number) is not in select list",
                    position: constant.position
                )
            }
            return Int(number) - 1
        case .column(let reference) where reference.names.count == 1 && !reference.isStar:
            let name = reference.names[0]
            var found: Int?
            for (index, column) in columns.enumerated() where column.name.isSame(as: name) {
                if let first = found, columns[first].id != column.id {
                    throw DatabaseError(
                        .ambiguousColumn,
                        "\(clause) \"\(name)\" is ambiguous",
                        position: reference.position
                    )
                }
                if found == nil { found = index }
            }
            return found
        default: return nil
        }
    }

    /// One key of ORDER BY over `value`.
    func sortKey(
        _ value: Expression,
        _ item: Syntax.SortItem
    ) throws(DatabaseError) -> SortKey {
        try located(item.value.position) { () throws(DatabaseError) in
            try resolver.checkOrdering(value.type)
        }
        var isDescending = false
        switch item.direction {
        case .unspecified, .ascending: break
        case .descending: isDescending = true
        case .using(let name):
            switch name.name {
            case "<": break
            case ">": isDescending = true
            default:
                throw DatabaseError(
                    .wrongObjectType,
                    "operator \(name.name) is not a valid ordering operator",
                    hint: """
                        Ordering operators must be "<" or ">" members of btree operator families.
                        """,
                    position: item.position
                )
            }
        }
        let nullsFirst =
            switch item.nulls {
            case .unspecified: isDescending
            case .first: true
            case .last: false
            }
        return SortKey(value, isDescending: isDescending, nullsFirst: nullsFirst)
    }

    func sort(_ plan: inout Plan, by keys: [SortKey]) {
        guard !keys.isEmpty else { return }
        plan = Plan(.sort(Plan.Sort(input: plan, keys: keys)), plan.columns)
    }

    /// LIMIT and OFFSET.
    func limit(
        _ plan: inout Plan,
        _ query: Syntax.Query,
        _ keys: [SortKey],
        _ scope: Scope
    ) throws(DatabaseError) {
        guard query.limit != nil || query.offset != nil else { return }
        let limit = try bind(bound: query.limit, .limit, scope)
        let offset = try bind(bound: query.offset, .offset, scope)
        if query.isWithTies, keys.isEmpty {
            throw DatabaseError(
                .syntaxError,
                "WITH TIES cannot be specified without ORDER BY clause"
            )
        }
        let node = Plan.Limit(
            input: plan,
            bounds: Plan.Bounds(limit: limit, offset: offset),
            tiesKeys: query.isWithTies ? keys : nil
        )
        plan = Plan(.limit(node), plan.columns)
    }

    private func bind(
        bound expression: Syntax.Expression?,
        _ purpose: Purpose,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression? {
        guard let expression else { return nil }
        let references = scope.references
        let value = try bind(expression, as: purpose, scope)
        if scope.references != references {
            throw DatabaseError(
                .invalidColumnReference,
                "argument of \(purpose.rawValue) must not contain variables",
                position: expression.position
            )
        }
        return try located(expression.position) { () throws(DatabaseError) in
            let source = value.type
            guard resolver.canCoerce(source, to: .int8, context: .assignment) else {
                throw DatabaseError(
                    .datatypeMismatch,
                    """
                    argument of \(purpose.rawValue) must be type bigint, not type \
                    \(source.displayName)
                    """
                )
            }
            return try resolver.coerce(value, to: .int8, context: .assignment)
        }
    }

    /// Gives output columns of unknown type the type text, as every query's outermost level does.
    func resolveUnknown(_ bound: inout BoundQuery) throws(DatabaseError) {
        guard bound.columns.contains(where: { $0.type.oid == .unknown }) else { return }
        var expressions: [Expression] = []
        for column in bound.columns {
            let value = outputExpression(of: column, in: bound.plan)
            expressions.append(
                column.type.oid == .unknown
                    ? try resolver.coerce(value, to: .text, context: .implicit) : value
            )
        }
        project(&bound, expressions)
    }

    /// What an output column is computed from, when it is a literal or parameter of unknown type
    /// whose conversion must see it; otherwise the column itself.
    func outputExpression(of column: QueryColumn, in plan: Plan) -> Expression {
        guard column.type.oid == .unknown else { return column.expression }
        return plan.definition(of: column.id) ?? column.expression
    }

    /// Replaces the output columns by `expressions` over the plan's columns, one per column.
    func project(_ bound: inout BoundQuery, _ expressions: [Expression]) {
        var named: [NamedExpression] = []
        for (index, expression) in expressions.enumerated() {
            if case .column(let id, let type) = expression {
                bound.columns[index].id = id
                bound.columns[index].type = type
                continue
            }
            let id = makeColumn()
            named.append(NamedExpression(id, expression))
            bound.columns[index].id = id
            bound.columns[index].type = expression.type
            bound.columns[index].origin = nil
        }
        guard !named.isEmpty else { return }
        let outputs = bound.plan.columns + named.map { Plan.Output($0.id, $0.expression.type) }
        bound.plan = Plan(
            .project(Plan.Projection(input: bound.plan, expressions: named)),
            outputs
        )
    }
}

extension Syntax.LockingClause.Strength {
    /// The clause as SQL writes it.
    var text: String {
        switch self {
        case .keyShare: "FOR KEY SHARE"
        case .share: "FOR SHARE"
        case .noKeyUpdate: "FOR NO KEY UPDATE"
        case .update: "FOR UPDATE"
        }
    }
}
