// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

/// Where each row is: row id → slot.
///
/// Row ids of a table are dense, so the map is an array, four bytes a row, in memory that never
/// moves; reading it takes no lock. Ids past the array go to a dictionary.
///
/// Sendable because the array consists of atomic words and the dictionary is behind a lock.
final class RowMap: @unchecked Sendable {
    private typealias Word = Atomic<UInt32>

    /// Row ids below this live in the array.
    let denseLimit: UInt64
    private let memory: ReservedMemory
    /// The slot plus one, zero for none.
    private let words: UnsafeMutablePointer<Word>
    private let committed = Atomic<UInt64>(0)
    /// One more than the greatest row id that the array ever held.
    private let used = Atomic<UInt64>(0)
    private let sparse = Lock<[UInt64: UInt32]>([:])

    init(slotLimit: Int) throws(IndexError) {
        // A small index may hold rows of a large table.
        denseLimit = UInt64(max(slotLimit, HNSWOptions.defaultRowLimit)) * 4
        do { memory = try ReservedMemory(reserving: Int(denseLimit) * 4) } catch {
            throw .system(error)
        }
        words = memory.base.assumingMemoryBound(to: Word.self)
    }

    /// The slot of `row`, if there is one.
    @inline(__always)
    func slot(of row: UInt64) -> UInt32? {
        // Whole pages are committed, so what is committed may reach beyond the limit.
        guard row < denseLimit else { return sparse.withLock { $0[row] } }
        guard row < committed.load(ordering: .acquiring) else { return nil }
        let word = words[Int(row)].load(ordering: .acquiring)
        return word == 0 ? nil : word - 1
    }

    /// Makes sure that ``replace(_:with:)`` needs no memory for `row`.
    func makeRoom(for row: UInt64) throws(IndexError) {
        guard row < denseLimit, row >= committed.load(ordering: .acquiring) else { return }
        do { try memory.commit((Int(row) + 1) * 4) } catch { throw .system(error) }
        committed.max(UInt64(memory.committedBytes / 4), ordering: .acquiringAndReleasing)
    }

    /// Sets or, with nil, clears the slot of `row`, for which there is room; returns what it was.
    @discardableResult
    func replace(_ row: UInt64, with slot: UInt32?) -> UInt32? {
        guard row < denseLimit else {
            return sparse.withLock { sparse in
                let old = sparse[row]
                sparse[row] = slot
                return old
            }
        }
        guard row < committed.load(ordering: .acquiring) else {
            precondition(slot == nil, "no room was made for a row")
            return nil
        }
        used.max(row + 1, ordering: .relaxed)
        let old = words[Int(row)].exchange(
            slot.map { $0 + 1 } ?? 0,
            ordering: .acquiringAndReleasing
        )
        return old == 0 ? nil : old - 1
    }

    /// Bytes the map takes.
    var byteCount: Int {
        Int(used.load(ordering: .relaxed)) * 4 + sparse.withLock { $0.capacity * 16 }
    }
}
