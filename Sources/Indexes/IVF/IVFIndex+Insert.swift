// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

extension IVFIndex {
    /// Writes a row's vector into a slot of its nearest list that no search returns yet; see
    /// ``NeighborIndex``.
    ///
    /// Now and then this splits the list.
    ///
    /// - Complexity: a search among the centroids.
    public func prepareInsert(
        row: UInt64,
        _ vector: VectorView
    ) throws(IndexError) -> UInt32? {
        let placed = try contexts.withContext {
            (context) throws(IndexError) -> (slot: UInt32, list: UInt32)? in
            guard try table.load(vector, in: context) else { return nil }
            if centroids.count == 0 { try makeFirstList(context) }
            return try changes.withReadLock { () throws(IndexError) in
                try place(row, context)
            }
        }
        guard let placed else { return nil }
        // The row is in; without memory for a split its list stays large until the next insert.
        if lists.size(placed.list) > splitSize { try? split(placed.list) }
        return placed.slot
    }

    /// Writes the context's vector into a slot of its nearest list.
    private func place(
        _ row: UInt64,
        _ context: SearchContext
    ) throws(IndexError) -> (slot: UInt32, list: UInt32) {
        var statistics = SearchStatistics()
        let slot = try ledger.allocate(for: row, commit: commit)
        do throws(IndexError) {
            try table.write(row: row, to: slot, context)
            guard let list = try nearestLists(unitView(context), 1, &statistics).first else {
                throw .damaged("no list for a vector")
            }
            setList(list, of: slot)
            try append(slot, to: list)
            ledger.prepared(slot)
            return (slot, list)
        } catch {
            // In a list or not, the next vacuum frees it.
            ledger.abandon(slot)
            throw error
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
    @discardableResult
    public func remove(row: UInt64) -> Bool { ledger.remove(row) }

    /// Adds a slot to a list under the list's lock.
    func append(_ slot: UInt32, to list: UInt32) throws(IndexError) {
        try lists.withLock(list) { () throws(IndexError) in
            try lists.append(slot, to: list)
            packBlocks(list)
        }
    }

    /// Makes a list whose centroid is the context's vector, if there is no list yet.
    private func makeFirstList(_ context: SearchContext) throws(IndexError) {
        try reshaping.withLock { _ throws(IndexError) in
            guard centroids.count == 0 else { return }
            let list = try lists.makeList([])
            try centroids.insert(row: UInt64(list), unitView(context))
        }
    }

    /// Makes room for `count` slots.
    func commit(_ count: Int) throws(IndexError) {
        try table.commit(count)
        try listOfSlot.commit(count)
    }
}
