// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Values

/// SELECT.
///
/// Source: PostgreSQL 15 manual, SQL command SELECT, "Description".
extension Binder {
    /// A SELECT whose clauses are bound, before they are put on top of each other.
    struct SelectParts {
        /// FROM, or one row without columns.
        var source: Plan
        var filter: Expression?
        /// The select list, and behind it what ORDER BY and DISTINCT ON compute besides.
        var targets: [Target]
        /// How many targets are shown.
        var shownCount: Int
        var having: Expression?
        var grouping: Grouping?
        /// The positions in ``targets`` of the keys of ORDER BY, with their directions.
        var order: [(target: Int, key: SortKey)] = []
        var distinct = Distinct.no
        var locking: [Plan.RowLocking.Target] = []
    }

    /// What becomes of equal rows.
    enum Distinct {
        case no
        case all
        /// The positions of the keys in the targets.
        case on([Int])
    }

    /// An element of the select list.
    struct Target {
        var name: String
        var expression: Expression
        var origin: RangeColumn.Origin?
        var position: Int?
    }

    func bind(
        select: Syntax.Select,
        of query: Syntax.Query,
        _ scope: Scope
    ) throws(DatabaseError) -> BoundQuery {
        if let into = select.into {
            throw DatabaseError(
                .syntaxError,
                "SELECT ... INTO is not allowed here",
                position: into.relation.position
            )
        }
        scope.locksRows = scope.locksRows || !query.locking.isEmpty
        let source = try bind(from: select.from, scope)
        scope.namedWindows = select.windows
        try checkWindowNames(select.windows)
        let targets = try bind(targets: select.targets, as: .selectTarget, scope)
        var filter: Expression?
        if let condition = select.filter {
            filter = try bind(
                condition: condition,
                purpose: .whereClause,
                construct: "WHERE",
                scope
            )
        }
        var parts = SelectParts(
            source: source ?? Plan(.values(Plan.RowValues(rows: [[]])), []),
            filter: filter,
            targets: targets,
            shownCount: targets.count
        )
        if let having = select.having {
            parts.having = try bind(
                condition: having,
                purpose: .having,
                construct: "HAVING",
                scope
            )
        }
        for item in query.orderBy {
            let index = try target(of: item.value, .orderBy, &parts, scope)
            parts.order.append((index, try sortKey(parts.targets[index].expression, item)))
        }
        if !scope.aggregates.isEmpty, scope.items.contains(where: \.isWorkTable) {
            throw DatabaseError(
                .invalidRecursion,
                "aggregate functions are not allowed in a recursive query's recursive term"
            )
        }
        parts.grouping = try bind(grouping: select, &parts, scope)
        try bind(distinct: select.distinct, &parts, scope)
        try bind(locking: query, select, &parts, scope)
        if parts.grouping != nil { try regroup(&parts, scope) }
        let locked = scope.locksRows ? rows(of: parts, query, scope) : []
        var bound = try assemble(parts, query, scope)
        bound.rows = locked
        return bound
    }

    /// The position of the target that an element of ORDER BY, GROUP BY or DISTINCT ON stands for,
    /// adding one when it is not in the select list.
    ///
    /// Names are those of output columns first (SQL-92), then expressions; GROUP BY prefers input
    /// columns to output names. A key of unknown type becomes text: keys are compared.
    func target(
        of expression: Syntax.Expression,
        _ purpose: Purpose,
        _ parts: inout SelectParts,
        _ scope: Scope
    ) throws(DatabaseError) -> Int {
        let shown = parts.targets[..<parts.shownCount].enumerated().map { index, target in
            // Equal expressions under one name are not ambiguous: they share an identity here.
            let same = parts.targets[..<index].firstIndex {
                $0.expression.isSame(as: target.expression)
            }
            return QueryColumn(
                name: target.name,
                id: ColumnID(same ?? index),
                type: target.expression.type
            )
        }
        if purpose != .groupBy || !isInputColumn(expression, scope),
            let index = try outputIndex(of: expression, shown, purpose.rawValue)
        {
            try resolveUnknown(&parts.targets[index])
            return index
        }
        let value = try bind(expression, as: purpose, scope)
        if let index = parts.targets.firstIndex(where: { $0.expression.isSame(as: value) }) {
            try resolveUnknown(&parts.targets[index])
            return index
        }
        var added = Target(name: "?column?", expression: value, position: expression.position)
        try resolveUnknown(&added)
        parts.targets.append(added)
        return parts.targets.count - 1
    }

    /// Gives a literal or parameter of unknown type the type text.
    private func resolveUnknown(_ target: inout Target) throws(DatabaseError) {
        guard target.expression.type.oid == .unknown else { return }
        target.expression = try resolver.coerce(
            target.expression,
            to: .text,
            context: .implicit
        )
    }

    private func isInputColumn(_ expression: Syntax.Expression, _ scope: Scope) -> Bool {
        guard case .column(let reference) = expression, reference.names.count == 1 else {
            return false
        }
        return scope.items.contains {
            $0.showsColumns && $0.column(named: reference.names[0]) != nil
        }
    }

    private func bind(
        distinct: Syntax.Select.Distinct,
        _ parts: inout SelectParts,
        _ scope: Scope
    ) throws(DatabaseError) {
        switch distinct {
        case .all: return
        case .distinct:
            if let extra = parts.order.first(where: { $0.target >= parts.shownCount }) {
                throw DatabaseError(
                    .invalidColumnReference,
                    "for SELECT DISTINCT, ORDER BY expressions must appear in select list",
                    position: parts.targets[extra.target].position
                )
            }
            for index in parts.targets.indices {
                try resolveUnknown(&parts.targets[index])
                let target = parts.targets[index]
                try located(target.position) { () throws(DatabaseError) in
                    try resolver.checkEquality(target.expression.type)
                }
            }
            parts.distinct = .all
        case .on(let expressions):
            var keys: [Int] = []
            var positions: [Int?] = []
            for expression in expressions {
                let index = try target(of: expression, .distinctOn, &parts, scope)
                guard !keys.contains(index) else { continue }
                keys.append(index)
                positions.append(expression.position)
            }
            // The first keys of ORDER BY must be these, in any order.
            let matching = parts.order.prefix { keys.contains($0.target) }
            let rest = parts.order.dropFirst(matching.count)
            for (index, key) in keys.enumerated()
            where !rest.isEmpty && !matching.contains(where: { $0.target == key }) {
                throw DatabaseError(
                    .invalidColumnReference,
                    "SELECT DISTINCT ON expressions must match initial ORDER BY expressions",
                    position: positions[index]
                )
            }
            parts.distinct = .on(keys)
        }
    }
}
