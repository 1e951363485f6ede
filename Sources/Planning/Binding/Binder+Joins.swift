// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Values

/// Explicit joins.
///
/// Source: PostgreSQL 15 manual, section 7.2.1.1 "Joined Tables".
extension Binder {
    func bind(
        join: Syntax.Join,
        _ scope: Scope
    ) throws(DatabaseError) -> FromPart {
        let before = scope.items
        defer { scope.items = before }
        let addsLeft = join.kind == .right || join.kind == .full
        let addsRight = join.kind == .left || join.kind == .full
        let left = try barring(recursion: addsLeft ? "an outer join" : nil) {
            () throws(DatabaseError) in try bind(fromItem: join.left, scope)
        }
        scope.items = before + left.items
        let right = try barring(recursion: addsRight ? "an outer join" : nil) {
            () throws(DatabaseError) in try bind(fromItem: join.right, scope)
        }
        if !right.arguments.isEmpty, join.kind == .right || join.kind == .full {
            throw DatabaseError(
                .invalidColumnReference,
                "invalid reference to FROM-clause entry",
                detail: """
                    The combining JOIN type must be INNER or LEFT for a LATERAL reference.
                    """
            )
        }
        try checkDistinct(left.items, right.items)

        let pairs = try mergedColumns(join.condition, left.items, right.items)
        var conditions: [Expression] = []
        for pair in pairs { conditions.append(try bindEquality(pair.left, pair.right)) }
        if case .on(let condition) = join.condition {
            scope.items = left.items + right.items
            let outside = scope.beside()
            outside.items = before
            let hidden = scope.hidden
            scope.hidden = outside
            defer { scope.hidden = hidden }
            let bound = try bind(
                condition: condition,
                purpose: .joinCondition,
                construct: "JOIN/ON",
                scope
            )
            conditions.append(bound)
        }
        let node = Plan.Join(
            kind: kind(of: join.kind),
            left: left.plan,
            right: right.plan,
            condition: Expression.conjunction(conditions),
            arguments: right.arguments
        )
        let framed = framing(node, left.arguments)
        return FromPart(
            plan: Plan(.join(framed.join), left.plan.columns + right.plan.columns),
            items: try names(of: join, left.items, right.items, pairs),
            arguments: framed.arguments
        )
    }

    /// A join as a frame of its own, when a side of it takes something from items to its left.
    ///
    /// `arguments` are those of the join's left side, which is such a frame already when there are
    /// any: then the join continues it.
    private func framing(
        _ join: Plan.Join,
        _ arguments: [Expression]
    ) -> (join: Plan.Join, arguments: [Expression]) {
        let left = join.left.columnSet
        var outside = ColumnSet()
        for argument in join.arguments { argument.collectColumns(into: &outside) }
        outside.subtract(left)
        if arguments.isEmpty, outside.isEmpty { return (join, []) }
        var parameters = FrameParameters(outside: outside, arguments: arguments)
        var framed = join
        if arguments.isEmpty {
            framed.left = join.left.mappingFrame { parameters.replacing(in: $0) }
        }
        if join.arguments.isEmpty {
            framed.right = join.right.mappingFrame { parameters.replacing(in: $0) }
        }
        framed.condition = join.condition.map { parameters.replacing(in: $0) }
        framed.arguments = join.arguments.map { parameters.replacing(in: $0) }
        return (framed, parameters.arguments)
    }

    private func kind(of kind: Syntax.Join.Kind) -> Plan.Join.Kind {
        switch kind {
        case .inner: .inner
        case .left: .left
        case .right: .right
        case .full: .full
        }
    }

    private func checkDistinct(
        _ left: [RangeItem],
        _ right: [RangeItem]
    ) throws(DatabaseError) {
        for item in right where item.showsName {
            guard let name = item.name else { continue }
            let clash = left.contains {
                $0.showsName && $0.name?.isSame(as: name) ?? false
                    && ($0.schema == nil || item.schema == nil || $0.schema == item.schema)
            }
            if clash {
                throw DatabaseError(
                    .duplicateAlias,
                    "table name \"\(name)\" specified more than once"
                )
            }
        }
    }

