// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Values

/// GROUP BY, and what it makes of the expressions above it.
///
/// Source: PostgreSQL 15 manual, section 7.2.3 "The GROUP BY and HAVING Clauses" and 7.2.4
/// "GROUPING SETS, CUBE, and ROLLUP".
extension Binder {
    /// The keys of a grouped query, over the columns of FROM.
    struct Grouping {
        var keys: [NamedExpression]
        /// Positions in ``keys`` per grouping set; nil for one set of all.
        var sets: [[Int]]?
    }

    /// The grouping of `select`; nil when its rows are not grouped.
    func bind(
        grouping select: Syntax.Select,
        _ parts: inout SelectParts,
        _ scope: Scope
    ) throws(DatabaseError) -> Grouping? {
        guard
            !select.groupBy.isEmpty || parts.having != nil || !scope.aggregates.isEmpty
                || !scope.groupings.isEmpty
        else { return nil }
        var grouping = Grouping(keys: [])
        var isPlain = true
        var factors: [[[Int]]] = []
        for item in select.groupBy {
            if case .expression = item {} else { isPlain = false }
            factors.append(try sets(of: item, &grouping, &parts, scope))
        }
        guard !isPlain else { return grouping }
        // The grouping sets of several elements are all their combinations.
        var sets: [[Int]] = [[]]
        for factor in factors {
            guard sets.count * factor.count <= 4_096 else {
                throw DatabaseError(
                    .statementTooComplex,
                    "too many grouping sets present (maximum 4096)"
                )
            }
            sets = sets.flatMap { prefix in factor.map { prefix + $0 } }
        }
        sets = sets.map { set in set.enumerated().filter { !set[..<$0].contains($1) }.map(\.1) }
        if select.isGroupDistinct {
            var seen: Set<Set<Int>> = []
            sets = sets.filter { seen.insert(Set($0)).inserted }
        }
        grouping.sets = sets
        return grouping
    }

    /// The grouping sets an element of GROUP BY stands for.
    private func sets(
        of item: Syntax.GroupingItem,
        _ grouping: inout Grouping,
        _ parts: inout SelectParts,
        _ scope: Scope
    ) throws(DatabaseError) -> [[Int]] {
        switch item {
        case .expression(let expression):
            return [try keys(of: expression, &grouping, &parts, scope)]
        case .empty: return [[]]
        case .rollup(let elements, _):
            var columns: [[Int]] = []
            for element in elements {
                columns.append(try keys(of: element, &grouping, &parts, scope))
            }
            return (0...columns.count).reversed().map { Array(columns[..<$0].joined()) }
        case .cube(let elements, let position):
            guard elements.count <= 12 else {
                throw DatabaseError(
                    .tooManyColumns,
                    "CUBE is limited to 12 elements",
                    position: position
                )
            }
            var columns: [[Int]] = []
            for element in elements {
                columns.append(try keys(of: element, &grouping, &parts, scope))
            }
            return (0..<(1 << columns.count)).reversed().map { mask in
                columns.indices.filter { mask & (1 << (columns.count - 1 - $0)) != 0 }
                    .flatMap { columns[$0] }
            }
        case .sets(let items, _):
            var all: [[Int]] = []
            for item in items { all += try sets(of: item, &grouping, &parts, scope) }
            return all
        }
    }

    /// The keys that an expression of GROUP BY adds or repeats; a row in parentheses is several.
    private func keys(
        of expression: Syntax.Expression,
        _ grouping: inout Grouping,
        _ parts: inout SelectParts,
        _ scope: Scope
    ) throws(DatabaseError) -> [Int] {
        if case .row(let row) = expression, !row.isExplicit {
            var all: [Int] = []
            for element in row.elements {
                all += try keys(of: element, &grouping, &parts, scope)
            }
            return all
        }
        let index = try target(of: expression, .groupBy, &parts, scope)
        let value = parts.targets[index].expression
        try refuseCalls(in: value, expression.position, scope)
        try located(expression.position) { () throws(DatabaseError) in
            try resolver.checkEquality(value.type)
        }
        if let known = grouping.keys.firstIndex(where: { $0.expression.isSame(as: value) }) {
            return [known]
        }
        grouping.keys.append(NamedExpression(makeColumn(), value))
        return [grouping.keys.count - 1]
    }

    /// A key that is named by number or alias may turn out to contain an aggregate.
    private func refuseCalls(
        in value: Expression,
        _ position: Int?,
        _ scope: Scope
    ) throws(DatabaseError) {
        let columns = value.columns
        if scope.aggregates.contains(where: { columns.contains($0.id) }) {
            throw DatabaseError(
                .groupingError,
                "aggregate functions are not allowed in GROUP BY",
                position: position
            )
        }
        if scope.windows.contains(where: { $0.calls.contains { columns.contains($0.id) } }) {
            throw DatabaseError(
                .windowingError,
                "window functions are not allowed in GROUP BY",
                position: position
            )
        }
    }

    /// Rewrites everything that is computed above the grouping in terms of its keys.
    ///
    /// - Throws: 42803 when a column is neither a key nor inside of an aggregate.
    func regroup(_ parts: inout SelectParts, _ scope: Scope) throws(DatabaseError) {
        guard let grouping = parts.grouping else { return }
        var rewriter = Regrouping(
            binder: self,
            scope: scope,
            grouping: grouping,
            inputs: ColumnSet(parts.source.columns.map(\.id) + scope.systemColumnIDs)
        )
        for index in parts.targets.indices {
            parts.targets[index].expression = try rewriter.rewrite(
                parts.targets[index].expression
            )
            parts.targets[index].origin = parts.targets[index].origin
        }
        for call in scope.groupings {
            let isKnown = call.arguments.allSatisfy { argument in
                grouping.keys.contains { $0.expression.isSame(as: argument) }
            }
            guard isKnown else {
                throw DatabaseError(
                    .groupingError,
                    """
                    arguments to GROUPING must be grouping expressions of the associated query level
                    """,
                    position: call.position
                )
            }
        }
        if let having = parts.having { parts.having = try rewriter.rewrite(having) }
        for index in parts.order.indices {
            parts.order[index].key.expression =
                parts.targets[parts.order[index].target].expression
        }
        try rewriter.rewriteWindows()
        try rewriter.rewriteSets()
        parts.grouping = rewriter.grouping
    }
}
