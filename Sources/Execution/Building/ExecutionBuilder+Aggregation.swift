// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Values

extension ExecutionBuilder {
    mutating func aggregate(
        _ node: Plan.Aggregation,
        _ plan: Plan
    ) throws(DatabaseError) -> OperatorMaker {
        let layout = Layout(node.input.columns)
        let input = try maker(node.input)
        var output = Layout()
        for key in node.keys { output.add(key.id, key.expression.type) }
        for grouping in node.groupings { output.add(grouping.id, .int4) }
        var calls: [AggregateCall] = []
        for call in node.calls {
            output.add(call.id, call.type)
            calls.append(
                AggregateCall(
                    aggregate: call.aggregate,
                    arguments: try evaluators(call.arguments, layout),
                    filter: try evaluator(call.filter, layout),
                    isDistinct: call.isDistinct,
                    order: try sortKeys(call.orderBy, layout),
                    type: call.type
                )
            )
        }
        let specification = AggregateOperator.Specification(
            keys: try evaluators(node.keys.map(\.expression), layout),
            sets: node.sets ?? [Array(node.keys.indices)],
            groupings: node.groupings.map(\.keys),
            calls: calls,
            slots: try outputSlots(plan, output)
        )
        return { (frame) throws(DatabaseError) in
            AggregateOperator(frame, specification, try input(frame))
        }
    }
}
