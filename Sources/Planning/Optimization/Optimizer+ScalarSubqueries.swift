// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// Correlated scalar subqueries that aggregate, as joins with groups.
///
/// `x < (SELECT avg(y) FROM i WHERE i.k = o.k)` runs the subquery once per row. Joined instead with
/// the averages of all groups of `i` by `k`, each is computed once. A row without group gets NULL,
/// as the subquery gives over no rows; `count` gives 0 there.
extension Optimizer {
    /// `plan` restricted by `condition`, whose scalar subquery has become a join; nil when that is
    /// not possible or not cheaper.
    mutating func joiningGroups(
        _ plan: Plan,
        _ condition: Expression
    ) throws(DatabaseError) -> Plan? {
        guard let subquery = condition.correlatedScalar,
            subquery.arguments.allSatisfy({ $0.columns.isSubset(of: plan.columnSet) }),
            let groups = grouped(boundSubplans[subquery.number], subquery.arguments)
        else { return nil }
        let perRow = binder.subplans[subquery.number].plan.estimate.totalCost
        let right = try place([], on: groups.plan)
        let columns = plan.columns + right.columns
        let join = Plan.Join(
            kind: .left,
            left: plan,
            right: right,
            condition: Expression.conjunction(groups.conditions)
        )
        let joined = make(.join(hashing(join)), columns)
        guard case .join(let node) = joined.node, !node.keys.isEmpty,
            joined.estimate.totalCost < plan.estimate.totalCost + plan.estimate.rows * perRow
        else { return nil }
        let replaced = condition.replacingSubquery(subquery.number, by: groups.value)
        var narrowed = joined
        narrowed.columns =
            plan.columns
            + right.columns.filter {
                groups.value.columns.contains($0.id)
            }
        return filtered(narrowed, by: [replaced])
    }

    /// The groups a subquery's value is looked up in.
    private struct Groups {
        var plan: Plan
        /// What joins them, over both sides.
        var conditions: [Expression]
        /// The value, over the groups.
        var value: Expression
    }

    private func grouped(_ body: Plan, _ arguments: [Expression]) -> Groups? {
        guard var (value, node) = body.scalarAggregation, !body.containsVolatile,
            let (input, lifted) = node.input.liftingOuter(), !lifted.isEmpty,
            !node.frameExpressions.contains(where: \.refersToOuter)
        else { return nil }
        let inside = input.columnSet
        var conditions: [Expression] = []
        for condition in lifted {
            guard case .call(let equality, let sides, _) = condition, sides.count == 2,
                equality.operatorName == "="
            else { return nil }
            let first = sides[0].columns
            let second = sides[1].columns
            let (inner, outer, isTurned): (Expression, Expression, Bool)
            if !first.isEmpty, first.isSubset(of: inside), second.isEmpty,
                !sides[0].refersToOuter
            {
                (inner, outer, isTurned) = (sides[0], sides[1], false)
            } else if !second.isEmpty, second.isSubset(of: inside), first.isEmpty,
                !sides[1].refersToOuter
            {
                (inner, outer, isTurned) = (sides[1], sides[0], true)
            } else {
                return nil
            }
            let key = NamedExpression(binder.makeColumn(), inner)
            node.keys.append(key)
            let column = Expression.column(key.id, inner.type)
            let argument = outer.replacingOuter(arguments)
            conditions.append(
                .call(equality, isTurned ? [argument, column] : [column, argument], .bool)
            )
        }
        for call in node.calls {
            // Over no rows only counts and hypothetical-set aggregates are not NULL.
            if call.aggregate.directArguments != nil || call.aggregate.name == "regr_count" {
                return nil
            }
            guard call.aggregate.name == "count" else { continue }
            guard case .column(call.id, let type) = value else { return nil }
            value = .coalesce([value, .constant(.int64(0), type)], type)
        }
        node.input = input
        node.strategy = .hashed
        let outputs =
            node.keys.map { Plan.Output($0.id, $0.expression.type) }
            + node.calls.map { Plan.Output($0.id, $0.type) }
        return Groups(
            plan: Plan(.aggregate(node), outputs),
            conditions: conditions,
            value: value.replacingOuter(arguments)
        )
    }
}

extension Plan {
    /// The aggregation without keys that makes the one row of a scalar subquery, and the value over
    /// its calls; nil for any other plan, and where the value is not NULL when all calls are.
    fileprivate var scalarAggregation: (value: Expression, node: Aggregation)? {
        guard let column = columns.first, columns.count == 1 else { return nil }
        switch node {
        case .aggregate(let node) where node.keys.isEmpty && node.sets == nil:
            return (column.expression, node)
        case .project(let projection):
            guard case .aggregate(let node) = projection.input.node, node.keys.isEmpty,
                node.sets == nil
            else { return nil }
            let value = Definitions(projection.expressions).replacing(in: column.expression)
            let calls = ColumnSet(node.calls.map(\.id))
            guard !value.containsSubqueries, value.rejectsNull(of: calls) else { return nil }
            return (value, node)
        default: return nil
        }
    }
}

extension Plan.Aggregation {
    /// The expressions of the node itself.
    fileprivate var frameExpressions: [Expression] { Plan(.aggregate(self), []).expressions }
}

extension Expression {
    /// The one subquery in it, when that is a scalar one that depends on columns.
    fileprivate var correlatedScalar: Subquery? {
        var found: [Subquery] = []
        forEachPart { if case .subquery(let subquery) = $0 { found.append(subquery) } }
        guard found.count == 1, let subquery = found.first, case .scalar = subquery.kind,
            subquery.arguments.contains(where: { !$0.columns.isEmpty }),
            !subquery.arguments.contains(where: \.containsSubqueries), !isVolatileCall
        else { return nil }
        return subquery
    }

    /// The same expression with subquery `number` replaced by `value`.
    fileprivate func replacingSubquery(_ number: Int, by value: Expression) -> Expression {
        if case .subquery(let subquery) = self, subquery.number == number { return value }
        return mappingChildren { $0.replacingSubquery(number, by: value) }
    }
}
