// SPDX-License-Identifier: Apache-2.0

import CKernels

/// The codes of the first slots of a list, 32 to a block, in the layout that whole blocks are
/// scored in.
///
/// Never changed once a list names it: more slots make a new one.
///
/// ```
/// 64 bytes: slots (u64), bytes of a block (u64)   |   blocks, as ck_pack_block makes them
/// ```
///
/// Sendable because what it points to is only read.
struct IVFBlocks: @unchecked Sendable {
    static let slotsPerBlock = Int(CK_BLOCK_CODES)
    private static let headerBytes = 64

    private let start: UnsafeMutableRawPointer

    /// What ``address`` was of; nil for 0.
    init?(address: UInt64) {
        guard let start = UnsafeMutableRawPointer(bitPattern: UInt(address)) else { return nil }
        self.start = start
    }

    /// Room for the codes of `count` slots, each of `codeBytes` bytes; the last block may be filled
    /// in part.
    init(count: Int, codeBytes: Int) {
        let block = ck_block_bytes(codeBytes)
        start = .allocate(
            byteCount: IVFBlocks.headerBytes + IVFBlocks.blocks(count) * block,
            alignment: 64
        )
        start.storeBytes(of: UInt64(count), as: UInt64.self)
        start.storeBytes(of: UInt64(block), toByteOffset: 8, as: UInt64.self)
    }

    func deallocate() { start.deallocate() }

    var address: UInt64 { UInt64(UInt(bitPattern: start)) }
    /// Slots in the blocks.
    var count: Int { Int(start.load(as: UInt64.self)) }
    private var blockBytes: Int { Int(start.load(fromByteOffset: 8, as: UInt64.self)) }

    var byteCount: Int { IVFBlocks.headerBytes + IVFBlocks.blocks(count) * blockBytes }

    private static func blocks(_ count: Int) -> Int { (count + slotsPerBlock - 1) / slotsPerBlock }

    /// Blocks, the one that is filled in part with them.
    var blockCount: Int { IVFBlocks.blocks(count) }

    /// Where the block with a number begins.
    func block(_ number: Int) -> UnsafeMutablePointer<UInt8> {
        (start + IVFBlocks.headerBytes + number * blockBytes).assumingMemoryBound(to: UInt8.self)
    }

    /// Copies the full blocks of another, which has no more slots.
    func take(_ other: IVFBlocks) {
        (start + IVFBlocks.headerBytes).copyMemory(
            from: other.start + IVFBlocks.headerBytes,
            byteCount: other.count / IVFBlocks.slotsPerBlock * blockBytes
        )
    }
}

extension IVFIndex {
    /// Puts the codes of a list's slots into blocks, when enough of them are in none or `isFinal`.
    ///
    /// The caller holds the list's lock, or nobody else knows the list.
    func packBlocks(_ list: UInt32, isFinal: Bool = false) {
        guard table.scansBlocks else { return }
        let word = lists.word(list)
        let old = lists.blocks(word)
        let packed = old?.count ?? 0
        let size = IVFBlocks.slotsPerBlock
        let count = Int(UInt32(truncatingIfNeeded: word))
        // A share of the list, so that copying costs an insertion no more in a long list.
        guard count > packed, isFinal || count - packed >= max(size, packed / 8) else { return }
        let blocks = IVFBlocks(count: count, codeBytes: table.codes.width)
        if let old { blocks.take(old) }
        var walk = IVFWalk(word: word, chunks: lists.chunks)
        walk.skip(packed / size * size)
        var slots = [UInt32](repeating: 0, count: size)
        for number in packed / size..<blocks.blockCount {
            var filled = 0
            while filled < size, let slot = walk.next() {
                slots[filled] = slot
                filled += 1
            }
            ck_pack_block(
                table.codes.bytes,
                table.factors.floats,
                table.codes.width,
                slots,
                filled,
                blocks.block(number)
            )
        }
        lists.setBlocks(blocks, of: list, contexts)
    }

    /// Scores the blocks of a list into `nearest`; returns how many of the list's first slots are
    /// in them.
    func scanBlocks(
        _ word: UInt64,
        _ gate: SlotGate,
        _ context: SearchContext,
        _ nearest: inout NearestBuffer
    ) -> Int {
        guard table.scansBlocks, let blocks = lists.blocks(word) else { return 0 }
        let score = ck_active().pointee.codes.blocks
        let end = blocks.blockCount
        var number = 0
        while number < end {
            // Few at a time, for a bound that is fresh.
            let some = min(4, end - number)
            context.blockScan.pointee.codes = UnsafePointer(blocks.block(number))
            let found = score(
                context.blockScan,
                some,
                nearest.bound,
                context.slots,
                context.distances
            )
            if found > 0 {
                nearest.add(context.distances, context.slots, count: found, gate)
            }
            number += some
        }
        return blocks.count
    }
}
