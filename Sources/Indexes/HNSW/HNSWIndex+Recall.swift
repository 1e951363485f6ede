// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization
import Vectors

/// Measured recall of one index for one k, by *ef*.
struct RecallCurve: Sendable {
    /// Rows in the index when it was measured.
    let rows: Int
    /// (ef, recall), ascending.
    let points: [(ef: Int, recall: Double)]

    /// The least ef with the recall wanted, the greatest measured when none reaches it.
    func ef(forRecall wanted: Double) -> Int {
        (points.first { $0.recall >= wanted } ?? points.last)?.ef ?? HNSWIndex.defaultEf
    }
}

extension HNSWIndex {
    /// Rows whose neighbours are looked for to measure recall.
    private static let recallSample = 100
    /// The values of ef that are measured, in tenths of k.
    private static let recallSteps = [10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 120, 160, 240, 320]

    /// The *ef* with which searches for `k` rows find at least a share of the true nearest.
    ///
    /// Measured on rows of the index, each left out of its own answer, when first asked for this k
    /// and again when the index has grown or shrunk by half. Queries that are unlike the rows find
    /// less; a fifth of what the share leaves open is kept in reserve for them.
    ///
    /// - Parameters:
    ///   - recall: The share wanted, in 0...1.
    ///   - k: Rows wanted, at least 1.
    /// - Returns: At least k.
    /// - Complexity: some hundred scans of all codes when measured, else O(1).
    public func ef(forRecall recall: Double, k: Int) -> Int {
        let k = max(1, k)
        let rows = count
        let known = recallCurves.withLock { $0[k] }
        let curve: RecallCurve
        if let known, known.rows <= 2 * rows, rows <= 2 * known.rows {
            curve = known
        } else {
            curve = measureRecall(k, rows: rows)
            recallCurves.withLock { $0[k] = curve }
        }
        let wanted = min(1, max(0, recall))
        return max(k, curve.ef(forRecall: wanted + 0.2 * (1 - wanted)))
    }

    private func measureRecall(_ k: Int, rows: Int) -> RecallCurve {
        let sample = sampleSlots()
        let steps = HNSWIndex.recallSteps.map { max(k + 1, $0 * (k + 1) / 10) }
        var hits = [Int](repeating: 0, count: steps.count)
        var wanted = 0
        contexts.withContext { context in
            var statistics = SearchStatistics()
            for slot in sample {
                table.loadUnit(slot, context)
                table.prepareQuery(context)
                let row = table.row(of: slot)
                let all = makePlan(nil, wanted: min(k + 1, rows), ef: k + 1)
                let truth = Set(scan(all, context, &statistics).map(\.row).filter { $0 != row })
                wanted += truth.count
                for (step, ef) in steps.enumerated() {
                    let plan = makePlan(nil, wanted: k + 1, ef: ef)
                    walk(plan, ef: ef, openGate, context, &statistics)
                    let found = rank(wanted: k + 1, context, &statistics)
                    hits[step] += found.reduce(0) { $0 + (truth.contains($1.row) ? 1 : 0) }
                }
            }
        }
        let points = zip(steps, hits).map { step, hits in
            (ef: step, recall: wanted == 0 ? 1 : Double(hits) / Double(wanted))
        }
        return RecallCurve(rows: rows, points: points)
    }

    /// Live slots, spread evenly over the index.
    private func sampleSlots() -> [UInt32] {
        let slots = ledger.slotCount.load(ordering: .acquiring)
        let step = max(1, slots / HNSWIndex.recallSample)
        return stride(from: 0, to: slots, by: step).map { UInt32($0) }.filter { isLive($0) }
    }
}
