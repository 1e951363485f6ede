// SPDX-License-Identifier: Apache-2.0

import Parsing
import Schemas
import Values

extension Binder {
    /// A view in FROM: its query, bound where no name of the statement around it is visible.
    func expand(
        _ view: ViewDescription,
        alias: String,
        _ scope: Scope
    ) throws(DatabaseError) -> (Plan, RangeItem) {
        guard !expandingViews.contains(view.oid) else {
            throw DatabaseError(
                .invalidObjectDefinition,
                "infinite recursion detected in rules for relation \"\(view.name)\""
            )
        }
        expandingViews.append(view.oid)
        defer { expandingViews.removeLast() }
        let query = try parseQuery(view.query)
        let bound = try descend { () throws(DatabaseError) in
            try bind(query: query, Scope(parent: nil, frame: scope.frame, commonTables: []))
        }
        var item = RangeItem(name: alias, columns: [])
        for (column, description) in zip(bound.columns, view.columns.filter { !$0.isDropped }) {
            item.columns.append(
                RangeColumn(
                    name: description.name,
                    expression: column.expression,
                    origin: RangeColumn.Origin(table: view.oid, attribute: description.number)
                )
            )
        }
        return (bound.plan, item)
    }

    /// The one query that `text` is.
    func parseQuery(_ text: String) throws(DatabaseError) -> Syntax.Query {
        let statements = try Parser.parse(text)
        guard statements.count == 1, case .select(let query) = statements[0].statement else {
            throw DatabaseError(.internalError, "view definition is not one query")
        }
        return query
    }

    /// The expression that `text` is, as stored in the catalog.
    func parseExpression(_ text: String) throws(DatabaseError) -> Syntax.Expression {
        let query = try parseQuery("SELECT " + text)
        guard case .select(let select) = query.body, let target = select.targets.first else {
            throw DatabaseError(.internalError, "stored expression is not one expression")
        }
        return target.value
    }
}
