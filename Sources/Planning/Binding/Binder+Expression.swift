// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Values

/// Expressions.
///
/// Source: PostgreSQL 15 manual, section 4.2 "Value Expressions".
extension Binder {
    /// `expression` bound for `purpose`.
    func bind(
        _ expression: Syntax.Expression,
        as purpose: Purpose,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        let before = scope.purpose
        scope.purpose = purpose
        defer { scope.purpose = before }
        return try bind(expression, scope)
    }

    /// `condition` as a boolean; `construct` names it in errors.
    func bind(
        condition: Syntax.Expression,
        purpose: Purpose,
        construct: String,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        let value = try bind(condition, as: purpose, scope)
        return try located(condition.position) { () throws(DatabaseError) in
            try resolver.coerceToBoolean(value, construct: construct)
        }
    }

    /// `expression` bound for what `scope` is bound for at the moment.
    func bind(
        _ expression: Syntax.Expression,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        try descend { () throws(DatabaseError) in
            try located(expression.position) { () throws(DatabaseError) in
                try bindUnlocated(expression, scope)
            }
        }
    }

    /// One case per construct; errors get the construct's position unless they have a better one.
    private func bindUnlocated(
        _ expression: Syntax.Expression,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        switch expression {
        case .constant(let constant): return try bind(constant: constant)
        case .column(let reference):
            if reference.isStar { return try bind(starArgument: reference, scope) }
            return try bind(column: reference, scope)
        case .parameter(let parameter): return try bind(parameter: parameter)
        case .operation(let operation): return try bind(operation: operation, scope)
        case .logical(let logical): return try bind(logical: logical, scope)
        case .cast(let cast): return try bind(cast: cast, scope)
        case .call(let call): return try bind(call: call, scope)
        case .case(let node): return try bind(case: node, scope)
        case .coalesce(let list): return try bind(coalesce: list, scope)
        case .greatest(let list): return try bind(extremum: list, greatest: true, scope)
        case .least(let list): return try bind(extremum: list, greatest: false, scope)
        case .nullIf(let pair): return try bind(nullIf: pair, scope)
        case .isDistinct(let pair): return try bind(isDistinct: pair, negated: false, scope)
        case .isNotDistinct(let pair): return try bind(isDistinct: pair, negated: true, scope)
        case .test(let test): return try bind(test: test, scope)
        case .in(let membership): return try bind(membership: membership, scope)
        case .between(let between): return try bind(between: between, scope)
        case .pattern(let match):
            let operand = try bind(match.operand, scope)
            let pattern = try bind(match.pattern, scope)
            return try resolver.operatorCall(
                named: match.name.name,
                schema: match.name.schema,
                left: operand,
                right: pattern
            )
        case .quantified(let quantified):
            let left = try bind(quantified.left, scope)
            let array = try bind(quantified.array, scope)
            return try resolver.arrayComparison(
                named: quantified.name.name,
                schema: quantified.name.schema,
                left: left,
                array: array,
                all: quantified.isAll
            )
        case .subquery(let subquery): return try bind(subquery: subquery, scope)
        case .array(let list): return try bind(array: list, as: nil, scope)
        case .row(let row): return try bind(row: row, scope)
        case .indirection(let chain): return try bind(indirection: chain, scope)
        case .collate(let collate): return try bind(collate: collate, scope)
        case .valueFunction(let function): return try bind(valueFunction: function)
        case .grouping(let list): return try bind(grouping: list, scope)
        case .namedArgument:
            throw DatabaseError(.syntaxError, "named arguments can only be used in a call")
        case .default:
            throw DatabaseError(.syntaxError, "DEFAULT is not allowed in this context")
        case .currentOf:
            throw DatabaseError(.featureNotSupported, "WHERE CURRENT OF is not supported")
        case .multiAssignment:
            throw DatabaseError(.syntaxError, "multiple assignment is not allowed in this context")
        }
    }

    private func bind(parameter: Syntax.Parameter) throws(DatabaseError) -> Expression {
        let reference = try resolver.parameters.reference(parameter.number)
        if reference.type.oid == .unknown, unknownParameters[parameter.number] == nil {
            unknownParameters[parameter.number] = parameter.position ?? 0
        }
        return reference
    }

