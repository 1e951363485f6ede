// SPDX-License-Identifier: Apache-2.0

import Expressions
import Schemas
import Values

/// How the rows of a table are found.
extension Optimizer {
    /// The cheapest way to read the rows of a scan for which `conditions` are true.
    func access(
        _ scan: Plan.TableScan,
        _ conditions: [Expression],
        _ columns: [Plan.Output]
    ) -> Plan {
        let all = known(scan.target.filter.conjuncts + conditions).compactMap {
            scan.target.simplified($0)
        }
        if all.contains(where: \.isNeverTrue) {
            return make(.values(Plan.RowValues(rows: [])), columns)
        }
        var target = scan.target
        target.filter = Expression.conjunction(all)
        var best = make(.tableScan(Plan.TableScan(target: target)), columns)
        guard !all.isEmpty, switches.lookUps else { return best }
        for index in binder.catalog.indexes(of: target.table.oid) {
            guard let found = indexScan(index, target, all) else { continue }
            let candidate = make(.indexScan(found), columns)
            if isCheaper(candidate, than: best) { best = candidate }
            // Nothing beats one row.
            if candidate.estimate.rows <= 1, found.prefix.count == index.keys.count { break }
        }
        return best
    }

    /// The scan of `index` for as many of `conditions` as it can answer; nil when there are none.
    func indexScan(
        _ index: IndexDescription,
        _ target: Plan.ScanTarget,
        _ conditions: [Expression]
    ) -> Plan.IndexScan? {
        guard index.isReadable, index.isOrdered,
            let keys = keyExpressions(index, target),
            answersPredicate(of: index, target, conditions)
        else { return nil }
        var match = IndexMatch(conditions)
        for (position, key) in keys.enumerated() {
            guard match.matchPrefix(key, index.keys[position].type) else {
                match.matchRange(key, index.keys[position].type)
                break
            }
        }
        guard !match.used.isEmpty else { return nil }
        var used = ColumnSet()
        for condition in match.used { condition.collectColumns(into: &used) }
        let conditionColumns = target.fetched.filter { used.contains($0.id) }
        var target = target
        target.filter = Expression.conjunction(match.rest)
        return Plan.IndexScan(
            target: target,
            index: index,
            prefix: match.prefix,
            lower: match.lower,
            upper: match.upper,
            excludesNulls: match.excludesNulls,
            conditions: match.used,
            conditionColumns: conditionColumns
        )
    }

    /// The index's keys over the columns of a scan; nil when a column of them is gone.
    func keyExpressions(_ index: IndexDescription, _ target: Plan.ScanTarget) -> [Expression]? {
        var keys: [Expression] = []
        for key in index.keys {
            if let number = key.column {
                guard let column = target.fetched.first(where: { $0.source == .column(number) })
                else { return nil }
                keys.append(.column(column.id, column.type))
            } else {
                guard let sql = key.expressionSQL,
                    let expression = bound(sql, .indexExpression, target)
                else { return nil }
                keys.append(expression)
            }
        }
        return keys
    }

    /// Whether every row that meets `conditions` is in a partial index.
    func answersPredicate(
        of index: IndexDescription,
        _ target: Plan.ScanTarget,
        _ conditions: [Expression]
    ) -> Bool {
        guard let sql = index.predicateSQL else { return true }
        guard let predicate = bound(sql, .indexPredicate, target) else { return false }
        let implication = Implication(context: binder.resolver.context)
        return predicate.conjuncts.allSatisfy { part in
            conditions.contains { implication.holds($0, part) }
        }
    }

    /// An expression kept as text, over the columns of a scan.
    private func bound(
        _ sql: String,
        _ purpose: Purpose,
        _ target: Plan.ScanTarget
    ) -> Expression? {
        let live = target.table.liveColumns
        var item = RangeItem(name: target.table.name, columns: [])
        for column in live {
            guard let scan = target.fetched.first(where: { $0.source == .column(column.number) })
            else { continue }
            item.columns.append(
                RangeColumn(name: column.name, expression: .column(scan.id, scan.type))
            )
        }
        return try? binder.bind(stored: sql, as: purpose, nil, item)
    }
}

extension Plan.ScanTarget {
    /// `condition` with what NOT NULL says: nil when it is always true.
    fileprivate func simplified(_ condition: Expression) -> Expression? {
        guard case .isNull(.column(let id, _), let negated) = condition,
            let column = fetched.first(where: { $0.id == id }),
            case .column(let number) = column.source,
            table.column(numbered: number)?.isNotNull ?? false
        else { return condition }
        return negated ? nil : .constant(.bool(false), .bool)
    }
}
