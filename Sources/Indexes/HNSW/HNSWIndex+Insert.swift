// SPDX-License-Identifier: Apache-2.0

import CKernels
import Platform
import Synchronization

extension HNSWIndex {
    /// Links a row's vector at a slot that no search returns yet; see ``NeighborIndex``.
    ///
    /// - Complexity: about `efConstruction` times the degree in code scores.
    public func prepareInsert(
        row: UInt64,
        _ vector: VectorView
    ) throws(IndexError) -> UInt32? {
        try contexts.withContext { (context) throws(IndexError) -> UInt32? in
            guard try table.load(vector, in: context) else { return nil }
            return try changes.withReadLock { () throws(IndexError) -> UInt32 in
                let slot = try ledger.allocate(for: row, commit: commit)
                do throws(IndexError) {
                    try table.write(row: row, to: slot, context)
                    try link(slot, context)
                } catch {
                    // Linked or not, the next vacuum frees it.
                    ledger.abandon(slot)
                    throw error
                }
                ledger.prepared(slot)
                return slot
            }
        }
    }

    /// Lets searches find a row at a slot that was prepared for it; see ``NeighborIndex``.
    public func publish(row: UInt64, slot: UInt32) {
        precondition(table.row(of: slot) == row, "published a slot of another row")
        ledger.publish(row, at: slot)
    }

    /// Gives up a slot that was prepared.
    public func discard(_ slot: UInt32) { ledger.discard(slot) }

    /// Takes a row out; whether it was there.
    ///
    /// Its slot stays linked, so that walks can cross it, until ``vacuum(threads:)``.
    @discardableResult
    public func remove(row: UInt64) -> Bool { ledger.remove(row) }

    /// Makes room for `count` slots.
    func commit(_ count: Int) throws(IndexError) {
        try table.commit(count)
        try memory.commit(count)
        try twins.commit(count)
    }

    /// Connects a written slot, whose vector is the context's `unit`, with the graph; Malkov and
    /// Yashunin 2018, algorithm 1.
    ///
    /// Own links are written on all levels before any other node links here, so that whoever
    /// arrives can go on.
    func link(_ slot: UInt32, _ context: SearchContext) throws(IndexError) {
        let level = level(of: slot)
        try memory.makeUpperLists(level, of: slot)
        guard let entry = enterFirst(slot, level) else { return }
        table.prepareQuery(context)
        var walk = makeWalk(context, skipping: twins.words)
        var nearest = UInt32(truncatingIfNeeded: entry)
        var distance = walk.distance(of: nearest)
        let top = Int(entry >> 32)
        for above in stride(from: top, to: level, by: -1) {
            walk.descend(level: above, slot: &nearest, distance: &distance)
        }
        context.pool.keepsDropped = true
        defer {
            context.pool.keepsDropped = false
            context.pool.discardDropped()
        }
        var bridge: UInt32?
        var chosen: [[UInt32]] = Array(repeating: [], count: level + 1)
        for current in stride(from: min(top, level), through: 0, by: -1) {
            context.beginVisit(count: ledger.slotCount.load(ordering: .acquiring))
            context.visit(slot)
            context.visit(nearest)
            context.pool.reset(limit: options.efConstruction)
            let gate = linkGate
            context.pool.insert(distance, nearest, isPassing: !gate.admits(nearest))
            walk.search(level: current, pool: &context.pool, gate: gate)
            if current == 0 { bridge = crossToLast(&walk, gate, context) }
            if context.pool.count > 0 {
                nearest = CandidatePool.slot(ofKey: context.pool.keys[0])
                distance = CandidatePool.distance(ofKey: context.pool.keys[0])
            }
            if current == 0 {
                let distance = walk.distance(of: slot)
                if let head = head(of: slot, distance: distance, context) {
                    return chain(slot, behind: head, context)
                }
            }
            let limit = current == 0 ? leastLinks : options.m
            chosen[current] = chooseNeighbors(of: slot, context, limit: limit)
            memory.view.write(slot, current, chosen[current])
        }
        for current in 0...min(top, level) {
            for neighbor in chosen[current] {
                addLink(from: neighbor, to: slot, level: current, context)
            }
        }
        if let bridge { addLink(from: bridge, to: slot, level: 0, context) }
        if level > top { raiseEntry(to: slot, level) }
        lastLinked.store(slot, ordering: .releasing)
    }

    /// Goes on with a walk along the bottom level from the slot that was linked last, when that
    /// one is near but was not met; returns the nearest that the walk had found before.
    ///
    /// Rows unlike all others often come together. A walk towards one of them ends among the rows
    /// that were there before, and so may its links: once others have found each other, walks meet
    /// those first and look no farther. What the walk had found is linked to the row, so that the
    /// graph has ways from the old rows to the new.
    private func crossToLast(
        _ walk: inout HNSWWalk,
        _ gate: SlotGate,
        _ context: SearchContext
    ) -> UInt32? {
        let last = lastLinked.load(ordering: .acquiring)
        guard last < context.visitedCount, !context.hasVisited(last), !twins.contains(last),
            context.pool.count > 0
        else { return nil }
        context.visit(last)
        let distance = walk.distance(of: last)
        guard distance < context.pool.bound else { return nil }
        let nearest = CandidatePool.slot(ofKey: context.pool.keys[0])
        context.pool.insert(distance, last, isPassing: !gate.admits(last))
        walk.search(level: 0, pool: &context.pool, gate: gate)
        return nearest
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
