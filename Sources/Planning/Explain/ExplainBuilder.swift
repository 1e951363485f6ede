// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// Turns a plan into the nodes that EXPLAIN prints.
///
/// Projections are not shown, as in PostgreSQL, where every node projects; a filter is shown as a
/// property of the node it filters; a top-n sort is shown as the limit and the sort it is.
struct ExplainBuilder {
    var printer: ExplainPrinter
    let isVerbose: Bool
    /// The subplans that have been shown, each once.
    private var shown: Set<Int> = []

    init(printer: ExplainPrinter, isVerbose: Bool) {
        self.printer = printer
        self.isVerbose = isVerbose
    }

    /// `plan` and everything below it.
    mutating func node(_ plan: Plan) -> ExplainNode {
        var node = unadorned(plan)
        addSubplans(of: plan, to: &node)
        return node
    }

    private mutating func unadorned(_ plan: Plan) -> ExplainNode {
        switch plan.node {
        case .values(let node): return values(node, plan)
        case .tableScan(let node):
            return scan("Seq Scan", node.target, plan)
        case .indexScan(let node): return indexScan(node, plan)
        case .vectorSearch(let node): return vectorSearch(node, plan)
        case .functionScan(let node):
            var shown = ExplainNode("Function Scan", plan)
            let name = functionName(node)
            shown.subject = " on \(name)" + alias(node.alias, of: name)
            shown.attributes += [("Function Name", .text(name)), ("Alias", .text(node.alias))]
            addFilter(node.filter, to: &shown)
            return shown
        case .catalogScan(let node):
            var shown = ExplainNode("Seq Scan", plan)
            shown.subject = " on \(node.relation.name)" + alias(node.alias, of: node.relation.name)
            shown.attributes += [
                ("Relation Name", .text(node.relation.name)), ("Alias", .text(node.alias)),
            ]
            addFilter(node.filter, to: &shown)
            return shown
        case .commonTableScan(let node):
            var shown = ExplainNode(node.isWorkTable ? "WorkTable Scan" : "CTE Scan", plan)
            let name = printer.names.tableNames[node.number] ?? node.alias
            shown.subject = " on \(SQLText.identifier(name))" + alias(node.alias, of: name)
            shown.attributes += [("CTE Name", .text(name)), ("Alias", .text(node.alias))]
            addFilter(node.filter, to: &shown)
            return shown
        case .filter(let node): return filter(node, plan)
        case .project(let node):
            var inner = self.node(node.input)
            if isVerbose { addOutput(plan, to: &inner) }
            return inner
        default: return further(plan)
        }
    }

    private mutating func further(_ plan: Plan) -> ExplainNode {
        switch plan.node {
        case .projectSet(let node): return over(node.input, ExplainNode("ProjectSet", plan))
        case .sort(let node): return over(node.input, sort(node.keys, plan))
        case .topN(let node):
            var limit = ExplainNode("Limit", plan)
            limit.children = [over(node.input, sort(node.keys, plan))]
            limit.children[0].relationship = "Outer"
            return limit
        case .limit(let node): return over(node.input, ExplainNode("Limit", plan))
        case .unique(let node): return over(node.input, ExplainNode("Unique", plan))
        case .aggregate(let node): return aggregate(node, plan)
        case .window(let node): return over(node.input, ExplainNode("WindowAgg", plan))
        case .lockRows(let node): return over(node.input, ExplainNode("LockRows", plan))
        case .join(let node): return join(node, plan)
        case .append(let node):
            var shown = ExplainNode("Append", plan)
            shown.children = node.inputs.map { member($0) }
            return shown
        case .setOperation(let node):
            let name = node.kind == .intersect ? "Intersect" : "Except"
            var shown = ExplainNode(
                "HashSetOp \(name)\(node.isAll ? " All" : "")",
                plan,
                type: "SetOp"
            )
            shown.children = [member(node.left), member(node.right)]
            return shown
        case .recursiveUnion(let node):
            var shown = ExplainNode("Recursive Union", plan)
            shown.children = [member(node.base), member(node.step)]
            return shown
        case .with(let node):
            var body = self.node(node.body)
            let tables = node.tables.map { table in
                var shown = self.node(table.plan)
                shown.label = "CTE \(table.name)"
                shown.relationship = "InitPlan"
                return shown
            }
            body.children.insert(contentsOf: tables, at: 0)
            return body
        case .insert(let node): return insert(node, plan)
        case .update(let node): return change("Update", node.source, node.target, plan)
        case .delete(let node): return change("Delete", node.source, node.target, plan)
        default: return ExplainNode("Result", plan)
        }
    }

