// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Values

/// Subqueries in expressions.
///
/// Source: PostgreSQL 15 manual, sections 4.2.11 "Scalar Subqueries" and 9.23 "Subquery
/// Expressions".
extension Binder {
    func bind(
        subquery: Syntax.Subquery,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        try refuseSubquery(scope)
        switch subquery.kind {
        case .exists:
            let (number, arguments, _) = try subplan(subquery.query, scope)
            return .subquery(
                Expression.Subquery(
                    number: number,
                    kind: .exists,
                    arguments: arguments,
                    type: .bool
                )
            )
        case .scalar, .array:
            let (number, arguments, columns) = try subplan(subquery.query, scope)
            guard columns.count == 1 else {
                throw DatabaseError(.syntaxError, "subquery must return only one column")
            }
            let type = columns[0].type
            if case .scalar = subquery.kind {
                return .subquery(
                    Expression.Subquery(
                        number: number,
                        kind: .scalar,
                        arguments: arguments,
                        type: type
                    )
                )
            }
            guard let array = type.oid.elementType == nil ? type.oid.arrayType : type.oid else {
                throw DatabaseError(
                    .undefinedObject,
                    "could not find array type for data type \(type.displayName)"
                )
            }
            return .subquery(
                Expression.Subquery(
                    number: number,
                    kind: .array,
                    arguments: arguments,
                    type: SQLType(array)
                )
            )
        case .any(let left, let name):
            return try bind(
                quantified: subquery,
                left,
                name ?? Syntax.OperatorName("="),
                all: false,
                scope
            )
        case .all(let left, let name):
            return try bind(quantified: subquery, left, name, all: true, scope)
        }
    }

    private func refuseSubquery(_ scope: Scope) throws(DatabaseError) {
        guard !scope.purpose.allowsSubqueries else { return }
        let place = scope.purpose.rawValue
        let singular = place.hasSuffix("s") ? String(place.dropLast()) : place
        throw DatabaseError(.featureNotSupported, "cannot use subquery in \(singular)")
    }

    /// Binds `query` as a frame of its own: its number, what it takes from here, and its columns.
    func subplan(
        _ query: Syntax.Query,
        _ scope: Scope,
        finishing: (inout BoundQuery) throws(DatabaseError) -> Void = { _ in }
    ) throws(DatabaseError) -> (number: Int, arguments: [Expression], columns: [QueryColumn]) {
        let inner = scope.innerFrame()
        var bound = try barring(recursion: "a subquery") { () throws(DatabaseError) in
            try bind(query: query, inner)
        }
        try finishing(&bound)
        keepOnlyShown(&bound)
        subplans.append(Subplan(plan: bound.plan, argumentCount: inner.frame.arguments.count))
        return (subplans.count - 1, inner.frame.arguments, bound.columns)
    }

    /// `left operator ANY (query)` and ALL; rows are compared as records.
    private func bind(
        quantified subquery: Syntax.Subquery,
        _ left: Syntax.Expression,
        _ name: Syntax.OperatorName,
        all: Bool,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        var operands: [Expression]
        if case .row(let row) = left {
            operands = []
            for element in row.elements { operands.append(try bind(element, scope)) }
        } else {
            operands = [try bind(left, scope)]
        }
        var equality: Function?
        var fields: [Expression.Subquery.FieldComparison] = []
        let (number, arguments, _) = try subplan(subquery.query, scope) {
            (bound) throws(DatabaseError) in
            guard bound.columns.count == operands.count else {
                throw DatabaseError(
                    .syntaxError,
                    bound.columns.count < operands.count
                        ? "subquery has too few columns" : "subquery has too many columns"
                )
            }
            var values: [Expression] = []
            for (index, column) in bound.columns.enumerated() {
                let comparison = try located(subquery.position) { () throws(DatabaseError) in
                    try resolver.operatorCall(
                        named: name.name,
                        schema: name.schema,
                        left: operands[index],
                        right: column.expression
                    )
                }
                guard case .call(let function, let sides, let type) = comparison,
                    sides.count == 2, type.oid == .bool
                else {
                    throw DatabaseError(
                        .datatypeMismatch,
                        "row comparison operator must yield type boolean, not type "
                            + comparison.type.displayName
                    )
                }
                operands[index] = sides[0]
                values.append(sides[1])
                fields.append(
                    Expression.Subquery.FieldComparison(
                        equality: try fieldEquality(function, sides),
                        comparison: function
                    )
                )
                equality = function
            }
            if values.count > 1 {
                equality = try rowComparison(name.name)
                values = [.row(values, .record)]
            }
            bound.columns = [bound.columns[0]]
            project(&bound, values)
        }
        guard let equality else {
            throw DatabaseError(.syntaxError, "subquery has too few columns")
        }
        let value: Expression = operands.count > 1 ? .row(operands, .record) : operands[0]
        return .subquery(
            Expression.Subquery(
                number: number,
                kind: .quantified(left: value, equality, all: all),
                arguments: arguments,
                type: .bool,
                fields: operands.count > 1 ? fields : []
            )
        )
    }

    /// The equality that goes with the ordering `comparison` of a field; for others itself.
    private func fieldEquality(
        _ comparison: Function,
        _ sides: [Expression]
    ) throws(DatabaseError) -> Function {
        guard ["<", "<=", ">", ">="].contains(comparison.operatorName),
            case .call(let equality, _, _) = try resolver.operatorCall(
                named: "=",
                schema: nil,
                left: sides[0],
                right: sides[1]
            )
        else { return comparison }
        return equality
    }

    /// The comparison of records that `name` is.
    private func rowComparison(_ name: String) throws(DatabaseError) -> Function {
        let found = resolver.registry.operator(named: name, left: .record, right: .record)
        guard let found else {
            throw DatabaseError(
                .featureNotSupported,
                "row comparison with \(name) is not supported here"
            )
        }
        return found.function
    }

    /// `(a, b) = (SELECT …)`.
    func bind(
        rowAgainst subquery: Syntax.Subquery,
        _ operation: Syntax.Operation,
        _ left: Syntax.Expression,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        // A single row either way: ANY over it is the comparison, but for NULL without a row.
        try bind(
            quantified: subquery,
            left,
            operation.name,
            all: false,
            scope
        )
    }
}
