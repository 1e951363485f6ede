// SPDX-License-Identifier: Apache-2.0

import Expressions
import Schemas
import Values

/// Scans, joins, groups and changes.
extension ExplainBuilder {
    func scan(_ title: String, _ target: Plan.ScanTarget, _ plan: Plan) -> ExplainNode {
        var shown = ExplainNode(title, plan)
        shown.subject = subject(target)
        shown.attributes += relation(target)
        addFilter(target.filter, to: &shown)
        return shown
    }

    private func subject(_ target: Plan.ScanTarget) -> String {
        let name = SQLText.identifier(target.table.name)
        return " on \(name)" + alias(target.alias, of: target.table.name)
    }

    private func relation(
        _ target: Plan.ScanTarget
    ) -> [(name: String, value: ExplainNode.Property)] {
        [("Relation Name", .text(target.table.name)), ("Alias", .text(target.alias))]
    }

    func indexScan(_ node: Plan.IndexScan, _ plan: Plan) -> ExplainNode {
        let type = node.isIndexOnly ? "Index Only Scan" : "Index Scan"
        var shown = ExplainNode(type + (node.isBackward ? " Backward" : ""), plan, type: type)
        shown.subject = " using \(SQLText.identifier(node.index.name))" + subject(node.target)
        shown.attributes += [
            ("Scan Direction", .text(node.isBackward ? "Backward" : "Forward")),
            ("Index Name", .text(node.index.name)),
        ]
        shown.attributes += relation(node.target)
        if let condition = Expression.conjunction(node.conditions) {
            shown.properties.append(("Index Cond", .text(printer.text(condition))))
        }
        addFilter(node.target.filter, to: &shown)
        return shown
    }

    func vectorSearch(_ node: Plan.VectorSearch, _ plan: Plan) -> ExplainNode {
        var shown: ExplainNode
        switch node.access {
        case .exact: shown = ExplainNode("Vector Search", plan)
        case .index(let index):
            shown = ExplainNode("Index Scan", plan)
            shown.subject = " using \(SQLText.identifier(index.name))"
            shown.attributes.append(("Index Name", .text(index.name)))
        }
        shown.subject += subject(node.target)
        shown.attributes += relation(node.target)
        let distance = Expression.call(
            node.distance,
            [node.vector, node.query],
            SQLType(.float8)
        )
        shown.properties.append(("Order By", .text(printer.text(distance))))
        addFilter(node.target.filter, to: &shown)
        return shown
    }

    mutating func aggregate(_ node: Plan.Aggregation, _ plan: Plan) -> ExplainNode {
        var shown: ExplainNode
        switch node.strategy {
        case .plain: shown = ExplainNode("Aggregate", plan)
        case .hashed:
            shown = ExplainNode(
                node.sets == nil ? "HashAggregate" : "MixedAggregate",
                plan,
                type: "Aggregate"
            )
        case .sorted: shown = ExplainNode("GroupAggregate", plan, type: "Aggregate")
        }
        let keys = node.keys.map { printer.ownText($0.expression) }
        if let sets = node.sets {
            for set in sets where !set.isEmpty {
                shown.properties.append(("Hash Key", .list(set.map { keys[$0] })))
            }
            if sets.contains([]) { shown.properties.append(("Group Key", .list(["()"]))) }
        } else if !keys.isEmpty {
            shown.properties.append(("Group Key", .list(keys)))
        }
        return over(node.input, shown)
    }

    mutating func join(_ node: Plan.Join, _ plan: Plan) -> ExplainNode {
        let kind: String =
            switch node.kind {
            case .inner: ""
            case .left: "Left"
            case .right: "Right"
            case .full: "Full"
            case .semi: "Semi"
            case .anti: "Anti"
            }
        let isHash = !node.keys.isEmpty
        let type = isHash ? "Hash Join" : "Nested Loop"
        var title = type
        if !kind.isEmpty { title = isHash ? "Hash \(kind) Join" : "Nested Loop \(kind) Join" }
        var shown = ExplainNode(title, plan, type: type)
        shown.attributes.append(("Join Type", .text(kind.isEmpty ? "Inner" : kind)))
        let conditions = node.keys.map { key in
            key.nullsMatch
                ? Expression.isDistinct(
                    key.left,
                    key.right,
                    equality: key.equality,
                    negated: true
                )
                : Expression.call(key.equality, [key.left, key.right], .bool)
        }
        if let condition = Expression.conjunction(conditions) {
            shown.properties.append(("Hash Cond", .text(printer.text(condition))))
        }
        if let condition = node.condition {
            shown.properties.append(("Join Filter", .text(printer.text(condition))))
        }
        shown = over(node.left, shown)
        if !node.arguments.isEmpty {
            printer.frames.append(node.arguments.map { printer.text($0) })
        }
        var right = self.node(node.right)
        if !node.arguments.isEmpty { printer.frames.removeLast() }
        right.relationship = "Inner"
        if isHash {
            var hash = ExplainNode("Hash", node.right)
            hash.estimate.startupCost = hash.estimate.totalCost
            right.relationship = "Outer"
            hash.relationship = "Inner"
            hash.children = [right]
            shown.children.append(hash)
        } else {
            shown.children.append(right)
        }
        return shown
    }

    mutating func insert(_ node: Plan.Insert, _ plan: Plan) -> ExplainNode {
        var shown = ExplainNode("Insert", plan, type: "ModifyTable")
        let table = node.table.table
        shown.subject = " on \(SQLText.identifier(table.name))"
        shown.attributes += [
            ("Operation", .text("Insert")), ("Relation Name", .text(table.name)),
            ("Alias", .text(table.name)),
        ]
        if let conflict = node.onConflict {
            let resolution = conflict.update == nil ? "NOTHING" : "UPDATE"
            shown.properties.append(("Conflict Resolution", .text(resolution)))
            let arbiters = node.table.indexes.filter {
                conflict.arbiters.contains($0.description.oid)
            }
            if !arbiters.isEmpty {
                shown.properties.append(
                    ("Conflict Arbiter Indexes", .list(arbiters.map(\.description.name)))
                )
            }
            if let filter = conflict.update?.filter {
                shown.properties.append(("Conflict Filter", .text(printer.text(filter))))
            }
        }
        return over(node.source, shown)
    }

    mutating func change(
        _ operation: String,
        _ source: Plan,
        _ target: Plan.RowReference,
        _ plan: Plan
    ) -> ExplainNode {
        var shown = ExplainNode(operation, plan, type: "ModifyTable")
        let name = SQLText.identifier(target.table.name)
        shown.subject = " on \(name)" + alias(target.alias, of: target.table.name)
        shown.attributes += [
            ("Operation", .text(operation)), ("Relation Name", .text(target.table.name)),
            ("Alias", .text(target.alias)),
        ]
        return over(source, shown)
    }
}
