// SPDX-License-Identifier: Apache-2.0

extension IVFIndex {
    /// Rows whose neighbours are looked for to measure recall.
    private static let recallSample = 50

    /// The *probes* with which searches for `k` rows find at least a share of the true nearest.
    ///
    /// Measured as ``HNSWIndex/ef(forRecall:k:)`` is.
    ///
    /// - Parameters:
    ///   - recall: The share wanted, in 0...1.
    ///   - k: Rows wanted, at least 1.
    /// - Returns: At least 1.
    /// - Throws: What searching throws.
    /// - Complexity: some hundred scans of all lists when measured, else O(1).
    public func probes(forRecall recall: Double, k: Int) throws(IndexError) -> Int {
        let rows = count
        let k = max(1, min(k, rows))
        let curve = try recallCurves.curve(k: k, rows: rows) { () throws(IndexError) in
            try measureRecall(k, rows: rows)
        }
        return max(1, curve.effort(forRecall: recall))
    }

    /// The *probes* that an effort asks for; where so many rows are wanted that all are scanned,
    /// any.
    func probes(for effort: SearchEffort, k: Int) throws(IndexError) -> Int {
        guard let recall = effort.targetRecall, min(k, count) <= SearchPlan.walkLimit else {
            return effort.probes
        }
        return try probes(forRecall: recall, k: k)
    }

    private func measureRecall(_ k: Int, rows: Int) throws(IndexError) -> RecallCurve {
        // 1, 2, 3, 4, 6, 9 … lists, then all.
        var efforts = [1]
        while let last = efforts.last, last < listCount {
            efforts.append(min(listCount, max(last + 1, last * 3 / 2)))
        }
        var statistics = SearchStatistics()
        return try RecallCurve(
            rows: rows,
            efforts: efforts,
            sample: ledger.sample(IVFIndex.recallSample).filter(isLive)
        ) { (slot) throws(IndexError) in
            let row = table.row(of: slot)
            func nearest(probes: Int) throws(IndexError) -> [UInt64] {
                try table.withVector(slot) { (vector) throws(IndexError) in
                    try search(vector, k: k + 1, probes: probes, statistics: &statistics)
                }.map(\.row).filter { $0 != row }
            }
            let truth = Set(try nearest(probes: max(1, listCount)))
            var found: [Int] = []
            for probes in efforts {
                found.append(try nearest(probes: probes).count { truth.contains($0) })
            }
            return (truth.count, found)
        }
    }
}
