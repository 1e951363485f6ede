// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Values

extension ExecutionBuilder {
    mutating func join(_ node: Plan.Join, _ plan: Plan) throws(DatabaseError) -> OperatorMaker {
        let leftLayout = Layout(node.left.columns)
        let rightLayout = Layout(node.right.columns)
        let left = try maker(node.left)
        let right = try maker(node.right)
        let output = try JoinOutput(
            plan.columns.map(\.id),
            left: leftLayout,
            right: rightLayout
        )
        guard node.arguments.isEmpty else {
            let specification = LateralJoinOperator.Specification(
                kind: node.kind,
                arguments: try evaluators(node.arguments, leftLayout),
                condition: try condition(node.condition, leftLayout, rightLayout),
                output: output
            )
            return { (frame) throws(DatabaseError) in
                LateralJoinOperator(frame, specification, try left(frame), right)
            }
        }
        var conditions = node.condition.map { [$0] } ?? []
        var leftKeys: [Evaluator] = []
        var rightKeys: [Evaluator] = []
        var nullsMatch: [Bool] = []
        for key in node.keys {
            guard key.left.type.hashesLike(key.right.type) else {
                conditions.append(key.condition)
                continue
            }
            leftKeys.append(try evaluator(key.left, leftLayout))
            rightKeys.append(try evaluator(key.right, rightLayout))
            nullsMatch.append(key.nullsMatch)
        }
        let all = conditions.count > 1 ? .and(conditions) : conditions.first
        let specification = HashJoinOperator.Specification(
            kind: node.kind,
            leftKeys: leftKeys,
            rightKeys: rightKeys,
            nullsMatch: nullsMatch,
            condition: try condition(all, leftLayout, rightLayout),
            output: output,
            rightTypes: rightLayout.types
        )
        return { (frame) throws(DatabaseError) in
            HashJoinOperator(frame, specification, try left(frame), try right(frame))
        }
    }

    /// `expression` over pairs of rows, reading no columns but those it refers to.
    private mutating func condition(
        _ expression: Expression?,
        _ left: Layout,
        _ right: Layout
    ) throws(DatabaseError) -> JoinCondition? {
        guard let expression else { return nil }
        var layout = Layout()
        var ids: [ColumnID] = []
        for (id, type) in expression.columnTypes where layout.slot(id) == nil {
            layout.add(id, type)
            ids.append(id)
        }
        return JoinCondition(
            evaluator: try evaluator(expression, layout),
            columns: try JoinOutput(ids, left: left, right: right)
        )
    }
}

extension Plan.Join.Key {
    /// The key as a condition over pairs.
    fileprivate var condition: Expression {
        nullsMatch
            ? .isDistinct(left, right, equality: equality, negated: true)
            : .call(equality, [left, right], .bool)
    }
}

extension SQLType {
    /// Whether equal values of both types have equal ``KeyBytes``.
    fileprivate func hashesLike(_ other: SQLType) -> Bool {
        if oid == other.oid { return true }
        let families: [Set<OID>] = [
            [.int2, .int4, .int8], [.float4, .float8], [.text, .varchar, .name],
        ]
        if families.contains(where: { $0.contains(oid) && $0.contains(other.oid) }) { return true }
        return representation == .oid && other.representation == .oid
    }
}
