// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// Carries conditions down to where they cost least.
extension Optimizer {
    /// `plan` improved, with only those rows for which all of `conditions` are true.
    mutating func place(
        _ conditions: [Expression],
        on plan: Plan
    ) throws(DatabaseError) -> Plan {
        try descend { (optimizer) throws(DatabaseError) in
            try optimizer.placeUnchecked(conditions, on: plan)
        }
    }

    private mutating func placeUnchecked(
        _ conditions: [Expression],
        on plan: Plan
    ) throws(DatabaseError) -> Plan {
        switch plan.node {
        case .filter, .project, .join: break
        default: leadingKey = nil
        }
        switch plan.node {
        case .filter(let node):
            return try place(conditions + known(node.condition.conjuncts), on: node.input)
        case .project(let node): return try place(conditions, onProjection: node, plan)
        case .join: return try place(conditions, onJoin: plan)
        case .tableScan(let node):
            let (own, rest) = split(conditions)
            return try restricted(access(node, own, plan.columns), by: rest)
        case .catalogScan(var node):
            let (own, rest) = split(conditions)
            node.filter = Expression.conjunction(node.filter.conjuncts + own)
            return try restricted(make(.catalogScan(node), plan.columns), by: rest)
        case .functionScan(var node):
            let (own, rest) = split(conditions)
            node.filter = Expression.conjunction(node.filter.conjuncts + own)
            return try restricted(make(.functionScan(node), plan.columns), by: rest)
        case .commonTableScan(var node):
            let (own, rest) = split(conditions)
            node.filter = Expression.conjunction(node.filter.conjuncts + own)
            return try restricted(make(.commonTableScan(node), plan.columns), by: rest)
        case .sort(let node):
            return ordered(try place(conditions, on: node.input), by: node.keys, plan.columns)
        case .limit(let node):
            return try restricted(try limited(node, plan.columns), by: conditions)
        case .aggregate(let node): return try place(conditions, onGroups: node, plan)
        case .append(var node):
            for index in node.inputs.indices {
                let input = node.inputs[index]
                let own = conditions.map { condition in
                    condition.replacingColumns { id in
                        plan.columns.firstIndex { $0.id == id }.map {
                            input.columns[$0].expression
                        }
                    }
                }
                let placed = try place(own, on: input)
                node.inputs[index] = placed.showing(input.columns)
            }
            return make(.append(node), plan.columns)
        case .with(var node):
            for index in node.tables.indices {
                let table = node.tables[index].plan
                node.tables[index].plan = try place([], on: table).showing(table.columns)
            }
            node.body = try place(conditions, on: node.body)
            return make(.with(node), node.body.columns)
        case .window(let node): return try place(conditions, onWindow: node, plan)
        case .projectSet(var node):
            let sets = ColumnSet(node.functions.map(\.id))
            let below = conditions.filter { !$0.columns.intersects(sets) && !$0.isVolatile }
            let above = conditions.filter { $0.columns.intersects(sets) || $0.isVolatile }
            node.input = try place(below, on: node.input)
            return try restricted(make(.projectSet(node), plan.columns), by: above)
        default: return try restricted(try improvingInputs(of: plan), by: conditions)
        }
    }

    /// `plan` with its inputs improved; what stays positional keeps its columns' order.
    private mutating func improvingInputs(of plan: Plan) throws(DatabaseError) -> Plan {
        var optimizer = self
        let improved = try plan.mappingInputs { (input, _) throws(DatabaseError) in
            let placed = try optimizer.place([], on: input)
            return plan.isPositional ? placed.showing(input.columns) : placed
        }
        self = optimizer
        return make(improved.node, improved.columns)
    }

    /// Conjuncts that are not simply true.
    func known(_ conjuncts: [Expression]) -> [Expression] {
        conjuncts.flatMap(\.factored).filter {
            if case .bool(true)? = $0.constantValue { false } else { true }
        }.map(\.equalitiesJoined)
    }

    /// Conditions a scan evaluates itself, and those with subqueries that depend on its rows or may
    /// become joins, which stay above it.
    func split(_ conditions: [Expression]) -> (own: [Expression], rest: [Expression]) {
        (
            conditions.filter { $0.hasOnlyConstantSubqueries },
            conditions.filter { !$0.hasOnlyConstantSubqueries }
        )
    }

    /// `plan` with a filter on top for conditions that could not go deeper.
    func filtered(_ plan: Plan, by conditions: [Expression]) -> Plan {
        if conditions.contains(where: \.isNeverTrue) {
            return make(.values(Plan.RowValues(rows: [])), plan.columns)
        }
        guard let condition = Expression.conjunction(known(conditions)) else { return plan }
        return make(.filter(Plan.Filter(input: plan, condition: condition)), plan.columns)
    }

    /// Conditions on computed columns are conditions on what they are computed from.
    private mutating func place(
        _ conditions: [Expression],
        onProjection node: Plan.Projection,
        _ plan: Plan
    ) throws(DatabaseError) -> Plan {
        let definitions = Definitions(node.expressions)
        let below = conditions.filter { definitions.canReplace(in: $0) }
        let above = conditions.filter { !definitions.canReplace(in: $0) }
        var node = node
        node.input = try place(below.map { definitions.replacing(in: $0) }, on: node.input)
        if node.input.isEmpty { return make(.values(Plan.RowValues(rows: [])), plan.columns) }
        return try restricted(make(.project(node), plan.columns), by: above)
    }

