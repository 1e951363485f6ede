// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Values

/// Window functions.
///
/// Source: PostgreSQL 15 manual, section 4.2.8 "Window Function Calls".
extension Binder {
    func bind(
        windowCall call: Syntax.FunctionCall,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        try refuseWindow(scope)
        guard let over = call.over else {
            throw DatabaseError(.windowingError, "window function requires an OVER clause")
        }
        if call.isDistinct {
            throw DatabaseError(
                .featureNotSupported,
                "DISTINCT is not implemented for window functions"
            )
        }
        if !call.orderBy.isEmpty {
            throw DatabaseError(
                .featureNotSupported,
                "aggregate ORDER BY is not implemented for window functions"
            )
        }
        let wasInside = scope.isInsideWindow
        scope.isInsideWindow = true
        defer { scope.isInsideWindow = wasInside }
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
        let function: Plan.Window.Function
        switch resolved.routine {
        case .aggregate(let aggregate):
            mention(.object(schema: aggregate.schema, name: aggregate.name), call.position)
            function = .aggregate(aggregate)
        case .window(let window):
            if call.filter != nil {
                throw DatabaseError(
                    .featureNotSupported,
                    "FILTER is not implemented for non-aggregate window functions"
                )
            }
            function = .window(window)
        default:
            throw DatabaseError(
                .wrongObjectType,
                """
                OVER specified, but \(call.name.name) is not a window function nor an aggregate \
                function
                """
            )
        }
        let bound = Plan.Window.Call(
            id: makeColumn(),
            function: function,
            arguments: resolved.arguments,
            filter: try bind(filter: call, scope),
            type: resolved.type
        )
        var window = try bind(window: over, scope)
        if let known = scope.windows.firstIndex(where: { $0.isSame(as: window) }) {
            scope.windows[known].calls.append(bound)
        } else {
            window.calls = [bound]
            scope.windows.append(window)
        }
        return .column(bound.id, bound.type)
    }

    private func refuseWindow(_ scope: Scope) throws(DatabaseError) {
        if scope.isInsideAggregate {
            throw DatabaseError(
                .groupingError,
                "aggregate function calls cannot contain window function calls"
            )
        }
        if scope.isInsideWindow {
            throw DatabaseError(.windowingError, "window function calls cannot be nested")
        }
        guard scope.purpose.allowsWindows else {
            throw DatabaseError(
                .windowingError,
                "window functions are not allowed in \(scope.purpose.rawValue)"
            )
        }
    }

    /// - Throws: 42P20 when WINDOW defines a name twice.
    func checkWindowNames(_ windows: [Syntax.WindowDefinition]) throws(DatabaseError) {
        for (index, window) in windows.enumerated() {
            guard let name = window.name else { continue }
            if windows[..<index].contains(where: { $0.name?.isSame(as: name) ?? false }) {
                throw DatabaseError(
                    .windowingError,
                    "window \"\(name)\" is already defined",
                    position: window.position
                )
            }
        }
    }

    private func bind(
        window reference: Syntax.WindowReference,
        _ scope: Scope
    ) throws(DatabaseError) -> Scope.WindowUse {
        switch reference {
        case .named(let name, let position):
            return try bind(window: try named(name, position, scope), scope)
        case .inline(let definition):
            return try bind(window: try completed(definition, scope), scope)
        }
    }

    private func named(
        _ name: String,
        _ position: Int?,
        _ scope: Scope
    ) throws(DatabaseError) -> Syntax.WindowDefinition {
        let found = scope.namedWindows.first { $0.name?.isSame(as: name) ?? false }
        guard let found else {
            throw DatabaseError(
                .undefinedObject,
                "window \"\(name)\" does not exist",
                position: position
            )
        }
        return try descend { () throws(DatabaseError) in try completed(found, scope) }
    }

    /// A definition with what it takes over from the window it starts from.
    private func completed(
        _ definition: Syntax.WindowDefinition,
        _ scope: Scope
    ) throws(DatabaseError) -> Syntax.WindowDefinition {
        guard let base = definition.base else { return definition }
        let original = try named(base, definition.position, scope)
        func refused(_ message: String) -> DatabaseError {
            DatabaseError(.windowingError, message, position: definition.position)
        }
        guard definition.partitionBy.isEmpty else {
            throw refused("cannot override PARTITION BY clause of window \"\(base)\"")
        }
        guard definition.orderBy.isEmpty || original.orderBy.isEmpty else {
            throw refused("cannot override ORDER BY clause of window \"\(base)\"")
        }
        guard original.frame == nil else {
            throw refused("cannot copy window \"\(base)\" because it has a frame clause")
        }
        var whole = definition
        whole.partitionBy = original.partitionBy
        if whole.orderBy.isEmpty { whole.orderBy = original.orderBy }
        return whole
    }

    private func bind(
        window definition: Syntax.WindowDefinition,
        _ scope: Scope
    ) throws(DatabaseError) -> Scope.WindowUse {
        var partition: [Expression] = []
        for expression in definition.partitionBy {
            let value = try bind(expression, as: .windowDefinition, scope)
            try located(expression.position) { () throws(DatabaseError) in
                try resolver.checkOrdering(value.type)
            }
            partition.append(value)
        }
        var order: [SortKey] = []
        for item in definition.orderBy {
            var value = try bind(item.value, as: .windowDefinition, scope)
            if value.type.oid == .unknown {
                value = try resolver.coerce(value, to: .text, context: .implicit)
            }
            order.append(try sortKey(value, item))
        }
        return Scope.WindowUse(
            partition: partition,
            order: order,
            frame: try bind(frame: definition.frame, order, definition.position, scope),
            calls: []
        )
    }

