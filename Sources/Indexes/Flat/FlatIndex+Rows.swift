// SPDX-License-Identifier: Apache-2.0

import Synchronization

extension FlatIndex {
    /// Slots that have been used, live ones or not: how far a search passes.
    public var slotsUsed: Int { ledger.slotCount.load(ordering: .acquiring) }

    /// Where `row` is; nil when it is not in the index.
    public func slot(of row: UInt64) -> UInt32? { ledger.rowMap.slot(of: row) }

    /// Lends the vector of `row`, and where it is; does nothing when the row is not in the index.
    ///
    /// What is lent stays what it is for the length of the call.
    public func withVector<Failure: Error>(
        of row: UInt64,
        _ body: (_ slot: UInt32, _ vector: VectorView) throws(Failure) -> Void
    ) throws(Failure) {
        try contexts.withContext { (_) throws(Failure) in
            guard let slot = slot(of: row) else { return }
            try table.withVector(slot) { (vector) throws(Failure) in try body(slot, vector) }
        }
    }

    /// Lends the vectors of rows by slot, from slot `start` on, until about `limit` were lent.
    ///
    /// - Returns: Where to go on; nil at the end.
    public func forEachRow<Failure: Error>(
        from start: UInt32,
        limit: Int,
        _ body: (_ row: UInt64, _ slot: UInt32, _ vector: VectorView) throws(Failure) -> Void
    ) throws(Failure) -> UInt32? {
        try contexts.withContext { (_) throws(Failure) in
            let end = UInt32(slotsUsed)
            var lent = 0
            var slot = start
            while slot < end, lent < limit {
                let row = table.row(of: slot)
                if ledger.isLive(slot, row: row) {
                    try table.withVector(slot) { (vector) throws(Failure) in
                        try body(row, slot, vector)
                    }
                    lent += 1
                }
                slot += 1
            }
            return slot < end ? slot : nil
        }
    }
}
