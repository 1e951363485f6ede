// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// ORDER BY distance LIMIT k.
extension Optimizer {
    /// `plan`, a table scan under projections, as a search for the rows nearest to a vector; nil
    /// when `keys` is not one ascending distance.
    func searched(_ plan: Plan, _ keys: [SortKey], _ bounds: Plan.Bounds) -> Plan? {
        guard keys.count == 1, let key = keys.first, !key.isDescending, !key.nullsFirst else {
            return nil
        }
        guard let limit = rowCount(bounds) else { return nil }
        let distanceColumn = binder.makeColumn()
        var computed: Expression?
        let found = replacingScan(plan, keys) { scan, keys in
            guard case .tableScan(let node) = scan.node,
                let distance = Distance(keys[0].expression)
            else { return nil }
            computed = keys[0].expression
            let search = Plan.VectorSearch(
                target: node.target,
                vector: distance.vector,
                distance: distance.function,
                operatorName: distance.function.operatorName,
                query: distance.query,
                distanceColumn: distanceColumn,
                limit: limit
            )
            let output = Plan.Output(distanceColumn, SQLType(.float8))
            return make(.vectorSearch(search), scan.columns + [output])
        }
        guard let found, let computed else { return nil }
        return found.reusing(computed, as: .column(distanceColumn, SQLType(.float8)))
    }

    /// LIMIT plus OFFSET.
    private func rowCount(_ bounds: Plan.Bounds) -> Expression? {
        guard let limit = bounds.limit else { return nil }
        guard let offset = bounds.offset else { return limit }
        let zero = Expression.constant(.int64(0), .int8)
        let registry = binder.resolver.registry
        guard let sum = registry.operator(named: "+", left: .int8, right: .int8) else { return nil }
        return .call(sum.function, [limit, .coalesce([offset, zero], .int8)], .int8)
            .folded(in: binder.resolver.context)
    }

    /// `vector operator query`, in either order.
    private struct Distance {
        let function: Function
        let vector: Expression
        let query: Expression

        init?(_ expression: Expression) {
            guard case .call(let function, let operands, _) = expression, operands.count == 2,
                Self.operators.contains(function.operatorName), function.schema == "public",
                operands[0].type.oid == operands[1].type.oid
            else { return nil }
            self.function = function
            // All distances are symmetric.
            if operands[1].isScanConstant, !operands[0].columns.isEmpty {
                vector = operands[0]
                query = operands[1]
            } else if operands[0].isScanConstant, !operands[1].columns.isEmpty {
                vector = operands[1]
                query = operands[0]
            } else {
                return nil
            }
        }

        private static let operators: Set<String> = ["<->", "<#>", "<=>", "<+>", "<~>", "<%>"]
    }
}

extension Plan {
    /// Projections over a scan that already has `value`, taking it from there as `column`.
    fileprivate func reusing(_ value: Expression, as column: Expression) -> Plan {
        guard case .project(var node) = node else { return self }
        node.input = node.input.reusing(value, as: column)
        node.expressions = node.expressions.mapping { $0.replacing(value, by: column) }
        var plan = self
        plan.node = .project(node)
        return plan
    }
}

extension Expression {
    /// The same expression with `part` replaced wherever it occurs.
    fileprivate func replacing(_ part: Expression, by other: Expression) -> Expression {
        isSame(as: part) ? other : mappingChildren { $0.replacing(part, by: other) }
    }
}
