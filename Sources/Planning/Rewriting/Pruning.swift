// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// Removes columns that nobody above needs, so that scans read only what is used: a vector that is
/// neither returned nor compared is never fetched.
struct Pruning {
    /// `plan` outputting those of its columns that are in `required`.
    func prune(_ plan: Plan, to required: ColumnSet) -> Plan {
        var plan = plan
        switch plan.node {
        case .values, .append, .setOperation, .recursiveUnion:
            return prunePositional(plan, required)
        case .tableScan, .indexScan, .vectorSearch, .functionScan, .catalogScan,
            .commonTableScan:
            plan.columns = plan.columns.filter { required.contains($0.id) }
            return pruneScan(plan, required)
        case .insert, .update, .delete: return pruneChange(plan)
        case .project(var node):
            node.expressions.removeAll {
                !required.contains($0.id) && !$0.expression.isVolatile
            }
            plan.node = .project(node)
        case .aggregate(var node):
            node.calls.removeAll { !required.contains($0.id) }
            node.groupings.removeAll { !required.contains($0.id) }
            plan.node = .aggregate(node)
        case .window(var node):
            node.calls.removeAll { !required.contains($0.id) }
            if node.calls.isEmpty { return prune(node.input, to: required) }
            plan.node = .window(node)
        case .lockRows(let node): plan.node = .lockRows(locking(node, required))
        default: break
        }
        plan.columns = plan.columns.filter { required.contains($0.id) }
        return pruneInputs(plan, required)
    }

    private func pruneInputs(_ plan: Plan, _ required: ColumnSet) -> Plan {
        var needed = required
        for expression in plan.expressions { expression.collectColumns(into: &needed) }
        if case .lockRows(let node) = plan.node {
            for target in node.targets { needed.insert(target.row.rowID) }
        }
        if case .with(var node) = plan.node {
            for index in node.tables.indices {
                let table = node.tables[index].plan
                node.tables[index].plan = pruneKeepingOrder(table, table.columns)
            }
            node.body = prune(node.body, to: required)
            return Plan(.with(node), node.body.columns)
        }
        let pruned = plan.mappingInputs { input, _ in prune(input, to: needed) }
        // A projection that computes nothing is only there to drop columns.
        if case .project(let node) = pruned.node, node.expressions.isEmpty,
            !node.input.isPositional
        {
            return node.input
        }
        return pruned
    }

    /// `plan` outputting exactly `outputs`.
    func pruneKeepingOrder(_ plan: Plan, _ outputs: [Plan.Output]) -> Plan {
        prune(plan, to: ColumnSet(outputs.map(\.id))).showing(outputs)
    }

    private func prunePositional(_ plan: Plan, _ required: ColumnSet) -> Plan {
        var plan = plan
        let kept = plan.columns.indices.filter { required.contains(plan.columns[$0].id) }
        switch plan.node {
        case .values(var node):
            for row in node.rows.indices { node.rows[row] = kept.map { node.rows[row][$0] } }
            plan.node = .values(node)
            plan.columns = kept.map { plan.columns[$0] }
            return plan
        case .append(var node):
            for index in node.inputs.indices {
                let input = node.inputs[index]
                node.inputs[index] = pruneKeepingOrder(input, kept.map { input.columns[$0] })
            }
            plan.node = .append(node)
            plan.columns = kept.map { plan.columns[$0] }
            return plan
        default:
            // Rows are compared whole.
            return plan.mappingInputs { input, _ in pruneKeepingOrder(input, input.columns) }
        }
    }

    private func pruneScan(_ plan: Plan, _ required: ColumnSet) -> Plan {
        var plan = plan
        var needed = required
        for expression in plan.expressions { expression.collectColumns(into: &needed) }
        switch plan.node {
        case .tableScan(var node):
            node.target.fetched.removeAll { !needed.contains($0.id) }
            plan.node = .tableScan(node)
        case .indexScan(var node):
            // The conditions only describe the ranges; their columns need not be read.
            needed = required
            node.target.filter?.collectColumns(into: &needed)
            node.target.fetched.removeAll { !needed.contains($0.id) }
            plan.node = .indexScan(node)
        case .vectorSearch(var node):
            if let column = node.distanceColumn, !required.contains(column) {
                node.distanceColumn = nil
            }
            node.target.fetched.removeAll { !needed.contains($0.id) }
            plan.node = .vectorSearch(node)
        case .catalogScan(var node):
            node.fetched.removeAll { !needed.contains($0.id) }
            plan.node = .catalogScan(node)
        case .commonTableScan(var node):
            node.fetched.removeAll { !needed.contains($0.id) }
            plan.node = .commonTableScan(node)
        case .functionScan(var node):
            if let column = node.ordinality, !needed.contains(column) { node.ordinality = nil }
            plan.node = .functionScan(node)
        default: break
        }
        return plan
    }

    private func locking(_ node: Plan.RowLocking, _ required: ColumnSet) -> Plan.RowLocking {
        var node = node
        for index in node.targets.indices {
            var needed = required
            node.targets[index].row.recheck?.collectColumns(into: &needed)
            node.targets[index].row.columns.removeAll { !needed.contains($0.id) }
        }
        return node
    }

    private func pruneChange(_ plan: Plan) -> Plan {
        var plan = plan
        var needed = ColumnSet()
        for expression in plan.expressions { expression.collectColumns(into: &needed) }
        switch plan.node {
        case .insert(var node):
            node.source = prune(node.source, to: needed)
            plan.node = .insert(node)
        case .update(var node):
            node.target.columns.removeAll { !needed.contains($0.id) }
            needed.insert(node.target.rowID)
            node.source = prune(node.source, to: needed)
            plan.node = .update(node)
        case .delete(var node):
            node.target.columns.removeAll { !needed.contains($0.id) }
            needed.insert(node.target.rowID)
            node.source = prune(node.source, to: needed)
            plan.node = .delete(node)
        default: break
        }
        return plan
    }
}
