// SPDX-License-Identifier: Apache-2.0

import CKernels
import Platform

extension VectorTable {
    /// Computes the exact distances of the context's first `count` slots from its query.
    ///
    /// - Throws: ``IndexError/damaged(_:)`` or ``IndexError/system(_:)`` when the index's file cannot
    ///   be read.
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

    /// Checks what of the exact vectors in the index's file has not been checked; see
    /// ``NeighborIndex/checkFile(isStopped:)``.
    func checkFile(isStopped: () -> Bool) throws(IndexError) {
        try vectorFile.withLock { $0 }?.check(isStopped: isStopped)
    }
}
