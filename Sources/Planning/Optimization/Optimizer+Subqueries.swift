// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// Subqueries in conditions, as joins.
///
/// EXISTS and IN keep a row of the left side when the subquery has a match for it, once: semi-joins;
/// NOT EXISTS keeps it when there is none: anti-joins. NOT IN is not an anti-join, because of NULLs,
/// and stays a subplan.
extension Optimizer {
    /// `plan` with conditions on top, those with subqueries as joins where they can be.
    mutating func restricted(
        _ plan: Plan,
        by conditions: [Expression]
    ) throws(DatabaseError) -> Plan {
        var plan = plan
        var rest: [Expression] = []
        for condition in conditions {
            if let joined = try joining(plan, condition) {
                plan = joined
            } else if let joined = try joiningGroups(plan, condition) {
                plan = joined
            } else {
                rest.append(condition)
            }
        }
        return filtered(plan, by: rest)
    }

    private mutating func joining(
        _ plan: Plan,
        _ condition: Expression
    ) throws(DatabaseError) -> Plan? {
        switch condition {
        case .subquery(let subquery): return try joining(plan, subquery, .semi)
        case .not(.subquery(let subquery)):
            guard case .exists = subquery.kind else { return nil }
            return try joining(plan, subquery, .anti)
        default: return nil
        }
    }

    private mutating func joining(
        _ plan: Plan,
        _ subquery: Expression.Subquery,
        _ kind: Plan.Join.Kind
    ) throws(DatabaseError) -> Plan? {
        let available = plan.columnSet
        guard subquery.arguments.allSatisfy({ $0.columns.isSubset(of: available) }),
            !subquery.arguments.contains(where: \.containsSubqueries)
        else { return nil }
        let body = boundSubplans[subquery.number]
        var right: Plan
        var condition: Expression?
        switch subquery.kind {
        case .exists:
            guard let stripped = body.strippedForExistence else { return nil }
            right = stripped
        case .quantified(let left, let function, all: false):
            guard !left.containsSubqueries,
                let match = membership(left, function, body, subquery.fields)
            else { return nil }
            right = match.plan
            condition = match.condition
        default: return nil
        }
        guard !right.containsVolatile else { return nil }
        var node = Plan.Join(kind: kind, left: plan, right: right, condition: condition)
        if !subquery.arguments.isEmpty {
            node.arguments = subquery.arguments
            guard let flat = decorrelated(node) else { return nil }
            node = flat
        }
        right = node.right
        let rightColumns = right.columnSet
        var own = known(node.condition.conjuncts)
        let toRight = own.filter { $0.canMove(to: rightColumns) }
        own.removeAll { $0.canMove(to: rightColumns) }
        node.condition = Expression.conjunction(own)
        node.right = try place(toRight, on: right)
        var best = make(.join(hashing(node)), plan.columns)
        if let looked = lookingUp(node, right, toRight) {
            let candidate = make(.join(looked), plan.columns)
            if candidate.estimate.totalCost < best.estimate.totalCost { best = candidate }
        }
        if kind == .semi, let candidate = lookingUpLeft(hashing(node)),
            candidate.estimate.totalCost < best.estimate.totalCost
        {
            best = candidate
        }
        return best
    }

    /// A semi-join turned around: each distinct key of the right side is looked up in an index of
    /// the left one.
    ///
    /// Nil when there is no such index.
    private func lookingUpLeft(_ node: Plan.Join) -> Plan? {
        guard !node.keys.isEmpty, node.condition == nil, node.arguments.isEmpty,
            node.keys.allSatisfy({ !$0.nullsMatch })
        else { return nil }
        var keys: [NamedExpression] = []
        var conditions: [Expression] = []
        for key in node.keys {
            let named = NamedExpression(binder.makeColumn(), key.right)
            keys.append(named)
            conditions.append(
                .call(key.equality, [key.left, .column(named.id, key.right.type)], .bool)
            )
        }
        let outputs = keys.map { Plan.Output($0.id, $0.expression.type) }
        var distinct = make(
            .aggregate(
                Plan.Aggregation(input: node.right, keys: keys, calls: [], strategy: .hashed)
            ),
            outputs
        )
        // How many keys repeat is not known; assume none, so that many rows are not looked up.
        distinct.estimate.rows = node.right.estimate.rows
        let turned = Plan.Join(
            kind: .inner,
            left: distinct,
            right: node.left,
            condition: Expression.conjunction(conditions)
        )
        guard let looked = lookingUp(turned, node.left, []) else { return nil }
        return make(.join(looked), node.left.columns)
    }

