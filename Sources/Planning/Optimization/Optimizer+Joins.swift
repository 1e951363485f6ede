// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// Outer joins, semi-joins and lateral joins, whose sides keep their places.
extension Optimizer {
    mutating func place(
        _ conditions: [Expression],
        onJoin plan: Plan
    ) throws(DatabaseError) -> Plan {
        guard case .join(var node) = plan.node else { return plan }
        simplify(&node, conditions)
        if node.kind == .inner {
            return try place(conditions, onRegion: Plan(.join(node), plan.columns))
        }
        if let key = leadingKey, !key.columns.isSubset(of: node.left.columnSet) { leadingKey = nil }
        let keepsOrder = leadingKey != nil
        if !node.arguments.isEmpty, let flat = decorrelated(node) { node = flat }
        let leftColumns = node.left.columnSet
        let rightColumns = node.right.columnSet

        // Above the join a condition on the preserved side holds for the row before it is joined.
        var above = conditions
        var toLeft: [Expression] = []
        if node.kind != .full {
            toLeft = conditions.filter { $0.canMove(to: leftColumns) }
            above = conditions.filter { !$0.canMove(to: leftColumns) }
        }
        // Of the join's own conditions those on the other side decide which of its rows can match.
        var own = known(node.condition.conjuncts)
        var toRight: [Expression] = []
        if node.kind != .full, node.arguments.isEmpty {
            toRight = own.filter { $0.canMove(to: rightColumns) }
            own.removeAll { $0.canMove(to: rightColumns) }
        }
        node.left = try place(toLeft, on: node.left)
        let right = node.right
        node.right = try place(toRight, on: right)
        let columns = plan.columns
        if node.left.isEmpty, node.kind != .full {
            return make(.values(Plan.RowValues(rows: [])), columns)
        }
        node.condition = Expression.conjunction(own)
        var best = make(.join(hashing(node)), columns)
        if let looked = lookingUp(node, right, toRight), node.arguments.isEmpty {
            let candidate = make(.join(looked), columns)
            if candidate.isCheaper(than: best, forFirstRows: keepsOrder) { best = candidate }
        }
        return try restricted(best, by: above)
    }

    /// Turns right joins around, and outer joins into inner ones where the rows they add would be
    /// dropped by `conditions` anyway.
    private func simplify(_ node: inout Plan.Join, _ conditions: [Expression]) {
        if node.kind == .right {
            swap(&node.left, &node.right)
            node.kind = .left
        }
        guard node.kind == .left || node.kind == .full else { return }
        let right = node.right.columnSet
        let left = node.left.columnSet
        let dropsWithoutRight = conditions.contains { $0.rejectsNull(of: right) }
        if node.kind == .left {
            if dropsWithoutRight { node.kind = .inner }
            return
        }
        let dropsWithoutLeft = conditions.contains { $0.rejectsNull(of: left) }
        switch (dropsWithoutLeft, dropsWithoutRight) {
        case (true, true): node.kind = .inner
        case (true, false): node.kind = .left
        case (false, true):
            swap(&node.left, &node.right)
            node.kind = .left
        case (false, false): break
        }
    }

    /// The same join with those of its conditions that are equalities of the two sides as keys.
    func hashing(_ node: Plan.Join) -> Plan.Join {
        guard node.arguments.isEmpty else { return node }
        var node = node
        let left = node.left.columnSet
        let right = node.right.columnSet
        var rest: [Expression] = []
        for condition in node.condition.conjuncts {
            if let key = joinKey(condition, left, right) {
                node.keys.append(key)
            } else {
                rest.append(condition)
            }
        }
        node.condition = Expression.conjunction(rest)
        return node
    }

    private func joinKey(
        _ condition: Expression,
        _ left: ColumnSet,
        _ right: ColumnSet
    ) -> Plan.Join.Key? {
        let first: Expression
        let second: Expression
        let equality: Function
        var nullsMatch = false
        switch condition {
        case .call(let function, let operands, _)
        where operands.count == 2 && function.operatorName == "=":
            (first, second, equality) = (operands[0], operands[1], function)
        case .isDistinct(let one, let other, let function, negated: true):
            (first, second, equality) = (one, other, function)
            nullsMatch = true
        default: return nil
        }
        guard !condition.containsSubqueries, !condition.isVolatile else { return nil }
        let firstColumns = first.columns
        let secondColumns = second.columns
        guard !firstColumns.isEmpty, !secondColumns.isEmpty else { return nil }
        if firstColumns.isSubset(of: left), secondColumns.isSubset(of: right) {
            return Plan.Join.Key(
                left: first,
                right: second,
                equality: equality,
                nullsMatch: nullsMatch
            )
        }
        guard firstColumns.isSubset(of: right), secondColumns.isSubset(of: left),
            let swapped = commuted(equality)
        else { return nil }
        return Plan.Join.Key(
            left: second,
            right: first,
            equality: swapped,
            nullsMatch: nullsMatch
        )
    }

