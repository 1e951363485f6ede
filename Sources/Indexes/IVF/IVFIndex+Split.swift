// SPDX-License-Identifier: Apache-2.0

import CKernels
import Platform
import Synchronization
import Vectors

extension IVFIndex {
    /// The size beyond which a list is split.
    var splitSize: Int { 2 * options.listSize(rows: count) }

    /// Lists whose rows may move when a list near them is split.
    private static let neighborhood = 8
    /// Rows that the two halves' centroids are trained on.
    private static let trainingRows = 2048

    /// Splits a list in two if it is too large, and moves rows across the new borders.
    ///
    /// Xu et al. 2023, section 3.1 (LIRE): a row of the split list may now be nearer to another
    /// centroid, and a row of a nearby list nearer to one of the new ones; nothing else can
    /// change. Moved slots stay in their old lists too until every search that began before has
    /// ended, so none misses them.
    ///
    /// - Complexity: about the rows of ten lists, times a distance each.
    func split(_ list: UInt32) throws(IndexError) {
        try reshaping.withLock { (reshaping) throws(IndexError) in
            try changes.withWriteLock { () throws(IndexError) in
                let size = lists.size(list)
                let isKnown = centroids.contains(UInt64(list))
                guard isKnown, size > max(splitSize, reshaping.unsplittable[list] ?? 0) else {
                    return
                }
                let own = members(list)
                guard own.count > splitSize, let halves = twoMeans(own) else {
                    // Removed rows, or equal ones: not before it has grown by half again.
                    reshaping.unsplittable[list] = size + size / 2
                    return
                }
                try replace(list, own, by: halves, &reshaping)
            }
        }
    }

    /// The centroids of two halves; nil where all rows are equal.
    private func twoMeans(_ slots: [UInt32]) -> KMeans? {
        let step = max(1, slots.count / IVFIndex.trainingRows)
        let sample = stride(from: 0, to: slots.count, by: step).map { slots[$0] }
        let rows = floats(of: sample)
        let halves = rows.withUnsafeBufferPointer {
            KMeans(
                training: $0,
                dimension: shape.dimension,
                count: 2,
                isSpherical: isSpherical,
                seed: options.seed &+ UInt64(slots.count)
            )
        }
        var seen = [false, false]
        rows.withUnsafeBufferPointer { rows in
            guard let start = rows.baseAddress else { return }
            for row in 0..<sample.count {
                seen[halves.nearest(start + row * shape.dimension).index] = true
            }
        }
        return seen[0] && seen[1] ? halves : nil
    }

    private func replace(
        _ list: UInt32,
        _ own: [UInt32],
        by halves: KMeans,
        _ reshaping: inout Reshaping
    ) throws(IndexError) {
        let made = [try lists.makeList([]), try lists.makeList([])]
        for half in 0..<2 { try insertCentroid(halves, half, as: made[half]) }
        var statistics = SearchStatistics()
        try moving(&reshaping) { (context) throws(IndexError) in
            let old = centroid(of: list, context)
            let nearby = try nearestLists(view(of: old), IVFIndex.neighborhood + 3, &statistics)
                .filter { $0 != list && !made.contains($0) }
            try move(own, to: made + nearby, context)
            for near in nearby {
                try move(members(near), to: made + [near], context)
            }
        }
        retire(list, &reshaping)
        try centroids.vacuum()
    }

    /// Lends a context to `body`, which moves slots and leaves it to the caller to note that all
    /// have moved; when it fails midway, it is noted here that some have.
    private func moving(
        _ reshaping: inout Reshaping,
        _ body: (SearchContext) throws(IndexError) -> Void
    ) throws(IndexError) {
        do throws(IndexError) { try contexts.withContext(body) } catch {
            // Searches that began before expect them in the lists that they were in.
            reshaping.moved = contexts.advance()
            throw error
        }
    }

    /// Moves slots to the nearest of some lists, except those that are there.
    func move(
        _ slots: [UInt32],
        to targets: [UInt32],
        _ context: SearchContext
    ) throws(IndexError) {
        let centers = targets.map { centroid(of: $0, context) }
        for slot in slots {
            let vector = storedVector(slot, context)
            var best = 0
            var least = Float.infinity
            for (index, center) in centers.enumerated() {
                let distance = distance(vector, center)
                if distance < least {
                    least = distance
                    best = index
                }
            }
            guard targets[best] != list(of: slot) else { continue }
            try append(slot, to: targets[best])
            setList(targets[best], of: slot)
        }
    }

    /// Takes away the centroid of a list whose rows have moved, and leaves the list to the searches
    /// that know it.
    private func retire(_ list: UInt32, _ reshaping: inout Reshaping) {
        departures.withWriteLock {
            reshapeCount.add(1, ordering: .acquiringAndReleasing)
            centroids.remove(row: UInt64(list))
        }
        reshaping.unsplittable[list] = nil
        let epoch = contexts.advance()
        reshaping.moved = epoch
        reshaping.lists.append((epoch, list))
        reclaim(&reshaping)
    }

    /// Gives back what no search can know any more; returns how many slots.
    @discardableResult
    func reclaim(_ reshaping: inout Reshaping) -> Int {
        lists.reclaimBlocks(contexts)
        reshaping.lists.removeAll { part in
            guard contexts.hasPassed(part.epoch) else { return false }
            lists.freeList(part.list)
            return true
        }
        reshaping.chains.removeAll { part in
            guard contexts.hasPassed(part.epoch) else { return false }
            lists.freeChain(part.word)
            return true
        }
        return ledger.release(contexts)
    }

    /// Moves the rows of lists that have become small to the lists next to them.
    ///
    /// - Returns: How many lists are gone.
    func mergeSmallLists(_ reshaping: inout Reshaping) throws(IndexError) -> Int {
        let least = options.listSize(rows: count) / 4
        var merged = 0
        for list in 0..<UInt32(lists.count)
        where centroids.contains(UInt64(list)) && centroids.count > 1 {
            let own = members(list)
            guard own.count < least else { continue }
            try changes.withWriteLock { () throws(IndexError) in
                // Inserts may have added to it meanwhile.
                let own = members(list)
                var statistics = SearchStatistics()
                try moving(&reshaping) { (context) throws(IndexError) in
                    let center = view(of: centroid(of: list, context))
                    let nearby = try nearestLists(center, IVFIndex.neighborhood, &statistics)
                        .filter { $0 != list }
                    guard !nearby.isEmpty else { throw .damaged("no list to merge with") }
                    try move(own, to: nearby, context)
                }
                retire(list, &reshaping)
            }
            merged += 1
        }
        if merged > 0 { try centroids.vacuum() }
        return merged
    }
}
