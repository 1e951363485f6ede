// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

extension Estimator {
    /// The estimate of an operator over inputs that are estimated.
    func estimateOperator(_ plan: Plan) -> Plan.Estimate {
        let input = plan.inputs.first?.estimate ?? Plan.Estimate()
        var result = input
        switch plan.node {
        case .filter(let node):
            let conditions = node.condition.conjuncts
            result.rows = max(1, (input.rows * selectivity(conditions)).rounded())
            result.totalCost += input.rows * Self.operatorCost * Double(conditions.count)
        case .project(let node):
            result.totalCost += input.rows * Self.operatorCost * Double(node.expressions.count)
        case .projectSet:
            result.rows = input.rows * 10
            result.totalCost += result.rows * Self.rowCost
        case .sort: result = sorted(input, keeping: input.rows)
        case .topN(let node):
            let wanted = node.bounds.limit.flatMap(\.integer) ?? 10
            result = sorted(input, keeping: min(wanted, input.rows))
        case .limit(let node): result = limited(input, node)
        case .unique(let node):
            result.rows =
                groupCount(node.keys, rows: input.rows) ?? max(1, (input.rows / 5).rounded())
            result.totalCost += input.rows * Self.operatorCost
        case .aggregate(let node):
            let work = input.rows * Self.operatorCost * Double(node.keys.count + node.calls.count)
            result.startupCost = input.totalCost + work
            result.rows =
                groupCount(node.keys.map(\.expression), rows: input.rows)
                ?? max(1, (input.rows / 5).rounded())
            result.totalCost = result.startupCost + result.rows * Self.rowCost
        case .window(let node):
            result.totalCost += input.rows * Self.operatorCost * Double(node.calls.count + 1)
        case .lockRows: result.totalCost += input.rows * Self.rowCost
        case .join(let node): result = estimate(node)
        case .append(let node):
            result = Plan.Estimate(
                totalCost: node.inputs.reduce(0) { $0 + $1.estimate.totalCost },
                rows: node.inputs.reduce(0) { $0 + $1.estimate.rows }
            )
        case .setOperation(let node):
            let all = node.left.estimate.rows + node.right.estimate.rows
            result.totalCost =
                node.left.estimate.totalCost + node.right.estimate.totalCost + all * Self.hashCost
            result.startupCost = result.totalCost
        case .recursiveUnion(let node):
            result.rows = node.base.estimate.rows * 10
            result.totalCost =
                node.base.estimate.totalCost + 10 * node.step.estimate.totalCost
        case .with(let node):
            result = node.body.estimate
            result.totalCost += node.tables.reduce(0) { $0 + $1.plan.estimate.totalCost }
        case .insert, .update, .delete:
            result.totalCost += input.rows * Self.fetchCost
            if plan.columns.isEmpty { result.rows = 0 }
        default: break
        }
        return result
    }

    private func sorted(_ input: Plan.Estimate, keeping kept: Double) -> Plan.Estimate {
        let comparisons = input.rows * max(1, kept.binaryLogarithm)
        let total = input.totalCost + comparisons * 2 * Self.operatorCost
        return Plan.Estimate(
            startupCost: total,
            totalCost: total + kept * Self.operatorCost,
            rows: kept
        )
    }

    private func limited(_ input: Plan.Estimate, _ node: Plan.Limit) -> Plan.Estimate {
        let offset = node.bounds.offset.flatMap(\.integer) ?? 0
        let wanted = node.bounds.limit.flatMap(\.integer) ?? max(1, input.rows / 10)
        let rows = max(1, min(input.rows - offset, wanted))
        let share = min(1, (rows + offset) / max(input.rows, 1))
        return Plan.Estimate(
            startupCost: input.startupCost,
            totalCost: input.startupCost + (input.totalCost - input.startupCost) * share,
            rows: rows
        )
    }

    private func estimate(_ node: Plan.Join) -> Plan.Estimate {
        let left = node.left.estimate
        let right = node.right.estimate
        var result = Plan.Estimate()
        let conditions = node.condition.conjuncts
        var pairs = left.rows * right.rows
        if !node.arguments.isEmpty {
            pairs = left.rows * expectedRows(node.right)
            // The right side runs anew for each left row, and is selective already.
            result.startupCost = left.startupCost + right.startupCost
            result.totalCost = left.totalCost + left.rows * right.totalCost
        } else if node.keys.isEmpty {
            result.startupCost = left.startupCost + right.startupCost
            result.totalCost = left.totalCost + right.totalCost + pairs * Self.operatorCost
        } else {
            pairs *= matchShare(node)
            result.startupCost = left.startupCost + right.totalCost + right.rows * Self.hashCost
            result.totalCost =
                result.startupCost + (left.totalCost - left.startupCost)
                + left.rows * Self.rowCost
        }
        let matching = max(1, (pairs * selectivity(conditions)).rounded())
        switch node.kind {
        case .inner: result.rows = matching
        case .left: result.rows = max(matching, left.rows)
        case .right: result.rows = max(matching, right.rows)
        case .full: result.rows = max(matching, left.rows, right.rows)
        case .semi: result.rows = max(1, (left.rows * semiJoinShare(node)).rounded())
        case .anti: result.rows = max(1, (left.rows * (1 - semiJoinShare(node))).rounded())
        }
        result.totalCost += result.rows * Self.rowCost
        return result
    }
}

extension Double {
    /// The position of its highest bit: good enough a logarithm for costs.
    fileprivate var binaryLogarithm: Double { self > 1 ? Double(exponent) : 0 }
}
