// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// The settings by which users steer the planner, mostly to compare plans.
///
/// Source: PostgreSQL 15 manual, section 20.7.1 "Planner Method Configuration".
struct PlannerSwitches {
    /// `enable_seqscan`: off avoids reading whole tables wherever there is another way.
    let sequentialScans: Bool
    /// `enable_indexscan`: off keeps vector indexes from being used, and with `enable_bitmapscan`
    /// ordered ones, which here serve for both.
    let indexScans: Bool
    /// Whether conditions may be answered by ordered indexes.
    let lookUps: Bool

    /// What `session` has set.
    init(_ session: any SessionEnvironment) {
        func isOn(_ name: String) -> Bool {
            do throws(DatabaseError) {
                return try session.setting(name) != "off"
            } catch {
                return true
            }
        }
        sequentialScans = isOn("enable_seqscan")
        indexScans = isOn("enable_indexscan")
        lookUps = indexScans || isOn("enable_bitmapscan")
    }
}

extension Optimizer {
    /// Whether `plan` is to be preferred to `other`.
    func isCheaper(_ plan: Plan, than other: Plan) -> Bool {
        if !switches.sequentialScans {
            let scans = plan.sequentialScans
            let others = other.sequentialScans
            if scans != others { return scans < others }
        }
        return plan.estimate.totalCost < other.estimate.totalCost
    }
}

extension Plan {
    /// How many nodes read a whole table.
    fileprivate var sequentialScans: Int {
        let own: Int
        switch node {
        case .tableScan: own = 1
        case .vectorSearch(let node): if case .exact = node.access { own = 1 } else { own = 0 }
        default: own = 0
        }
        return inputs.reduce(own) { $0 + $1.sequentialScans }
    }
}
