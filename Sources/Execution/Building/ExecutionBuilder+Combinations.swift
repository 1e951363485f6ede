// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Values

extension ExecutionBuilder {
    mutating func append(
        _ node: Plan.Append,
        _ plan: Plan
    ) throws(DatabaseError) -> OperatorMaker {
        var inputs: [OperatorMaker] = []
        for input in node.inputs { inputs.append(try maker(input)) }
        let makers = inputs
        return { (frame) throws(DatabaseError) in
            var operators: [Operator] = []
            for make in makers { operators.append(try make(frame)) }
            return AppendOperator(frame, operators)
        }
    }

    mutating func setOperation(
        _ node: Plan.SetOperation,
        _ plan: Plan
    ) throws(DatabaseError) -> OperatorMaker {
        let left = try maker(node.left)
        let right = try maker(node.right)
        let (kind, isAll) = (node.kind, node.isAll)
        return { (frame) throws(DatabaseError) in
            SetOperationOperator(frame, kind, isAll: isAll, try left(frame), try right(frame))
        }
    }

    mutating func recursiveUnion(
        _ node: Plan.RecursiveUnion,
        _ plan: Plan
    ) throws(DatabaseError) -> OperatorMaker {
        let base = try maker(node.base)
        let step = try maker(node.step)
        let (number, isAll) = (node.number, node.isAll)
        return { (frame) throws(DatabaseError) in
            RecursiveUnionOperator(
                frame,
                number,
                try base(frame),
                try step(frame),
                dropsDuplicates: !isAll
            )
        }
    }

    mutating func with(_ node: Plan.With, _ plan: Plan) throws(DatabaseError) -> OperatorMaker {
        var definitions: [WithOperator.Definition] = []
        for table in node.tables {
            definitions.append(
                WithOperator.Definition(
                    number: table.number,
                    make: try maker(table.plan),
                    isChange: table.plan.changesData
                )
            )
        }
        let body = try maker(node.body)
        let slots = try outputSlots(plan, Layout(node.body.columns))
        let compiled = definitions
        return { (frame) throws(DatabaseError) in WithOperator(frame, compiled, body, slots) }
    }
}

extension Plan {
    /// Whether the statement it stands for changes a table.
    var changesData: Bool {
        switch node {
        case .insert, .update, .delete: true
        case .with(let with): with.body.changesData
        case .project(let projection): projection.input.changesData
        default: false
        }
    }
}