    /// `shown` with `input` below it.
    mutating func over(_ input: Plan, _ shown: ExplainNode) -> ExplainNode {
        var shown = shown
        var child = node(input)
        child.relationship = "Outer"
        shown.children.append(child)
        return shown
    }

    private mutating func member(_ plan: Plan) -> ExplainNode {
        var shown = node(plan)
        shown.relationship = "Member"
        return shown
    }

    private func values(_ node: Plan.RowValues, _ plan: Plan) -> ExplainNode {
        if node.rows.count > 1 {
            var shown = ExplainNode("Values Scan", plan)
            shown.subject = " on \"*VALUES*\""
            return shown
        }
        var shown = ExplainNode("Result", plan)
        if node.rows.isEmpty { shown.properties = [("One-Time Filter", .text("false"))] }
        return shown
    }

    private func functionName(_ node: Plan.FunctionScan) -> String {
        switch node.functions.first?.source {
        case .set(let function, _, _)?: SQLText.identifier(function.name)
        case .scalar(.call(let function, _, _))?: SQLText.identifier(function.name)
        default: node.alias
        }
    }

    func alias(_ alias: String, of name: String) -> String {
        alias.isSame(as: name) ? "" : " " + SQLText.identifier(alias)
    }

    func addFilter(_ filter: Expression?, to node: inout ExplainNode) {
        guard let filter else { return }
        node.properties.append(("Filter", .text(printer.text(filter))))
    }

    private func addOutput(_ plan: Plan, to node: inout ExplainNode) {
        let outputs = plan.columns.map { printer.ownText($0.expression) }
        node.properties.insert(("Output", .list(outputs)), at: 0)
    }

    /// A filter becomes a property of its input.
    private mutating func filter(_ node: Plan.Filter, _ plan: Plan) -> ExplainNode {
        var inner = self.node(node.input)
        let isAggregate: Bool
        switch node.input.node {
        case .aggregate: isAggregate = true
        default: isAggregate = false
        }
        let text = isAggregate ? printer.ownText(node.condition) : printer.text(node.condition)
        switch node.input.node {
        case .sort, .topN, .limit, .values:
            var shown = ExplainNode("Result", plan)
            shown.properties = [("Filter", .text(text))]
            inner.relationship = "Outer"
            shown.children = [inner]
            return shown
        default:
            if let known = inner.properties.firstIndex(where: { $0.name == "Filter" }),
                case .text(let other) = inner.properties[known].value
            {
                inner.properties[known].value = .text("(\(other) AND \(text))")
            } else {
                inner.properties.append(("Filter", .text(text)))
            }
            inner.estimate = plan.estimate
            inner.plan = plan.id
            return inner
        }
    }

    private func sort(_ keys: [SortKey], _ plan: Plan) -> ExplainNode {
        var shown = ExplainNode("Sort", plan)
        shown.properties = [("Sort Key", .list(keys.map { printer.text($0) }))]
        return shown
    }

    /// The subplans that the node's own expressions run.
    private mutating func addSubplans(of plan: Plan, to node: inout ExplainNode) {
        for expression in plan.evaluatedExpressions {
            var found: [Expression.Subquery] = []
            expression.forEachPart { part in
                if case .subquery(let subquery) = part { found.append(subquery) }
            }
            for subquery in found where shown.insert(subquery.number).inserted {
                guard subquery.number < printer.subplans.count else { continue }
                let arguments = subquery.arguments.map { printer.text($0) }
                printer.frames.append(arguments)
                var child = self.node(printer.subplans[subquery.number].plan)
                printer.frames.removeLast()
                let isInitial = arguments.isEmpty
                child.label =
                    isInitial && subquery.isScalar
                    ? "InitPlan \(subquery.number + 1) (returns $\(subquery.number))"
                    : "SubPlan \(subquery.number + 1)"
                child.relationship = isInitial && subquery.isScalar ? "InitPlan" : "SubPlan"
                node.children.append(child)
            }
        }
    }
}

extension Plan {
    /// The node's expressions but for conditions that are only evaluated on changed rows.
    fileprivate var evaluatedExpressions: [Expression] {
        var plan = self
        switch node {
        case .update(var node):
            node.target.recheck = nil
            plan.node = .update(node)
        case .delete(var node):
            node.target.recheck = nil
            plan.node = .delete(node)
        case .lockRows: return []
        default: break
        }
        return plan.expressions
    }
}

extension Expression.Subquery {
    /// Whether it stands for one value.
    var isScalar: Bool {
        switch kind {
        case .scalar, .array: true
        case .exists, .quantified: false
        }
    }
}
