// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Values

/// Turns plans into makers of operators, resolving columns to slots and compiling expressions.
///
/// A maker outputs the columns of its plan node in order: ``Planning/Plan/columns``.
struct ExecutionBuilder {
    /// Whether an expression met so far may give different results for equal inputs.
    private(set) var isVolatile = false
    /// Whether a limit above may leave rows of what is being built unread.
    var isLimited = false

    /// The maker of `plan`'s operator and of those below it.
    mutating func maker(_ plan: Plan) throws(DatabaseError) -> OperatorMaker {
        let maker = try nodeMaker(plan)
        let id = plan.id
        guard id >= 0 else { return maker }
        return { (frame) throws(DatabaseError) in
            let node = try maker(frame)
            return frame.run.environment.measures ? MeasuredOperator(node, id) : node
        }
    }

    private mutating func nodeMaker(_ plan: Plan) throws(DatabaseError) -> OperatorMaker {
        switch plan.node {
        case .values(let node): try values(node, plan)
        case .tableScan(let node): try tableScan(node, plan)
        case .indexScan(let node): try indexScan(node, plan)
        case .vectorSearch(let node): try vectorSearch(node, plan)
        case .lockRows(let node): try lockRows(node, plan)
        case .insert(let node): try insert(node, plan)
        case .update(let node): try update(node, plan)
        case .delete(let node): try delete(node, plan)
        case .catalogScan(let node): try catalogScan(node, plan)
        case .functionScan(let node): try functionScan(node, plan)
        case .commonTableScan(let node): try commonTableScan(node, plan)
        case .filter(let node): try filter(node, plan)
        case .project(let node): try project(node, plan)
        case .projectSet(let node): try projectSet(node, plan)
        case .sort(let node): try sort(node, plan)
        case .topN(let node): try topN(node, plan)
        case .limit(let node): try limit(node, plan)
        case .unique(let node): try unique(node, plan)
        case .aggregate(let node): try aggregate(node, plan)
        case .join(let node): try join(node, plan)
        case .window(let node): try window(node, plan)
        case .append(let node): try append(node, plan)
        case .setOperation(let node): try setOperation(node, plan)
        case .recursiveUnion(let node): try recursiveUnion(node, plan)
        case .with(let node): try with(node, plan)
        }
    }

    // MARK: - Expressions and columns

    /// An evaluator of `expression` over batches of `layout`.
    mutating func evaluator(
        _ expression: Expression,
        _ layout: Layout = Layout()
    ) throws(DatabaseError) -> Evaluator {
        if expression.isVolatile { isVolatile = true }
        return Evaluator(try expression.resolved(layout))
    }

    /// An evaluator of `expression`, when there is one.
    mutating func evaluator(
        _ expression: Expression?,
        _ layout: Layout = Layout()
    ) throws(DatabaseError) -> Evaluator? {
        guard let expression else { return nil }
        let compiled: Evaluator = try evaluator(expression, layout)
        return compiled
    }

    /// Evaluators of `expressions`, in order.
    mutating func evaluators(
        _ expressions: [Expression],
        _ layout: Layout = Layout()
    ) throws(DatabaseError) -> [Evaluator] {
        var result: [Evaluator] = []
        for expression in expressions { result.append(try evaluator(expression, layout)) }
        return result
    }

    /// The slots in `layout` of what `plan` outputs; nil when that is everything in order.
    func outputSlots(_ plan: Plan, _ layout: Layout) throws(DatabaseError) -> [Int]? {
        var slots: [Int] = []
        for column in plan.columns { slots.append(try layout.require(column.id)) }
        return slots.elementsEqual(0..<layout.count) ? nil : slots
    }

    /// Remembers that a function met may give different results for equal inputs.
    mutating func noteVolatile() { isVolatile = true }

    /// What the keys of an ordering need: evaluators and how each sorts.
    mutating func sortKeys(
        _ keys: [SortKey],
        _ layout: Layout
    ) throws(DatabaseError) -> SortSpecification {
        var result = SortSpecification()
        for key in keys {
            result.evaluators.append(try evaluator(key.expression, layout))
            result.orders.append(
                SortKeyBytes.Order(isDescending: key.isDescending, nullsFirst: key.nullsFirst)
            )
        }
        return result
    }
}

/// The compiled keys of an ordering.
struct SortSpecification: Sendable {
    var evaluators: [Evaluator] = []
    var orders: [SortKeyBytes.Order] = []

    /// Adds the keys of the rows of `batch` to `bytes`.
    func append(
        _ batch: Batch,
        _ context: EvaluationContext,
        to bytes: inout SortKeyBytes
    ) throws(DatabaseError) {
        var columns: [Column] = []
        for evaluator in evaluators { columns.append(try evaluator.evaluate(batch, context)) }
        try bytes.append(columns, orders, count: batch.count)
    }
}

extension Batch {
    /// The rows with the columns of `slots`; nil means all of them.
    func selecting(_ slots: [Int]?) -> Batch {
        guard let slots else { return self }
        return selecting(slots)
    }
}
