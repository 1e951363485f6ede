// SPDX-License-Identifier: Apache-2.0

import Synchronization

extension SlotLedger {
    /// Puts the slots of matching rows of `table` into the context's `slots`, a batch at a time,
    /// and calls `body` with how many there are.
    func forEachMatch(
        _ filter: RowFilter?,
        of table: VectorTable,
        _ context: SearchContext,
        _ body: (Int) -> Void
    ) {
        // Where every slot is live, none need be asked. The count of rows comes first: it is never
        // more than there are, and slots are never fewer later.
        let live = liveCount.load(ordering: .acquiring)
        let slots = slotCount.load(ordering: .acquiring)
        let areAllLive = slots == live
        let hidden = hidden
        var filled = 0
        func add(_ slot: UInt32) {
            context.slots[filled] = slot
            filled += 1
            if filled == SearchContext.batch {
                body(filled)
                filled = 0
            }
        }
        switch filter {
        case .rows(let set):
            for row in set.sorted {
                if let slot = rowMap.slot(of: row) { add(slot) }
            }
        case .predicate(let accepts):
            for slot in 0..<UInt32(slots)
            where !hidden.contains(slot) && accepts(table.row(of: slot)) { add(slot) }
        case nil:
            for slot in 0..<UInt32(slots) where areAllLive || !hidden.contains(slot) {
                add(slot)
            }
        }
        if filled > 0 { body(filled) }
    }

    /// The slots of matching rows of `table`.
    func matches(
        _ filter: RowFilter?,
        of table: VectorTable,
        _ context: SearchContext
    ) -> [UInt32] {
        var found: [UInt32] = []
        forEachMatch(filter, of: table, context) { count in
            found += UnsafeBufferPointer(start: context.slots, count: count)
        }
        return found
    }
}
