// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Values

/// CASE, COALESCE and the other constructs that choose or test values.
///
/// Source: PostgreSQL 15 manual, sections 9.2 "Comparison Functions and Operators" and 9.18
/// "Conditional Expressions".
extension Binder {
    func bind(case node: Syntax.Case, _ scope: Scope) throws(DatabaseError) -> Expression {
        let outer = scope.conditional
        scope.conditional = "CASE"
        defer { scope.conditional = outer }
        var operand: Expression?
        if let written = node.operand {
            let value = try bind(written, scope)
            operand =
                value.type.oid == .unknown
                ? try resolver.coerce(value, to: .text, context: .implicit) : value
        }
        var conditions: [Expression] = []
        var results: [Expression] = []
        for branch in node.branches {
            let value = try bind(branch.condition, scope)
            conditions.append(
                try located(branch.condition.position) { () throws(DatabaseError) in
                    let condition =
                        if let operand { try compare("=", operand, value) } else { value }
                    return try resolver.coerceToBoolean(condition, construct: "CASE/WHEN")
                }
            )
            results.append(try bind(branch.result, scope))
        }
        let otherwise: Expression =
            if let last = node.otherwise {
                try bind(last, scope)
            } else {
                .constant(.null, .unknown)
            }
        // As PostgreSQL, the ELSE comes first in finding the type.
        let positions = node.branches.map { $0.result.position }
        let type = try commonType(
            [otherwise] + results,
            [node.otherwise?.position] + positions,
            construct: "CASE"
        )
        var branches: [Expression.Branch] = []
        for (index, result) in results.enumerated() {
            let converted = try located(positions[index]) { () throws(DatabaseError) in
                try resolver.coerce(result, toCommon: type, construct: "CASE/WHEN")
            }
            branches.append(Expression.Branch(condition: conditions[index], result: converted))
        }
        let last = try located(node.otherwise?.position) { () throws(DatabaseError) in
            try resolver.coerce(otherwise, toCommon: type, construct: "CASE/ELSE")
        }
        return .conditional(branches, otherwise: node.otherwise == nil ? nil : last, type)
    }

    func bind(
        coalesce list: Syntax.ExpressionList,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        let outer = scope.conditional
        scope.conditional = "COALESCE"
        defer { scope.conditional = outer }
        let (operands, type) = try bindAlike(list.elements, construct: "COALESCE", scope)
        return .coalesce(operands, type)
    }

    func bind(
        extremum list: Syntax.ExpressionList,
        greatest: Bool,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        let construct = greatest ? "GREATEST" : "LEAST"
        let (operands, type) = try bindAlike(list.elements, construct: construct, scope)
        try resolver.checkOrdering(type)
        return .extremum(operands, greatest: greatest, type)
    }

    private func bindAlike(
        _ elements: [Syntax.Expression],
        construct: String,
        _ scope: Scope
    ) throws(DatabaseError) -> ([Expression], SQLType) {
        var values: [Expression] = []
        for element in elements { values.append(try bind(element, scope)) }
        let type = try commonType(values, elements.map(\.position), construct: construct)
        for (index, element) in elements.enumerated() {
            values[index] = try located(element.position) { () throws(DatabaseError) in
                try resolver.coerce(values[index], toCommon: type, construct: construct)
            }
        }
        return (values, type)
    }

    /// The common type of `values`; an error points at the first that does not fit those before.
    func commonType(
        _ values: [Expression],
        _ positions: [Int?],
        construct: String
    ) throws(DatabaseError) -> SQLType {
        do throws(DatabaseError) {
            return try resolver.commonType(values, construct: construct)
        } catch {
            for count in 2...max(values.count, 2) where count <= values.count {
                let prefix = Array(values.prefix(count))
                if (try? resolver.commonType(prefix, construct: construct)) == nil {
                    throw error.at(positions[count - 1])
                }
            }
            throw error
        }
    }

