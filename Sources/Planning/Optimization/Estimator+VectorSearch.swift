// SPDX-License-Identifier: Apache-2.0

import Expressions
import Schemas

/// What a search through a vector index costs, by the strategy that the executor will choose.
extension Estimator {
    /// Walking a graph, or scanning some lists, for a handful of rows: some forty microseconds.
    static let walkCost = 4.0
    /// What the next row in the order of distances costs, read and checked against the filter.
    static let streamCost = 0.3
    /// What a row costs that an ordered index finds, and whose code is then compared.
    static let matchCost = 0.025

    func estimateIndexSearch(_ node: Plan.VectorSearch) -> Plan.Estimate {
        let all = rows(of: node.target.table)
        let filters = node.target.filter.conjuncts
        let matching = max(1, all * selectivity(filters))
        guard let limit = node.limit else {
            return Plan.Estimate(
                startupCost: Self.walkCost,
                totalCost: Self.walkCost + all * Self.streamCost,
                rows: matching
            )
        }
        let wanted = min(matching, limit.integer ?? 10)
        var startup = Self.walkCost
        if !filters.isEmpty {
            var filtering = min(
                wanted * all / matching * Self.streamCost,
                all * (Self.rowCost + Self.operatorCost * Double(filters.count))
            )
            if let scan = node.matching {
                filtering = min(filtering, all * selectivity(scan.conditions) * Self.matchCost)
            }
            startup += filtering
        }
        return Plan.Estimate(
            startupCost: startup,
            totalCost: startup + wanted * Self.fetchCost,
            rows: max(1, wanted)
        )
    }
}
