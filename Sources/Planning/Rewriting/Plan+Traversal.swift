// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

extension Plan {
    /// The plans this one reads from, in the order EXPLAIN prints them.
    var inputs: [Plan] {
        switch node {
        case .values, .tableScan, .indexScan, .vectorSearch, .functionScan, .catalogScan,
            .commonTableScan:
            []
        case .filter(let node): [node.input]
        case .project(let node): [node.input]
        case .projectSet(let node): [node.input]
        case .sort(let node): [node.input]
        case .topN(let node): [node.input]
        case .limit(let node): [node.input]
        case .unique(let node): [node.input]
        case .aggregate(let node): [node.input]
        case .window(let node): [node.input]
        case .lockRows(let node): [node.input]
        case .join(let node): [node.left, node.right]
        case .append(let node): node.inputs
        case .setOperation(let node): [node.left, node.right]
        case .recursiveUnion(let node): [node.base, node.step]
        case .with(let node): node.tables.map(\.plan) + [node.body]
        case .insert(let node): [node.source]
        case .update(let node): [node.source]
        case .delete(let node): [node.source]
        }
    }

    /// The same plan with each input replaced by what `transform` makes of it.
    ///
    /// That also gets whether the input is a frame of its own, the right side of a lateral join.
    func mappingInputs<Failure: Error>(
        _ transform: (Plan, _ isFrame: Bool) throws(Failure) -> Plan
    ) throws(Failure) -> Plan {
        var plan = self
        switch node {
        case .values, .tableScan, .indexScan, .vectorSearch, .functionScan, .catalogScan,
            .commonTableScan:
            return self
        case .filter(var node):
            node.input = try transform(node.input, false)
            plan.node = .filter(node)
        case .project(var node):
            node.input = try transform(node.input, false)
            plan.node = .project(node)
        case .projectSet(var node):
            node.input = try transform(node.input, false)
            plan.node = .projectSet(node)
        case .sort(var node):
            node.input = try transform(node.input, false)
            plan.node = .sort(node)
        case .topN(var node):
            node.input = try transform(node.input, false)
            plan.node = .topN(node)
        case .limit(var node):
            node.input = try transform(node.input, false)
            plan.node = .limit(node)
        case .unique(var node):
            node.input = try transform(node.input, false)
            plan.node = .unique(node)
        case .aggregate(var node):
            node.input = try transform(node.input, false)
            plan.node = .aggregate(node)
        case .window(var node):
            node.input = try transform(node.input, false)
            plan.node = .window(node)
        case .lockRows(var node):
            node.input = try transform(node.input, false)
            plan.node = .lockRows(node)
        case .join(var node):
            node.left = try transform(node.left, false)
            node.right = try transform(node.right, !node.arguments.isEmpty)
            plan.node = .join(node)
        default: return try mappingFurtherInputs(transform)
        }
        return plan
    }

    private func mappingFurtherInputs<Failure: Error>(
        _ transform: (Plan, _ isFrame: Bool) throws(Failure) -> Plan
    ) throws(Failure) -> Plan {
        var plan = self
        switch node {
        case .append(var node):
            for index in node.inputs.indices {
                node.inputs[index] = try transform(node.inputs[index], false)
            }
            plan.node = .append(node)
        case .setOperation(var node):
            node.left = try transform(node.left, false)
            node.right = try transform(node.right, false)
            plan.node = .setOperation(node)
        case .recursiveUnion(var node):
            node.base = try transform(node.base, false)
            node.step = try transform(node.step, false)
            plan.node = .recursiveUnion(node)
        case .with(var node):
            for index in node.tables.indices {
                node.tables[index].plan = try transform(node.tables[index].plan, false)
            }
            node.body = try transform(node.body, false)
            plan.node = .with(node)
        case .insert(var node):
            node.source = try transform(node.source, false)
            plan.node = .insert(node)
        case .update(var node):
            node.source = try transform(node.source, false)
            plan.node = .update(node)
        case .delete(var node):
            node.source = try transform(node.source, false)
            plan.node = .delete(node)
        default: break
        }
        return plan
    }

    /// Whether output columns correspond to those of inputs, or of rows, by position.
    var isPositional: Bool {
        switch node {
        case .values, .append, .setOperation, .recursiveUnion, .insert, .update, .delete: true
        default: false
        }
    }

    /// The same plan outputting exactly `outputs`, all of which it has.
    func showing(_ outputs: [Output]) -> Plan {
        if columns == outputs { return self }
        if isPositional {
            return Plan(.project(Projection(input: self, expressions: [])), outputs)
        }
        if case .with(var node) = node {
            node.body = node.body.showing(outputs)
            return Plan(.with(node), outputs)
        }
        var plan = self
        plan.columns = outputs
        return plan
    }

    /// What output column `id` is computed from; nil when it is not a projection's.
    func definition(of id: ColumnID) -> Expression? {
        switch node {
        case .project(let node):
            node.expressions.first { $0.id == id }?.expression ?? node.input.definition(of: id)
        case .sort(let node): node.input.definition(of: id)
        case .limit(let node): node.input.definition(of: id)
        case .unique(let node): node.input.definition(of: id)
        case .with(let node): node.body.definition(of: id)
        default: nil
        }
    }

    /// The same plan, a frame's body, with the frame's arguments replaced by `arguments`.
    func replacingOuter(_ arguments: [Expression]) -> Plan {
        if arguments.isEmpty { return self }
        return mappingFrame { $0.replacingOuter(arguments) }
    }

    /// The same plan with `transform` applied to every expression of its frame.
    func mappingFrame<Failure: Error>(
        _ transform: (Expression) throws(Failure) -> Expression
    ) throws(Failure) -> Plan {
        try mappingExpressions(transform).mappingInputs { (input, isFrame) throws(Failure) in
            isFrame ? input : try input.mappingFrame(transform)
        }
    }

    /// The same plan with system columns, `wanted` by the first column id of a scan, added to its
    /// scans and up to its own columns.
    func providing(_ wanted: [ColumnID: [Scope.SystemColumn]]) -> Plan {
        if wanted.isEmpty { return self }
        switch node {
        case .tableScan(var node):
            guard let first = node.target.fetched.first?.id, let added = wanted[first] else {
                return self
            }
            node.target.fetched += added.map { ScanColumn($0) }
            return Plan(.tableScan(node), columns + added.map { Output($0.id, $0.type) })
        case .catalogScan(var node):
            guard let first = node.fetched.first?.id, let added = wanted[first] else {
                return self
            }
            for column in added {
                let known = CatalogRelation.systemColumns.first { $0.name == column.name }
                node.fetched.append((column.id, known?.position ?? 0))
            }
            return Plan(.catalogScan(node), columns + added.map { Output($0.id, $0.type) })
        case .join:
            var plan = mappingInputs { input, isFrame in input.providing(wanted) }
            let known = ColumnSet(columns.map(\.id))
            plan.columns += plan.inputs.flatMap(\.columns).filter { !known.contains($0.id) }
            return plan
        case .filter:
            var plan = mappingInputs { input, _ in input.providing(wanted) }
            plan.columns = plan.inputs[0].columns
            return plan
        default: return self
        }
    }
}
