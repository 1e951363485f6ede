// SPDX-License-Identifier: Apache-2.0

import Expressions

/// Puts common tables that are scanned once where they are scanned, so that conditions reach them;
/// drops those that are never scanned.
///
/// Source: PostgreSQL 15 manual, section 7.8.3 "Common Table Expression Materialization".
struct Inlining {
    /// How often each common table is scanned in the whole statement.
    private var scans: [Int: Int] = [:]

    /// Counts the scans in all of a statement's plans.
    init(_ plans: [Plan]) {
        for plan in plans { count(plan) }
    }

    private mutating func count(_ plan: Plan) {
        if case .commonTableScan(let node) = plan.node { scans[node.number, default: 0] += 1 }
        for input in plan.inputs { count(input) }
    }

    /// `plan` with what can be put in place put there.
    func inlined(_ plan: Plan) -> Plan {
        let plan = plan.mappingInputs { input, _ in inlined(input) }
        guard case .with(var node) = plan.node else { return plan }
        var kept: [Plan.CommonTable] = []
        for index in node.tables.indices {
            let table = node.tables[index]
            guard !table.plan.changesData else {
                kept.append(table)
                continue
            }
            let count = scans[table.number] ?? 0
            if count == 0 { continue }
            let later = (index + 1)..<node.tables.count
            if count == 1, !table.isMaterialized, !table.plan.containsVolatile {
                if let body = node.body.replacingScan(of: table) {
                    node.body = body
                    continue
                }
                if let user = later.first(where: {
                    node.tables[$0].plan.replacingScan(of: table) != nil
                }), let replaced = node.tables[user].plan.replacingScan(of: table) {
                    node.tables[user].plan = replaced
                    continue
                }
            }
            kept.append(table)
        }
        if kept.isEmpty { return node.body }
        node.tables = kept
        return Plan(.with(node), node.body.columns)
    }
}

extension Plan {
    /// Whether running it changes tables.
    var changesData: Bool {
        switch node {
        case .insert, .update, .delete: true
        default: inputs.contains(where: \.changesData)
        }
    }

    /// The same plan with the scan of `table` replaced by its plan; nil when there is none in this
    /// frame.
    fileprivate func replacingScan(of table: CommonTable) -> Plan? {
        if case .commonTableScan(let node) = node {
            guard node.number == table.number, !node.isWorkTable else { return nil }
            let expressions = node.fetched.map {
                NamedExpression($0.id, table.plan.columns[$0.position].expression)
            }
            return Plan(.project(Projection(input: table.plan, expressions: expressions)), columns)
        }
        var found = false
        let replaced = mappingInputs { input, isFrame in
            guard !found, !isFrame, let input = input.replacingScan(of: table) else { return input }
            found = true
            return input
        }
        return found ? replaced : nil
    }
}
