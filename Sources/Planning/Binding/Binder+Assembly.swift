// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Values

/// Puts the bound clauses of a SELECT on top of each other.
extension Binder {
    /// The operators in the order SQL defines: FROM, WHERE, GROUP BY, HAVING, windows, the select
    /// list, DISTINCT, ORDER BY, LIMIT.
    ///
    /// What neither DISTINCT nor ORDER BY needs of the select list is computed last, for the rows
    /// that are left then: only they pay for it, volatile functions see them in order, and after
    /// FOR UPDATE they see the locked versions.
    func assemble(
        _ parts: SelectParts,
        _ query: Syntax.Query,
        _ scope: Scope
    ) throws(DatabaseError) -> BoundQuery {
        var plan = parts.source.providing(scope.systemColumns)
        if let filter = parts.filter { plan = filtered(plan, by: filter) }
        plan = aggregated(plan, parts, scope)
        if let having = parts.having { plan = filtered(plan, by: having) }
        plan = windowed(plan, scope)

        var shown = shownColumns(parts)
        let sortKeys = parts.order.map(\.key)
        let late = lateTargets(parts, scope)
        let early = parts.targets.indices.filter { !late.contains($0) }
        let sets = setTargets(parts, scope)
        let setsAreLate = !sets.isEmpty && late.isSuperset(of: sets)
        if !setsAreLate { plan = projectingSets(plan, parts, scope) }
        plan = projected(plan, early.map { named(parts, $0, &shown) })

        plan = distinct(plan, parts, shown)
        let keys = keysAfterProjection(parts, shown, sortKeys)
        if case .on(let targets) = parts.distinct {
            plan = distinctOn(plan, targets, keys, parts, shown)
        } else {
            sort(&plan, by: keys)
        }
        if !parts.locking.isEmpty {
            plan = Plan(
                .lockRows(Plan.RowLocking(input: plan, targets: parts.locking)),
                plan.columns
            )
            isReadOnly = false
        }
        if setsAreLate {
            plan = projectingSets(plan, parts, scope)
            plan = projected(plan, late.sorted().map { named(parts, $0, &shown) })
            try limit(&plan, query, keys, scope)
        } else {
            try limit(&plan, query, keys, scope)
            plan = projected(plan, late.sorted().map { named(parts, $0, &shown) })
        }
        return BoundQuery(plan: plan, columns: Array(shown[..<parts.shownCount]))
    }

    func filtered(_ plan: Plan, by condition: Expression) -> Plan {
        Plan(.filter(Plan.Filter(input: plan, condition: condition)), plan.columns)
    }

    func projected(_ plan: Plan, _ expressions: [NamedExpression?]) -> Plan {
        let expressions = expressions.compactMap { $0 }
        guard !expressions.isEmpty else { return plan }
        return Plan(
            .project(Plan.Projection(input: plan, expressions: expressions)),
            plan.columns + expressions.map { Plan.Output($0.id, $0.expression.type) }
        )
    }

    private func aggregated(_ plan: Plan, _ parts: SelectParts, _ scope: Scope) -> Plan {
        guard let grouping = parts.grouping else { return plan }
        var input = plan
        let below = scope.setCallsBelow(grouping)
        if !below.isEmpty {
            let calls = scope.setCalls.filter { below.contains($0.id) }
            input = projectingSets(input, calls)
            scope.setCalls.removeAll { below.contains($0.id) }
        }
        let groupings = scope.groupings.map { call in
            Plan.Aggregation.Grouping(
                id: call.id,
                keys: call.arguments.map { argument in
                    grouping.keys.firstIndex { $0.expression.isSame(as: argument) } ?? 0
                }
            )
        }
        let outputs =
            grouping.keys.map { Plan.Output($0.id, $0.expression.type) }
            + groupings.map { Plan.Output($0.id, .int4) }
            + scope.aggregates.map { Plan.Output($0.id, $0.type) }
        let node = Plan.Aggregation(
            input: input,
            keys: grouping.keys,
            sets: grouping.sets,
            groupings: groupings,
            calls: scope.aggregates,
            strategy: grouping.keys.isEmpty && grouping.sets == nil ? .plain : .hashed
        )
        return Plan(.aggregate(node), outputs)
    }

    private func windowed(_ plan: Plan, _ scope: Scope) -> Plan {
        var plan = plan
        for window in scope.windows {
            let keys = window.partition.map { SortKey($0) } + window.order
            sort(&plan, by: keys)
            let node = Plan.Window(
                input: plan,
                partition: window.partition,
                order: window.order,
                frame: window.frame,
                calls: window.calls
            )
            plan = Plan(
                .window(node),
                plan.columns + window.calls.map { Plan.Output($0.id, $0.type) }
            )
        }
        return plan
    }

