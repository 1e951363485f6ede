// SPDX-License-Identifier: Apache-2.0

/// A dense vector of single-precision floats.
public struct Vector: Sendable, Hashable {}
/// A dense vector of half-precision floats.
public struct HalfVector: Sendable, Hashable {}
/// A sparse vector.
public struct SparseVector: Sendable, Hashable {}
/// A string of bits.
public struct BitString: Sendable, Hashable {}