    func bind(nullIf pair: Syntax.Comparison, _ scope: Scope) throws(DatabaseError) -> Expression {
        let left = try bind(pair.left, scope)
        let right = try bind(pair.right, scope)
        let comparison = try compare("=", left, right)
        guard case .call(let equality, let operands, _) = comparison, operands.count == 2 else {
            throw DatabaseError(.featureNotSupported, "NULLIF of rows is not supported")
        }
        // Keeps a modifier that converting the operand for the comparison would drop.
        let type = operands[0].type.oid == left.type.oid ? left.type : operands[0].type
        return .nullIf(operands[0], operands[1], equality: equality, type)
    }

    func bind(
        isDistinct pair: Syntax.Comparison,
        negated: Bool,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        let left = try bind(pair.left, scope)
        let right = try bind(pair.right, scope)
        if case .row(let leftFields, _) = left, case .row(let rightFields, _) = right {
            try checkSameLength(leftFields, rightFields)
            var parts: [Expression] = []
            for (first, second) in zip(leftFields, rightFields) {
                parts.append(try distinct(first, second, negated: negated))
            }
            return negated ? .and(parts) : .or(parts)
        }
        return try distinct(left, right, negated: negated)
    }

    private func distinct(
        _ left: Expression,
        _ right: Expression,
        negated: Bool
    ) throws(DatabaseError) -> Expression {
        // Against a literal NULL it is a test, which needs no equality.
        for (one, other) in [(left, right), (right, left)] {
            if case .constant(.null, _) = one { return .isNull(other, negated: !negated) }
        }
        let comparison = try resolver.operatorCall(named: "=", left: left, right: right)
        guard case .call(let equality, let operands, _) = comparison, operands.count == 2 else {
            throw DatabaseError(.datatypeMismatch, "IS DISTINCT FROM requires = operator")
        }
        return .isDistinct(operands[0], operands[1], equality: equality, negated: negated)
    }

    func bind(test: Syntax.Test, _ scope: Scope) throws(DatabaseError) -> Expression {
        let operand = try bind(test.operand, scope)
        func truth(_ name: String) throws(DatabaseError) -> Expression {
            try located(test.operand.position) { () throws(DatabaseError) in
                try resolver.coerceToBoolean(operand, construct: name)
            }
        }
        switch test.kind {
        case .isNull: return isNull(operand, negated: false)
        case .isNotNull: return isNull(operand, negated: true)
        case .isTrue: return .isTruth(try truth("IS TRUE"), truth: true, negated: false)
        case .isNotTrue: return .isTruth(try truth("IS NOT TRUE"), truth: true, negated: true)
        case .isFalse: return .isTruth(try truth("IS FALSE"), truth: false, negated: false)
        case .isNotFalse: return .isTruth(try truth("IS NOT FALSE"), truth: false, negated: true)
        case .isUnknown: return .isTruth(try truth("IS UNKNOWN"), truth: nil, negated: false)
        case .isNotUnknown: return .isTruth(try truth("IS NOT UNKNOWN"), truth: nil, negated: true)
        }
    }

    /// A row is NULL when all its fields are, and NOT NULL when all are not.
    private func isNull(_ operand: Expression, negated: Bool) -> Expression {
        if case .row(let fields, _) = operand, !fields.isEmpty {
            let parts = fields.map { Expression.isNull($0, negated: negated) }
            return parts.count == 1 ? parts[0] : .and(parts)
        }
        return .isNull(operand, negated: negated)
    }

    func bind(between: Syntax.Between, _ scope: Scope) throws(DatabaseError) -> Expression {
        let operand = try bind(between.operand, scope)
        let lower = try bind(between.lower, scope)
        let upper = try bind(between.upper, scope)
        func range(_ lower: Expression, _ upper: Expression) throws(DatabaseError) -> Expression {
            let (below, above) = between.isNegated ? ("<", ">") : (">=", "<=")
            let parts = [
                try compare(below, operand, lower), try compare(above, operand, upper),
            ]
            return between.isNegated ? .or(parts) : .and(parts)
        }
        guard between.isSymmetric else { return try range(lower, upper) }
        let parts = [try range(lower, upper), try range(upper, lower)]
        return between.isNegated ? .and(parts) : .or(parts)
    }
}
