// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// Inner joins, which may be done in any order.
extension Optimizer {
    /// What is joined: a plan, and for a lateral one the arguments it needs of others.
    private struct Item {
        var plan: Plan
        /// The plan before it was improved, and the conditions it was given.
        var original: Plan
        var conditions: [Expression] = []
        var arguments: [Expression] = []
        var columns: ColumnSet
    }

    /// The parts of a tree of inner joins.
    private struct Region {
        var items: [Item] = []
        var conditions: [Expression] = []
        /// Computed columns, outermost first.
        var projections: [[NamedExpression]] = []
        /// What the rows should come in the order of; the item it is computed from goes first.
        var leadingKey: Expression?
    }

    /// A tree of inner joins improved as a whole.
    mutating func place(
        _ conditions: [Expression],
        onRegion plan: Plan
    ) throws(DatabaseError) -> Plan {
        var region = Region(conditions: conditions)
        region.leadingKey = leadingKey
        leadingKey = nil
        gather(plan, into: &region)
        for projection in region.projections {
            let definitions = Definitions(projection)
            region.leadingKey = region.leadingKey.map { definitions.replacing(in: $0) }
            region.conditions = region.conditions.map { definitions.replacing(in: $0) }
            for index in region.items.indices {
                region.items[index].arguments = region.items[index].arguments.map {
                    definitions.replacing(in: $0)
                }
            }
        }
        region.conditions = known(region.conditions)
        if region.conditions.contains(where: \.isNeverTrue) {
            return make(.values(Plan.RowValues(rows: [])), plan.columns)
        }
        try improveItems(&region)
        var joined = try orderJoins(&region)
        for projection in region.projections.reversed() {
            let outputs =
                joined.columns + projection.map { Plan.Output($0.id, $0.expression.type) }
            joined = make(
                .project(Plan.Projection(input: joined, expressions: projection)),
                outputs
            )
        }
        return joined
    }

    /// Takes `plan` apart as far as only inner joins, filters and harmless projections go.
    private func gather(_ plan: Plan, into region: inout Region) {
        switch plan.node {
        case .filter(let node):
            region.conditions += node.condition.conjuncts
            gather(node.input, into: &region)
        case .join(let node) where node.kind == .inner:
            let flat = node.arguments.isEmpty ? node : decorrelated(node) ?? node
            region.conditions += flat.condition.conjuncts
            gather(flat.left, into: &region)
            gather(flat.right, flat.arguments, into: &region)
        case .project(let node)
        where !node.expressions.contains(where: {
            $0.expression.isVolatile || $0.expression.containsSubqueries
        }):
            if !node.expressions.isEmpty { region.projections.append(node.expressions) }
            gather(node.input, into: &region)
        case .values(let node) where plan.columns.isEmpty && node.rows.count == 1: break
        default:
            region.items.append(Item(plan: plan, original: plan, columns: plan.columnSet))
        }
    }

    /// Takes the right side of an inner join apart, a frame when it has arguments: an inner join in
    /// one whose left side does without them is as good as part of the region.
    private func gather(_ plan: Plan, _ arguments: [Expression], into region: inout Region) {
        if arguments.isEmpty || !plan.frameRefersToOuter { return gather(plan, into: &region) }
        if case .join(let node) = plan.node, node.kind == .inner, !node.left.frameRefersToOuter {
            region.conditions += node.condition.conjuncts.map { $0.replacingOuter(arguments) }
            gather(node.left, into: &region)
            let passed = node.arguments.map { $0.replacingOuter(arguments) }
            return gather(node.right, passed.isEmpty ? arguments : passed, into: &region)
        }
        region.items.append(
            Item(plan: plan, original: plan, arguments: arguments, columns: plan.columnSet)
        )
    }

    /// Gives each item the conditions on it alone, and improves it.
    private mutating func improveItems(_ region: inout Region) throws(DatabaseError) {
        for index in region.items.indices {
            let columns = region.items[index].columns
            if region.items[index].arguments.isEmpty {
                // Conditions without any column go to the first item.
                let own = region.conditions.filter {
                    $0.canMove(to: columns) && (!$0.columns.isEmpty || index == 0)
                }
                region.conditions.removeAll {
                    $0.canMove(to: columns) && (!$0.columns.isEmpty || index == 0)
                }
                region.items[index].conditions = own
                region.items[index].plan = try place(own, on: region.items[index].original)
            } else {
                region.items[index].plan = try place([], on: region.items[index].original)
            }
        }
    }

