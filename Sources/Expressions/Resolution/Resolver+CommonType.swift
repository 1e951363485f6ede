// SPDX-License-Identifier: Apache-2.0

public import Values

extension Resolver {
    /// The type that all of `expressions` can become, for `CASE`, `UNION`, `VALUES`, `ARRAY`,
    /// `COALESCE`, `GREATEST`, `LEAST`, `IN`: `construct` names it in errors.
    ///
    /// The modifier is kept when all have the same type and modifier.
    ///
    /// - Throws: 42804 when they cannot be matched.
    ///
    /// Source: PostgreSQL 15 manual, section 10.5 "UNION, CASE, and Related Constructs".
    public func commonType(
        _ expressions: [Expression],
        construct: String
    ) throws(DatabaseError) -> SQLType {
        let oid = try commonType(of: expressions.map(\.type.oid), context: construct)
        let modifiers = Set(expressions.map(\.type.modifier))
        if expressions.allSatisfy({ $0.type.oid == oid }), modifiers.count == 1,
            let modifier = modifiers.first
        {
            return SQLType(oid, modifier: modifier)
        }
        return SQLType(oid)
    }

    /// `expression` as the common type of its construct.
    ///
    /// - Throws: 42846 `CASE could not convert type integer to text`.
    public func coerce(
        _ expression: Expression,
        toCommon type: SQLType,
        construct: String
    ) throws(DatabaseError) -> Expression {
        let source = expression.type.oid
        if source == type.oid { return expression }
        guard canCoerce([source], to: [type.oid], .implicit) else {
            throw DatabaseError(
                .cannotCoerce,
                """
                \(construct) could not convert type \(source.displayName) to \
                \(type.oid.displayName)
                """
            )
        }
        return try coerce(expression, to: type.unmodified, context: .implicit)
    }

    func commonType(of types: [OID], context: String?) throws(DatabaseError) -> OID {
        guard var chosen = types.first else { return .text }
        if chosen != .unknown, types.allSatisfy({ $0 == chosen }) { return chosen }
        for type in types.dropFirst() where type != .unknown && type != chosen {
            if chosen == .unknown {
                chosen = type
            } else if type.category != chosen.category {
                if let context {
                    throw DatabaseError(
                        .datatypeMismatch,
                        """
                        \(context) types \(chosen.displayName) and \(type.displayName) \
                        cannot be matched
                        """
                    )
                }
                throw DatabaseError(
                    .datatypeMismatch,
                    "arguments of anycompatible family cannot be cast to a common type"
                )
            } else if !chosen.isPreferred, canCoerce([chosen], to: [type], .implicit),
                !canCoerce([type], to: [chosen], .implicit)
            {
                chosen = type
            }
        }
        return chosen == .unknown ? .text : chosen
    }
}