    /// The plan that `left` is looked for in, and the condition on one row of it.
    private func membership(
        _ left: Expression,
        _ function: Function,
        _ body: Plan,
        _ comparisons: [Expression.Subquery.FieldComparison]
    ) -> (plan: Plan, condition: Expression)? {
        guard let column = body.columns.first else { return nil }
        guard case .row(let fields, _) = left else {
            return (body, .call(function, [left, column.expression], .bool))
        }
        guard comparisons.allSatisfy({ $0.comparison.operatorName == "=" }),
            case .project(let node) = body.node,
            case .row(let values, _)? = body.definition(of: column.id),
            values.count == fields.count, comparisons.count == fields.count
        else { return nil }
        let parts = zip(comparisons, zip(fields, values)).map { comparison, pair in
            Expression.call(comparison.equality, [pair.0, pair.1], .bool)
        }
        return (node.input, .and(parts))
    }

    /// A lateral join as a plain one: the conditions of the right side that use its arguments
    /// become conditions of the join.
    ///
    /// Nil when they are used otherwise.
    func decorrelated(_ node: Plan.Join) -> Plan.Join? {
        guard let (right, lifted) = node.right.liftingOuter() else { return nil }
        var node = node
        node.right = right
        let conditions = lifted.map { $0.replacingOuter(node.arguments) }
        node.condition = Expression.conjunction(node.condition.conjuncts + conditions)
        node.arguments = []
        return node
    }
}

extension Plan {
    /// The body of an EXISTS: what does not change whether there is a row is taken off.
    fileprivate var strippedForExistence: Plan? {
        switch node {
        case .project(let node): node.input.strippedForExistence
        case .sort(let node): node.input.strippedForExistence
        case .limit(let node):
            // LIMIT of a positive constant leaves a row when there is one.
            node.bounds.offset == nil && (node.bounds.limit?.integer ?? 0) > 0
                ? node.input.strippedForExistence : nil
        case .aggregate(let node) where !node.keys.isEmpty && node.sets == nil:
            node.input.strippedForExistence
        default: self
        }
    }

    /// Takes the conditions that refer to the frame's arguments out of a frame's body.
    ///
    /// Nil when arguments are used in anything but conditions that may move to the top.
    func liftingOuter() -> (plan: Plan, lifted: [Expression])? {
        switch node {
        case .filter(var node):
            guard var (input, lifted) = node.input.liftingOuter() else { return nil }
            let conjuncts = node.condition.conjuncts
            guard !conjuncts.contains(where: { $0.refersToOuter && $0.isVolatileCall }) else {
                return nil
            }
            lifted += conjuncts.filter(\.refersToOuter)
            let rest = conjuncts.filter { !$0.refersToOuter }
            input = input.showingAlso(lifted, of: columns)
            guard let condition = Expression.conjunction(rest) else { return (input, lifted) }
            node.input = input
            node.condition = condition
            return (Plan(.filter(node), input.columns), lifted)
        case .project(var node):
            guard !node.expressions.contains(where: \.expression.refersToOuter),
                let (input, lifted) = node.input.liftingOuter()
            else { return nil }
            node.input = input
            let plan = Plan(.project(node), columns)
            return (plan.showingAlso(lifted, of: columns), lifted)
        case .join(var node) where node.arguments.isEmpty:
            guard !(node.condition?.refersToOuter ?? false) || node.kind == .inner else {
                return nil
            }
            guard let (left, lifted) = node.left.liftingOuter() else { return nil }
            var all = lifted
            node.left = left
            if node.kind == .inner {
                guard let (right, more) = node.right.liftingOuter() else { return nil }
                node.right = right
                let conjuncts = node.condition.conjuncts
                all += more + conjuncts.filter(\.refersToOuter)
                node.condition = Expression.conjunction(conjuncts.filter { !$0.refersToOuter })
            } else if node.kind == .full || node.kind == .right || node.right.frameRefersToOuter {
                return nil
            }
            let plan = Plan(.join(node), columns)
            return (plan.showingAlso(all, of: columns), all)
        case .sort(let node):
            // Joins do not keep an order.
            return node.input.liftingOuter()
        default: return frameRefersToOuter ? nil : (self, [])
        }
    }

    /// The same plan passing on the columns that `expressions` refer to, as far as inputs have them.
    private func showingAlso(_ expressions: [Expression], of original: [Output]) -> Plan {
        var plan = self
        var wanted = ColumnSet()
        for expression in expressions { expression.collectColumns(into: &wanted) }
        var known = columnSet
        for output in inputs.flatMap(\.columns) + original
        where wanted.contains(output.id) && !known.contains(output.id) {
            plan.columns.append(output)
            known.insert(output.id)
        }
        return plan
    }

    /// Whether anything in the frame refers to its arguments.
    var frameRefersToOuter: Bool {
        if expressions.contains(where: \.refersToOuter) { return true }
        if case .join(let node) = node, !node.arguments.isEmpty {
            return node.left.frameRefersToOuter
        }
        return inputs.contains(where: \.frameRefersToOuter)
    }

    /// Whether anything in it is volatile, changes data or locks rows.
    var containsVolatile: Bool {
        switch node {
        case .insert, .update, .delete, .lockRows: true
        default:
            expressions.contains(where: \.isVolatileCall)
                || inputs.contains(where: \.containsVolatile)
        }
    }
}
