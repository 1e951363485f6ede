// SPDX-License-Identifier: Apache-2.0

public import Values

extension Resolver {
    /// `container[…]`: an element of an array, a slice of one, or a member of a jsonb document.
    ///
    /// - Throws: 42804 when the type has no subscripts or a subscript is no integer.
    ///
    /// Source: PostgreSQL 15 manual, sections 8.15.3 and 8.14.5.
    public func element(
        of container: Expression,
        _ subscripts: [Expression.Subscript]
    ) throws(DatabaseError) -> Expression {
        let type = container.type.oid
        if type == .jsonb { return try member(of: container, subscripts) }
        guard let element = type.elementType else {
            throw DatabaseError(
                .datatypeMismatch,
                """
                cannot subscript type \(type.displayName) because it does not support subscripting
                """
            )
        }
        guard subscripts.count <= 6 else {
            throw DatabaseError(
                .programLimitExceeded,
                """
                number of array dimensions (\(subscripts.count)) exceeds the maximum allowed (6)
                """
            )
        }
        var bounds: [Expression.Subscript] = []
        for item in subscripts {
            bounds.append(
                Expression.Subscript(
                    lower: try bound(item.lower),
                    upper: try bound(item.upper),
                    isSlice: item.isSlice
                )
            )
        }
        let isSlice = subscripts.contains(where: \.isSlice)
        // A slice of int2vector or oidvector is an ordinary array.
        let sliced = type == .int2vector || type == .oidvector ? element.arrayType ?? type : type
        let result = SQLType(isSlice ? sliced : element, modifier: container.type.modifier)
        return .element(container, bounds, result)
    }

    private func bound(_ expression: Expression?) throws(DatabaseError) -> Expression? {
        guard let expression else { return nil }
        guard canCoerce([expression.type.oid], to: [.int4], .assignment) else {
            throw DatabaseError(
                .datatypeMismatch,
                "array subscript must have type integer"
            )
        }
        return try coerce(expression, to: .int4, context: .assignment)
    }

    /// A path of keys and positions: the same as `#>`.
    private func member(
        of container: Expression,
        _ subscripts: [Expression.Subscript]
    ) throws(DatabaseError) -> Expression {
        var path: [Expression] = []
        for item in subscripts {
            guard let key = item.upper, !item.isSlice else {
                throw DatabaseError(
                    .datatypeMismatch,
                    "jsonb subscript does not support slices"
                )
            }
            let type = key.type.oid
            if type == .unknown || type == .text {
                path.append(try coerce(key, to: .text, context: .implicit))
            } else if canCoerce([type], to: [.int4], .implicit) {
                let index = try coerce(key, to: .int4, context: .implicit)
                path.append(try coerce(index, to: .text, context: .explicit))
            } else if canCoerce([type], to: [.text], .implicit) {
                path.append(try coerce(key, to: .text, context: .implicit))
            } else {
                throw DatabaseError(
                    .datatypeMismatch,
                    "subscript type \(type.displayName) is not supported",
                    hint: "jsonb subscript must be coercible to either integer or text."
                )
            }
        }
        let keys = Expression.array(path, nested: false, SQLType(.textArray))
        return try operatorCall(named: "#>", schema: "pg_catalog", left: container, right: keys)
    }
}
