// SPDX-License-Identifier: Apache-2.0

/// SQL's `vector`: 1 to 16,000 finite float32 elements.
///
/// Equality and order are those of pgvector's B-tree class: element by element, then by dimension;
/// 0 and -0 are equal.
public struct Vector: Sendable, Hashable {
    /// The most elements a vector may have.
    public static let maximumDimension = 16_000

    /// The elements, all of them finite.
    public let elements: [Float]

    /// The number of elements.
    public var dimension: Int { elements.count }

    /// A vector of `elements`, which should be as many as `expected`, a column's declared
    /// dimension.
    ///
    /// - Throws: ``VectorError`` when there are none or too many or not as many as expected, or
    ///   when one is NaN or infinite.
    public init(_ elements: [Float], expected: Int? = nil) throws(VectorError) {
        try Self.check(dimension: elements.count)
        if let expected, expected != elements.count {
            throw .expectedDimensions(expected, not: elements.count)
        }
        try Self.check(elements)
        self.elements = elements
    }

    /// A vector of elements that are known to be valid, because they were checked when they were
    /// stored or come from operations that keep them valid.
    public init(trusted elements: [Float]) {
        assert(!elements.isEmpty && elements.count <= Self.maximumDimension)
        self.elements = elements
    }
}

extension Vector: Comparable {
    /// Less than, equal to or greater than zero as `a` sorts before, with or after `b`.
    public static func compare(_ a: Vector, _ b: Vector) -> Int {
        for (x, y) in zip(a.elements, b.elements) where x != y { return x < y ? -1 : 1 }
        return a.dimension == b.dimension ? 0 : a.dimension < b.dimension ? -1 : 1
    }

    /// Whether `a` sorts before `b`.
    public static func < (a: Vector, b: Vector) -> Bool { compare(a, b) < 0 }
}

// MARK: - Checks

extension Vector {
    static func check(dimension: Int) throws(VectorError) {
        if dimension < 1 { throw .noDimensions(.vector) }
        if dimension > maximumDimension {
            throw .tooManyDimensions(.vector, limit: maximumDimension)
        }
    }

    static func check(_ elements: [Float]) throws(VectorError) {
        if elements.areFinite { return }
        guard let bad = elements.first(where: { !$0.isFinite }) else { return }
        throw bad.isNaN ? .notANumber(.vector) : .infinite(.vector)
    }

    func checkSameDimension(as other: Vector) throws(VectorError) {
        if dimension == other.dimension { return }
        throw .differentDimensions(.vector, dimension, other.dimension)
    }

    /// Checks the dimension against a column's declared one; nil where none is declared.
    ///
    /// - Throws: ``VectorError`` in pgvector's words: `expected 3 dimensions, not 2`.
    public func check(expected: Int?) throws(VectorError) {
        guard let expected, expected != dimension else { return }
        throw .expectedDimensions(expected, not: dimension)
    }

    /// The dimension that a type modifier declares, as in `vector(3)`.
    ///
    /// - Throws: ``VectorError`` unless there is exactly one modifier in 1...16000.
    public static func dimension(ofModifiers modifiers: [Int32]) throws(VectorError) -> Int {
        try TypeModifier.dimension(modifiers, type: .vector, limit: maximumDimension)
    }
}

extension [Float] {
    /// Whether no element is NaN or infinite; a loop without an exit, which compiles to SIMD.
    var areFinite: Bool {
        var largest: UInt32 = 0
        for element in self {
            // Bit patterns of magnitudes are ordered as the magnitudes, NaN above infinity.
            largest = Swift.max(largest, element.bitPattern & 0x7FFF_FFFF)
        }
        return largest < Float.infinity.bitPattern
    }
}

/// The rule all vector types share for what may stand in parentheses after their name.
enum TypeModifier {
    static func dimension(
        _ modifiers: [Int32],
        type: VectorType,
        limit: Int
    ) throws(VectorError) -> Int {
        guard modifiers.count == 1, let value = modifiers.first else { throw .invalidTypeModifier }
        if value < 1 { throw .typeModifierTooSmall(type) }
        if Int(value) > limit { throw .typeModifierTooLarge(type, limit: limit) }
        return Int(value)
    }
}
