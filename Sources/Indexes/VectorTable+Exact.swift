// SPDX-License-Identifier: Apache-2.0

import CKernels
import Platform

extension VectorTable {
    /// Computes the exact distances of the context's first `count` slots from its query.
    ///
    /// - Throws: ``IndexError/damaged(_:)`` or ``IndexError/system(_:)`` when the index's file
    ///   cannot be read.
    /// - Complexity: a system call for each vector that is in the index's file.
    func scoreExactly(_ count: Int, _ context: SearchContext) throws(IndexError) {
        guard let file = vectorFile.withLock({ $0 }) else {
            exactScore(context.exactScan, context.slots, count, context.distances)
            return
        }
        var scan = context.exactScan.pointee
        scan.codes = UnsafePointer(context.vectors.assumingMemoryBound(to: UInt8.self))
        var start = 0
        while start < count {
            let part = min(count - start, SearchContext.vectorBatch)
            for index in 0..<part {
                let slot = context.slots[start + index]
                let target = context.vectors + index * exact.width
                if try !file.read(slot, into: target) {
                    let source = exact.base + Int(slot) * exact.width
                    target.copyMemory(from: source, byteCount: exact.width)
                }
            }
            exactScore(&scan, context.vectorPlaces, part, context.distances + start)
            start += part
        }
    }

    /// Puts slots in the order of their distances from the context's query.
    ///
    /// - Parameters:
    ///   - all: The slots, in any order.
    ///   - ranking: By what distances; those of codes where they are of 8 bits.
    ///   - context: Whose query it is, and whose buffers are used.
    ///   - statistics: What it cost is added here.
    ///   - isLive: Whether a slot, asked after it was scored, may be in the answer.
    /// - Returns: Keys of ``CandidatePool``, nearest first.
    /// - Throws: As ``scoreExactly(_:_:)``.
    func order(
        _ all: [UInt32],
        by ranking: IteratorRanking,
        _ context: SearchContext,
        _ statistics: inout SearchStatistics,
        isLive: (UInt32) -> Bool
    ) throws(IndexError) -> [UInt64] {
        let areCodes = ranking == .codes && quantizer == .int8
        var keys: [UInt64] = []
        keys.reserveCapacity(all.count)
        var start = 0
        while start < all.count {
            let count = min(all.count - start, SearchContext.batch)
            for index in 0..<count { context.slots[index] = all[start + index] }
            if areCodes {
                rankScore(context.rankScan, context.slots, count, context.distances)
            } else {
                try scoreExactly(count, context)
            }
            for index in 0..<count where isLive(context.slots[index]) {
                keys.append(CandidatePool.key(context.distances[index], context.slots[index]))
            }
            start += count
        }
        if areCodes {
            statistics.codesScored += all.count
            statistics.bytesRead += all.count * 2 * walkBytes
        } else {
            statistics.vectorsRescored += all.count
            statistics.bytesRead += all.count * shape.exactBytes
        }
        keys.sort()
        return keys
    }

    /// The row and the metric's distance of a pool's key.
    func neighbor(ofKey key: UInt64) -> Neighbor {
        Neighbor(
            row: row(of: CandidatePool.slot(ofKey: key)),
            distance: shape.answer(CandidatePool.distance(ofKey: key))
        )
    }

    /// Checks what of the exact vectors in the index's file has not been checked; see
    /// ``NeighborIndex/checkFile(isStopped:)``.
    func checkFile(isStopped: () -> Bool) throws(IndexError) {
        try vectorFile.withLock { $0 }?.check(isStopped: isStopped)
    }
}
