// SPDX-License-Identifier: Apache-2.0

public import Expressions
public import Parsing
public import Schemas
public import Values

/// What the names in DDL and other commands refer to.
extension Planner {
    func makeBinder() -> Binder {
        Binder(
            catalog: catalog,
            resolver: Resolver(context: context, parameters: ParameterTypes([], isOpen: false))
        )
    }

    /// The type that `name` means.
    ///
    /// - Throws: 42704 when there is none, 22023 for bad modifiers.
    public func type(_ name: Syntax.TypeName) throws(DatabaseError) -> SQLType {
        try makeBinder().bind(type: name)
    }

    /// The stored relation that `name` refers to.
    ///
    /// - Throws: 42P01 when there is none, 42501 for a system catalog.
    public func relation(_ name: Syntax.RelationName) throws(DatabaseError) -> Relation {
        guard let relation = try relationIfExists(name) else {
            // Unlike queries, other statements do not point at the name.
            throw makeBinder().undefinedRelation(name.name).with { $0.position = nil }
        }
        return relation
    }

    /// The stored relation that `name` refers to; nil when there is none.
    ///
    /// - Throws: 42501 for a system catalog.
    public func relationIfExists(
        _ name: Syntax.RelationName
    ) throws(DatabaseError) -> Relation? {
        switch try makeBinder().findRelation(name.name) {
        case .stored(let relation): return relation
        case .catalog(let computed):
            throw DatabaseError(
                .insufficientPrivilege,
                "permission denied: \"\(computed.name)\" is a system catalog"
            )
        case nil: return nil
        }
    }

    /// The plan that gives the one value of an expression without columns, as a value of `type`.
    public func plan(
        value expression: Syntax.Expression,
        as type: SQLType
    ) throws(DatabaseError) -> Expression {
        try makeBinder().bind(written: expression, as: .executeParameter, type, nil)
    }
}
