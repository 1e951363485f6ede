// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

extension Plan {
    /// The same plan with `transform` applied to each expression of the node itself.
    ///
    /// Not those of its inputs; the arguments of a lateral join are its own. The expressions that
    /// belong to a table (defaults, checks) are left alone: they refer to nothing in the plan.
    func mappingExpressions<Failure: Error>(
        _ transform: (Expression) throws(Failure) -> Expression
    ) throws(Failure) -> Plan {
        var plan = self
        switch node {
        case .values(var node):
            for row in node.rows.indices {
                node.rows[row] = try node.rows[row].map(transform)
            }
            plan.node = .values(node)
        case .tableScan(var node):
            node.target.filter = try node.target.filter.mapping(transform)
            plan.node = .tableScan(node)
        case .indexScan(let node):
            plan.node = .indexScan(try node.mapping(transform))
        case .vectorSearch(var node):
            node.target.filter = try node.target.filter.mapping(transform)
            node.vector = try transform(node.vector)
            node.query = try transform(node.query)
            node.limit = try node.limit.mapping(transform)
            if let matching = node.matching { node.matching = try matching.mapping(transform) }
            plan.node = .vectorSearch(node)
        case .functionScan(let node):
            plan.node = .functionScan(try node.mapping(transform))
        case .catalogScan(var node):
            node.filter = try node.filter.mapping(transform)
            plan.node = .catalogScan(node)
        case .commonTableScan(var node):
            node.filter = try node.filter.mapping(transform)
            plan.node = .commonTableScan(node)
        case .filter(var node):
            node.condition = try transform(node.condition)
            plan.node = .filter(node)
        case .project(var node):
            node.expressions = try node.expressions.mapping(transform)
            plan.node = .project(node)
        case .projectSet(var node):
            for index in node.functions.indices {
                node.functions[index].arguments = try node.functions[index].arguments.map(transform)
            }
            plan.node = .projectSet(node)
        case .sort(var node):
            node.keys = try node.keys.mapping(transform)
            plan.node = .sort(node)
        case .topN(var node):
            node.keys = try node.keys.mapping(transform)
            node.bounds = try node.bounds.mapping(transform)
            plan.node = .topN(node)
        case .limit(var node):
            node.bounds = try node.bounds.mapping(transform)
            if let keys = node.tiesKeys { node.tiesKeys = try keys.mapping(transform) }
            plan.node = .limit(node)
        case .unique(var node):
            node.keys = try node.keys.map(transform)
            plan.node = .unique(node)
        default: return try mappingFurtherExpressions(transform)
        }
        return plan
    }

    private func mappingFurtherExpressions<Failure: Error>(
        _ transform: (Expression) throws(Failure) -> Expression
    ) throws(Failure) -> Plan {
        var plan = self
        switch node {
        case .aggregate(let node): plan.node = .aggregate(try node.mapping(transform))
        case .window(let node): plan.node = .window(try node.mapping(transform))
        case .lockRows(var node):
            for index in node.targets.indices {
                node.targets[index].row.recheck = try node.targets[index].row.recheck.mapping(
                    transform
                )
            }
            plan.node = .lockRows(node)
        case .join(var node):
            for index in node.keys.indices {
                node.keys[index].left = try transform(node.keys[index].left)
                node.keys[index].right = try transform(node.keys[index].right)
            }
            node.condition = try node.condition.mapping(transform)
            node.arguments = try node.arguments.map(transform)
            plan.node = .join(node)
        case .insert(let node): plan.node = .insert(try node.mapping(transform))
        case .update(var node):
            node.assignments = try node.assignments.mapping(transform)
            node.target.recheck = try node.target.recheck.mapping(transform)
            node.returning = try node.returning.mapping(transform)
            plan.node = .update(node)
        case .delete(var node):
            node.target.recheck = try node.target.recheck.mapping(transform)
            node.returning = try node.returning.mapping(transform)
            plan.node = .delete(node)
        default: break
        }
        return plan
    }

    /// The node's own expressions.
    var expressions: [Expression] {
        var found: [Expression] = []
        _ = mappingExpressions { expression in
            found.append(expression)
            return expression
        }
        return found
    }
}

extension Plan {
    /// The expressions of all nodes.
    var allExpressions: [Expression] { expressions + inputs.flatMap(\.allExpressions) }
}

extension Optional<Expression> {
    func mapping<Failure: Error>(
        _ transform: (Expression) throws(Failure) -> Expression
    ) throws(Failure) -> Expression? {
        guard let self else { return nil }
        return try transform(self)
    }
}

