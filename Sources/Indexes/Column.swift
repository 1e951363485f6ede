// SPDX-License-Identifier: Apache-2.0

import Platform

/// One value of `width` bytes per slot, in memory that never moves; none where the width is 0.
struct Column: Sendable {
    let width: Int
    let memory: ReservedMemory?

    init(width: Int, limit: Int) throws(IndexError) {
        self.width = width
        do { memory = width == 0 ? nil : try ReservedMemory(reserving: width * limit) } catch {
            throw .system(error)
        }
    }

    /// The value of slot 0; a column without width has none.
    @inline(__always)
    var base: UnsafeMutableRawPointer {
        guard let memory else { preconditionFailure("a column without width is not read") }
        return memory.base
    }

    @inline(__always)
    var bytes: UnsafeMutablePointer<UInt8> { base.assumingMemoryBound(to: UInt8.self) }

    @inline(__always)
    var floats: UnsafeMutablePointer<Float> { base.assumingMemoryBound(to: Float.self) }

    func commit(_ count: Int) throws(IndexError) {
        do { try memory?.commit(count * width) } catch { throw .system(error) }
    }
}
