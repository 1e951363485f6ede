// SPDX-License-Identifier: Apache-2.0

import Platform

/// Measured recall of an index for one k, by effort: *ef* of a graph, *probes* of lists.
struct RecallCurve: Sendable {
    /// Rows in the index when it was measured.
    let rows: Int
    /// (effort, recall), ascending.
    let points: [(effort: Int, recall: Double)]

    /// Searches `sample`, slots of the index, with each effort; `answers` says how many rows are
    /// nearest to a slot's vector, the slot's own left out, and how many of them each effort finds.
    ///
    /// - Throws: What `answers` throws.
    init(
        rows: Int,
        efforts: [Int],
        sample: [UInt32],
        answers: (UInt32) throws(IndexError) -> (truth: Int, found: [Int])
    ) throws(IndexError) {
        var hits = [Int](repeating: 0, count: efforts.count)
        var wanted = 0
        for slot in sample {
            let answer = try answers(slot)
            wanted += answer.truth
            for step in efforts.indices { hits[step] += answer.found[step] }
        }
        self.rows = rows
        points = zip(efforts, hits).map { effort, hits in
            (effort: effort, recall: wanted == 0 ? 1 : Double(hits) / Double(wanted))
        }
    }

    /// The least effort with the recall wanted, the greatest measured when none reaches it.
    ///
    /// Queries that are unlike the rows find less: a fifth of what the share leaves open is kept in
    /// reserve for them.
    func effort(forRecall recall: Double) -> Int {
        let wanted = min(1, max(0, recall))
        let safe = wanted + 0.2 * (1 - wanted)
        return (points.first { $0.recall >= safe } ?? points.last)?.effort ?? 1
    }
}

/// The curves of an index by k, measured when first asked for.
final class RecallCurves: Sendable {
    private let curves = Lock<[Int: RecallCurve]>([:])

    /// The curve for `k`; measured anew when the index has doubled or halved since.
    func curve(
        k: Int,
        rows: Int,
        measure: () throws(IndexError) -> RecallCurve
    ) throws(IndexError) -> RecallCurve {
        let known = curves.withLock { $0[k] }
        if let known, known.rows <= 2 * rows, rows <= 2 * known.rows { return known }
        let measured = try measure()
        curves.withLock { $0[k] = measured }
        return measured
    }
}
