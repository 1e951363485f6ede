// SPDX-License-Identifier: Apache-2.0

import CKernels
import Platform
import Synchronization

extension HNSWIndex {
    /// Adds a row, or gives a row that is there another vector.
    ///
    /// Searches find the row from the moment this returns, and its old vector until then.
    ///
    /// - Returns: False for a zero vector under cosine, which no index holds, as in pgvector; a row
    ///   that was there is removed then.
    /// - Throws: ``IndexError`` when the vector is unfit or memory is short; nothing changes then.
    /// - Complexity: about `efConstruction` times the degree in code scores.
    @discardableResult
    public func insert(
        row: UInt64,
        _ vector: VectorView
    ) throws(IndexError) -> Bool {
        try contexts.withContext { (context) throws(IndexError) in
            guard try table.load(vector, in: context) else {
                try remove(row: row)
                return false
            }
            try changes.withReadLock { () throws(IndexError) in
                let slot = try allocateSlot()
                do throws(IndexError) {
                    try table.write(row: row, to: slot, context)
                    try link(slot, context)
                    let old = try rowMap.replace(row, with: slot)
                    if let old {
                        bury(old)
                    } else {
                        liveCount.add(1, ordering: .acquiringAndReleasing)
                    }
                } catch {
                    // Linked or not, the slot is a dead one: the next vacuum frees it.
                    bury(slot)
                    throw error
                }
            }
            return true
        }
    }

    /// A slot nobody knows, with memory behind it.
    private func allocateSlot() throws(IndexError) -> UInt32 {
        if let slot = freeSlots.withLock({ $0.popLast() }) {
            dead.remove(slot)
            return slot
        }
        return try committedSlots.withLock { (committed) throws(IndexError) in
            let slot = slotCount.load(ordering: .acquiring)
            if slot >= committed {
                guard slot < options.rowLimit else { throw .full(limit: options.rowLimit) }
                let target = min(slot + max(4096, slot / 8), options.rowLimit)
                try table.commit(target)
                try memory.commit(target)
                try dead.commit(target)
                committed = target
            }
            slotCount.store(slot + 1, ordering: .releasing)
            return UInt32(slot)
        }
    }

    /// Connects a written slot with the graph; Malkov and Yashunin 2018, algorithm 1.
    ///
    /// Own links are written on all levels before any other node links here, so that whoever
    /// arrives can go on.
    private func link(_ slot: UInt32, _ context: SearchContext) throws(IndexError) {
        let level = level(of: slot)
        try memory.makeUpperLists(level, of: slot)
        guard let entry = enterFirst(slot, level) else { return }
        table.prepareQuery(context)
        var walk = HNSWWalk(
            graph: memory.view,
            context: context,
            score: table.walkScore,
            scan: UnsafePointer(context.walkScan)
        )
        var nearest = UInt32(truncatingIfNeeded: entry)
        var distance: Float = 0
        walk.score(walk.scan, &nearest, 1, &distance)
        let top = Int(entry >> 32)
        for above in stride(from: top, to: level, by: -1) {
            walk.descend(level: above, slot: &nearest, distance: &distance)
        }
        var chosen: [[UInt32]] = Array(repeating: [], count: level + 1)
        for current in stride(from: min(top, level), through: 0, by: -1) {
            context.beginVisit(count: slotCount.load(ordering: .acquiring))
            context.visit(slot)
            context.visit(nearest)
            context.pool.reset(limit: options.efConstruction)
            let gate = openGate
            context.pool.insert(distance, nearest, isPassing: !gate.admits(nearest))
            walk.search(level: current, pool: &context.pool, gate: gate)
            if context.pool.count > 0 {
                nearest = CandidatePool.slot(ofKey: context.pool.keys[0])
                distance = CandidatePool.distance(ofKey: context.pool.keys[0])
            }
            chosen[current] = chooseNeighbors(context, limit: options.m)
            memory.view.write(slot, current, chosen[current])
        }
        for current in 0...min(top, level) {
            for neighbor in chosen[current] {
                addLink(from: neighbor, to: slot, level: current, context)
            }
        }
        if level > top { raiseEntry(to: slot, level) }
    }

    /// Makes the slot the entry point of an empty graph; else returns the entry point.
    private func enterFirst(_ slot: UInt32, _ level: Int) -> UInt64? {
        let current = entry.load(ordering: .acquiring)
        if current != HNSWIndex.noEntry { return current }
        return entryLock.withLock { _ in
            let current = entry.load(ordering: .acquiring)
            if current != HNSWIndex.noEntry { return current }
            entry.store(UInt64(level) << 32 | UInt64(slot), ordering: .releasing)
            return nil
        }
    }

    private func raiseEntry(to slot: UInt32, _ level: Int) {
        entryLock.withLock { _ in
            let current = entry.load(ordering: .acquiring)
            if current == HNSWIndex.noEntry || level > Int(current >> 32) {
                entry.store(UInt64(level) << 32 | UInt64(slot), ordering: .releasing)
            }
        }
    }
}
