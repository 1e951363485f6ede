// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Values

/// Operators, IN, and comparisons of rows.
///
/// Source: PostgreSQL 15 manual, section 9.24 "Row and Array Comparisons".
extension Binder {
    func bind(
        operation: Syntax.Operation,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        guard let left = operation.left else {
            let operand = try bind(operation.right, scope)
            let value = try resolver.operatorCall(
                named: operation.name.name,
                schema: operation.name.schema,
                left: nil,
                right: operand
            )
            mention(value, operation.position)
            return value
        }
        if case .row = left, case .subquery(let subquery) = operation.right,
            case .scalar = subquery.kind
        {
            return try bind(rowAgainst: subquery, operation, left, scope)
        }
        let first = try bind(rowOperand: left, scope)
        let second = try bind(rowOperand: operation.right, scope)
        let value = try located(operation.position) { () throws(DatabaseError) in
            try compare(operation.name.name, schema: operation.name.schema, first, second)
        }
        mention(value, operation.position)
        return value
    }

    /// An operand whose fields, if it is a row, keep their unknown types for the comparison.
    private func bind(
        rowOperand operand: Syntax.Expression,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        guard case .row(let row) = operand else { return try bind(operand, scope) }
        var fields: [Expression] = []
        for element in row.elements { fields.append(try bind(element, scope)) }
        return .row(fields, .record)
    }

    /// `left name right`; of two rows, field by field.
    func compare(
        _ name: String,
        schema: String? = nil,
        _ left: Expression,
        _ right: Expression
    ) throws(DatabaseError) -> Expression {
        if case .row(let first, _) = left, case .row(let second, _) = right {
            try checkSameLength(first, second)
            return try compare(rows: name, first, second)
        }
        return try resolver.operatorCall(named: name, schema: schema, left: left, right: right)
    }

    func checkSameLength(
        _ left: [Expression],
        _ right: [Expression]
    ) throws(DatabaseError) {
        guard left.count == right.count else {
            throw DatabaseError(.syntaxError, "unequal number of entries in row expressions")
        }
        guard !left.isEmpty else {
            throw DatabaseError(.featureNotSupported, "cannot compare rows of zero length")
        }
    }

    private func compare(
        rows name: String,
        _ left: [Expression],
        _ right: [Expression]
    ) throws(DatabaseError) -> Expression {
        var parts: [Expression] = []
        switch name {
        case "=", "<>":
            for (first, second) in zip(left, right) {
                parts.append(try resolver.operatorCall(named: name, left: first, right: second))
            }
            if parts.count == 1 { return parts[0] }
            return name == "=" ? .and(parts) : .or(parts)
        case "<", "<=", ">", ">=":
            // (a, b) < (c, d) is a < c OR a = c AND b < d.
            let strict = String(name.prefix(1))
            var prefix: [Expression] = []
            for (index, (first, second)) in zip(left, right).enumerated() {
                let isLast = index == left.count - 1
                let step = try resolver.operatorCall(
                    named: isLast ? name : strict,
                    left: first,
                    right: second
                )
                parts.append(prefix.isEmpty ? step : .and(prefix + [step]))
                if !isLast {
                    prefix.append(
                        try resolver.operatorCall(named: "=", left: first, right: second)
                    )
                }
            }
            return parts.count == 1 ? parts[0] : .or(parts)
        default:
            throw DatabaseError(
                .featureNotSupported,
                "could not determine interpretation of row comparison operator \(name)",
                hint: "Row comparison operators must be associated with btree operator families."
            )
        }
    }

    /// The condition of USING.
    func bindEquality(
        _ left: Expression,
        _ right: Expression
    ) throws(DatabaseError) -> Expression {
        try resolver.operatorCall(named: "=", left: left, right: right)
    }

    /// `a IN (b, c)`: `a = ANY (ARRAY[b, c])` where the elements have a common type, otherwise a
    /// chain of comparisons.
    func bind(
        membership: Syntax.Membership,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        let operand = try bind(rowOperand: membership.operand, scope)
        var elements: [Expression] = []
        for element in membership.elements {
            elements.append(try bind(rowOperand: element, scope))
        }
        let name = membership.isNegated ? "<>" : "="
        var isRow = false
        if case .row = operand { isRow = true }
        let constant = isRow ? [] : elements.filter { $0.columns.isEmpty }
        var parts: [Expression] = []
        if constant.count > 1, let array = commonArray(operand, constant) {
            parts.append(
                try resolver.arrayComparison(
                    named: name,
                    left: operand,
                    array: array,
                    all: membership.isNegated
                )
            )
            elements.removeAll { $0.columns.isEmpty }
        }
        for element in elements { parts.append(try compare(name, operand, element)) }
        if parts.count == 1 { return parts[0] }
        return membership.isNegated ? .and(parts) : .or(parts)
    }

    private func commonArray(_ operand: Expression, _ elements: [Expression]) -> Expression? {
        guard
            let type = try? resolver.commonType([operand] + elements, construct: "IN"),
            type.oid != .record, let array = type.oid.arrayType
        else { return nil }
        var converted: [Expression] = []
        for element in elements {
            guard
                let value = try? resolver.coerce(
                    element,
                    to: type.unmodified,
                    context: .implicit
                )
            else { return nil }
            converted.append(value)
        }
        return .array(converted, nested: false, SQLType(array))
    }
}