    /// The function that computes the same with its operands exchanged.
    func commuted(_ function: Function) -> Function? {
        guard case .operator(_, let oid) = function.notation,
            let written = binder.resolver.registry.operator(oid)
        else { return function.arguments.first == function.arguments.last ? function : nil }
        return binder.resolver.registry.operator(written.commutator)?.function
    }

    /// The same join looking up the right side through an index for each left row; nil when the
    /// right side is no table with an index that the join's conditions can use.
    ///
    /// `right` is the side before or after it was improved, `conditions` are those pushed down to
    /// it but not in it yet.
    func lookingUp(
        _ node: Plan.Join,
        _ right: Plan,
        _ conditions: [Expression]
    ) -> Plan.Join? {
        guard node.kind != .full, node.kind != .right else { return nil }
        var scan = right
        var filters = conditions
        while case .filter(let filter) = scan.node {
            filters += filter.condition.conjuncts
            scan = filter.input
        }
        guard case .tableScan(var table) = scan.node else { return nil }
        // What the scan already filters by moves into the frame as well.
        filters += table.target.filter.conjuncts
        table.target.filter = nil
        guard !filters.contains(where: \.containsSubqueries) else { return nil }
        let left = node.left.columnSet
        let own = node.condition.conjuncts
        guard own.allSatisfy({ !$0.containsSubqueries && !$0.isVolatile }),
            own.contains(where: { $0.columns.intersects(left) })
        else { return nil }
        var parameters = FrameParameters(outside: left)
        let inside = (filters + own).map { parameters.replacing(in: $0) }
        let looked = access(table, inside, scan.columns)
        guard case .indexScan(let index) = looked.node,
            index.conditions.contains(where: { $0.refersToOuter })
        else { return nil }
        var node = node
        node.right = looked
        node.condition = nil
        node.arguments = parameters.arguments
        return node
    }
}

/// Collects what expressions take from outside when they move into a frame of their own.
struct FrameParameters {
    /// The columns that are outside of the frame.
    let outside: ColumnSet
    /// The frame's arguments, over the outside.
    private(set) var arguments: [Expression] = []

    /// `arguments`: What the frame takes already.
    init(outside: ColumnSet, arguments: [Expression] = []) {
        self.outside = outside
        self.arguments = arguments
    }

    /// `expression` as it is written inside.
    mutating func replacing(in expression: Expression) -> Expression {
        switch expression {
        case .column(let id, let type) where outside.contains(id): return argument(expression, type)
        case .outer(_, let type): return argument(expression, type)
        default:
            var parameters = self
            let mapped = expression.mappingChildren { parameters.replacing(in: $0) }
            self = parameters
            return mapped
        }
    }

    private mutating func argument(_ value: Expression, _ type: SQLType) -> Expression {
        if let known = arguments.firstIndex(where: { $0.isSame(as: value) }) {
            return .outer(known, type)
        }
        arguments.append(value)
        return .outer(arguments.count - 1, type)
    }
}

extension Plan {
    /// The ids of the output columns.
    var columnSet: ColumnSet { ColumnSet(columns.map(\.id)) }
}

extension Expression {
    /// Whether it may be evaluated by an operator that only has `columns`.
    func canMove(to columns: ColumnSet) -> Bool {
        !isVolatileCall && self.columns.isSubset(of: columns)
    }

    /// Whether it calls a volatile function; subqueries do not count.
    var isVolatileCall: Bool {
        contains {
            if case .call(let function, _, _) = $0 {
                function.volatility == .volatile
            } else {
                false
            }
        }
    }

    /// Whether it refers to an argument of its frame.
    var refersToOuter: Bool {
        contains { if case .outer = $0 { true } else { false } }
    }

    /// Whether it cannot be true when all of `columns` are NULL.
    func rejectsNull(of columns: ColumnSet) -> Bool {
        switch self {
        case .and(let operands): operands.contains { $0.rejectsNull(of: columns) }
        case .or(let operands): operands.allSatisfy { $0.rejectsNull(of: columns) }
        case .isNull(let operand, negated: true): operand.isNull(whenNull: columns)
        case .isTruth(let operand, truth: .some, negated: false):
            operand.isNull(whenNull: columns)
        case .not(let operand): operand.isNull(whenNull: columns)
        // NULL = ANY is false of an empty array.
        case .anyOrAll(let left, let function, _, all: false):
            function.isStrict && left.isNull(whenNull: columns)
        default: isNull(whenNull: columns)
        }
    }

    /// Whether it is NULL when all of `columns` are.
    private func isNull(whenNull columns: ColumnSet) -> Bool {
        switch self {
        case .column(let id, _): columns.contains(id)
        case .call(let function, let operands, _):
            function.isStrict && operands.contains { $0.isNull(whenNull: columns) }
        case .anyOrAll(let left, let function, let array, all: false):
            function.isStrict && array.hasElements && left.isNull(whenNull: columns)
        case .not(let operand): operand.isNull(whenNull: columns)
        default: false
        }
    }

    /// Whether it is an array known to have elements.
    private var hasElements: Bool {
        switch self {
        case .array(let elements, nested: false, _): !elements.isEmpty
        case .constant(.array(let array), _): !array.elements.isEmpty
        default: false
        }
    }
}
