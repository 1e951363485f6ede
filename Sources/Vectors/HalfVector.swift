// SPDX-License-Identifier: Apache-2.0

import CKernels

/// SQL's `halfvec`: 1 to 16,000 finite float16 elements.
///
/// Equality and order are those of pgvector's B-tree class: element by element, then by dimension;
/// 0 and -0 are equal.
public struct HalfVector: Sendable {
    /// The most elements a vector may have.
    public static let maximumDimension = 16_000
    /// The least magnitude that rounds to infinity: halfway from 65,504 to the next power of two.
    static let rangeLimit: Float = 65_520

    /// The elements as IEEE 754 binary16 bit patterns, all of them finite.
    public let bitPatterns: [UInt16]

    /// The number of elements.
    public var dimension: Int { bitPatterns.count }

    /// The elements as float32, which is exact.
    public var elements: [Float] { Self.widen(bitPatterns) }

    /// The float16 nearest to each of `elements`, ties to even; they should be as many as
    /// `expected`, a column's declared dimension.
    ///
    /// - Throws: ``VectorError`` when there are none or too many or not as many as expected, when
    ///   one is out of float16's range, or when one is NaN or infinite.
    public init(rounding elements: [Float], expected: Int? = nil) throws(VectorError) {
        try Self.check(dimension: elements.count)
        if let expected, expected != elements.count {
            throw .expectedDimensions(expected, not: elements.count)
        }
        // pgvector converts all elements before it looks for NaN and infinity.
        for element in elements where element.magnitude >= Self.rangeLimit && element.isFinite {
            throw .outOfRange(element.postgresText, .halfvec)
        }
        if let bad = elements.first(where: { !$0.isFinite }) {
            throw bad.isNaN ? .notANumber(.halfvec) : .infinite(.halfvec)
        }
        bitPatterns = Self.narrow(elements)
    }

    /// A vector of elements that are known to be valid, because they were checked when they were
    /// stored or come from operations that keep them valid.
    public init(trusted bitPatterns: [UInt16]) {
        assert(!bitPatterns.isEmpty && bitPatterns.count <= Self.maximumDimension)
        self.bitPatterns = bitPatterns
    }
}

extension HalfVector: Hashable, Comparable {
    /// Less than, equal to or greater than zero as `a` sorts before, with or after `b`.
    public static func compare(_ a: HalfVector, _ b: HalfVector) -> Int {
        for (x, y) in zip(a.bitPatterns, b.bitPatterns) {
            let (x, y) = (orderKey(x), orderKey(y))
            if x != y { return x < y ? -1 : 1 }
        }
        return a.dimension == b.dimension ? 0 : a.dimension < b.dimension ? -1 : 1
    }

    /// Whether `a` sorts before `b`.
    public static func < (a: HalfVector, b: HalfVector) -> Bool { compare(a, b) < 0 }

    /// Whether all elements are equal, both zeros being one.
    public static func == (a: HalfVector, b: HalfVector) -> Bool { compare(a, b) == 0 }

    /// Hashes what ``==(_:_:)`` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(dimension)
        for bits in bitPatterns { hasher.combine(Self.orderKey(bits)) }
    }

    /// Integers that are ordered as the finite values of the bit patterns are; one for both zeros.
    private static func orderKey(_ bits: UInt16) -> Int16 {
        let magnitude = Int16(bits & 0x7FFF)
        return bits & 0x8000 == 0 ? magnitude : -magnitude
    }
}

// MARK: - Checks and conversion

extension HalfVector {
    static func check(dimension: Int) throws(VectorError) {
        if dimension < 1 { throw .noDimensions(.halfvec) }
        if dimension > maximumDimension {
            throw .tooManyDimensions(.halfvec, limit: maximumDimension)
        }
    }

    func checkSameDimension(as other: HalfVector) throws(VectorError) {
        if dimension == other.dimension { return }
        throw .differentDimensions(.halfvec, dimension, other.dimension)
    }

    /// Checks the dimension against a column's declared one; nil where none is declared.
    ///
    /// - Throws: ``VectorError`` in pgvector's words: `expected 3 dimensions, not 2`.
    public func check(expected: Int?) throws(VectorError) {
        guard let expected, expected != dimension else { return }
        throw .expectedDimensions(expected, not: dimension)
    }

    /// The dimension that a type modifier declares, as in `halfvec(3)`.
    ///
    /// - Throws: ``VectorError`` unless there is exactly one modifier in 1...16000.
    public static func dimension(ofModifiers modifiers: [Int32]) throws(VectorError) -> Int {
        try TypeModifier.dimension(modifiers, type: .halfvec, limit: maximumDimension)
    }

    static func narrow(_ elements: [Float]) -> [UInt16] {
        [UInt16](unsafeUninitializedCapacity: elements.count) { buffer, count in
            elements.withUnsafeBufferPointer { elements in
                guard let target = buffer.baseAddress, let source = elements.baseAddress else {
                    return
                }
                ck_active().pointee.float16.from_float32(source, target, elements.count)
            }
            count = elements.count
        }
    }

    static func widen(_ bitPatterns: [UInt16]) -> [Float] {
        [Float](unsafeUninitializedCapacity: bitPatterns.count) { buffer, count in
            bitPatterns.withUnsafeBufferPointer { bitPatterns in
                guard let target = buffer.baseAddress, let source = bitPatterns.baseAddress else {
                    return
                }
                ck_active().pointee.float16.to_float32(source, target, bitPatterns.count)
            }
            count = bitPatterns.count
        }
    }
}
