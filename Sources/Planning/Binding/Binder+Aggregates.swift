// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Values

/// Aggregate calls.
///
/// Source: PostgreSQL 15 manual, section 4.2.7 "Aggregate Expressions".
extension Binder {
    /// An aggregate call: the column of the grouping that computes it, at the level that its
    /// arguments belong to.
    func bind(
        aggregate call: Syntax.FunctionCall,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        let owner = try owner(of: call, scope)
        try refuseAggregate(owner)
        let resolved = try aggregateCall(call, owner)
        let known = owner.aggregates.first { $0.isSame(as: resolved) }
        if known == nil { owner.aggregates.append(resolved) }
        return scope.frame.importing(
            .column(known?.id ?? resolved.id, resolved.type),
            from: owner.frame
        )
    }

    /// The innermost level that a column in the arguments is of; this one when there is none.
    private func owner(
        of call: Syntax.FunctionCall,
        _ scope: Scope
    ) throws(DatabaseError) -> Scope {
        guard scope.parent != nil, !call.isStar else { return scope }
        var levels: [(scope: Scope, references: Int)] = []
        var current: Scope? = scope
        while let level = current {
            levels.append((level, level.references))
            current = level.parent
        }
        var frames: [(frame: Frame, count: Int)] = []
        var frame: Frame? = scope.frame
        while let current = frame {
            frames.append((current, current.arguments.count))
            frame = current.parent
        }
        // A trial, for what it refers to.
        _ = try aggregateCall(call, scope)
        for (frame, count) in frames { frame.keepArguments(count) }
        return levels.first { $0.scope.references != $0.references }?.scope ?? scope
    }

    private func refuseAggregate(_ scope: Scope) throws(DatabaseError) {
        if scope.isInsideAggregate {
            throw DatabaseError(.groupingError, "aggregate function calls cannot be nested")
        }
        guard scope.purpose.allowsAggregates else {
            throw DatabaseError(
                .groupingError,
                "aggregate functions are not allowed in \(scope.purpose.rawValue)"
            )
        }
    }

    /// A call with its arguments bound in `scope`.
    private func aggregateCall(
        _ call: Syntax.FunctionCall,
        _ scope: Scope
    ) throws(DatabaseError) -> Plan.Aggregation.Call {
        let wasInside = scope.isInsideAggregate
        scope.isInsideAggregate = true
        defer { scope.isInsideAggregate = wasInside }
        if wasInside { try refuseAggregate(scope) }
        var (arguments, names) = try bind(arguments: call, scope)
        var sortKeys: [SortKey] = []
        for item in call.orderBy {
            var value = try bind(item.value, scope)
            if value.type.oid == .unknown, !call.isWithinGroup {
                value = try resolver.coerce(value, to: .text, context: .implicit)
            }
            sortKeys.append(try sortKey(value, item))
        }
        let directCount = arguments.count
        if call.isWithinGroup {
            arguments += sortKeys.map(\.expression)
            names += sortKeys.map { _ in nil }
        }
        let resolved = try resolver.function(
            CallSyntax(
                name: call.name.name,
                schema: call.name.schema,
                arguments: arguments,
                argumentNames: names,
                isVariadic: call.isVariadic,
                isStar: call.isStar,
                directArguments: call.isWithinGroup ? directCount : nil
            )
        )
        guard case .aggregate(let aggregate) = resolved.routine else {
            throw DatabaseError(
                .wrongObjectType,
                "\(call.name.name) is not an aggregate function"
            )
        }
        mention(.object(schema: aggregate.schema, name: aggregate.name), call.position)
        if call.isWithinGroup {
            for index in sortKeys.indices {
                sortKeys[index].expression = resolved.arguments[directCount + index]
            }
        }
        if call.isDistinct { try checkDistinct(resolved.arguments, sortKeys, call) }
        return Plan.Aggregation.Call(
            id: makeColumn(),
            aggregate: aggregate,
            arguments: resolved.arguments,
            isDistinct: call.isDistinct,
            orderBy: sortKeys,
            filter: try bind(filter: call, scope),
            type: resolved.type
        )
    }

    func bind(
        filter call: Syntax.FunctionCall,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression? {
        guard let filter = call.filter else { return nil }
        return try bind(condition: filter, purpose: .filter, construct: "FILTER", scope)
    }

    private func checkDistinct(
        _ arguments: [Expression],
        _ keys: [SortKey],
        _ call: Syntax.FunctionCall
    ) throws(DatabaseError) {
        for argument in arguments { try resolver.checkEquality(argument.type) }
        for (key, item) in zip(keys, call.orderBy)
        where !arguments.contains(where: { $0.isSame(as: key.expression) }) {
            throw DatabaseError(
                .invalidColumnReference,
                """
                in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list
                """,
                position: item.value.position
            )
        }
    }

    /// GROUPING(…).
    func bind(
        grouping list: Syntax.ExpressionList,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        try refuseAggregate(scope)
        if list.elements.count > 31 {
            throw DatabaseError(
                .tooManyArguments,
                "GROUPING must have fewer than 32 arguments"
            )
        }
        var arguments: [Expression] = []
        let before = scope.purpose
        scope.purpose = .groupBy
        defer { scope.purpose = before }
        for element in list.elements { arguments.append(try bind(element, scope)) }
        let id = makeColumn()
        scope.groupings.append((id, arguments, list.elements.first?.position))
        return .column(id, .int4)
    }
}

extension Plan.Aggregation.Call {
    /// Whether both compute the same, so that one is enough.
    func isSame(as other: Self) -> Bool {
        aggregate.oid == other.aggregate.oid && type == other.type
            && isDistinct == other.isDistinct
            && (filter == nil) == (other.filter == nil)
            && arguments.elementsEqual(other.arguments) { $0.isSame(as: $1) }
            && orderBy.elementsEqual(other.orderBy) { $0.isSame(as: $1) }
            && !arguments.contains { $0.isVolatile }
            && zip([filter].compactMap { $0 }, [other.filter].compactMap { $0 })
                .allSatisfy { $0.isSame(as: $1) }
    }
}

extension SortKey {
    /// Whether both order alike.
    func isSame(as other: SortKey) -> Bool {
        isDescending == other.isDescending && nullsFirst == other.nullsFirst
            && expression.isSame(as: other.expression)
    }
}
