// SPDX-License-Identifier: Apache-2.0

import Expressions
import Schemas
import Values

/// ORDER BY distance LIMIT k.
extension Optimizer {
    /// Which kind of search is planned.
    enum SearchAccess {
        case exact
        case index
    }

    /// `plan`, a scan under projections, as a search for the rows nearest to a vector; nil when
    /// `keys` is not one ascending distance, or no vector index has it.
    func searched(
        _ plan: Plan,
        _ keys: [SortKey],
        _ bounds: Plan.Bounds,
        through access: SearchAccess
    ) -> Plan? {
        guard keys.count == 1, let key = keys.first, !key.isDescending, !key.nullsFirst else {
            return nil
        }
        guard let limit = rowCount(bounds) else { return nil }
        return searched(plan, keys, limit, through: access)
    }

    private func searched(
        _ plan: Plan,
        _ keys: [SortKey],
        _ limit: Expression,
        through access: SearchAccess
    ) -> Plan? {
        let distanceColumn = binder.makeColumn()
        var computed: Expression?
        let found = replacingScan(plan, keys) { scan, keys in
            guard let distance = Distance(keys[0].expression),
                var search = search(scan, distance, access)
            else { return nil }
            computed = keys[0].expression
            search.distanceColumn = distanceColumn
            search.limit = limit
            let output = Plan.Output(distanceColumn, SQLType(.float8))
            return make(.vectorSearch(search), scan.columns + [output])
        }
        guard let found, let computed else { return nil }
        return found.reusing(computed, as: Plan.Output(distanceColumn, SQLType(.float8)))
    }

    /// As ``searched(_:_:_:through:)`` for keys after the distance: the nearest rows, and with them
    /// all that are as far as the last of them.
    func searchedWithTies(_ plan: Plan, _ keys: [SortKey], _ bounds: Plan.Bounds) -> Plan? {
        guard keys.count > 1, let limit = rowCount(bounds), let key = keys.first,
            !key.isDescending, !key.nullsFirst
        else { return nil }
        return replacingScan(plan, [key]) { scan, keys in
            guard let distance = Distance(keys[0].expression),
                var search = search(scan, distance, .index)
            else { return nil }
            search.limit = limit
            search.includesTies = true
            return make(.vectorSearch(search), scan.columns)
        }
    }

    /// `plan`, not improved yet, with joins that begin with the table whose vectors are compared, so
    /// that its rows can stream through them; nil when there are none.
    mutating func streamedJoin(
        _ plan: Plan,
        _ keys: [SortKey]
    ) throws(DatabaseError) -> Plan? {
        guard keys.count == 1, let key = keys.first, !key.isDescending, !key.nullsFirst else {
            return nil
        }
        var expression = key.expression
        var below = plan
        descent: while true {
            switch below.node {
            case .project(let node):
                let definitions = Definitions(node.expressions, allowsConstants: true)
                guard definitions.canReplace(in: expression) else { return nil }
                expression = definitions.replacing(in: expression)
                below = node.input
            case .filter(let node): below = node.input
            default: break descent
            }
        }
        guard case .join = below.node, Distance(expression) != nil else { return nil }
        let outer = leadingKey
        leadingKey = expression
        defer { leadingKey = outer }
        return streamed(try place([], on: plan), keys)
    }

    /// `plan` with its rows in the order of `keys`, one ascending distance that a vector index has:
    /// below projections and on the side of joins that is read row by row.
    func streamed(_ plan: Plan, _ keys: [SortKey]) -> Plan? {
        guard keys.count == 1, let key = keys.first, !key.isDescending, !key.nullsFirst else {
            return nil
        }
        return replacingOuterScan(plan, keys) { scan, keys in
            guard let distance = Distance(keys[0].expression),
                let search = search(scan, distance, .index)
            else { return nil }
            return make(.vectorSearch(search), scan.columns)
        }
    }

    /// As `replacingScan`, and through joins that output the rows of one side in their order.
    private func replacingOuterScan(
        _ plan: Plan,
        _ keys: [SortKey],
        _ replace: (Plan, [SortKey]) -> Plan?
    ) -> Plan? {
        if case .filter(var node) = plan.node {
            guard let input = replacingOuterScan(node.input, keys, replace) else { return nil }
            node.input = input
            return make(.filter(node), plan.columns)
        }
        guard case .join(var node) = plan.node else {
            return replacingScan(plan, keys) { scan, keys in
                switch scan.node {
                case .join, .filter: replacingOuterScan(scan, keys, replace)
                default: replace(scan, keys)
                }
            }
        }
        switch node.kind {
        case .inner, .left, .semi, .anti: break
        case .right, .full: return nil
        }
        let needed = keys[0].expression.columns
        var right = ColumnSet()
        for column in node.right.columns { right.insert(column.id) }
        if !needed.isEmpty, needed.isSubset(of: right), node.kind == .inner, node.arguments.isEmpty
        {
            // Either side of an inner join may be the one that streams, when both compare alike.
            let areAlike = node.keys.allSatisfy { $0.left.type.oid == $0.right.type.oid }
            guard areAlike else { return nil }
            swap(&node.left, &node.right)
            for index in node.keys.indices {
                let key = node.keys[index]
                node.keys[index].left = key.right
                node.keys[index].right = key.left
            }
        }
        guard let left = replacingOuterScan(node.left, keys, replace) else { return nil }
        node.left = left
        return make(.join(node), plan.columns)
    }

