// SPDX-License-Identifier: Apache-2.0

import CKernels
import Platform

/// The exact vectors of an index's file, read one at a time.
///
/// A page of a mapping that a search touches counts as the process's memory, and Linux maps fifteen
/// around it: a thousand searches make most of a file resident. Reading costs 0.7 microseconds a
/// vector of 384 dimensions more than touching a page that is mapped, less than touching one that
/// is not; ranking by 8-bit codes first leaves few to read.
final class VectorFile: Sendable {
    private let file: File
    private let offset: Int
    private let width: Int
    private let count: Int
    /// Slots that were written after the file was.
    private let written: SlotBits

    init(
        _ path: String,
        offset: Int,
        width: Int,
        count: Int
    ) throws(IndexError) {
        do throws(PlatformError) { file = try File(path, .read) } catch { throw .system(error) }
        self.offset = offset
        self.width = width
        self.count = count
        written = try SlotBits(slotLimit: count)
        try written.commit(count)
    }

    /// Notes that the file no longer has the vector of `slot`.
    func forget(_ slot: UInt32) { if slot < count { written.insert(slot) } }

    /// Copies the vector of `slot`; false when the file does not have it or cannot be read.
    func read(_ slot: UInt32, into target: UnsafeMutableRawPointer) -> Bool {
        guard slot < count, !written.contains(slot) else { return false }
        let buffer = UnsafeMutableRawBufferPointer(start: target, count: width)
        do throws(PlatformError) {
            return try file.read(at: offset + Int(slot) * width, into: buffer) == width
        } catch {
            // The caller turns to the mapping, where the kernel reports the same failure.
            return false
        }
    }
}

extension VectorTable {
    /// Computes the exact distances of the context's first `count` slots from its query.
    ///
    /// - Complexity: a system call for each vector that is in the index's file.
    func scoreExactly(_ count: Int, _ context: SearchContext) {
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
                if !file.read(slot, into: target) {
                    let source = exact.base + Int(slot) * exact.width
                    target.copyMemory(from: source, byteCount: exact.width)
                }
            }
            exactScore(&scan, context.vectorPlaces, part, context.distances + start)
            start += part
        }
    }
}
