// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// Whether one condition being true makes sure that another one is.
///
/// Source: what PostgreSQL 15 proves for partial indexes (manual, section 11.8): equal conditions,
/// IS NOT NULL, comparisons of the same operand with constants, and AND, OR and IN of those.
struct Implication {
    /// What constants are compared in.
    let context: EvaluationContext

    /// Whether `conclusion` is true wherever `premise` is, as far as that can be told.
    func holds(_ premise: Expression, _ conclusion: Expression) -> Bool {
        if premise.isSame(as: conclusion) { return true }
        switch (premise, conclusion) {
        case (_, .and(let parts)): return parts.allSatisfy { holds(premise, $0) }
        case (.or(let alternatives), _): return alternatives.allSatisfy { holds($0, conclusion) }
        case (.and(let parts), _) where parts.contains(where: { holds($0, conclusion) }):
            return true
        case (_, .or(let alternatives)):
            return alternatives.contains { holds(premise, $0) }
        case (_, .isNull(let operand, negated: true)):
            return premise.rejectsNull(of: operand.columns)
                && premise.children.contains { $0.isSame(as: operand) }
        default: break
        }
        if let values = Comparison.alternatives(premise) {
            return !values.isEmpty && values.allSatisfy { holds($0, conclusion) }
        }
        guard let known = Comparison(premise), let wanted = Comparison(conclusion) else {
            return false
        }
        return holds(known, wanted)
    }

    private func holds(_ known: Comparison, _ wanted: Comparison) -> Bool {
        guard known.operand.isSame(as: wanted.operand) else { return false }
        func isTrue(_ name: String) -> Bool {
            let left = known.value
            let right = wanted.value
            let found = Registry.builtin.operator(
                named: name,
                left: left.type.oid,
                right: right.type.oid
            )
            guard let found else { return false }
            let result = Expression.call(found.function, [left, right], .bool).folded(in: context)
            if case .bool(true)? = result.constantValue { return true }
            return false
        }
        switch (known.name, wanted.name) {
        case ("=", let name): return isTrue(name)
        case ("<", "<"), ("<", "<="), ("<", "<>"), ("<=", "<="): return isTrue("<=")
        case ("<=", "<"), ("<=", "<>"): return isTrue("<")
        case (">", ">"), (">", ">="), (">", "<>"), (">=", ">="): return isTrue(">=")
        case (">=", ">"), (">=", "<>"): return isTrue(">")
        case ("<>", "<>"): return isTrue("=")
        default: return false
        }
    }

    /// `operand operator constant`.
    private struct Comparison {
        let operand: Expression
        let name: String
        let value: Expression

        private static let turned = [
            "=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<=",
        ]

        init?(_ condition: Expression) {
            guard case .call(let function, let operands, _) = condition, operands.count == 2,
                function.schema == "pg_catalog", let turned = Self.turned[function.operatorName]
            else { return nil }
            if operands[1].constantValue != nil {
                operand = operands[0]
                name = function.operatorName
                value = operands[1]
            } else if operands[0].constantValue != nil {
                operand = operands[1]
                name = turned
                value = operands[0]
            } else {
                return nil
            }
        }

        /// The equalities that `operand = ANY (constants)` is one of; nil for other conditions.
        static func alternatives(_ condition: Expression) -> [Expression]? {
            guard case .anyOrAll(let operand, let function, let array, all: false) = condition,
                function.operatorName == "="
            else { return nil }
            let elements: [Expression]
            switch array {
            case .array(let parts, nested: false, _): elements = parts
            case .constant(.array(let value), let type):
                guard let element = type.oid.elementType else { return nil }
                elements = value.elements.map { .constant($0, SQLType(element)) }
            default: return nil
            }
            return elements.map { .call(function, [operand, $0], .bool) }
        }
    }
}
