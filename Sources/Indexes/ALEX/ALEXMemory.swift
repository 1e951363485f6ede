// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

/// Where nodes live: blocks of one range of addresses that never moves and is never given back.
///
/// A block that held a leaf holds only leaves after, one that held an inner node only inner nodes,
/// of the same size. So a reader that is late may read a node that is another by now, but never
/// what is no node; the version tells it to start again. Versions only grow, over all nodes of a
/// block.
///
/// Sendable because blocks are handed out under the lock and nodes consist of atomic words.
final class ALEXMemory: @unchecked Sendable {
    private struct State {
        var used = ALEXNode.unit
        var committed = 0
        var unusedBlocks: [[UInt32]] = Array(repeating: [], count: 2 * ALEXMemory.classes)
        var unusedBytes = 0
    }

    static let classes = 256
    /// Blocks up to this many units come in every size.
    private static let exactUnits = 16

    private let memory: ReservedMemory
    private let limit: Int
    private let state = Lock(State())
    /// The first byte; offset 0 is no node.
    let base: UnsafeMutableRawPointer

    init(limitBytes: Int) throws(IndexError) {
        do throws(PlatformError) { memory = try ReservedMemory(reserving: limitBytes) } catch {
            throw .system(error)
        }
        limit = limitBytes
        base = memory.base
    }

    @inline(__always)
    func node(_ reference: ALEXReference) -> ALEXNode { ALEXNode(base + reference.offset) }

    /// The class of the smallest block of at least `byteCount` bytes, and its size: eight sizes to
    /// each power of two.
    private static func sizeClass(_ byteCount: Int) -> (index: Int, bytes: Int) {
        let units = (byteCount + ALEXNode.unit - 1) / ALEXNode.unit
        if units <= exactUnits { return (units, units * ALEXNode.unit) }
        let power = Int.bitWidth - 1 - (units - 1).leadingZeroBitCount
        let step = 1 << (power - 3)
        let steps = (units - (1 << power) + step - 1) / step
        return (exactUnits + (power - 4) * 8 + steps, ((1 << power) + steps * step) * ALEXNode.unit)
    }

    /// The size of the block that `byteCount` bytes get.
    static func blockBytes(_ byteCount: Int) -> Int { sizeClass(byteCount).bytes }

    /// A block of at least `byteCount` bytes, its version odd, owned by the caller.
    func allocate(_ byteCount: Int, isLeaf: Bool) throws(IndexError) -> ALEXReference {
        let (index, bytes) = ALEXMemory.sizeClass(byteCount)
        let list = index * 2 + (isLeaf ? 1 : 0)
        let reference = try state.withLock { (state) throws(IndexError) in
            if let bits = state.unusedBlocks[list].popLast() {
                state.unusedBytes -= bytes
                return ALEXReference(bits: bits)
            }
            let offset = state.used
            guard offset + bytes <= limit else {
                throw .notEnoughMemory(needed: offset + bytes, allowed: limit)
            }
            if offset + bytes > state.committed {
                let target = min(limit, max(offset + bytes, state.committed + state.committed / 16))
                do throws(PlatformError) { try memory.commit(target) } catch {
                    throw .system(error)
                }
                state.committed = memory.committedBytes
            }
            state.used = offset + bytes
            return ALEXReference(offset: offset, isLeaf: isLeaf)
        }
        let node = node(reference)
        if node.load(.version) & 1 == 0 { node.beginChange() }
        node.store(UInt64(list), .sizeClass)
        return reference
    }

    /// Takes back the block of a node that nothing refers to any more.
    func free(_ reference: ALEXReference) {
        let list = Int(node(reference).load(.sizeClass))
        let bytes = ALEXMemory.bytes(ofClass: list / 2)
        state.withLock { state in
            state.unusedBlocks[list].append(reference.bits)
            state.unusedBytes += bytes
        }
    }

    private static func bytes(ofClass index: Int) -> Int {
        if index <= exactUnits { return index * unit }
        let power = (index - exactUnits - 1) / 8 + 4
        let steps = (index - exactUnits - 1) % 8 + 1
        return ((1 << power) + steps * (1 << (power - 3))) * unit
    }

    private static let unit = ALEXNode.unit

    /// Bytes of blocks handed out so far, and how many of those wait to be used again.
    var byteCounts: (used: Int, unused: Int) { state.withLock { ($0.used, $0.unusedBytes) } }
}