    /// Two columns that USING or NATURAL makes one.
    struct MergedColumn {
        var name: String
        var left: Expression
        var right: Expression
    }

    private func mergedColumns(
        _ condition: Syntax.Join.Condition,
        _ left: [RangeItem],
        _ right: [RangeItem]
    ) throws(DatabaseError) -> [MergedColumn] {
        let names: [String]
        switch condition {
        case .none, .on: return []
        case .using(let listed, _):
            for (index, name) in listed.enumerated()
            where listed[..<index].contains(where: { $0.isSame(as: name) }) {
                throw DatabaseError(
                    .duplicateColumn,
                    "column name \"\(name)\" appears more than once in USING clause"
                )
            }
            names = listed
        case .natural:
            let others = visibleColumns(right)
            names = visibleColumns(left).map(\.name).filter { name in
                others.contains { $0.name.isSame(as: name) }
            }
        }
        var merged: [MergedColumn] = []
        for name in names {
            let leftColumn = try usingColumn(name, visibleColumns(left), side: "left")
            let rightColumn = try usingColumn(name, visibleColumns(right), side: "right")
            merged.append(MergedColumn(name: name, left: leftColumn, right: rightColumn))
        }
        return merged
    }

    private func visibleColumns(_ items: [RangeItem]) -> [RangeColumn] {
        items.filter(\.showsColumns).flatMap(\.columns)
    }

    private func usingColumn(
        _ name: String,
        _ columns: [RangeColumn],
        side: String
    ) throws(DatabaseError) -> Expression {
        let found = columns.filter { $0.name.isSame(as: name) }
        if found.count > 1 {
            throw DatabaseError(
                .ambiguousColumn,
                "common column name \"\(name)\" appears more than once in \(side) table"
            )
        }
        guard let column = found.first else {
            throw DatabaseError(
                .undefinedColumn,
                "column \"\(name)\" specified in USING clause does not exist in \(side) table"
            )
        }
        return column.expression
    }

    /// The names a join offers: its own columns, merged ones first, unqualified; those of its sides
    /// qualified.
    private func names(
        of join: Syntax.Join,
        _ left: [RangeItem],
        _ right: [RangeItem],
        _ merged: [MergedColumn]
    ) throws(DatabaseError) -> [RangeItem] {
        if merged.isEmpty, join.alias == nil { return left + right }
        var whole = RangeItem(name: nil, columns: [])
        for pair in merged {
            let type = try resolver.commonType([pair.left, pair.right], construct: "JOIN/USING")
            let leftValue = try resolver.coerce(
                pair.left,
                toCommon: type,
                construct: "JOIN/USING"
            )
            let rightValue = try resolver.coerce(
                pair.right,
                toCommon: type,
                construct: "JOIN/USING"
            )
            let value: Expression =
                switch join.kind {
                case .inner, .left: leftValue
                case .right: rightValue
                case .full: .coalesce([leftValue, rightValue], type)
                }
            whole.columns.append(RangeColumn(name: pair.name, expression: value))
        }
        for column in visibleColumns(left) + visibleColumns(right)
        where !merged.contains(where: { $0.name.isSame(as: column.name) }) {
            whole.columns.append(column)
        }
        var items = [whole]
        if case .using(_, let alias?) = join.condition {
            var named = RangeItem(
                name: alias.name,
                columns: Array(whole.columns.prefix(merged.count))
            )
            named.showsColumns = false
            items.append(named)
        }
        if let alias = join.alias {
            try rename(&items[0], alias)
        } else {
            items[0].showsName = false
        }
        for var side in left + right {
            side.showsColumns = false
            if join.alias != nil { side.showsName = false }
            items.append(side)
        }
        return items
    }
}
