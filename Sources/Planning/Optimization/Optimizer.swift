// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// Improves a bound plan, and finishes it for execution.
struct Optimizer {
    let binder: Binder
    /// The subqueries of expressions that are still used, by their final numbers.
    private(set) var subplans: [Subplan] = []
    /// How many nodes have been numbered.
    private(set) var nodeCount = 0

    init(binder: Binder) { self.binder = binder }

    /// The finished plan of a whole statement.
    mutating func optimize(_ plan: Plan) throws(DatabaseError) -> Plan {
        let pruned = Pruning().pruneKeepingOrder(plan, plan.columns)
        return finish(pruned)
    }

    /// Numbers nodes and the subplans that are reached, in the order EXPLAIN prints them.
    private mutating func finish(_ plan: Plan) -> Plan {
        var numbering = Numbering(bound: binder.subplans)
        let finished = numbering.finish(plan)
        subplans = numbering.finished
        nodeCount = numbering.nodeCount
        return finished
    }
}
