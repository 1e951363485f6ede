// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Values

/// Arrays, rows, subscripts and fields.
///
/// Source: PostgreSQL 15 manual, sections 4.2.3, 4.2.4, 4.2.12 and 4.2.13.
extension Binder {
    /// ARRAY[…]; its elements become those of `target` when it is cast directly.
    func bind(
        array list: Syntax.ExpressionList,
        as target: SQLType?,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        var values: [Expression] = []
        var isNested = false
        for element in list.elements {
            if case .array(let inner) = element {
                values.append(try bind(array: inner, as: target, scope))
                isNested = true
            } else {
                values.append(try bind(element, scope))
            }
        }
        if values.contains(where: { $0.type.oid.elementType != nil && $0.type.oid != .int2vector })
        {
            isNested = true
        }
        if let target, let element = target.oid.elementType {
            let wanted = isNested ? target : SQLType(element, modifier: target.modifier)
            for index in values.indices {
                values[index] = try located(list.elements[index].position) {
                    () throws(DatabaseError) in
                    try resolver.coerce(values[index], to: wanted, context: .explicit)
                }
            }
            return .array(values, nested: isNested, target.unmodified)
        }
        guard !values.isEmpty else {
            throw DatabaseError(
                .indeterminateDatatype,
                "cannot determine type of empty array",
                hint: "Explicitly cast to the desired type, for example ARRAY[]::integer[]."
            )
        }
        let common = try commonType(
            values,
            list.elements.map(\.position),
            construct: "ARRAY"
        )
        for index in values.indices {
            values[index] = try located(list.elements[index].position) {
                () throws(DatabaseError) in
                try resolver.coerce(values[index], toCommon: common, construct: "ARRAY")
            }
        }
        guard let array = isNested ? common.oid : common.oid.arrayType else {
            throw DatabaseError(
                .undefinedObject,
                "could not find array type for data type \(common.displayName)"
            )
        }
        return .array(values, nested: isNested, SQLType(array))
    }

    func bind(row: Syntax.Row, _ scope: Scope) throws(DatabaseError) -> Expression {
        var fields: [Expression] = []
        for element in row.elements {
            if case .column(let reference) = element, reference.isStar {
                let whole = try bind(element, scope)
                if case .row(let columns, _) = whole {
                    fields += columns
                } else {
                    fields.append(whole)
                }
                continue
            }
            let value = try bind(element, scope)
            fields.append(
                value.type.oid == .unknown
                    ? try resolver.coerce(value, to: .text, context: .implicit) : value
            )
        }
        guard fields.count <= 1_664 else {
            throw DatabaseError(.tooManyColumns, "ROW expressions can have at most 1664 entries")
        }
        let shape = fields.enumerated().map {
            RecordField(name: "f\($0.offset + 1)", type: $0.element.type)
        }
        return .row(fields, recordType(shape))
    }

    func bind(
        indirection chain: Syntax.IndirectionChain,
        _ scope: Scope
    ) throws(DatabaseError) -> Expression {
        var value = try bind(chain.base, scope)
        var subscripts: [Expression.Subscript] = []
        func flush() throws(DatabaseError) {
            guard !subscripts.isEmpty else { return }
            value = try subscripted(value, subscripts)
            subscripts = []
        }
        for step in chain.steps {
            switch step {
            case .element(let index):
                let bound = try bind(index, scope)
                subscripts.append(
                    Expression.Subscript(lower: nil, upper: bound, isSlice: false)
                )
            case .slice(let lower, let upper):
                var ends: [Expression?] = []
                for end in [lower, upper] {
                    if let end { ends.append(try bind(end, scope)) } else { ends.append(nil) }
                }
                subscripts.append(
                    Expression.Subscript(lower: ends[0], upper: ends[1], isSlice: true)
                )
            case .field(let name):
                try flush()
                value = try self.field(name, of: value)
            case .star:
                throw DatabaseError(
                    .featureNotSupported,
                    "row expansion via \"*\" is not supported here"
                )
            }
        }
        try flush()
        return value
    }

    private func field(
        _ name: String,
        of value: Expression
    ) throws(DatabaseError) -> Expression {
        guard value.type.oid == .record else {
            throw DatabaseError(
                .wrongObjectType,
                """
                column notation .\(name) applied to type \(value.type.displayName), which is not a \
                composite type
                """
            )
        }
        let shape = fields(of: value.type)
        guard let index = shape?.firstIndex(where: { $0.name.isSame(as: name) }), let shape else {
            throw DatabaseError(
                .undefinedColumn,
                shape == nil
                    ? "could not identify column \"\(name)\" in record data type"
                    : "column \"\(name)\" not found in data type record"
            )
        }
        return field(index, of: value, shape[index].type)
    }

