// SPDX-License-Identifier: Apache-2.0

import CKernels
import Synchronization

extension HNSWIndex {
    /// A walk that scores slots by codes, from the query that the context was prepared for.
    ///
    /// `skipped` are slots that it passes over as if no link led there.
    func makeWalk(
        _ context: SearchContext,
        skipping skipped: UnsafeMutablePointer<SlotBits.Word>? = nil
    ) -> HNSWWalk {
        HNSWWalk(
            graph: memory.view,
            context: context,
            score: table.walkScore,
            scan: UnsafePointer(context.walkScan),
            skipped: skipped
        )
    }

    /// A walk that scores slots as pairs are compared, from the slot that the context was prepared
    /// for.
    func makePairWalk(_ context: SearchContext) -> HNSWWalk {
        HNSWWalk(
            graph: memory.view,
            context: context,
            score: table.pairScore,
            scan: UnsafePointer(context.pairScan)
        )
    }

    /// Adds what a walk by codes cost.
    func note(_ walk: HNSWWalk, in statistics: inout SearchStatistics) {
        var cost = walk.statistics
        cost.bytesRead =
            cost.codesScored * table.walkBytes + cost.nodesExpanded * memory.links.width
        statistics.add(cost)
    }
}
