// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

/// One bit per slot, set and cleared atomically, read without a lock.
///
/// Sendable because the bits are in atomic words, in memory that never moves.
final class SlotBits: @unchecked Sendable {
    typealias Word = Atomic<UInt64>

    let words: UnsafeMutablePointer<Word>
    private let memory: ReservedMemory

    init(slotLimit: Int) throws(IndexError) {
        do { memory = try ReservedMemory(reserving: slotLimit / 8 + 8) } catch {
            throw .system(error)
        }
        words = memory.base.assumingMemoryBound(to: Word.self)
    }

    /// Makes room for `count` slots, their bits clear.
    func commit(_ count: Int) throws(IndexError) {
        do { try memory.commit(count / 8 + 8) } catch { throw .system(error) }
    }

    @inline(__always)
    static func isSet(_ words: UnsafeMutablePointer<Word>, _ slot: UInt32) -> Bool {
        words[Int(slot) / 64].load(ordering: .relaxed) >> UInt64(slot % 64) & 1 != 0
    }

    func contains(_ slot: UInt32) -> Bool { SlotBits.isSet(words, slot) }

    /// Sets the bit; whether it was clear.
    @discardableResult
    func insert(_ slot: UInt32) -> Bool {
        let bit: UInt64 = 1 << UInt64(slot % 64)
        let old = words[Int(slot) / 64].bitwiseOr(bit, ordering: .acquiringAndReleasing).oldValue
        return old & bit == 0
    }

    func remove(_ slot: UInt32) {
        let bit: UInt64 = 1 << UInt64(slot % 64)
        words[Int(slot) / 64].bitwiseAnd(~bit, ordering: .acquiringAndReleasing)
    }

    /// The words of the first `count` slots.
    func copy(_ count: Int) -> [UInt64] {
        (0..<(count + 63) / 64).map { words[$0].load(ordering: .acquiring) }
    }

    var byteCount: Int { memory.committedBytes }
}
