// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Schemas

/// Something that a query names and the search path finds.
enum Mention {
    /// A table, view or sequence; `isBare` when the path finds it without its schema.
    case relation(schema: String, name: String, isBare: Bool)
    /// A type, function or aggregate.
    case object(schema: String, name: String)
    /// An operator.
    case symbol(schema: String, name: String)
}

extension Binder {
    /// Notes that the query names something at `position`.
    func mention(_ mention: @autoclosure () -> Mention, _ position: Int?) {
        guard mentions != nil, expandingViews.isEmpty, let position else { return }
        mentions?[position] = mention()
    }

    /// Notes the operator that `value` is a call of.
    func mention(_ value: Expression, _ position: Int?) {
        guard mentions != nil, case .call(let function, _, _) = value,
            case .operator(let name, _) = function.notation
        else { return }
        mention(.symbol(schema: function.schema, name: name), position)
    }

    /// Notes a relation, whose bare name may be that of another one or of a common table.
    func mention(_ relation: Relation, _ name: Syntax.ObjectName, _ scope: Scope) {
        guard mentions != nil, let schema = catalog.schema(relation.schema)?.name else { return }
        var isBare = false
        if case .stored(let found)? = try? findRelation(Syntax.ObjectName(relation.name)) {
            isBare = found.oid == relation.oid && findCommonTable(relation.name, scope) == nil
        }
        mention(.relation(schema: schema, name: relation.name, isBare: isBare), name.position)
    }
}