    /// The set-returning calls of the select list, innermost first.
    private func projectingSets(_ plan: Plan, _ parts: SelectParts, _ scope: Scope) -> Plan {
        projectingSets(plan, scope.setCalls)
    }

    private func projectingSets(_ plan: Plan, _ calls: [Plan.SetProjection.Item]) -> Plan {
        var plan = plan
        var rest = calls
        while !rest.isEmpty {
            // Calls whose arguments contain no other pending call advance together.
            let pending = ColumnSet(rest.map(\.id))
            let ready = rest.filter { call in
                !call.arguments.contains { $0.columns.intersects(pending) }
            }
            guard !ready.isEmpty else { break }
            let ids = Set(ready.map(\.id))
            rest.removeAll { ids.contains($0.id) }
            plan = Plan(
                .projectSet(Plan.SetProjection(input: plan, functions: ready)),
                plan.columns + ready.map { Plan.Output($0.id, $0.type) }
            )
        }
        return plan
    }

    /// The columns of the select list; ids of computed targets are made when they are named.
    private func shownColumns(_ parts: SelectParts) -> [QueryColumn] {
        parts.targets.map { target in
            var id = ColumnID(-1)
            if case .column(let column, _) = target.expression { id = column }
            return QueryColumn(
                name: target.name,
                id: id,
                type: target.expression.type,
                origin: target.origin,
                position: target.position
            )
        }
    }

    /// A target that has to be computed, under an id of its own; nil for a plain column.
    private func named(
        _ parts: SelectParts,
        _ index: Int,
        _ shown: inout [QueryColumn]
    ) -> NamedExpression? {
        if case .column = parts.targets[index].expression { return nil }
        let id = makeColumn()
        shown[index].id = id
        return NamedExpression(id, parts.targets[index].expression)
    }

    private func setTargets(_ parts: SelectParts, _ scope: Scope) -> Set<Int> {
        let sets = ColumnSet(scope.setCalls.map(\.id))
        return Set(
            parts.targets.indices.filter { parts.targets[$0].expression.columns.intersects(sets) }
        )
    }

    /// The targets that neither DISTINCT nor ORDER BY looks at.
    private func lateTargets(_ parts: SelectParts, _ scope: Scope) -> Set<Int> {
        if case .all = parts.distinct { return [] }
        var early = Set(parts.order.map(\.target))
        if case .on(let keys) = parts.distinct { early.formUnion(keys) }
        // A target that is a plain column needs no computing; it is neither.
        let sets = setTargets(parts, scope)
        if !sets.isDisjoint(with: early) { early.formUnion(sets) }
        return Set(parts.targets.indices).subtracting(early)
    }

    private func keysAfterProjection(
        _ parts: SelectParts,
        _ shown: [QueryColumn],
        _ keys: [SortKey]
    ) -> [SortKey] {
        zip(parts.order, keys).map { order, key in
            SortKey(
                shown[order.target].expression,
                isDescending: key.isDescending,
                nullsFirst: key.nullsFirst
            )
        }
    }

    private func distinct(_ plan: Plan, _ parts: SelectParts, _ shown: [QueryColumn]) -> Plan {
        guard case .all = parts.distinct else { return plan }
        var seen: Set<ColumnID> = []
        let outputs = shown[..<parts.shownCount].map(\.output).filter {
            seen.insert($0.id).inserted
        }
        return distinctRows(plan, outputs)
    }

    /// One row of each group of rows equal in all `outputs`.
    func distinctRows(_ plan: Plan, _ outputs: [Plan.Output]) -> Plan {
        let node = Plan.Aggregation(
            input: plan,
            keys: outputs.map { NamedExpression($0.id, $0.expression) },
            calls: [],
            strategy: .hashed
        )
        return Plan(.aggregate(node), outputs)
    }

    /// DISTINCT ON sorts by the keys that ORDER BY leaves out as well.
    private func distinctOn(
        _ plan: Plan,
        _ targets: [Int],
        _ order: [SortKey],
        _ parts: SelectParts,
        _ shown: [QueryColumn]
    ) -> Plan {
        var plan = plan
        var keys = order
        let ordered = Set(parts.order.prefix(targets.count).map(\.target))
        let missing = targets.filter { !ordered.contains($0) }.map {
            SortKey(shown[$0].expression)
        }
        keys.insert(contentsOf: missing, at: min(ordered.count, keys.count))
        sort(&plan, by: keys)
        let node = Plan.Unique(input: plan, keys: targets.map { shown[$0].expression })
        return Plan(.unique(node), plan.columns)
    }
}