    private func bind(
        frame: Syntax.WindowFrame?,
        _ order: [SortKey],
        _ position: Int?,
        _ scope: Scope
    ) throws(DatabaseError) -> Plan.Window.Frame {
        guard let frame else {
            return Plan.Window.Frame(mode: .range, start: .unboundedPreceding, end: .currentRow)
        }
        if case .groups = frame.mode, order.isEmpty {
            throw DatabaseError(
                .windowingError,
                "GROUPS mode requires an ORDER BY clause",
                position: position
            )
        }
        return Plan.Window.Frame(
            mode: mode(frame.mode),
            start: try bind(frameBound: frame.start, frame.mode, order, position, scope),
            end: try bind(frameBound: frame.end, frame.mode, order, position, scope),
            exclusion: exclusion(frame.exclusion)
        )
    }

    private func bind(
        frameBound bound: Syntax.WindowFrame.Bound,
        _ mode: Syntax.WindowFrame.Mode,
        _ order: [SortKey],
        _ position: Int?,
        _ scope: Scope
    ) throws(DatabaseError) -> Plan.Window.Frame.Bound {
        switch bound {
        case .unboundedPreceding: return .unboundedPreceding
        case .unboundedFollowing: return .unboundedFollowing
        case .currentRow: return .currentRow
        case .preceding(let value):
            return .preceding(try bind(offset: value, mode, order, position, scope))
        case .following(let value):
            return .following(try bind(offset: value, mode, order, position, scope))
        }
    }

    /// The offset of a frame's end.
    private func bind(
        offset expression: Syntax.Expression,
        _ mode: Syntax.WindowFrame.Mode,
        _ order: [SortKey],
        _ position: Int?,
        _ scope: Scope
    ) throws(DatabaseError) -> Plan.Window.Frame.RangeOffset {
        let name: String =
            switch mode {
            case .range: "RANGE"
            case .rows: "ROWS"
            case .groups: "GROUPS"
            }
        let references = scope.references
        let value = try bind(expression, as: .windowDefinition, scope)
        if scope.references != references {
            throw DatabaseError(
                .invalidColumnReference,
                "argument of \(name) must not contain variables",
                position: expression.position
            )
        }
        if case .range = mode {
            guard order.count == 1 else {
                throw DatabaseError(
                    .windowingError,
                    "RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column",
                    position: position
                )
            }
            let key = order[0].expression
            return try located(expression.position) { () throws(DatabaseError) in
                guard
                    case .call(let subtract, let operands, _) = try resolver.operatorCall(
                        named: "-",
                        left: key,
                        right: value
                    ),
                    case .call(let add, _, _) = try resolver.operatorCall(
                        named: "+",
                        left: key,
                        right: operands[1]
                    )
                else {
                    throw DatabaseError(
                        .featureNotSupported,
                        """
                        RANGE with offset PRECEDING/FOLLOWING is not supported for column type \
                        \(key.type.displayName)
                        """
                    )
                }
                return Plan.Window.Frame.RangeOffset(operands[1], subtract: subtract, add: add)
            }
        }
        let count = try located(expression.position) { () throws(DatabaseError) in
            try resolver.coerce(value, to: .int8, context: .assignment)
        }
        return Plan.Window.Frame.RangeOffset(count)
    }

    private func mode(_ mode: Syntax.WindowFrame.Mode) -> Plan.Window.Frame.Mode {
        switch mode {
        case .range: .range
        case .rows: .rows
        case .groups: .groups
        }
    }

    private func exclusion(
        _ exclusion: Syntax.WindowFrame.Exclusion
    ) -> Plan.Window.Frame.Exclusion {
        switch exclusion {
        case .none: .none
        case .currentRow: .currentRow
        case .group: .group
        case .ties: .ties
        }
    }
}

extension Scope.WindowUse {
    /// Whether both are one window.
    func isSame(as other: Self) -> Bool {
        frame.isSame(as: other.frame)
            && partition.elementsEqual(other.partition) { $0.isSame(as: $1) }
            && order.elementsEqual(other.order) { $0.isSame(as: $1) }
    }
}

extension Plan.Window.Frame {
    /// Whether both are one frame.
    func isSame(as other: Self) -> Bool {
        mode == other.mode && exclusion == other.exclusion && start.isSame(as: other.start)
            && end.isSame(as: other.end)
    }
}

extension Plan.Window.Frame.Bound {
    /// Whether both are one bound.
    func isSame(as other: Self) -> Bool {
        switch (self, other) {
        case (.unboundedPreceding, .unboundedPreceding), (.currentRow, .currentRow),
            (.unboundedFollowing, .unboundedFollowing):
            true
        case (.preceding(let left), .preceding(let right)),
            (.following(let left), .following(let right)):
            left.value.isSame(as: right.value)
        default: false
        }
    }
}
