// SPDX-License-Identifier: Apache-2.0

import Expressions
import Schemas
import Values

/// Improves a bound plan, and finishes it for execution.
///
/// One walk from the top carries conditions down to where their columns come from
/// (`Optimizer+Placement`), turns subqueries into joins on the way (`Optimizer+Subqueries`), orders
/// joins (`Optimizer+Joins`), and picks how tables are read (`Optimizer+AccessPaths`) and whether
/// an order comes for free (`Optimizer+Ordering`). A second removes unused columns, a third numbers
/// nodes. Costs follow PostgreSQL's units; what they are worth is in `Estimator`.
struct Optimizer {
    let binder: Binder
    private(set) var estimator: Estimator
    /// Whether early first rows matter more than all of them: a cursor is read bit by bit.
    var wantsFirstRows: Bool
    /// What the session has switched off.
    let switches: PlannerSwitches
    /// What rows should come in the order of, if a join can begin with the table it is computed
    /// from; taken by the first join that is met.
    var leadingKey: Expression?
    /// The subqueries of expressions that are still used, by their final numbers.
    private(set) var subplans: [Subplan] = []
    /// How many nodes have been numbered.
    private(set) var nodeCount = 0
    /// The subqueries as bound, by the binder's numbers: what can become part of a join.
    private(set) var boundSubplans: [Plan] = []
    /// How many levels deep the walk is.
    private var depth = 0

    init(binder: Binder, wantsFirstRows: Bool = false) {
        self.binder = binder
        self.wantsFirstRows = wantsFirstRows
        estimator = Estimator(catalog: binder.catalog, context: binder.resolver.context)
        switches = PlannerSwitches(binder.resolver.context.session)
    }

    /// The finished plan of a whole statement.
    mutating func optimize(_ plan: Plan) throws(DatabaseError) -> Plan {
        let inlining = Inlining([plan] + binder.subplans.map(\.plan))
        boundSubplans = binder.subplans.map { folded(inlining.inlined($0.plan)) }
        let whole = folded(inlining.inlined(plan))
        var origins = ColumnOrigins()
        for part in [whole] + boundSubplans {
            origins.collect(part, binder.catalog) { keyExpressions($0, $1) }
        }
        estimator.origins = origins
        for (index, bound) in boundSubplans.enumerated() {
            let placed = try place([], on: bound)
            binder.subplans[index].plan = Pruning().pruneKeepingOrder(placed, bound.columns)
        }
        let placed = try place([], on: whole)
        var numbering = Numbering(bound: binder.subplans)
        let finished = numbering.finish(Pruning().pruneKeepingOrder(placed, plan.columns))
        subplans = numbering.finished
        nodeCount = numbering.nodeCount
        return finished
    }

    /// `plan` with the constant parts of all its expressions computed.
    private func folded(_ plan: Plan) -> Plan {
        let context = binder.resolver.context
        return plan.mappingExpressions { expression in
            switch expression {
            case .column, .constant, .parameter, .outer: expression
            default: expression.folded(in: context)
            }
        }.mappingInputs { input, _ in folded(input) }
    }

    /// Runs `body` one level deeper.
    ///
    /// - Throws: 54001 when that is too deep.
    mutating func descend(
        _ body: (inout Optimizer) throws(DatabaseError) -> Plan
    ) throws(DatabaseError) -> Plan {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Binder.maximumDepth * 2 else { throw .stackDepthExceeded }
        return try body(&self)
    }

    /// A plan with its costs estimated from those of its inputs.
    func make(_ node: Plan.Node, _ columns: [Plan.Output]) -> Plan {
        estimator.estimated(Plan(node, columns))
    }
}
