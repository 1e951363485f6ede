// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Values

/// A window and its calls, compiled.
struct WindowSpecification: Sendable {
    let partition: [Evaluator]
    let order: SortSpecification
    let frame: Frame
    let calls: [Call]
    let inputTypes: [SQLType]
    let slots: [Int]?

    /// One window function call.
    struct Call: Sendable {
        let function: Plan.Window.Function
        let arguments: [Evaluator]
        let filter: Evaluator?
        let type: SQLType
    }

    /// The frame clause.
    struct Frame: Sendable {
        let mode: Plan.Window.Frame.Mode
        let start: Bound
        let end: Bound
        let exclusion: Plan.Window.Frame.Exclusion
    }

    /// One end of a frame.
    enum Bound: Sendable {
        case unboundedPreceding
        case preceding(Offset)
        case currentRow
        case following(Offset)
        case unboundedFollowing
    }

    /// How far an end is from the current row.
    struct Offset: Sendable {
        let value: Evaluator
        let subtract: Function?
        let add: Function?
    }
}

extension ExecutionBuilder {
    mutating func window(
        _ node: Plan.Window,
        _ plan: Plan
    ) throws(DatabaseError) -> OperatorMaker {
        let layout = Layout(node.input.columns)
        let input = try maker(node.input)
        var output = layout
        var calls: [WindowSpecification.Call] = []
        for call in node.calls {
            output.add(call.id, call.type)
            calls.append(
                WindowSpecification.Call(
                    function: call.function,
                    arguments: try evaluators(call.arguments, layout),
                    filter: try evaluator(call.filter, layout),
                    type: call.type
                )
            )
        }
        let specification = WindowSpecification(
            partition: try evaluators(node.partition, layout),
            order: try sortKeys(node.order, layout),
            frame: WindowSpecification.Frame(
                mode: node.frame.mode,
                start: try bound(node.frame.start),
                end: try bound(node.frame.end),
                exclusion: node.frame.exclusion
            ),
            calls: calls,
            inputTypes: layout.types,
            slots: try outputSlots(plan, output)
        )
        return { (frame) throws(DatabaseError) in
            WindowOperator(frame, specification, try input(frame))
        }
    }

    private mutating func bound(
        _ bound: Plan.Window.Frame.Bound
    ) throws(DatabaseError) -> WindowSpecification.Bound {
        switch bound {
        case .unboundedPreceding: .unboundedPreceding
        case .preceding(let offset): .preceding(try self.offset(offset))
        case .currentRow: .currentRow
        case .following(let offset): .following(try self.offset(offset))
        case .unboundedFollowing: .unboundedFollowing
        }
    }

    private mutating func offset(
        _ offset: Plan.Window.Frame.RangeOffset
    ) throws(DatabaseError) -> WindowSpecification.Offset {
        WindowSpecification.Offset(
            value: try evaluator(offset.value),
            subtract: offset.subtract,
            add: offset.add
        )
    }
}
