// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Values

/// FOR UPDATE and its like.
///
/// Source: PostgreSQL 15 manual, SQL command SELECT, "The Locking Clause".
extension Binder {
    func bind(
        locking query: Syntax.Query,
        _ select: Syntax.Select,
        _ parts: inout SelectParts,
        _ scope: Scope
    ) throws(DatabaseError) {
        guard let first = query.locking.first else { return }
        try refuse(first, select, parts, scope)
        for clause in query.locking {
            if clause.relations.isEmpty {
                for item in scope.items { lock(item, clause, &parts) }
                continue
            }
            for relation in clause.relations {
                let name = relation.name.name
                if let schema = relation.name.schema {
                    throw DatabaseError(
                        .syntaxError,
                        "\(clause.strength.text) must specify unqualified relation names",
                        position: relation.position
                    ).at(schema.isEmpty ? nil : relation.position)
                }
                let item = scope.items.first { $0.showsName && $0.name?.isSame(as: name) ?? false }
                guard let item else {
                    throw DatabaseError(
                        .undefinedTable,
                        """
                        relation "\(name)" in \(clause.strength.text) clause not found in FROM \
                        clause
                        """,
                        position: relation.position
                    )
                }
                lock(item, clause, &parts)
            }
        }
    }

    private func refuse(
        _ clause: Syntax.LockingClause,
        _ select: Syntax.Select,
        _ parts: SelectParts,
        _ scope: Scope
    ) throws(DatabaseError) {
        let reason: String
        if case .all = select.distinct {
            if !select.groupBy.isEmpty {
                reason = "GROUP BY clause"
            } else if parts.having != nil {
                reason = "HAVING clause"
            } else if !scope.aggregates.isEmpty {
                reason = "aggregate functions"
            } else if !scope.windows.isEmpty {
                reason = "window functions"
            } else if !scope.setCalls.isEmpty {
                reason = "set-returning functions in the target list"
            } else {
                return
            }
        } else {
            reason = "DISTINCT clause"
        }
        throw DatabaseError(
            .featureNotSupported,
            "\(clause.strength.text) is not allowed with \(reason)"
        )
    }

    /// Locks the rows of `item`, under the strongest of several clauses.
    private func lock(
        _ item: RangeItem,
        _ clause: Syntax.LockingClause,
        _ parts: inout SelectParts
    ) {
        for row in item.rows { lock(row, clause, &parts) }
    }

    private func lock(
        _ row: Plan.RowReference,
        _ clause: Syntax.LockingClause,
        _ parts: inout SelectParts
    ) {
        var row = row
        row.recheck = Expression.conjunction(row.recheck.conjuncts + parts.filter.conjuncts)
        let target = Plan.RowLocking.Target(
            row: row,
            strength: Plan.RowLocking.Strength(rawValue: clause.strength.rawValue) ?? .update,
            wait: wait(clause.wait)
        )
        let known = parts.locking.firstIndex { $0.row.rowID == row.rowID }
        guard let known else {
            parts.locking.append(target)
            return
        }
        if parts.locking[known].strength.rawValue < target.strength.rawValue {
            parts.locking[known].strength = target.strength
        }
        if case .noWait = target.wait { parts.locking[known].wait = .noWait }
    }

    /// The rows that those of a SELECT are made of, when it is simple enough to tell.
    func rows(
        of parts: SelectParts,
        _ query: Syntax.Query,
        _ scope: Scope
    ) -> [Plan.RowReference] {
        guard parts.grouping == nil, case .no = parts.distinct, scope.windows.isEmpty,
            scope.setCalls.isEmpty, query.limit == nil, query.offset == nil
        else { return [] }
        return scope.items.flatMap(\.rows).map { row in
            var row = row
            row.recheck = Expression.conjunction(row.recheck.conjuncts + parts.filter.conjuncts)
            return row
        }
    }

    private func wait(_ wait: Syntax.LockingClause.Wait) -> Plan.RowLocking.Wait {
        switch wait {
        case .block: .block
        case .skipLocked: .skipLocked
        case .noWait: .noWait
        }
    }
}
