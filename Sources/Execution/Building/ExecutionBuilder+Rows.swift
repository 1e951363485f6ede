// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Values

extension ExecutionBuilder {
    mutating func values(
        _ node: Plan.RowValues,
        _ plan: Plan
    ) throws(DatabaseError) -> OperatorMaker {
        var rows: [[Evaluator]] = []
        for row in node.rows { rows.append(try evaluators(row)) }
        let types = plan.columns.map(\.type)
        let compiled = rows
        return { (frame) throws(DatabaseError) in ValuesOperator(frame, compiled, types) }
    }

    mutating func filter(
        _ node: Plan.Filter,
        _ plan: Plan
    ) throws(DatabaseError) -> OperatorMaker {
        let layout = Layout(node.input.columns)
        let input = try maker(node.input)
        let condition = try evaluator(node.condition, layout)
        let slots = try outputSlots(plan, layout)
        let id = plan.id
        return { (frame) throws(DatabaseError) in
            FilterOperator(frame, try input(frame), condition, slots, id)
        }
    }

    mutating func project(
        _ node: Plan.Projection,
        _ plan: Plan
    ) throws(DatabaseError) -> OperatorMaker {
        let layout = Layout(node.input.columns)
        let input = try maker(node.input)
        var outputs: [ProjectOperator.Output] = []
        for column in plan.columns {
            if let named = node.expressions.first(where: { $0.id == column.id }) {
                outputs.append(.computed(try evaluator(named.expression, layout)))
            } else {
                outputs.append(.passed(try layout.require(column.id)))
            }
        }
        let compiled = outputs
        return { (frame) throws(DatabaseError) in
            ProjectOperator(frame, try input(frame), compiled)
        }
    }

    mutating func projectSet(
        _ node: Plan.SetProjection,
        _ plan: Plan
    ) throws(DatabaseError) -> OperatorMaker {
        var layout = Layout(node.input.columns)
        let input = try maker(node.input)
        var calls: [SetCall] = []
        for item in node.functions {
            calls.append(
                SetCall(
                    item.function,
                    try evaluators(item.arguments, layout),
                    item.arguments.map(\.type),
                    item.type,
                    columnTypes: item.fields.isEmpty ? [item.type] : item.fields.map(\.type),
                    names: item.fields.map(\.name)
                )
            )
            if item.function.volatility == .volatile { noteVolatile() }
        }
        for item in node.functions { layout.add(item.id, item.type) }
        let slots = try outputSlots(plan, layout)
        let compiled = calls
        return { (frame) throws(DatabaseError) in
            ProjectSetOperator(frame, try input(frame), compiled, slots)
        }
    }

    mutating func sort(_ node: Plan.Sort, _ plan: Plan) throws(DatabaseError) -> OperatorMaker {
        let layout = Layout(node.input.columns)
        let input = try maker(node.input)
        let keys = try sortKeys(node.keys, layout)
        let slots = try outputSlots(plan, layout)
        let types = layout.types
        return { (frame) throws(DatabaseError) in
            SortOperator(frame, try input(frame), keys, types, slots)
        }
    }

    mutating func topN(_ node: Plan.TopN, _ plan: Plan) throws(DatabaseError) -> OperatorMaker {
        let layout = Layout(node.input.columns)
        let input = try maker(node.input)
        let keys = try sortKeys(node.keys, layout)
        let bounds = try bounds(node.bounds)
        let slots = try outputSlots(plan, layout)
        let types = layout.types
        return { (frame) throws(DatabaseError) in
            TopNOperator(frame, try input(frame), keys, bounds, types, slots)
        }
    }

    mutating func limit(_ node: Plan.Limit, _ plan: Plan) throws(DatabaseError) -> OperatorMaker {
        let layout = Layout(node.input.columns)
        let wasLimited = isLimited
        isLimited = true
        let input = try maker(node.input)
        isLimited = wasLimited
        let bounds = try bounds(node.bounds)
        var ties: SortSpecification?
        if let keys = node.tiesKeys { ties = try sortKeys(keys, layout) }
        let slots = try outputSlots(plan, layout)
        let tiesKeys = ties
        return { (frame) throws(DatabaseError) in
            LimitOperator(frame, try input(frame), bounds, tiesKeys, slots)
        }
    }

    private mutating func bounds(_ bounds: Plan.Bounds) throws(DatabaseError) -> RowBounds {
        RowBounds(limit: try evaluator(bounds.limit), offset: try evaluator(bounds.offset))
    }

    mutating func unique(
        _ node: Plan.Unique,
        _ plan: Plan
    ) throws(DatabaseError) -> OperatorMaker {
        let layout = Layout(node.input.columns)
        let input = try maker(node.input)
        let keys = try evaluators(node.keys, layout)
        let slots = try outputSlots(plan, layout)
        return { (frame) throws(DatabaseError) in
            UniqueOperator(frame, try input(frame), keys, slots)
        }
    }
}