    private func bind(constant: Syntax.Constant) throws(DatabaseError) -> Expression {
        switch constant.value {
        case .null: return .constant(.null, .unknown)
        case .boolean(let value): return .constant(.bool(value), .bool)
        case .integer(let value): return .constant(.int32(value), .int4)
        case .number(let text):
            // A negative number comes as a whole: the least of its type has no positive one.
            if let value = Int32(text) { return .constant(.int32(value), .int4) }
            if let value = Int64(text) { return .constant(.int64(value), .int8) }
            return .constant(try parse(text, .numeric), .numeric)
        case .string(let text): return .constant(.text(text), .unknown)
        case .binary(let digits): return .constant(try parse("b" + digits, .bit), .bit)
        case .hexadecimal(let digits): return .constant(try parse("x" + digits, .bit), .bit)
        }
    }

    private func parse(_ text: String, _ type: SQLType) throws(DatabaseError) -> Value {
        try TypeCodec.parse(text, as: type, resolver.context.session.formatting)
    }

    /// `t.*` where one value is wanted: the whole row.
    private func bind(
        starArgument reference: Syntax.ColumnReference,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        guard let table = reference.names.last else {
            throw DatabaseError(.syntaxError, "row expansion via \"*\" is not supported here")
        }
        let schema = reference.names.count > 1 ? reference.names[reference.names.count - 2] : nil
        guard let (item, level) = try findItem(table, schema: schema, reference.position, scope)
        else { throw missingFromItem(table, schema: schema, reference.position, scope) }
        level.references += 1
        return scope.frame.importing(wholeRow(item), from: level.frame)
    }

    private func bind(
        logical: Syntax.Logical,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        let construct: String =
            switch logical.kind {
            case .and: "AND"
            case .or: "OR"
            case .not: "NOT"
            }
        var operands: [Expression] = []
        for operand in logical.operands {
            let value = try bind(operand, scope)
            operands.append(
                try located(operand.position) { () throws(DatabaseError) in
                    try resolver.coerceToBoolean(value, construct: construct)
                }
            )
        }
        switch logical.kind {
        case .and: return .and(operands)
        case .or: return .or(operands)
        case .not: return .not(operands[0])
        }
    }

    private func bind(cast: Syntax.Cast, _ scope: Scope) throws(DatabaseError) -> Expression {
        let type = try bind(type: cast.type)
        let operand: Expression
        if case .array(let list) = cast.operand, type.oid.elementType != nil {
            operand = try bind(array: list, as: type, scope)
        } else {
            operand = try bind(cast.operand, scope)
        }
        let position =
            if case .constant = cast.operand { cast.operand.position } else { cast.position }
        return try located(position) { () throws(DatabaseError) in
            try resolver.coerce(operand, to: type, context: .explicit)
        }
    }

    private func bind(collate: Syntax.Collate, _ scope: Scope) throws(DatabaseError) -> Expression {
        let operand = try bind(collate.operand, scope)
        let isText =
            TypeDescription(oid: operand.type.oid).map { $0.collation != .invalid } ?? false
        guard isText || operand.type.oid == .unknown else {
            throw DatabaseError(
                .datatypeMismatch,
                "collations are not supported by type \(operand.type.displayName)"
            )
        }
        let known = ["default", "C", "POSIX", "ucs_basic", "C.UTF-8", "C.utf8"]
        let schema = collate.name.schema
        guard known.contains(where: { $0.isSame(as: collate.name.name) }),
            schema == nil || schema == "pg_catalog"
        else {
            let name = schema.map { "\($0).\(collate.name.name)" } ?? collate.name.name
            throw DatabaseError(
                .undefinedObject,
                "collation \"\(name)\" for encoding \"UTF8\" does not exist"
            )
        }
        return operand.type.oid == .unknown
            ? try resolver.coerce(operand, to: .text, context: .implicit) : operand
    }
}

extension SQLType {
    static let bit = SQLType(.bit)
}
