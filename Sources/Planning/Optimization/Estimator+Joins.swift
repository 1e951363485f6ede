// SPDX-License-Identifier: Apache-2.0

import Expressions
import Schemas
import Values

/// How many rows joins and groupings make, by how many different values there are.
///
/// Source: PostgreSQL 15 manual, section 75.1, and the rules of its `eqjoinsel` and
/// `estimate_num_groups`.
extension Estimator {
    /// The share of pairs of a left and a right row whose keys are equal.
    func matchShare(_ node: Plan.Join) -> Double {
        let left = node.keys.map { variable($0.left) }
        let right = node.keys.map { variable($0.right) }
        if let rows = uniqueRows(node.keys.map(\.left)) ?? uniqueRows(node.keys.map(\.right)) {
            return 1 / rows
        }
        var share = 1.0
        var isKnown = true
        for (first, second) in zip(left, right) {
            guard let first, let second,
                first.knownDistinctCount != nil || second.knownDistinctCount != nil
            else {
                isKnown = false
                continue
            }
            share *= equality(first, second)
        }
        if isKnown { return share }
        // Of keys about which nothing is known each row is thought to find one on the larger side.
        return min(share, 1 / max(node.left.estimate.rows, node.right.estimate.rows, 1))
    }

    /// The rows of the table of which `expressions` are a whole unique key; nil when they are none.
    private func uniqueRows(_ expressions: [Expression]) -> Double? {
        guard let first = expressions.first, let table = origins.origin(of: first)?.table else {
            return nil
        }
        var columns: Set<Int16> = []
        for expression in expressions {
            guard let origin = origins.origin(of: expression), origin.table.oid == table.oid else {
                return nil
            }
            columns.insert(origin.column)
        }
        let isUnique = catalog.indexes(of: table.oid).contains { index in
            index.isUnique && index.isReadable && index.predicateSQL == nil
                && index.keys.allSatisfy { key in key.column.map { columns.contains($0) } ?? false }
        }
        return isUnique ? rows(of: table) : nil
    }

    /// The share of left rows that find a right row with equal keys.
    func semiJoinShare(_ node: Plan.Join) -> Double {
        guard node.keys.count == 1, let left = variable(node.keys[0].left),
            let right = variable(node.keys[0].right), let ours = left.knownDistinctCount,
            let all = right.knownDistinctCount
        else { return 0.5 }
        let theirs = min(all, max(node.right.estimate.rows, 1))
        return (1 - left.nullFraction) * min(1, theirs / ours)
    }

    /// The rows that `plan`, looked up for each row of another, is thought to give; a share of one
    /// row where it mostly finds none.
    func expectedRows(_ plan: Plan) -> Double {
        guard case .indexScan(let scan) = plan.node else { return plan.estimate.rows }
        return foundRows(scan) * selectivity(scan.target.filter.conjuncts)
    }

    /// How many groups `rows` rows make by `keys`; nil when that is not known.
    func groupCount(_ keys: [Expression], rows: Double) -> Double? {
        var product = 1.0
        var greatest = 1.0
        var count = 0
        for key in keys where !key.columns.isEmpty {
            guard let distinct = distinctCount(key) else { return nil }
            product *= distinct
            greatest = max(greatest, distinct)
            count += 1
        }
        // Values of several columns go together more often than not.
        if count > 1 { product = min(product, max(rows / 10, greatest)) }
        return max(1, min(product, rows).rounded())
    }

    /// How many different values, NULL among them, `expression` has; for one of which nothing is
    /// known as many as its columns have.
    private func distinctCount(_ expression: Expression) -> Double? {
        if let variable = variable(expression), let known = variable.knownDistinctCount {
            return known + (variable.nullFraction > 0 ? 1 : 0)
        }
        if case .column = expression { return nil }
        var product = 1.0
        for part in expression.columnParts {
            guard let distinct = distinctCount(part) else { return nil }
            product *= distinct
        }
        return product
    }
}

extension Expression {
    /// The columns in it, each once.
    fileprivate var columnParts: [Expression] {
        var seen = ColumnSet()
        var parts: [Expression] = []
        forEachPart { part in
            if case .column(let id, _) = part, !seen.contains(id) {
                seen.insert(id)
                parts.append(part)
            }
        }
        return parts
    }
}
