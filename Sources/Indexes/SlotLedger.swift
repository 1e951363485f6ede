// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

/// Which slots an index has and what each of them is.
///
/// ```
///            allocate            prepared           publish
///   free ──────────────▶ unborn ──────────▶ pending ───────▶ live
///    ▲                      │ abandon          │ discard       │ remove, or another publish
///    │  release             ▼                  ▼               ▼
///    └────────── retired ◀───────────────── dead ◀─────────────┘
///                          victims, retire
/// ```
///
/// A row is visible exactly while the row map names its slot. ``hidden`` has the bits of all other
/// slots, so that walks and scans need not ask the map; ``dead`` those that no row will ever be at
/// again before they are handed out anew.
///
/// Publishing and removing take one lock, for tens of nanoseconds, and wait for nothing else.
///
/// Sendable because bits, counts and the map are atomic, and the rest is behind locks.
final class SlotLedger: @unchecked Sendable {
    let rowMap: RowMap
    /// Slots that searches do not return.
    let hidden: SlotBits
    /// Slots without a future: dead, retired or free.
    let dead: SlotBits
    /// Slots handed out so far, free ones among them.
    let slotCount = Atomic<Int>(0)
    /// Rows that can be found; never more than there are, while others publish and remove.
    let liveCount = Atomic<Int>(0)
    /// Slots that walks may meet and searches do not return.
    let hiddenCount = Atomic<Int>(0)
    /// Slots of removed rows that are not free yet.
    let deadCount = Atomic<Int>(0)

    private let slotLimit: Int
    /// Slots that wait for ``publish(_:at:)`` or ``discard(_:)``; held while either happens.
    let pending = Lock<Set<UInt32>>([])
    let space = Lock(Space())

    struct Space {
        /// Slots that memory is committed for.
        var committed = 0
        /// Slots that nothing names and no reader knows.
        var free: [UInt32] = []
        /// Slots that nothing names, but that a reader may still know.
        var retired: [RetiredSlots] = []
    }

    init(slotLimit: Int) throws(IndexError) {
        self.slotLimit = slotLimit
        rowMap = try RowMap(slotLimit: slotLimit)
        hidden = try SlotBits(slotLimit: slotLimit)
        dead = try SlotBits(slotLimit: slotLimit)
    }

    /// Whether a slot holds a row that can be found; `row` is the slot's.
    @inline(__always)
    func isLive(_ slot: UInt32, row: UInt64) -> Bool { rowMap.slot(of: row) == slot }

    // MARK: - Birth

    /// A hidden slot for `row` that nobody knows; `commit` makes room for a number of slots.
    func allocate(
        for row: UInt64,
        commit: (Int) throws(IndexError) -> Void
    ) throws(IndexError) -> UInt32 {
        // So that publishing needs no memory.
        try rowMap.makeRoom(for: row)
        return try space.withLock { (space) throws(IndexError) -> UInt32 in
            let slot: UInt32
            if let free = space.free.popLast() {
                slot = free
                dead.remove(slot)
                hiddenCount.add(1, ordering: .acquiringAndReleasing)
            } else {
                let count = slotCount.load(ordering: .acquiring)
                if count >= space.committed {
                    guard count < slotLimit else { throw .full(limit: slotLimit) }
                    let target = min(count + max(1024, count / 8), slotLimit)
                    try commit(target)
                    try commitBits(target)
                    space.committed = target
                }
                slot = UInt32(count)
                hidden.insert(slot)
                hiddenCount.add(1, ordering: .acquiringAndReleasing)
                slotCount.store(count + 1, ordering: .releasing)
            }
            return slot
        }
    }

    func commitBits(_ count: Int) throws(IndexError) {
        try hidden.commit(count)
        try dead.commit(count)
    }

    /// Notes that a slot is written, linked and waits to be published.
    func prepared(_ slot: UInt32) { pending.withLock { _ = $0.insert(slot) } }

    /// Gives up a slot whose preparation failed; parts of the index may name it.
    func abandon(_ slot: UInt32) { markDead(slot) }

    /// Makes a pending slot the row's, and the slot it was at, which is answered, a dead one.
    @discardableResult
    func publish(_ row: UInt64, at slot: UInt32) -> UInt32? {
        pending.withLock { pending in
            precondition(pending.remove(slot) != nil, "published a slot that was not prepared")
            let old = rowMap.replace(row, with: slot)
            hidden.remove(slot)
            hiddenCount.subtract(1, ordering: .acquiringAndReleasing)
            if let old { bury(old) } else { liveCount.add(1, ordering: .acquiringAndReleasing) }
            return old
        }
    }

    /// Makes a pending slot a dead one.
    func discard(_ slot: UInt32) {
        pending.withLock { pending in
            precondition(pending.remove(slot) != nil, "discarded a slot that was not prepared")
            markDead(slot)
        }
    }

    // MARK: - Death

    /// Takes a row out; whether it was there, and at `slot` where that is given.
    func remove(_ row: UInt64, at slot: UInt32? = nil) -> Bool {
        pending.withLock { _ in
            guard let found = rowMap.slot(of: row), slot == nil || slot == found else {
                return false
            }
            liveCount.subtract(1, ordering: .acquiringAndReleasing)
            rowMap.replace(row, with: nil)
            bury(found)
            return true
        }
    }

    private func bury(_ slot: UInt32) {
        hiddenCount.add(1, ordering: .acquiringAndReleasing)
        hidden.insert(slot)
        markDead(slot)
    }

    private func markDead(_ slot: UInt32) {
        deadCount.add(1, ordering: .acquiringAndReleasing)
        dead.insert(slot)
    }

    /// Dead slots that are neither retired nor free.
    func victims() -> [UInt32] {
        let isTaken = space.withLock { space in
            var taken = Bitmap(space.free, count: slotCount.load(ordering: .acquiring))
            for part in space.retired { for slot in part.slots { taken.insert(slot) } }
            return taken
        }
        return (0..<UInt32(slotCount.load(ordering: .acquiring))).filter {
            dead.contains($0) && !isTaken.contains($0)
        }
    }

    /// Leaves slots that nothing names any more to the readers of `epoch` and before.
    func retire(_ slots: [UInt32], epoch: UInt64) {
        if slots.isEmpty { return }
        space.withLock { $0.retired.append(RetiredSlots(epoch: epoch, slots: slots)) }
    }

    /// Frees retired slots whose last possible reader has gone, after `clear` was called for each;
    /// returns how many.
    @discardableResult
    func release(_ contexts: SearchContexts, clear: (UInt32) -> Void = { _ in }) -> Int {
        space.withLock { space in
            var freed = 0
            space.retired.removeAll { part in
                guard contexts.hasPassed(part.epoch) else { return false }
                for slot in part.slots { clear(slot) }
                space.free.append(contentsOf: part.slots)
                freed += part.slots.count
                return true
            }
            deadCount.subtract(freed, ordering: .acquiringAndReleasing)
            hiddenCount.subtract(freed, ordering: .acquiringAndReleasing)
            return freed
        }
    }
}

/// Slots that nothing names any more, and the epoch in which that became so.
struct RetiredSlots: Sendable {
    let epoch: UInt64
    let slots: [UInt32]
}
