// SPDX-License-Identifier: Apache-2.0

/// What an index's vectors are made of.
public enum VectorElement: UInt8, Sendable, CaseIterable {
    /// SQL's `vector`.
    case float32
    /// SQL's `halfvec`.
    case float16
    /// SQL's `bit`.
    case bit
    /// SQL's `sparsevec`.
    case sparse
}

/// A vector somewhere in the caller's memory, for the length of one call.
public enum VectorView {
    /// Finite floats.
    case float32(UnsafeBufferPointer<Float>)
    /// IEEE 754 binary16 bit patterns.
    case float16(UnsafeBufferPointer<UInt16>)
    /// `count` bits, eight to a byte, unused bits of the last byte zero.
    case bits(UnsafeBufferPointer<UInt8>, count: Int)
    /// Ascending indices from 0 and as many values.
    case sparse(
        dimension: Int,
        indices: UnsafeBufferPointer<Int32>,
        values: UnsafeBufferPointer<Float>
    )
}
