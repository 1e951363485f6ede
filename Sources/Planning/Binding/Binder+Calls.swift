// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Values

/// Function calls.
///
/// Source: PostgreSQL 15 manual, sections 4.2.6 to 4.2.8 and 4.3.
extension Binder {
    /// What a call in FROM is.
    enum TableCall {
        case set(Function, [Expression], SQLType, [RecordField])
        case value(Expression)
    }

    func bind(call: Syntax.FunctionCall, _ scope: Scope) throws(DatabaseError) -> Expression {
        if call.over != nil { return try bind(windowCall: call, scope) }
        if isAggregate(call) { return try bind(aggregate: call, scope) }
        let resolved = try resolve(plain: call, scope)
        switch resolved.routine {
        case .function, .conversion: return value(resolved)
        case .set(let function): return try bind(set: function, resolved, scope)
        case .window(let function):
            throw DatabaseError(
                .windowingError,
                "window function \(function.name) requires an OVER clause"
            )
        case .aggregate: return try bind(aggregate: call, scope)
        }
    }

    /// A call in FROM, where a set may be returned.
    func resolve(
        tableCall call: Syntax.FunctionCall,
        _ scope: Scope
    ) throws(DatabaseError) -> TableCall {
        if call.over != nil || isAggregate(call) { return .value(try bind(call: call, scope)) }
        let resolved = try located(call.position) { () throws(DatabaseError) in
            try resolve(plain: call, scope)
        }
        if case .set(let function) = resolved.routine {
            let fields = resolved.outputs.map { RecordField(name: $0.name, type: $0.type) }
            return .set(function, resolved.arguments, resolved.type, fields)
        }
        guard resolved.expression != nil else { return .value(try bind(call: call, scope)) }
        return .value(value(resolved))
    }

    /// The value of a call of a function that returns no set.
    private func value(_ resolved: ResolvedCall) -> Expression {
        guard case .function(let function) = resolved.routine, resolved.outputs.count > 1 else {
            return resolved.expression ?? .constant(.null, resolved.type)
        }
        let fields = resolved.outputs.map { RecordField(name: $0.name, type: $0.type) }
        return .call(function, resolved.arguments, recordType(fields))
    }

    private func isAggregate(_ call: Syntax.FunctionCall) -> Bool {
        call.isWithinGroup
            || (isBuiltinSchema(call.name.schema)
                && !resolver.registry.aggregates(named: call.name.name).isEmpty)
    }

    private func isBuiltinSchema(_ schema: String?) -> Bool {
        schema == nil || schema == "pg_catalog" || schema == "public"
    }

    /// A call that is no aggregate, its arguments bound and matched.
    private func resolve(
        plain call: Syntax.FunctionCall,
        _ scope: Scope
    ) throws(DatabaseError) -> ResolvedCall {
        let (arguments, names) = try bind(arguments: call, scope)
        let resolved = try resolver.function(
            CallSyntax(
                name: call.name.name,
                schema: call.name.schema,
                arguments: arguments,
                argumentNames: names,
                isVariadic: call.isVariadic,
                isStar: call.isStar
            )
        )
        try refuseDecoration(call)
        switch resolved.routine {
        case .function(let function), .set(let function):
            mention(.object(schema: function.schema, name: function.name), call.position)
        case .conversion, .window, .aggregate: break
        }
        return resolved
    }

    func bind(
        arguments call: Syntax.FunctionCall,
        _ scope: Scope
    ) throws(DatabaseError) -> ([Expression], [String?]) {
        var arguments: [Expression] = []
        var names: [String?] = []
        for argument in call.arguments {
            if case .namedArgument(let named) = argument {
                arguments.append(try bind(named.value, scope))
                names.append(named.name)
            } else {
                if names.contains(where: { $0 != nil }) {
                    throw DatabaseError(
                        .syntaxError,
                        "positional argument cannot follow named argument",
                        position: argument.position
                    )
                }
                arguments.append(try bind(argument, scope))
                names.append(nil)
            }
        }
        return (arguments, names)
    }

    /// Decorations that only aggregates take.
    private func refuseDecoration(_ call: Syntax.FunctionCall) throws(DatabaseError) {
        let name = call.name.name
        if call.isDistinct {
            throw DatabaseError(
                .wrongObjectType,
                "DISTINCT specified, but \(name) is not an aggregate function"
            )
        }
        if !call.orderBy.isEmpty {
            throw DatabaseError(
                .wrongObjectType,
                "ORDER BY specified, but \(name) is not an aggregate function"
            )
        }
        if call.filter != nil {
            throw DatabaseError(
                .wrongObjectType,
                "FILTER specified, but \(name) is not an aggregate function"
            )
        }
    }

    /// A set-returning call in the select list: its column of the projection that expands it.
    private func bind(
        set function: Function,
        _ resolved: ResolvedCall,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        if scope.isInsideAggregate {
            throw DatabaseError(
                .featureNotSupported,
                "aggregate function calls cannot contain set-returning function calls",
                hint: """
                    You might be able to move the set-returning function into a LATERAL FROM item.
                    """
            )
        }
        if let construct = scope.conditional {
            throw DatabaseError(
                .featureNotSupported,
                "set-returning functions are not allowed in \(construct)",
                hint: """
                    You might be able to move the set-returning function into a LATERAL FROM item.
                    """
            )
        }
        guard scope.purpose.allowsSets else {
            let place =
                scope.purpose == .functionInFrom
                ? "set-returning functions must appear at top level of FROM"
                : "set-returning functions are not allowed in \(scope.purpose.rawValue)"
            throw DatabaseError(.featureNotSupported, place)
        }
        var type = resolved.type
        if resolved.outputs.count > 1 {
            type = recordType(resolved.outputs.map { RecordField(name: $0.name, type: $0.type) })
        }
        let same = scope.setCalls.first {
            $0.function.oid == function.oid && $0.type == type
                && function.volatility != .volatile
                && $0.arguments.elementsEqual(resolved.arguments) { $0.isSame(as: $1) }
        }
        if let same { return .column(same.id, type) }
        let item = Plan.SetProjection.Item(
            id: makeColumn(),
            function: function,
            arguments: resolved.arguments,
            type: type,
            fields: fields(of: type) ?? []
        )
        scope.setCalls.append(item)
        return .column(item.id, type)
    }
}
