// SPDX-License-Identifier: Apache-2.0

extension HNSWIndex {
    /// Rows whose neighbours are looked for to measure recall.
    private static let recallSample = 100
    /// The values of ef that are measured, in tenths of k.
    private static let recallSteps = [10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 120, 160, 240, 320]

    /// The *ef* with which searches for `k` rows find at least a share of the true nearest.
    ///
    /// Measured on rows of the index, each left out of its own answer, when first asked for this k
    /// and again when the index has doubled or halved.
    ///
    /// - Parameters:
    ///   - recall: The share wanted, in 0...1.
    ///   - k: Rows wanted, at least 1.
    /// - Returns: At least k, and no more than a walk is the way to find unless k is.
    /// - Throws: What searching throws.
    /// - Complexity: some hundred scans of all codes when measured, else O(1).
    public func ef(forRecall recall: Double, k: Int) throws(IndexError) -> Int {
        let rows = count
        let wanted = max(1, min(k, rows))
        let curve = try recallCurves.curve(k: wanted, rows: rows) { () throws(IndexError) in
            try measureRecall(wanted, rows: rows)
        }
        return max(1, k, curve.effort(forRecall: recall))
    }

    /// The *ef* that an effort asks for; any where so many rows are wanted that all are scanned.
    func ef(for effort: SearchEffort, k: Int) throws(IndexError) -> Int {
        guard let recall = effort.targetRecall, min(k, count) <= SearchPlan.walkLimit else {
            return effort.ef
        }
        return try ef(forRecall: recall, k: k)
    }

    /// The values of ef that are measured to find `wanted` rows, ascending.
    private func efforts(_ wanted: Int) -> [Int] {
        let most = max(wanted, SearchPlan.walkLimit)
        var efforts: [Int] = []
        for step in HNSWIndex.recallSteps {
            let ef = min(most, step * wanted / 10)
            if ef > efforts.last ?? 0 { efforts.append(ef) }
        }
        return efforts
    }

    private func measureRecall(_ k: Int, rows: Int) throws(IndexError) -> RecallCurve {
        let efforts = efforts(k + 1)
        return try contexts.withContext { (context) throws(IndexError) in
            var statistics = SearchStatistics()
            return try RecallCurve(
                rows: rows,
                efforts: efforts,
                sample: ledger.sample(HNSWIndex.recallSample).filter(isLive)
            ) { slot throws(IndexError) in
                table.loadUnit(slot, context)
                table.prepareQuery(context)
                let row = table.row(of: slot)
                let all = makePlan(nil, wanted: min(k + 1, rows), ef: k + 1)
                let truth = Set(try scan(all, context, &statistics).map(\.row).filter { $0 != row })
                let found = try efforts.map { ef throws(IndexError) in
                    let plan = makePlan(nil, wanted: k + 1, ef: ef)
                    walk(plan, ef: ef, openGate, context, &statistics)
                    return try rank(wanted: k + 1, context, &statistics)
                        .count { truth.contains($0.row) }
                }
                return (truth.count, found)
            }
        }
    }
}