    /// Joins the items greedily: from each possible first one, always the next that costs least;
    /// the cheapest of these orders wins.
    private mutating func orderJoins(_ region: inout Region) throws(DatabaseError) -> Plan {
        guard !region.items.isEmpty else {
            return try restricted(
                make(.values(Plan.RowValues(rows: [[]])), []),
                by: region.conditions
            )
        }
        let movable = region.conditions.filter { !$0.isVolatileCall && !$0.containsSubqueries }
        let last = region.conditions.filter { $0.isVolatileCall || $0.containsSubqueries }
        var best: Plan?
        // With very many items only the smallest first one is tried.
        let starts = region.items.indices.filter { region.items[$0].arguments.isEmpty }
        if let key = region.leadingKey,
            let start = starts.first(where: {
                key.columns.isSubset(of: region.items[$0].columns)
            }),
            let plan = joinAll(region.items, movable, from: start, keepsOrder: true)
        {
            return try restricted(plan, by: last)
        }
        let tried =
            region.items.count <= 12
            ? starts
            : Array(
                starts.sorted {
                    region.items[$0].plan.estimate.rows < region.items[$1].plan.estimate.rows
                }.prefix(1)
            )
        for start in tried {
            guard let plan = joinAll(region.items, movable, from: start) else { continue }
            if best.map({ plan.estimate.totalCost < $0.estimate.totalCost }) ?? true {
                best = plan
            }
        }
        guard let best else {
            throw DatabaseError(.internalError, "lateral references form a circle")
        }
        return try restricted(best, by: last)
    }

    private func joinAll(
        _ items: [Item],
        _ conditions: [Expression],
        from start: Int,
        keepsOrder: Bool = false
    ) -> Plan? {
        var current = items[start].plan
        var rest = items
        rest.remove(at: start)
        var pending = conditions
        if rest.isEmpty { return filtered(current, by: pending) }
        while !rest.isEmpty {
            var best: (index: Int, plan: Plan, isConnected: Bool)?
            let available = current.columnSet
            for (index, item) in rest.enumerated()
            where item.arguments.allSatisfy({ $0.columns.isSubset(of: available) }) {
                var both = available
                both.formUnion(item.columns)
                let usable = pending.filter { $0.columns.isSubset(of: both) }
                let isConnected = !usable.isEmpty || !item.arguments.isEmpty
                if let best, best.isConnected, !isConnected { continue }
                let plan = pair(current, item, usable, keepsOrder: keepsOrder)
                let isBetter =
                    best.map {
                        (isConnected && !$0.isConnected)
                            || plan.estimate.totalCost < $0.plan.estimate.totalCost
                    } ?? true
                if isBetter { best = (index, plan, isConnected) }
            }
            guard let best else { return nil }
            current = best.plan
            rest.remove(at: best.index)
            let reached = current.columnSet
            pending.removeAll { $0.columns.isSubset(of: reached) }
        }
        return filtered(current, by: pending)
    }

    /// The cheapest join of what is there with one more item; `keepsOrder` leaves the rows that are
    /// there in their order.
    private func pair(
        _ left: Plan,
        _ item: Item,
        _ conditions: [Expression],
        keepsOrder: Bool
    ) -> Plan {
        let columns = left.columns + item.plan.columns
        let condition = Expression.conjunction(conditions)
        let node = Plan.Join(
            kind: .inner,
            left: left,
            right: item.plan,
            condition: condition,
            arguments: item.arguments
        )
        guard item.arguments.isEmpty else { return make(.join(node), columns) }
        var best = make(.join(hashing(node)), columns)
        let turned = Plan.Join(
            kind: .inner,
            left: item.plan,
            right: left,
            condition: condition
        )
        let other = make(.join(hashing(turned)), columns)
        if !keepsOrder, other.estimate.totalCost < best.estimate.totalCost { best = other }
        if let looked = lookingUp(node, item.original, item.conditions) {
            let candidate = make(.join(looked), columns)
            if candidate.isCheaper(than: best, forFirstRows: keepsOrder) { best = candidate }
        }
        return best
    }
}

extension Plan {
    /// Whether it costs less than another plan for the same rows; for the first hundred of them
    /// where a LIMIT may end both early.
    func isCheaper(than other: Plan, forFirstRows: Bool) -> Bool {
        forFirstRows
            ? estimate.firstRowsCost < other.estimate.firstRowsCost
            : estimate.totalCost < other.estimate.totalCost
    }
}

extension Plan.Estimate {
    fileprivate var firstRowsCost: Double {
        startupCost + (totalCost - startupCost) * min(1, 100 / max(rows, 1))
    }
}
