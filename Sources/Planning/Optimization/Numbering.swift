// SPDX-License-Identifier: Apache-2.0

import Expressions

/// Numbers the nodes of a statement, and its subplans in the order they are reached; what is not
/// reached any more is dropped.
struct Numbering {
    /// The subplans by the numbers the binder gave them.
    let bound: [Subplan]
    /// The subplans by their final numbers.
    private(set) var finished: [Subplan] = []
    /// How many nodes have been numbered.
    private(set) var nodeCount = 0
    private var numbers: [Int: Int] = [:]

    init(bound: [Subplan]) { self.bound = bound }

    /// `plan` with all numbers final.
    mutating func finish(_ plan: Plan) -> Plan {
        var plan = plan
        plan.id = nodeCount
        nodeCount += 1
        if plan.expressions.contains(where: \.containsSubqueries) {
            var numbering = self
            plan = plan.mappingExpressions { numbering.finish($0) }
            self = numbering
        }
        var numbering = self
        plan = plan.mappingInputs { input, _ in numbering.finish(input) }
        self = numbering
        return plan
    }

    private mutating func finish(_ expression: Expression) -> Expression {
        var numbering = self
        let mapped = expression.mappingChildren { numbering.finish($0) }
        self = numbering
        guard case .subquery(var subquery) = mapped else { return mapped }
        subquery.number = number(subquery.number)
        return .subquery(subquery)
    }

    private mutating func number(_ old: Int) -> Int {
        if let known = numbers[old] { return known }
        let new = finished.count
        numbers[old] = new
        finished.append(bound[old])
        let plan = finish(bound[old].plan)
        finished[new].plan = plan
        finished[new].commonTables = plan.outsideCommonTables(finished).sorted()
        return new
    }
}

extension Plan {
    /// The common tables scanned in here or in subplans but not defined here.
    fileprivate func outsideCommonTables(_ subplans: [Subplan]) -> Set<Int> {
        var scanned: Set<Int> = []
        var defined: Set<Int> = []
        collect(&scanned, &defined, subplans)
        return scanned.subtracting(defined)
    }

    private func collect(
        _ scanned: inout Set<Int>,
        _ defined: inout Set<Int>,
        _ subplans: [Subplan]
    ) {
        switch node {
        case .commonTableScan(let node): scanned.insert(node.number)
        case .with(let node): defined.formUnion(node.tables.map(\.number))
        case .recursiveUnion(let node): defined.insert(node.number)
        default: break
        }
        for expression in expressions {
            expression.forEachPart { part in
                if case .subquery(let subquery) = part {
                    scanned.formUnion(subplans[subquery.number].commonTables)
                }
            }
        }
        for input in inputs { input.collect(&scanned, &defined, subplans) }
    }
}
