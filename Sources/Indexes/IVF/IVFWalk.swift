// SPDX-License-Identifier: Apache-2.0

/// A walk over the slots that a list's word named when it was read.
struct IVFWalk {
    private let chunks: UnsafeMutablePointer<UInt32>
    private var chunk: Int
    private var place = 0
    /// Slots still to come.
    private(set) var remaining: Int

    init(word: UInt64, chunks: UnsafeMutablePointer<UInt32>) {
        self.chunks = chunks
        chunk = Int(truncatingIfNeeded: word >> 32)
        remaining = Int(UInt32(truncatingIfNeeded: word))
    }

    /// Passes over the first `count` slots, of a walk that has not begun.
    mutating func skip(_ count: Int) {
        guard count > 0 else { return }
        let hops = (count - 1) / IVFLists.slotsPerChunk
        for _ in 0..<hops { chunk = Int(chunks[chunk &* 64]) }
        place = count - hops * IVFLists.slotsPerChunk
        remaining -= count
    }

    @inline(__always)
    mutating func next() -> UInt32? {
        if remaining == 0 { return nil }
        if place == IVFLists.slotsPerChunk {
            chunk = Int(chunks[chunk &* 64])
            place = 0
        }
        remaining &-= 1
        place &+= 1
        return chunks[chunk &* 64 &+ place &+ (IVFLists.headerWords - 1)]
    }
}
