// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Schemas
import Values

/// ON CONFLICT.
///
/// Source: PostgreSQL 15 manual, SQL command INSERT, "ON CONFLICT Clause".
extension Binder {
    func bind(
        onConflict: Syntax.OnConflict?,
        _ table: TableExpressions,
        alias: String?,
        _ scope: Scope
    ) throws(DatabaseError) -> Plan.OnConflict? {
        guard let onConflict else { return nil }
        let arbiters = try arbiters(of: onConflict, table)
        guard case .update(let assignments, let filter) = onConflict.action else {
            return Plan.OnConflict(arbiters: arbiters, update: nil)
        }
        if case .any = onConflict.arbiter {
            throw DatabaseError(
                .syntaxError,
                "ON CONFLICT DO UPDATE requires inference specification or constraint name",
                hint: "For example, ON CONFLICT (column_name).",
                position: onConflict.position
            )
        }
        var existing = rowColumns(of: table.table)
        let excluded = rowColumns(of: table.table)
        let inner = scope.beside()
        inner.hidden = nil
        var proposed = rangeItem(table.table, excluded, alias: "excluded")
        // It is not stored anywhere, so it has no system columns.
        proposed.base = nil
        inner.items = [rangeItem(table.table, existing, alias: alias), proposed]
        let values = try bind(assignments: assignments, table, inner)
        var condition: Expression?
        if let filter {
            condition = try bind(
                condition: filter,
                purpose: .whereClause,
                construct: "WHERE",
                inner
            )
        }
        existing += inner.systemScanColumns(of: existing)
        return Plan.OnConflict(
            arbiters: arbiters,
            update: Plan.ConflictUpdate(
                existing: existing,
                excluded: excluded,
                assignments: values,
                filter: condition
            )
        )
    }

    /// The unique indexes that an arbiter means.
    ///
    /// - Throws: 42P10 when no index fits, 42704 when a constraint does not exist.
    private func arbiters(
        of onConflict: Syntax.OnConflict,
        _ table: TableExpressions
    ) throws(DatabaseError) -> [OID] {
        switch onConflict.arbiter {
        case .any: return []
        case .constraint(let name):
            let index = table.indexes.first {
                $0.description.constraint != nil && $0.description.name.isSame(as: name)
            }
            guard let index else {
                throw DatabaseError(
                    .undefinedObject,
                    "constraint \"\(name)\" for table \"\(table.table.name)\" does not exist"
                )
            }
            return [index.description.oid]
        case .columns(let elements, let filter):
            let item = rangeItem(table.table, table.row)
            var wanted: [Expression] = []
            for element in elements {
                switch element.key {
                case .column(let name):
                    guard let column = item.column(named: name) else {
                        throw DatabaseError(
                            .undefinedColumn,
                            "column \"\(name)\" does not exist",
                            position: onConflict.arbiterPosition
                        )
                    }
                    wanted.append(column.expression)
                case .expression(let expression):
                    wanted.append(try bind(written: expression, as: .indexExpression, nil, item))
                }
            }
            var condition: Expression?
            if let filter {
                condition = try bind(written: filter, as: .indexPredicate, .bool, item)
            }
            let found = table.indexes.filter { fits($0, wanted, condition) }
            guard !found.isEmpty else {
                throw DatabaseError(
                    .invalidColumnReference,
                    """
                    there is no unique or exclusion constraint matching the ON CONFLICT \
                    specification
                    """
                )
            }
            return found.map(\.description.oid)
        }
    }

    /// Whether a unique index is over exactly the expressions wanted, in any order.
    private func fits(
        _ index: TableExpressions.Index,
        _ wanted: [Expression],
        _ condition: Expression?
    ) -> Bool {
        guard index.description.isUnique, index.description.isValid else { return false }
        func contains(_ list: [Expression], _ expression: Expression) -> Bool {
            list.contains { $0.isSame(as: expression) }
        }
        guard index.keys.allSatisfy({ contains(wanted, $0) }),
            wanted.allSatisfy({ contains(index.keys, $0) })
        else { return false }
        guard let predicate = index.predicate else { return true }
        guard let condition else { return false }
        return predicate.conjuncts.allSatisfy { contains(condition.conjuncts, $0) }
    }
}
