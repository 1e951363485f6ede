// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

extension HNSWIndex {
    /// Takes a row out; whether it was there.
    ///
    /// Its slot stays linked, so that walks can cross it, until ``vacuum(threads:)``.
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

    /// Marks a slot that no row has any more.
    func bury(_ slot: UInt32) {
        if dead.insert(slot) { deadCount.add(1, ordering: .acquiringAndReleasing) }
    }

    /// Slots of removed rows that wait for ``vacuum(threads:)``.
    public var tombstoneCount: Int { deadCount.load(ordering: .acquiring) }
}