    /// Conditions on grouping keys hold for whole groups.
    private mutating func place(
        _ conditions: [Expression],
        onGroups node: Plan.Aggregation,
        _ plan: Plan
    ) throws(DatabaseError) -> Plan {
        var node = node
        var below: [Expression] = []
        var above = conditions
        if node.sets == nil, !node.keys.isEmpty {
            let keys = ColumnSet(node.keys.map(\.id))
            let definitions = Definitions(node.keys)
            below = conditions.filter {
                $0.columns.isSubset(of: keys) && definitions.canReplace(in: $0)
            }
            above = conditions.filter {
                !$0.columns.isSubset(of: keys) || !definitions.canReplace(in: $0)
            }
            below = below.map { definitions.replacing(in: $0) }
        }
        node.input = try place(below, on: node.input)
        node.input = extremumInput(node) ?? node.input
        return try restricted(make(.aggregate(node), plan.columns), by: above)
    }

    /// Conditions on what a window partitions by keep or drop whole partitions.
    private mutating func place(
        _ conditions: [Expression],
        onWindow node: Plan.Window,
        _ plan: Plan
    ) throws(DatabaseError) -> Plan {
        var node = node
        var keys = ColumnSet()
        for expression in node.partition {
            if case .column(let id, _) = expression { keys.insert(id) }
        }
        let below = conditions.filter { !$0.isVolatile && $0.columns.isSubset(of: keys) }
        let above = conditions.filter { $0.isVolatile || !$0.columns.isSubset(of: keys) }
        node.input = try place(keys.isEmpty ? [] : below, on: node.input)
        return try restricted(
            make(.window(node), plan.columns),
            by: keys.isEmpty ? conditions : above
        )
    }
}

/// What columns are computed from, for moving expressions below the computation.
struct Definitions {
    private var byColumn: [ColumnID: Expression] = [:]
    /// Columns whose definition must be evaluated exactly once per row.
    private var fixed = ColumnSet()

    private let allowsConstants: Bool

    /// `allowsConstants` lets subqueries be moved that have one value for all rows.
    init(_ expressions: [NamedExpression], allowsConstants: Bool = false) {
        self.allowsConstants = allowsConstants
        for item in expressions {
            byColumn[item.id] = item.expression
            if isFixed(item.expression) { fixed.insert(item.id) }
        }
    }

    private func isFixed(_ expression: Expression) -> Bool {
        allowsConstants
            ? expression.isVolatileCall || !expression.hasOnlyConstantSubqueries
            : expression.isVolatile
    }

    /// Whether `expression` may be moved below.
    func canReplace(in expression: Expression) -> Bool {
        !isFixed(expression) && !expression.columns.intersects(fixed)
    }

    /// `expression` in terms of what is below.
    func replacing(in expression: Expression) -> Expression {
        expression.replacingColumns { byColumn[$0] }
    }
}

extension Optional<Expression> {
    /// The operands of the outermost AND; none for nil.
    var conjuncts: [Expression] { self?.conjuncts ?? [] }
}

extension Expression {
    /// `(a AND b) OR (a AND c)` as `a` and `b OR c`: what all alternatives demand may be pushed
    /// down or joined by.
    fileprivate var factored: [Expression] {
        guard case .or(let operands) = self, !isVolatileCall, !containsSubqueries,
            let first = operands.first
        else { return [self] }
        let alternatives = operands.map(\.conjuncts)
        let common = first.conjuncts.filter { part in
            alternatives.allSatisfy { $0.contains { $0.isSame(as: part) } }
        }
        guard !common.isEmpty else { return [self] }
        var rest: [Expression] = []
        for alternative in alternatives {
            let left = alternative.filter { part in !common.contains { $0.isSame(as: part) } }
            // An alternative that demands no more makes the others superfluous.
            guard let condition = Expression.conjunction(left) else { return common }
            rest.append(condition)
        }
        return common + [.or(rest)]
    }

    /// `a = 1 OR a = 2` as `a = ANY (ARRAY[1, 2])`, which an index can answer.
    fileprivate var equalitiesJoined: Expression {
        guard case .or(let operands) = self, let first = operands.first,
            case .call(let equality, let sides, _) = first, equality.operatorName == "=",
            sides.count == 2, let array = sides[1].type.oid.arrayType
        else { return self }
        var values: [Expression] = []
        for operand in operands {
            guard case .call(let function, let other, _) = operand, other.count == 2,
                function.oid == equality.oid, other[0].isSame(as: sides[0]),
                other[1].isScanConstant, other[1].type.oid == sides[1].type.oid,
                !other[1].containsSubqueries
            else { return self }
            values.append(other[1])
        }
        return .anyOrAll(
            sides[0],
            equality,
            array: .array(values, nested: false, SQLType(array)),
            all: false
        )
    }

    /// Whether every subquery in it is one value, the same for all rows.
    var hasOnlyConstantSubqueries: Bool {
        !contains {
            guard case .subquery(let subquery) = $0 else { return false }
            return !subquery.isScalar || subquery.arguments.contains { !$0.columns.isEmpty }
        }
    }

    /// Whether it is the constant false or NULL.
    var isNeverTrue: Bool {
        switch constantValue {
        case .bool(false)?, .null?: true
        default: false
        }
    }
}

extension Plan {
    /// Whether it is known to have no rows.
    var isEmpty: Bool {
        if case .values(let node) = node { node.rows.isEmpty } else { false }
    }
}
