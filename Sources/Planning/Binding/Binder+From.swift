// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Values

/// FROM.
///
/// Source: PostgreSQL 15 manual, section 7.2.1 "The FROM Clause".
extension Binder {
    /// A part of FROM: its plan, the names it offers, and what it takes from the items to its left.
    struct FromPart {
        var plan: Plan
        var items: [RangeItem]
        /// Over the columns of the items to the left, when the plan is a lateral frame.
        var arguments: [Expression] = []
    }

    /// The join of all FROM items, whose names it adds to `scope`; nil without any.
    func bind(
        from items: [Syntax.FromItem],
        _ scope: Scope
    ) throws(DatabaseError) -> Plan? {
        var joined: Plan?
        for item in items {
            let part = try bind(fromItem: item, scope)
            try checkNames(of: part.items, against: scope.items)
            scope.items += part.items
            joined = join(joined, part)
        }
        return joined
    }

    /// The cross product of what is there and one part more.
    func join(_ left: Plan?, _ right: FromPart) -> Plan {
        guard let left else { return right.plan }
        return Plan(
            .join(
                Plan.Join(
                    kind: .inner,
                    left: left,
                    right: right.plan,
                    arguments: right.arguments
                )
            ),
            left.columns + right.plan.columns
        )
    }

    /// - Throws: 42712 when two items have one name.
    private func checkNames(
        of items: [RangeItem],
        against others: [RangeItem]
    ) throws(DatabaseError) {
        for item in items where item.showsName {
            guard let name = item.name else { continue }
            for other in others where other.showsName && other.name?.isSame(as: name) ?? false {
                // Tables of one name in two schemas can be told apart, unless aliased.
                if let schema = item.schema, let otherSchema = other.schema,
                    !schema.isSame(as: otherSchema)
                {
                    continue
                }
                throw DatabaseError(
                    .duplicateAlias,
                    "table name \"\(name)\" specified more than once"
                )
            }
        }
    }

    func bind(
        fromItem item: Syntax.FromItem,
        _ scope: Scope
    ) throws(DatabaseError) -> FromPart {
        try descend { () throws(DatabaseError) in
            switch item {
            case .relation(let relation):
                let (plan, item) = try bind(relation: relation, scope)
                return FromPart(plan: plan, items: [item])
            case .subquery(let derived): return try bind(derived: derived, scope)
            case .function(let function):
                return try lateral(scope) { (inner) throws(DatabaseError) in
                    try bind(functions: function, inner)
                }
            case .join(let join): return try bind(join: join, scope)
            case .sample(let sample):
                throw DatabaseError(
                    .featureNotSupported,
                    "TABLESAMPLE is not supported",
                    position: sample.position
                )
            }
        }
    }

    private func bind(
        derived: Syntax.DerivedTable,
        _ scope: Scope
    ) throws(DatabaseError) -> FromPart {
        if derived.isLateral {
            return try lateral(scope) { (inner) throws(DatabaseError) in
                try bind(derived: derived, in: inner.inner())
            }
        }
        let (plan, item) = try bind(derived: derived, in: scope.beside())
        return FromPart(plan: plan, items: [item])
    }

    private func bind(
        derived: Syntax.DerivedTable,
        in scope: Scope
    ) throws(DatabaseError) -> (Plan, RangeItem) {
        let bound = try bind(query: derived.query, scope)
        var item = RangeItem(
            name: nil,
            columns: bound.columns.map {
                RangeColumn(name: $0.name, expression: $0.expression, origin: $0.origin)
            }
        )
        item.rows = bound.rows
        try rename(&item, derived.alias)
        return (bound.plan, item)
    }

    /// Binds something that may refer to the FROM items to its left, as a frame of its own when it
    /// does.
    func lateral(
        _ scope: Scope,
        _ body: (Scope) throws(DatabaseError) -> (Plan, RangeItem)
    ) throws(DatabaseError) -> FromPart {
        let inner = scope.innerFrame()
        let (plan, item) = try body(inner)
        let frame = inner.frame
        let refersToLeft = frame.arguments.contains { !$0.columns.isEmpty }
        if refersToLeft { return FromPart(plan: plan, items: [item], arguments: frame.arguments) }
        // Only the enclosing query's values are used: no frame is needed for those.
        return FromPart(plan: plan.replacingOuter(frame.arguments), items: [item])
    }
}