extension [NamedExpression] {
    func mapping<Failure: Error>(
        _ transform: (Expression) throws(Failure) -> Expression
    ) throws(Failure) -> [NamedExpression] {
        try map { (item) throws(Failure) in
            NamedExpression(item.id, try transform(item.expression))
        }
    }
}

extension [SortKey] {
    func mapping<Failure: Error>(
        _ transform: (Expression) throws(Failure) -> Expression
    ) throws(Failure) -> [SortKey] {
        try map { (key) throws(Failure) in
            SortKey(
                try transform(key.expression),
                isDescending: key.isDescending,
                nullsFirst: key.nullsFirst
            )
        }
    }
}

extension [Plan.Assignment] {
    func mapping<Failure: Error>(
        _ transform: (Expression) throws(Failure) -> Expression
    ) throws(Failure) -> [Plan.Assignment] {
        try map { (item) throws(Failure) in
            Plan.Assignment(column: item.column, value: try transform(item.value))
        }
    }
}

extension Plan.Bounds {
    func mapping<Failure: Error>(
        _ transform: (Expression) throws(Failure) -> Expression
    ) throws(Failure) -> Plan.Bounds {
        Plan.Bounds(limit: try limit.mapping(transform), offset: try offset.mapping(transform))
    }
}

extension Plan.IndexScan {
    func mapping<Failure: Error>(
        _ transform: (Expression) throws(Failure) -> Expression
    ) throws(Failure) -> Plan.IndexScan {
        var scan = self
        scan.target.filter = try target.filter.mapping(transform)
        for index in prefix.indices {
            switch prefix[index] {
            case .equal(let value): scan.prefix[index] = .equal(try transform(value))
            case .anyOf(let array): scan.prefix[index] = .anyOf(try transform(array))
            case .isNull: break
            }
        }
        if let lower {
            scan.lower = Bound(try transform(lower.value), isInclusive: lower.isInclusive)
        }
        if let upper {
            scan.upper = Bound(try transform(upper.value), isInclusive: upper.isInclusive)
        }
        scan.conditions = try conditions.map(transform)
        return scan
    }
}

extension Plan.FunctionScan {
    func mapping<Failure: Error>(
        _ transform: (Expression) throws(Failure) -> Expression
    ) throws(Failure) -> Plan.FunctionScan {
        var scan = self
        scan.filter = try filter.mapping(transform)
        for index in functions.indices {
            switch functions[index].source {
            case .set(let function, let arguments, let type):
                scan.functions[index].source = .set(
                    function,
                    arguments: try arguments.map(transform),
                    type: type
                )
            case .scalar(let value): scan.functions[index].source = .scalar(try transform(value))
            }
        }
        return scan
    }
}

extension Plan.Aggregation {
    func mapping<Failure: Error>(
        _ transform: (Expression) throws(Failure) -> Expression
    ) throws(Failure) -> Plan.Aggregation {
        var node = self
        node.keys = try keys.mapping(transform)
        for index in calls.indices {
            node.calls[index].arguments = try calls[index].arguments.map(transform)
            node.calls[index].orderBy = try calls[index].orderBy.mapping(transform)
            node.calls[index].filter = try calls[index].filter.mapping(transform)
        }
        return node
    }
}

extension Plan.Window {
    func mapping<Failure: Error>(
        _ transform: (Expression) throws(Failure) -> Expression
    ) throws(Failure) -> Plan.Window {
        var node = self
        node.partition = try partition.map(transform)
        node.order = try order.mapping(transform)
        node.frame.start = try frame.start.mapping(transform)
        node.frame.end = try frame.end.mapping(transform)
        for index in calls.indices {
            node.calls[index].arguments = try calls[index].arguments.map(transform)
            node.calls[index].filter = try calls[index].filter.mapping(transform)
        }
        return node
    }
}

extension Plan.Window.Frame.Bound {
    func mapping<Failure: Error>(
        _ transform: (Expression) throws(Failure) -> Expression
    ) throws(Failure) -> Self {
        switch self {
        case .preceding(var offset):
            offset.value = try transform(offset.value)
            return .preceding(offset)
        case .following(var offset):
            offset.value = try transform(offset.value)
            return .following(offset)
        default: return self
        }
    }
}

extension Plan.Insert {
    func mapping<Failure: Error>(
        _ transform: (Expression) throws(Failure) -> Expression
    ) throws(Failure) -> Plan.Insert {
        var node = self
        node.values = try values.mapping(transform)
        node.returning = try returning.mapping(transform)
        if var update = onConflict?.update {
            update.assignments = try update.assignments.mapping(transform)
            update.filter = try update.filter.mapping(transform)
            node.onConflict?.update = update
        }
        return node
    }
}
