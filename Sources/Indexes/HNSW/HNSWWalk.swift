// SPDX-License-Identifier: Apache-2.0

import CKernels
import Synchronization

/// Walks through an ``HNSWGraph``.
///
/// Everything a loop touches is a local pointer: no reference is counted, no bound checked and
/// nothing dispatched per visited node.
struct HNSWWalk {
    let graph: HNSWGraph
    let context: SearchContext
    let score: ck_score
    let scan: UnsafePointer<ck_scan>
    /// Slots that a search passes over as if no link led there; nil for none.
    var skipped: UnsafeMutablePointer<SlotBits.Word>?
    var statistics = SearchStatistics()

    /// The distance of a slot to start from; one that is no number counts as infinite, or nothing
    /// would be nearer.
    func distance(of slot: UInt32) -> Float {
        var slot = slot
        var distance: Float = 0
        score(scan, &slot, 1, &distance)
        return distance.isNaN ? .infinity : distance
    }

    /// Follows the nearest neighbour on `level` until none is nearer; greedy search.
    ///
    /// Starts at `slot`, whose distance is `distance`, and leaves the end there.
    @inline(never)
    mutating func descend(level: Int, slot: inout UInt32, distance: inout Float) {
        let slots = context.slots
        let distances = context.distances
        var isMoving = true
        while isMoving {
            isMoving = false
            let count = graph.read(slot, level, into: slots)
            score(scan, slots, count, distances)
            statistics.codesScored += count
            statistics.nodesExpanded += 1
            var index = 0
            while index < count {
                if distances[index] < distance {
                    distance = distances[index]
                    slot = slots[index]
                    isMoving = true
                }
                index += 1
            }
        }
    }

    /// Searches one level from what the pool holds until its nearest entries are all expanded;
    /// Malkov and Yashunin 2018, algorithm 2.
    ///
    /// Slots that `gate` does not admit are walked through but take no place among the results.
    @inline(never)
    mutating func search(level: Int, pool: inout CandidatePool, gate: SlotGate) {
        let graph = graph
        let score = score
        let scan = scan
        let slots = context.slots
        let distances = context.distances
        let visited = context.visited
        let visitedCount = UInt32(truncatingIfNeeded: context.visitedCount)
        let stamp = context.stamp
        let capacity = graph.capacity(level)
        let isOpen = gate.isOpen
        let skipped = skipped
        var expanded = 0
        var scored = 0
        while let first = pool.expandNext() {
            expanded += 1
            var count = 0
            unvisited(
                graph.list(first, level),
                capacity,
                visited,
                visitedCount,
                stamp,
                slots,
                &count
            )
            // The two nearest together: memory answers for the neighbours of both in the time that
            // those of one take; 5 to 20 percent at a million rows, the more the busier memory is.
            if let second = pool.expandNext() {
                expanded += 1
                let list = graph.list(second, level)
                unvisited(list, capacity, visited, visitedCount, stamp, slots, &count)
            }
            for ahead in 0..<2 {
                guard let next = pool.nextGuess(ahead) else { break }
                prefetch(graph.list(next, level), capacity)
            }
            var index = 0
            if let skipped {
                var kept = 0
                while index < count {
                    slots[kept] = slots[index]
                    kept &+= SlotBits.isSet(skipped, slots[index]) ? 0 : 1
                    index += 1
                }
                count = kept
            }
            if count == 0 { continue }
            score(scan, slots, count, distances)
            scored += count
            index = 0
            while index < count {
                let distance = distances[index]
                if distance < pool.bound {
                    pool.insert(
                        distance,
                        slots[index],
                        isPassing: !isOpen && !gate.admits(slots[index])
                    )
                } else if pool.keepsDropped {
                    pool.drop(
                        distance,
                        slots[index],
                        isPassing: !isOpen && !gate.admits(slots[index])
                    )
                }
                index += 1
            }
        }
        statistics.nodesExpanded += expanded
        statistics.codesScored += scored
    }

    /// Adds those links of a list to the first `count` of `slots` that this walk has not seen.
    @inline(__always)
    private func unvisited(
        _ list: UnsafeMutablePointer<HNSWGraph.Word>,
        _ capacity: Int,
        _ visited: UnsafeMutablePointer<UInt8>,
        _ visitedCount: UInt32,
        _ stamp: UInt8,
        _ slots: UnsafeMutablePointer<UInt32>,
        _ count: inout Int
    ) {
        var index = 0
        while index < capacity {
            let word = list[index].load(ordering: .acquiring)
            if word == 0 { break }
            index += 1
            let link = word &- 1
            // A slot newer than this search has no byte among the visited.
            if link >= visitedCount { continue }
            slots[count] = link
            count &+= visited[Int(link)] == stamp ? 0 : 1
            visited[Int(link)] = stamp
        }
    }

    /// Asks for the cache lines of a list.
    @inline(__always)
    private func prefetch(_ list: UnsafeMutablePointer<HNSWGraph.Word>, _ capacity: Int) {
        var word = 0
        while word < capacity {
            ck_prefetch_line(list + word)
            word += 16
        }
    }
}