    /// The search that reads what `scan` reads.
    private func search(
        _ scan: Plan,
        _ distance: Distance,
        _ access: SearchAccess
    ) -> Plan.VectorSearch? {
        var target: Plan.ScanTarget
        var matching: Plan.IndexScan?
        switch (scan.node, access) {
        case (.tableScan(let node), _): target = node.target
        case (.indexScan(let node), .index):
            matching = node
            target = node.target
            target.filter = Expression.conjunction(node.conditions + target.filter.conjuncts)
        default: return nil
        }
        var search = Plan.VectorSearch(
            target: target,
            vector: distance.vector,
            distance: distance.function,
            operatorName: distance.function.operatorName,
            query: distance.query
        )
        if access == .exact { return search }
        guard let index = vectorIndex(distance, target) else { return nil }
        search.access = .index(index)
        search.matching = matching ?? cheapestMatch(target)
        let all = estimator.rows(of: target.table)
        search.expected = Plan.VectorSearch.Expected(
            matching: all * estimator.selectivity(target.filter.conjuncts),
            found: all * estimator.selectivity(search.matching?.conditions ?? []),
            all: all
        )
        return search
    }

    /// The vector index that orders the rows of `target` by `distance`.
    private func vectorIndex(
        _ distance: Distance,
        _ target: Plan.ScanTarget
    ) -> IndexDescription? {
        guard switches.indexScans else { return nil }
        return binder.catalog.indexes(of: target.table.oid).first { index in
            guard index.isReadable, let parameters = VectorIndexParameters(index),
                parameters.operatorName == distance.function.operatorName,
                let key = keyExpressions(index, target)?.first,
                distance.vector.isKey(key)
            else { return false }
            return answersPredicate(of: index, target, target.filter.conjuncts)
        }
    }

    /// The scan of an ordered index that finds the fewest of the rows that may meet the filter.
    private func cheapestMatch(_ target: Plan.ScanTarget) -> Plan.IndexScan? {
        let conditions = target.filter.conjuncts
        if conditions.isEmpty || !switches.lookUps { return nil }
        var best: (scan: Plan.IndexScan, rows: Double)?
        for index in binder.catalog.indexes(of: target.table.oid) {
            guard let scan = indexScan(index, target, conditions) else { continue }
            let rows = estimator.selectivity(scan.conditions)
            if rows < best?.rows ?? .infinity { best = (scan, rows) }
        }
        return best?.scan
    }

    /// LIMIT plus OFFSET, or more rows than any table has.
    private func rowCount(_ bounds: Plan.Bounds) -> Expression? {
        guard let limit = bounds.limit else { return nil }
        guard let offset = bounds.offset else { return limit }
        let zero = Expression.constant(.int64(0), .int8)
        let registry = binder.resolver.registry
        guard let sum = registry.operator(named: "+", left: .int8, right: .int8) else { return nil }
        func capped(_ count: Expression) -> Expression {
            .extremum([count, .constant(.int64(1 << 62 - 1), .int8)], greatest: false, .int8)
        }
        let terms = [capped(limit), capped(.coalesce([offset, zero], .int8))]
        return .call(sum.function, terms, .int8).folded(in: binder.resolver.context)
    }

    /// `vector operator query`, in either order.
    private struct Distance {
        let function: Function
        let vector: Expression
        let query: Expression

        init?(_ expression: Expression) {
            guard case .call(let function, let operands, _) = expression, operands.count == 2,
                Self.operators.contains(function.operatorName), function.schema == "public",
                operands[0].type.oid == operands[1].type.oid
            else { return nil }
            self.function = function
            // All distances are symmetric.
            if operands[1].isScanConstant, !operands[0].columns.isEmpty {
                vector = operands[0]
                query = operands[1]
            } else if operands[0].isScanConstant, !operands[1].columns.isEmpty {
                vector = operands[1]
                query = operands[0]
            } else {
                return nil
            }
        }

        private static let operators: Set<String> = ["<->", "<#>", "<=>", "<+>", "<~>", "<%>"]
    }
}

extension Plan {
    /// Projections over a scan that already has `value`, taking it from there as `output`.
    fileprivate func reusing(_ value: Expression, as output: Output) -> Plan {
        guard case .project(var node) = node else { return self }
        node.input = node.input.reusing(value, as: output)
        // A projection passes on what it has in its columns only; pruning drops it again.
        if case .project = node.input.node { node.input.columns.append(output) }
        let column = Expression.column(output.id, output.type)
        node.expressions = node.expressions.mapping { $0.replacing(value, by: column) }
        var plan = self
        plan.node = .project(node)
        return plan
    }
}

extension Expression {
    /// The same expression with `part` replaced wherever it occurs.
    fileprivate func replacing(_ part: Expression, by other: Expression) -> Expression {
        isSame(as: part) ? other : mappingChildren { $0.replacing(part, by: other) }
    }
}
