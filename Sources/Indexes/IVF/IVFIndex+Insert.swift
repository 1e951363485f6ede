// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

extension IVFIndex {
    /// Adds a row, or gives a row that is there another vector.
    ///
    /// Searches find the row from the moment this returns, and its old vector until then. Now and
    /// then an insert splits the list it went to.
    ///
    /// - Returns: False for a zero vector under cosine, which no index holds, as in pgvector; a row
    ///   that was there is removed then.
    /// - Throws: ``IndexError`` when the vector is unfit or memory is short; nothing changes then.
    /// - Complexity: a search among the centroids.
    @discardableResult
    public func insert(row: UInt64, _ vector: VectorView) throws(IndexError) -> Bool {
        let list = try contexts.withContext { (context) throws(IndexError) -> UInt32? in
            guard try table.load(vector, in: context) else {
                try remove(row: row)
                return nil
            }
            if centroids.count == 0 { try makeFirstList(context) }
            return try changes.withReadLock { () throws(IndexError) in
                try place(row, context)
            }
        }
        guard let list else { return false }
        // The row is in; without memory for a split its list stays large until the next insert.
        if lists.size(list) > splitSize { try? split(list) }
        return true
    }

    /// Writes the context's vector into a slot of its nearest list; answers the list.
    private func place(_ row: UInt64, _ context: SearchContext) throws(IndexError) -> UInt32 {
        var statistics = SearchStatistics()
        let slot = try allocateSlot()
        do throws(IndexError) {
            try table.write(row: row, to: slot, context)
            guard let list = try nearestLists(unitView(context), 1, &statistics).first else {
                throw .damaged("no list for a vector")
            }
            setList(list, of: slot)
            try append(slot, to: list)
            if let old = try rowMap.replace(row, with: slot) {
                bury(old)
            } else {
                liveCount.add(1, ordering: .acquiringAndReleasing)
            }
            return list
        } catch {
            // In a list or not, the slot is a dead one: the next vacuum frees it.
            bury(slot)
            throw error
        }
    }

    /// Adds a slot to a list under the list's lock.
    func append(_ slot: UInt32, to list: UInt32) throws(IndexError) {
        let result = lists.withLock(list) { () -> Result<Void, IndexError> in
            do throws(IndexError) { return .success(try lists.append(slot, to: list)) } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    /// Makes a list whose centroid is the context's vector, if there is no list yet.
    private func makeFirstList(_ context: SearchContext) throws(IndexError) {
        try reshaping.withLock { _ throws(IndexError) in
            guard centroids.count == 0 else { return }
            let list = try lists.makeList([])
            try centroids.insert(row: UInt64(list), unitView(context))
        }
    }

    /// A slot nobody knows, with memory behind it.
    func allocateSlot() throws(IndexError) -> UInt32 {
        if let slot = freeSlots.withLock({ $0.popLast() }) {
            dead.remove(slot)
            return slot
        }
        return try committedSlots.withLock { (committed) throws(IndexError) in
            let slot = slotCount.load(ordering: .acquiring)
            if slot >= committed {
                guard slot < options.rowLimit else { throw .full(limit: options.rowLimit) }
                let target = min(slot + max(4096, slot / 8), options.rowLimit)
                try commit(target)
                committed = target
            }
            slotCount.store(slot + 1, ordering: .releasing)
            return UInt32(slot)
        }
    }

    /// Makes room for `count` slots.
    func commit(_ count: Int) throws(IndexError) {
        try table.commit(count)
        try listOfSlot.commit(count)
        try dead.commit(count)
    }

    /// Takes a row out; whether it was there.
    ///
    /// - Complexity: O(1).
    @discardableResult
    public func remove(row: UInt64) throws(IndexError) -> Bool {
        try changes.withReadLock { () throws(IndexError) in
            guard let slot = try rowMap.replace(row, with: nil) else { return false }
            liveCount.subtract(1, ordering: .acquiringAndReleasing)
            bury(slot)
            return true
        }
    }
}
