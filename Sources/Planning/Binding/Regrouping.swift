// SPDX-License-Identifier: Apache-2.0

import Expressions
import Schemas
import Values

/// Rewrites expressions over the rows of FROM into expressions over groups.
struct Regrouping {
    let binder: Binder
    let scope: Scope
    var grouping: Binder.Grouping
    /// The columns of FROM; all others are made by operators above it.
    let inputs: ColumnSet

    /// `expression` over keys and aggregates.
    mutating func rewrite(
        _ expression: Expression,
        isArgument: Bool = false
    ) throws(DatabaseError) -> Expression {
        if let key = grouping.keys.first(where: { $0.expression.isSame(as: expression) }) {
            return .column(key.id, expression.type)
        }
        switch expression {
        case .column(let id, let type):
            guard inputs.contains(id) else { return expression }
            if let key = dependentKey(id, type) { return key }
            throw ungrouped(id, isArgument: isArgument)
        case .subquery(var subquery):
            if case .quantified(let left, let function, let all) = subquery.kind {
                subquery.kind = .quantified(left: try rewrite(left), function, all: all)
            }
            for index in subquery.arguments.indices {
                subquery.arguments[index] = try rewrite(
                    subquery.arguments[index],
                    isArgument: true
                )
            }
            return .subquery(subquery)
        default:
            return try expression.mappingChildren { (operand) throws(DatabaseError) in
                try rewrite(operand)
            }
        }
    }

    /// The windows' calls, partitions and orders.
    mutating func rewriteWindows() throws(DatabaseError) {
        for index in scope.windows.indices {
            var window = scope.windows[index]
            window.partition = try rewrite(window.partition)
            for key in window.order.indices {
                window.order[key].expression = try rewrite(window.order[key].expression)
            }
            for call in window.calls.indices {
                window.calls[call].arguments = try rewrite(window.calls[call].arguments)
                if let filter = window.calls[call].filter {
                    window.calls[call].filter = try rewrite(filter)
                }
            }
            scope.windows[index] = window
        }
    }

    /// The arguments of set-returning calls, except of those that are computed below the grouping.
    mutating func rewriteSets() throws(DatabaseError) {
        let early = scope.setCallsBelow(grouping)
        for index in scope.setCalls.indices where !early.contains(scope.setCalls[index].id) {
            scope.setCalls[index].arguments = try rewrite(scope.setCalls[index].arguments)
        }
    }

    private mutating func rewrite(
        _ expressions: [Expression]
    ) throws(DatabaseError) -> [Expression] {
        var rewritten: [Expression] = []
        for expression in expressions { rewritten.append(try rewrite(expression)) }
        return rewritten
    }

    /// A key for a column that depends on the keys because the table's primary key is among them.
    private mutating func dependentKey(_ id: ColumnID, _ type: SQLType) -> Expression? {
        guard grouping.sets == nil, let item = item(of: id), let table = item.table else {
            return nil
        }
        let primary = binder.catalog.indexes(of: table.oid).first {
            $0.constraint == .primaryKey
        }
        guard let primary, !primary.keys.isEmpty else { return nil }
        for key in primary.keys {
            let column = item.columns.first { $0.origin?.attribute == key.column }
            guard let column,
                grouping.keys.contains(where: { $0.expression.isSame(as: column.expression) })
            else { return nil }
        }
        let key = NamedExpression(binder.makeColumn(), .column(id, type))
        grouping.keys.append(key)
        return .column(key.id, type)
    }

    private func item(of id: ColumnID) -> RangeItem? {
        scope.items.first { item in
            item.table != nil
                && item.columns.contains {
                    if case .column(id, _) = $0.expression { true } else { false }
                }
        }
    }

    private func ungrouped(_ id: ColumnID, isArgument: Bool) -> DatabaseError {
        var name = "?column?"
        search: for named in [true, false] {
            for item in scope.items where (item.name != nil) == named {
                for column in item.columns where column.expression.columns.contains(id) {
                    name = item.name.map { "\($0).\(column.name)" } ?? column.name
                    break search
                }
            }
        }
        let position = scope.columnPositions[id]
        if isArgument {
            return DatabaseError(
                .groupingError,
                "subquery uses ungrouped column \"\(name)\" from outer query",
                position: position
            )
        }
        return DatabaseError(
            .groupingError,
            """
            column "\(name)" must appear in the GROUP BY clause or be used in an aggregate function
            """,
            position: position
        )
    }
}

extension Scope {
    /// The ids of all system columns asked for.
    var systemColumnIDs: [ColumnID] { systemColumns.values.flatMap { $0.map(\.id) } }

    /// The set-returning calls that the keys of `grouping` contain.
    func setCallsBelow(_ grouping: Binder.Grouping) -> Set<ColumnID> {
        var wanted = ColumnSet()
        for key in grouping.keys { key.expression.collectColumns(into: &wanted) }
        var found: Set<ColumnID> = []
        for call in setCalls.reversed() where wanted.contains(call.id) {
            found.insert(call.id)
            for argument in call.arguments { argument.collectColumns(into: &wanted) }
        }
        return found
    }
}
