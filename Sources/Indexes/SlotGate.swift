// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Decides which slots a walk may return: those neither hidden nor rejected by a filter.
///
/// Plain pointers, so that asking costs no reference count.
struct SlotGate {
    /// Bits of slots without a row that can be found; nil where there are none.
    var hidden: UnsafeMutablePointer<SlotBits.Word>?
    /// Row ids by slot.
    var rows: UnsafeMutablePointer<Atomic<UInt64>>
    /// A filter's bitmap: rows `firstRow ..< firstRow + bitCount`.
    var bits: UnsafePointer<UInt64>?
    var firstRow: UInt64 = 0
    var bitCount: UInt64 = 0
    /// A filter that is no bitmap; borrowed from the caller for the length of a search.
    var predicate: Unmanaged<RowPredicate>?

    /// Whether everything passes, so that nobody need ask.
    @inline(__always)
    var isOpen: Bool { hidden == nil && bits == nil && predicate == nil }

    /// Whether a slot may be a result.
    @inline(__always)
    func admits(_ slot: UInt32) -> Bool {
        if let hidden, SlotBits.isSet(hidden, slot) { return false }
        if let bits {
            let offset = rows[Int(slot)].load(ordering: .relaxed) &- firstRow
            return offset < bitCount && bits[Int(offset / 64)] >> (offset % 64) & 1 != 0
        }
        if let predicate { return ask(predicate, rows[Int(slot)].load(ordering: .relaxed)) }
        return true
    }

    @inline(never)
    private func ask(_ predicate: Unmanaged<RowPredicate>, _ row: UInt64) -> Bool {
        predicate._withUnsafeGuaranteedRef { $0.accepts(row) }
    }
}

extension SlotGate {
    /// A gate that admits every slot with a row that can be found.
    init(_ ledger: SlotLedger, _ table: VectorTable) {
        let hasHidden = ledger.hiddenCount.load(ordering: .acquiring) > 0
        self.init(hidden: hasHidden ? ledger.hidden.words : nil, rows: table.rowWords)
    }
}

/// A function of a row id, boxed.
final class RowPredicate {
    let accepts: (UInt64) -> Bool

    init(_ accepts: @escaping (UInt64) -> Bool) { self.accepts = accepts }
}
