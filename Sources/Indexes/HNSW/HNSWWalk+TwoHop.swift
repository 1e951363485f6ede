// SPDX-License-Identifier: Apache-2.0

import CKernels
import Synchronization

extension HNSWWalk {
    /// Searches the bottom level among admitted slots only, looking through rejected neighbours at
    /// theirs: Patel et al., "ACORN: Performant and Predicate-Agnostic Search Over Vector
    /// Embeddings and Structured Data", 2024, section 6, ACORN-1.
    ///
    /// One link in a few percent leads to an admitted slot where a filter admits a few percent, too
    /// few to walk by; two hops find several. Only admitted slots are scored.
    @inline(never)
    mutating func searchTwoHops(pool: inout CandidatePool, gate: SlotGate) {
        let graph = graph
        let slots = context.slots
        let distances = context.distances
        let visited = context.visited
        let visitedCount = UInt32(truncatingIfNeeded: context.visitedCount)
        let stamp = context.stamp
        let capacity = graph.degree
        // As many as a plain walk would score, so that a hop costs about the same.
        let limit = 2 * capacity
        while let slot = pool.expandNext() {
            statistics.nodesExpanded += 1
            let list = graph.links + Int(slot) * capacity
            var count = 0
            var index = 0
            while index < capacity, count < limit {
                let word = list[index].load(ordering: .acquiring)
                if word == 0 { break }
                index += 1
                let link = word &- 1
                if link >= visitedCount { continue }
                let isNew = visited[Int(link)] != stamp
                if isNew {
                    visited[Int(link)] = stamp
                    if gate.admits(link) {
                        slots[count] = link
                        count += 1
                        continue
                    }
                } else if gate.admits(link) {
                    continue
                }
                let second = graph.links + Int(link) * capacity
                var position = 0
                while position < capacity, count < limit {
                    let word = second[position].load(ordering: .acquiring)
                    if word == 0 { break }
                    position += 1
                    let link = word &- 1
                    if link >= visitedCount || visited[Int(link)] == stamp { continue }
                    // Rejected ones stay unmarked: their neighbours may still be looked at.
                    guard gate.admits(link) else { continue }
                    visited[Int(link)] = stamp
                    slots[count] = link
                    count += 1
                }
            }
            if count == 0 { continue }
            score(scan, slots, count, distances)
            statistics.codesScored += count
            for index in 0..<count where distances[index] < pool.bound {
                pool.insert(distances[index], slots[index], isPassing: false)
            }
        }
    }
}