    private func subscripted(
        _ container: Expression,
        _ subscripts: [Expression.Subscript]
    ) throws(DatabaseError) -> Expression {
        if container.type.oid == .jsonb { return try jsonSubscripted(container, subscripts) }
        if container.type.oid == .name, subscripts.count == 1, let index = subscripts[0].upper,
            !subscripts[0].isSlice
        {
            return try character(of: container, at: index)
        }
        guard let element = container.type.oid.elementType else {
            throw DatabaseError(
                .datatypeMismatch,
                """
                cannot subscript type \(container.type.displayName) because it does not support \
                subscripting
                """
            )
        }
        let isSlice = subscripts.contains(where: \.isSlice)
        var bound: [Expression.Subscript] = []
        for item in subscripts {
            bound.append(
                Expression.Subscript(
                    lower: try subscriptIndex(item.lower),
                    upper: try subscriptIndex(item.upper),
                    isSlice: item.isSlice
                )
            )
        }
        let type =
            isSlice
            ? container.type.unmodified
            : SQLType(element, modifier: container.type.modifier)
        return .element(container, bound, type)
    }

    /// `name[i]`: names are arrays of characters, counted from 0.
    private func character(
        of name: Expression,
        at index: Expression
    ) throws(DatabaseError) -> Expression {
        let one = Expression.constant(.int32(1), .int4)
        let start = try resolver.operatorCall(
            named: "+",
            left: try subscriptIndex(index) ?? one,
            right: one
        )
        let text = try resolver.coerce(name, to: .text, context: .explicit)
        let call = try resolver.function(
            CallSyntax(name: "substr", schema: "pg_catalog", arguments: [text, start, one])
        )
        guard let value = call.expression else { return name }
        return try resolver.coerce(value, to: SQLType(.char), context: .explicit)
    }

    private func subscriptIndex(_ index: Expression?) throws(DatabaseError) -> Expression? {
        guard let index else { return nil }
        guard resolver.canCoerce(index.type, to: .int4, context: .assignment) else {
            throw DatabaseError(.datatypeMismatch, "array subscript must have type integer")
        }
        return try resolver.coerce(index, to: .int4, context: .assignment)
    }

    /// `meta['a'][1]`: the same as `meta -> 'a' -> 1`.
    private func jsonSubscripted(
        _ container: Expression,
        _ subscripts: [Expression.Subscript]
    ) throws(DatabaseError) -> Expression {
        var value = container
        for item in subscripts {
            guard !item.isSlice, let key = item.upper else {
                throw DatabaseError(
                    .datatypeMismatch,
                    "jsonb subscript does not support slices"
                )
            }
            let target: SQLType =
                key.type.oid == .int4 || key.type.oid == .int2 ? .int4 : .text
            guard resolver.canCoerce(key.type, to: target, context: .assignment) else {
                throw DatabaseError(
                    .datatypeMismatch,
                    "subscript type \(key.type.displayName) is not supported",
                    hint: "jsonb subscript must be coercible to either integer or text."
                )
            }
            value = try resolver.operatorCall(
                named: "->",
                left: value,
                right: try resolver.coerce(key, to: target, context: .assignment)
            )
        }
        return value
    }

    /// CURRENT_TIMESTAMP and its like: calls of the functions they are short for.
    func bind(valueFunction: Syntax.ValueFunction) throws(DatabaseError) -> Expression {
        func now(_ type: OID, _ precision: Int32? = nil) throws(DatabaseError) -> Expression {
            let value = try resolver.function(CallSyntax(name: "now", schema: "pg_catalog"))
            return try resolver.coerce(
                value.expression ?? .constant(.null, .timestamptz),
                to: SQLType(type, modifier: min(precision ?? -1, 6)),
                context: .explicit
            )
        }
        func call(_ name: String) throws(DatabaseError) -> Expression {
            let resolved = try resolver.function(CallSyntax(name: name, schema: "pg_catalog"))
            return resolved.expression ?? .constant(.null, resolved.type)
        }
        switch valueFunction.kind {
        case .currentDate: return try now(.date)
        case .currentTime(let precision): return try now(.timetz, precision)
        case .currentTimestamp(let precision): return try now(.timestamptz, precision)
        case .localTime(let precision): return try now(.time, precision)
        case .localTimestamp(let precision): return try now(.timestamp, precision)
        case .currentRole, .currentUser, .user: return try call("current_user")
        case .sessionUser: return try call("session_user")
        case .currentCatalog: return try call("current_database")
        case .currentSchema: return try call("current_schema")
        }
    }
}
